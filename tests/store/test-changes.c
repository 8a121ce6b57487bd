/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens to a kept post that is read again: edits, marks, deletions and returns; and to one that is missing. */
#include "folder.h"
#include "kept-blog.h"
#include "store/rd-change.h"

#include <string.h>

#define ID "harbour-1"

typedef KeptBlog Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->folder = folder_new ("changes");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->now = g_date_time_new_utc (2025, 6, 16, 18, 0, 0);
  self->store = kept_blog_open (self->path);
  self->blog = rd_blog_new ();
  self->blog->id = g_strdup ("harbour");
  self->blog->title = g_strdup ("The harbour, live");
  rd_store_put_blog (self->store, self->blog, "https://www.example.com/harbour", self->now, &error);
  g_assert_no_error (error);
}

static RdEntry *
make_entry (const char *title,
            const char *text)
{
  RdEntry *entry = rd_entry_new ();

  entry->id = g_strdup (ID);
  entry->blog_id = g_strdup ("harbour");
  entry->title = g_strdup (title);
  entry->author = g_strdup ("Ada Quill");
  entry->url = g_strdup ("https://www.example.com/harbour#1");
  entry->published = g_date_time_new_utc (2025, 6, 16, 9, 30, 0);
  if (text != NULL)
    rd_block_add_run (rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH), text, -1, RD_RUN_PLAIN, NULL);

  return entry;
}

static RdBlock *
add_block (RdEntry     *entry,
           RdBlockKind  kind,
           const char  *text,
           RdRunStyle   style,
           const char  *url)
{
  RdBlock *block = rd_body_add_block (entry->body, kind);

  rd_block_add_run (block, text, -1, style, url);

  return block;
}

/* ---- which change is an edit */

/* What each of these makes of "A crane has <a>fallen</a>", with "Storm" for a heading, and a picture of it. */
static RdEntry *
make_variant (guint number)
{
  RdEntry *entry = make_entry (number == 1 ? " Storm\u00a0" : number == 2 ? "Storms" : "Storm", NULL);
  RdBlock *block = rd_body_add_block (entry->body, number == 3 ? RD_BLOCK_LIST_ITEM : RD_BLOCK_PARAGRAPH);

  block->quoted = number == 4;
  rd_block_add_run (block, number == 5 ? "A \u200b crane" : number == 6 ? "The crane" : "A crane", -1, RD_RUN_PLAIN, NULL);
  if (number == 7)
    block = rd_body_add_block (entry->body, RD_BLOCK_PARAGRAPH);
  if (number == 8)
    add_block (entry, RD_BLOCK_LIST_ITEM, "\u00a0", RD_RUN_PLAIN, NULL);
  rd_block_add_run (block, number == 9 ? " has" : " has ", -1, RD_RUN_PLAIN, NULL);
  rd_block_add_run (block, number == 9 ? " fallen" : "fallen", -1, number == 10 ? RD_RUN_STRONG : RD_RUN_PLAIN,
                    number == 11   ? "https://www.example.com/storm?page=2&utm_source=x"
                    : number == 12 ? "https://www.example.com/storm"
                    : number == 13 ? NULL
                                   : "https://www.example.com/storm?page=2");
  if (number != 14)
    {
      block = add_block (entry, RD_BLOCK_PICTURE, number == 15 ? "A ship" : "A crane ", RD_RUN_PLAIN, NULL);
      block->url = g_strdup (number == 16   ? "https://www.example.com/ship.jpg"
                             : number == 17 ? "https://www.example.com/crane.jpg?at_medium=x"
                                            : "https://www.example.com/crane.jpg");
    }
  if (number == 18)
    rd_body_add_block (entry->body, RD_BLOCK_EMBED)->url = g_strdup ("https://www.example.com/map");

  return entry;
}

