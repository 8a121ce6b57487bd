/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a notice says: the post that it leads to, and how many more there are of what kind. What only looks like a key
 * event is never called one. */
#include "alerts/rd-alert-words.h"

#include <glib/gi18n.h>

/* How many headings stand in a briefing. */
#define MOST_HEADINGS 3

/* Between parts of a line that are no sentence together. */
#define APART " · "

static int
compare_published (gconstpointer a,
                   gconstpointer b)
{
  const RdAlertItem *one = *(RdAlertItem *const *) a;
  const RdAlertItem *other = *(RdAlertItem *const *) b;

  return one->published < other->published ? -1 : one->published > other->published;
}

/* Key events last, the newest of each last: of those of the same time, the one that came last. */
static int
compare_weight (gconstpointer a,
                gconstpointer b)
{
  const RdAlertItem *one = *(RdAlertItem *const *) a;
  const RdAlertItem *other = *(RdAlertItem *const *) b;
  const gboolean is_key = one->kind == RD_ALERT_KEY_EVENT;

  return is_key != (other->kind == RD_ALERT_KEY_EVENT) ? (is_key ? 1 : -1) : compare_published (a, b);
}

/* The newest key event or, without one, the newest post; of those that were corrected alone, where nothing else is new. */
static RdAlertItem *
find_lead (GPtrArray *items)
{
  g_autoptr (GPtrArray) corrected = g_ptr_array_new ();
  g_autoptr (GPtrArray) weighed = g_ptr_array_copy (items, NULL, NULL);
  gboolean is_news = FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      RdAlertItem *item = items->pdata[i];

      is_news |= item->told == 0;
      if (rd_alert_item_is_pending (item) && item->corrected != 0)
        g_ptr_array_add (corrected, item);
    }
  g_ptr_array_sort (weighed, compare_weight);
  g_ptr_array_sort (corrected, compare_weight);

  if (!is_news && corrected->len > 0)
    return corrected->pdata[corrected->len - 1];

  return weighed->pdata[weighed->len - 1];
}

/* How many of what kind. */
typedef struct
{
  guint n;
  guint n_key_events;
  guint n_predicted;
} Count;

static Count
count_items (GPtrArray         *items,
             const RdAlertItem *but)
{
  Count count = { 0 };

  for (guint i = 0; i < items->len; i++)
    {
      const RdAlertItem *item = items->pdata[i];

      if (item == but)
        continue;
      count.n++;
      count.n_key_events += item->kind == RD_ALERT_KEY_EVENT;
      count.n_predicted += item->kind == RD_ALERT_PREDICTED;
    }

  return count;
}

/* What all have in common, by the offset of the field; %NULL where they have not. */
static const char *
find_common (GPtrArray *items,
             gsize      offset)
{
  const char *common = G_STRUCT_MEMBER (char *, items->pdata[0], offset);

  for (guint i = 1; common != NULL && i < items->len; i++)
    if (g_strcmp0 (common, G_STRUCT_MEMBER (char *, items->pdata[i], offset)) != 0)
      return NULL;

  return common;
}

/* How many more posts than the one above; @story: (nullable): what all of them are about. */
static char *
describe_more (Count       count,
               const char *story)
{
  g_autofree char *more = NULL;

  if (count.n_key_events == count.n)
    more = g_strdup_printf (g_dngettext (NULL, "%'u more key event", "%'u more key events", count.n), count.n);
  else if (count.n_predicted == count.n)
    more = g_strdup_printf (g_dngettext (NULL, "%'u more post that looks like a key event",
                                         "%'u more posts that look like key events", count.n),
                            count.n);
  else
    more = g_strdup_printf (g_dngettext (NULL, "%'u more post", "%'u more posts", count.n), count.n);

  if (story == NULL)
    return g_steal_pointer (&more);

  /* Translators: first %s as '2 more key events', second the name of a topic. */
  return g_strdup_printf (C_("topic", "%s in %s"), more, story);
}

/* What there is beside the lead. Where that is not all of one topic, the lead's own stands first, and the live blog last. */
static char *
describe_rest (Count              count,
               const RdAlertItem *lead,
               const char        *common_topic)
{
  g_autofree char *more = count.n > 0 ? describe_more (count, common_topic) : NULL;
  const gboolean is_said = more != NULL && common_topic != NULL;
  const gboolean is_mixed = count.n_key_events > 0 && count.n_key_events < count.n;
  /* Translators: said after '5 more posts'. */
  const char *of_them = is_mixed ? _("key events among them") : NULL;
  const char *parts[5] = { NULL };
  guint n = 0;

  if (!is_said && lead->topic_label != NULL)
    parts[n++] = lead->topic_label;
  if (more != NULL)
    parts[n++] = more;
  if (of_them != NULL)
    parts[n++] = of_them;
  if (!is_said)
    parts[n++] = lead->blog_title;

  return g_strjoinv (APART, (char **) parts);
}

