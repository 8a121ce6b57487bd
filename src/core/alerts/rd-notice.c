/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader is told at once. */
#include "alerts/rd-notice.h"

G_DEFINE_BOXED_TYPE (RdNotice, rd_notice, rd_notice_ref, rd_notice_unref)

/**
 * rd_notice_new:
 * @id: what it is called
 *
 * Returns: (transfer full): a notice for whoever made it to fill
 */
RdNotice *
rd_notice_new (const char *id)
{
  RdNotice *self = g_atomic_rc_box_new0 (RdNotice);

  self->id = g_strdup (id);
  self->entry_ids = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * rd_notice_ref:
 * @self: a notice
 *
 * Returns: (transfer full): the same
 */
RdNotice *
rd_notice_ref (RdNotice *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_notice (gpointer data)
{
  RdNotice *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self->body);
  g_free (self->entry_id);
  g_free (self->topic_id);
  g_free (self->topic_label);
  g_ptr_array_unref (self->entry_ids);
}

/**
 * rd_notice_unref:
 * @self: (transfer full): a notice
 */
void
rd_notice_unref (RdNotice *self)
{
  g_atomic_rc_box_release_full (self, clear_notice);
}
