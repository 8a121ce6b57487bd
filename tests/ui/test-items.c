/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's models and its markup, without a display. */
#include "ui/rd-markup.h"
#include "ui/rd-page-item.h"
#include "ui/rd-post-item.h"

#include <pango/pango.h>

static RdDigestEntry *
add_entry (RdDigest   *digest,
           RdTopic    *topic,
           const char *id)
{
  RdBlog *blog = digest->blogs->pdata[0];
  g_autoptr (RdEntry) entry = rd_entry_new ();

  entry->id = g_strdup (id);
  entry->blog_id = g_strdup (blog->id);
  entry->title = g_strdup_printf ("Post %s", id);

  return rd_digest_add_entry (digest, entry, topic);
}

static RdTopic *
add_topic (RdDigest   *digest,
           const char *label)
{
  RdTopic *topic = rd_digest_add_topic (digest);

  topic->id = g_strdup (label);
  topic->label = g_strdup (label);

  return topic;
}

/* A live blog of three posts in two topics; the second topic holds the last two. */
static RdDigest *
make_digest (void)
{
  RdDigest *digest = rd_digest_new ();
  RdBlog *blog = rd_blog_new ();
  RdDigestEntry *placed;
  RdTopic *quay;
  RdTopic *ferry;

  blog->id = g_strdup ("harbour");
  blog->title = g_strdup ("Harbour live");
  g_ptr_array_add (digest->blogs, blog);
  digest->title = g_strdup ("Harbour");

  quay = add_topic (digest, "Quay");
  ferry = add_topic (digest, "Ferry");
  add_entry (digest, quay, "1");
  placed = add_entry (digest, ferry, "2");
  placed->key_event = RD_KEY_EVENT_PREDICTED;
  add_entry (digest, ferry, "3");
  g_ptr_array_add (digest->summary, rd_line_new (RD_LINE_HEADLINE, "Post 2", -1, placed));

  return digest;
}

static RdPageItem *
get_page (GListModel *pages,
          guint       position,
          const char *spoken)
{
  RdPageItem *page = g_list_model_get_item (pages, position);
  g_autofree char *says = NULL;

  g_assert_nonnull (page);
  g_object_get (page, "spoken", &says, NULL);
  g_assert_cmpstr (says, ==, spoken);

  return page;
}

static void
test_pages (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (GListModel) pages = rd_page_item_list (document);
  g_autoptr (RdPageItem) front = get_page (pages, 0, "In Short");
  g_autoptr (RdPageItem) quay = get_page (pages, 1, "Quay, 1 post");
  g_autoptr (RdPageItem) ferry = get_page (pages, 2, "Ferry, 2 posts, 1 key event");
  g_autoptr (RdPageItem) blog = get_page (pages, 3, "Harbour live, 3 posts, 1 key event");

  g_assert_cmpuint (g_list_model_get_n_items (pages), ==, 4);
  g_assert_cmpuint (rd_page_item_get_lines (front)->len, ==, 1);
  g_assert_null (rd_page_item_get_lines (blog));
  g_assert_true (rd_page_item_get_topic (quay) == digest->topics->pdata[0]);
  g_assert_null (rd_page_item_get_topic (blog));
}

static void
test_page_as_list (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (GListModel) pages = rd_page_item_list (document);
  g_autoptr (RdPageItem) ferry = get_page (pages, 2, "Ferry, 2 posts, 1 key event");
  RdDigestEntry *second = rd_document_find (document, "2");
  g_autoptr (GObject) head = g_list_model_get_item (G_LIST_MODEL (ferry), 0);
  g_autoptr (RdPostItem) post = g_list_model_get_item (G_LIST_MODEL (ferry), 1);
  g_autoptr (RdPostItem) again = g_list_model_get_item (G_LIST_MODEL (ferry), 1);
  g_autofree char *spoken = rd_post_item_speak (post);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (ferry)), ==, 3);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (ferry), 3));
  g_assert_true (head == G_OBJECT (ferry));
  g_assert_true (post == again);
  g_assert_true (rd_post_item_get_entry (post) == second);
  g_assert_cmpstr (spoken, ==, "Post 2, no time, Key event (predicted)");
  g_assert_cmpuint (rd_page_item_find (ferry, second), ==, 1);
  g_assert_cmpuint (rd_page_item_find (ferry, rd_document_find (document, "1")), ==, G_MAXUINT);
  g_assert_null (rd_document_find (document, "4"));
}

/* What a reader sees of @markup, which must be markup. */
static char *
show (const char *markup)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  /* Links are GtkLabel's own, and their addresses are not shown. */
  g_autoptr (GRegex) links = g_regex_new ("<a href=\"[^\"<>]*\">|</a>", 0, 0, NULL);
  g_autofree char *rest = g_regex_replace_literal (links, markup, -1, 0, "", 0, NULL);

  pango_parse_markup (rest, -1, 0, NULL, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
test_markup (void)
{
  const char *hostile = "<b>&amp;\"'</a><span size=\"9pt\">";
  g_autoptr (RdBody) body = rd_body_new ();
  RdBlock *block = rd_body_add_block (body, RD_BLOCK_PARAGRAPH);
  g_autofree char *markup = NULL;
  g_autofree char *text = NULL;

  rd_block_add_run (block, hostile, -1, RD_RUN_STRONG | RD_RUN_EMPHASIS, NULL);
  rd_block_add_run (block, "here", -1, RD_RUN_PLAIN, "https://a.example/?q=1&r=\"<b>");
  rd_block_add_run (block, "there", -1, RD_RUN_PLAIN, "javascript:alert(1)");

  markup = rd_markup_write_text (rd_body_get_blocks (body), 0, 1);
  text = show (markup);
  g_assert_cmpstr (text, ==, "<b>&amp;\"'</a><span size=\"9pt\">herethere");
  g_assert_null (strstr (markup, "javascript"));
  g_assert_nonnull (strstr (markup, "<a href=\"https://a.example/?q=1&amp;r="));
}

static void
test_link (void)
{
  g_autofree char *safe = rd_markup_write_link ("mailto:a@b.example", "Write & <tell>");
  g_autofree char *unsafe = rd_markup_write_link ("file:///etc/passwd", "Look");

  g_assert_cmpstr (safe, ==, "<a href=\"mailto:a@b.example\">Write &amp; &lt;tell&gt;</a>");
  g_assert_cmpstr (unsafe, ==, "Look");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/items/pages", test_pages);
  g_test_add_func ("/items/page-as-list", test_page_as_list);
  g_test_add_func ("/items/markup", test_markup);
  g_test_add_func ("/items/link", test_link);

  return g_test_run ();
}
