/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Addresses: completing what people type, masking secrets, leaving out tracking. */
#include "base/rd-address.h"

#include "base/rd-limits.h"

#include <string.h>

static void
assert_complete (const char *typed,
                 const char *expected)
{
  g_autofree char *whole = rd_address_complete (typed);

  g_assert_cmpstr (whole, ==, expected);
}

static void
test_complete (void)
{
  g_autofree char *longest = g_strnfill (RD_LIMIT_LINE_BYTES, 'x');
  g_autofree char *long_address = g_strconcat ("https://a.example/", longest, NULL);

  assert_complete (NULL, NULL);
  assert_complete ("", NULL);
  assert_complete (" \n", NULL);
  assert_complete ("https://a.example/b?c=d#e", "https://a.example/b?c=d#e");
  assert_complete ("http://a.example/", "http://a.example/");
  assert_complete ("HTTPS://a.example/B", "https://a.example/B");
  assert_complete ("https://localhost:8080/b", "https://localhost:8080/b");
  assert_complete ("https://me:s%40cret@a.example/?token=abc", "https://me:s%40cret@a.example/?token=abc");
  assert_complete ("https://z\u00fcrich.example/", "https://xn--zrich-kva.example/");

  /* What stands around it. */
  assert_complete ("\t https://a.example/b \n", "https://a.example/b");
  assert_complete ("\ufeff<https://a.example/b>", "https://a.example/b");
  assert_complete (" \" < https://a.example/b > \"", "https://a.example/b");
  assert_complete ("“https://a.example/b”", "https://a.example/b");
  assert_complete ("'www.a.example/b'", "https://www.a.example/b");
  assert_complete ("<>", NULL);
  assert_complete ("\"", NULL);

  /* Without a scheme, and with that of feeds. */
  assert_complete ("www.a.example/live/b?c=d", "https://www.a.example/live/b?c=d");
  assert_complete ("a.co.example/x", "https://a.co.example/x");
  assert_complete ("a.example:8080/x", "https://a.example:8080/x");
  assert_complete ("a.example/?to=http://b.example/", "https://a.example/?to=http://b.example/");
  assert_complete ("feed:https://a.example/b", "https://a.example/b");
  assert_complete ("FEED://a.example/b", "https://a.example/b");
  assert_complete ("feed:http://a.example/b", "http://a.example/b");
  assert_complete ("feed:a", NULL);
  assert_complete ("feed:file:///etc/passwd", NULL);
  assert_complete ("webcal://a.example/b", NULL);

  /* No address at all. */
  assert_complete ("localhost/x", NULL);
  assert_complete ("saved/a.json", NULL);
  assert_complete ("./a.json", NULL);
  assert_complete ("../a.json", NULL);
  assert_complete ("a..b/x", NULL);
  assert_complete ("a.", NULL);
  assert_complete (".a", NULL);
  assert_complete ("/a.example/x", NULL);
  assert_complete ("me@a.example", NULL);
  assert_complete ("mailto:me@a.example", NULL);
  assert_complete ("https://a.example/live and more", NULL);
  assert_complete ("a.example is down", NULL);
  assert_complete ("https://a.exa\nmple/", NULL);
  assert_complete ("https://", NULL);
  assert_complete ("https:///x", NULL);
  assert_complete ("https:a.example", NULL);
  assert_complete ("ftp://a.example/", NULL);
  assert_complete ("file:///etc/a.b", NULL);
  assert_complete ("javascript:alert(1.5)", NULL);
  assert_complete ("javascript://a.example/%0aalert(1)", NULL);
  assert_complete ("data:text/html,a.b", NULL);
  assert_complete ("https://a;b.example/", NULL);
  assert_complete ("https://a.example:port/", NULL);
  assert_complete ("https://a.example/\xff", NULL);
  assert_complete (longest, NULL);
  assert_complete (long_address, NULL);
}

