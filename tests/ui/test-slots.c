/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The time that posts cover, cut into slots. */
#include "ui/rd-slots.h"

/* A post of unknown time, and posts at so many minutes after a point in time. */
static RdDigest *
make_day (GDateTime    *start,
          const guint  *minutes,
          gsize         n_posts)
{
  RdDigest *digest = rd_digest_new ();
  RdTopic *topic = rd_digest_add_topic (digest);

  for (gsize i = 0; i <= n_posts; i++)
    {
      g_autoptr (RdEntry) entry = rd_entry_new ();

      entry->published = i > 0 ? g_date_time_add_minutes (start, (int) minutes[i - 1]) : NULL;
      rd_digest_add_entry (digest, entry, topic);
    }

  return digest;
}

static void
assert_spoken (GPtrArray  *slots,
               guint       index,
               const char *expected)
{
  g_autofree char *spoken = rd_slots_speak (slots, index);

  g_assert_cmpstr (spoken, ==, expected);
}

static void
assert_span (GPtrArray  *slots,
             const char *from,
             const char *to)
{
  g_autofree char *begins = rd_slots_format_from (slots);
  g_autofree char *ends = rd_slots_format_to (slots);

  g_assert_cmpstr (begins, ==, from);
  g_assert_cmpstr (ends, ==, to);
}

/* The posts in all slots, and that each slot begins where the one before ends. */
static guint
count_posts (GPtrArray *slots)
{
  guint n = 0;

  for (guint i = 0; i < slots->len; i++)
    {
      const RdSlot *slot = slots->pdata[i];

      g_assert_true ((slot->n_posts > 0) == (slot->first != NULL));
      if (i > 0)
        g_assert_true (g_date_time_equal (slot->from, ((RdSlot *) slots->pdata[i - 1])->to));
      n += slot->n_posts;
    }

  return n;
}

static void
test_hours (void)
{
  static const guint minutes[] = { 3, 95, 4, 40, 41, 180 };
  g_autoptr (GDateTime) morning = g_date_time_new_local (2025, 6, 16, 8, 0, 0);
  g_autoptr (RdDigest) digest = make_day (morning, minutes, G_N_ELEMENTS (minutes));
  GPtrArray *entries = digest->entries;
  g_autoptr (GPtrArray) slots = NULL;

  ((RdDigestEntry *) entries->pdata[4])->key_event = RD_KEY_EVENT_PREDICTED;
  slots = rd_slots_cut (entries);
  g_assert_cmpuint (slots->len, ==, 37);
  g_assert_cmpuint (count_posts (slots), ==, G_N_ELEMENTS (minutes));
  assert_span (slots, "08:00", "11:05");
  assert_spoken (slots, 0, "08:00 to 08:05: 2 posts");
  assert_spoken (slots, 1, "08:05 to 08:10: 0 posts");
  assert_spoken (slots, 8, "08:40 to 08:45: 2 posts, 1 key event");
  g_assert_cmpint (((RdSlot *) slots->pdata[8])->key_event, ==, RD_KEY_EVENT_PREDICTED);
  g_assert_true (((RdSlot *) slots->pdata[8])->first == entries->pdata[4]);

  ((RdDigestEntry *) entries->pdata[5])->key_event = RD_KEY_EVENT_PUBLISHER;
  g_clear_pointer (&slots, g_ptr_array_unref);
  slots = rd_slots_cut (entries);
  assert_spoken (slots, 8, "08:40 to 08:45: 2 posts, 2 key events");
  g_assert_cmpint (((RdSlot *) slots->pdata[8])->key_event, ==, RD_KEY_EVENT_PUBLISHER);
}

