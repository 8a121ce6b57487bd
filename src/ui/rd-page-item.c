/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page of the window: the digest as a whole, a topic, or a live blog. As a list model it holds itself, for its head,
 * and then its posts, which are made when they are first asked for; the front page of what is followed holds the topics
 * with something new, and something that stands for its end. */
#include "ui/rd-page-item.h"

#include "ui/rd-page-filter.h"
#include "ui/rd-post-item.h"
#include "ui/rd-slots.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

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
  GPtrArray *posts;     /* (owned) (element-type RdPostItem): the same as items; each %NULL until asked for */
  RdTopic *topic;       /* (nullable) (unowned): the document's */
  RdBlog *blog;         /* (nullable) (unowned): the document's */
  gboolean has_blogs;   /* whether its posts are of several live blogs; known when the first one was asked for */
  gboolean renaming;    /* whether the reader types another title */
  GPtrArray *stories;   /* (nullable) (owned) (element-type RdPageItem): for a front page with an end, the topics */
  GObject *end;         /* (nullable) (owned): what stands for its end */
  GPtrArray *news;      /* (owned) (element-type RdPageItem): those of them that it shows, the stories' */
  gboolean newest_first; /* whether its latest post stands first */
  char *following;      /* (nullable) (owned): how following it goes */
  gboolean has_problem; /* whether it could not be read */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_SUBTITLE,
  PROP_HAS_SUBTITLE,
  PROP_COUNT,
  PROP_HAS_NEWS,
  PROP_SPOKEN,
  PROP_HAS_KEY_EVENTS,
  PROP_PINNED,
  PROP_RENAMING,
  PROP_FOLLOWING,
} RdPageItemProperty;

static GParamSpec *properties[PROP_FOLLOWING + 1];

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

/* Where the first post stands that is new, where the reader knows one above it; else G_MAXUINT. */
static guint
find_first_new (RdPageItem *self)
{
  for (guint i = 0; i < self->entries->len && !self->newest_first; i++)
    if (((RdDigestEntry *) self->entries->pdata[i])->is_new)
      return i > 0 ? i : G_MAXUINT;

  return G_MAXUINT;
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

  return 1 + self->entries->len + self->news->len + (self->end != NULL);
}

/* From a place in the list to one among the posts, and back. */
static guint
turn (RdPageItem *self,
      guint       position)
{
  return self->newest_first ? self->entries->len + 1 - position : position;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  RdPageItem *self = RD_PAGE_ITEM (model);
  gpointer *post;

  if (position == 0)
    return g_object_ref (self);
  if (self->end != NULL && position == self->news->len + 1)
    return g_object_ref (self->end);
  if (position <= self->news->len)
    return g_object_ref (self->news->pdata[position - 1]);
  if (position > self->entries->len)
    return NULL;

  if (self->posts->len == 0)
    self->has_blogs = has_several_blogs (self->entries);
  position = turn (self, position);
  g_ptr_array_set_size (self->posts, self->entries->len);
  post = &self->posts->pdata[position - 1];
  if (*post == NULL)
    {
      *post = rd_post_item_new (self->document, self->entries->pdata[position - 1]);
      rd_post_item_set_names_blog (*post, self->has_blogs);
      rd_post_item_set_leads_news (*post, position - 1 == find_first_new (self));
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

  for (guint i = 0; i < self->all->len; i++)
    n += ((RdDigestEntry *) self->all->pdata[i])->key_event != RD_KEY_EVENT_NO;

  return n;
}

/* How many posts, and how many key events among them. */
static char *
speak_counts (RdPageItem *self)
{
  return rd_slots_speak_counts (self->all->len, count_key_events (self));
}

/* How many posts are new or, where none is, how many there are. */
static char *
show_count (RdPageItem *self)
{
  const guint n_new = rd_page_item_count_new (self);

  if (self->kind == RD_PAGE_FRONT)
    return NULL;

  return g_strdup_printf ("%u", n_new > 0 ? n_new : self->all->len);
}

static char *
speak (RdPageItem *self)
{
  const guint n_new = rd_page_item_count_new (self);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (parts, self->title);
  if (self->topic != NULL && self->topic->pinned)
    g_strv_builder_add (parts, _("pinned"));
  if (self->kind != RD_PAGE_FRONT)
    g_strv_builder_take (parts, speak_counts (self));
  if (n_new > 0)
    g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%u new", "%u new", n_new), n_new));
  all = g_strv_builder_end (parts);

  return g_strjoinv (", ", all);
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
    case PROP_HAS_NEWS:
      g_value_set_boolean (value, rd_page_item_count_new (self) > 0);
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
    case PROP_FOLLOWING:
      g_value_set_string (value, self->following);
      break;
    }
}

