/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a live blog as text: a title, perhaps a pinned post, then 'Key events' and posts, newest first. Where
 * posts have lines with their times, these tell them apart; elsewhere their form does. */
#include "formats/rd-format.h"

#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "formats/rd-blog-builder.h"
#include "formats/rd-heading.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

/* So many lines with times, or a line 'Key events', make a text the page of a live blog. */
#define LEAST_TIMES 3

/* After so many paragraphs a post has said enough for another one without a heading to begin, with a paragraph of so
 * many characters at least. */
#define LEAST_PARAGRAPHS 2
#define SHORTEST_LEAD 90

/* How far behind a name, in words, its verb is looked for. */
#define VERB_WORDS 14

typedef enum
{
  LINE_PARAGRAPH,
  LINE_HEADING, /* by its form; it is one where a paragraph follows */
  LINE_TIME,
  LINE_KEY_EVENTS,
  LINE_FURNITURE, /* what the page has and no author wrote */
} LineKind;

typedef struct
{
  LineKind kind;
  int minute; /* for a time of day, since midnight; otherwise -1 */
  char *text; /* (owned) */
} Line;

typedef struct
{
  RdBlogBuilder *builder;
  GError *error; /* (nullable) (owned): why no more posts are taken */
  char *title;   /* (nullable) (owned) */
  GString *text; /* paragraphs, apart by line feeds */
  guint n_paragraphs;
  gboolean pinned;
} Post;

/* These stand before names of people, and begin no new subject. */
static const char *const REPORTING[] = {
  "added",     "adds",   "agreed",   "argued",  "argues", "asked",   "asks",      "claimed", "claims", "continued",
  "declined",  "denied", "insisted", "pointed", "posted", "replied", "responded", "said",    "says",   "stressed",
  "suggested", "tells",  "told",     "tweeted", "urged",  "went",    "wrote",     NULL,
};

/* Names that are no person's end or begin with one of these. */
static const char *const INSTITUTIONS[] = {
  "Agency",     "Airport",    "America",    "Association", "Authority", "Bank",      "Britain",    "Central",
  "City",       "Committee",  "Commission", "Commons",     "Council",   "Court",     "Courts",     "East",
  "Foreign",    "Government", "Great",      "Green",       "Home",      "House",     "Ireland",    "Kingdom",
  "Korea",      "League",     "Liberal",    "Lords",       "Minister",  "Ministers", "Ministry",   "National",
  "New",        "News",       "North",      "Northern",    "Number",    "Office",    "Opposition", "Palace",
  "Parliament", "Party",      "Police",     "Prime",       "Radio",     "Republic",  "Royal",      "Service",
  "South",      "Southern",   "State",      "States",      "Street",    "Times",     "Treasury",   "Trust",
  "Union",      "United",     "University", "West",        "Western",   "White",     "Zealand",    NULL,
};

/* Words that begin sentences with a capital letter, and no names. */
static const char *const OPENERS[] = {
  "A",         "According", "After",   "Again", "All",     "Also",     "Although", "Among",   "An",        "And",
  "Another",   "Any",       "As",      "Asked", "At",      "Back",     "Because",  "Before",  "Both",      "But",
  "By",        "Despite",   "During",  "Each",  "Earlier", "Even",     "Every",    "For",     "From",      "Had",
  "Has",       "Have",      "He",      "Her",   "Here",    "His",      "How",      "However", "I",         "If",
  "In",        "Instead",   "Is",      "It",    "Its",     "Last",     "Later",    "Like",    "Many",      "Meanwhile",
  "More",      "Most",      "Mr",      "Mrs",   "Ms",      "My",       "Next",     "No",      "Not",       "Nor",
  "Now",       "Of",        "On",      "Once",  "One",     "Only",     "Or",       "Other",   "Our",       "President",
  "Professor", "She",       "Since",   "So",    "Some",    "Speaking", "Still",    "Such",    "That",      "The",
  "Their",     "Then",      "There",   "These", "They",    "This",     "Those",    "Though",  "Through",   "To",
  "Today",     "Tomorrow",  "Tonight", "Two",   "Under",   "Until",    "We",       "Were",    "What",      "When",
  "Where",     "Whether",   "Which",   "While", "Who",     "Why",      "With",     "Without", "Yesterday", "Yet",
  "You",       "Your",      NULL,
};

