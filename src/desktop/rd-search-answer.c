/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is answered to the desktop's search: which topics and posts, and what is shown of each. */
#include "desktop/rd-search-answer.h"

#include "base/rd-string.h"
#include "export/rd-wording.h"
#include "rd-config.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many results there are, and how many of them are topics as long as there are posts. */
#define MOST_RESULTS 3u
#define MOST_TOPICS 2u

/* What is asked for is cut to this: anyone on the bus can ask. */
#define MOST_TERMS 16u
#define MOST_TERM_BYTES 100
#define MOST_IDS 32u
#define MOST_ID_BYTES 128

/* How long a name or a description may be. */
#define MOST_BYTES 300

/**
 * rd_search_answer_join_terms:
 * @terms: (array zero-terminated=1): what was typed
 *
 * Returns: (transfer full): what to search for: not more of it than a person would type
 */
char *
rd_search_answer_join_terms (const char *const *terms)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < MOST_TERMS && terms[i] != NULL; i++)
    {
      g_autofree char *cut = rd_string_cut (terms[i], MOST_TERM_BYTES);

      g_string_append_printf (words, words->len > 0 ? " %s" : "%s", cut);
    }

  return g_strdup (g_strstrip (words->str));
}

/**
 * rd_search_answer_copy_ids:
 * @ids: (array zero-terminated=1): results
 *
 * Returns: (transfer full): those of them that may be ours: not more and no longer ones than were ever answered
 */
GStrv
rd_search_answer_copy_ids (const char *const *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < MOST_IDS && ids[i] != NULL; i++)
    if (strlen (ids[i]) <= MOST_ID_BYTES)
      g_strv_builder_add (builder, ids[i]);

  return g_strv_builder_end (builder);
}

static RdBlog *
find_blog (RdDigest   *digest,
           const char *blog_id)
{
  for (guint i = 0; i < digest->blogs->len; i++)
    if (g_str_equal (((RdBlog *) digest->blogs->pdata[i])->id, blog_id))
      return digest->blogs->pdata[i];

  return NULL;
}

static RdTopic *
find_topic (RdDigest   *digest,
            const char *topic_id)
{
  return topic_id != NULL ? rd_digest_find_topic (digest, topic_id) : NULL;
}

static void
add_topics (GPtrArray  *ids,
            RdDigest   *digest,
            const char *words)
{
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      if (!topic->other && g_str_match_string (words, topic->label, TRUE))
        g_ptr_array_add (ids, g_strconcat (RD_SEARCH_ANSWER_TOPIC, topic->id, NULL));
    }
}

/* Adds the posts that have all words in their title, or those that do not. One that is followed no longer cannot be
 * shown. */
static void
add_posts (GPtrArray  *ids,
           RdDigest   *digest,
           GPtrArray  *hits,
           const char *words,
           gboolean    by_title)
{
  for (guint i = 0; i < hits->len; i++)
    {
      const RdHit *hit = hits->pdata[i];
      const RdEntry *entry = hit->kept->entry;

      if (find_blog (digest, entry->blog_id) != NULL
          && (entry->title != NULL && g_str_match_string (words, entry->title, TRUE)) == by_title)
        g_ptr_array_add (ids, g_strconcat (RD_SEARCH_ANSWER_POST, entry->id, NULL));
    }
}

/* Those of the results before stay in their places where they are results still, and others come after them, if those
 * before may not have been all. */
static void
add_results (GVariantBuilder   *builder,
             GPtrArray         *ids,
             const char *const *before)
{
  const gboolean were_all = before != NULL && g_strv_length ((GStrv) before) < MOST_RESULTS;
  guint n_results = 0;

  for (guint i = 0; before != NULL && i < ids->len && n_results < MOST_RESULTS; i++)
    if (g_strv_contains (before, ids->pdata[i]))
      {
        g_variant_builder_add (builder, "s", ids->pdata[i]);
        n_results++;
      }
  for (guint i = 0; !were_all && i < ids->len && n_results < MOST_RESULTS; i++)
    if (before == NULL || !g_strv_contains (before, ids->pdata[i]))
      {
        g_variant_builder_add (builder, "s", ids->pdata[i]);
        n_results++;
      }
}

/**
 * rd_search_answer_write_results:
 * @digest: what is followed
 * @hits: (element-type RdHit): the newest posts with @words
 * @words: what is searched for
 * @before: (nullable) (array zero-terminated=1): what was answered when fewer of these words were typed
 *
 * Returns: (transfer floating): the ids of at most three results, as `(as)`: topics whose name has all words, then
 *   posts
 */
