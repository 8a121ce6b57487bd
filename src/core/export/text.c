/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as plain text for a terminal or a message, and its topics with all posts in full. */
#include "export/rd-export.h"

#include "base/rd-string.h"
#include "export/rd-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many columns a line may take. */
#define LINE_WIDTH 78

/* What stands below a time of day, as wide as that and its gap. */
#define INDENT "       "

static guint
measure_char (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/* Columns that @length bytes take in a terminal. */
static guint
measure (const char *text,
         gsize       length)
{
  guint width = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    width += measure_char (g_utf8_get_char (p));

  return width;
}

/* The end of what may not be broken: a word, or one character of a script that sets none apart. */
static const char *
find_end (const char *text)
{
  const char *p = text;

  while (*p != '\0' && *p != ' ')
    {
      gboolean wide = g_unichar_iswide (g_utf8_get_char (p));

      if (wide && p > text)
        break;
      p = g_utf8_next_char (p);
      if (wide && !g_unichar_ispunct (g_utf8_get_char (p)))
        break;
    }

  return p;
}

/* Writes outside text after @before, which stands for an indent of its own width in the lines that follow. A word
 * that is longer than a line is not broken, so that addresses stay whole. */
static void
append_wrapped (GString    *out,
                const char *before,
                const char *text)
{
  g_autofree char *clean = rd_string_clean (text);
  const guint indent = measure (before, strlen (before));
  guint column = indent;
  gboolean fresh = TRUE;
  gboolean gap = FALSE;

  g_string_append (out, before);
  for (const char *p = clean, *end; *p != '\0'; p = end)
    {
      guint width;

      if (*p == ' ')
        {
          gap = TRUE;
          end = p + 1;
          continue;
        }

      end = find_end (p);
      width = measure (p, end - p);
      if (!fresh && column + gap + width > LINE_WIDTH)
        {
          g_string_append_printf (out, "\n%*s", (int) indent, "");
          column = indent;
        }
      else if (gap && !fresh)
        {
          g_string_append_c (out, ' ');
          column++;
        }
      g_string_append_len (out, p, end - p);
      column += width;
      fresh = FALSE;
      gap = FALSE;
    }
  g_string_append_c (out, '\n');
}

static void
append_heading (GString    *out,
                const char *text,
                char        underline)
{
  const gsize start = out->len;
  guint width = 0;

  append_wrapped (out, "", text);
  for (const char *line = out->str + start, *end; *line != '\0'; line = end + 1)
    {
      end = strchr (line, '\n');
      width = MAX (width, measure (line, end - line));
    }
  for (guint i = 0; i < width; i++)
    g_string_append_c (out, underline);
  g_string_append (out, "\n");
}

/* What @heading is shown as, with the words for what kind of post it is of, if any. */
static char *
mark_heading (const char *mark,
              const char *heading)
{
  return mark != NULL ? g_strdup_printf ("[%s] %s", mark, heading) : g_strdup (heading);
}

/* Writes @text at the time of @entry, as "10:05  The text". */
static void
append_at_time (GString    *out,
                RdWording  *wording,
                RdEntry    *entry,
                const char *text)
{
  g_autofree char *time = rd_wording_time (wording, entry);
  g_autofree char *before = g_strconcat (time, "  ", NULL);

  append_wrapped (out, before, text);
}

static void
append_lines (GString   *out,
              RdWording *wording,
              GPtrArray *lines,
              gboolean   name_topic)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const RdLine *line = lines->pdata[i];
      g_autofree char *author = rd_wording_author (wording, line->source->entry);
      g_autofree char *marked = mark_heading (name_topic ? NULL : rd_wording_line_mark (line), line->text);
      g_autofree char *text = NULL;

      text = g_strconcat (marked,
                          author != NULL ? " — " : "", author != NULL ? author : "",
                          name_topic ? " · " : "", name_topic ? line->source->topic->label : "",
                          NULL);
      append_at_time (out, wording, line->source->entry, text);
    }
}

static void
append_post (GString             *out,
             RdWording           *wording,
             const RdDigestEntry *placed)
{
  g_autofree char *heading = rd_wording_heading (placed->entry);
  g_autofree char *text = mark_heading (rd_wording_key_event (placed->key_event), heading);

  append_at_time (out, wording, placed->entry, text);
}

static void
append_url (GString    *out,
            const char *before,
            const char *url)
{
  g_autofree char *safe = rd_string_safe_url (url, NULL);

  if (safe != NULL)
    append_wrapped (out, before, safe);
}

static void
append_topic (GString   *out,
              RdWording *wording,
              RdTopic   *topic)
{
  const char *subtitle = rd_wording_subtitle (topic);
  g_autofree char *head = rd_wording_topic_head (wording, topic);
  g_autoptr (GPtrArray) key_events = rd_wording_list_key_events (topic);

  g_string_append_c (out, '\n');
  append_heading (out, topic->label, '-');
  append_wrapped (out, "", head);
  if (subtitle != NULL)
    append_wrapped (out, "", subtitle);
  if (topic->summary->len > 0)
    g_string_append_c (out, '\n');
  append_lines (out, wording, topic->summary, FALSE);
  if (key_events->len > 0)
    g_string_append_c (out, '\n');
  for (guint i = 0; i < key_events->len; i++)
    append_post (out, wording, key_events->pdata[i]);
}

