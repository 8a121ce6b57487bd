/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's models and its markup, without a display. */
#include "text/rd-difference.h"
#include "ui/rd-markup.h"
#include "ui/rd-page-filter.h"
#include "ui/rd-page-find.h"
#include "ui/rd-page-list.h"
#include "ui/rd-page-news.h"
#include "ui/rd-page-rows.h"
#include "ui/rd-post-item.h"
#include "ui/rd-quotation.h"
#include "ui/rd-search-item.h"
#include "ui/rd-topic-menu.h"

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
  g_autoptr (GListModel) pages = rd_page_list_new (document);
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
  g_autoptr (GListModel) pages = rd_page_list_new (document);
  g_autoptr (RdPageItem) ferry = get_page (pages, 2, "Ferry, 2 posts, 1 key event");
  g_autoptr (RdPageRows) rows = rd_page_rows_new (ferry);
  RdDigestEntry *second = rd_document_find (document, "2");
  g_autoptr (GObject) head = g_list_model_get_item (G_LIST_MODEL (rows), 0);
  g_autoptr (RdPostItem) post = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  g_autoptr (RdPostItem) again = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  g_autofree char *spoken = rd_post_item_speak (post);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (rows), 3));
  g_assert_true (head == G_OBJECT (ferry));
  g_assert_true (post == again);
  g_assert_true (rd_post_item_get_entry (post) == second);
  g_assert_cmpstr (spoken, ==, "Post 2, no time, Key event (predicted)");
  g_assert_cmpuint (rd_page_rows_find (rows, second), ==, 1);
  g_assert_cmpuint (rd_page_rows_find (rows, rd_document_find (document, "1")), ==, G_MAXUINT);
  g_assert_null (rd_document_find (document, "4"));
}

static void
count_changes_cb (GListModel *model,
                  guint       position,
                  guint       n_removed,
                  guint       n_added,
                  gpointer    user_data)
{
  g_assert_cmpuint (position, ==, 1);
  *(gint64 *) user_data += (gint64) n_added - n_removed;
}

static RdPageItem *
get_blog_page (RdDocument *document)
{
  g_autoptr (GListModel) pages = rd_page_list_new (document);

  return get_page (pages, 3, "Harbour live, 3 posts, 1 key event");
}

/* Of a live blog the reader sees what the reader chose, until that is no more. */
static void
test_filters (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (RdPageItem) page = get_blog_page (document);
  g_autoptr (RdPageRows) rows = rd_page_rows_new (page);
  g_autoptr (RdPageItem) same = NULL;
  g_autoptr (RdPageRows) same_rows = NULL;
  g_autoptr (RdDocument) next = rd_document_new (digest);
  g_autoptr (GPtrArray) filters = NULL;
  gint64 n_more = 0;
  guint chosen;

  filters = rd_page_filter_list (page, &chosen);
  g_assert_cmpuint (filters->len, ==, 4);
  g_assert_cmpuint (chosen, ==, 0);
  g_assert_cmpstr (((RdPageFilter *) filters->pdata[0])->label, ==, "All Posts (3)");
  g_assert_cmpstr (((RdPageFilter *) filters->pdata[1])->label, ==, "Key Events (1)");
  g_assert_cmpstr (((RdPageFilter *) filters->pdata[2])->label, ==, "Quay (1)");
  g_assert_cmpstr (((RdPageFilter *) filters->pdata[3])->label, ==, "Ferry (2)");

  g_signal_connect (rows, "items-changed", G_CALLBACK (count_changes_cb), &n_more);
  rd_page_item_set_filter (page, "Ferry");
  g_assert_cmpint (n_more, ==, -1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 3);
  g_assert_cmpuint (rd_page_rows_find (rows, rd_document_find (document, "1")), ==, G_MAXUINT);
  g_assert_cmpuint (rd_page_rows_find (rows, rd_document_find (document, "3")), ==, 2);
  rd_page_item_set_filter (page, RD_PAGE_FILTER_KEY_EVENTS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (rows)), ==, 2);

  rd_document_take_over (next, document);
  same = get_blog_page (next);
  same_rows = rd_page_rows_new (same);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (same_rows)), ==, 2);
  g_clear_pointer (&filters, g_ptr_array_unref);
  filters = rd_page_filter_list (same, &chosen);
  g_assert_cmpuint (chosen, ==, 1);
  rd_page_item_set_filter (same, "a topic that is no more");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (same_rows)), ==, 4);
}