static void
test_days (void)
{
  static const guint two_days[] = { 0, 10, 20, 30, 40, 26 * 60 };
  static const guint weeks[] = { 0, 10, 20, 30, 40, 30 * 24 * 60 };
  static const guint year[] = { 0, 10, 20, 30, 40, 360 * 24 * 60 };
  g_autoptr (GDateTime) evening = g_date_time_new_local (2025, 6, 16, 22, 30, 0);
  g_autoptr (RdDigest) night = make_day (evening, two_days, G_N_ELEMENTS (two_days));
  g_autoptr (RdDigest) month = make_day (evening, weeks, G_N_ELEMENTS (weeks));
  g_autoptr (RdDigest) long_one = make_day (evening, year, G_N_ELEMENTS (year));
  g_autoptr (GPtrArray) slots = rd_slots_cut (night->entries);

  g_assert_cmpuint (slots->len, ==, 27);
  assert_span (slots, "16 Jun, 22:00", "18 Jun, 01:00");
  assert_spoken (slots, 1, "16 Jun, 23:00 to 00:00: 2 posts");

  g_clear_pointer (&slots, g_ptr_array_unref);
  slots = rd_slots_cut (month->entries);
  g_assert_cmpuint (slots->len, ==, 31);
  assert_span (slots, "16 Jun", "16 Jul");
  assert_spoken (slots, 0, "16 Jun: 5 posts");

  /* The clocks change within it. */
  g_clear_pointer (&slots, g_ptr_array_unref);
  slots = rd_slots_cut (long_one->entries);
  g_assert_cmpuint (slots->len, <=, 48);
  g_assert_cmpuint (count_posts (slots), ==, G_N_ELEMENTS (year));
  assert_spoken (slots, 0, "16 Jun to 23 Jun: 5 posts");
}

static void
test_too_few (void)
{
  static const guint few[] = { 0, 10, 20, 30, 40 };
  static const guint quick[] = { 0, 5, 10, 15, 20, 29 };
  static const guint enough[] = { 0, 5, 10, 15, 20, 30 };
  g_autoptr (GDateTime) morning = g_date_time_new_local (2025, 6, 16, 8, 0, 0);
  g_autoptr (RdDigest) of_few = make_day (morning, few, G_N_ELEMENTS (few));
  g_autoptr (RdDigest) at_once = make_day (morning, quick, G_N_ELEMENTS (quick));
  g_autoptr (RdDigest) of_enough = make_day (morning, enough, G_N_ELEMENTS (enough));
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autoptr (GPtrArray) slots = rd_slots_cut (of_enough->entries);

  g_assert_null (rd_slots_cut (nothing));
  g_assert_null (rd_slots_cut (of_few->entries));
  g_assert_null (rd_slots_cut (at_once->entries));
  g_assert_cmpuint (slots->len, ==, 31);
}

/* Whoever sends a wrong time is not waited for, and the end of the calendar is no time. */
static void
test_wrong_times (void)
{
  static const guint minutes[] = { 0, 5, 10, 15, 20, 30, 31 };
  g_autoptr (GDateTime) morning = g_date_time_new_local (2025, 6, 16, 8, 0, 0);
  g_autoptr (RdDigest) digest = make_day (morning, minutes, G_N_ELEMENTS (minutes));
  RdEntry *last = ((RdDigestEntry *) digest->entries->pdata[G_N_ELEMENTS (minutes)])->entry;
  const int ends[] = { 1, 9999 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GPtrArray) slots = NULL;

      g_clear_pointer (&last->published, g_date_time_unref);
      last->published = i == 0 ? g_date_time_new_utc (ends[i], 1, 1, 0, 0, 0)
                               : g_date_time_new_utc (ends[i], 12, 31, 23, 59, 59);
      slots = rd_slots_cut (digest->entries);
      g_assert_cmpuint (slots->len, ==, 31);
      g_assert_cmpuint (count_posts (slots), ==, G_N_ELEMENTS (minutes) - 1);
    }

  g_clear_pointer (&last->published, g_date_time_unref);
  last->published = g_date_time_add_years (morning, 9);
  g_ptr_array_unref (rd_slots_cut (digest->entries));
  g_clear_pointer (&last->published, g_date_time_unref);
  last->published = g_date_time_add_years (morning, 11);
  g_assert_null (rd_slots_cut (digest->entries));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/slots/hours", test_hours);
  g_test_add_func ("/slots/days", test_days);
  g_test_add_func ("/slots/too-few", test_too_few);
  g_test_add_func ("/slots/wrong-times", test_wrong_times);

  return g_test_run ();
}