static void
test_words (void)
{
  static const RdChange expected[] = {
    RD_CHANGE_NONE,
    RD_CHANGE_MARKS, /* white space around the heading */
    RD_CHANGE_WORDS, /* another heading */
    RD_CHANGE_WORDS, /* a list */
    RD_CHANGE_WORDS, /* a quotation */
    RD_CHANGE_MARKS, /* white space between words */
    RD_CHANGE_WORDS, /* another word */
    RD_CHANGE_MARKS, /* another paragraph */
    RD_CHANGE_MARKS, /* a list item that says nothing */
    RD_CHANGE_MARKS, /* white space inside a link */
    RD_CHANGE_MARKS, /* a strong word */
    RD_CHANGE_MARKS, /* where the link's readers come from */
    RD_CHANGE_WORDS, /* another link */
    RD_CHANGE_WORDS, /* no link */
    RD_CHANGE_WORDS, /* no picture */
    RD_CHANGE_WORDS, /* another caption */
    RD_CHANGE_WORDS, /* another picture */
    RD_CHANGE_MARKS, /* where the picture's readers come from */
    RD_CHANGE_WORDS, /* an embed without words */
  };
  g_autoptr (RdEntry) before = make_variant (0);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (RdEntry) after = make_variant (i);

      g_test_message ("variant %u", i);
      g_assert_cmpint (rd_change_find (before, after), ==, expected[i]);
      g_assert_cmpint (rd_change_find (after, before), ==, expected[i]);
    }
}

/* An item of a list that went into another list, a paragraph that became a quotation, and a heading whose end moved into
 * the text. */
static void
test_structure (void)
{
  g_autoptr (RdEntry) one = make_entry ("Storm", NULL);
  g_autoptr (RdEntry) other = make_entry ("Storm", NULL);
  g_autoptr (RdEntry) said = make_entry ("Storm", "The mayor said:");
  g_autoptr (RdEntry) quoted = make_entry ("Storm", "The mayor said:");
  g_autoptr (RdEntry) heading = make_entry ("Storm: a crane", NULL);
  g_autoptr (RdEntry) text = make_entry ("Storm:", "a crane");

  for (guint i = 1; i <= 2; i++)
    {
      add_block (one, RD_BLOCK_LIST_ITEM, "a crane", RD_RUN_PLAIN, NULL)->level = 1;
      add_block (other, RD_BLOCK_LIST_ITEM, "a crane", RD_RUN_PLAIN, NULL)->level = i;
    }
  g_assert_cmpint (rd_change_find (one, other), ==, RD_CHANGE_WORDS);
  add_block (said, RD_BLOCK_PARAGRAPH, "No.", RD_RUN_PLAIN, NULL);
  add_block (quoted, RD_BLOCK_PARAGRAPH, "No.", RD_RUN_PLAIN, NULL)->quoted = TRUE;
  g_assert_cmpint (rd_change_find (said, quoted), ==, RD_CHANGE_WORDS);
  g_assert_cmpint (rd_change_find (heading, text), ==, RD_CHANGE_WORDS);
}

/* ---- what is kept */

static GPtrArray *
load (Fixture *self)
{
  const RdStoreFilter all = { 0 };
  g_autoptr (GError) error = NULL;
  GPtrArray *kept = rd_store_load (self->store, &all, &error);

  g_assert_no_error (error);
  return kept;
}

/* Puts a post again, and checks what the store makes of it and how many revisions there are. */
static void
put (Fixture       *self,
     RdEntry       *entry,
     RdStoreChange  expected,
     guint          n_revisions)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) revisions = NULL;
  RdStoreChange change;

  /* The second time nothing is new. */
  for (guint i = 0; i < 2; i++)
    {
      rd_store_begin (self->store, &error);
      g_assert_no_error (error);
      rd_store_put_entry (self->store, entry, self->now, &change, &error);
      g_assert_no_error (error);
      g_assert_cmpint (change, ==, i == 0 ? expected : RD_STORE_SAME);
      rd_store_commit (self->store, &error);
      g_assert_no_error (error);
    }
  revisions = rd_store_load_revisions (self->store, entry->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (revisions->len, ==, n_revisions);
}

