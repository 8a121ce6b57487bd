/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which live blog and in which days the reader searches: what there is to choose from, and what is chosen. */
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

  GPtrArray *followed;  /* (nullable) (owned) (element-type RdFollowed): the live blogs in their list, once it was read */
  GtkDropDown *blog;    /* (unowned) */
  GtkDropDown *when;    /* (unowned) */
  GtkStringList *blogs; /* (unowned) */
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

static gboolean
has_same_blogs (RdSearchFilters *self,
                GPtrArray       *followed)
{
  if (self->followed == NULL || self->followed->len != followed->len)
    return FALSE;

  for (guint i = 0; i < followed->len; i++)
    if (!g_str_equal (((RdFollowed *) self->followed->pdata[i])->blog->id, ((RdFollowed *) followed->pdata[i])->blog->id))
      return FALSE;

  return TRUE;
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
  gtk_widget_class_bind_template_child (widget_class, RdSearchFilters, when);
  gtk_widget_class_bind_template_child (widget_class, RdSearchFilters, blogs);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
rd_search_filters_init (RdSearchFilters *self)
{
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
  g_auto (GStrv) all = NULL;
  g_autofree char *chosen = g_strdup (rd_search_filters_get_blog_id (self));
  guint selected = 0;

  if (has_same_blogs (self, followed))
    return;

  for (guint i = 0; i < followed->len; i++)
    {
      const RdFollowed *it = followed->pdata[i];
      g_autofree char *title = rd_string_clean (rd_blog_get_title (it->blog));

      g_strv_builder_add (titles, title);
      if (g_strcmp0 (it->blog->id, chosen) == 0)
        selected = i + 1;
    }
  all = g_strv_builder_end (titles);

  g_clear_pointer (&self->followed, g_ptr_array_unref);
  self->followed = g_ptr_array_ref (followed);
  gtk_string_list_splice (self->blogs, 1, g_list_model_get_n_items (G_LIST_MODEL (self->blogs)) - 1,
                          (const char *const *) all);
  gtk_drop_down_set_selected (self->blog, selected);
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
  return gtk_drop_down_get_selected (self->blog) > 0 || gtk_drop_down_get_selected (self->when) != WHEN_ANY_TIME;
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

  return g_strdup_printf ("%u\n%s", gtk_drop_down_get_selected (self->when), blog_id != NULL ? blog_id : "");
}
