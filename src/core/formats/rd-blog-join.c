/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts a live blog together that was read in parts. */
#include "formats/rd-blog-join.h"

#include "base/rd-time.h"
#include "formats/rd-references.h"

/* Copies what the publisher says of a live blog, without its entries. */
static RdBlog *
copy_blog (RdBlog *blog)
{
  RdBlog *copy = rd_blog_new ();

  copy->id = g_strdup (blog->id);
  copy->title = g_strdup (blog->title);
  copy->url = g_strdup (blog->url);
  copy->publisher = g_strdup (blog->publisher);
  copy->language = g_strdup (blog->language);
  copy->live = blog->live;
  copy->ended = blog->ended;
  copy->complete = blog->complete;
  copy->contiguous = blog->contiguous;
  copy->marks_key_events = blog->marks_key_events;
  copy->zone = g_strdup (blog->zone);
  copy->series = g_strdup (blog->series);
  copy->older = g_strdup (blog->older);
  copy->cursor = g_strdup (blog->cursor);

  return copy;
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const RdEntry *one = *(RdEntry *const *) a;
  const RdEntry *other = *(RdEntry *const *) b;

  return rd_time_compare (one->published, other->published);
}

/**
 * rd_blog_join:
 * @blog: a live blog as it was read just now, perhaps a part of it
 * @earlier: (element-type RdEntry): entries of it that are known besides, oldest first, from an older page or an earlier
 *   reading
 *
 * Puts a live blog together that was read in parts. An entry that both have is that of @blog. What its entries refer to is
 * found anew, since that may be in the other part.
 *
 * Returns: (transfer full): what is known of @blog, with the entries of both
 */
RdBlog *
rd_blog_join (RdBlog    *blog,
              GPtrArray *earlier)
{
  RdBlog *joined = copy_blog (blog);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < blog->entries->len; i++)
    g_hash_table_add (ids, ((RdEntry *) blog->entries->pdata[i])->id);
  for (guint i = 0; i < earlier->len; i++)
    if (!g_hash_table_contains (ids, ((RdEntry *) earlier->pdata[i])->id))
      g_ptr_array_add (joined->entries, rd_entry_ref (earlier->pdata[i]));
  for (guint i = 0; i < blog->entries->len; i++)
    g_ptr_array_add (joined->entries, rd_entry_ref (blog->entries->pdata[i]));
  /* Stable: what has no time stays where it stands. */
  g_ptr_array_sort (joined->entries, compare_entries);
  rd_references_follow (joined);

  return joined;
}
