/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether Rundown may go on without a window, and sees to it that it does. */
#pragma once

#include "service/rd-service.h"

G_BEGIN_DECLS

/**
 * RdBackgroundState:
 * @RD_BACKGROUND_OFF: the reader does not want it
 * @RD_BACKGROUND_ASKED: the desktop was asked and has not answered yet
 * @RD_BACKGROUND_ALLOWED: it may
 * @RD_BACKGROUND_DENIED: the reader wants it, and the desktop does not allow it, or no longer
 *
 * Whether Rundown may go on without a window.
 */
typedef enum
{
  RD_BACKGROUND_OFF,
  RD_BACKGROUND_ASKED,
  RD_BACKGROUND_ALLOWED,
  RD_BACKGROUND_DENIED,
} RdBackgroundState;

#define RD_TYPE_BACKGROUND_STATE (rd_background_state_get_type ())
GType rd_background_state_get_type (void);

#define RD_TYPE_BACKGROUND (rd_background_get_type ())
G_DECLARE_FINAL_TYPE (RdBackground, rd_background, RD, BACKGROUND, GObject)

gboolean          rd_background_is_wanted (void);
RdBackground     *rd_background_new       (GApplication *application,
                                           RdService    *service,
                                           GSettings    *settings);
RdBackgroundState rd_background_get_state (RdBackground *self);
void              rd_background_ask       (RdBackground *self);
void              rd_background_stop      (RdBackground *self);

G_END_DECLS
