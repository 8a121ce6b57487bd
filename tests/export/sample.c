/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests of our own making to write down. */
#include "sample.h"

#include "base/rd-time.h"

static RdBlog *
add_blog (RdDigest   *digest,
          const char *id,
          const char *title,
          const char *publisher)
{
  RdBlog *blog = rd_blog_new ();

  blog->id = g_strdup (id);
  blog->title = g_strdup (title);
  blog->url = g_strdup ("https://paper.example/live/harbour");
  blog->publisher = g_strdup (publisher);
  blog->language = g_strdup ("en");
  g_ptr_array_add (digest->blogs, blog);

  return blog;
}

static RdTopic *
add_topic (RdDigest   *digest,
           const char *id,
           const char *label,
           const char *subtitle)
{
  RdTopic *topic = rd_digest_add_topic (digest);

  topic->id = g_strdup (id);
  topic->label = g_strdup (label);
  topic->subtitle = g_strdup (subtitle);
  topic->terms = g_strsplit (label, " ", -1);

  return topic;
}

static RdDigestEntry *
add_entry (RdDigest   *digest,
           RdBlog     *blog,
           RdTopic    *topic,
           const char *id,
           const char *time,
           const char *title,
           const char *text)
{
  g_autoptr (RdEntry) entry = rd_entry_new ();

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup (blog->id);
  entry->published = rd_time_parse (time);
  entry->title = g_strdup (title);
  if (text != NULL)
    rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
  g_ptr_array_add (blog->entries, rd_entry_ref (entry));

  return rd_digest_add_entry (digest, entry, topic);
}

static void
quote (GPtrArray     *summary,
       RdLineKind     kind,
       const char    *text,
       RdDigestEntry *source)
{
  g_ptr_array_add (summary, rd_line_new (kind, text, -1, source));
}

static void
add_list_item (RdBody     *body,
               guint       level,
               guint       number,
               const char *text)
{
  RdBlock *block = rd_body_add_block (body, RD_BLOCK_LIST_ITEM);

  block->level = level;
  block->number = number;
  rd_block_add_run (block, text, -1, RD_RUN_PLAIN, NULL);
}

static void
fill_with_all_blocks (RdBody *body)
{
  RdBlock *block = rd_body_add_block (body, RD_BLOCK_PARAGRAPH);

  rd_block_add_run (block, "The ", -1, RD_RUN_PLAIN, NULL);
  rd_block_add_run (block, "whole", -1, RD_RUN_STRONG | RD_RUN_EMPHASIS, NULL);
  rd_block_add_run (block, " plan is ", -1, RD_RUN_PLAIN, NULL);
  rd_block_add_run (block, "here", -1, RD_RUN_PLAIN, "https://port.example/plan?a=1&b=(2)");
  rd_block_add_run (block, ", and not ", -1, RD_RUN_PLAIN, NULL);
  rd_block_add_run (block, "here", -1, RD_RUN_PLAIN, "javascript:alert(1)");

  block = rd_body_add_block (body, RD_BLOCK_PARAGRAPH);
  block->quoted = TRUE;
  rd_block_add_run (block, "We waited twelve years for this crane.", -1, RD_RUN_PLAIN, NULL);

  rd_block_add_run (rd_body_add_block (body, RD_BLOCK_HEADING), "What comes next", -1, RD_RUN_PLAIN, NULL);
  add_list_item (body, 1, 0, "The crane");
  add_list_item (body, 3, 0, "its rails");
  add_list_item (body, 1, 0, "The quay");
  add_list_item (body, 1, 7, "A numbered step");
  add_list_item (body, G_MAXUINT, 0, "As deep as can be");

  block = rd_body_add_block (body, RD_BLOCK_PICTURE);
  block->url = g_strdup ("https://pictures.example/quay.jpg");
  rd_block_add_run (block, "The quay at dawn", -1, RD_RUN_PLAIN, NULL);
  block = rd_body_add_block (body, RD_BLOCK_EMBED);
  block->url = g_strdup ("https://social.example/1");
}