/* What the reader corrected is said in words. */
static void
test_corrected (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (GListModel) pages = NULL;
  g_autoptr (RdPageItem) quay = NULL;
  g_autoptr (RdPageItem) ferry = NULL;
  g_autofree char *subtitle = NULL;

  ((RdTopic *) digest->topics->pdata[0])->pinned = TRUE;
  ((RdTopic *) digest->topics->pdata[1])->muted = TRUE;
  pages = rd_page_list_new (document);
  quay = get_page (pages, 1, "Quay, pinned, 1 post");
  ferry = get_page (pages, 2, "Ferry, 2 posts, 1 key event");
  g_object_get (ferry, "subtitle", &subtitle, NULL);
  g_assert_cmpstr (subtitle, ==, "Muted");

  /* Only what is kept can be corrected. */
  g_assert_false (rd_topic_menu_suits (quay));
  rd_document_set_kept (document, TRUE);
  g_assert_true (rd_topic_menu_suits (quay));
}

/* What is muted is not read with the front page, which does not show it; and it can be read by itself. */
static void
test_muted_news (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = NULL;
  g_autoptr (GListModel) pages = NULL;
  g_autoptr (RdPageItem) front = NULL;
  g_autoptr (RdPageItem) ferry = NULL;
  g_auto (GStrv) of_front = NULL;
  g_auto (GStrv) of_ferry = NULL;

  ((RdTopic *) digest->topics->pdata[1])->muted = TRUE;
  for (guint i = 0; i < digest->entries->len; i++)
    ((RdDigestEntry *) digest->entries->pdata[i])->is_new = TRUE;
  document = rd_document_new (digest);
  rd_document_set_kept (document, TRUE);
  pages = rd_page_list_new (document);
  front = g_list_model_get_item (pages, 0);
  ferry = g_list_model_get_item (pages, 2);
  of_front = rd_page_news_list (front);
  of_ferry = rd_page_news_list (ferry);

  g_assert_cmpuint (rd_page_news_count (front), ==, 1);
  g_assert_cmpstrv (of_front, ((const char *const[]) { "1", NULL }));
  g_assert_cmpstrv (of_ferry, ((const char *const[]) { "2", "3", NULL }));
}

/* Where a reader goes on when a post has gone from the page. */
static void
test_near (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDigest) other = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (RdDocument) later = rd_document_new (other);
  g_autoptr (GListModel) pages = rd_page_list_new (document);
  g_autoptr (GListModel) later_pages = rd_page_list_new (later);
  g_autoptr (RdPageItem) blog = get_page (pages, 3, "Harbour live, 3 posts, 1 key event");
  g_autoptr (RdPageItem) quay = get_page (later_pages, 1, "Quay, 1 post");
  g_autoptr (RdPageItem) ferry = get_page (later_pages, 2, "Ferry, 2 posts, 1 key event");

  g_assert_true (rd_page_find_near (ferry, blog, rd_document_find (document, "1")) == rd_document_find (later, "2"));
  g_assert_true (rd_page_find_near (ferry, blog, rd_document_find (document, "3")) == rd_document_find (later, "3"));
  g_assert_true (rd_page_find_near (quay, blog, rd_document_find (document, "3")) == rd_document_find (later, "1"));
}

static void
changed_cb (GListModel *list,
            guint       position,
            guint       n_removed,
            guint       n_added,
            guint      *n_changed)
{
  g_assert_cmpuint (position, ==, 1);
  g_assert_cmpuint (n_removed, ==, n_added);
  *n_changed += n_added;
}

static void
assert_order (RdPageRows        *rows,
              RdDocument        *document,
              const char *const *ids)
{
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (RdPostItem) post = g_list_model_get_item (G_LIST_MODEL (rows), 1 + i);

      g_assert_cmpstr (rd_post_item_get_entry (post)->entry->id, ==, ids[i]);
      g_assert_cmpuint (rd_page_rows_find (rows, rd_document_find (document, ids[i])), ==, 1 + i);
    }
}

