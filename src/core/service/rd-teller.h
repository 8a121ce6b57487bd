/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has the reader told what there is to tell, at the time that the rules say. */
#pragma once

#include "alerts/rd-alert-rules.h"
#include "alerts/rd-notice.h"
#include "base/rd-clock.h"
#include "service/rd-writer.h"

G_BEGIN_DECLS

/**
 * RdTellerFuncs:
 * @told: called with a notice that is to be shown now, or in the place of the one with its id
 * @withdrawn: called with the id of a notice that has become superfluous
 *
 * What to tell.
 */
typedef struct
{
  void (*told) (RdNotice *notice, gpointer user_data);
  void (*withdrawn) (const char *id, gpointer user_data);
} RdTellerFuncs;

/**
 * RdTeller:
 *
 * What plans notices, on the writer's thread. It is used on the context that it was made on, and tells there.
 */
typedef struct _RdTeller RdTeller;

RdTeller *rd_teller_new         (RdWriter             *writer,
                                 const RdClock        *clock,
                                 const RdTellerFuncs  *funcs,
                                 gpointer              user_data);
void      rd_teller_free        (RdTeller             *self);
void      rd_teller_set_rules   (RdTeller             *self,
                                 RdAlertRules         *rules);
void      rd_teller_plan        (RdTeller             *self);
void      rd_teller_acknowledge (RdTeller             *self,
                                 RdNotice             *notice);
void      rd_teller_settle      (RdTeller             *self,
                                 const char           *id,
                                 gboolean              are_read);
void      rd_teller_mute        (RdTeller             *self,
                                 const char           *topic_id,
                                 GDateTime            *until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdTeller, rd_teller_free)

G_END_DECLS
