/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a post says, as HTML. */
#include "export/html.h"

#include "base/rd-string.h"

#include <glib/gi18n.h>

/* How deep lists may stand inside each other; what stands deeper stands at this depth. */
#define MAX_LIST_LEVEL 6u

/**
 * rd_export_html_append_text:
 * @out: what is written
 * @text: text from outside
 *
 * The one helper through which outside text passes, in elements and in attributes' values alike.
 */
void
rd_export_html_append_text (GString    *out,
                            const char *text)
{
  g_autofree char *clean = rd_string_clean (text);
  g_autofree char *escaped = g_markup_escape_text (clean, -1);

  g_string_append (out, escaped);
}

/**
 * rd_export_html_open_link:
 * @out: what is written
 * @url: (nullable): an address from outside
 *
 * Opens a link to another site; only a safe address becomes one.
 *
 * Returns: whether there is one, to be closed
 */
gboolean
rd_export_html_open_link (GString    *out,
                          const char *url)
{
  g_autofree char *safe = rd_string_safe_url (url, NULL);

  if (safe == NULL)
    return FALSE;

  g_string_append (out, "<a href=\"");
  rd_export_html_append_text (out, safe);
  g_string_append (out, "\">");
  return TRUE;
}

static void
append_runs (GString       *out,
             const RdBlock *block)
{
  for (guint i = 0; i < block->runs->len; i++)
    {
      const RdRun *run = block->runs->pdata[i];
      gboolean linked = rd_export_html_open_link (out, run->url);

      g_string_append (out, run->style & RD_RUN_STRONG ? "<strong>" : "");
      g_string_append (out, run->style & RD_RUN_EMPHASIS ? "<em>" : "");
      rd_export_html_append_text (out, run->text);
      g_string_append (out, run->style & RD_RUN_EMPHASIS ? "</em>" : "");
      g_string_append (out, run->style & RD_RUN_STRONG ? "</strong>" : "");
      g_string_append (out, linked ? "</a>" : "");
    }
}

/* Pictures and embeds stay where they are: the file asks no other site for anything. */
static void
append_elsewhere (GString       *out,
                  const char    *language,
                  const RdBlock *block)
{
  /* Translators: a link to something that a post shows from another site. */
  const char *what = block->kind == RD_BLOCK_PICTURE ? _("Picture") : _("Elsewhere");
  g_autofree char *lead = NULL;
  gboolean linked;

  g_string_append (out, "<p class=\"elsewhere\" dir=\"auto\">");
  linked = rd_export_html_open_link (out, block->url);
  lead = g_strconcat (what, linked ? "</a>" : "", NULL);
  if (block->runs->len > 0)
    {
      g_autofree char *whole = rd_string_explain (lead, "", NULL);

      g_string_append (out, whole);
      if (language[0] != '\0')
        g_string_append_printf (out, "<span%s>", language);
      append_runs (out, block);
      g_string_append (out, language[0] != '\0' ? "</span>" : "");
    }
  else
    g_string_append (out, lead);
  g_string_append (out, "</p>\n");
}

/* The lists that are open, outermost first. */
typedef struct
{
  gboolean numbered[MAX_LIST_LEVEL];
  guint depth;
} OpenLists;

static void
close_lists (GString   *out,
             OpenLists *lists,
             guint      depth)
{
  while (lists->depth > depth)
    g_string_append (out, lists->numbered[--lists->depth] ? "</li></ol>\n" : "</li></ul>\n");
}

static void
append_list_item (GString       *out,
                  OpenLists     *lists,
                  const char    *language,
                  const RdBlock *block)
{
  const guint level = CLAMP (block->level, 1, MIN (lists->depth + 1, MAX_LIST_LEVEL));
  const gboolean numbered = block->number > 0;

  close_lists (out, lists, level);
  if (lists->depth == level && lists->numbered[level - 1] != numbered)
    close_lists (out, lists, level - 1);

  if (lists->depth == level)
    {
      g_string_append (out, "</li>");
    }
  else
    {
      lists->numbered[lists->depth++] = numbered;
      g_string_append (out, numbered ? "<ol>" : "<ul>");
    }

  if (numbered)
    g_string_append_printf (out, "<li value=\"%u\" dir=\"auto\"%s>", block->number, language);
  else
    g_string_append_printf (out, "<li dir=\"auto\"%s>", language);
  append_runs (out, block);
}

/* @language: an attribute */
static void
append_block (GString       *out,
              OpenLists     *lists,
              const char    *language,
              const RdBlock *block)
{
  switch (block->kind)
    {
    case RD_BLOCK_HEADING:
      g_string_append_printf (out, "<h5 dir=\"auto\"%s>", language);
      append_runs (out, block);
      g_string_append (out, "</h5>\n");
      break;
    case RD_BLOCK_LIST_ITEM:
      append_list_item (out, lists, language, block);
      break;
    case RD_BLOCK_PICTURE:
    case RD_BLOCK_EMBED:
      append_elsewhere (out, language, block);
      break;
    case RD_BLOCK_PARAGRAPH:
    default:
      g_string_append_printf (out, "<p dir=\"auto\"%s>", language);
      append_runs (out, block);
      g_string_append (out, "</p>\n");
    }
}

/**
 * rd_export_html_append_body:
 * @out: what is written
 * @language: the attribute that says in which language it is, with the space before it; or nothing
 * @body: what a post says
 *
 * Writes that, as the content of an article.
 */
void
rd_export_html_append_body (GString    *out,
                            const char *language,
                            RdBody     *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);
  OpenLists lists = { 0 };
  gboolean quoted = FALSE;

  for (guint i = 0; i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      if (block->kind != RD_BLOCK_LIST_ITEM || block->quoted != quoted)
        close_lists (out, &lists, 0);
      if (block->quoted != quoted)
        g_string_append (out, quoted ? "</blockquote>\n" : "<blockquote>\n");
      quoted = block->quoted;
      append_block (out, &lists, language, block);
    }
  close_lists (out, &lists, 0);
  if (quoted)
    g_string_append (out, "</blockquote>\n");
}
