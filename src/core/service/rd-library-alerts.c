/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader is told of what is kept: what to do about the outbox now, and what the reader did about a notice. */
#include "service/rd-library-private.h"

#include "base/rd-string.h"
#include "base/rd-time.h"

#include <string.h>

/* How many posts may be in the outbox: nobody counts further. */
#define MOST_IN_OUTBOX 1000

/* Of how many posts a digest is made to see which look like key events, and what topics are called. */
#define NEWEST_IN_EXTRACT 500

/* How long a heading or a title may be, in bytes: a desktop cuts it long before. */
#define MOST_LINE_BYTES 200

/* And a sentence. */
#define MOST_SENTENCE_BYTES 400

/**
 * rd_library_set_alert_rules:
 * @self: a library
 * @rules: (transfer none): what the reader wants to be told of; new posts are looked at with them from now on
 */
void
rd_library_set_alert_rules (RdLibrary    *self,
                            RdAlertRules *rules)
{
  rd_alert_rules_unref (self->rules);
  self->rules = rd_alert_rules_ref (rules);
  for (guint i = 0; i < self->stories->len; i++)
    g_clear_pointer (&((RdLibraryStories *) self->stories->pdata[i])->keywords, rd_keywords_free);
}

/* As one harmless line that is not too long; or what is said of a post without words, as of a picture. */
static char *
make_line (const char *text,
           gsize       most_bytes,
           const char *otherwise)
{
  g_autofree char *start = rd_string_cut (text, 2 * most_bytes);
  g_autofree char *clean = rd_string_clean (start);
  g_autofree char *line = rd_string_squash (clean);
  g_autofree char *cut = rd_string_cut (line != NULL ? line : "", most_bytes);

  if (line == NULL)
    return g_strdup (otherwise);
  return g_str_equal (cut, line) ? g_steal_pointer (&cut) : rd_string_mark_cut (cut);
}

/* Where a post has no heading, its first line often is one. */
static char *
make_heading (RdEntry    *entry,
              const char *otherwise)
{
  const char *text = rd_body_get_text (entry->body);
  g_autofree char *line = g_strndup (text, strcspn (text, "\n"));

  return make_line (entry->title != NULL ? entry->title : line, MOST_LINE_BYTES, otherwise);
}

static gint64
stamp (GDateTime *time)
{
  return time != NULL ? g_date_time_to_unix_usec (time) : 0;
}

static const RdAlertKind alert_kinds[] = {
  [RD_OUTBOX_KEY_EVENT] = RD_ALERT_KEY_EVENT,
  [RD_OUTBOX_PREDICTED] = RD_ALERT_PREDICTED,
  [RD_OUTBOX_OPEN] = RD_ALERT_PREDICTED,
  [RD_OUTBOX_POST] = RD_ALERT_POST,
};

/* What was corrected after the reader had seen it is not seen as it is now, to who wants to be told of that. */
static RdAlertItem *
make_item (RdLibrary          *self,
           const RdOutboxItem *kept_item,
           const RdKept       *kept,
           RdCorrections      *corrections)
{
  RdAlertItem *item = g_new0 (RdAlertItem, 1);
  const RdBlog blog = { .title = kept_item->blog_title };
  const char *topic_id = rd_library_follow_merges (corrections->merges, kept->topic_id);

  item->entry_id = g_strdup (kept->entry->id);
  item->blog_id = g_strdup (kept->entry->blog_id);
  item->blog_title = make_line (rd_blog_get_title (&blog), MOST_LINE_BYTES, "");
  item->topic_id = g_strdup (topic_id);
  item->heading = make_heading (kept->entry, item->blog_title);
  item->kind = alert_kinds[kept_item->kind];
  item->keyword = kept_item->keyword != NULL ? make_line (kept_item->keyword, MOST_LINE_BYTES, NULL) : NULL;
  item->published = kept->entry->published != NULL ? stamp (kept->entry->published) : kept_item->added;
  item->corrected = self->rules->corrections ? kept_item->corrected : 0;
  item->told = kept_item->told;
  item->notice_id = g_strdup (kept_item->notice_id);
  item->is_held = kept_item->is_held;
  item->is_seen = kept->entry->deleted || !kept_item->is_followed || stamp (kept->opened) > item->corrected;
  item->is_muted = topic_id != NULL && g_hash_table_contains (corrections->muted, topic_id);
  item->is_settled = kept_item->is_settled;

  return item;
}

/* What a plan is made from. */
typedef struct
{
  GPtrArray *items; /* (owned) (element-type RdAlertItem) */
  GPtrArray *open;  /* (owned) (element-type RdAlertItem): unowned ones, of which nobody knows yet what they are */
  RdCorrections corrections;
} Outbox;

