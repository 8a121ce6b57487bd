/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the forms that people read say alike: times, counts, headings, attribution. All in the reader's language and
 * time zone, and what comes from outside made harmless. */
#include "export/rd-wording.h"

#include "base/rd-string.h"
#include "rd-config.h"

#include <glib/gi18n.h>

struct _RdWording
{
  RdDigest *digest;        /* (unowned) */
  GHashTable *blogs;       /* (owned) (element-type utf8 RdBlog): by their ids, both (unowned) */
  GHashTable *names;       /* (owned) (element-type utf8 utf8): what the live blogs are called where there is little room */
  char *language;          /* (owned): a BCP 47 tag */
  GDateTime *first;        /* (nullable) (owned): the first known time, in the reader's zone */
  GDateTime *last;         /* (nullable) (owned): the last one */
  gboolean several_days;   /* whether a time of day alone would not do */
  gboolean several_years;
};

/* Entries stand oldest first, but some of unknown time may stand among them. */
static void
find_span (GPtrArray  *entries,
           GDateTime **first,
           GDateTime **last)
{
  GDateTime *earliest = NULL;
  GDateTime *latest = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      GDateTime *time = ((RdDigestEntry *) entries->pdata[i])->entry->published;

      if (time == NULL)
        continue;
      if (earliest == NULL || g_date_time_compare (time, earliest) < 0)
        earliest = time;
      if (latest == NULL || g_date_time_compare (time, latest) > 0)
        latest = time;
    }

  *first = earliest != NULL ? g_date_time_to_local (earliest) : NULL;
  *last = latest != NULL ? g_date_time_to_local (latest) : NULL;
}

static gboolean
is_same_day (GDateTime *a,
             GDateTime *b)
{
  return g_date_time_get_year (a) == g_date_time_get_year (b)
         && g_date_time_get_day_of_year (a) == g_date_time_get_day_of_year (b);
}

static char *
format_time (const RdWording *self,
             GDateTime       *local,
             gboolean         with_day)
{
  /* Translators: a time of day on a day, with and without the year, and a time of day alone; see g_date_time_format(). */
  return g_date_time_format (local, !with_day             ? _("%H:%M")
                                    : self->several_years ? _("%-d %b %Y, %H:%M")
                                                          : _("%-d %b, %H:%M"));
}

/**
 * rd_wording_new:
 * @digest: a digest, which must outlive what is returned
 *
 * Returns: (transfer full): the words for @digest
 */
RdWording *
rd_wording_new (RdDigest *digest)
{
  RdWording *self = g_new0 (RdWording, 1);

  self->digest = digest;
  self->language = rd_wording_find_language ();
  self->blogs = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < digest->blogs->len; i++)
    {
      RdBlog *blog = digest->blogs->pdata[i];

      g_hash_table_insert (self->blogs, blog->id, blog);
    }
  self->names = rd_wording_name_blogs (digest->blogs);
  find_span (digest->entries, &self->first, &self->last);
  self->several_days = self->first != NULL && !is_same_day (self->first, self->last);
  self->several_years = self->first != NULL && g_date_time_get_year (self->first) != g_date_time_get_year (self->last);

  return self;
}

/**
 * rd_wording_free:
 * @self: (transfer full): words
 */
void
rd_wording_free (RdWording *self)
{
  g_hash_table_unref (self->blogs);
  g_hash_table_unref (self->names);
  g_free (self->language);
  g_clear_pointer (&self->first, g_date_time_unref);
  g_clear_pointer (&self->last, g_date_time_unref);
  g_free (self);
}

/**
 * rd_wording_has_days:
 * @self: words
 *
 * Returns: whether times come with their day, and so take more room
 */
gboolean
rd_wording_has_days (RdWording *self)
{
  return self->several_days;
}

/**
 * rd_wording_overview:
 * @self: words
 *
 * Returns: (transfer full): when, and how much: one line below the title
 */
char *
rd_wording_overview (RdWording *self)
{
  const guint n_posts = self->digest->entries->len;
  g_autofree char *posts = NULL;
  g_autofree char *topics = NULL;
  g_autofree char *day = NULL;
  g_autofree char *last_day = NULL;
  guint n_topics = 0;

  if (n_posts == 0)
    return g_strdup (_("No posts in this time."));

  for (guint i = 0; i < self->digest->topics->len; i++)
    n_topics += !((RdTopic *) self->digest->topics->pdata[i])->other;

  posts = g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", n_posts), n_posts);
  topics = g_strdup_printf (g_dngettext (NULL, "%'u topic", "%'u topics", n_topics), n_topics);
  if (self->first == NULL)
    return g_strdup_printf ("%s · %s", posts, topics);

  /* Translators: a day; see g_date_time_format(). */
  day = g_date_time_format (self->first, _("%A, %-d %B %Y"));
  if (!self->several_days)
    {
      g_autofree char *zone = g_date_time_format (self->first, "%Z");

      /* Translators: a day, ‘5 posts’, ‘2 topics’, and a time zone. */
      return g_strdup_printf (_("%s · %s · %s · times in %s"), day, posts, topics, zone);
    }

  last_day = g_date_time_format (self->last, _("%A, %-d %B %Y"));
  return g_strdup_printf ("%s – %s · %s · %s", day, last_day, posts, topics);
}

/**
 * rd_wording_source:
 * @self: words
 * @blog: a live blog of the digest
 *
 * Returns: (transfer full): what it is called and whose it is; not the title that stands above already
 */
char *
rd_wording_source (RdWording *self,
                   RdBlog    *blog)
{
  const char *title = rd_blog_get_title (blog);

  if (g_str_equal (title, self->digest->title))
    return g_strdup (blog->publisher != NULL ? blog->publisher : _("The live blog"));

  return rd_wording_list ((char *[]) { (char *) title, blog->publisher, NULL });
}

