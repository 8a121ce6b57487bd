/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the address of a live blog. */
#include "ui/rd-address-dialog.h"

#include "base/rd-address.h"

struct _RdAddressDialog
{
  AdwAlertDialog parent_instance;

  GtkEditable *entry; /* (unowned) */
};

typedef enum
{
  SIGNAL_CHOSEN,
} RdAddressDialogSignal;

static guint signals[SIGNAL_CHOSEN + 1];

G_DEFINE_FINAL_TYPE (RdAddressDialog, rd_address_dialog, ADW_TYPE_ALERT_DIALOG)

static void
changed_cb (RdAddressDialog *self)
{
  g_autofree char *address = rd_address_complete (gtk_editable_get_text (self->entry));

  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "open", address != NULL);
}

static void
response_cb (RdAddressDialog *self,
             const char      *response)
{
  g_autofree char *address = rd_address_complete (gtk_editable_get_text (self->entry));

  if (g_str_equal (response, "open") && address != NULL)
    g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, address);
}

static void
rd_address_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_ADDRESS_DIALOG);

  G_OBJECT_CLASS (rd_address_dialog_parent_class)->dispose (object);
}

static void
rd_address_dialog_class_init (RdAddressDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_address_dialog_dispose;

  /**
   * RdAddressDialog::chosen:
   * @address: a whole address
   *
   * The reader wants to see what is there.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", RD_TYPE_ADDRESS_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-address-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdAddressDialog, entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
rd_address_dialog_init (RdAddressDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_address_dialog_new:
 *
 * Returns: (transfer floating): a dialog that tells with #RdAddressDialog::chosen what was typed
 */
AdwDialog *
rd_address_dialog_new (void)
{
  return g_object_new (RD_TYPE_ADDRESS_DIALOG, NULL);
}
