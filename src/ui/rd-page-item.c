/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the window: the digest as a whole, a topic, or a live blog. As a list model it holds itself, for its head,
 * and then its posts, which are made when they are first asked for. */
#include "ui/rd-page-item.h"

#include "ui/rd-post-item.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

struct _RdPageItem
{
  GObject parent_instance;

  RdPageKind kind;
  RdDocument *document; /* (owned) */
  char *title;          /* (owned) */
  char *subtitle;       /* (nullable) (owned) */
  const char *url;      /* (nullable) (unowned): the document's */
  GPtrArray *lines;     /* (nullable) (owned) (element-type RdLine): the document's */
  GPtrArray *entries;   /* (owned) (element-type RdDigestEntry): its posts, the document's */
  GPtrArray *posts;     /* (owned) (element-type RdPostItem): the same as items; each %NULL until asked for */
  RdTopic *topic;       /* (nullable) (unowned): the document's */
  gboolean has_blogs;   /* whether its posts are of several live blogs; known when the first one was asked for */
  gboolean renaming;    /* whether the reader types another title */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_HAS_SUBTITLE,
  PROP_COUNT,
  PROP_SPOKEN,
  PROP_HAS_KEY_EVENTS,
  PROP_PINNED,
  PROP_RENAMING,
} RdPageItemProperty;

static GParamSpec *properties[PROP_RENAMING + 1];

static gboolean
has_several_blogs (GPtrArray *entries)
{
  for (guint i = 1; i < entries->len; i++)
    if (g_strcmp0 (((RdDigestEntry *) entries->pdata[i])->entry->blog_id,
                   ((RdDigestEntry *) entries->pdata[0])->entry->blog_id)
        != 0)
      return TRUE;

  return FALSE;
}

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  RdPageItem *self = RD_PAGE_ITEM (model);

  return 1 + self->entries->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RdPageItem *self = RD_PAGE_ITEM (model);
  gpointer *post;

  if (position == 0)
    return g_object_ref (self);
  if (position > self->entries->len)
    return NULL;

  if (self->posts->len == 0)
    self->has_blogs = has_several_blogs (self->entries);
  g_ptr_array_set_size (self->posts, self->entries->len);
  post = &self->posts->pdata[position - 1];
  if (*post == NULL)
    {
      *post = rd_post_item_new (self->document, self->entries->pdata[position - 1]);
      rd_post_item_set_names_blog (*post, self->has_blogs);
    }

  return g_object_ref (*post);
}

static void
list_model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RdPageItem, rd_page_item, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
count_key_events (RdPageItem *self)
{
  guint n = 0;

  for (guint i = 0; i < self->entries->len; i++)
    n += ((RdDigestEntry *) self->entries->pdata[i])->key_event != RD_KEY_EVENT_NO;

  return n;
}

/* How many posts, and how many key events among them. */
static char *
speak_counts (RdPageItem *self)
{
  const guint n_posts = self->entries->len;
  const guint n_key_events = count_key_events (self);
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%u post", "%u posts", n_posts), n_posts);
  g_autofree char *key_events = NULL;

  if (n_key_events == 0)
    return g_steal_pointer (&posts);

  key_events = g_strdup_printf (g_dngettext (NULL, "%u key event", "%u key events", n_key_events), n_key_events);
  return g_strdup_printf ("%s, %s", posts, key_events);
}

static char *
show_count (RdPageItem *self)
{
  return self->kind != RD_PAGE_FRONT ? g_strdup_printf ("%u", self->entries->len) : NULL;
}

static char *
speak (RdPageItem *self)
{
  g_autofree char *counts = NULL;

  if (self->kind == RD_PAGE_FRONT)
    return g_strdup (self->title);

  counts = speak_counts (self);
  if (self->topic != NULL && self->topic->pinned)
    /* Translators: a topic that is pinned: its name, and how many posts it has. */
    return g_strdup_printf (_("%s, pinned, %s"), self->title, counts);
  return g_strdup_printf ("%s, %s", self->title, counts);
}

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
    case PROP_COUNT:
      g_value_take_string (value, show_count (self));
      break;
    case PROP_SPOKEN:
      g_value_take_string (value, speak (self));
      break;
    case PROP_HAS_KEY_EVENTS:
      g_value_set_boolean (value, self->kind == RD_PAGE_TOPIC && count_key_events (self) > 0);
      break;
    case PROP_PINNED:
      g_value_set_boolean (value, self->topic != NULL && self->topic->pinned);
      break;
    case PROP_RENAMING:
      g_value_set_boolean (value, self->renaming);
      break;
    }
}

