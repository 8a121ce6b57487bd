/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fuzzes one format. */
#include "fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  return fuzz_format (&rd_format_feed, data, size);
}