static GRegex *
get_pattern (const char *expression)
{
  return g_regex_new (expression, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
}

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->text);
}

static int
read_minute (GMatchInfo *match)
{
  g_autofree char *hour = g_match_info_fetch_named (match, "hour");
  g_autofree char *minute = g_match_info_fetch_named (match, "minute");
  g_autofree char *half = g_match_info_fetch_named (match, "half");
  int hours;

  if (hour == NULL || hour[0] == '\0')
    return -1;

  hours = (int) g_ascii_strtoll (hour, NULL, 10);
  if (half != NULL && half[0] != '\0')
    hours = hours % 12 + (g_ascii_tolower (half[0]) == 'p' ? 12 : 0);

  return hours * 60 + (int) g_ascii_strtoll (minute, NULL, 10);
}

/* Returns: (element-type Line) */
static GArray *
read_lines (const char *text)
{
  g_autoptr (GRegex) time = get_pattern (
      "^(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)\\w*,? )?\\d{1,2} [a-z]{3,9} \\d{4},? (?:at )?)?"
      "(?:\\d+ ?(?:s|m|h|d|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?)(?: ago)?[ ,|·•]*)?"
      "(?:(?<hour>[01]?\\d|2[0-3])[.:](?<minute>[0-5]\\d) ?(?<half>[ap])?\\.?m?\\.?(?: ?\\(?[a-z]{2,4}\\)?)?)?$");
  g_autoptr (GRegex) furniture = get_pattern (
      "^(?:share(?: this(?: post)?)?|copy link|link copied|advertisement|updated (?:at|on) .{1,40}|skip past .*|"
      "view image in fullscreen|photograph: .*|show key events only|newest first|oldest first|load more.*|"
      "from \\d+\\w+ ago|pinned|pinned post|key event)$");
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (Line));

  g_array_set_clear_func (lines, clear_line);
  for (const char *p = text; *p != '\0';)
    {
      const gsize length = strcspn (p, "\n");
      g_autofree char *raw = g_strndup (p, length);
      g_autofree char *squashed = rd_string_squash (raw);
      g_autoptr (GMatchInfo) match = NULL;
      Line line = { LINE_PARAGRAPH, -1, NULL };

      p += length + (p[length] == '\n');
      if (squashed == NULL)
        continue;

      if (strlen (squashed) < 80 && g_regex_match (time, squashed, 0, &match))
        {
          line.kind = LINE_TIME;
          line.minute = read_minute (match);
        }
      else if (g_ascii_strcasecmp (squashed, "key events") == 0 || g_ascii_strcasecmp (squashed, "key events:") == 0)
        line.kind = LINE_KEY_EVENTS;
      else if (strlen (squashed) < 200 && g_regex_match (furniture, squashed, 0, NULL))
        line.kind = LINE_FURNITURE;
      else if (rd_heading_has_form (squashed))
        line.kind = LINE_HEADING;
      line.text = g_steal_pointer (&squashed);
      if (line.kind == LINE_FURNITURE)
        g_free (line.text);
      else
        g_array_append_val (lines, line);
    }

  return lines;
}

static const Line *
get_line (GArray *lines,
          guint   i)
{
  return &g_array_index (lines, Line, i);
}

static gboolean
is_kind (GArray  *lines,
         guint    i,
         LineKind kind)
{
  return i < lines->len && get_line (lines, i)->kind == kind;
}

static gboolean
is_name_part (const char *word)
{
  return g_unichar_isupper (g_utf8_get_char (word)) && !g_strv_contains (INSTITUTIONS, word);
}

/* The words that a paragraph begins with, without the signs at their ends.
 * Returns: (transfer full) */