/* What a mask makes of it, or %NULL where there is nothing to mask. */
static void
assert_mask (const char *url,
             const char *expected)
{
  g_autofree char *masked = rd_address_mask (url);
  g_autofree char *again = rd_address_mask (masked);

  g_assert_cmpstr (masked, ==, expected != NULL ? expected : url);
  g_assert_cmpstr (again, ==, masked);
  g_assert_cmpint (rd_address_has_secret (url), ==, expected != NULL);
  g_assert_false (rd_address_has_secret (masked));
  g_assert_cmpint (rd_address_is_masked (masked), ==, expected != NULL);
}

static void
test_mask (void)
{
  assert_mask ("", NULL);
  assert_mask ("https://a.example/live?page=2&id=abc#block-1", NULL);
  assert_mask ("https://a.example/@author/post", NULL);
  assert_mask ("https://a.example:8080/x@y", NULL);
  assert_mask ("https://[::1]:8080/x@y", NULL);
  assert_mask ("saved/notes@home.json", NULL);

  assert_mask ("https://me:hush@a.example/", "https://***@a.example/");
  assert_mask ("https://hush@a.example/b", "https://***@a.example/b");
  assert_mask ("https://me:hu@sh@a.example", "https://***@a.example");
  assert_mask ("https://***:hush@a.example/", "https://***@a.example/");
  g_assert_true (rd_address_is_masked ("https://a.example/?b=***&key=***"));
  g_assert_false (rd_address_is_masked ("https://a.example/***?***"));
  assert_mask ("HTTP://me:hush@[::1]:80/", "HTTP://***@[::1]:80/");
  assert_mask ("https://@a.example/", NULL);

  assert_mask ("https://a.example/?api-key=hush", "https://a.example/?api-key=***");
  assert_mask ("https://a.example/?a=1&token=hush&b=2#c", "https://a.example/?a=1&token=***&b=2#c");
  assert_mask ("https://me@a.example/?a=1&token=hush&sig=hush", "https://***@a.example/?a=1&token=***&sig=***");
  assert_mask ("https://a.example/?token=hu=sh/hu?sh;hu", "https://a.example/?token=***");
  assert_mask ("https://a.example/?a=1;token=hush;b=2&c", "https://a.example/?a=1;token=***&c");
  assert_mask ("https://a.example/?token&token=", NULL);
  assert_mask ("https://a.example/?t%6fken=hush", "https://a.example/?t%6fken=***");
  assert_mask ("https://a.example/?user%5Btoken%5D=hush", "https://a.example/?user%5Btoken%5D=***");
  assert_mask ("https://a.example/?%zztoken=hush", "https://a.example/?%zztoken=***");
  assert_mask ("https://a.example/b;jsessionid=hush.1/c?d", "https://a.example/b;jsessionid=***/c?d");
  assert_mask ("https://a.example/b#access_token=hu/sh&c=d", "https://a.example/b#access_token=***&c=d");
  assert_mask ("https://a.example/b#/c?token=hush", "https://a.example/b#/c?token=***");

  /* An address inside another. */
  assert_mask ("https://a.example/?to=https://b.example/?c=d", NULL);
  assert_mask ("https://a.example/?to=https://me:hush@b.example/&c", "https://a.example/?to=***&c");
  assert_mask ("https://a.example/?to=https%3A%2F%2Fb.example%2F%3Ftoken%3Dhush", "https://a.example/?to=***");
  assert_mask ("https://a.example/?to=https://b.example/?to=https%253A%252F%252Fme@c.example",
               "https://a.example/?to=***");
  assert_mask ("https://a.example/?to=https://b.example/?token=***", NULL);

  /* What is no address, and may come to a message all the same. */
  assert_mask ("me:hush@a.example/b", "***@a.example/b");
  assert_mask ("www.a.example/b?token=hush", "www.a.example/b?token=***");
  assert_mask ("https://me:hu/sh@a.example/b", "https://***@a.example/b");
  assert_mask ("https://me:hu#sh@a.example/?token=hush", "https://***@a.example/?token=***");
  assert_mask ("feed:https://me:hush@a.example/", "feed:https://***@a.example/");
  assert_mask ("http:/me:hush@a.example/", "http:/***@a.example/");
  assert_mask ("http:///hush@a.example/", "http:///***@a.example/");
}

