/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From live blogs to a digest: their posts in one order of time, each in its story, with what matters marked and
 * quoted. */
#include "digest/rd-digest-maker.h"

#include "base/rd-time.h"
#include "digest/rd-key-events.h"
#include "digest/rd-summary.h"
#include "topics/rd-grouping.h"
#include "topics/rd-labels.h"

/* What the topic that holds what belongs to no story is known by; ids of stories are hashes. */
#define OTHER_ID "other"

/* An entry on the common line of time. */
typedef struct
{
  RdEntry *entry; /* (unowned) */
  gint64 time;    /* µs since 1970; of one whose own is unknown, that of the one before it in its live blog */
} Stand;

static int
compare_stands (gconstpointer a,
                gconstpointer b)
{
  const Stand *one = a;
  const Stand *other = b;

  return one->time < other->time ? -1 : one->time > other->time;
}

static gint64
find_first_time (const RdBlog *blog)
{
  for (guint i = 0; i < blog->entries->len; i++)
    {
      const RdEntry *entry = blog->entries->pdata[i];

      if (entry->published != NULL)
        return g_date_time_to_unix_usec (entry->published);
    }

  return G_MININT64;
}

/* Returns: (transfer full) (element-type Stand): all entries, oldest first; equal times in the order of the blogs */
static GArray *
line_up (GPtrArray *blogs)
{
  GArray *stands = g_array_new (FALSE, FALSE, sizeof (Stand));

  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];
      gint64 time = find_first_time (blog);

      for (guint j = 0; j < blog->entries->len; j++)
        {
          RdEntry *entry = blog->entries->pdata[j];

          if (entry->published != NULL)
            time = g_date_time_to_unix_usec (entry->published);
          g_array_append_vals (stands, &(Stand) { entry, time }, 1);
        }
    }
  g_array_sort (stands, compare_stands);

  return stands;
}

/* Returns: (nullable): the language of the first live blog that names its own */
static const char *
find_language (GPtrArray *blogs)
{
  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];

      if (blog->language != NULL)
        return blog->language;
    }

  return NULL;
}

static char *
make_title (GPtrArray  *blogs,
            const char *title)
{
  if (title != NULL)
    return g_strdup (title);
  if (blogs->len == 1)
    return g_strdup (rd_blog_get_title (blogs->pdata[0]));

  return g_strdup_printf (g_dngettext (NULL, "%'u live blog", "%'u live blogs", blogs->len), blogs->len);
}

static gboolean
is_asked_for (const RdEntry         *entry,
              const RdDigestOptions *options)
{
  if (options->from == NULL && options->to == NULL)
    return TRUE;

  return entry->published != NULL
         && (options->from == NULL || rd_time_compare (entry->published, options->from) >= 0)
         && (options->to == NULL || rd_time_compare (entry->published, options->to) < 0);
}

static RdTopic *
find_topic (RdDigest   *digest,
            GHashTable *topics,
            const char *id)
{
  const char *key = id != NULL ? id : OTHER_ID;
  RdTopic *topic = g_hash_table_lookup (topics, key);

  if (topic == NULL)
    {
      topic = rd_digest_add_topic (digest);
      topic->id = g_strdup (key);
      topic->other = id == NULL;
      g_hash_table_insert (topics, topic->id, topic);
    }

  return topic;
}

/* The stories rest on all entries, whichever are asked for, so that a part has the same ones as the whole. */
static void
add_entries (RdDigest              *digest,
             GHashTable            *places,
             const RdDigestOptions *options,
             RdLanguage            *language)
{
  g_autoptr (RdGrouping) grouping = places == NULL ? rd_grouping_new (language) : NULL;
  g_autoptr (GArray) stands = line_up (digest->blogs);
  g_autoptr (GHashTable) topics = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < stands->len; i++)
    {
      RdEntry *entry = g_array_index (stands, Stand, i).entry;
      g_autoptr (RdPlace) found = places == NULL ? rd_grouping_add (grouping, entry) : NULL;
      const RdPlace *place = places == NULL ? found : g_hash_table_lookup (places, entry->id);
      RdDigestEntry *placed;

      if (!is_asked_for (entry, options))
        continue;

      placed = rd_digest_add_entry (digest, entry, find_topic (digest, topics, place->topic_id));
      g_strfreev (placed->why);
      placed->why = g_strdupv (place->why);
      placed->by_reader = place->by_reader;
      placed->is_new = options->seen != NULL && !entry->deleted && !g_hash_table_contains (options->seen, entry->id);
    }
}

/* Keeps those of one size in the order of their first entries, in which they were added: the sorting is stable. */
static int
compare_topics (gconstpointer a,
                gconstpointer b)
{
  const RdTopic *one = *(RdTopic *const *) a;
  const RdTopic *other = *(RdTopic *const *) b;

  if (one->other != other->other)
    return one->other ? 1 : -1;

  return one->entries->len > other->entries->len ? -1 : one->entries->len < other->entries->len;
}

/* What the reader wants of a topic comes before its size, and does not change what it is called. */
static void
mark_topics (RdDigest              *digest,
             const RdDigestOptions *options)
{
  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];

      topic->muted = options->muted != NULL && g_hash_table_contains (options->muted, topic->id);
      if (topic->muted)
        topic->muted_until = rd_time_parse (g_hash_table_lookup (options->muted, topic->id));
      topic->pinned = !topic->muted && options->pinned != NULL && g_hash_table_contains (options->pinned, topic->id);
    }
}

static int
rank_topic (const RdTopic *topic)
{
  return topic->other ? 3 : topic->muted ? 2 : topic->pinned ? 0 : 1;
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  return rank_topic (*(RdTopic *const *) a) - rank_topic (*(RdTopic *const *) b);
}

/**
 * rd_digest_make:
 * @blogs: (element-type RdBlog): live blogs, no two with the same id
 * @places: (nullable) (element-type utf8 RdPlace): for the id of each entry, where it stands; %NULL to find that out
 * @options: what is asked for
 *
 * Makes a digest. It is read in the language of the first live blog that names its own.
 *
 * Returns: (transfer full): the digest
 */
RdDigest *
rd_digest_make (GPtrArray             *blogs,
                GHashTable            *places,
                const RdDigestOptions *options)
{
  g_autoptr (RdDigest) digest = rd_digest_new ();
  g_autoptr (RdLanguage) language = rd_language_new (find_language (blogs));
  g_autoptr (RdSentences) sentences = NULL;

  digest->title = make_title (blogs, options->title);
  digest->from = options->from != NULL ? g_date_time_ref (options->from) : NULL;
  digest->to = options->to != NULL ? g_date_time_ref (options->to) : NULL;
  for (guint i = 0; i < blogs->len; i++)
    g_ptr_array_add (digest->blogs, rd_blog_ref (blogs->pdata[i]));

  add_entries (digest, places, options, language);
  g_ptr_array_sort (digest->topics, compare_topics);
  rd_labels_assign (digest->topics, language);
  mark_topics (digest, options);
  g_ptr_array_sort (digest->topics, compare_ranks);
  sentences = rd_sentences_read (digest, language);
  rd_key_events_mark (digest, sentences);
  rd_summary_write (digest, options, sentences);

  return g_steal_pointer (&digest);
}
