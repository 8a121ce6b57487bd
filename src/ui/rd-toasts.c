/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said for a moment at the foot of what is shown. */
#include "ui/rd-toasts.h"

#include "base/rd-string.h"

/* What is longer is cut. */
#define MOST_LINES 4

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
 * rd_toasts_make:
 * @text: what to say, with no markup in it
 *
 * Returns: (transfer full): a toast, in which there is room for more than a line
 */
AdwToast *
rd_toasts_make (const char *text)
{
  GtkWidget *label = gtk_label_new (text);
  AdwToast *toast = adw_toast_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (label), MOST_LINES);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);

  return toast;
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
  AdwToast *toast = rd_toasts_make (text);

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
