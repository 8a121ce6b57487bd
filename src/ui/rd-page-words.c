/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of a page: in the list of pages, by a screen reader, in its head. */
#include "ui/rd-page-words.h"

#include "ui/rd-page-news.h"
#include "ui/rd-slots.h"

#include <glib/gi18n.h>

static guint
count_key_events (RdPageItem *page)
{
  GPtrArray *all = rd_page_item_get_all (page);
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += ((RdDigestEntry *) all->pdata[i])->key_event != RD_KEY_EVENT_NO;

  return n;
}

/* How many posts, and how many key events among them. */
static char *
speak_counts (RdPageItem *page)
{
  return rd_slots_speak_counts (rd_page_item_get_all (page)->len, count_key_events (page));
}

/**
 * rd_page_words_count:
 * @page: a page
 *
 * Returns: (transfer full) (nullable): how many posts of it are new or, where none is, how many there are, in digits
 */
char *
rd_page_words_count (RdPageItem *page)
{
  const guint n_new = rd_page_news_count (page);

  if (rd_page_item_get_kind (page) == RD_PAGE_FRONT)
    return NULL;

  return g_strdup_printf ("%'u", n_new > 0 ? n_new : rd_page_item_get_all (page)->len);
}

/**
 * rd_page_words_speak:
 * @page: a page
 *
 * Returns: (transfer full): what a screen reader says of it
 */
char *
rd_page_words_speak (RdPageItem *page)
{
  const guint n_new = rd_page_news_count (page);
  const RdTopic *topic = rd_page_item_get_topic (page);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (parts, rd_page_item_get_title (page));
  if (topic != NULL && topic->pinned)
    g_strv_builder_add (parts, C_("topic", "pinned"));
  if (rd_page_item_get_kind (page) != RD_PAGE_FRONT)
    g_strv_builder_take (parts, speak_counts (page));
  if (n_new > 0)
    /* Translators: of posts. */
    g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%'u new", "%'u new", n_new), n_new));
  if (rd_page_item_get_sign (page).words != NULL)
    g_strv_builder_add (parts, rd_page_item_get_sign (page).words);
  all = g_strv_builder_end (parts);

  return rd_wording_list (all);
}

/**
 * rd_page_words_overview:
 * @page: a page
 *
 * Returns: (transfer full): how much it holds, and of what time
 */
char *
rd_page_words_overview (RdPageItem *page)
{
  RdWording *wording = rd_document_get_wording (rd_page_item_get_document (page));

  switch (rd_page_item_get_kind (page))
    {
    case RD_PAGE_TOPIC:
      return rd_wording_topic_head (wording, rd_page_item_get_topic (page));
    case RD_PAGE_BLOG:
      return speak_counts (page);
    case RD_PAGE_FRONT:
    default:
      return rd_page_item_get_news (page)->len > 0 ? rd_page_news_describe (page) : rd_wording_overview (wording);
    }
}

/**
 * rd_page_words_muted:
 * @topic: a topic
 *
 * Returns: (nullable): that the reader muted it; %NULL for one that is not
 */
const char *
rd_page_words_muted (const RdTopic *topic)
{
  if (!topic->muted)
    return NULL;

  return topic->muted_until != NULL ? C_("topic", "Muted for today") : C_("topic", "Muted");
}

/**
 * rd_page_words_has_key_events:
 * @page: a page
 *
 * Returns: whether it is a topic with a key event
 */
gboolean
rd_page_words_has_key_events (RdPageItem *page)
{
  return rd_page_item_get_kind (page) == RD_PAGE_TOPIC && count_key_events (page) > 0;
}
