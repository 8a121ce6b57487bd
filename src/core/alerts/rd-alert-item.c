/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post of which the reader may be told. */
#include "alerts/rd-alert-item.h"

/**
 * rd_alert_item_free:
 * @self: (transfer full): an item
 */
void
rd_alert_item_free (RdAlertItem *self)
{
  g_free (self->entry_id);
  g_free (self->blog_id);
  g_free (self->blog_title);
  g_free (self->topic_id);
  g_free (self->topic_label);
  g_free (self->heading);
  g_free (self->keyword);
  g_free (self->mention);
  g_free (self->notice_id);
  g_free (self);
}

/**
 * rd_alert_item_is_pending:
 * @self: an item
 *
 * Returns: whether the reader is still to be told of it as it is now
 */
gboolean
rd_alert_item_is_pending (const RdAlertItem *self)
{
  return self->told == 0 || self->corrected > self->told;
}