static void
clear_outbox (Outbox *self)
{
  g_clear_pointer (&self->open, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  rd_library_clear_corrections (&self->corrections);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outbox, clear_outbox)

static gboolean
read_outbox (RdLibrary  *self,
             GDateTime  *now,
             Outbox     *outbox,
             GError    **error)
{
  g_autoptr (GPtrArray) list = rd_store_list_outbox (self->store, stamp (now) - RD_ALERT_PAUSE, error);

  if (list == NULL || !rd_library_read_corrections (self, now, &outbox->corrections, error))
    return FALSE;

  outbox->items = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_alert_item_free);
  outbox->open = g_ptr_array_new ();
  for (guint i = 0; i < list->len; i++)
    {
      const RdOutboxItem *kept_item = list->pdata[i];
      g_autoptr (GError) reason = NULL;
      g_autoptr (RdKept) kept = rd_store_find (self->store, kept_item->entry_id, &reason);
      RdAlertItem *item;

      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      if (kept == NULL)
        continue;
      item = make_item (self, kept_item, kept, &outbox->corrections);
      g_ptr_array_add (outbox->items, item);
      if (kept_item->kind == RD_OUTBOX_OPEN && !item->is_settled && !item->is_seen
          && rd_alert_plan_is_wanted (self->rules, item))
        g_ptr_array_add (outbox->open, item);
    }

  return TRUE;
}

static RdDigest *
make_extract (RdLibrary  *self,
              GError    **error)
{
  return rd_library_make_extract (self, &(RdExtent) { .newest = NEWEST_IN_EXTRACT }, error);
}

/* Says of what is open whether it looks like a key event. What is so old that it is not in the digest does not. */
static gboolean
decide (RdLibrary  *self,
        Outbox     *outbox,
        RdDigest   *digest,
        GError    **error)
{
  g_autoptr (GHashTable) predicted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < digest->entries->len; i++)
    {
      const RdDigestEntry *it = digest->entries->pdata[i];

      if (it->key_event == RD_KEY_EVENT_PREDICTED)
        g_hash_table_add (predicted, it->entry->id);
    }
  for (guint i = 0; i < outbox->open->len; i++)
    {
      RdAlertItem *item = outbox->open->pdata[i];
      const RdOutboxKind kind
          = g_hash_table_contains (predicted, item->entry_id) ? RD_OUTBOX_PREDICTED : RD_OUTBOX_POST;

      item->kind = alert_kinds[kind];
      if (!rd_store_put_decision (self->store, item->entry_id, kind, error))
        return FALSE;
    }

  return TRUE;
}

static void
label_topics (Outbox   *outbox,
              RdDigest *digest)
{
  g_autoptr (GHashTable) labels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < digest->topics->len; i++)
    {
      const RdTopic *topic = digest->topics->pdata[i];

      if (!topic->other)
        g_hash_table_insert (labels, topic->id, topic->label);
    }
  for (guint i = 0; i < outbox->items->len; i++)
    {
      RdAlertItem *item = outbox->items->pdata[i];
      const char *label = item->topic_id != NULL ? g_hash_table_lookup (labels, item->topic_id) : NULL;

      g_clear_pointer (&item->topic_label, g_free);
      item->topic_label = label != NULL ? make_line (label, MOST_LINE_BYTES, NULL) : NULL;
    }
}

static RdAlertItem *
find_item (Outbox     *outbox,
           const char *entry_id)
{
  for (guint i = 0; i < outbox->items->len; i++)
    if (g_str_equal (((RdAlertItem *) outbox->items->pdata[i])->entry_id, entry_id))
      return outbox->items->pdata[i];

  return NULL;
}

/* A post without a heading may mention it in the line that stands for one. */
static gboolean
quote_mention (RdLibrary    *self,
               RdAlertItem  *item,
               GError      **error)
{
  g_autofree char *sentence = NULL;

  if (!rd_library_quote_mention (self, item->entry_id, item->keyword, &sentence, error))
    return FALSE;

  item->mention = sentence != NULL ? make_line (sentence, MOST_SENTENCE_BYTES, NULL) : NULL;
  if (item->mention != NULL && strstr (item->heading, item->mention) != NULL)
    g_clear_pointer (&item->mention, g_free);

  return TRUE;
}

/* Finds the sentences that mention what the reader wants to be told of, where the notices show them: the lead's. */
static gboolean
quote_mentions (RdLibrary    *self,
                Outbox       *outbox,
                RdAlertPlan  *plan,
                GError      **error)
{
  for (guint i = 0; i < plan->notices->len; i++)
    {
      RdAlertItem *item = find_item (outbox, ((RdNotice *) plan->notices->pdata[i])->entry_id);

      if (item != NULL && item->keyword != NULL && !quote_mention (self, item, error))
        return FALSE;
    }

  return TRUE;
}

