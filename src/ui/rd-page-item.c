/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the window: the digest as a whole, a topic, or a live blog. Holds what it is of; what is in it, how it stands
 * with it and what is made of that (its rows, what is new, what is said) have files of their own, beside this one. */
#include "ui/rd-page-item-private.h"

#include "ui/rd-page-news.h"
#include "ui/rd-page-words.h"

#include <glib/gi18n.h>

typedef enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_HAS_SUBTITLE,
  PROP_HAS_NEWS,
  PROP_SPOKEN,
  PROP_RENAMING,
  PROP_FOLLOWING,
} RdPageItemProperty;

static GParamSpec *properties[PROP_FOLLOWING + 1];

G_DEFINE_FINAL_TYPE (RdPageItem, rd_page_item, G_TYPE_OBJECT)

static void
rd_page_item_get_property (GObject    *object,
                           guint       property,
                           GValue     *value,
                           GParamSpec *spec)
{
  RdPageItem *self = RD_PAGE_ITEM (object);

  switch ((RdPageItemProperty) property)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->subtitle);
      break;
    case PROP_HAS_SUBTITLE:
      g_value_set_boolean (value, self->subtitle != NULL);
      break;
    case PROP_HAS_NEWS:
      g_value_set_boolean (value, rd_page_news_count (self) > 0);
      break;
    case PROP_SPOKEN:
      g_value_take_string (value, rd_page_words_speak (self));
      break;
    case PROP_RENAMING:
      g_value_set_boolean (value, self->renaming);
      break;
    case PROP_FOLLOWING:
      g_value_set_string (value, self->following);
      break;
    }
}

static void
rd_page_item_finalize (GObject *object)
{
  RdPageItem *self = RD_PAGE_ITEM (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->stories, g_ptr_array_unref);
  g_clear_pointer (&self->news, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->following);
  g_object_unref (self->document);

  G_OBJECT_CLASS (rd_page_item_parent_class)->finalize (object);
}

static void
rd_page_item_class_init (RdPageItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rd_page_item_get_property;
  object_class->finalize = rd_page_item_finalize;

  /**
   * RdPageItem:title:
   *
   * What it is called.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  /**
   * RdPageItem:subtitle: (nullable)
   *
   * What it is about.
   */
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  /**
   * RdPageItem:has-subtitle:
   *
   * Whether there is more to say than the title.
   */
  properties[PROP_HAS_SUBTITLE] = g_param_spec_boolean ("has-subtitle", NULL, NULL, FALSE, flags);
  /**
   * RdPageItem:has-news:
   *
   * Whether it has posts that the reader has not seen.
   */
  properties[PROP_HAS_NEWS] = g_param_spec_boolean ("has-news", NULL, NULL, FALSE, flags);
  /**
   * RdPageItem:spoken:
   *
   * What a screen reader says of it.
   */
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  /**
   * RdPageItem:renaming:
   *
   * Whether the reader types another title.
   */
  properties[PROP_RENAMING] = g_param_spec_boolean ("renaming", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * RdPageItem:following: (nullable)
   *
   * How following it goes, in words.
   */
  properties[PROP_FOLLOWING]
      = g_param_spec_string ("following", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RdPageItem::filtered:
   *
   * Other posts of it are seen than before.
   */
  g_signal_new ("filtered", RD_TYPE_PAGE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rd_page_item_init (RdPageItem *self)
{
  self->news = g_ptr_array_new ();
}

static void
seen_cb (RdPageItem *self)
{
  if (self->stories != NULL)
    rd_page_item_refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_NEWS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPOKEN]);
}

/**
 * rd_page_item_new:
 * @document: the document that it stands in
 * @kind: what it is a page of
 * @title: what it is called
 * @subtitle: (nullable): what it is about
 * @entries: (element-type RdDigestEntry): its posts, which may still be added to
 *
 * Returns: (transfer full): a page
 */
RdPageItem *
rd_page_item_new (RdDocument *document,
                  RdPageKind  kind,
                  const char *title,
                  const char *subtitle,
                  GPtrArray  *entries)
{
  RdPageItem *self = g_object_new (RD_TYPE_PAGE_ITEM, NULL);

  self->document = g_object_ref (document);
  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->all = g_ptr_array_ref (entries);
  self->entries = g_ptr_array_ref (entries);
  g_signal_connect_object (document, "seen", G_CALLBACK (seen_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rd_page_item_set_topic:
 * @self: a page of a topic
 * @topic: the document's topic
 */
void
rd_page_item_set_topic (RdPageItem *self,
                        RdTopic    *topic)
{
  self->topic = topic;
}

/**
 * rd_page_item_set_blog:
 * @self: a page of a live blog
 * @blog: the document's live blog
 */
void
rd_page_item_set_blog (RdPageItem *self,
                       RdBlog     *blog)
{
  self->blog = blog;
}

/**
 * rd_page_item_get_kind:
 * @self: a page
 *
 * Returns: what it is a page of
 */
RdPageKind
rd_page_item_get_kind (RdPageItem *self)
{
  return self->kind;
}

/**
 * rd_page_item_get_document:
 * @self: a page
 *
 * Returns: (transfer none): the document that it stands in
 */
RdDocument *
rd_page_item_get_document (RdPageItem *self)
{
  return self->document;
}

/**
 * rd_page_item_get_topic:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the topic that it is of
 */
RdTopic *
rd_page_item_get_topic (RdPageItem *self)
{
  return self->topic;
}

/**
 * rd_page_item_get_blog:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the live blog that it is of
 */
RdBlog *
rd_page_item_get_blog (RdPageItem *self)
{
  return self->blog;
}

/**
 * rd_page_item_get_id:
 * @self: a page
 *
 * Returns: (transfer none): the id of the topic or the live blog that it is of; "" where it is of all
 */
const char *
rd_page_item_get_id (RdPageItem *self)
{
  return self->topic != NULL ? self->topic->id : self->blog != NULL ? self->blog->id : "";
}

/**
 * rd_page_item_get_title:
 * @self: a page
 *
 * Returns: (transfer none): what it is called
 */
const char *
rd_page_item_get_title (RdPageItem *self)
{
  return self->title;
}

/**
 * rd_page_item_get_subtitle:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what it is about
 */
const char *
rd_page_item_get_subtitle (RdPageItem *self)
{
  if (self->stories != NULL && self->news->len == 0)
    return rd_page_item_get_n_left_out (self) == 0 ? _("You’re caught up. This is what mattered most.")
                                                   : _("Nothing else is new among the latest posts.");

  return self->topic != NULL ? rd_wording_subtitle (self->topic) : self->subtitle;
}

/**
 * rd_page_item_get_url:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): where it stands on the web
 */
const char *
rd_page_item_get_url (RdPageItem *self)
{
  return self->blog != NULL ? self->blog->url : NULL;
}

/**
 * rd_page_item_is_same:
 * @self: a page
 * @other: a page of another document
 *
 * Returns: whether both are about the same
 */
gboolean
rd_page_item_is_same (RdPageItem *self,
                      RdPageItem *other)
{
  if (self->kind != other->kind)
    return FALSE;
  if (self->kind != RD_PAGE_BLOG)
    return g_str_equal (rd_page_item_get_id (self), rd_page_item_get_id (other));

  return g_strcmp0 (rd_page_item_get_url (self), rd_page_item_get_url (other)) == 0
         && g_str_equal (self->title, other->title);
}
