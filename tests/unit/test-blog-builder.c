/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who an entry is, which one it repeats, where it stands and what it points to. */
#include "formats/rd-blog-builder.h"

#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "base/rd-time.h"
#include "text/rd-markup.h"

static RdEntry *
make_entry (const char *source_id,
            const char *time,
            const char *title,
            const char *text)
{
  RdEntry *entry = rd_entry_new ();

  entry->source_id = g_strdup (source_id);
  entry->published = rd_time_parse (time);
  entry->title = g_strdup (title);
  rd_body_unref (entry->body);
  entry->body = rd_markup_read_loose (text, "https://www.example.com/live", NULL);

  return entry;
}

static void
take (RdBlogBuilder *builder,
      RdEntry       *entry)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (rd_blog_builder_take_entry (builder, entry, &error));
  g_assert_no_error (error);
}

static RdBlogBuilder *
begin (RdBlogOrder order)
{
  RdBlogBuilder *builder = rd_blog_builder_new (order);

  rd_blog_builder_get_blog (builder)->title = g_strdup (" A &amp; B | Section | Site");
  rd_blog_builder_get_blog (builder)->url = g_strdup ("https://www.example.com/live#top");

  return builder;
}

static RdBlog *
end (RdBlogBuilder *builder)
{
  g_autoptr (RdBlogBuilder) owned = builder;
  g_autoptr (GError) error = NULL;
  RdBlog *blog = rd_blog_builder_end (owned, &error);

  g_assert_no_error (error);
  return blog;
}

static char *
join_texts (RdBlog *blog)
{
  GString *texts = g_string_new (NULL);

  for (guint i = 0; i < blog->entries->len; i++)
    g_string_append_printf (texts, "%s%s", i > 0 ? " " : "",
                            rd_body_get_text (((RdEntry *) blog->entries->pdata[i])->body));

  return g_string_free (texts, FALSE);
}

static RdEntry *
get_entry (RdBlog *blog,
           guint   i)
{
  return blog->entries->pdata[i];
}

static void
test_empty (void)
{
  g_autoptr (RdBlogBuilder) builder = begin (RD_BLOG_NEWEST_FIRST);
  g_autoptr (GError) error = NULL;

  take (builder, make_entry (NULL, NULL, NULL, NULL));
  g_assert_null (rd_blog_builder_end (builder, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG);
}

static void
test_blog (void)
{
  RdBlogBuilder *builder = begin (RD_BLOG_NEWEST_FIRST);
  g_autoptr (RdBlog) blog = NULL;

  take (builder, make_entry ("https://www.example.com/live#block-7", NULL, "<b>T</b>", "x"));
  blog = end (builder);
  g_assert_cmpstr (blog->title, ==, "A & B");
  g_assert_cmpstr (blog->url, ==, "https://www.example.com/live");
  g_assert_cmpstr (get_entry (blog, 0)->source_id, ==, "7");
  g_assert_cmpstr (get_entry (blog, 0)->title, ==, "T");
}

/* Whichever format a post is read from, and whatever stands around it, it is the same. */
static void
test_identity (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < 2; i++)
    {
      RdBlogBuilder *builder = begin (RD_BLOG_NEWEST_FIRST);
      g_autoptr (RdBlog) blog = NULL;

      take (builder, make_entry (i == 0 ? "a1" : "block-a1", i == 0 ? NULL : "2024-01-01T00:00:00Z", NULL,
                                 i == 0 ? "old" : "edited"));
      take (builder, make_entry (NULL, "2024-01-01T10:00:00Z", "Title", "Without an id"));
      if (i == 1)
        take (builder, make_entry (NULL, "2024-01-01T10:00:00Z", "Other", "Without an id"));
      blog = end (builder);
      for (guint j = 0; j < blog->entries->len; j++)
        g_hash_table_add (ids, g_strdup (get_entry (blog, j)->id));
    }
  g_assert_cmpuint (g_hash_table_size (ids), ==, 3);
}

static void
test_same_beginning (void)
{
  RdBlogBuilder *builder = begin (RD_BLOG_OLDEST_FIRST);
  g_autofree char *beginning = g_strnfill (400, 'x');
  g_autofree char *longer = g_strconcat (beginning, "y", NULL);
  g_autoptr (RdBlog) blog = NULL;

  take (builder, make_entry (NULL, NULL, NULL, beginning));
  take (builder, make_entry (NULL, NULL, NULL, longer));
  blog = end (builder);
  g_assert_cmpuint (blog->entries->len, ==, 2);
  g_assert_cmpstr (get_entry (blog, 0)->id, !=, get_entry (blog, 1)->id);
}

