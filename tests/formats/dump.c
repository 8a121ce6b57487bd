/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs as text, to compare with what is expected. */
#include "dump.h"

#include "base/rd-time.h"

static void
dump_block (GString       *text,
            const RdBlock *block)
{
  static const char *const KINDS[] = { "paragraph", "heading", "item", "picture", "embed" };

  g_string_append_printf (text, "    %s%s", KINDS[block->kind], block->quoted ? " quoted" : "");
  if (block->level > 0)
    g_string_append_printf (text, " level %u number %u", block->level, block->number);
  if (block->url != NULL)
    g_string_append_printf (text, " <%s>", block->url);
  g_string_append_c (text, ':');
  for (guint i = 0; i < block->runs->len; i++)
    {
      const RdRun *run = block->runs->pdata[i];

      g_string_append_printf (text, " [%s%s%s", run->style & RD_RUN_STRONG ? "*" : "",
                              run->style & RD_RUN_EMPHASIS ? "_" : "", run->text);
      if (run->url != NULL)
        g_string_append_printf (text, " <%s>", run->url);
      g_string_append_c (text, ']');
    }
  g_string_append_c (text, '\n');
}

void
dump_body (GString *text,
           RdBody  *body)
{
  GPtrArray *blocks = rd_body_get_blocks (body);

  for (guint i = 0; i < blocks->len; i++)
    dump_block (text, blocks->pdata[i]);
}

static void
dump_entry (GString       *text,
            const RdEntry *entry)
{
  g_autofree char *published = rd_time_format (entry->published);
  g_autofree char *updated = rd_time_format (entry->updated);

  g_string_append_printf (text, "  entry %s in %s, source %s\n", entry->id, entry->blog_id,
                          entry->source_id != NULL ? entry->source_id : "-");
  g_string_append_printf (text, "   published %s, updated %s, by %s%s%s%s%s\n", published != NULL ? published : "-",
                          updated != NULL ? updated : "-", entry->author != NULL ? entry->author : "-",
                          entry->key_event ? ", key event" : "", entry->pinned ? ", pinned" : "",
                          entry->summary ? ", summary" : "", entry->deleted ? ", deleted" : "");
  g_string_append_printf (text, "   at %s\n   title %s\n", entry->url != NULL ? entry->url : "-",
                          entry->title != NULL ? entry->title : "-");
  for (guint i = 0; entry->tags != NULL && entry->tags[i] != NULL; i++)
    g_string_append_printf (text, "   tag %s\n", entry->tags[i]);
  for (guint i = 0; i < entry->refers_to->len; i++)
    g_string_append_printf (text, "   refers to %s\n", (const char *) entry->refers_to->pdata[i]);
  dump_body (text, entry->body);
}

char *
dump_blogs (GPtrArray *blogs)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];

      g_string_append_printf (text, "blog %s\n title %s\n at %s, of %s, in %s%s%s%s%s\n", blog->id,
                              blog->title != NULL ? blog->title : "-",
                              blog->url != NULL ? blog->url : "-", blog->publisher != NULL ? blog->publisher : "-",
                              blog->language != NULL ? blog->language : "-", blog->live ? ", live" : "",
                              blog->complete ? ", complete" : "", blog->contiguous ? ", contiguous" : "",
                              blog->marks_key_events ? ", marks key events" : "");
      for (guint j = 0; j < blog->entries->len; j++)
        dump_entry (text, blog->entries->pdata[j]);
    }

  return g_string_free (text, FALSE);
}
