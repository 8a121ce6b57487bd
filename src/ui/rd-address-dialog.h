/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the address of a live blog. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_ADDRESS_DIALOG (rd_address_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RdAddressDialog, rd_address_dialog, RD, ADDRESS_DIALOG, AdwAlertDialog)

AdwDialog *rd_address_dialog_new (void);

G_END_DECLS