static GStrv
split_opening (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", VERB_WORDS + 4);
  guint n = g_strv_length (words);

  if (n == VERB_WORDS + 4)
    g_clear_pointer (&words[--n], g_free);
  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (words[i]);

      while (length > 0 && g_ascii_ispunct (words[i][length - 1]))
        words[i][--length] = '\0';
    }

  return g_steal_pointer (&words);
}

/* 'Jane Roe has …', 'Jane Roe, the minister, is …': a person is introduced by the full name, and what follows is no
 * mere reaction to what was said before, as 'Jane Roe said …' would be. */
static gboolean
introduces_person (const char *text,
                   GString    *before)
{
  g_auto (GStrv) words = split_opening (text);
  guint i = 0;

  if (g_strv_contains ((const char *const[]){ "Sir", "Dame", "Lord", "Lady", "Baroness", "Dr", "Prof", NULL },
                       words[0] != NULL ? words[0] : ""))
    i++;
  else if (words[0] == NULL || g_strv_contains (OPENERS, words[0]))
    return FALSE;
  if (words[i] == NULL || words[i + 1] == NULL || !is_name_part (words[i]) || !is_name_part (words[i + 1])
      || strstr (words[i + 1], "’s") != NULL || strstr (words[i + 1], "'s") != NULL)
    return FALSE;

  /* Who was named at the beginning of the post is no new subject. */
  if (g_strstr_len (before->str, MIN (before->len, RD_LIMIT_LINE_BYTES), words[i + 1]) != NULL)
    return FALSE;

  for (i += 2; words[i] != NULL; i++)
    if (g_strv_contains (REPORTING, words[i]))
      return g_strv_contains ((const char *const[]){ "has", "have", "had", "was", "been", "is", NULL }, words[i - 1]);

  return TRUE;
}

static void
end_post (Post *self)
{
  RdEntry *entry;
  g_autofree char *title = g_steal_pointer (&self->title);

  if (self->error == NULL && (title != NULL || self->text->len > 0))
    {
      entry = rd_entry_new ();
      rd_body_unref (entry->body);
      entry->body = rd_markup_read_plain (self->text->str);
      entry->title = g_steal_pointer (&title);
      entry->pinned = self->pinned;
      rd_blog_builder_take_entry (self->builder, entry, &self->error);
    }
  g_string_truncate (self->text, 0);
  self->n_paragraphs = 0;
}

static void
add_paragraph (Post       *self,
               const char *text)
{
  if (self->text->len <= RD_LIMIT_ENTRY_BYTES)
    g_string_append_printf (self->text, "%s%s", self->text->len > 0 ? "\n" : "", text);
  self->n_paragraphs++;
}

/* Without times, a heading opens a post where a paragraph follows it and it is no quotation's beginning; and so does
 * a paragraph that introduces a person after a post that has said its part. */
static gboolean
opens_post (GArray *lines,
            guint   i,
            Post   *post)
{
  const Line *line = get_line (lines, i);
  const Line *previous = i > 0 ? get_line (lines, i - 1) : NULL;
  const gboolean announced
      = previous != NULL && previous->kind == LINE_PARAGRAPH && g_str_has_suffix (previous->text, ":");

  if (announced)
    return FALSE;
  if (line->kind == LINE_HEADING)
    return is_kind (lines, i + 1, LINE_PARAGRAPH);

  return post->n_paragraphs >= LEAST_PARAGRAPHS && g_utf8_strlen (line->text, -1) >= SHORTEST_LEAD
         && introduces_person (line->text, post->text);
}

/* The list of headings under 'Key events', which come again over their posts. Returns the index behind it. */
static guint
skip_index (GArray *lines,
            guint   i)
{
  g_autoptr (GHashTable) later = g_hash_table_new (g_str_hash, g_str_equal);
  guint end = i;

  while (is_kind (lines, end, LINE_HEADING) || is_kind (lines, end, LINE_TIME))
    end++;
  for (guint j = end > i ? end - 1 : i; j < lines->len; j++)
    g_hash_table_add (later, get_line (lines, j)->text);
  while (i < end && (is_kind (lines, i, LINE_TIME) || g_hash_table_contains (later, get_line (lines, i)->text))
         && !is_kind (lines, i + 1, LINE_PARAGRAPH))
    i++;

  return i;
}

