/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to tell the reader now. There is one notice for each live blog or topic. It is told anew at once for a new key
 * event, after a pause for anything else, and never because it stands for less than before. */
#include "alerts/rd-alert-plan.h"

#include "alerts/rd-alert-words.h"
#include "alerts/rd-quiet.h"

/* What one notice stands for. */
typedef struct
{
  char *id;         /* (owned) */
  GPtrArray *items; /* (owned) (element-type RdAlertItem): unowned ones */
  gint64 told;      /* when it was told last, or 0 */
  gboolean is_pending;
  gboolean is_urgent;
} Group;

/* A plan that is being made. */
typedef struct
{
  RdAlertPlan *plan;   /* (unowned) */
  const RdAlertRules *rules;
  gint64 now;
  gint64 quiet_end;    /* 0 where it is not quiet */
  GHashTable *by_id;   /* (owned) (element-type utf8 Group): unowned ones */
  GPtrArray *groups;   /* (owned) (element-type Group): as they came */
  GHashTable *emptied; /* (owned) (element-type utf8): ids of notices of which a post was dropped */
  GHashTable *needed;  /* (owned) (element-type utf8): ids of notices that stand for something, or are told */
} Planning;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_free (group->id);
  g_ptr_array_unref (group->items);
  g_free (group);
}

/* @id: (transfer full) */
static Group *
get_group (Planning *planning,
           char     *id)
{
  g_autofree char *taken = id;
  Group *group = g_hash_table_lookup (planning->by_id, taken);

  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->id = g_steal_pointer (&taken);
      group->items = g_ptr_array_new ();
      g_hash_table_insert (planning->by_id, group->id, group);
      g_ptr_array_add (planning->groups, group);
    }

  return group;
}

/**
 * rd_alert_plan_is_wanted:
 * @rules: what the reader wants
 * @item: a post
 *
 * Returns: whether the reader wants to be told of it
 */
gboolean
rd_alert_plan_is_wanted (const RdAlertRules *rules,
                         const RdAlertItem  *item)
{
  static const RdAlertLevel needed[] = {
    [RD_ALERT_POST] = RD_ALERT_LEVEL_EVERYTHING,
    [RD_ALERT_PREDICTED] = RD_ALERT_LEVEL_PREDICTED,
    [RD_ALERT_KEY_EVENT] = RD_ALERT_LEVEL_KEY_EVENTS,
  };

  return !item->is_muted
         && (item->keyword != NULL
             || rd_alert_rules_get_level (rules, item->blog_id, item->topic_id) >= needed[item->kind]);
}

/* Whether it has its place. Only a damaged file says of a post that it was told, and not where. */
static gboolean
stays_in_notice (const RdAlertItem *item)
{
  return item->notice_id != NULL && (item->told == 0 || !rd_alert_item_is_pending (item));
}

/* Whether it was handed over, perhaps by a process that ended before it could say so. Then it is told again under the id
 * that it had, so that it takes its own place. */
static gboolean
is_on_its_way (const RdAlertItem *item)
{
  return item->told == 0 && item->notice_id != NULL;
}

static char *
name_notice (const Planning    *planning,
             const RdAlertItem *item)
{
  if (stays_in_notice (item))
    return g_strdup (item->notice_id);
  if (item->is_held)
    return g_strdup (RD_ALERT_BRIEFING);

  return planning->rules->by_topic && item->topic_id != NULL ? g_strconcat ("topic:", item->topic_id, NULL)
                                                             : g_strconcat ("blog:", item->blog_id, NULL);
}

/* A key event that was told and then corrected is no new one. */
static gboolean
is_urgent (const RdAlertItem *item)
{
  return item->is_held || is_on_its_way (item) || (item->kind == RD_ALERT_KEY_EVENT && item->told == 0);
}

static void
put_into_group (Planning    *planning,
                RdAlertItem *item)
{
  Group *group = get_group (planning, name_notice (planning, item));

  g_ptr_array_add (group->items, item);
  if (!rd_alert_item_is_pending (item))
    return;

  group->is_pending = TRUE;
  group->is_urgent |= is_urgent (item);
}

