/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms that people read say alike: times, counts, headings, attribution. */
#pragma once

#include "model/rd-digest.h"

G_BEGIN_DECLS

typedef struct _RdWording RdWording;

RdWording  *rd_wording_new           (RdDigest       *digest);
void        rd_wording_free          (RdWording      *self);
gboolean    rd_wording_has_days      (RdWording      *self);
char       *rd_wording_overview      (RdWording      *self);
char       *rd_wording_source        (RdWording      *self,
                                      RdBlog         *blog);
char       *rd_wording_topic_head    (RdWording      *self,
                                      RdTopic        *topic);
char       *rd_wording_time          (RdWording      *self,
                                      RdEntry        *entry);
char       *rd_wording_edited        (RdWording      *self,
                                      RdEntry        *entry);
char       *rd_wording_author        (RdWording      *self,
                                      RdEntry        *entry);
const char *rd_wording_get_language  (RdWording      *self);
const char *rd_wording_get_language_of (RdWording    *self,
                                      RdEntry        *entry);
const char *rd_wording_subtitle      (RdTopic        *topic);
char       *rd_wording_heading       (RdEntry        *entry);
GHashTable *rd_wording_name_blogs    (GPtrArray      *blogs);
const char *rd_wording_key_event     (RdKeyEvent      key_event);
GPtrArray  *rd_wording_list_key_events (RdTopic      *topic);
const char *rd_wording_line_mark     (const RdLine   *line);
char       *rd_wording_sentence      (const char     *text);
char       *rd_wording_anchor        (const char     *prefix,
                                      const char     *id);
char       *rd_wording_moment        (GDateTime      *time,
                                      GDateTime      *now);
char       *rd_wording_colophon      (void);
char       *rd_wording_find_language (void);
gboolean    rd_wording_is_right_to_left (const char  *language);
char       *rd_wording_list          (char          **parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdWording, rd_wording_free)

G_END_DECLS
