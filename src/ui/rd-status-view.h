/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows where it has no posts to show: that they are being read, how to begin, what failed. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RdStatus:
 * @RD_STATUS_LOADING: something is being read
 * @RD_STATUS_START: there is nothing yet
 * @RD_STATUS_ERROR: it could not be read
 *
 * Why there are no posts.
 */
typedef enum
{
  RD_STATUS_LOADING,
  RD_STATUS_START,
  RD_STATUS_ERROR,
} RdStatus;

#define RD_TYPE_STATUS_VIEW (rd_status_view_get_type ())
G_DECLARE_FINAL_TYPE (RdStatusView, rd_status_view, RD, STATUS_VIEW, AdwBin)

GtkWidget *rd_status_view_new  (GMenuModel   *menu);
void       rd_status_view_show (RdStatusView *self,
                                RdStatus      status,
                                const char   *detail,
                                gboolean      can_go_back);

G_END_DECLS