/* Checks what is kept of the one post that is. */
static void
assert_kept (Fixture    *self,
             const char *title,
             const char *text,
             gboolean    deleted)
{
  g_autoptr (GPtrArray) kept = load (self);
  const RdEntry *entry;

  g_assert_cmpuint (kept->len, ==, 1);
  entry = ((RdKept *) kept->pdata[0])->entry;
  g_assert_cmpstr (entry->title, ==, title);
  g_assert_cmpstr (rd_body_get_text (entry->body), ==, text);
  g_assert_cmpint (entry->deleted, ==, deleted);
}

static void
assert_found (Fixture    *self,
              const char *words,
              guint       n_expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rd_store_search (self->store, &(RdStoreQuery) { .words = words, .limit = 100 }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, n_expected);
}

static void
test_edit (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (RdEntry) first = make_entry ("Storm", "A crane has fallen");
  g_autoptr (RdEntry) edited = make_entry ("Storm", "A ship has sunk");

  put (self, first, RD_STORE_NEW, 1);
  put (self, edited, RD_STORE_EDITED, 2);
  assert_kept (self, "Storm", "A ship has sunk", FALSE);
  assert_found (self, "ship", 1);
  assert_found (self, "crane", 0);
}

/* What differs in white space and in where readers come from is the same, and what is kept stays. */
static void
test_trifles (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (RdEntry) first = make_entry ("Storm", "A crane has fallen");
  g_autoptr (RdEntry) again = make_entry ("Storm\u200b", "A crane  has\u00a0fallen ");
  g_autoptr (RdEntry) marked = make_entry ("Storm ", "A  crane has fallen");

  put (self, first, RD_STORE_NEW, 1);
  g_set_str (&again->author, " Ada\u00a0Quill");
  g_set_str (&again->url, "https://www.example.com/harbour?CMP=x#1");
  put (self, again, RD_STORE_SAME, 1);
  assert_kept (self, "Storm", "A crane has fallen", FALSE);

  /* Where something else is new, too, only that is taken over. */
  marked->pinned = TRUE;
  put (self, marked, RD_STORE_MARKED, 1);
  put (self, again, RD_STORE_MARKED, 1);
  put (self, first, RD_STORE_SAME, 1);
  assert_kept (self, "Storm", "A crane has fallen", FALSE);
}

static void
test_marks (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (RdEntry) first = make_entry ("Storm", "A crane has fallen");
  g_autoptr (RdEntry) marked = make_entry ("Storm", NULL);
  g_autoptr (GDateTime) from = g_date_time_new_utc (2025, 6, 16, 10, 0, 0);
  const RdStoreFilter later = { .from = from };
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  const RdEntry *entry;

  put (self, first, RD_STORE_NEW, 1);
  add_block (marked, RD_BLOCK_PARAGRAPH, "A crane has fallen", RD_RUN_STRONG, NULL);
  g_date_time_unref (marked->published);
  marked->published = g_date_time_new_utc (2025, 6, 16, 11, 30, 0);
  marked->updated = g_date_time_new_utc (2025, 6, 16, 12, 0, 0);
  marked->key_event = marked->pinned = marked->summary = TRUE;
  marked->tags = g_strsplit ("ships|cranes", "|", -1);
  g_set_str (&marked->author, "Bo Reed");
  g_set_str (&marked->url, "https://www.example.com/harbour#2");
  g_set_str (&marked->source_id, "1");
  g_ptr_array_add (marked->refers_to, g_strdup ("harbour-0"));
  put (self, marked, RD_STORE_MARKED, 1);

  kept = rd_store_load (self->store, &later, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->len, ==, 1);
  entry = ((RdKept *) kept->pdata[0])->entry;
  g_assert_cmpint (rd_change_find ((RdEntry *) entry, marked), ==, RD_CHANGE_NONE);
  assert_found (self, "crane", 1);

  /* Marks of an earlier revision stay as they were. */
  g_ptr_array_unref (kept);
  put (self, first, RD_STORE_MARKED, 1);
  g_set_str (&marked->title, "Gale");
  put (self, marked, RD_STORE_EDITED, 2);
  marked->key_event = FALSE;
  put (self, marked, RD_STORE_MARKED, 2);
  kept = rd_store_load_revisions (self->store, ID, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rd_change_find (kept->pdata[0], first), ==, RD_CHANGE_NONE);
  g_assert_cmpint (rd_change_find (kept->pdata[1], marked), ==, RD_CHANGE_NONE);
}

