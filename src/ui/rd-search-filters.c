/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which live blog, topic and days the reader searches: what there is to choose from, and what is chosen. */
#include "ui/rd-search-filters.h"

#include "base/rd-string.h"

typedef enum
{
  WHEN_ANY_TIME,
  WHEN_TODAY,
  WHEN_YESTERDAY,
  WHEN_LAST_WEEK,
} When;

struct _RdSearchFilters
{
  AdwBin parent_instance;

  GPtrArray *followed; /* (nullable) (owned) (element-type RdFollowed): the live blogs in their list, once it was read */
  RdDigest *digest;    /* (nullable) (owned): of what is followed */
  GPtrArray *topics;   /* (owned) (element-type RdTopic): its topics in their list, each (unowned) */
  GtkDropDown *blog;   /* (unowned) */
  GtkDropDown *topic;  /* (unowned) */
  GtkDropDown *when;   /* (unowned) */
};

typedef enum
{
  SIGNAL_CHANGED,
} RdSearchFiltersSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (RdSearchFilters, rd_search_filters, ADW_TYPE_BIN)

/* The live blog that is chosen, or %NULL for all. */
static const RdFollowed *
get_followed (RdSearchFilters *self)
{
  const guint selected = gtk_drop_down_get_selected (self->blog);

  /* The first one stands for all of them. */
  return self->followed != NULL && selected > 0 && selected <= self->followed->len ? self->followed->pdata[selected - 1]
                                                                                   : NULL;
}

/* The topic that is chosen, or %NULL for all. */
static const RdTopic *
get_topic (RdSearchFilters *self)
{
  const guint selected = gtk_drop_down_get_selected (self->topic);

  return selected > 0 && selected <= self->topics->len ? self->topics->pdata[selected - 1] : NULL;
}

/* Puts them below the one that stands for all. What is chosen before and after is not changed in between. */
static void
put_names (GtkDropDown  *drop_down,
           GStrvBuilder *names,
           guint         selected)
{
  GListModel *list = gtk_drop_down_get_model (drop_down);
  g_auto (GStrv) all = g_strv_builder_end (names);

  g_object_freeze_notify (G_OBJECT (drop_down));
  gtk_string_list_splice (GTK_STRING_LIST (list), 1, g_list_model_get_n_items (list) - 1, (const char *const *) all);
  gtk_drop_down_set_selected (drop_down, selected);
  g_object_thaw_notify (G_OBJECT (drop_down));
}