/**
 * rd_wording_topic_head:
 * @self: words
 * @topic: a topic of the digest
 *
 * Returns: (transfer full): how many posts it has, and from when to when
 */
char *
rd_wording_topic_head (RdWording *self,
                       RdTopic   *topic)
{
  const guint n_posts = topic->entries->len;
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", n_posts), n_posts);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autoptr (GDateTime) first = NULL;
  g_autoptr (GDateTime) last = NULL;

  find_span (topic->entries, &first, &last);
  if (first == NULL)
    return g_steal_pointer (&posts);

  from = format_time (self, first, self->several_days);
  to = format_time (self, last, !is_same_day (first, last));
  if (g_date_time_equal (first, last))
    return g_strdup_printf ("%s · %s", posts, from);

  return g_strdup_printf ("%s · %s – %s", posts, from, to);
}

/**
 * rd_wording_time:
 * @self: words
 * @entry: an entry of the digest
 *
 * Returns: (transfer full): when it was published, with the day where the digest has several
 */
char *
rd_wording_time (RdWording *self,
                 RdEntry   *entry)
{
  g_autoptr (GDateTime) local = NULL;

  if (entry->published == NULL)
    /* Translators: stands where a time of day would. */
    return g_strdup (_("no time"));

  local = g_date_time_to_local (entry->published);
  return format_time (self, local, self->several_days);
}

/**
 * rd_wording_edited:
 * @self: words
 * @entry: an entry of the digest
 *
 * Returns: (transfer full) (nullable): that it was edited, and when, with the day where that is not the one of its time;
 *   %NULL where it was not
 */
char *
rd_wording_edited (RdWording *self,
                   RdEntry   *entry)
{
  g_autoptr (GDateTime) published = NULL;
  g_autoptr (GDateTime) updated = NULL;
  g_autofree char *time = NULL;

  if (entry->updated == NULL)
    return NULL;

  updated = g_date_time_to_local (entry->updated);
  published = entry->published != NULL ? g_date_time_to_local (entry->published) : NULL;
  time = format_time (self, updated, self->several_days || published == NULL || !is_same_day (published, updated));

  /* Translators: %s is a time. */
  return g_strdup_printf (_("Edited %s"), time);
}

/**
 * rd_wording_author:
 * @self: words
 * @entry: an entry of the digest
 *
 * Returns: (transfer full) (nullable): whose words they are: the author, and where there are several live blogs, in few
 *   words, which it is
 */
char *
rd_wording_author (RdWording *self,
                   RdEntry   *entry)
{
  const char *name = g_hash_table_size (self->blogs) > 1 ? g_hash_table_lookup (self->names, entry->blog_id) : NULL;

  if (entry->author == NULL || g_strcmp0 (entry->author, name) == 0)
    return g_strdup (name);

  return rd_wording_list ((char *[]) { entry->author, (char *) name, NULL });
}

/**
 * rd_wording_get_language:
 * @self: words
 *
 * Returns: (transfer none): the language that they are in, a BCP 47 tag
 */
const char *
rd_wording_get_language (RdWording *self)
{
  return self->language;
}

/**
 * rd_wording_get_language_of:
 * @self: words
 * @entry: an entry of the digest
 *
 * Returns: (transfer none) (nullable): the language of its heading and its text, a BCP 47 tag; %NULL where that is not known
 */
const char *
rd_wording_get_language_of (RdWording *self,
                            RdEntry   *entry)
{
  const RdBlog *blog = g_hash_table_lookup (self->blogs, entry->blog_id);
  const gboolean has_words = entry->title != NULL || rd_body_get_text (entry->body)[0] != '\0';

  if (entry->deleted || !has_words)
    return self->language;

  return blog != NULL ? blog->language : NULL;
}

/**
 * rd_wording_subtitle:
 * @topic: a topic
 *
 * Returns: (transfer none) (nullable): its subtitle, unless the label or a line of the summary says the same
 */
const char *
rd_wording_subtitle (RdTopic *topic)
{
  if (topic->subtitle == NULL || topic->other || g_str_equal (topic->subtitle, topic->label))
    return NULL;

  for (guint i = 0; i < topic->summary->len; i++)
    if (g_str_equal (((RdLine *) topic->summary->pdata[i])->text, topic->subtitle))
      return NULL;

  return topic->subtitle;
}

/**
 * rd_wording_sentence:
 * @text: text from outside, valid UTF-8 or not
 *
 * Returns: (transfer full): @text as rd_string_clean() gives it, to stand alone: with a capital letter first
 */
char *
rd_wording_sentence (const char *text)
{
  g_autofree char *line = rd_string_clean (text);
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (line[0] != '\0')
    {
      g_string_append_unichar (sentence, g_unichar_toupper (g_utf8_get_char (line)));
      g_string_append (sentence, g_utf8_next_char (line));
    }

  return g_string_free_and_steal (g_steal_pointer (&sentence));
}

/**
 * rd_wording_anchor:
 * @prefix: what tells anchors of one kind from those of another
 * @id: the id of an entry or a topic
 *
 * Percent signs in an anchor are found as they stand, so that the same string serves as a name and in links to it.
 *
 * Returns: (transfer full): a name inside the document, of characters that mean nothing anywhere
 */
char *
rd_wording_anchor (const char *prefix,
                   const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (prefix, escaped, NULL);
}

/**
 * rd_wording_colophon:
 *
 * Returns: (transfer full): how the document came about, for its end
 */
char *
rd_wording_colophon (void)
{
  return g_strdup_printf (_("Every line is quoted from the post that it names. Made with Rundown %s."), RD_VERSION);
}
