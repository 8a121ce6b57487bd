/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share that are about the live blogs that are followed. */
#pragma once

#include "service/rd-library.h"

G_BEGIN_DECLS

RdLibrary  *rd_follow_open  (RdStoreMode   mode,
                             GError      **error);
void        rd_follow_tidy  (RdLibrary    *library);
RdFollowed *rd_follow_find  (GPtrArray    *followed,
                             const char   *name,
                             GError      **error);
char       *rd_follow_title (RdBlog       *blog);
char       *rd_follow_place (const RdFollowed *followed);
char       *rd_follow_count (const RdTaken    *taken,
                             gboolean          all);
RdDigest   *rd_follow_digest (GStrv                  locations,
                              gboolean               demo,
                              const RdDigestOptions *options,
                              GError               **error);

G_END_DECLS
