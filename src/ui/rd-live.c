/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says of how following goes. Of all that goes wrong it says one thing at a time, what matters most
 * first. What came has a file of its own. */
#include "ui/rd-live-private.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "service/rd-state.h"
#include "ui/rd-alert.h"

#include <glib/gi18n.h>

typedef enum
{
  SIGNAL_CHANGED,
} RdLiveSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (RdLive, rd_live, G_TYPE_OBJECT)

void
rd_live_tell_changed (RdLive *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* @state: what the last look came to; @next: (nullable): what comes next */
static char *
describe_state (const char *state,
                const char *next)
{
  if (next == NULL)
    /* Translators: how following a live blog goes, as ‘read 14:05’. */
    return g_strdup_printf (_("Followed: %s"), state);

  /* Translators: how following a live blog goes, as ‘read 14:05’, and what comes next, as ‘next at 14:10’. */
  return g_strdup_printf (_("Followed: %s; %s"), state, next);
}

/* @next: (nullable): what Rundown will do */
static void
put_problem (RdLive     *self,
             const char *blog_id,
             const char *title,
             const char *next)
{
  g_hash_table_replace (self->problems, g_strdup (blog_id),
                        /* Translators: the title of a live blog, and what Rundown will do, as ‘next try at 14:05’. */
                        next != NULL ? g_strdup_printf (_("%s could not be read; %s"), title, next)
                                     : g_strdup_printf (_("%s could not be read"), title));
}

static void
looked_cb (RdLive               *self,
           const RdServiceEvent *event)
{
  rd_live_take_news (self, event);
  g_clear_pointer (&self->looked, g_date_time_unref);
  self->looked = g_date_time_new_now_local ();

  g_hash_table_replace (self->states, g_strdup (event->blog_id), describe_state (event->state, event->next));
  if (event->problem == NULL)
    g_hash_table_remove (self->problems, event->blog_id);
  else
    put_problem (self, event->blog_id, event->title, event->next);

  rd_live_tell_changed (self);
}

/* What is kept may be older than what was looked at since. */
static void
take_kept (RdLive           *self,
           const RdFollowed *followed,
           GDateTime        *now)
{
  const char *id = followed->blog->id;
  const char *ended = _("No longer followed");
  const char *before = g_hash_table_lookup (self->states, id);
  g_autofree char *state = rd_state_describe (followed, now);
  g_autofree char *next = rd_state_describe_next (followed, now);

  if (followed->followed && before != NULL && !g_str_equal (before, ended))
    return;

  g_hash_table_replace (self->states, g_strdup (id), followed->followed ? describe_state (state, next) : g_strdup (ended));
  if (followed->followed && followed->following.problem != NULL)
    put_problem (self, id, rd_blog_get_title (followed->blog), next);
}

/* Of what is not followed any more, nothing goes wrong.
 *
 * @list: (element-type RdFollowed): what is kept */
static void
drop_problems (RdLive    *self,
               GPtrArray *list)
{
  g_autoptr (GHashTable) followed = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < list->len; i++)
    if (((RdFollowed *) list->pdata[i])->followed)
      g_hash_table_add (followed, ((RdFollowed *) list->pdata[i])->blog->id);

  g_hash_table_iter_init (&iter, self->problems);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (followed, id))
      g_hash_table_iter_remove (&iter);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdLive) self = user_data;
  g_autoptr (GPtrArray) list = rd_searcher_list_blogs_finish (RD_SEARCHER (source), result, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (list == NULL || self->service == NULL)
    return;

  for (guint i = 0; i < list->len; i++)
    take_kept (self, list->pdata[i], now);
  drop_problems (self, list);
  rd_live_tell_changed (self);
}

static void
rd_live_dispose (GObject *object)
{
  RdLive *self = RD_LIVE (object);

  g_clear_object (&self->service);
  g_clear_pointer (&self->changes, g_hash_table_unref);
  g_clear_pointer (&self->problems, g_hash_table_unref);
  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_object (&self->searcher);
  g_clear_pointer (&self->looked, g_date_time_unref);

  G_OBJECT_CLASS (rd_live_parent_class)->dispose (object);
}

