/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the window: the digest as a whole, a topic, or a live blog. Holds what it is of and what is in it; what is
 * made of that (its rows, what is new, what is said) has files of its own, beside this one. */
#include "ui/rd-page-item.h"

#include "ui/rd-page-filter.h"
#include "ui/rd-page-news.h"
#include "ui/rd-page-words.h"

#include <glib/gi18n.h>

struct _RdPageItem
{
  GObject parent_instance;

  RdPageKind kind;
  RdDocument *document; /* (owned) */
  char *title;          /* (owned) */
  char *subtitle;       /* (nullable) (owned) */
  GPtrArray *lines;     /* (nullable) (owned) (element-type RdLine): the document's */
  GPtrArray *all;       /* (owned) (element-type RdDigestEntry): its posts, the document's */
  GPtrArray *entries;   /* (owned) (element-type RdDigestEntry): those of them that the reader wants to see */
  RdTopic *topic;       /* (nullable) (unowned): the document's */
  RdBlog *blog;         /* (nullable) (unowned): the document's */
  gboolean renaming;    /* whether the reader types another title */
  GPtrArray *stories;   /* (nullable) (owned) (element-type RdPageItem): for a front page with an end, the topics */
  GPtrArray *news;      /* (owned) (element-type RdPageItem): those of them that it shows, the stories' */
  char *following;      /* (nullable) (owned): how following it goes */
  gboolean has_problem; /* whether it could not be read */
  RdAlertSign sign;     /* what the reader is notified of; without words where that is as usual */
};

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

typedef enum
{
  SIGNAL_FILTERED,
} RdPageItemSignal;

static guint signals[SIGNAL_FILTERED + 1];

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
  signals[SIGNAL_FILTERED]
      = g_signal_new ("filtered", RD_TYPE_PAGE_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
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
 * rd_page_item_set_lines:
 * @self: a page
 * @lines: (element-type RdLine): its summary
 */
void
rd_page_item_set_lines (RdPageItem *self,
                        GPtrArray  *lines)
{
  self->lines = g_ptr_array_ref (lines);
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
 * rd_page_item_set_stories:
 * @self: a front page
 * @stories: (element-type RdPageItem): the topics, of which those with something new are shown
 *
 * Gives it an end.
 */
void
rd_page_item_set_stories (RdPageItem *self,
                          GPtrArray  *stories)
{
  self->stories = g_ptr_array_ref (stories);
  rd_page_item_refresh (self);
}

/* Has the posts in it that the reader wants to see of this live blog. */
static void
filter (RdPageItem *self)
{
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = rd_page_filter_apply (rd_document_get_filter (self->document, self->blog->id), self->all);
  g_signal_emit (self, signals[SIGNAL_FILTERED], 0);
}

/**
 * rd_page_item_refresh:
 * @self: a page
 *
 * Has what is still new in it, where it is a front page; the posts that the reader wants to see, where it is a live blog's.
 */
void
rd_page_item_refresh (RdPageItem *self)
{
  if (self->blog != NULL)
    filter (self);
  if (self->stories == NULL)
    return;

  g_ptr_array_unref (self->news);
  self->news = g_ptr_array_new ();
  for (guint i = 0; i < self->stories->len; i++)
    if (rd_page_news_counts (self->stories->pdata[i]))
      g_ptr_array_add (self->news, self->stories->pdata[i]);
}

/**
 * rd_page_item_get_n_left_out:
 * @self: a page
 *
 * Returns: how many of its posts are kept and not shown
 */
guint
rd_page_item_get_n_left_out (RdPageItem *self)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (rd_document_get_digest (self->document)->n_left_out,
                                                rd_page_item_get_id (self)));
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
 * rd_page_item_set_filter:
 * @self: a page of a live blog
 * @id: (nullable): which of its posts the reader wants to see, as [struct@PageFilter] has it; %NULL for all
 */
void
rd_page_item_set_filter (RdPageItem *self,
                         const char *id)
{
  rd_document_set_filter (self->document, self->blog->id, id);
  filter (self);
}

/**
 * rd_page_item_set_following:
 * @self: a page of a live blog
 * @following: (nullable): how following it goes, in words; %NULL where there is nothing to say
 * @has_problem: whether it could not be read
 */
void
rd_page_item_set_following (RdPageItem *self,
                            const char *following,
                            gboolean    has_problem)
{
  if (g_strcmp0 (self->following, following) == 0 && self->has_problem == has_problem)
    return;

  g_set_str (&self->following, following);
  self->has_problem = has_problem;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWING]);
}

/**
 * rd_page_item_get_following:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): how following it goes, in words
 */
const char *
rd_page_item_get_following (RdPageItem *self)
{
  return self->following;
}

/**
 * rd_page_item_has_problem:
 * @self: a page
 *
 * Returns: whether it is of a live blog that could not be read
 */
gboolean
rd_page_item_has_problem (RdPageItem *self)
{
  return self->has_problem;
}

/**
 * rd_page_item_set_sign:
 * @self: a page
 * @sign: what the reader is notified of; without words where that is as usual
 */
void
rd_page_item_set_sign (RdPageItem  *self,
                       RdAlertSign  sign)
{
  if (self->sign.words == sign.words)
    return;

  self->sign = sign;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPOKEN]);
}

/**
 * rd_page_item_get_sign:
 * @self: a page
 *
 * Returns: what the reader is notified of; without words where that is as usual
 */
RdAlertSign
rd_page_item_get_sign (RdPageItem *self)
{
  return self->sign;
}

/**
 * rd_page_item_get_all:
 * @self: a page
 *
 * Returns: (transfer none) (element-type RdDigestEntry): its posts, whether the reader wants to see them or not
 */
GPtrArray *
rd_page_item_get_all (RdPageItem *self)
{
  return self->all;
}

/**
 * rd_page_item_get_stories:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RdPageItem): the topics, where it is a front page that has an end
 */
GPtrArray *
rd_page_item_get_stories (RdPageItem *self)
{
  return self->stories;
}

/**
 * rd_page_item_get_news:
 * @self: a page
 *
 * Returns: (transfer none) (element-type RdPageItem): those of the topics that it shows, as they had something new
 */
GPtrArray *
rd_page_item_get_news (RdPageItem *self)
{
  return self->news;
}

/**
 * rd_page_item_get_entries:
 * @self: a page
 *
 * Returns: (transfer none) (element-type RdDigestEntry): the posts in it, until others are chosen
 */
GPtrArray *
rd_page_item_get_entries (RdPageItem *self)
{
  return self->entries;
}

/**
 * rd_page_item_get_lines:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RdLine): its summary, where it does not show news instead
 */
GPtrArray *
rd_page_item_get_lines (RdPageItem *self)
{
  return self->news->len == 0 ? self->lines : NULL;
}

/**
 * rd_page_item_set_renaming:
 * @self: a page of a topic
 * @renaming: whether the reader types another title
 */
void
rd_page_item_set_renaming (RdPageItem *self,
                           gboolean    renaming)
{
  if (self->renaming == renaming)
    return;

  self->renaming = renaming;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RENAMING]);
}

/**
 * rd_page_item_is_renaming:
 * @self: a page
 *
 * Returns: whether the reader types another title
 */
gboolean
rd_page_item_is_renaming (RdPageItem *self)
{
  return self->renaming;
}

/**
 * rd_page_item_has:
 * @self: a page
 * @placed: a post
 *
 * Returns: whether @placed is one of the posts in it
 */
gboolean
rd_page_item_has (RdPageItem    *self,
                  RdDigestEntry *placed)
{
  return g_ptr_array_find (self->entries, placed, NULL);
}
