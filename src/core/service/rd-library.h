/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live blogs that the reader follows: what is kept of them, the stories that their posts make, digests of it all. */
#pragma once

#include "alerts/rd-alert-plan.h"
#include "digest/rd-digest-maker.h"
#include "store/rd-store.h"

G_BEGIN_DECLS

/**
 * RdLibrary:
 *
 * A store, and the stories so far of the posts in it. It blocks, and is used by one thread at a time.
 */
typedef struct _RdLibrary RdLibrary;

/**
 * RdTaken:
 * @n_new: posts that were not known, and that their publisher has not taken away already
 * @n_edited: posts with other words than before
 * @n_deleted: posts that their publisher took away
 * @n_key_events: posts that their publisher calls key events and did not before; none of a live blog's first reading,
 *   and none in a topic that the reader muted
 *
 * What a reading of a live blog brought.
 */
typedef struct
{
  guint n_new;
  guint n_edited;
  guint n_deleted;
  guint n_key_events;
} RdTaken;

/**
 * RdExtent:
 * @newest: how many posts at most, the newest
 * @topic_id: (nullable): and all of this story
 * @blog_id: (nullable): and all of this live blog
 * @entry_id: (nullable): and, where this post is not among those, all of the story that it stands in or, where it stands
 *   in none, of its live blog
 *
 * How much of what is kept. Of a story or a live blog that has thousands of posts, the latest of those are all.
 */
typedef struct
{
  guint newest;
  const char *topic_id;
  const char *blog_id;
  const char *entry_id;
} RdExtent;

/**
 * RdLibraryFunc:
 * @library: a library
 * @taken: what a reading brought
 * @user_data: as it was given
 * @error: return location for an error
 *
 * Called where posts are in the store, and nothing is kept for good yet.
 *
 * Returns: whether to go on
 */
typedef gboolean (*RdLibraryFunc) (RdLibrary      *library,
                                   const RdTaken  *taken,
                                   gpointer        user_data,
                                   GError        **error);

RdLibrary *rd_library_open        (const char             *path,
                                   RdStoreMode             mode,
                                   char                  **notice,
                                   GError                **error);
void       rd_library_close       (RdLibrary              *self);
RdStore   *rd_library_get_store   (RdLibrary              *self);
gboolean   rd_library_take        (RdLibrary              *self,
                                   RdBlog                 *blog,
                                   const char             *location,
                                   GDateTime              *now,
                                   RdTaken                *taken,
                                   GError                **error);
gboolean   rd_library_take_check  (RdLibrary              *self,
                                   RdBlog                 *blog,
                                   RdFollowed             *followed,
                                   GDateTime              *now,
                                   RdLibraryFunc           function,
                                   gpointer                user_data,
                                   GError                **error);
GPtrArray *rd_library_get_changed (RdLibrary              *self);
gboolean   rd_library_wipe        (RdLibrary              *self,
                                   GError                **error);
gboolean   rd_library_forget      (RdLibrary              *self,
                                   const char             *blog_id,
                                   GError                **error);
gboolean   rd_library_move        (RdLibrary              *self,
                                   const char             *entry_id,
                                   const char             *topic_id,
                                   const char *const      *why,
                                   gboolean                by_reader,
                                   GDateTime              *now,
                                   GError                **error);
gboolean   rd_library_tidy        (RdLibrary              *self,
                                   GDateTime              *now,
                                   guint                   keep_days,
                                   GError                **error);
gboolean   rd_library_forget_all  (RdLibrary              *self,
                                   gboolean               *are_gone,
                                   GError                **error);
RdDigest  *rd_library_make_digest (RdLibrary              *self,
                                   const RdDigestOptions  *options,
                                   GError                **error);
gboolean   rd_library_is_muted    (RdLibrary              *self,
                                   const char             *entry_id,
                                   GDateTime              *now,
                                   gboolean               *is_muted,
                                   GError                **error);
RdDigest  *rd_library_make_extract (RdLibrary             *self,
                                   const RdExtent         *extent,
                                   GError                **error);
void       rd_library_set_alert_rules (RdLibrary          *self,
                                   RdAlertRules           *rules);
RdAlertPlan *rd_library_plan_alerts (RdLibrary            *self,
                                   GDateTime              *now,
                                   GError                **error);
gboolean   rd_library_put_told    (RdLibrary              *self,
                                   RdNotice               *notice,
                                   GError                **error);
gboolean   rd_library_settle      (RdLibrary              *self,
                                   const char             *notice_id,
                                   gboolean                told_alone,
                                   gboolean                are_read,
                                   GDateTime              *now,
                                   GError                **error);
gboolean   rd_library_mute        (RdLibrary              *self,
                                   const char             *topic_id,
                                   GDateTime              *until,
                                   GDateTime              *now,
                                   GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdLibrary, rd_library_close)

G_END_DECLS
