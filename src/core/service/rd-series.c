/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tomorrow's live blog. The feed of a series names its live blogs, one an item; that of a section names them among much
 * else, so that an item also has to look like the live blog before: an address of the same form, a title with the same
 * standing words. */
#include "service/rd-series.h"

#include "base/rd-address.h"

#include <string.h>

/* The standing words of a title have at least so many letters in all. */
#define LEAST_TELLING 6

/* What looks like a live blog of the series, and is none, is not gone through for long. */
#define MOST_CANDIDATES 3

typedef struct
{
  RdFetcher *fetcher;  /* (owned) */
  RdBlog *blog;        /* (owned): the one before */
  GDateTime *after;    /* (owned) */
  char *content_api;   /* (nullable) (owned) */
  GPtrArray *candidates; /* (owned) (element-type RdEntry): what may be the next, the newest last */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_object_unref (search->fetcher);
  rd_blog_unref (search->blog);
  g_date_time_unref (search->after);
  g_free (search->content_api);
  g_ptr_array_unref (search->candidates);
  g_free (search);
}

static gboolean
is_short_for (const char *word,
              const char *name)
{
  return g_ascii_strcasecmp (word, name) == 0 || (strlen (word) == 3 && g_ascii_strncasecmp (word, name, 3) == 0);
}

/* Whether a word is a part of a date: a number, a month or a day of the week. */
static gboolean
is_of_date (const char *word)
{
  static const char *const NAMES[] = {
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "Sept", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  };

  if (strpbrk (word, "0123456789") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (NAMES); i++)
    if (is_short_for (word, NAMES[i]))
      return TRUE;

  return FALSE;
}

/* A part of an address's path as far as it is the same each day: '/town/live/2025/jun/16/crane-arrives' is
 * '/town/live/#/#/#/…', for a name of several words is a day's own.
 * Returns: (transfer full) (nullable) */
static char *
find_form (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  g_auto (GStrv) parts = NULL;
  g_autoptr (GString) form = NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;

  form = g_string_new (g_uri_get_host (uri));
  parts = g_strsplit (g_uri_get_path (uri), "/", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    {
      const gboolean has_words = strpbrk (parts[i], "-_") != NULL;

      g_string_append_c (form, '/');
      if (has_words)
        g_string_append_c (form, '*');
      else if (is_of_date (parts[i]))
        g_string_append_c (form, '#');
      else
        g_string_append (form, parts[i]);
    }

  return g_string_free_and_steal (g_steal_pointer (&form));
}

static GStrv
split_title (const char *title)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_autoptr (GRegex) marks = g_regex_new ("\\s*[:|]\\s+|\\s+[–—-]\\s+", G_REGEX_DEFAULT, 0, NULL);
  g_auto (GStrv) split = g_regex_split (marks, title, 0);

  for (guint i = 0; split[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_str_tokenize_and_fold (split[i], NULL, NULL);
      g_autofree char *joined = NULL;
      g_autoptr (GString) telling = g_string_new (NULL);

      /* A date is no standing word. */
      for (guint j = 0; words[j] != NULL; j++)
        if (!is_of_date (words[j]))
          g_string_append_printf (telling, "%s ", words[j]);
      joined = g_strchomp (g_strdup (telling->str));
      if (strlen (joined) >= LEAST_TELLING)
        g_strv_builder_add (parts, joined);
    }

  return g_strv_builder_end (parts);
}

/* Said of any live blog by anyone. */
static gboolean
is_commonplace (const char *part)
{
  static const char *const PARTS[] = { "as it happened", "live updates", "latest updates", "live blog", "latest news", NULL };

  return g_strv_contains (PARTS, part);
}

/* @a: (nullable)
 * @b: (nullable) */
static gboolean
shares_title (const char *a,
              const char *b)
{
  g_auto (GStrv) parts = split_title (a != NULL ? a : "");
  g_auto (GStrv) others = split_title (b != NULL ? b : "");

  for (guint i = 0; parts[i] != NULL; i++)
    if (!is_commonplace (parts[i]) && g_strv_contains ((const char *const *) others, parts[i]))
      return TRUE;

  return FALSE;
}

/* What names its series by itself has a feed in which all are of that. */
static gboolean
has_feed_of_its_own (RdBlog *blog)
{
  return blog->series != NULL && strstr (blog->series, "/series/") != NULL;
}

static gboolean
is_akin (RdBlog     *blog,
         const char *url,
         const char *title)
{
  g_autofree char *form = find_form (blog->url);
  g_autofree char *other = find_form (url);

  return form != NULL && g_strcmp0 (form, other) == 0 && (has_feed_of_its_own (blog) || shares_title (blog->title, title));
}

/* An address by which its page can be told: people come there by one scheme and by the other, and from everywhere. */
static char *
find_place (const char *url)
{
  g_autofree char *bare = url != NULL ? g_strndup (url, strcspn (url, "#")) : NULL;
  g_autofree char *untracked = rd_address_untrack (bare);
  const char *scheme = untracked != NULL ? strstr (untracked, "://") : NULL;

  return scheme != NULL ? g_strdup (scheme) : NULL;
}

/**
 * rd_series_is_same:
 * @blog: a live blog
 * @other: another one
 *
 * Returns: whether both are of the same series, as far as one can tell
 */
gboolean
rd_series_is_same (RdBlog *blog,
                   RdBlog *other)
{
  return blog->series != NULL && g_strcmp0 (blog->series, other->series) == 0
         && (has_feed_of_its_own (blog) || is_akin (blog, other->url, other->title));
}

/**
 * rd_series_is_next:
 * @blog: a live blog of a series
 * @item: an item of the series' feed
 * @after: the time that a later one was published after
 *
 * Returns: whether @item is a later live blog of the series
 */
gboolean
rd_series_is_next (RdBlog    *blog,
                   RdEntry   *item,
                   GDateTime *after)
{
  g_autofree char *place = NULL;
  g_autofree char *other = NULL;

  if (item->title == NULL || item->published == NULL || g_date_time_compare (item->published, after) <= 0)
    return FALSE;

  place = find_place (blog->url);
  other = find_place (item->url);

  return g_strcmp0 (place, other) != 0 && is_akin (blog, item->url, item->title);
}

static void try_next (GTask *task);

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (RdFound) found = rd_finder_find_finish (result, NULL);

  if (found != NULL && found->checked->blogs->len == 1
      && !g_str_equal (((RdBlog *) found->checked->blogs->pdata[0])->id, search->blog->id)
      && !g_str_equal (found->checked->format->id, "feed"))
    g_task_return_pointer (task, g_steal_pointer (&found), (GDestroyNotify) rd_found_free);
  else
    try_next (task);
}

