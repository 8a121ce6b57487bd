/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library in a folder of a test's own, and the demo's live blog to take in. */
#pragma once

#include "service/rd-library.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  RdBlog *blog;
  GDateTime *now;
  RdLibrary *library; /* for a test to keep it open */
} DemoLibrary;

void       demo_library_set_up      (DemoLibrary    *self,
                                     gconstpointer   data);
void       demo_library_tear_down   (DemoLibrary    *self,
                                     gconstpointer   data);
RdLibrary *demo_library_open        (DemoLibrary    *self);
void       demo_library_take        (DemoLibrary    *self,
                                     RdLibrary      *library,
                                     guint           n,
                                     guint           n_expected);
RdDigest  *demo_library_make_digest (RdLibrary      *library);
RdEntry   *demo_library_make_entry  (DemoLibrary    *self,
                                     const char     *id,
                                     const char     *text);
void       demo_library_take_posts  (DemoLibrary    *self,
                                     RdLibrary      *library,
                                     RdEntry       **entries,
                                     guint           n_entries,
                                     const RdTaken  *expected,
                                     gint64          n_notices);

G_END_DECLS
