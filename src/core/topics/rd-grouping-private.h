/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a grouping consists of, for the files that make it. */
#pragma once

#include "topics/rd-grouping.h"
#include "topics/rd-index.h"
#include "topics/rd-reading.h"

G_BEGIN_DECLS

/* How many posts may be compared with: more than a busy day has. */
#define WINDOW_POSTS 2000

/* How many closed stories may be reopened: the latest ones, and how many terms are kept of each. */
#define MAX_CLOSED_TOPICS 4096
#define MAX_CLOSED_TERMS 50

/* How many blogs may take turns. */
#define MAX_BLOGS 64

#define UNKNOWN_TIME G_MININT64

/* A story. Only open ones have members. */
typedef struct
{
  char *id;          /* (owned) */
  guint n_members;   /* in the window */
  double square;     /* of the length of the sum of the members' vectors */
  guint64 latest;    /* the number of the latest post */
  gint64 time;       /* of that, in seconds */
  double product;    /* of the sum of the members' vectors and the post at hand */
  double closest;    /* the highest product of a member and the post at hand */
  gboolean refers;   /* whether the post at hand refers to a member */
} Topic;

/* A post in the window. */
typedef struct
{
  char *entry_id; /* (owned) */
  Topic *topic;   /* (nullable) (unowned): NULL where the slot is free */
  GArray *vector; /* (owned) */
} Member;

/* A closed story, and what its posts were about. */
typedef struct
{
  Topic *topic;   /* (nullable) (owned): NULL where the slot is free */
  GArray *vector; /* (owned) */
} Closed;

/* What is known of a blog. */
typedef struct
{
  char *id;             /* (owned) */
  RdTermCounts *counts; /* (owned) */
  guint64 latest;       /* the number of its latest post; 0 where that was none of a story, or there is none */
  gint64 time;          /* of that, in seconds */
} Blog;

struct _RdGrouping
{
  RdLanguage *language;            /* (unowned) */
  RdReader *reader;                /* (owned) */
  GPtrArray *blogs;                /* (owned) (element-type Blog): latest last */
  GPtrArray *open;                 /* (owned) (element-type Topic): oldest first */
  guint64 n_posts;                 /* so far: the number of the latest post */
  Member window[WINDOW_POSTS];     /* each post in the slot that is its number modulo the window's size */
  RdIndex *window_index;           /* (owned) */
  GHashTable *slots;               /* (owned): the id of an entry in the window to its slot */
  Closed closed[MAX_CLOSED_TOPICS];
  RdIndex *closed_index;           /* (owned) */
  guint n_closed;                  /* ever */
  double ambient;                  /* mean product of the post at hand and those of the window */
  const Topic *nearest;            /* (nullable) (unowned): the one with the highest cosine */
  double second_cosine;            /* the highest of another */
};

/* rd-grouping.c: posts as they come */
Blog    *rd_grouping_add_blog        (RdGrouping   *self,
                                      const char   *id);

/* rd-grouping-window.c: what posts are compared with, and closed stories */
void     rd_grouping_put_member      (RdGrouping   *self,
                                      guint         slot,
                                      const char   *entry_id,
                                      Topic        *topic,
                                      GArray       *vector);
void     rd_grouping_remove_member   (RdGrouping   *self,
                                      guint         slot);
void     rd_grouping_subtract_member (RdGrouping   *self,
                                      guint         slot,
                                      const double *products);
void     rd_grouping_clear_member    (Member       *member);
void     rd_grouping_clear_slot      (RdGrouping   *self,
                                      guint         slot);
void     rd_grouping_close_old       (RdGrouping   *self,
                                      gint64        now);
void     rd_grouping_put_closed      (RdGrouping   *self,
                                      guint         slot,
                                      Topic        *topic,
                                      GArray       *vector);
Topic   *rd_grouping_reopen          (RdGrouping   *self,
                                      guint         slot);
void     rd_grouping_clear_closed    (Closed       *closed);
void     rd_grouping_free_topic      (gpointer      data);
int      rd_grouping_compare_terms   (gconstpointer a,
                                      gconstpointer b);

/* rd-grouping-choice.c: which story a post belongs to */
void     rd_grouping_compare         (RdGrouping   *self,
                                      RdEntry      *entry,
                                      RdReading    *reading);
Topic   *rd_grouping_choose          (RdGrouping   *self,
                                      RdEntry      *entry,
                                      RdReading    *reading,
                                      const Blog   *blog,
                                      gint64        now);
Topic   *rd_grouping_choose_closed   (RdGrouping   *self,
                                      RdReading    *reading);
GStrv    rd_grouping_give_reasons    (RdGrouping   *self,
                                      const Topic  *topic,
                                      RdReading    *reading);

G_END_DECLS
