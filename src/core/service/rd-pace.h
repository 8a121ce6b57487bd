/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often a live blog is asked: a policy without a clock of its own. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is promised to publishers: no live blog is asked more often than this, whoever writes how much. Seconds. */
#define RD_PACE_SHORTEST 20u
/* One that is followed is asked at least so often, as long as the reader's machine and the server let it. */
#define RD_PACE_LONGEST (30u * 60)
/* Of one of which only changes are read, all is read this often, to find edits and deletions. */
#define RD_PACE_WHOLE (30u * 60)
/* Every so many checks a server is asked as if nothing were known, should it say 'not modified' without cause. */
#define RD_PACE_AFRESH 100u
/* A live blog without a post for so long is over. */
#define RD_PACE_QUIET_DAY (24u * 60 * 60)
/* A series is looked at this often for tomorrow's live blog. */
#define RD_PACE_SERIES (30u * 60)
/* No server's wish for peace lasts longer. */
#define RD_PACE_PATIENCE (24u * 60 * 60)

/**
 * RdConditions:
 * @RD_CONDITIONS_OFFLINE: there is no network
 * @RD_CONDITIONS_METERED: the network costs money
 * @RD_CONDITIONS_SAVING: the computer saves power
 * @RD_CONDITIONS_METERED_STOPS: the reader wants nothing to be asked over a network that costs money
 * @RD_CONDITIONS_SAVING_STOPS: the reader wants nothing to be asked while the computer saves power
 *
 * What keeps Rundown from asking as often as it could.
 */
typedef enum
{
  RD_CONDITIONS_NONE = 0,
  RD_CONDITIONS_OFFLINE = 1 << 0,
  RD_CONDITIONS_METERED = 1 << 1,
  RD_CONDITIONS_SAVING = 1 << 2,
  RD_CONDITIONS_METERED_STOPS = 1 << 3,
  RD_CONDITIONS_SAVING_STOPS = 1 << 4,
} RdConditions;

/* With any of these nothing is asked but what the reader asks for. */
#define RD_CONDITIONS_STOP (RD_CONDITIONS_OFFLINE | RD_CONDITIONS_METERED_STOPS | RD_CONDITIONS_SAVING_STOPS)

/**
 * RdPace:
 * @now: the time, in microseconds since 1970
 * @times: (element-type gint64): when the last posts came, newest first, in microseconds since 1970
 * @conditions: what keeps from asking
 * @n_failures: how many checks have failed since one did not
 * @max_age: for how many seconds the last answer stays fresh; -1 where its server did not say
 * @wait: for how many seconds the server wants no question; 0 where it did not say
 * @at_least: seconds that must lie between two questions for another reason, as that a key allows only so many a day
 *
 * What decides when to ask again.
 */
typedef struct
{
  gint64 now;
  GArray *times;
  RdConditions conditions;
  guint n_failures;
  gint64 max_age;
  gint64 wait;
  guint at_least;
} RdPace;

guint  rd_pace_get_interval (const RdPace *self);
gint64 rd_pace_add_jitter   (guint         interval,
                             double        chance);

G_END_DECLS
