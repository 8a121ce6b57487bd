/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a page the reader has not seen. A front page has the news of its topics but for those that are muted. */
#include "ui/rd-page-news.h"

#include <glib/gi18n.h>

/* How many posts of it are new; if @of_key_events, how many key events. */
static guint
count (RdPageItem *page,
       gboolean    of_key_events)
{
  RdDocument *document = rd_page_item_get_document (page);
  GPtrArray *stories = rd_page_item_get_stories (page);
  GPtrArray *all = rd_page_item_get_all (page);
  guint n = 0;

  for (guint i = 0; stories != NULL && i < stories->len; i++)
    n += rd_page_news_counts (stories->pdata[i]) ? count (stories->pdata[i], of_key_events) : 0;
  for (guint i = 0; i < all->len; i++)
    n += (!of_key_events || ((RdDigestEntry *) all->pdata[i])->key_event != RD_KEY_EVENT_NO)
         && rd_document_is_new (document, all->pdata[i]);

  return n;
}

/**
 * rd_page_news_counts:
 * @page: a page of a topic
 *
 * Returns: whether it has something new that the reader is to be told of
 */
gboolean
rd_page_news_counts (RdPageItem *page)
{
  return !rd_page_item_get_topic (page)->muted && rd_page_news_count (page) > 0;
}

/**
 * rd_page_news_count:
 * @page: a page
 *
 * Returns: how many posts of it the reader has not seen
 */
guint
rd_page_news_count (RdPageItem *page)
{
  return count (page, FALSE);
}

/**
 * rd_page_news_count_key_events:
 * @page: a page
 *
 * Returns: how many key events of it the reader has not seen
 */
guint
rd_page_news_count_key_events (RdPageItem *page)
{
  return count (page, TRUE);
}

/**
 * rd_page_news_list:
 * @page: a page
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the posts that the reader has not seen, those that
 *   rd_page_news_count() counts
 */
GStrv
rd_page_news_list (RdPageItem *page)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GPtrArray *stories = rd_page_item_get_stories (page);
  GPtrArray *all = rd_page_item_get_all (page);

  for (guint i = 0; stories != NULL && i < stories->len; i++)
    {
      g_auto (GStrv) of_story = NULL;

      if (!rd_page_news_counts (stories->pdata[i]))
        continue;

      of_story = rd_page_news_list (stories->pdata[i]);
      g_strv_builder_addv (ids, (const char **) of_story);
    }
  for (guint i = 0; i < all->len; i++)
    if (rd_document_is_new (rd_page_item_get_document (page), all->pdata[i]))
      g_strv_builder_add (ids, ((RdDigestEntry *) all->pdata[i])->entry->id);

  return g_strv_builder_end (ids);
}

/* What belongs to no story is no topic. */
static guint
count_topics (RdPageItem *page)
{
  GPtrArray *news = rd_page_item_get_news (page);
  guint n = 0;

  for (guint i = 0; i < news->len; i++)
    n += !rd_page_item_get_topic (news->pdata[i])->other;

  return n;
}

/**
 * rd_page_news_describe:
 * @page: a page
 *
 * Returns: (transfer full): how much of it the reader has not seen
 */
char *
rd_page_news_describe (RdPageItem *page)
{
  const guint n_new = rd_page_news_count (page);
  const guint n_key_events = count (page, TRUE);
  const guint n_topics = count_topics (page);
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%'u new post", "%'u new posts", n_new), n_new);
  g_autofree char *key_events
      = g_strdup_printf (g_dngettext (NULL, "%'u key event", "%'u key events", n_key_events), n_key_events);
  g_autofree char *in_topics
      /* Translators: what is new on the front page; %s as ‘5 new posts’. */
      = g_strdup_printf (g_dngettext (NULL, "%s in %'u topic", "%s in %'u topics", n_topics), posts, n_topics);

  return g_strjoin (" · ", rd_page_item_get_stories (page) != NULL ? in_topics : posts,
                    n_key_events > 0 ? key_events : NULL, NULL);
}

/**
 * rd_page_news_speak:
 * @page: a page
 *
 * Returns: (transfer full): what a screen reader says of what is new in it
 */
char *
rd_page_news_speak (RdPageItem *page)
{
  g_autofree char *news = rd_page_news_describe (page);

  return g_strdup_printf ("%s, %s", rd_page_item_get_title (page), news);
}