static void
test_repeats (void)
{
  RdBlogBuilder *builder = begin (RD_BLOG_NEWEST_FIRST);
  RdEntry *pinned = make_entry ("2", NULL, NULL, "two");
  RdEntry *same = make_entry (NULL, NULL, "T", "no id");
  RdEntry *key = make_entry ("3", NULL, NULL, "three, listed again");
  g_autoptr (RdBlog) blog = NULL;
  g_autofree char *texts = NULL;

  pinned->pinned = TRUE;
  same->pinned = TRUE;
  key->key_event = TRUE;
  take (builder, pinned);
  take (builder, same);
  take (builder, make_entry ("3", NULL, NULL, "three"));
  take (builder, make_entry ("block-2", NULL, NULL, "two"));
  take (builder, make_entry (NULL, NULL, "T", "no id"));
  take (builder, make_entry ("1", NULL, NULL, "one"));
  take (builder, key);
  blog = end (builder);
  texts = join_texts (blog);
  g_assert_cmpstr (texts, ==, "one no id two three");
  g_assert_true (get_entry (blog, 1)->pinned);
  g_assert_true (get_entry (blog, 2)->pinned);
  g_assert_true (get_entry (blog, 3)->key_event);
  g_assert_false (get_entry (blog, 0)->pinned);
}

/* The one on top need not know when it was published. */
static void
test_repeats_without_time (void)
{
  for (guint i = 0; i < 2; i++)
    {
      RdBlogBuilder *builder = begin (RD_BLOG_NEWEST_FIRST);
      g_autoptr (RdBlog) blog = NULL;

      take (builder, make_entry ("2", i == 0 ? NULL : "2024-01-01T10:00:00Z", NULL, "two"));
      take (builder, make_entry ("2", i == 1 ? NULL : "2024-01-01T10:00:00Z", NULL, "two"));
      blog = end (builder);
      g_assert_cmpuint (blog->entries->len, ==, 1);
      g_assert_nonnull (get_entry (blog, 0)->published);
    }
}

/* Pictures without a word differ by their addresses. */
static void
test_without_words (void)
{
  RdBlogBuilder *builder = begin (RD_BLOG_NEWEST_FIRST);
  g_autoptr (RdBlog) blog = NULL;

  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *html = g_strdup_printf ("<img src=\"x.jpg\"><img src=\"%u.jpg\">", i % 3);

      take (builder, make_entry (NULL, NULL, NULL, html));
    }
  blog = end (builder);
  g_assert_cmpuint (blog->entries->len, ==, 3);
  g_assert_cmpstr (get_entry (blog, 0)->id, !=, get_entry (blog, 1)->id);
  g_assert_cmpstr (get_entry (blog, 1)->id, !=, get_entry (blog, 2)->id);
}

static void
test_order (void)
{
  RdBlogBuilder *newest = begin (RD_BLOG_NEWEST_FIRST);
  RdBlogBuilder *oldest = begin (RD_BLOG_OLDEST_FIRST);
  g_autoptr (RdBlog) blog = NULL;
  g_autoptr (RdBlog) other = NULL;
  g_autofree char *texts = NULL;
  g_autofree char *other_texts = NULL;

  /* 'f' has no time and stands behind 'e'; 'a' and 'b' stand before the first time. */
  take (newest, make_entry (NULL, "2024-01-01T11:00:00Z", NULL, "g"));
  take (newest, make_entry (NULL, NULL, NULL, "f"));
  take (newest, make_entry (NULL, "2024-01-01T10:30:00+00:00", NULL, "e"));
  take (newest, make_entry (NULL, "2024-01-01T10:00:00Z", NULL, "d"));
  take (newest, make_entry (NULL, "2024-01-01T11:00:00+01:00", NULL, "c"));
  take (newest, make_entry (NULL, NULL, NULL, "b"));
  take (newest, make_entry (NULL, NULL, NULL, "a"));
  blog = end (newest);
  texts = join_texts (blog);
  g_assert_cmpstr (texts, ==, "a b c d e f g");

  take (oldest, make_entry (NULL, "2024-01-01T12:00:00Z", NULL, "b"));
  take (oldest, make_entry (NULL, NULL, NULL, "c"));
  take (oldest, make_entry (NULL, "2024-01-01T11:00:00Z", NULL, "a"));
  other = end (oldest);
  other_texts = join_texts (other);
  g_assert_cmpstr (other_texts, ==, "a b c");
}

