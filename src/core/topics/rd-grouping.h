/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Says of each post, as it comes, which story it belongs to. */
#pragma once

#include "model/rd-blog.h"
#include "text/rd-language.h"

G_BEGIN_DECLS

/**
 * RdGrouping:
 *
 * The stories so far, open and closed. A membership, once given, never changes by itself, and rests on nothing but the
 * entries before it: adding the same entries in the same order gives the same stories.
 */
typedef struct _RdGrouping RdGrouping;

/**
 * RdPlace:
 * @topic_id: (nullable): the id of the story, made from that of its first entry; %NULL for what belongs to no story
 * @why: the terms for which it stands there, as its text has them, strongest first; may be empty
 * @by_reader: whether the reader put it there
 *
 * Where an entry stands.
 */
typedef struct
{
  char *topic_id;
  GStrv why;
  gboolean by_reader;
} RdPlace;

void        rd_place_free     (RdPlace    *self);

RdGrouping *rd_grouping_new   (RdLanguage *language);
void        rd_grouping_free  (RdGrouping *self);
RdPlace    *rd_grouping_add   (RdGrouping *self,
                               RdEntry    *entry);
void        rd_grouping_follow (RdGrouping *self,
                               RdEntry    *entry,
                               const char *topic_id);
void        rd_grouping_move  (RdGrouping *self,
                               RdEntry    *entry,
                               const char *topic_id);

GBytes     *rd_grouping_save  (RdGrouping *self);
RdGrouping *rd_grouping_load  (RdLanguage *language,
                               GBytes     *bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdPlace, rd_place_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdGrouping, rd_grouping_free)

G_END_DECLS