static void
read_by_form (GArray *lines,
              guint   i,
              guint   end,
              Post   *post)
{
  for (; i < end; i++)
    {
      const Line *line = get_line (lines, i);

      if (line->kind == LINE_TIME)
        continue;
      if (!opens_post (lines, i, post))
        {
          if (post->title != NULL || post->text->len > 0 || !post->pinned)
            add_paragraph (post, line->text);
          continue;
        }
      end_post (post);
      if (line->kind == LINE_HEADING)
        post->title = g_strdup (line->text);
      else
        add_paragraph (post, line->text);
    }
  end_post (post);
}

/* A post begins with its time, then its heading, then perhaps its author. */
static void
read_by_times (GArray *lines,
               guint   i,
               Post   *post)
{
  gboolean fresh = FALSE;

  for (; i < lines->len; i++)
    {
      const Line *line = get_line (lines, i);

      if (line->kind == LINE_TIME)
        {
          end_post (post);
          fresh = TRUE;
          continue;
        }
      if (fresh && line->kind == LINE_HEADING && i + 1 < lines->len && !is_kind (lines, i + 1, LINE_TIME))
        post->title = g_strdup (line->text);
      else
        add_paragraph (post, line->text);
      fresh = FALSE;
    }
  end_post (post);
}

/* Whether the times of day go up along the page more often than down. */
static gboolean
is_oldest_first (GArray *lines)
{
  int previous = -1;
  int balance = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const int minute = get_line (lines, i)->minute;

      if (minute < 0)
        continue;
      if (previous >= 0 && minute != previous)
        balance += minute > previous ? 1 : -1;
      previous = minute;
    }

  return balance > 0;
}

static GPtrArray *
read_text (RdSource  *source,
           GError   **error)
{
  g_autoptr (GArray) lines = source->kind == RD_SOURCE_TEXT ? read_lines (source->text) : NULL;
  g_autoptr (RdBlogBuilder) builder = NULL;
  Post post = { 0 };
  guint n_times = 0, start = 0, n_lines = lines != NULL ? lines->len : 0;

  for (guint i = 0; i < n_lines; i++)
    {
      n_times += is_kind (lines, i, LINE_TIME) && !is_kind (lines, i + 1, LINE_TIME);
      if (start == 0 && is_kind (lines, i, LINE_KEY_EVENTS))
        start = i + 1;
    }
  if (n_lines < 2 || (start == 0 && n_times < LEAST_TIMES) || start == n_lines)
    return NULL;

  builder = rd_blog_builder_new (is_oldest_first (lines) ? RD_BLOG_OLDEST_FIRST : RD_BLOG_NEWEST_FIRST);
  post.builder = builder;
  post.text = g_string_new (NULL);
  if (!is_kind (lines, 0, LINE_TIME) && start != 1)
    rd_blog_builder_get_blog (builder)->title = g_strdup (get_line (lines, 0)->text);
  rd_blog_builder_get_blog (builder)->url = g_strdup (source->url);

  if (start > 0)
    {
      post.pinned = TRUE;
      read_by_form (lines, 1, start - 1, &post);
      post.pinned = FALSE;
      start = skip_index (lines, start);
    }
  else
    while (!is_kind (lines, start, LINE_TIME))
      start++;

  if (n_times >= LEAST_TIMES)
    read_by_times (lines, start, &post);
  else
    read_by_form (lines, start, lines->len, &post);
  g_string_free (post.text, TRUE);
  if (post.error != NULL)
    {
      g_propagate_error (error, post.error);
      return NULL;
    }

  return rd_blog_builder_end_alone (builder, error);
}

const RdFormat rd_format_plain_text = {
  .id = "plain-text",
  .name = N_ ("Plain text"),
  .read = read_text,
};