/* What a post said outlives its deletion, and can be there again. */
static void
test_deletion (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (RdEntry) first = make_entry ("Storm", "A crane has fallen");
  g_autoptr (RdEntry) gone = make_entry (NULL, NULL);
  g_autoptr (RdEntry) also_gone = make_entry ("Gone", "Taken away");
  g_autoptr (RdEntry) edited = make_entry ("Storm", "A ship has sunk");

  gone->deleted = also_gone->deleted = TRUE;
  put (self, first, RD_STORE_NEW, 1);
  put (self, gone, RD_STORE_DELETED, 1);
  put (self, also_gone, RD_STORE_SAME, 1);
  assert_kept (self, "Storm", "A crane has fallen", TRUE);
  assert_found (self, "crane", 0);

  put (self, first, RD_STORE_RESTORED, 1);
  assert_kept (self, "Storm", "A crane has fallen", FALSE);
  assert_found (self, "crane", 1);

  put (self, gone, RD_STORE_DELETED, 1);
  put (self, edited, RD_STORE_EDITED, 2);
  assert_kept (self, "Storm", "A ship has sunk", FALSE);
  assert_found (self, "ship", 1);
  assert_found (self, "crane", 0);
}

static void
test_deleted_at_first (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (RdEntry) gone = make_entry (NULL, NULL);
  g_autoptr (RdEntry) back = make_entry ("Storm", "A crane has fallen");

  gone->deleted = TRUE;
  put (self, gone, RD_STORE_NEW, 1);
  assert_kept (self, NULL, "", TRUE);
  put (self, back, RD_STORE_EDITED, 2);
  assert_kept (self, "Storm", "A crane has fallen", FALSE);
  assert_found (self, "crane", 1);
}

/* ---- what is missing */

/* Keeps posts 0 to @n, one a minute. */
static void
keep_many (Fixture *self,
           guint    n)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (RdEntry) entry = make_entry ("Storm", "A crane has fallen");
      RdStoreChange change;

      g_free (entry->id);
      entry->id = g_strdup_printf ("harbour-%02u", i);
      g_date_time_unref (entry->published);
      entry->published = g_date_time_new_utc (2025, 6, 16, 9, i, 0);
      g_ptr_array_add (self->blog->entries, rd_entry_ref (entry));
      rd_store_put_entry (self->store, entry, self->now, &change, &error);
      g_assert_no_error (error);
    }
}

/* Reads the posts from @first to before @last, but for those with the numbers in @without. */
static RdBlog *
read_some (Fixture    *self,
           guint       first,
           guint       last,
           const char *without)
{
  RdBlog *blog = rd_blog_new ();
  g_auto (GStrv) numbers = g_strsplit (without, " ", -1);

  blog->id = g_strdup (self->blog->id);
  blog->contiguous = TRUE;
  for (guint i = first; i < last; i++)
    {
      RdEntry *entry = self->blog->entries->pdata[i];

      if (!g_strv_contains ((const char *const *) numbers, entry->id + strlen ("harbour-")))
        g_ptr_array_add (blog->entries, rd_entry_ref (entry));
    }

  return blog;
}

