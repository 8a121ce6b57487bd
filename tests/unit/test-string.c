/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The helpers for text from outside. */
#include "base/rd-string.h"

#include "base/rd-limits.h"

static void
assert_squash (const char *text,
               const char *expected)
{
  g_autofree char *squashed = rd_string_squash (text);

  g_assert_cmpstr (squashed, ==, expected);
}

static void
test_squash (void)
{
  assert_squash (NULL, NULL);
  assert_squash ("", NULL);
  assert_squash (" \t\n\u00a0\u200b\ufeff", NULL);
  assert_squash ("a", "a");
  assert_squash ("  a \n\u00a0 b\x01 é ", "a b é");
}

static void
assert_clean (const char *text,
              const char *expected)
{
  g_autofree char *clean = rd_string_clean (text);

  g_assert_cmpstr (clean, ==, expected);
}

static void
test_clean (void)
{
  assert_clean ("", "");
  assert_clean ("one\ntwo\x1b[1m \xff\u202etail", "one two[1m \ufffdtail");
  assert_clean ("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\xc2\x85\xc2\x9b", "");
  assert_clean ("no\u00a0break, or\u2028one", "no\u00a0break, or one");
}

static void
assert_cut (const char *text,
            gsize       max_bytes,
            const char *expected)
{
  g_autofree char *cut = rd_string_cut (text, max_bytes);

  g_assert_cmpstr (cut, ==, expected);
}

static void
test_cut (void)
{
  assert_cut ("", 0, "");
  assert_cut ("abc", 3, "abc");
  assert_cut ("abc", 2, "ab");
  assert_cut ("aé", 2, "a");
  assert_cut ("é", 1, "");
  assert_cut ("aé", 3, "aé");
}

static void
assert_mark_cut (const char *beginning,
                 const char *expected)
{
  g_autofree char *marked = rd_string_mark_cut (beginning);

  g_assert_cmpstr (marked, ==, expected);
}

static void
test_mark_cut (void)
{
  assert_mark_cut ("", "…");
  assert_mark_cut ("The bridge", "The bridge…");
  assert_mark_cut ("The bridge is shut. ", "The bridge is shut…");
  assert_mark_cut ("Shut?", "Shut?…");
  assert_mark_cut ("The bridge: ", "The bridge…");
  assert_mark_cut ("The bridge, the ferry –", "The bridge, the ferry…");
  assert_mark_cut ("At 5.30, é", "At 5.30, é…");
  assert_mark_cut ("And then… ...\n\u00a0", "And then…");
  assert_mark_cut ("….", "…");
}

static void
test_explain (void)
{
  g_autofree char *alone = rd_string_explain ("no answer", NULL);
  g_autofree char *whole = rd_string_explain ("no 100%s answer", "a.example", "try again", NULL);

  g_assert_cmpstr (alone, ==, "no answer");
  g_assert_cmpstr (whole, ==, "no 100%s answer: a.example: try again");
}

static void
test_hash (void)
{
  g_autofree char *one = rd_string_hash (16, "ab", "c", NULL);
  g_autofree char *other = rd_string_hash (16, "a", "bc", NULL);
  g_autofree char *whole = rd_string_hash (64, "", NULL);

  /* The SHA-256 of one zero byte. */
  g_assert_cmpstr (whole, ==, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
  g_assert_cmpuint (strlen (one), ==, 16);
  g_assert_cmpstr (one, !=, other);
}

static void
assert_url (const char *reference,
            const char *base,
            const char *expected)
{
  g_autofree char *url = rd_string_safe_url (reference, base);

  g_assert_cmpstr (url, ==, expected);
}

static void
test_safe_url (void)
{
  g_autofree char *longest = g_strnfill (RD_LIMIT_LINE_BYTES, 'x');

  assert_url (longest, "https://a.example/", NULL);
  assert_url (NULL, NULL, NULL);
  assert_url ("", "https://a.example", NULL);
  assert_url ("https://a.example/b?c=d#e", NULL, "https://a.example/b?c=d#e");
  assert_url ("/b", "https://a.example/c", "https://a.example/b");
  assert_url ("//b.example/c", "https://a.example/", "https://b.example/c");
  assert_url ("#e", "https://a.example/c", "https://a.example/c#e");
  assert_url ("#e", NULL, NULL);
  assert_url ("https://me:secret@a.example/", NULL, "https://a.example/");
  assert_url ("mailto:a@b.example", NULL, "mailto:a@b.example");
  assert_url ("javascript:alert(1)", "https://a.example/", NULL);
  assert_url (" JaVaScRiPt:alert(1)", NULL, NULL);
  assert_url ("java\nscript:alert(1)", NULL, NULL);
  assert_url ("data:text/html,x", NULL, NULL);
  assert_url ("file:///etc/passwd", NULL, NULL);
  assert_url ("https:///nowhere", NULL, NULL);
  assert_url ("https://a;b&c:d/e", NULL, NULL);
  assert_url ("https://a\tb/c", NULL, NULL);
  assert_url ("https://a%20b/c", NULL, NULL);
  assert_url ("https://[::1]:8080/c", NULL, "https://[::1]:8080/c");
  assert_url ("https://zürich.example/c d", NULL, "https://xn--zrich-kva.example/c%20d");
  assert_url ("mailto://a;b", NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/string/squash", test_squash);
  g_test_add_func ("/string/clean", test_clean);
  g_test_add_func ("/string/cut", test_cut);
  g_test_add_func ("/string/mark-cut", test_mark_cut);
  g_test_add_func ("/string/explain", test_explain);
  g_test_add_func ("/string/hash", test_hash);
  g_test_add_func ("/string/safe-url", test_safe_url);

  return g_test_run ();
}
