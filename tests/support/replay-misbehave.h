/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All the ways in which publishers' servers do not do what they should. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef enum
{
  REPLAY_WELL_BEHAVED,
  REPLAY_SLOW_HEADERS,   /* nothing at all for some seconds, then the answer */
  REPLAY_SLOW_BODY,      /* a byte now and then */
  REPLAY_CUT,            /* half of the body */
  REPLAY_WRONG_LENGTH,   /* says that there is less than there is */
  REPLAY_BOMB,           /* little to fetch, much to unpack */
  REPLAY_HUGE,           /* 100 MB of spaces */
  REPLAY_LOOP,           /* a redirect to where it comes from, without end */
  REPLAY_TO_FILE,        /* a redirect to a file of the reader's own */
  REPLAY_WRONG_TYPE,     /* says that it is a picture */
  REPLAY_NOT_MODIFIED,   /* 304, although nobody asked for that */
  REPLAY_BUSY_SECONDS,   /* 429, and for how many seconds */
  REPLAY_BUSY_DATE,      /* 429, and until when */
  REPLAY_UNAVAILABLE,    /* 503 */
  REPLAY_EMPTY,          /* 200 and no body */
  REPLAY_HALF_CHARACTER, /* the beginning of a character behind all */
  REPLAY_WRONG_CLOCK,    /* all times are those of the next day */
  REPLAY_MOVED,          /* 301 to another path */
  REPLAY_MISSING,        /* 404 */
  REPLAY_GONE,           /* 410 */
} ReplayMisbehaviour;

/* An answer before anything is done to it. */
typedef struct
{
  const char *type;
  GBytes *bytes;
} ReplayAnswer;

ReplayMisbehaviour replay_misbehaviour_find   (const char          *name);
const char        *replay_misbehaviour_name   (ReplayMisbehaviour   self);
gboolean           replay_misbehaviour_act    (ReplayMisbehaviour   self,
                                               SoupServerMessage   *message,
                                               const ReplayAnswer  *answer,
                                               guint                seconds,
                                               const char          *moved_url,
                                               guint               *status);

G_END_DECLS