static void
changed_cb (RdSearchFilters *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rd_search_filters_dispose (GObject *object)
{
  RdSearchFilters *self = RD_SEARCH_FILTERS (object);

  g_clear_pointer (&self->followed, g_ptr_array_unref);
  g_clear_pointer (&self->topics, g_ptr_array_unref);
  g_clear_pointer (&self->digest, rd_digest_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_SEARCH_FILTERS);

  G_OBJECT_CLASS (rd_search_filters_parent_class)->dispose (object);
}

static void
rd_search_filters_class_init (RdSearchFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_search_filters_dispose;

  /**
   * RdSearchFilters::changed:
   *
   * The reader chose something else.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RD_TYPE_SEARCH_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-search-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, RdSearchFilters, blog);
  gtk_widget_class_bind_template_child (widget_class, RdSearchFilters, topic);
  gtk_widget_class_bind_template_child (widget_class, RdSearchFilters, when);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
rd_search_filters_init (RdSearchFilters *self)
{
  self->topics = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_search_filters_set_followed:
 * @self: filters
 * @followed: (element-type RdFollowed): the live blogs to choose from
 *
 * The one that is chosen stays so, where it is among them.
 */
void
rd_search_filters_set_followed (RdSearchFilters *self,
                                GPtrArray       *followed)
{
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();
  g_autofree char *chosen = g_strdup (rd_search_filters_get_blog_id (self));
  guint selected = 0;

  for (guint i = 0; i < followed->len; i++)
    {
      const RdFollowed *it = followed->pdata[i];
      g_autofree char *title = rd_string_clean (rd_blog_get_title (it->blog));

      g_strv_builder_add (titles, title);
      if (g_strcmp0 (it->blog->id, chosen) == 0)
        selected = i + 1;
    }

  g_clear_pointer (&self->followed, g_ptr_array_unref);
  self->followed = g_ptr_array_ref (followed);
  put_names (self->blog, titles, selected);
}

/**
 * rd_search_filters_set_document:
 * @self: filters
 * @document: (nullable): what the window shows, with the topics to choose from where that is kept
 *
 * The one that is chosen stays so, where it is among them or was merged into one of them.
 */
void
rd_search_filters_set_document (RdSearchFilters *self,
                                RdDocument      *document)
{
  RdDigest *digest = document != NULL && rd_document_is_kept (document) ? rd_document_get_digest (document) : NULL;
  g_autoptr (GStrvBuilder) labels = g_strv_builder_new ();
  g_autoptr (RdDigest) before = g_steal_pointer (&self->digest);
  const RdTopic *chosen = get_topic (self);
  const RdTopic *found = chosen != NULL && digest != NULL ? rd_digest_find_topic (digest, chosen->id) : NULL;
  guint selected = 0;

  self->digest = digest != NULL ? rd_digest_ref (digest) : NULL;
  g_ptr_array_set_size (self->topics, 0);
  for (guint i = 0; digest != NULL && i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];

      if (topic->other)
        continue;
      g_strv_builder_add (labels, topic->label);
      g_ptr_array_add (self->topics, topic);
      if (topic == found)
        selected = self->topics->len;
    }

  put_names (self->topic, labels, selected);
  gtk_widget_set_visible (GTK_WIDGET (self->topic), self->topics->len > 0);
}

/**
 * rd_search_filters_has_nothing:
 * @self: filters
 *
 * Returns: whether it is known that there is no live blog to search in
 */
gboolean
rd_search_filters_has_nothing (RdSearchFilters *self)
{
  return self->followed != NULL && self->followed->len == 0;
}

/**
 * rd_search_filters_find:
 * @self: filters
 * @blog_id: a live blog
 *
 * Returns: (transfer none) (nullable): it among those to choose from
 */
const RdFollowed *
rd_search_filters_find (RdSearchFilters *self,
                        const char      *blog_id)
{
  for (guint i = 0; self->followed != NULL && i < self->followed->len; i++)
    {
      const RdFollowed *followed = self->followed->pdata[i];

      if (g_str_equal (followed->blog->id, blog_id))
        return followed;
    }

  return NULL;
}

/**
 * rd_search_filters_are_set:
 * @self: filters
 *
 * Returns: whether they leave out anything
 */
gboolean
rd_search_filters_are_set (RdSearchFilters *self)
{
  return gtk_drop_down_get_selected (self->blog) > 0 || gtk_drop_down_get_selected (self->topic) > 0
         || gtk_drop_down_get_selected (self->when) != WHEN_ANY_TIME;
}

/**
 * rd_search_filters_clear:
 * @self: filters
 *
 * Has them leave out nothing.
 */
void
rd_search_filters_clear (RdSearchFilters *self)
{
  gtk_drop_down_set_selected (self->when, WHEN_ANY_TIME);
  gtk_drop_down_set_selected (self->topic, 0);
  gtk_drop_down_set_selected (self->blog, 0);
}

/**
 * rd_search_filters_get_blog_id:
 * @self: filters
 *
 * Returns: (transfer none) (nullable): the live blog that is chosen; %NULL for all
 */
const char *
rd_search_filters_get_blog_id (RdSearchFilters *self)
{
  const RdFollowed *followed = get_followed (self);

  return followed != NULL ? followed->blog->id : NULL;
}

/**
 * rd_search_filters_list_topic_ids:
 * @self: filters
 *
 * Returns: (transfer full) (nullable): the topic that is chosen, and those that were merged into it; %NULL for all
 */
GStrv
rd_search_filters_list_topic_ids (RdSearchFilters *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const RdTopic *topic = get_topic (self);
  GHashTableIter iter;
  gpointer id;
  gpointer target;

  if (topic == NULL)
    return NULL;

  g_strv_builder_add (ids, topic->id);
  g_hash_table_iter_init (&iter, self->digest->merged);
  while (g_hash_table_iter_next (&iter, &id, &target))
    if (g_str_equal (target, topic->id))
      g_strv_builder_add (ids, id);

  return g_strv_builder_end (ids);
}

/**
 * rd_search_filters_find_days:
 * @self: filters
 * @from: (out) (transfer full) (nullable): the beginning of the days that are chosen, midnight where the reader is
 * @to: (out) (transfer full) (nullable): their end
 */
void
rd_search_filters_find_days (RdSearchFilters  *self,
                             GDateTime       **from,
                             GDateTime       **to)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) today = g_date_time_new_local (g_date_time_get_year (now), g_date_time_get_month (now),
                                                       g_date_time_get_day_of_month (now), 0, 0, 0);

  *from = *to = NULL;
  switch ((When) gtk_drop_down_get_selected (self->when))
    {
    case WHEN_ANY_TIME:
      break;
    case WHEN_TODAY:
      *from = g_date_time_ref (today);
      break;
    case WHEN_YESTERDAY:
      *from = g_date_time_add_days (today, -1);
      *to = g_date_time_ref (today);
      break;
    case WHEN_LAST_WEEK:
      *from = g_date_time_add_days (today, -6);
      break;
    }
}

/**
 * rd_search_filters_write:
 * @self: filters
 *
 * Returns: (transfer full): what is chosen, to be compared with what was chosen before
 */
char *
rd_search_filters_write (RdSearchFilters *self)
{
  const char *blog_id = rd_search_filters_get_blog_id (self);
  const RdTopic *topic = get_topic (self);

  return g_strdup_printf ("%u\n%s\n%s", gtk_drop_down_get_selected (self->when), blog_id != NULL ? blog_id : "",
                          topic != NULL ? topic->id : "");
}
