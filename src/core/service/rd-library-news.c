/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into the outbox of what comes: key events always, and what else the reader may want to be told of, as where it
 * mentions something. */
#include "service/rd-library-private.h"

/* Where a post stands may change until it is told: what may be wanted in any topic goes into the outbox. */
static RdAlertLevel
find_highest_level (const RdAlertRules *rules,
                    const char         *blog_id)
{
  RdAlertLevel highest = rd_alert_rules_get_level (rules, blog_id, NULL);
  GHashTableIter iter;
  gpointer level;

  g_hash_table_iter_init (&iter, rules->topics);
  while (g_hash_table_iter_next (&iter, NULL, &level))
    highest = MAX (highest, (RdAlertLevel) GPOINTER_TO_INT (level));

  return highest;
}

static const char *
find_keyword (RdLibrary        *self,
              RdLibraryStories *stories,
              RdEntry          *entry)
{
  if (self->rules->keywords[0] == NULL)
    return NULL;
  if (stories->keywords == NULL)
    stories->keywords = rd_keywords_new ((const char *const *) self->rules->keywords, stories->language);

  return rd_keywords_find (stories->keywords, entry->title, rd_body_get_text (entry->body));
}

/* @sentence: (out) (transfer full) (nullable): the one below the heading of a post that mentions a keyword
 *
 * Returns: whether the post could be read */
gboolean
rd_library_quote_mention (RdLibrary   *self,
                          const char  *entry_id,
                          const char  *keyword,
                          char       **sentence,
                          GError     **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (RdKept) kept = rd_store_find (self->store, entry_id, &reason);
  const char *tag = kept != NULL ? g_hash_table_lookup (self->languages, kept->entry->blog_id) : NULL;
  RdLibraryStories *stories = tag != NULL ? rd_library_get_stories (self, tag, &reason) : NULL;

  *sentence = stories != NULL ? rd_keywords_quote (keyword, stories->language, kept->entry->title,
                                                   rd_body_get_text (kept->entry->body))
                              : NULL;
  if (reason == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/* A post may have become a key event only now; what is in the outbox as one already is not told again. */
static gboolean
put_key_event (RdLibrary         *self,
               RdLibraryStories  *stories,
               const char        *entry_id,
               const char        *keyword,
               GDateTime         *now,
               RdTaken           *taken,
               GError           **error)
{
  const gboolean is_known = stories->is_first;
  gboolean is_muted;
  gboolean is_new;

  if (!rd_store_put_notice (self->store, entry_id, RD_OUTBOX_KEY_EVENT, keyword, now, is_known, &is_new, error))
    return FALSE;
  if (!is_new || is_known)
    return TRUE;
  if (!rd_library_is_muted (self, entry_id, now, &is_muted, error))
    return FALSE;

  taken->n_key_events += !is_muted;
  return TRUE;
}

static gboolean
put_post (RdLibrary   *self,
          RdBlog      *blog,
          const char  *entry_id,
          const char  *keyword,
          GDateTime   *now,
          GError     **error)
{
  const RdAlertLevel level = find_highest_level (self->rules, blog->id);
  const gboolean may_be_predicted = level >= RD_ALERT_LEVEL_PREDICTED && !blog->marks_key_events;

  if (keyword == NULL && level < RD_ALERT_LEVEL_EVERYTHING && !may_be_predicted)
    return TRUE;

  return rd_store_put_notice (self->store, entry_id, may_be_predicted ? RD_OUTBOX_OPEN : RD_OUTBOX_POST, keyword, now,
                              FALSE, NULL, error);
}

/* Puts a post that has come or changed, and stands in its place, into the outbox, if the reader may want to be told. */
gboolean
rd_library_put_news (RdLibrary         *self,
                     RdLibraryStories  *stories,
                     RdBlog            *blog,
                     RdEntry           *entry,
                     RdStoreChange      change,
                     GDateTime         *now,
                     RdTaken           *taken,
                     GError           **error)
{
  const gboolean is_new = change == RD_STORE_NEW && !stories->is_first;
  const char *keyword = is_new ? find_keyword (self, stories, entry) : NULL;

  if (change == RD_STORE_EDITED && self->rules->corrections
      && !rd_store_put_edited (self->store, entry->id, now, error))
    return FALSE;
  if (entry->key_event)
    return put_key_event (self, stories, entry->id, keyword, now, taken, error);

  return !is_new || put_post (self, blog, entry->id, keyword, now, error);
}