/* Two live blogs over midnight; all kinds of blocks; entries without a time, a heading, an address or any words; one
 * that was taken away. */
RdDigest *
make_usual_digest (void)
{
  RdDigest *digest = rd_digest_new ();
  RdBlog *harbour = add_blog (digest, "harbour", "Harbour vote – live", "The Paper");
  RdBlog *town = add_blog (digest, "town", "Town hall live", NULL);
  RdTopic *crane = add_topic (digest, "t-crane", "Crane", "Council votes for the new crane");
  RdTopic *ferry = add_topic (digest, "t-ferry", "Night ferry", "The night ferry is back");
  RdTopic *other = add_topic (digest, "t-other", "Other posts", NULL);
  RdDigestEntry *entry;

  digest->title = g_strdup ("Harbour and town");
  digest->from = rd_time_parse ("2025-03-03T00:00:00+00:00");
  other->other = TRUE;

  add_entry (digest, harbour, other, "e0", NULL, NULL, "Good morning from the quay.");

  entry = add_entry (digest, harbour, crane, "e1", "2025-03-03T21:15:00+00:00", "Council votes for the new crane",
                     "The council has voted 9 to 4 for the new crane. Work begins in May.");
  entry->key_event = RD_KEY_EVENT_PUBLISHER;
  entry->key_score = 0.75;
  g_strfreev (entry->why);
  entry->why = g_strsplit ("crane,council", ",", -1);
  entry->entry->url = g_strdup ("https://paper.example/live/harbour?page=with:block-1#block-1");
  entry->entry->source_id = g_strdup ("block-1");
  entry->entry->author = g_strdup ("Mina Okafor");
  entry->entry->updated = rd_time_parse ("2025-03-03T21:20:00+00:00");
  quote (crane->summary, RD_LINE_SENTENCE, "The council has voted 9 to 4 for the new crane.", entry);
  quote (digest->summary, RD_LINE_SENTENCE, "The council has voted 9 to 4 for the new crane.", entry);

  entry = add_entry (digest, harbour, crane, "e2", "2025-03-03T22:40:00+01:00", NULL, NULL);
  fill_with_all_blocks (entry->entry->body);
  g_ptr_array_add (entry->entry->refers_to, g_strdup ("e1"));

  entry = add_entry (digest, town, ferry, "e 3/ü", "2025-03-04T06:05:00+00:00", "The night ferry is back", "It sailed at six.");
  entry->key_event = RD_KEY_EVENT_PREDICTED;
  quote (ferry->summary, RD_LINE_HEADLINE, "The night ferry is back", entry);
  quote (digest->summary, RD_LINE_HEADLINE, "The night ferry is back", entry);

  entry = add_entry (digest, town, ferry, "e4", "2025-03-04T06:30:00+00:00", "Never said", "These words were taken back.");
  entry->entry->deleted = TRUE;

  add_entry (digest, town, other, "e5", "2025-03-04T06:31:00+00:00", NULL, NULL);

  return digest;
}

/* @text wherever text from outside can stand. */
RdDigest *
make_hostile_digest (const char *text)
{
  RdDigest *digest = rd_digest_new ();
  RdBlog *blog = add_blog (digest, "blog", text, text);
  RdTopic *topic = add_topic (digest, text, text, text);
  RdDigestEntry *entry = add_entry (digest, blog, topic, text, "2025-03-03T21:15:00+00:00", text, text);
  RdBlock *picture = rd_body_add_block (entry->entry->body, RD_BLOCK_PICTURE);

  digest->title = g_strdup (text);
  g_free (blog->language);
  blog->language = g_strdup (text);
  entry->entry->author = g_strdup (text);
  entry->entry->url = g_strconcat ("https://paper.example/", text, NULL);
  picture->url = g_strdup (text);
  rd_block_add_run (picture, text, -1, RD_RUN_STRONG, text);
  quote (digest->summary, RD_LINE_SENTENCE, text, entry);
  quote (topic->summary, RD_LINE_SENTENCE, text, entry);

  return digest;
}
