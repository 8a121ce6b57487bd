/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs that are followed, as the rows of a list. Rows stay what they are, so that the focus does. */
#include "ui/rd-blog-rows.h"

#include "ui/rd-blog-row.h"

/* Returns: (transfer full) (element-type utf8 RdBlogRow): by the live blogs' ids */
static GHashTable *
find_rows (GtkListBox *list)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)) != NULL; i++)
    g_hash_table_insert (rows, g_strdup (rd_blog_row_get_blog_id (RD_BLOG_ROW (row))), row);

  return rows;
}

static void
remove_gone (GtkListBox *list,
             GHashTable *rows,
             GPtrArray  *blogs)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  const char *id;
  GtkWidget *row;

  for (guint i = 0; i < blogs->len; i++)
    if (((RdFollowed *) blogs->pdata[i])->followed)
      g_hash_table_add (there, ((RdFollowed *) blogs->pdata[i])->blog->id);

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, (gpointer *) &id, (gpointer *) &row))
    if (!g_hash_table_contains (there, id))
      {
        gtk_list_box_remove (list, row);
        g_hash_table_iter_remove (&iter);
      }
}

/**
 * rd_blog_rows_update:
 * @list: a list of nothing else
 * @blogs: (element-type RdFollowed): live blogs that are kept, as they are to be listed
 * @asked: what is connected to the rows' #RdBlogRow::asked, with @object first
 * @object: for @asked, which is not called when it has gone
 *
 * Has the list show those of them that are followed.
 *
 * Returns: how many that are
 */
guint
rd_blog_rows_update (GtkListBox *list,
                     GPtrArray  *blogs,
                     GCallback   asked,
                     GObject    *object)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GHashTable) rows = find_rows (list);
  int n_rows = 0;

  /* What is gone goes first: it would shift the places of the others. */
  remove_gone (list, rows, blogs);
  for (guint i = 0; i < blogs->len; i++)
    {
      const RdFollowed *followed = blogs->pdata[i];
      GtkWidget *row = g_hash_table_lookup (rows, followed->blog->id);

      if (!followed->followed)
        continue;
      if (row == NULL)
        {
          row = rd_blog_row_new ();
          g_signal_connect_object (row, "asked", asked, object, G_CONNECT_SWAPPED);
          gtk_list_box_insert (list, row, n_rows);
        }
      rd_blog_row_set (RD_BLOG_ROW (row), followed, now);
      n_rows++;
    }

  return n_rows;
}