GVariant *
rd_search_answer_write_results (RdDigest          *digest,
                                GPtrArray         *hits,
                                const char        *words,
                                const char *const *before)
{
  g_autoptr (GPtrArray) topics = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  GVariantBuilder builder;

  add_topics (topics, digest, words);
  while (topics->len > 0 && ids->len < MOST_TOPICS)
    g_ptr_array_add (ids, g_ptr_array_steal_index (topics, 0));
  add_posts (ids, digest, hits, words, TRUE);
  add_posts (ids, digest, hits, words, FALSE);
  g_ptr_array_extend_and_steal (ids, g_steal_pointer (&topics));

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("(as)"));
  g_variant_builder_open (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  add_results (&builder, ids, before);
  g_variant_builder_close (&builder);

  return g_variant_builder_end (&builder);
}

static void
add_meta (GVariantBuilder *builder,
          const char      *id,
          const char      *name,
          const char      *description)
{
  g_autofree char *clean_name = rd_string_clean (name);
  g_autofree char *cut_name = rd_string_cut (clean_name, MOST_BYTES);
  g_autofree char *clean = rd_string_clean (description);
  g_autofree char *cut = rd_string_cut (clean, MOST_BYTES);

  g_variant_builder_open (builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (builder, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (builder, "{sv}", "name", g_variant_new_string (cut_name));
  g_variant_builder_add (builder, "{sv}", "description", g_variant_new_string (cut));
  g_variant_builder_add (builder, "{sv}", "gicon", g_variant_new_string (RD_APPLICATION_ID));
  g_variant_builder_close (builder);
}

static void
add_part (GString    *line,
          const char *part)
{
  if (part != NULL && part[0] != '\0')
    g_string_append_printf (line, line->len > 0 ? " · %s" : "%s", part);
}

static void
add_topic_meta (GVariantBuilder *builder,
                const char      *id,
                const RdTopic   *topic,
                GDateTime       *now)
{
  const RdDigestEntry *last = topic->entries->pdata[topic->entries->len - 1];
  g_autofree char *time = rd_wording_moment (last->entry->published, now);
  const guint n_posts = topic->entries->len;
  g_autofree char *count = g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", n_posts), n_posts);
  g_autoptr (GString) line = g_string_new (count);

  add_part (line, time);
  add_meta (builder, id, topic->label, line->str);
}

static void
add_post_meta (GVariantBuilder *builder,
               const char      *id,
               RdDigest        *digest,
               const RdKept    *kept,
               GDateTime       *now)
{
  const RdBlog *blog = find_blog (digest, kept->entry->blog_id);
  const RdTopic *topic = find_topic (digest, kept->topic_id);
  g_autofree char *heading = rd_wording_heading (kept->entry);
  g_autofree char *time = rd_wording_moment (kept->entry->published, now);
  g_autoptr (GString) line = g_string_new (NULL);

  add_part (line, topic != NULL && !topic->other ? topic->label : NULL);
  add_part (line, blog != NULL ? rd_blog_get_title (blog) : NULL);
  add_part (line, time);
  add_meta (builder, id, heading, line->str);
}

static const RdKept *
find_kept (GPtrArray  *found,
           const char *entry_id)
{
  for (guint i = 0; entry_id != NULL && i < found->len; i++)
    if (g_str_equal (((RdKept *) found->pdata[i])->entry->id, entry_id))
      return found->pdata[i];

  return NULL;
}

static const char *
skip_prefix (const char *id,
             const char *prefix)
{
  return g_str_has_prefix (id, prefix) ? id + strlen (prefix) : NULL;
}

/**
 * rd_search_answer_write_metas:
 * @digest: what is followed
 * @found: (element-type RdKept): posts that are asked about
 * @ids: (array zero-terminated=1): results, which may be none of ours
 *
 * Returns: (transfer floating): what to show of them, as `(aa{sv})`; nothing of those that are not known
 */
GVariant *
rd_search_answer_write_metas (RdDigest          *digest,
                              GPtrArray         *found,
                              const char *const *ids)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("(aa{sv})"));
  g_variant_builder_open (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; ids[i] != NULL; i++)
    {
      const char *id = ids[i];
      const RdTopic *topic = find_topic (digest, skip_prefix (id, RD_SEARCH_ANSWER_TOPIC));
      const RdKept *kept = find_kept (found, skip_prefix (id, RD_SEARCH_ANSWER_POST));

      if (topic != NULL && topic->entries->len > 0)
        add_topic_meta (&builder, id, topic, now);
      else if (kept != NULL)
        add_post_meta (&builder, id, digest, kept, now);
    }
  g_variant_builder_close (&builder);

  return g_variant_builder_end (&builder);
}