static void
rd_page_item_finalize (GObject *object)
{
  RdPageItem *self = RD_PAGE_ITEM (object);

  g_clear_pointer (&self->posts, g_ptr_array_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->stories, g_ptr_array_unref);
  g_clear_object (&self->end);
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
   * RdPageItem:count: (nullable)
   *
   * How many posts of it are new or, where none is, how many it has, in digits.
   */
  properties[PROP_COUNT] = g_param_spec_string ("count", NULL, NULL, NULL, flags);
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
  /**
   * RdPageItem:following: (nullable)
   *
   * How following it goes, in words.
   */
  properties[PROP_FOLLOWING]
      = g_param_spec_string ("following", NULL, NULL, NULL, flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_page_item_init (RdPageItem *self)
{
  self->news = g_ptr_array_new ();
}

static void
unref_post (gpointer post)
{
  g_clear_object (&post);
}

static gboolean
has_news (RdPageItem *self)
{
  return !self->topic->muted && rd_page_item_count_new (self) > 0;
}

/* Has the topics go from a front page of which nothing is new any more. */
static void
drop_seen (RdPageItem *self)
{
  for (guint i = self->news->len; i-- > 0;)
    if (!has_news (self->news->pdata[i]))
      {
        g_ptr_array_remove_index (self->news, i);
        g_list_model_items_changed (G_LIST_MODEL (self), i + 1, 1, 0);
      }
}

static void
seen_cb (RdPageItem *self)
{
  if (self->stories != NULL)
    drop_seen (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
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
  self->posts = g_ptr_array_new_with_free_func (unref_post);
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
  self->end = g_object_new (G_TYPE_OBJECT, NULL);
  rd_page_item_refresh (self);
}

/* Has the posts in it that the reader wants to see of this live blog. */
static void
filter (RdPageItem *self)
{
  const guint n_before = self->entries->len;

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  self->entries = rd_page_filter_apply (rd_document_get_filter (self->document, self->blog->id), self->all);
  g_ptr_array_set_size (self->posts, 0);
  g_list_model_items_changed (G_LIST_MODEL (self), 1, n_before, self->entries->len);
}

/**
 * rd_page_item_refresh:
 * @self: a page that nobody shows yet
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

  g_ptr_array_set_size (self->news, 0);
  for (guint i = 0; i < self->stories->len; i++)
    if (has_news (self->stories->pdata[i]))
      g_ptr_array_add (self->news, self->stories->pdata[i]);
}

/**
 * rd_page_item_count_new:
 * @self: a page
 *
 * Returns: how many posts of it the reader has not seen
 */
guint
rd_page_item_count_new (RdPageItem *self)
{
  guint n = 0;

  for (guint i = 0; self->stories != NULL && i < self->stories->len; i++)
    n += has_news (self->stories->pdata[i]) ? rd_page_item_count_new (self->stories->pdata[i]) : 0;
  for (guint i = 0; i < self->all->len; i++)
    n += rd_document_is_new (self->document, self->all->pdata[i]);

  return n;
}

/* How many key events of it the reader has not seen. */
static guint
count_new_key_events (RdPageItem *self)
{
  guint n = 0;

  for (guint i = 0; self->stories != NULL && i < self->stories->len; i++)
    n += has_news (self->stories->pdata[i]) ? count_new_key_events (self->stories->pdata[i]) : 0;
  for (guint i = 0; i < self->all->len; i++)
    n += ((RdDigestEntry *) self->all->pdata[i])->key_event != RD_KEY_EVENT_NO
         && rd_document_is_new (self->document, self->all->pdata[i]);

  return n;
}

/**
 * rd_page_item_describe_news:
 * @self: a page
 *
 * Returns: (transfer full): how much of it the reader has not seen
 */
char *
rd_page_item_describe_news (RdPageItem *self)
{
  const guint n_new = rd_page_item_count_new (self);
  const guint n_key_events = count_new_key_events (self);
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%u new post", "%u new posts", n_new), n_new);
  g_autofree char *key_events
      = g_strdup_printf (g_dngettext (NULL, "%u key event", "%u key events", n_key_events), n_key_events);
  /* Translators: what is new on the front page: so many posts, in so many topics. */
  g_autofree char *in_topics = g_strdup_printf (g_dngettext (NULL, "%s in %u topic", "%s in %u topics", self->news->len), posts,
                                                self->news->len);

  return g_strjoin (" · ", self->stories != NULL ? in_topics : posts, n_key_events > 0 ? key_events : NULL, NULL);
}

/**
 * rd_page_item_speak_news:
 * @self: a page
 *
 * Returns: (transfer full): what a screen reader says of what is new in it
 */
char *
rd_page_item_speak_news (RdPageItem *self)
{
  g_autofree char *news = rd_page_item_describe_news (self);

  return g_strdup_printf ("%s, %s", self->title, news);
}

/**
 * rd_page_item_list_new:
 * @self: a page
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the posts that the reader has not seen
 */
GStrv
rd_page_item_list_new (RdPageItem *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; self->stories != NULL && i < self->stories->len; i++)
    {
      g_auto (GStrv) of_story = rd_page_item_list_new (self->stories->pdata[i]);

      g_strv_builder_addv (ids, (const char **) of_story);
    }
  for (guint i = 0; i < self->all->len; i++)
    if (rd_document_is_new (self->document, self->all->pdata[i]))
      g_strv_builder_add (ids, ((RdDigestEntry *) self->all->pdata[i])->entry->id);

  return g_strv_builder_end (ids);
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
    return _("You’re caught up. This is what happened most of all.");

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
      return self->news->len > 0 ? rd_page_item_describe_news (self) : rd_wording_overview (wording);
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
  return self->blog != NULL ? self->blog->url : NULL;
}

/**
 * rd_page_item_list_filters:
 * @self: a page of a live blog
 * @chosen: (out): which of them the reader chose
 *
 * Returns: (transfer full) (element-type RdPageFilter): which of its posts the reader can choose to see
 */
GPtrArray *
rd_page_item_list_filters (RdPageItem *self,
                           guint      *chosen)
{
  GPtrArray *filters = rd_page_filter_list (rd_document_get_digest (self->document), self->all);
  const char *id = rd_document_get_filter (self->document, self->blog->id);

  *chosen = 0;
  for (guint i = 0; i < filters->len; i++)
    if (g_strcmp0 (((RdPageFilter *) filters->pdata[i])->id, id) == 0)
      *chosen = i;

  return filters;
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
 * rd_page_item_find_item:
 * @self: a page
 * @item: one of its items
 *
 * Returns: where in the list @item stands after the head, or %GTK_INVALID_LIST_POSITION
 */
guint
rd_page_item_find_item (RdPageItem *self,
                        gpointer    item)
{
  guint index;

  if (RD_IS_POST_ITEM (item))
    return rd_page_item_find (self, rd_post_item_get_entry (item));

  return g_ptr_array_find (self->news, item, &index) ? index + 1 : GTK_INVALID_LIST_POSITION;
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

  return g_ptr_array_find (self->entries, placed, &index) ? turn (self, index + 1) : GTK_INVALID_LIST_POSITION;
}

/**
 * rd_page_item_set_newest_first:
 * @self: a page
 * @newest_first: whether its posts stand in the order in which they came, or the other way round
 */
void
rd_page_item_set_newest_first (RdPageItem *self,
                               gboolean    newest_first)
{
  if (self->newest_first == newest_first)
    return;

  self->newest_first = newest_first;
  g_list_model_items_changed (G_LIST_MODEL (self), 1, self->entries->len, self->entries->len);
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
    if (((RdDigestEntry *) self->entries->pdata[turn (self, position) - 1])->key_event != RD_KEY_EVENT_NO)
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
