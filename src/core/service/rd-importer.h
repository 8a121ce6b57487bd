/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows all of a list that another program wrote, several at once; and lists what is followed for another one. */
#pragma once

#include "service/rd-follower.h"

G_BEGIN_DECLS

/**
 * RdImported:
 * @n_all: how many there are in the list
 * @n_followed: how many are followed now that were not before
 * @n_known: how many were followed already
 * @n_failed: how many could not be followed
 *
 * How far a list is followed.
 */
typedef struct
{
  guint n_all;
  guint n_followed;
  guint n_known;
  guint n_failed;
} RdImported;

/**
 * RdImporterFunc:
 * @imported: how far the list is followed
 * @failure: (nullable): why one of it cannot be, as "address: reason"
 * @user_data: as it was given
 *
 * Called for each of a list.
 */
typedef void (*RdImporterFunc) (const RdImported *imported,
                                const char       *failure,
                                gpointer          user_data);

void       rd_importer_run_async  (RdFollower           *follower,
                                   GPtrArray            *outlines,
                                   GCancellable         *cancellable,
                                   RdImporterFunc        function,
                                   gpointer              function_data,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean   rd_importer_run_finish (GAsyncResult         *result,
                                   RdImported           *imported,
                                   GError              **error);
GPtrArray *rd_importer_list       (GPtrArray            *followed);

G_END_DECLS