/* Checks which posts are believed to be deleted, and that they are found no more. */
static void
assert_missing (Fixture    *self,
                RdBlog     *blog,
                const char *expected)
{
  g_autoptr (GString) deleted = g_string_new (NULL);
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  guint n_before = 0;
  guint n_deleted = 0;

  kept = load (self);
  for (guint i = 0; i < kept->len; i++)
    n_before += ((RdKept *) kept->pdata[i])->entry->deleted;
  g_ptr_array_unref (kept);

  rd_store_begin (self->store, &error);
  rd_store_put_missing (self->store, blog, missing, &error);
  g_assert_no_error (error);
  rd_store_commit (self->store, &error);
  g_assert_no_error (error);

  kept = load (self);
  for (guint i = 0; i < kept->len; i++)
    {
      const RdEntry *entry = ((RdKept *) kept->pdata[i])->entry;

      g_assert_cmpstr (rd_body_get_text (entry->body), ==, "A crane has fallen");
      if (!entry->deleted)
        continue;
      n_deleted++;
      g_string_append_printf (deleted, "%s%s", deleted->len > 0 ? " " : "", entry->id + strlen ("harbour-"));
    }
  g_assert_cmpstr (deleted->str, ==, expected);
  g_assert_cmpuint (missing->len, ==, n_deleted - n_before);
  assert_found (self, "crane", kept->len - n_deleted);
}

static void
test_missing_between (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (RdBlog) partial = NULL;
  g_autoptr (RdBlog) contiguous = NULL;
  g_autoptr (RdBlog) all = NULL;
  g_autoptr (GError) error = NULL;
  RdEntry *same_time;
  RdStoreChange change;

  keep_many (self, 20);
  partial = read_some (self, 12, 20, "15");
  partial->contiguous = FALSE;
  assert_missing (self, partial, "");

  /* What is older than the list is not missing from it, nor what is as old as its oldest. */
  contiguous = read_some (self, 12, 20, "15");
  same_time = make_entry ("Storm", "A crane has fallen");
  g_set_str (&same_time->id, "harbour-98");
  g_date_time_unref (same_time->published);
  same_time->published = g_date_time_ref (((RdEntry *) self->blog->entries->pdata[12])->published);
  g_ptr_array_add (self->blog->entries, same_time);
  rd_store_put_entry (self->store, same_time, self->now, &change, &error);
  g_assert_no_error (error);
  assert_missing (self, contiguous, "15");
  assert_missing (self, contiguous, "15");

  /* And it may come back. */
  rd_store_put_entry (self->store, self->blog->entries->pdata[15], self->now, &change, &error);
  g_assert_no_error (error);
  g_assert_cmpint (change, ==, RD_STORE_RESTORED);
  all = read_some (self, 0, 21, "");
  assert_missing (self, all, "");
}

/* Neither a pinned post nor one that is deleted says how far the list goes back; and those without a time say nothing. */
static void
test_missing_reach (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (RdBlog) blog = NULL;
  g_autoptr (RdBlog) timeless = NULL;
  g_autoptr (RdEntry) unknown = make_entry ("Storm", "A crane has fallen");
  g_autoptr (RdEntry) pinned = make_entry ("Storm", "A crane has fallen");
  g_autoptr (RdEntry) deleted = make_entry ("Storm", "A crane has fallen");
  g_autoptr (GError) error = NULL;
  RdStoreChange change;

  keep_many (self, 20);
  g_clear_pointer (&unknown->published, g_date_time_unref);
  g_set_str (&unknown->id, "harbour-99");
  rd_store_put_entry (self->store, unknown, self->now, &change, &error);
  g_assert_no_error (error);

  blog = read_some (self, 15, 20, "17");
  g_date_time_unref (pinned->published);
  pinned->published = g_date_time_new_utc (2025, 6, 16, 8, 0, 0);
  pinned->pinned = TRUE;
  g_set_str (&pinned->id, "harbour-00");
  g_ptr_array_add (blog->entries, rd_entry_ref (pinned));
  g_date_time_unref (deleted->published);
  deleted->published = g_date_time_new_utc (2025, 6, 16, 8, 0, 0);
  deleted->deleted = TRUE;
  g_set_str (&deleted->id, "harbour-01");
  g_ptr_array_add (blog->entries, rd_entry_ref (deleted));
  assert_missing (self, blog, "17");

  timeless = rd_blog_new ();
  timeless->id = g_strdup (self->blog->id);
  timeless->contiguous = TRUE;
  g_ptr_array_add (timeless->entries, rd_entry_ref (unknown));
  assert_missing (self, timeless, "17");

  /* In a whole list it is missing, like all others. */
  g_ptr_array_set_size (blog->entries, 4);
  blog->complete = TRUE;
  blog->contiguous = FALSE;
  assert_missing (self, blog, "00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 17 99");
}

