/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs of any length: sentences without sense, but with words as frequent as English ones and with stories that
 * come and go, so that reading, grouping and quoting them costs what real ones cost. */
#include "invented-blog.h"

#include "base/rd-data.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

#define POSTS_A_DAY 400
#define MINUTES_A_POST 2
#define STORIES_AT_ONCE 12
#define POSTS_A_STORY 60
#define WORDS_A_STORY 25
#define SENTENCES_A_POST 3
#define WORDS_A_SENTENCE 14

/* How many of a sentence's words are its story's own, in a hundred. */
#define STORY_WORDS_PERCENT 20

typedef struct
{
  char *words[WORDS_A_STORY]; /* (unowned): of the vocabulary */
} Story;

typedef struct
{
  GRand *rand;      /* (owned): always with the same seed */
  guint n_before;   /* posts of the live blogs of its series before this one */
  GPtrArray *words; /* (owned) (element-type utf8) */
  GArray *sums;     /* (owned) (element-type double): of the words' frequencies, up to and with each */
  Story stories[STORIES_AT_ONCE];
} Inventor;

static void
read_vocabulary (Inventor *self)
{
  g_autoptr (GBytes) table = rd_data_load ("language/en/frequencies");
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (table, NULL), "\n", -1);
  double sum = 0;

  for (guint i = 1; lines[i] != NULL; i++)
    {
      char *tab = strchr (lines[i], '\t');

      if (tab == NULL)
        continue;
      g_ptr_array_add (self->words, g_strndup (lines[i], tab - lines[i]));
      sum += strtod (tab + 1, NULL);
      g_array_append_val (self->sums, sum);
    }
}

static const char *
pick_word (Inventor *self)
{
  double target = g_rand_double_range (self->rand, 0, g_array_index (self->sums, double, self->sums->len - 1));
  guint low = 0;
  guint high = self->sums->len - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->sums, double, middle) > target)
        high = middle;
      else
        low = middle + 1;
    }

  return self->words->pdata[low];
}

static void
begin_story (Inventor *self,
             Story    *story)
{
  for (guint i = 0; i < WORDS_A_STORY; i++)
    story->words[i] = self->words->pdata[g_rand_int_range (self->rand, 0, self->words->len)];
}

static void
write_sentence (Inventor *self,
                Story    *story,
                GString  *text)
{
  guint start = text->len;

  for (guint i = 0; i < WORDS_A_SENTENCE; i++)
    {
      gboolean own = g_rand_int_range (self->rand, 0, 100) < STORY_WORDS_PERCENT;

      g_string_append (text, own ? story->words[g_rand_int_range (self->rand, 0, WORDS_A_STORY)] : pick_word (self));
      g_string_append_c (text, i + 1 < WORDS_A_SENTENCE ? ' ' : '.');
    }
  text->str[start] = g_ascii_toupper (text->str[start]);
}

static void
write_post (Inventor    *self,
            guint        index,
            JsonBuilder *builder)
{
  const guint number = self->n_before + index;
  Story *story = &self->stories[g_rand_int_range (self->rand, 0, STORIES_AT_ONCE)];
  gint64 minutes = (gint64) (number / POSTS_A_DAY) * 24 * 60 + number % POSTS_A_DAY * MINUTES_A_POST;
  g_autoptr (GDateTime) start = g_date_time_new_utc (2024, 1, 1, 7, 0, 0);
  g_autoptr (GDateTime) published = g_date_time_add_minutes (start, minutes);
  g_autofree char *time = g_date_time_format_iso8601 (published);
  g_autofree char *id = g_strdup_printf ("%024x", number + 1);
  g_autoptr (GString) text = g_string_new ("<p>");

  if (g_rand_int_range (self->rand, 0, POSTS_A_STORY / STORIES_AT_ONCE) == 0)
    begin_story (self, story);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, id);
  json_builder_set_member_name (builder, "firstPublishedDate");
  json_builder_add_string_value (builder, time);
  json_builder_set_member_name (builder, "published");
  json_builder_add_boolean_value (builder, TRUE);
  if (number % 3 == 0)
    {
      g_autoptr (GString) title = g_string_new (NULL);

      write_sentence (self, story, title);
      json_builder_set_member_name (builder, "title");
      json_builder_add_string_value (builder, title->str);
    }
  for (guint i = 0; i < SENTENCES_A_POST; i++)
    {
      g_string_append (text, i > 0 ? " " : "");
      write_sentence (self, story, text);
    }
  g_string_append (text, "</p>");
  json_builder_set_member_name (builder, "bodyHtml");
  json_builder_add_string_value (builder, text->str);
  json_builder_end_object (builder);
}

static void
open_member (JsonBuilder *builder,
             const char  *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
}

/**
 * invent_blog:
 * @n_posts: how many posts it is to have
 *
 * Returns: (transfer full): a live blog in the form of the Guardian's Content API, the same for the same @n_posts
 */
GBytes *
invent_blog (guint n_posts)
{
  return invent_series_blog (n_posts, 0);
}

/**
 * invent_series_blog:
 * @n_posts: how many posts each has
 * @number: which one of a series, from 0; each begins when the one before it ends
 *
 * Returns: (transfer full): as invent_blog(), another one for each @number
 */
GBytes *
invent_series_blog (guint n_posts,
                    guint number)
{
  g_autofree char *blog_id = g_strdup_printf ("invented/live-%u", number);
  g_autofree char *title = g_strdup_printf ("An invented live blog, part %u", number + 1);
  Inventor self = {
    .rand = g_rand_new_with_seed (number + 1),
    .n_before = number * n_posts,
    .words = g_ptr_array_new_with_free_func (g_free),
    .sums = g_array_new (FALSE, FALSE, sizeof (double)),
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char *json;

  read_vocabulary (&self);
  for (guint i = 0; i < STORIES_AT_ONCE; i++)
    begin_story (&self, &self.stories[i]);

  json_builder_begin_object (builder);
  open_member (builder, "response");
  json_builder_set_member_name (builder, "status");
  json_builder_add_string_value (builder, "ok");
  open_member (builder, "content");
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, blog_id);
  json_builder_set_member_name (builder, "type");
  json_builder_add_string_value (builder, "liveblog");
  json_builder_set_member_name (builder, "webTitle");
  json_builder_add_string_value (builder, title);
  open_member (builder, "blocks");
  json_builder_set_member_name (builder, "body");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n_posts; i++)
    write_post (&self, i, builder);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);

  g_rand_free (self.rand);
  g_ptr_array_unref (self.words);
  g_array_unref (self.sums);

  root = json_builder_get_root (builder);
  json = json_to_string (root, FALSE);
  return g_bytes_new_take (json, strlen (json));
}
