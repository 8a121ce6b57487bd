/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to tell the reader where an address cannot be followed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdAddTrouble:
 * @title: what went wrong
 * @text: what there is to do about it
 *
 * A trouble as the reader sees it.
 */
typedef struct
{
  const char *title;
  const char *text;
} RdAddTrouble;

RdAddTrouble rd_add_trouble_explain (const GError *error);

G_END_DECLS
