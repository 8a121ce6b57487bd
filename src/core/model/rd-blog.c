/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A live blog and its entries: their lives, and little else. */
#include "model/rd-blog.h"

#include <glib/gi18n.h>

G_DEFINE_BOXED_TYPE (RdEntry, rd_entry, rd_entry_ref, rd_entry_unref)
G_DEFINE_BOXED_TYPE (RdBlog, rd_blog, rd_blog_ref, rd_blog_unref)

static void
clear_entry (gpointer data)
{
  RdEntry *self = data;

  g_free (self->id);
  g_free (self->source_id);
  g_free (self->blog_id);
  g_free (self->url);
  g_free (self->title);
  g_free (self->author);
  g_clear_pointer (&self->published, g_date_time_unref);
  g_clear_pointer (&self->updated, g_date_time_unref);
  rd_body_unref (self->body);
  g_strfreev (self->tags);
  g_ptr_array_unref (self->refers_to);
}

/**
 * rd_entry_new:
 *
 * Returns: (transfer full): an entry that says nothing and has no id yet
 */
RdEntry *
rd_entry_new (void)
{
  RdEntry *self = g_atomic_rc_box_new0 (RdEntry);

  self->body = rd_body_new ();
  self->refers_to = g_ptr_array_new_with_free_func (g_free);

  return self;
}

static gpointer
copy_string (gconstpointer string,
             gpointer      data)
{
  return g_strdup (string);
}

/**
 * rd_entry_copy:
 * @self: an entry
 *
 * Returns: (transfer full): an entry that says the same as @self, to be put together further
 */
RdEntry *
rd_entry_copy (RdEntry *self)
{
  RdEntry *copy = g_atomic_rc_box_dup (sizeof *self, self);

  copy->id = g_strdup (self->id);
  copy->source_id = g_strdup (self->source_id);
  copy->blog_id = g_strdup (self->blog_id);
  copy->url = g_strdup (self->url);
  copy->title = g_strdup (self->title);
  copy->author = g_strdup (self->author);
  copy->published = self->published != NULL ? g_date_time_ref (self->published) : NULL;
  copy->updated = self->updated != NULL ? g_date_time_ref (self->updated) : NULL;
  rd_body_ref (copy->body);
  copy->tags = g_strdupv (self->tags);
  copy->refers_to = g_ptr_array_copy (self->refers_to, copy_string, NULL);
  g_ptr_array_set_free_func (copy->refers_to, g_free);

  return copy;
}

/**
 * rd_entry_ref:
 * @self: an entry
 *
 * Returns: (transfer full): @self
 */
RdEntry *
rd_entry_ref (RdEntry *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * rd_entry_unref:
 * @self: (transfer full): an entry
 */
void
rd_entry_unref (RdEntry *self)
{
  g_atomic_rc_box_release_full (self, clear_entry);
}

static void
clear_blog (gpointer data)
{
  RdBlog *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->url);
  g_free (self->publisher);
  g_free (self->language);
  g_free (self->zone);
  g_free (self->series);
  g_free (self->older);
  g_free (self->cursor);
  g_ptr_array_unref (self->entries);
}

/**
 * rd_blog_new:
 *
 * Returns: (transfer full): a live blog without entries
 */
RdBlog *
rd_blog_new (void)
{
  RdBlog *self = g_atomic_rc_box_new0 (RdBlog);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_entry_unref);

  return self;
}

/**
 * rd_blog_ref:
 * @self: a live blog
 *
 * Returns: (transfer full): @self
 */
RdBlog *
rd_blog_ref (RdBlog *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * rd_blog_unref:
 * @self: (transfer full): a live blog
 */
void
rd_blog_unref (RdBlog *self)
{
  g_atomic_rc_box_release_full (self, clear_blog);
}

/**
 * rd_blog_get_title:
 * @self: a live blog
 *
 * Where there is no title, none is kept either: what stands for it is in the reader's language of the moment.
 *
 * Returns: (transfer none): what to call it wherever it is shown
 */
const char *
rd_blog_get_title (const RdBlog *self)
{
  /* Translators: instead of a title. */
  return self->title != NULL ? self->title : _("Live blog");
}