static void
test_order (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (GListModel) pages = rd_page_list_new (document);
  g_autoptr (RdPageItem) front = get_page (pages, 0, "In Short");
  g_autoptr (RdPageItem) ferry = get_page (pages, 2, "Ferry, 2 posts, 1 key event");
  g_autoptr (RdPageItem) blog = get_page (pages, 3, "Harbour live, 3 posts, 1 key event");
  g_autoptr (RdPageRows) front_rows = rd_page_rows_new (front);
  g_autoptr (RdPageRows) blog_rows = rd_page_rows_new (blog);
  g_autoptr (RdPostItem) first = g_list_model_get_item (G_LIST_MODEL (blog_rows), 1);
  g_autoptr (RdPostItem) last = NULL;
  guint n_changed = 0;

  g_signal_connect (blog_rows, "items-changed", G_CALLBACK (changed_cb), &n_changed);
  assert_order (blog_rows, document, (const char *const[]) { "1", "2", "3", NULL });
  rd_page_rows_set_newest_first (blog_rows, TRUE);
  g_assert_cmpuint (n_changed, ==, 3);
  assert_order (blog_rows, document, (const char *const[]) { "3", "2", "1", NULL });
  last = g_list_model_get_item (G_LIST_MODEL (blog_rows), 3);
  g_assert_true (last == first);
  rd_page_rows_set_newest_first (blog_rows, TRUE);
  g_assert_cmpuint (n_changed, ==, 3);
  rd_page_rows_set_newest_first (blog_rows, FALSE);
  assert_order (blog_rows, document, (const char *const[]) { "1", "2", "3", NULL });
  /* One without posts has nothing to turn round. */
  rd_page_rows_set_newest_first (front_rows, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (front_rows)), ==, 1);

  g_assert_cmpstr (rd_page_item_get_id (front), ==, "");
  g_assert_cmpstr (rd_page_item_get_id (ferry), ==, "Ferry");
  g_assert_cmpstr (rd_page_item_get_id (blog), ==, "harbour");
}

/* The post with which what is new begins, or %NULL. */
static const char *
find_leader (RdPageRows *rows)
{
  const char *leader = NULL;

  for (guint i = 1; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (RdPostItem) post = g_list_model_get_item (G_LIST_MODEL (rows), i);

      if (!rd_post_item_leads_news (post))
        continue;
      g_assert_null (leader);
      leader = rd_post_item_get_entry (post)->entry->id;
    }

  return leader;
}

/* Whatever the order was when the posts were first asked for. */
static void
test_leads_news (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = NULL;
  g_autoptr (GListModel) pages = NULL;
  g_autoptr (RdPageItem) page = NULL;
  g_autoptr (RdPageRows) rows = NULL;
  g_autoptr (RdPageRows) turned = NULL;

  ((RdDigestEntry *) digest->entries->pdata[1])->is_new = TRUE;
  ((RdDigestEntry *) digest->entries->pdata[2])->is_new = TRUE;
  document = rd_document_new (digest);
  pages = rd_page_list_new (document);
  page = get_page (pages, 3, "Harbour live, 3 posts, 1 key event, 2 new");
  rows = rd_page_rows_new (page);
  g_assert_cmpstr (find_leader (rows), ==, "2");
  rd_page_rows_set_newest_first (rows, TRUE);
  g_assert_null (find_leader (rows));
  rd_page_rows_set_newest_first (rows, FALSE);
  g_assert_cmpstr (find_leader (rows), ==, "2");

  turned = rd_page_rows_new (page);
  rd_page_rows_set_newest_first (turned, TRUE);
  g_assert_null (find_leader (turned));
  rd_page_rows_set_newest_first (turned, FALSE);
  g_assert_cmpstr (find_leader (turned), ==, "2");
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

static void
test_key_events (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (GListModel) pages = rd_page_list_new (document);
  g_autoptr (RdPageItem) ferry = get_page (pages, 2, "Ferry, 2 posts, 1 key event");
  g_autoptr (RdPageItem) blog = get_page (pages, 3, "Harbour live, 3 posts, 1 key event");
  g_autoptr (RdPageRows) ferry_rows = rd_page_rows_new (ferry);
  g_autoptr (RdPageRows) blog_rows = rd_page_rows_new (blog);

  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 1, 1), ==, 2);
  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 2, 1), ==, 2);
  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 3, 1), ==, G_MAXUINT);
  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 3, -1), ==, 2);
  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 1, -1), ==, G_MAXUINT);
  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 0, -1), ==, G_MAXUINT);
  g_assert_cmpuint (rd_page_rows_find_key_event (blog_rows, 4, 1), ==, G_MAXUINT);

  g_assert_cmpuint (rd_page_rows_find_key_event (ferry_rows, 1, 1), ==, 1);
  rd_page_rows_set_newest_first (ferry_rows, TRUE);
  g_assert_cmpuint (rd_page_rows_find_key_event (ferry_rows, 1, 1), ==, 2);
}

