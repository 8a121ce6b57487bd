/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader's key for a publisher's API: whether there is one, a new one, none any longer. */
#pragma once

#include "service/rd-publishers.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define RD_TYPE_PUBLISHER_GROUP (rd_publisher_group_get_type ())
G_DECLARE_FINAL_TYPE (RdPublisherGroup, rd_publisher_group, RD, PUBLISHER_GROUP, AdwPreferencesGroup)

GtkWidget *rd_publisher_group_new (const RdPublisher *publisher);

G_END_DECLS
