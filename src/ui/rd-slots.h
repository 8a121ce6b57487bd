/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that posts cover, cut into slots of the same length: how much happened when. */
#pragma once

#include "model/rd-digest.h"

G_BEGIN_DECLS

/**
 * RdSlot:
 * @from: when it begins, in the reader's time zone
 * @to: when the next one begins
 * @n_posts: how many posts are of this time
 * @n_key_events: how many key events among them
 * @key_event: who says so, the publisher where both do; %RD_KEY_EVENT_NO where there is none
 * @first: (nullable) (transfer none): the first of its posts; %NULL where there is none
 *
 * Some minutes, hours or days, and the posts of that time.
 */
typedef struct
{
  GDateTime *from;
  GDateTime *to;
  guint n_posts;
  guint n_key_events;
  RdKeyEvent key_event;
  RdDigestEntry *first;
} RdSlot;

GPtrArray *rd_slots_cut          (GPtrArray  *entries);
char      *rd_slots_speak        (GPtrArray  *slots,
                                  guint       index);
char      *rd_slots_format_from  (GPtrArray  *slots);
char      *rd_slots_format_to    (GPtrArray  *slots);
char      *rd_slots_speak_counts (guint       n_posts,
                                  guint       n_key_events);

G_END_DECLS
