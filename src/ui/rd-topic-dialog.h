/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for a topic. */
#pragma once

#include "ui/rd-document.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_TOPIC_DIALOG (rd_topic_dialog_get_type ())
G_DECLARE_FINAL_TYPE (RdTopicDialog, rd_topic_dialog, RD, TOPIC_DIALOG, AdwDialog)

AdwDialog *rd_topic_dialog_new (RdDocument *document,
                                const char *title,
                                const char *hint,
                                RdTopic    *except);

G_END_DECLS