/* Looks at the newest of what may be the next live blog. */
static void
try_next (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (RdEntry) item = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (search->candidates->len == 0)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }

  item = g_ptr_array_steal_index (search->candidates, search->candidates->len - 1);
  rd_finder_find_async (search->fetcher, item->url, search->content_api, g_task_get_cancellable (task), found_cb,
                        g_object_ref (task));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (RdChecked) checked = rd_check_finish (result);
  RdBlog *list = checked->blogs != NULL ? checked->blogs->pdata[0] : NULL;

  if (checked->problem != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&checked->problem));
      return;
    }

  /* The newest ones: what lies between is over. */
  for (guint i = list != NULL ? list->entries->len : 0; i-- > 0 && search->candidates->len < MOST_CANDIDATES;)
    if (rd_series_is_next (search->blog, list->entries->pdata[i], search->after))
      g_ptr_array_insert (search->candidates, 0, rd_entry_ref (list->entries->pdata[i]));
  try_next (task);
}

/**
 * rd_series_find_async:
 * @fetcher: what fetches
 * @blog: a live blog with the feed of its series
 * @after: the time that a later one was published after
 * @content_api: (nullable): where the Guardian Content API is; %NULL for its usual place
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Looks for the live blog that follows @blog in its series.
 */
void
rd_series_find_async (RdFetcher           *fetcher,
                      RdBlog              *blog,
                      GDateTime           *after,
                      const char          *content_api,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  const RdCheckRequest request = { .url = blog->series };

  g_task_set_source_tag (task, rd_series_find_async);
  search->fetcher = g_object_ref (fetcher);
  search->blog = rd_blog_ref (blog);
  search->after = g_date_time_ref (after);
  search->content_api = g_strdup (content_api);
  search->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_entry_unref);
  g_task_set_task_data (task, search, free_search);
  rd_check_async (fetcher, &request, cancellable, listed_cb, g_object_ref (task));
}

/**
 * rd_series_find_finish:
 * @result: what the callback was given
 * @error: any code of %RD_ERROR but %RD_ERROR_USAGE, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the next live blog; %NULL where there is none yet, or with @error set
 */
RdFound *
rd_series_find_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