static void
test_marks (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  RdDigestEntry *placed = digest->entries->pdata[1];
  g_autoptr (RdDocument) document = NULL;
  g_autoptr (RdPostItem) post = NULL;
  g_autofree char *spoken = NULL;

  placed->entry->published = g_date_time_new_local (2024, 3, 5, 8, 5, 0);
  placed->entry->updated = g_date_time_new_local (2024, 3, 5, 8, 50, 0);
  placed->entry->pinned = TRUE;
  placed->entry->author = g_strdup ("Ada Brook");
  document = rd_document_new (digest);
  post = rd_post_item_new (document, placed);
  spoken = rd_post_item_speak (post);
  g_assert_cmpstr (spoken, ==, "Post 2, 08:05, Key event (predicted), Pinned, Edited 08:50, Ada Brook");
}

/* The live blog is named on pages with posts of several. */
static void
test_source (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  RdBlog *second = rd_blog_new ();
  g_autoptr (RdDocument) document = NULL;
  g_autoptr (GListModel) pages = NULL;

  second->id = g_strdup ("weir");
  second->title = g_strdup ("Weir live");
  g_ptr_array_add (digest->blogs, second);
  g_set_str (&((RdDigestEntry *) digest->entries->pdata[2])->entry->blog_id, "weir");
  document = rd_document_new (digest);
  pages = rd_page_list_new (document);
  for (guint i = 1; i <= 3; i++)
    {
      /* Quay, which is of one live blog; Ferry, which is of two; and the first live blog. */
      const char *expected[] = { NULL, NULL, "Harbour live", NULL };
      g_autoptr (RdPageItem) page = g_list_model_get_item (pages, i);
      g_autoptr (RdPageRows) rows = rd_page_rows_new (page);
      g_autoptr (RdPostItem) post = g_list_model_get_item (G_LIST_MODEL (rows), 1);
      g_autofree char *source = rd_post_item_get_source (post);

      g_assert_cmpstr (source, ==, expected[i]);
    }
}

static void
test_unfolded (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  g_autoptr (RdDocument) next = rd_document_new (digest);

  g_assert_false (rd_document_is_unfolded (document, "1"));
  rd_document_unfold (document, "1", TRUE);
  rd_document_unfold (document, "2", TRUE);
  rd_document_unfold (document, "2", FALSE);
  rd_document_take_over (next, document);
  rd_document_take_over (next, NULL);
  g_clear_object (&document);
  g_assert_true (rd_document_is_unfolded (next, "1"));
  g_assert_false (rd_document_is_unfolded (next, "2"));
}

static void
add_paragraph (RdEntry    *entry,
               const char *text)
{
  rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);
}

static void
test_quotation (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  RdBlog *blog = digest->blogs->pdata[0];
  RdEntry *bare = ((RdDigestEntry *) digest->entries->pdata[0])->entry;
  RdEntry *entry = ((RdDigestEntry *) digest->entries->pdata[1])->entry;
  g_autofree char *heading = rd_quotation_write (document, bare);
  g_autofree char *quotation = NULL;
  g_autofree char *unsafe = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpstr (heading, ==, "“Post 1” — Harbour live");

  add_paragraph (entry, "The gate was\u202e opened.");
  add_paragraph (entry, "“At last,” she said.");
  entry->author = g_strdup ("Ada Brook");
  entry->published = g_date_time_new_local (2024, 3, 5, 8, 5, 0);
  entry->url = g_strdup ("https://harbour.example/live#2");
  blog->publisher = g_strdup ("The Harbour Post");
  quotation = rd_quotation_write (document, entry);
  g_assert_cmpstr (quotation, ==,
                   "“The gate was opened.\n\n“At last,” she said.” — Ada Brook, The Harbour Post, 5 March 2024, 08:05, "
                   "https://harbour.example/live#2");

  text = rd_quotation_write_text (entry);
  g_assert_cmpstr (text, ==, "Post 2\n\nThe gate was opened.\n\n“At last,” she said.");

  g_set_str (&entry->url, "javascript:alert(1)");
  unsafe = rd_quotation_write (document, entry);
  g_assert_null (strstr (unsafe, "javascript"));
}

