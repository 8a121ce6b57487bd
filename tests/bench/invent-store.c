/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps invented live blogs as a reader has them after a year: invent-store PATH POSTS BLOGS TOPICS. None has more posts
 * to come, so that nothing is asked for; all posts are new to the reader. */
#include "invented-blog.h"

#include "formats/rd-format.h"
#include "store/rd-store.h"

#include <stdlib.h>

/* How many posts there are between the first one of a story and its last one, in stories that begin meanwhile. */
#define STORIES_AT_ONCE 12

static void
check (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

static void
keep_blog (RdStore *store,
           RdBlog  *blog,
           guint    number,
           guint    n_posts,
           guint    n_topics,
           GRand   *rand)
{
  const char *why[] = { "invented", NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  RdFollowed *followed;

  rd_store_begin (store, &error);
  rd_store_put_blog (store, blog, blog->url != NULL ? blog->url : blog->id, now, &error);
  check (error);
  for (guint i = 0; i < blog->entries->len; i++)
    {
      RdEntry *entry = blog->entries->pdata[i];
      const gint64 begun = (gint64) (number * blog->entries->len + i) * n_topics / n_posts;
      const gint64 topic = CLAMP (begun - g_rand_int_range (rand, 0, STORIES_AT_ONCE), 0, n_topics - 1);
      g_autofree char *topic_id = g_strdup_printf ("%016" G_GINT64_MODIFIER "x", topic + 1);
      RdStoreChange change;

      rd_store_put_entry (store, entry, now, &change, &error);
      rd_store_put_place (store, entry->id, topic_id, why, FALSE, now, &error);
      check (error);
    }
  followed = rd_store_find_followed (store, blog->id, &error);
  check (error);
  followed->following.checked = g_date_time_ref (now);
  followed->following.closed = g_date_time_ref (now);
  rd_store_put_following (store, followed, &error);
  rd_store_commit (store, &error);
  check (error);
  rd_followed_free (followed);
}

int
main (int    argc,
      char **argv)
{
  const guint n_posts = argc > 4 ? atoi (argv[2]) : 0;
  const guint n_blogs = argc > 4 ? atoi (argv[3]) : 0;
  const guint n_topics = argc > 4 ? atoi (argv[4]) : 0;
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (RdStore) store = NULL;

  if (n_posts == 0 || n_blogs == 0 || n_topics == 0)
    g_error ("usage: invent-store PATH POSTS BLOGS TOPICS");

  store = rd_store_open (argv[1], RD_STORE_WRITE, &notice, &error);
  check (error);
  for (guint i = 0; i < n_blogs; i++)
    {
      g_autoptr (GBytes) bytes = invent_series_blog (n_posts / n_blogs, i);
      g_autoptr (GPtrArray) blogs = rd_formats_read (bytes, NULL, NULL, &error);

      check (error);
      keep_blog (store, blogs->pdata[0], i, n_posts, n_topics, rand);
    }

  return 0;
}
