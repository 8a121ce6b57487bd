/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was changed in a post, for who must not wait. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdRevision:
 * @time: (nullable): when it was changed, as far as its publisher says
 * @heading: (element-type RdDifference): its heading, beside the one before
 * @text: (element-type RdDifference): what it says, beside what it said before
 *
 * A change of a post's words.
 */
typedef struct
{
  GDateTime *time;
  GPtrArray *heading;
  GPtrArray *text;
} RdRevision;

void       rd_revision_free         (RdRevision           *self);

void       rd_revisions_load_async  (const char           *path,
                                     const char           *entry_id,
                                     GCancellable         *cancellable,
                                     GAsyncReadyCallback   callback,
                                     gpointer              user_data);
GPtrArray *rd_revisions_load_finish (GAsyncResult         *result,
                                     GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdRevision, rd_revision_free)

G_END_DECLS
