/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said for a moment at the foot of what is shown. */
#include "ui/rd-toasts.h"

#include "base/rd-string.h"

/**
 * rd_toasts_put_over:
 * @window: a window
 *
 * Returns: (transfer none): where something is said over all that @window shows, put there unless it is already
 */
AdwToastOverlay *
rd_toasts_put_over (AdwApplicationWindow *window)
{
  g_autoptr (GtkWidget) content = g_object_ref (adw_application_window_get_content (window));
  AdwToastOverlay *toasts;

  if (ADW_IS_TOAST_OVERLAY (content))
    return ADW_TOAST_OVERLAY (content);

  toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_application_window_set_content (window, GTK_WIDGET (toasts));
  adw_toast_overlay_set_child (toasts, content);

  return toasts;
}

/**
 * rd_toasts_say:
 * @toasts: where
 * @text: what to say, with no markup in it
 *
 * Returns: (transfer none): the toast, which stays until it is dismissed
 */
AdwToast *
rd_toasts_say (AdwToastOverlay *toasts,
               const char      *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_overlay_add_toast (toasts, toast);

  return toast;
}

/**
 * rd_toasts_say_error:
 * @toasts: where
 * @error: what went wrong; of what was cancelled, nothing is said
 *
 * Says so as one harmless line.
 */
void
rd_toasts_say_error (AdwToastOverlay *toasts,
                     const GError    *error)
{
  g_autofree char *line = rd_string_clean (error->message);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    rd_toasts_say (toasts, line);
}