/* What is handed over is noted first, so that it is known, whoever ends when, where it is to be told again. */
static gboolean
keep_plan (RdLibrary    *self,
           RdAlertPlan  *plan,
           GDateTime    *now,
           GError      **error)
{
  for (guint i = 0; i < plan->dropped->len; i++)
    if (!rd_store_settle (self->store, plan->dropped->pdata[i], now, error))
      return FALSE;
  for (guint i = 0; i < plan->held->len; i++)
    if (!rd_store_put_held (self->store, plan->held->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < plan->notices->len; i++)
    {
      const RdNotice *notice = plan->notices->pdata[i];

      for (guint j = 0; j < notice->entry_ids->len; j++)
        if (!rd_store_put_into_notice (self->store, notice->entry_ids->pdata[j], notice->id, error))
          return FALSE;
    }

  return TRUE;
}

static RdAlertPlan *
make_plan (RdLibrary  *self,
           GDateTime  *now,
           GError    **error)
{
  g_auto (Outbox) outbox = { 0 };
  g_autoptr (RdDigest) digest = NULL;
  g_autoptr (RdAlertPlan) plan = NULL;

  if (!rd_store_settle_oldest (self->store, MOST_IN_OUTBOX, now, error) || !read_outbox (self, now, &outbox, error))
    return NULL;

  /* The digest costs more than all the rest: it is made only where something depends on it. */
  if (outbox.open->len > 0
      && ((digest = make_extract (self, error)) == NULL || !decide (self, &outbox, digest, error)))
    return NULL;
  plan = rd_alert_plan_new (self->rules, outbox.items, now);
  if (plan->notices->len > 0)
    {
      if (digest == NULL && (digest = make_extract (self, error)) == NULL)
        return NULL;
      label_topics (&outbox, digest);
      if (!quote_mentions (self, &outbox, plan, error))
        return NULL;
      rd_alert_plan_free (g_steal_pointer (&plan));
      plan = rd_alert_plan_new (self->rules, outbox.items, now);
    }

  return keep_plan (self, plan, now, error) ? g_steal_pointer (&plan) : NULL;
}

/* Ends a transaction, well or not. */
static gboolean
end (RdLibrary  *self,
     gboolean    done,
     GError    **error)
{
  if (done && rd_store_commit (self->store, error))
    return TRUE;

  rd_store_roll_back (self->store);
  return FALSE;
}

/**
 * rd_library_plan_alerts:
 * @self: a library to write to
 * @now: the time, in the reader's time zone
 * @error: as of rd_store_list_outbox() and rd_store_load()
 *
 * Finds what to tell the reader now. It stays to be told until rd_library_put_told().
 *
 * Returns: (transfer full): what is to be done, of which all that is to be kept is kept; or %NULL
 */
RdAlertPlan *
rd_library_plan_alerts (RdLibrary  *self,
                        GDateTime  *now,
                        GError    **error)
{
  g_autoptr (RdAlertPlan) plan = NULL;

  if (!rd_store_begin (self->store, error))
    return NULL;

  plan = make_plan (self, now, error);
  return end (self, plan != NULL, error) ? g_steal_pointer (&plan) : NULL;
}

static gboolean
put_all_told (RdLibrary  *self,
              RdNotice   *notice,
              GError    **error)
{
  for (guint i = 0; i < notice->entry_ids->len; i++)
    if (!rd_store_put_told (self->store, notice->entry_ids->pdata[i], notice->id, notice->made, error))
      return FALSE;

  return TRUE;
}

/**
 * rd_library_put_told:
 * @self: a library to write to
 * @notice: what was told
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Keeps that a notice was handed to the desktop.
 *
 * Returns: whether that is kept
 */
gboolean
rd_library_put_told (RdLibrary  *self,
                     RdNotice   *notice,
                     GError    **error)
{
  return rd_store_begin (self->store, error) && end (self, put_all_told (self, notice, error), error);
}

/**
 * rd_library_settle:
 * @self: a library to write to
 * @notice_id: a notice
 * @told_alone: whether what is to be told in it still, now or again, is left out
 * @are_read: whether the reader has read what it stands for
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Keeps that the reader has dealt with a notice.
 *
 * Returns: whether that is kept
 */
gboolean
rd_library_settle (RdLibrary   *self,
                   const char  *notice_id,
                   gboolean     told_alone,
                   gboolean     are_read,
                   GDateTime   *now,
                   GError     **error)
{
  return rd_store_begin (self->store, error)
         && end (self, rd_store_settle_notice (self->store, notice_id, told_alone, are_read, now, error), error);
}

/**
 * rd_library_mute:
 * @self: a library to write to
 * @topic_id: a topic
 * @until: (nullable): until when; %NULL for good
 * @now: the time
 * @error: %RD_ERROR_DISK, %RD_ERROR_DAMAGED
 *
 * Mutes a topic, beside all else that the reader corrected about it.
 *
 * Returns: whether that is kept
 */
gboolean
rd_library_mute (RdLibrary   *self,
                 const char  *topic_id,
                 GDateTime   *until,
                 GDateTime   *now,
                 GError     **error)
{
  g_autofree char *end_time = until != NULL ? rd_time_format (until) : NULL;
  gint64 number;

  if (!rd_store_begin (self->store, error))
    return FALSE;

  return end (self, rd_store_put_correction (self->store, RD_CORRECTION_MUTE, topic_id, end_time, now, &number, error),
              error);
}
