/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has read what a window is to show, and knows what that is. */
#pragma once

#include "service/rd-library.h"

G_BEGIN_DECLS

/**
 * RdLoaderSource:
 * @RD_LOADER_FOLLOWED: what the reader follows
 * @RD_LOADER_NAMED: files and addresses
 * @RD_LOADER_DEMO: the demo
 *
 * Where what is shown comes from.
 */
typedef enum
{
  RD_LOADER_FOLLOWED,
  RD_LOADER_NAMED,
  RD_LOADER_DEMO,
} RdLoaderSource;

#define RD_TYPE_LOADER (rd_loader_get_type ())
G_DECLARE_FINAL_TYPE (RdLoader, rd_loader, RD, LOADER, GObject)

RdLoader       *rd_loader_new         (void);
void            rd_loader_load        (RdLoader          *self,
                                       RdLoaderSource     source,
                                       const char *const *locations);
void            rd_loader_load_more   (RdLoader          *self,
                                       const RdExtent    *extent);
void            rd_loader_retry       (RdLoader          *self);
void            rd_loader_reload      (RdLoader          *self);
void            rd_loader_stop        (RdLoader          *self);
gboolean        rd_loader_is_loading  (RdLoader          *self);
gboolean        rd_loader_awaits      (RdLoader          *self,
                                       RdLoaderSource     source);
gboolean        rd_loader_has_shown   (RdLoader          *self,
                                       RdLoaderSource     source);
const char     *rd_loader_get_address (RdLoader          *self);

G_END_DECLS
