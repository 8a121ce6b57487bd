/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library's own files share: its state, and the stories so far. */
#pragma once

#include "service/rd-library.h"
#include "topics/rd-grouping.h"

G_BEGIN_DECLS

/* The stories in one language; posts in different ones have no words in common. */
typedef struct
{
  char *name;           /* (owned): what they are kept as */
  RdLanguage *language; /* (owned) */
  RdGrouping *grouping; /* (owned) */
  guint n_since;        /* posts since they were kept */
  gboolean is_first;    /* whether what is taken now was there before the reader was */
} RdLibraryStories;

struct _RdLibrary
{
  RdStore *store;        /* (owned) */
  RdStoreMode mode;
  GHashTable *languages; /* (owned): blog id to the tag of its language, of the blogs that are kept */
  GPtrArray *stories;    /* (owned) (element-type RdLibraryStories) */
};

/* rd-library-stories.c: the stories so far */
RdLibraryStories *rd_library_get_stories  (RdLibrary         *self,
                                           const char        *tag,
                                           GError           **error);
gboolean          rd_library_keep_stories (RdLibrary         *self,
                                           RdLibraryStories  *stories,
                                           GError           **error);
void              rd_library_free_stories (gpointer           data);

G_END_DECLS