/* Why the reader is told of a post, where that is not plain. Returns: (nullable) */
static char *
describe_reason (const RdAlertItem *item)
{
  if (item->corrected != 0)
    /* Translators: said of a post that was edited. */
    return g_strdup (_("Corrected"));
  if (item->keyword != NULL)
    /* Translators: %s: a word or phrase that the reader wants to be told of. */
    return g_strdup_printf (_("Mentions ‘%s’"), item->keyword);

  return item->kind == RD_ALERT_PREDICTED ? g_strdup (_("Looks like a key event")) : NULL;
}

/* @items: the oldest first */
static RdNotice *
make_notice (const char        *id,
             GPtrArray         *items,
             const RdAlertItem *lead)
{
  RdNotice *notice = rd_notice_new (id);

  notice->entry_id = g_strdup (lead->entry_id);
  notice->topic_id = g_strdup (find_common (items, G_STRUCT_OFFSET (RdAlertItem, topic_id)));
  if (notice->topic_id != NULL)
    notice->topic_label = g_strdup (lead->topic_label);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (notice->entry_ids, g_strdup (((RdAlertItem *) items->pdata[i])->entry_id));

  return notice;
}

/**
 * rd_alert_words_make_notice:
 * @id: what the notice is called
 * @items: (element-type RdAlertItem): what it stands for, at least one; they are sorted
 *
 * Returns: (transfer full): the notice of a live blog or a topic
 */
RdNotice *
rd_alert_words_make_notice (const char *id,
                            GPtrArray  *items)
{
  const RdAlertItem *lead = find_lead (items);
  const Count count = count_items (items, lead);
  const char *mention = lead->corrected == 0 ? lead->mention : NULL;
  g_autofree char *reason = describe_reason (lead);
  g_autofree char *rest = NULL;
  RdNotice *notice;

  g_ptr_array_sort (items, compare_published);
  notice = make_notice (id, items, lead);
  rest = describe_rest (count, lead, notice->topic_label);
  notice->title = g_strdup (lead->heading);
  notice->body = g_strconcat (mention != NULL ? mention : "", mention != NULL ? "\n" : "",
                              reason != NULL ? reason : "", reason != NULL ? APART : "", rest, NULL);

  return notice;
}

static guint
count_stories (GPtrArray *items)
{
  g_autoptr (GHashTable) stories = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < items->len; i++)
    {
      const RdAlertItem *item = items->pdata[i];

      g_hash_table_add (stories, item->topic_id != NULL ? item->topic_id : item->blog_id);
    }

  return g_hash_table_size (stories);
}

static char *
count_all (Count count)
{
  if (count.n_key_events == count.n)
    return g_strdup_printf (g_dngettext (NULL, "%'u key event", "%'u key events", count.n), count.n);
  if (count.n_predicted == count.n)
    return g_strdup_printf (g_dngettext (NULL, "%'u post that looks like a key event",
                                         "%'u posts that look like key events", count.n), count.n);

  return g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", count.n), count.n);
}

/* How much came, and in how many stories. */
static char *
describe_all (Count count,
              guint n_stories)
{
  const gboolean is_mixed = count.n_key_events > 0 && count.n_key_events < count.n;
  g_autofree char *all = count_all (count);

  if (is_mixed)
    /* Translators: what came in quiet hours; %s as ‘5 posts’. */
    return g_strdup_printf (g_dngettext (NULL, "%s in %'u story, key events among them",
                                         "%s in %'u stories, key events among them", n_stories),
                            all, n_stories);

  /* Translators: what came in quiet hours; %s as ‘5 posts’ or ‘5 key events’. */
  return g_strdup_printf (g_dngettext (NULL, "%s in %'u story", "%s in %'u stories", n_stories), all, n_stories);
}

static char *
join_headings (GPtrArray *items)
{
  g_autoptr (GPtrArray) weighed = g_ptr_array_copy (items, NULL, NULL);
  g_autoptr (GString) lines = g_string_new (NULL);

  g_ptr_array_sort (weighed, compare_weight);
  for (guint i = 1; i <= MIN (weighed->len, MOST_HEADINGS); i++)
    g_string_append_printf (lines, "%s%s", i > 1 ? "\n" : "",
                            ((RdAlertItem *) weighed->pdata[weighed->len - i])->heading);

  return g_string_free_and_steal (g_steal_pointer (&lines));
}

/**
 * rd_alert_words_make_briefing:
 * @id: what the notice is called
 * @items: (element-type RdAlertItem): what it stands for, at least one; they are sorted
 *
 * Returns: (transfer full): one notice of all that came while it was quiet
 */
RdNotice *
rd_alert_words_make_briefing (const char *id,
                              GPtrArray  *items)
{
  RdNotice *notice;

  if (items->len == 1)
    return rd_alert_words_make_notice (id, items);

  g_ptr_array_sort (items, compare_published);
  notice = make_notice (id, items, find_lead (items));
  notice->title = describe_all (count_items (items, NULL), count_stories (items));
  notice->body = join_headings (items);

  return notice;
}