/* A list that is cut by mistake hides nothing. */
static void
test_missing_too_many (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr (RdBlog) empty = NULL;
  g_autoptr (RdBlog) six = NULL;
  g_autoptr (RdBlog) five = NULL;
  g_autoptr (RdBlog) many = NULL;
  g_autoptr (RdBlog) few = NULL;

  keep_many (self, 20);
  empty = read_some (self, 0, 0, "");
  assert_missing (self, empty, "");

  /* Of ten after the oldest six are too many, and five are not. */
  six = read_some (self, 9, 20, "11 12 13 14 15 16");
  assert_missing (self, six, "");
  five = read_some (self, 9, 20, "12 13 14 15 16");
  assert_missing (self, five, "12 13 14 15 16");

  /* Of the seven that are left after the eighth five are too many, and four may be. */
  many = read_some (self, 7, 10, "");
  assert_missing (self, many, "12 13 14 15 16");
  few = read_some (self, 7, 12, "08");
  assert_missing (self, few, "08 12 13 14 15 16 17 18 19");
}

static void
test_missing_whole (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (RdBlog) none = NULL;
  g_autoptr (RdBlog) one = NULL;
  g_autoptr (RdBlog) two = NULL;

  keep_many (self, 20);
  none = read_some (self, 0, 0, "");
  none->complete = TRUE;
  none->contiguous = FALSE;
  assert_missing (self, none, "");
  one = read_some (self, 19, 20, "");
  one->complete = TRUE;
  one->contiguous = FALSE;
  assert_missing (self, one, "");
  two = read_some (self, 18, 20, "");
  two->complete = TRUE;
  two->contiguous = FALSE;
  assert_missing (self, two, "00 01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/changes/words", test_words);
  g_test_add_func ("/changes/structure", test_structure);
  g_test_add ("/changes/edit", Fixture, NULL, set_up, test_edit, kept_blog_tear_down);
  g_test_add ("/changes/trifles", Fixture, NULL, set_up, test_trifles, kept_blog_tear_down);
  g_test_add ("/changes/marks", Fixture, NULL, set_up, test_marks, kept_blog_tear_down);
  g_test_add ("/changes/deletion", Fixture, NULL, set_up, test_deletion, kept_blog_tear_down);
  g_test_add ("/changes/deleted-at-first", Fixture, NULL, set_up, test_deleted_at_first, kept_blog_tear_down);
  g_test_add ("/changes/missing/between", Fixture, NULL, set_up, test_missing_between, kept_blog_tear_down);
  g_test_add ("/changes/missing/reach", Fixture, NULL, set_up, test_missing_reach, kept_blog_tear_down);
  g_test_add ("/changes/missing/too-many", Fixture, NULL, set_up, test_missing_too_many, kept_blog_tear_down);
  g_test_add ("/changes/missing/whole", Fixture, NULL, set_up, test_missing_whole, kept_blog_tear_down);

  return g_test_run ();
}