static void
rd_live_class_init (RdLiveClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rd_live_dispose;

  /**
   * RdLive::changed:
   *
   * There is something else to say than before.
   */
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", RD_TYPE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rd_live_init (RdLive *self)
{
  self->changes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->problems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->states = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->searcher = rd_searcher_new (NULL);
}

/**
 * rd_live_new:
 * @service: what follows
 *
 * Returns: (transfer full): what there is to say of it
 */
RdLive *
rd_live_new (RdService *service)
{
  RdLive *self = g_object_new (RD_TYPE_LIVE, NULL);

  self->service = g_object_ref (service);
  g_signal_connect_object (service, "looked", G_CALLBACK (looked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (service, "changed", G_CALLBACK (rd_live_tell_changed), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rd_live_refresh:
 * @self: what there is to say
 *
 * Has all that is followed looked at now.
 *
 * Returns: whether another process does that, so that what it has kept can only be read again
 */
gboolean
rd_live_refresh (RdLive *self)
{
  rd_service_check_now (self->service);

  return g_error_matches (rd_service_get_error (self->service), RD_ERROR, RD_ERROR_BUSY);
}

/**
 * rd_live_read_states:
 * @self: what there is to say
 *
 * Has read how following goes, of live blogs too that were not looked at yet since the program was started.
 */
void
rd_live_read_states (RdLive *self)
{
  rd_searcher_list_blogs_async (self->searcher, listed_cb, g_object_ref (self));
}

/**
 * rd_live_describe_blog:
 * @self: what there is to say
 * @blog_id: the id of a live blog
 * @has_problem: (out): whether it could not be read
 *
 * Returns: (transfer full) (nullable): how following it goes, as one harmless line
 */
char *
rd_live_describe_blog (RdLive     *self,
                       const char *blog_id,
                       gboolean   *has_problem)
{
  const char *state = g_hash_table_lookup (self->states, blog_id);

  *has_problem = g_hash_table_contains (self->problems, blog_id);

  return state != NULL ? rd_string_clean (state) : NULL;
}

/* Returns: (transfer full) (nullable): what goes wrong */
static char *
describe_trouble (RdLive *self)
{
  const GError *error = rd_service_get_error (self->service);
  const guint n_problems = g_hash_table_size (self->problems);
  const RdConditions conditions = rd_service_get_conditions (self->service);
  GHashTableIter iter;
  gpointer problem;

  if (conditions & RD_CONDITIONS_OFFLINE)
    return rd_state_describe_conditions (conditions);
  if (g_error_matches (error, RD_ERROR, RD_ERROR_BUSY))
    return g_strdup (_("Another Rundown keeps up with what you follow"));
  if (error != NULL)
    return g_strdup (error->message);
  if (n_problems > 1)
    return g_strdup_printf (g_dngettext (NULL, "%'u live blog could not be read", "%'u live blogs could not be read",
                                         n_problems),
                            n_problems);

  g_hash_table_iter_init (&iter, self->problems);
  if (g_hash_table_iter_next (&iter, NULL, &problem))
    return g_strdup (problem);
  if (conditions != RD_CONDITIONS_NONE)
    return rd_state_describe_conditions (conditions);

  return g_strdup (rd_service_get_notice (self->service));
}

/**
 * rd_live_describe_note:
 * @self: what there is to say
 *
 * Returns: (transfer full) (nullable): how following goes, as one harmless line
 */
char *
rd_live_describe_note (RdLive *self)
{
  g_autofree char *trouble = describe_trouble (self);

  if (trouble != NULL)
    return rd_string_clean (trouble);

  /* Translators: see g_date_time_format(). */
  return self->looked != NULL ? g_date_time_format (self->looked, _("Last read at %H:%M")) : NULL;
}

/**
 * rd_live_follow_async:
 * @self: what there is to say
 * @url: an http or https address
 * @callback: called when it is followed, or cannot be
 * @user_data: for @callback
 *
 * Follows what is at an address from now on.
 */
void
rd_live_follow_async (RdLive              *self,
                      const char          *url,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  rd_service_subscribe_async (self->service, url, callback, user_data);
}

/**
 * rd_live_follow_finish:
 * @self: what there is to say
 * @result: what the callback was given
 * @parent: what a dialog is shown on that says why it is not followed
 *
 * Returns: whether it is followed
 */
gboolean
rd_live_follow_finish (RdLive       *self,
                       GAsyncResult *result,
                       GtkWidget    *parent)
{
  g_autoptr (GError) error = NULL;

  if (rd_service_subscribe_finish (self->service, result, &error))
    return TRUE;

  rd_alert_show_error (parent, _("Could Not Be Followed"), error);
  return FALSE;
}