static void
drop_item (Planning          *planning,
           const RdAlertItem *item)
{
  g_ptr_array_add (planning->plan->dropped, g_strdup (item->entry_id));
  if (item->notice_id != NULL)
    g_hash_table_add (planning->emptied, item->notice_id);
}

/* What it was told under stays until then, and what is on its way waits without being held: it has its place. */
static void
hold_item (Planning          *planning,
           const RdAlertItem *item)
{
  planning->plan->next = planning->quiet_end;
  if (!item->is_held && !is_on_its_way (item))
    g_ptr_array_add (planning->plan->held, g_strdup (item->entry_id));
}

static void
take_item (Planning    *planning,
           RdAlertItem *item)
{
  /* A clock that was put back must not have the reader wait for it. */
  if (item->notice_id != NULL && item->told <= planning->now)
    {
      Group *group = get_group (planning, g_strdup (item->notice_id));

      group->told = MAX (group->told, item->told);
    }

  if (item->is_settled)
    return;
  if (item->is_seen || !rd_alert_plan_is_wanted (planning->rules, item))
    {
      drop_item (planning, item);
      return;
    }

  if (item->notice_id != NULL)
    g_hash_table_add (planning->needed, item->notice_id);
  if (planning->quiet_end != 0 && rd_alert_item_is_pending (item))
    hold_item (planning, item);
  else
    put_into_group (planning, item);
}

static void
plan_group (Planning *planning,
            Group    *group)
{
  const gint64 due = group->is_urgent ? 0 : group->told + RD_ALERT_PAUSE;
  RdNotice *notice;

  if (!group->is_pending)
    return;
  if (due > planning->now)
    {
      planning->plan->next = MIN (planning->plan->next, due);
      return;
    }

  notice = g_str_equal (group->id, RD_ALERT_BRIEFING) ? rd_alert_words_make_briefing (group->id, group->items)
                                                      : rd_alert_words_make_notice (group->id, group->items);
  notice->made = planning->now;
  g_ptr_array_add (planning->plan->notices, notice);
  g_hash_table_add (planning->needed, group->id);
}

static void
plan_withdrawals (Planning *planning)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, planning->emptied);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (planning->needed, id))
      g_ptr_array_add (planning->plan->withdrawn, g_strdup (id));

  g_hash_table_iter_init (&iter, planning->needed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (planning->plan->standing, g_strdup (id));
}

/**
 * rd_alert_plan_new:
 * @rules: what the reader wants
 * @items: (element-type RdAlertItem): what is not settled, and what was told in the last %RD_ALERT_PAUSE
 * @now: the time, in the reader's time zone
 *
 * Returns: (transfer full): what is to be done
 */
RdAlertPlan *
rd_alert_plan_new (const RdAlertRules *rules,
                   GPtrArray          *items,
                   GDateTime          *now)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GHashTable) emptied = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) needed = g_hash_table_new (g_str_hash, g_str_equal);
  RdAlertPlan *self = g_new0 (RdAlertPlan, 1);
  Planning planning = {
    .plan = self,
    .rules = rules,
    .now = g_date_time_to_unix_usec (now),
    .quiet_end = rd_quiet_find_end (rules, now),
    .by_id = by_id,
    .groups = groups,
    .emptied = emptied,
    .needed = needed,
  };

  self->notices = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_notice_unref);
  self->withdrawn = g_ptr_array_new_with_free_func (g_free);
  self->standing = g_ptr_array_new_with_free_func (g_free);
  self->dropped = g_ptr_array_new_with_free_func (g_free);
  self->held = g_ptr_array_new_with_free_func (g_free);
  self->next = G_MAXINT64;

  for (guint i = 0; i < items->len; i++)
    take_item (&planning, items->pdata[i]);
  for (guint i = 0; i < groups->len; i++)
    plan_group (&planning, groups->pdata[i]);
  plan_withdrawals (&planning);

  return self;
}

/**
 * rd_alert_plan_free:
 * @self: (transfer full): a plan
 */
void
rd_alert_plan_free (RdAlertPlan *self)
{
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->withdrawn);
  g_ptr_array_unref (self->standing);
  g_ptr_array_unref (self->dropped);
  g_ptr_array_unref (self->held);
  g_free (self);
}