static void
append_head (GString   *out,
             RdWording *wording,
             RdDigest  *digest)
{
  g_autofree char *overview = rd_wording_overview (wording);

  append_heading (out, digest->title, '=');
  append_wrapped (out, "", overview);
  for (guint i = 0; i < digest->blogs->len; i++)
    {
      RdBlog *blog = digest->blogs->pdata[i];
      g_autofree char *source = rd_wording_source (wording, blog);

      append_wrapped (out, "", source);
      append_url (out, "  ", blog->url);
    }
}

static GBytes *
write_text (RdDigest  *digest,
            GError   **error)
{
  g_autoptr (RdWording) wording = rd_wording_new (digest);
  g_autofree char *colophon = rd_wording_colophon ();
  GString *out = g_string_new (NULL);

  append_head (out, wording, digest);

  if (digest->summary->len > 0)
    {
      g_string_append_c (out, '\n');
      append_heading (out, _("In short"), '-');
      append_lines (out, wording, digest->summary, TRUE);
    }

  for (guint i = 0; i < digest->topics->len; i++)
    append_topic (out, wording, digest->topics->pdata[i]);

  if (digest->entries->len > 0)
    {
      g_string_append_c (out, '\n');
      append_heading (out, _("All posts"), '=');
    }
  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      g_string_append_c (out, '\n');
      append_heading (out, topic->label, '-');
      for (guint j = 0; j < topic->entries->len; j++)
        {
          const RdDigestEntry *placed = topic->entries->pdata[j];

          append_post (out, wording, placed);
          append_url (out, INDENT, placed->entry->url);
        }
    }

  g_string_append_c (out, '\n');
  append_wrapped (out, "", colophon);

  return g_string_free_to_bytes (out);
}

static void
append_body (GString *out,
             RdBody  *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *before = NULL;

      for (guint j = 0; j < block->runs->len; j++)
        g_string_append (text, ((RdRun *) block->runs->pdata[j])->text);

      if (block->kind == RD_BLOCK_LIST_ITEM && block->number > 0)
        before = g_strdup_printf (INDENT "%u. ", block->number);
      else
        before = g_strconcat (INDENT, block->quoted ? "> " : "", block->kind == RD_BLOCK_LIST_ITEM ? "• " : "", NULL);
      if (text->len > 0)
        append_wrapped (out, before, text->str);
      append_url (out, INDENT, block->url);
    }
}

static void
append_whole_post (GString             *out,
                   RdWording           *wording,
                   const RdDigestEntry *placed)
{
  const gboolean has_heading = placed->entry->title != NULL || placed->entry->deleted;
  g_autofree char *author = rd_wording_author (wording, placed->entry);
  g_autofree char *instead = mark_heading (rd_wording_key_event (placed->key_event), author != NULL ? author : "");

  g_string_append_c (out, '\n');
  if (has_heading)
    append_post (out, wording, placed);
  else
    append_at_time (out, wording, placed->entry, instead);
  if (has_heading && author != NULL)
    append_wrapped (out, INDENT, author);
  if (placed->why[0] != NULL)
    {
      g_autofree char *terms = rd_wording_list (placed->why);
      /* Translators: a list of words. */
      g_autofree char *why = g_strdup_printf (_("Here because of: %s"), terms);

      append_wrapped (out, INDENT, why);
    }
  append_url (out, INDENT, placed->entry->url);
  if (!placed->entry->deleted)
    append_body (out, placed->entry->body);
}

static GBytes *
write_topics (RdDigest  *digest,
              GError   **error)
{
  g_autoptr (RdWording) wording = rd_wording_new (digest);
  GString *out = g_string_new (NULL);

  append_head (out, wording, digest);
  for (guint i = 0; i < digest->topics->len; i++)
    {
      RdTopic *topic = digest->topics->pdata[i];
      g_autofree char *head = rd_wording_topic_head (wording, topic);

      g_string_append_c (out, '\n');
      append_heading (out, topic->label, '-');
      append_wrapped (out, "", head);
      for (guint j = 0; j < topic->entries->len; j++)
        append_whole_post (out, wording, topic->entries->pdata[j]);
    }

  return g_string_free_to_bytes (out);
}

const RdExport rd_export_text = {
  .name = "txt",
  .title = "plain text",
  .extension = "txt",
  .write = write_text,
};

/* Not in the table: it is the form of another command, no document of a digest. */
const RdExport rd_export_topics = {
  .name = "txt",
  .title = "plain text",
  .extension = "txt",
  .write = write_topics,
};