static void
test_secret_names (void)
{
  static const char *const SECRET[] = {
    "api-key", "apikey", "API_KEY", "apiKey", "key", "token", "access_token", "accessToken", "accesstoken",
    "user_token", "auth", "X-Auth", "oauth", "authorization", "password", "passwd", "pass", "PWD", "secret",
    "client_secret", "clientSecret", "sig", "signature", "x-amz-signature", "X-Amz-Credential",
    "X-Amz-Security-Token", "session", "sid", "sessionid", "session_id", "PHPSESSID", "JSESSIONID", "code",
    "credential", "credentials", "jwt", "subscription-key", "token2", "oauth2", "auth.token",
  };
  static const char *const HARMLESS[] = {
    "page", "id", "monkey", "turkey", "keyword", "keywords", "author", "authors", "design", "country_code",
    "postcode", "side", "passage", "compass", "s", "q", "tokens-per-page", "codec", "sessions-shown", "", "1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (SECRET); i++)
    {
      g_autofree char *url = g_strdup_printf ("https://a.example/?%s=hush", SECRET[i]);
      g_autofree char *masked = g_strdup_printf ("https://a.example/?%s=***", SECRET[i]);

      assert_mask (url, masked);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (HARMLESS); i++)
    {
      g_autofree char *url = g_strdup_printf ("https://a.example/?%s=1", HARMLESS[i]);

      assert_mask (url, NULL);
    }
}

static void
assert_host (const char *url,
             const char *expected)
{
  g_autofree char *host = rd_address_get_host (url);

  g_assert_cmpstr (host, ==, expected);
}

static void
test_host (void)
{
  assert_host ("https://me:hush@A.Example/b", "a.example");
  assert_host ("https://a.example:443/", "a.example");
  assert_host ("http://a.example:443/", "a.example:443");
  assert_host ("http://a.example:80/", "a.example");
  assert_host ("https://a.example:8443/", "a.example:8443");
  assert_host ("http://[::A]:8080/", "[::a]:8080");
  assert_host ("http://[::a]/", "[::a]");
  assert_host ("https://z\u00fcrich.example/", "xn--zrich-kva.example");
  assert_host ("mailto:me@a.example", NULL);
  assert_host ("/a.example", NULL);
  assert_host ("https:///b", NULL);
  assert_host ("", NULL);
}

static void
assert_untrack (const char *url,
                const char *expected)
{
  g_autofree char *bare = rd_address_untrack (url);
  g_autofree char *again = rd_address_untrack (bare);

  g_assert_cmpstr (bare, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_loopback (void)
{
  static const char *const OWN[] = { "http://127.0.0.1/", "https://127.3.2.1:8080/a", "http://[::1]:80/", "http://LOCALHOST:1/",
                                     "http://rundown.localhost/" };
  static const char *const OTHERS[] = { "http://a.example/", "http://localhost.example/", "http://128.0.0.1/", "http://[::2]/",
                                        "http://127.0.0.1.example/", "http://notlocalhost/", "/srv/localhost", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (OWN); i++)
    g_assert_true (rd_address_is_loopback (OWN[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (OTHERS); i++)
    g_assert_false (rd_address_is_loopback (OTHERS[i]));
}

static void
test_untrack (void)
{
  g_assert_null (rd_address_untrack (NULL));
  assert_untrack ("", "");
  assert_untrack ("https://a.example/b", "https://a.example/b");
  assert_untrack ("https://a.example/b?", "https://a.example/b?");
  assert_untrack ("https://a.example/b?#", "https://a.example/b?#");
  assert_untrack ("https://a.example/b?&&c#d", "https://a.example/b?&&c#d");
  assert_untrack ("https://a.example/b?utm_source=c", "https://a.example/b");
  assert_untrack ("https://a.example/b?UTM_Source=c&d=e&fbclid=f#g", "https://a.example/b?d=e#g");
  assert_untrack ("https://a.example/b?d=e&CMP=f&at_medium=RSS&ns_mchannel=g&h=i", "https://a.example/b?d=e&h=i");
  assert_untrack ("https://a.example/b#xtor=RSS-1", "https://a.example/b");
  assert_untrack ("https://a.example/b?_ga=1#c&_gl=2", "https://a.example/b#c");
  assert_untrack ("https://a.example/b?ref=rss", "https://a.example/b");
  assert_untrack ("https://a.example/b?ref=main", "https://a.example/b?ref=main");
  assert_untrack ("https://a.example/b?ref", "https://a.example/b?ref");
  assert_untrack ("https://a.example/b?format=c&items=d", "https://a.example/b?format=c&items=d");
  assert_untrack ("https://a.example/utm_source=c", "https://a.example/utm_source=c");
}

/* Whatever the bytes are: it ends, a mask leaves nothing to mask, and what could be asked for still can be. */
static void
test_hostile (void)
{
  static const char *const PIECES[] = {
    "https://", "http:", "//", "/", "?", "#", "&", ";", "=", "@", ":", "***", "%", "%3D", "%00", "token", "key=",
    "a.example", "me",
    "[", "]", "::1", "80", " ", "\n", "\\", "\xff", "\u00e9", "<", ">", "feed:", "utm_x=", "?to=https://", "\"",
  };
  g_autoptr (GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 100000; i++)
    {
      const guint n = g_rand_int_range (random, 0, 16);
      g_autoptr (GString) url = g_string_new (i % 2 == 0 ? "https://" : "");
      g_autofree char *masked = NULL;
      g_autofree char *again = NULL;
      g_autofree char *bare = NULL;
      g_autofree char *host = NULL;
      g_autofree char *whole = NULL;

      for (guint j = 0; j < n; j++)
        g_string_append (url, PIECES[g_rand_int_range (random, 0, G_N_ELEMENTS (PIECES))]);

      masked = rd_address_mask (url->str);
      again = rd_address_mask (masked);
      bare = rd_address_untrack (url->str);
      host = rd_address_get_host (url->str);
      whole = rd_address_complete (url->str);

      g_assert_cmpstr (again, ==, masked);
      g_assert_false (rd_address_has_secret (masked));
      g_assert_cmpuint (strlen (bare), <=, url->len);
      if (!rd_address_has_secret (url->str))
        g_assert_cmpstr (masked, ==, url->str);
      if (whole != NULL)
        {
          g_autofree char *whole_masked = rd_address_mask (whole);
          g_autofree char *still_whole = rd_address_complete (whole_masked);
          g_autofree char *whole_host = rd_address_get_host (whole);
          g_autofree char *masked_host = rd_address_get_host (whole_masked);

          g_assert_true (g_str_has_prefix (whole, "http"));
          g_assert_cmpstr (still_whole, ==, whole_masked);
          g_assert_nonnull (whole_host);
          g_assert_cmpstr (masked_host, ==, whole_host);
        }
    }
}

/* Addresses inside addresses, and very many parameters. */
static void
test_large (void)
{
  g_autoptr (GString) nested = g_string_new ("https://a.example/");
  g_autoptr (GString) wide = g_string_new ("https://a.example/?");
  g_autofree char *masked = NULL;
  g_autofree char *wide_masked = NULL;

  for (guint i = 0; i < 10000; i++)
    {
      g_string_append (nested, "?to=https://a.example/");
      g_string_append (wide, ";token;=");
    }
  masked = rd_address_mask (nested->str);
  g_assert_cmpstr (masked, ==, "https://a.example/?to=***");
  wide_masked = rd_address_mask (wide->str);
  g_assert_cmpstr (wide_masked, ==, wide->str);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/address/complete", test_complete);
  g_test_add_func ("/address/mask", test_mask);
  g_test_add_func ("/address/secret-names", test_secret_names);
  g_test_add_func ("/address/host", test_host);
  g_test_add_func ("/address/loopback", test_loopback);
  g_test_add_func ("/address/untrack", test_untrack);
  g_test_add_func ("/address/hostile", test_hostile);
  g_test_add_func ("/address/large", test_large);

  return g_test_run ();
}
