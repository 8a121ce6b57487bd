/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has the reader told what there is to tell, at the time that the rules say. It waits by one alarm alone, which is set only
 * where something waits. */
#include "service/rd-teller.h"

struct _RdTeller
{
  RdTellerFuncs funcs;
};

RdTeller *
rd_teller_new (RdWriter             *writer,
               const RdClock        *clock,
               const RdTellerFuncs  *funcs,
               gpointer              user_data)
{
  RdTeller *self = g_new0 (RdTeller, 1);

  self->funcs = *funcs;

  return self;
}

void
rd_teller_free (RdTeller *self)
{
  g_free (self);
}

void
rd_teller_set_rules (RdTeller     *self,
                     RdAlertRules *rules)
{
}

void
rd_teller_plan (RdTeller *self)
{
}

void
rd_teller_acknowledge (RdTeller *self,
                       RdNotice *notice)
{
}

void
rd_teller_settle (RdTeller   *self,
                  const char *id,
                  gboolean    are_read)
{
}

void
rd_teller_mute (RdTeller   *self,
                const char *topic_id,
                GDateTime  *until)
{
}
