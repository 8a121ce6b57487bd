/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the address of a live blog, shows what is there, and follows it. */
#pragma once

#include "service/rd-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_ADD_DIALOG (rd_add_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RdAddDialog, rd_add_dialog, RD, ADD_DIALOG, AdwDialog)

AdwDialog *rd_add_dialog_new (RdService *service);

G_END_DECLS
