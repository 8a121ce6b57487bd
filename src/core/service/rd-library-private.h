/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the library's own files share: its state, and the stories so far. */
#pragma once

#include "alerts/rd-keywords.h"
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
  RdKeywords *keywords; /* (nullable) (owned): made when they are needed */
} RdLibraryStories;

struct _RdLibrary
{
  RdStore *store;        /* (owned) */
  RdStoreMode mode;
  GHashTable *languages; /* (owned): blog id to the tag of its language, of the blogs that are kept */
  GPtrArray *stories;    /* (owned) (element-type RdLibraryStories) */
  RdAlertRules *rules;   /* (owned) */
  GPtrArray *changed;    /* (owned) (element-type utf8): the ids of posts that the last reading changed */
};

/* What the reader corrected, as it is looked up: by the ids of topics. */
typedef struct
{
  GPtrArray *all;      /* (owned) (element-type RdCorrection) */
  GHashTable *merges;  /* (owned): what took a topic in */
  GHashTable *names;   /* (owned) */
  GHashTable *pinned;  /* (owned) */
  GHashTable *muted;   /* (owned) */
} RdCorrections;

/* rd-library-corrections.c */
void              rd_library_clear_corrections (RdCorrections *self);
gboolean          rd_library_read_corrections (RdLibrary     *self,
                                           GDateTime         *now,
                                           RdCorrections     *corrections,
                                           GError           **error);
const char       *rd_library_follow_merges (GHashTable       *merges,
                                           const char        *topic_id);
GPtrArray        *rd_library_list_merged  (RdCorrections     *corrections,
                                           const char        *topic_id);

/* rd-library-news.c: what goes into the outbox */
gboolean          rd_library_put_news     (RdLibrary         *self,
                                           RdLibraryStories  *stories,
                                           RdBlog            *blog,
                                           RdEntry           *entry,
                                           RdStoreChange      change,
                                           GDateTime         *now,
                                           RdTaken           *taken,
                                           GError           **error);
gboolean          rd_library_quote_mention (RdLibrary        *self,
                                           const char        *entry_id,
                                           const char        *keyword,
                                           char             **sentence,
                                           GError           **error);

/* rd-library-stories.c: the stories so far */
RdLibraryStories *rd_library_get_stories  (RdLibrary         *self,
                                           const char        *tag,
                                           GError           **error);
gboolean          rd_library_keep_stories (RdLibrary         *self,
                                           RdLibraryStories  *stories,
                                           GError           **error);
void              rd_library_free_stories (gpointer           data);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RdCorrections, rd_library_clear_corrections)

G_END_DECLS