static void
rd_page_item_finalize (GObject *object)
{
  RdPageItem *self = RD_PAGE_ITEM (object);

  g_clear_pointer (&self->posts, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->subtitle);
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
   * RdPageItem:count: (nullable)
   *
   * How many posts it has, in digits.
   */
  properties[PROP_COUNT] = g_param_spec_string ("count", NULL, NULL, NULL, flags);
  /**
   * RdPageItem:spoken:
   *
   * What a screen reader says of it.
   */
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);
  /**
   * RdPageItem:has-key-events:
   *
   * Whether it is a topic with a key event.
   */
  properties[PROP_HAS_KEY_EVENTS] = g_param_spec_boolean ("has-key-events", NULL, NULL, FALSE, flags);
  /**
   * RdPageItem:pinned:
   *
   * Whether it is a topic that the reader wants on top.
   */
  properties[PROP_PINNED] = g_param_spec_boolean ("pinned", NULL, NULL, FALSE, flags);
  /**
   * RdPageItem:renaming:
   *
   * Whether the reader types another title.
   */
  properties[PROP_RENAMING] = g_param_spec_boolean ("renaming", NULL, NULL, FALSE, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_page_item_init (RdPageItem *self)
{
}

static void
unref_post (gpointer post)
{
  g_clear_object (&post);
}

/* @entries: (transfer full) */
static RdPageItem *
new_page (RdDocument *document,
          RdPageKind  kind,
          const char *title,
          const char *subtitle,
          GPtrArray  *entries,
          GPtrArray  *lines)
{
  RdPageItem *self = g_object_new (RD_TYPE_PAGE_ITEM, NULL);

  self->document = g_object_ref (document);
  self->kind = kind;
  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->entries = entries;
  self->posts = g_ptr_array_new_with_free_func (unref_post);
  self->lines = lines != NULL ? g_ptr_array_ref (lines) : NULL;

  return self;
}

static GListStore *
list_front (RdDocument *document)
{
  RdDigest *digest = rd_document_get_digest (document);
  GListStore *list = g_list_store_new (RD_TYPE_PAGE_ITEM);

  if (digest->summary->len > 0)
    {
      g_autoptr (RdPageItem) page = new_page (document, RD_PAGE_FRONT, _("In Short"), digest->title, g_ptr_array_new (),
                                              digest->summary);

      g_list_store_append (list, page);
    }

  return list;
}

static GListStore *
list_topics (RdDocument *document)
{
  RdDigest *digest = rd_document_get_digest (document);
  GListStore *list = g_list_store_new (RD_TYPE_PAGE_ITEM);

  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];
      const char *own = topic->other || g_strcmp0 (topic->subtitle, topic->label) == 0 ? NULL : topic->subtitle;
      const char *subtitle = topic->muted ? _("Muted") : own;
      g_autoptr (RdPageItem) page = new_page (document, RD_PAGE_TOPIC, topic->label, subtitle,
                                              g_ptr_array_ref (topic->entries), topic->summary);

      page->topic = topic;
      g_list_store_append (list, page);
    }

  return list;
}

static GListStore *
list_blogs (RdDocument *document)
{
  RdDigest *digest = rd_document_get_digest (document);
  GListStore *list = g_list_store_new (RD_TYPE_PAGE_ITEM);
  g_autoptr (GHashTable) by_blog = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < digest->blogs->len; i++)
    {
      RdBlog *blog = digest->blogs->pdata[i];
      g_autoptr (RdPageItem) page = new_page (document, RD_PAGE_BLOG, blog->title, blog->publisher, g_ptr_array_new (),
                                              NULL);

      page->url = blog->url;
      g_hash_table_insert (by_blog, blog->id, page->entries);
      g_list_store_append (list, page);
    }

  for (guint i = 0; i < digest->entries->len; i++)
    {
      RdDigestEntry *placed = digest->entries->pdata[i];
      GPtrArray *entries = g_hash_table_lookup (by_blog, placed->entry->blog_id);

      if (entries != NULL)
        g_ptr_array_add (entries, placed);
    }

  return list;
}

