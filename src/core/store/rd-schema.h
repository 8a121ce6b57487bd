/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the store, version by version. */
#pragma once

#include "store/rd-database.h"

G_BEGIN_DECLS

/**
 * RdSchemaState:
 * @RD_SCHEMA_EMPTY: nothing yet
 * @RD_SCHEMA_OLD: the tables of an earlier release
 * @RD_SCHEMA_CURRENT: the tables of this release
 *
 * What a database holds.
 */
typedef enum
{
  RD_SCHEMA_EMPTY,
  RD_SCHEMA_OLD,
  RD_SCHEMA_CURRENT,
} RdSchemaState;

gboolean rd_schema_check   (RdDatabase     *database,
                            RdSchemaState  *state,
                            GError        **error);
gboolean rd_schema_migrate (RdDatabase     *database,
                            GError        **error);

G_END_DECLS