/* Checks an address that opens a message, and what is in it. */
static void
assert_message (RdDocument *document,
                RdEntry    *entry,
                const char *subject,
                const char *body)
{
  g_autofree char *address = rd_quotation_write_message (document, entry);
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = g_uri_parse (address, G_URI_FLAGS_ENCODED, &error);
  g_autoptr (GHashTable) fields = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (g_uri_get_scheme (uri), ==, "mailto");
  g_assert_cmpstr (g_uri_get_path (uri), ==, "");
  g_assert_null (g_uri_get_fragment (uri));
  fields = g_uri_parse_params (g_uri_get_query (uri), -1, "&", G_URI_PARAMS_NONE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (fields), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (fields, "subject"), ==, subject);
  g_assert_cmpstr (g_hash_table_lookup (fields, "body"), ==, body);
}

static void
test_message (void)
{
  g_autoptr (RdDigest) digest = make_digest ();
  g_autoptr (RdDocument) document = rd_document_new (digest);
  RdEntry *entry = ((RdDigestEntry *) digest->entries->pdata[0])->entry;
  RdEntry *other = ((RdDigestEntry *) digest->entries->pdata[1])->entry;
  RdEntry *bare = ((RdDigestEntry *) digest->entries->pdata[2])->entry;
  g_autofree char *address = rd_quotation_write_message (document, bare);
  g_autofree char *long_word = g_strnfill (2000, 'x');
  g_autofree char *cut_word = g_strdup_printf ("%.199s…", long_word);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *body = NULL;

  g_assert_cmpstr (address, ==,
                   "mailto:?subject=Post%203&body=%E2%80%9CPost%203%E2%80%9D%20%E2%80%94%20Harbour%20live");

  /* Nothing in it makes another field, another line of the heading or another address of it. */
  g_set_str (&entry->title, "Gates & locks\nBcc: all@harbour.example?&bcc=a#b%20+ €");
  add_paragraph (entry, "100% & more + “é”.");
  add_paragraph (entry, "Low water.");
  entry->url = g_strdup ("https://harbour.example/live?a=1&b=2#1");
  assert_message (document, entry, "Gates & locks Bcc: all@harbour.example?&bcc=a#b%20+ €",
                  "“100% & more + “é”.\r\n\r\nLow water.” — Harbour live, https://harbour.example/live?a=1&b=2#1");

  /* Cut off at the end of a word, before 1,500 characters; or, where there is none, at that many. */
  for (guint i = 0; i < 400; i++)
    g_string_append (words, "gäte ");
  add_paragraph (other, words->str);
  g_set_str (&other->title, long_word);
  g_string_truncate (words, strlen ("gäte ") * 299 + strlen ("gäte"));
  body = g_strdup_printf ("“%s…” — Harbour live", words->str);
  assert_message (document, other, cut_word, body);
}

static void
test_difference (void)
{
  g_autoptr (GPtrArray) parts = rd_difference_make ("The old <gate>.\nIt was shut.", "The new <gate>.\nIt was shut.");
  g_autofree char *markup = rd_markup_write_difference (parts);
  g_autofree char *text = show (markup);

  g_assert_cmpstr (text, ==, "The old\u2009new <gate>.\n\nIt was shut.");
  g_assert_nonnull (strstr (markup, "<s>old</s>"));
  g_assert_nonnull (strstr (markup, "<b><u>new</u></b>"));
}

static GArray *
make_matches (gsize start,
              gsize length)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (RdMatch));
  const RdMatch match = { start, length };

  g_array_append_val (matches, match);
  return matches;
}

static RdHit *
make_hit (const char *title,
          const char *snippet,
          gboolean    is_opening)
{
  RdHit *hit = g_new0 (RdHit, 1);

  hit->kept = g_new0 (RdKept, 1);
  hit->kept->entry = rd_entry_new ();
  hit->kept->entry->id = g_strdup ("1");
  hit->kept->entry->title = g_strdup (title);
  hit->kept->entry->published = g_date_time_new_local (2025, 6, 16, 0, 5, 0);
  hit->title_matches = make_matches (0, 3);
  hit->snippet = g_strdup (snippet);
  hit->matches = make_matches (4, 5);
  hit->is_opening = is_opening;

  return hit;
}