/**
 * rd_page_item_list:
 * @document: a document
 *
 * Returns: (transfer full): (element-type RdPageItem): its pages in sections: the front page, topics, live blogs
 */
GListModel *
rd_page_item_list (RdDocument *document)
{
  g_autoptr (GListStore) front = list_front (document);
  g_autoptr (GListStore) topics = list_topics (document);
  g_autoptr (GListStore) blogs = list_blogs (document);
  GListStore *sections = g_list_store_new (G_TYPE_LIST_MODEL);

  g_list_store_append (sections, front);
  g_list_store_append (sections, topics);
  g_list_store_append (sections, blogs);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (sections)));
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
  return self->topic != NULL ? rd_wording_subtitle (self->topic) : self->subtitle;
}

/**
 * rd_page_item_get_overview:
 * @self: a page
 *
 * Returns: (transfer full): how much it holds, and of what time
 */
char *
rd_page_item_get_overview (RdPageItem *self)
{
  RdWording *wording = rd_document_get_wording (self->document);

  switch (self->kind)
    {
    case RD_PAGE_TOPIC:
      return rd_wording_topic_head (wording, self->topic);
    case RD_PAGE_BLOG:
      return speak_counts (self);
    case RD_PAGE_FRONT:
    default:
      return rd_wording_overview (wording);
    }
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
  return self->url;
}

/**
 * rd_page_item_get_lines:
 * @self: a page
 *
 * Returns: (transfer none) (nullable) (element-type RdLine): its summary
 */
GPtrArray *
rd_page_item_get_lines (RdPageItem *self)
{
  return self->lines;
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
 * rd_page_item_find:
 * @self: a page
 * @placed: a post
 *
 * Returns: where in the list @placed stands, or %GTK_INVALID_LIST_POSITION
 */
guint
rd_page_item_find (RdPageItem    *self,
                   RdDigestEntry *placed)
{
  guint index;

  return g_ptr_array_find (self->entries, placed, &index) ? index + 1 : GTK_INVALID_LIST_POSITION;
}

/**
 * rd_page_item_find_new:
 * @self: a page
 * @before: an earlier document
 *
 * Returns: (transfer none) (nullable): the first of its posts that was not in @before
 */
RdDigestEntry *
rd_page_item_find_new (RdPageItem *self,
                       RdDocument *before)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      RdDigestEntry *it = self->entries->pdata[i];

      if (rd_document_find (before, it->entry->id) == NULL)
        return it;
    }

  return NULL;
}

/**
 * rd_page_item_find_key_event:
 * @self: a page
 * @position: where in the list to begin
 * @step: 1 to look downwards, -1 to look upwards
 *
 * Returns: where in the list the first key event from there on stands, or %GTK_INVALID_LIST_POSITION
 */
guint
rd_page_item_find_key_event (RdPageItem *self,
                             gint64      position,
                             int         step)
{
  for (; position >= 1 && position <= self->entries->len; position += step)
    if (((RdDigestEntry *) self->entries->pdata[position - 1])->key_event != RD_KEY_EVENT_NO)
      return position;

  return GTK_INVALID_LIST_POSITION;
}

/**
 * rd_page_item_find_near:
 * @self: a page
 * @earlier: a page of an earlier document
 * @read: a post of @earlier
 *
 * Returns: (transfer none) (nullable): the same post, or else the one that followed next and is on this page, or the last
 *   one before that is
 */
RdDigestEntry *
rd_page_item_find_near (RdPageItem    *self,
                        RdPageItem    *earlier,
                        RdDigestEntry *read)
{
  RdDigestEntry *before = NULL;
  gboolean is_past = FALSE;

  for (guint i = 0; i < earlier->entries->len; i++)
    {
      RdDigestEntry *it = earlier->entries->pdata[i];
      RdDigestEntry *same = rd_document_find (self->document, it->entry->id);

      is_past |= it == read;
      if (same == NULL || rd_page_item_find (self, same) == GTK_INVALID_LIST_POSITION)
        continue;
      if (is_past)
        return same;
      before = same;
    }

  return before;
}
