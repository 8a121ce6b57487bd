/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The publishers whose API takes a key of the reader's own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Far more than any publisher's key has. */
#define RD_PUBLISHER_KEY_BYTES 512u

/**
 * RdPublisher:
 * @name: what its key is called in the keyring
 * @what: what the key is for, to be translated
 * @title: whose it is, to be translated
 * @use: what the reader has of a key, in one line, to be translated
 *
 * A publisher.
 */
typedef struct
{
  const char *name;
  const char *what;
  const char *title;
  const char *use;
} RdPublisher;

extern const RdPublisher rd_publishers[];
extern const gsize       rd_n_publishers;

gboolean rd_publisher_check_key (const char  *key,
                                 GError     **error);

G_END_DECLS