/* One whose first words are a sentence that just fits. */
static RdHit *
make_deep_hit (void)
{
  RdHit *hit = make_hit (NULL, "and storms\n", FALSE);
  RdBlock *paragraph = rd_body_add_block (hit->kept->entry->body, RD_BLOCK_PARAGRAPH);

  rd_block_add_run (paragraph,
                    "The boats were late at the quay this morning, and nobody said why they were."
                    " Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch and storms",
                    -1, RD_RUN_PLAIN, NULL);

  return hit;
}

static void
assert_property (RdSearchItem *item,
                 const char   *name,
                 const char   *expected)
{
  g_autofree char *value = NULL;

  g_object_get (item, name, &value, NULL);
  g_assert_cmpstr (value, ==, expected);
}

static void
test_search_items (void)
{
  g_autoptr (GDateTime) same_day = g_date_time_new_local (2025, 6, 16, 23, 55, 0);
  g_autoptr (GDateTime) next_day = g_date_time_new_local (2025, 6, 17, 0, 1, 0);
  g_autoptr (GDateTime) next_year = g_date_time_new_local (2026, 6, 16, 0, 5, 0);
  g_autoptr (RdHit) titled = make_hit ("Sea & land", "The <b>st & orm", TRUE);
  g_autoptr (RdHit) untitled = make_hit (NULL, "The storm", TRUE);
  g_autoptr (RdHit) deep = make_deep_hit ();
  g_autoptr (RdSearchItem) item = rd_search_item_new (titled, "Storm", "Harbour", same_day);
  g_autoptr (RdSearchItem) same = rd_search_item_new (titled, "Storm", "Harbour", same_day);
  g_autoptr (RdSearchItem) later = rd_search_item_new (untitled, NULL, "Harbour", next_day);
  g_autoptr (RdSearchItem) old = rd_search_item_new (deep, NULL, NULL, next_year);

  /* What comes from outside is no markup. */
  assert_property (item, "title", "<b>Sea</b> &amp; land");
  assert_property (item, "snippet", "The <b>&lt;b&gt;st</b> &amp; orm");
  assert_property (item, "place", "Storm · Harbour");
  assert_property (item, "time", "Today, 00:05");
  assert_property (item, "spoken", "Sea & land, Storm · Harbour, Today, 00:05");
  g_assert_true (rd_search_item_equal (item, same));
  g_assert_false (rd_search_item_equal (item, later));

  /* First words are not said twice. */
  assert_property (later, "title", NULL);
  assert_property (later, "snippet", "The <b>storm</b>");
  assert_property (later, "place", "Harbour");
  assert_property (later, "time", "Yesterday, 00:05");
  assert_property (old, "snippet", "and <b>storm</b>s ");
  /* A full stop is not taken for a dot of the ellipsis. */
  assert_property (old, "title", "The boats were late at the quay this morning, and nobody said why they were…");
  assert_property (old, "time", "16 Jun 2025, 00:05");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/items/pages", test_pages);
  g_test_add_func ("/items/page-as-list", test_page_as_list);
  g_test_add_func ("/items/filters", test_filters);
  g_test_add_func ("/items/corrected", test_corrected);
  g_test_add_func ("/items/muted-news", test_muted_news);
  g_test_add_func ("/items/near", test_near);
  g_test_add_func ("/items/order", test_order);
  g_test_add_func ("/items/leads-news", test_leads_news);
  g_test_add_func ("/items/markup", test_markup);
  g_test_add_func ("/items/link", test_link);
  g_test_add_func ("/items/key-events", test_key_events);
  g_test_add_func ("/items/marks", test_marks);
  g_test_add_func ("/items/source", test_source);
  g_test_add_func ("/items/unfolded", test_unfolded);
  g_test_add_func ("/items/quotation", test_quotation);
  g_test_add_func ("/items/message", test_message);
  g_test_add_func ("/items/difference", test_difference);
  g_test_add_func ("/items/search", test_search_items);

  return g_test_run ();
}
