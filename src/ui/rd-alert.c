/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says what the reader wanted and could not be done. */
#include "ui/rd-alert.h"

#include "base/rd-string.h"
#include "ui/rd-markup.h"

#include <glib/gi18n.h>

/**
 * rd_alert_show_error:
 * @parent: what it is shown on
 * @heading: what could not be done
 * @error: why; of what was cancelled, nothing is said
 *
 * Shows that in a dialog, the error as one harmless line.
 */
void
rd_alert_show_error (GtkWidget    *parent,
                     const char   *heading,
                     const GError *error)
{
  g_autofree char *line = NULL;
  AdwDialog *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  line = rd_string_clean (error->message);
  dialog = adw_alert_dialog_new (heading, line);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, parent);
}

/**
 * rd_alert_put_reason:
 * @page: what stands in place of what was wanted
 * @reason: why that is not there, which may come from anywhere
 *
 * Has the page say so.
 */
void
rd_alert_put_reason (AdwStatusPage *page,
                     const char    *reason)
{
  g_autofree char *valid = g_utf8_make_valid (reason, -1);
  g_autofree char *markup = rd_markup_write_link (NULL, valid);

  adw_status_page_set_description (page, markup);
}
