/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a digest of live blogs: groups their posts, names the topics, finds the key events, quotes what matters. */
#pragma once

#include "model/rd-digest.h"

G_BEGIN_DECLS

/**
 * RdDigestOptions:
 * @title: (nullable): what to call it; %NULL takes the title of the live blog, or says how many there are
 * @from: (nullable): leave out entries before this time
 * @to: (nullable): leave out entries from this time on
 * @lines: how many lines the summary of the whole may have; 0 for as many as suit
 * @words: how many words it may have, as nearly as whole sentences allow; 0 for no such bound
 * @pinned: (nullable) (element-type utf8): the ids of topics that stand on top
 * @muted: (nullable) (element-type utf8 utf8): by the ids of topics that stand below, of which the summary says nothing,
 *   until when, as rd_time_format() writes it, or %NULL for good
 * @seen: (nullable): the ids of entries that the reader has seen; %NULL where none is new
 *
 * What is asked of a digest. Entries of unknown time are left out where @from or @to is given.
 */
typedef struct
{
  const char *title;
  GDateTime *from;
  GDateTime *to;
  guint lines;
  guint words;
  GHashTable *pinned;
  GHashTable *muted;
  GHashTable *seen;
} RdDigestOptions;

RdDigest *rd_digest_make (GPtrArray             *blogs,
                          GHashTable            *places,
                          const RdDigestOptions *options);

G_END_DECLS
