/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a server is spared, whichever of its addresses is asked. */
#include "service/rd-hosts.h"

#define NOW (G_GINT64_CONSTANT (1750000000) * G_USEC_PER_SEC)
#define HARBOUR "https://www.harbour.example/live"

static void
test_at_once (void)
{
  const gint64 later = NOW + RD_HOSTS_SPACING;
  g_autoptr (RdHosts) hosts = rd_hosts_new ();

  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, NOW), <=, NOW);
  rd_hosts_begin (hosts, HARBOUR, NOW);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, NOW), ==, later);
  rd_hosts_begin (hosts, HARBOUR, later);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, later), ==, G_MAXINT64);

  rd_hosts_end (hosts, HARBOUR);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, later), ==, later + RD_HOSTS_SPACING);
  rd_hosts_end (hosts, HARBOUR);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, later), ==, later + RD_HOSTS_SPACING);

  g_assert_cmpuint (RD_HOSTS_AT_ONCE, ==, 2);
  g_assert_cmpint (RD_HOSTS_SPACING, ==, G_USEC_PER_SEC);
}

static void
test_wait (void)
{
  const gint64 until = NOW + (gint64) 3600 * G_USEC_PER_SEC;
  g_autoptr (RdHosts) hosts = rd_hosts_new ();

  rd_hosts_begin (hosts, HARBOUR, NOW);
  rd_hosts_wait (hosts, HARBOUR, NOW, until);
  rd_hosts_end (hosts, HARBOUR);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, NOW), ==, until);
  /* A shorter wish does not end a longer one. */
  rd_hosts_wait (hosts, HARBOUR, NOW, NOW + 1);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, NOW), ==, until);
  /* When it is over, all is as usual. */
  rd_hosts_begin (hosts, HARBOUR, until);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, until), ==, until + RD_HOSTS_SPACING);
}

/* What was said in the future was said before the clock was set back, and holds nobody up. */
static void
test_clock_set_back (void)
{
  const gint64 yesterday = NOW - (gint64) 24 * 3600 * G_USEC_PER_SEC;
  g_autoptr (RdHosts) hosts = rd_hosts_new ();

  rd_hosts_begin (hosts, HARBOUR, NOW);
  rd_hosts_wait (hosts, HARBOUR, NOW, NOW + G_USEC_PER_SEC * 60);
  rd_hosts_end (hosts, HARBOUR);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, yesterday), <=, yesterday);
  /* And what is said now holds. */
  rd_hosts_wait (hosts, HARBOUR, yesterday, yesterday + 1);
  g_assert_cmpint (rd_hosts_get_ready (hosts, HARBOUR, yesterday), ==, yesterday + 1);
}

/* Whether two addresses are one server's. */
static gboolean
is_same (const char *one,
         const char *other)
{
  g_autoptr (RdHosts) hosts = rd_hosts_new ();

  rd_hosts_wait (hosts, one, NOW, NOW);

  return rd_hosts_get_ready (hosts, other, NOW) == NOW;
}

static void
test_names (void)
{
  g_assert_true (is_same (HARBOUR, HARBOUR));
  g_assert_true (is_same (HARBOUR, "https://www.harbour.example/?page=2#top"));
  g_assert_true (is_same (HARBOUR, "https://WWW.Harbour.Example/live"));
  g_assert_true (is_same (HARBOUR, "https://reader:secret@www.harbour.example/live"));
  g_assert_true (is_same (HARBOUR, "https://www.harbour.example:443/live"));
  g_assert_true (is_same (HARBOUR, "http://www.harbour.example/live"));
  g_assert_true (is_same ("http://[::1]:8000/a", "http://[::1]:8000/b"));

  g_assert_false (is_same (HARBOUR, "https://harbour.example/live"));
  g_assert_false (is_same (HARBOUR, "https://www.harbour.example:8443/live"));
  g_assert_false (is_same ("http://127.0.0.1:8000/a", "http://127.0.0.1:8001/a"));
  /* What is no address at all is a server of its own. */
  g_assert_true (is_same ("nonsense", "nonsense"));
  g_assert_false (is_same ("nonsense", "other nonsense"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/hosts/at-once", test_at_once);
  g_test_add_func ("/hosts/wait", test_wait);
  g_test_add_func ("/hosts/clock-set-back", test_clock_set_back);
  g_test_add_func ("/hosts/names", test_names);

  return g_test_run ();
}