static void
assert_refers (RdBlog     *blog,
               guint       i,
               const char *texts)
{
  g_autoptr (GString) found = g_string_new (NULL);
  GPtrArray *refers_to = get_entry (blog, i)->refers_to;

  for (guint j = 0; j < refers_to->len; j++)
    for (guint k = 0; k < blog->entries->len; k++)
      if (g_str_equal (get_entry (blog, k)->id, refers_to->pdata[j]))
        g_string_append_printf (found, "%s%s", j > 0 ? " " : "", get_entry (blog, k)->title);

  g_assert_cmpstr (found->str, ==, texts);
}

static void
test_references (void)
{
  RdBlogBuilder *builder = begin (RD_BLOG_OLDEST_FIRST);
  g_autoptr (RdBlog) blog = NULL;

  rd_blog_builder_get_blog (builder)->zone = g_strdup ("Europe/London");
  take (builder, make_entry ("0", "2024-07-01T20:00:00Z", "Yesterday", "a"));
  take (builder, make_entry ("1", "2024-07-02T08:05:50Z", "Nine", "b"));
  take (builder, make_entry ("2", "2024-07-02T11:41:00Z", "Noon", "c"));
  take (builder, make_entry ("3", "2024-07-02T12:00:00Z", "One", "(See 12.41pm.)"));
  take (builder, make_entry ("4", "2024-07-02T13:00:00Z", "Two", "As I said, see 9.05am and 1.30pm, and not 4.00pm"));
  take (builder, make_entry ("5", "2024-07-02T14:00:00Z", "Three",
                             "( see 13:05 ) or ( see 7.00am . ) or see 3.10 or see 99.99pm"));
  take (builder, make_entry ("6", "2024-07-02T15:00:00Z", "Four",
                             "<p><a href=\"#block-1\">x</a> <a href=\"https://www.example.com/live#block-7\">y</a> "
                             "<a href=\"#6\">z</a> <a href=\"#block-1\">w</a></p>"));
  take (builder, make_entry ("7", NULL, "Five", "See 12.41pm"));
  blog = end (builder);
  assert_refers (blog, 3, "Noon");
  assert_refers (blog, 4, "Nine One");
  assert_refers (blog, 5, "One");
  assert_refers (blog, 6, "Nine");
  assert_refers (blog, 7, "");
}

static void
test_references_without_zone (void)
{
  RdBlogBuilder *builder = begin (RD_BLOG_OLDEST_FIRST);
  g_autoptr (RdBlog) blog = NULL;

  take (builder, make_entry ("1", "2024-07-02T10:00:00+02:00", "Ten", "a"));
  take (builder, make_entry ("2", "2024-07-02T10:30:00+02:00", "Half past", "b"));
  take (builder, make_entry ("3", "2024-07-02T11:00:00+02:00", "Eleven", "See 10.00am."));
  blog = end (builder);
  assert_refers (blog, 2, "Ten");
}

static void
test_too_many (void)
{
  g_autoptr (RdBlogBuilder) builder = begin (RD_BLOG_OLDEST_FIRST);
  g_autoptr (GError) error = NULL;
  gboolean taken = TRUE;
  guint n = 0;

  for (; taken && n <= RD_LIMIT_ENTRIES; n++)
    {
      RdEntry *entry = rd_entry_new ();

      entry->source_id = g_strdup_printf ("%u", n);
      taken = rd_blog_builder_take_entry (builder, entry, &error);
    }
  g_assert_false (taken);
  g_assert_cmpuint (n, ==, RD_LIMIT_ENTRIES + 1);
  g_assert_error (error, RD_ERROR, RD_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/blog-builder/empty", test_empty);
  g_test_add_func ("/blog-builder/blog", test_blog);
  g_test_add_func ("/blog-builder/identity", test_identity);
  g_test_add_func ("/blog-builder/same-beginning", test_same_beginning);
  g_test_add_func ("/blog-builder/repeats", test_repeats);
  g_test_add_func ("/blog-builder/repeats-without-time", test_repeats_without_time);
  g_test_add_func ("/blog-builder/without-words", test_without_words);
  g_test_add_func ("/blog-builder/order", test_order);
  g_test_add_func ("/blog-builder/references", test_references);
  g_test_add_func ("/blog-builder/references-without-zone", test_references_without_zone);
  g_test_add_func ("/blog-builder/too-many", test_too_many);

  return g_test_run ();
}
