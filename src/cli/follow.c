/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown follow': keeps up with the live blogs that are followed, and tells what comes, until it is interrupted or, where
 * that is asked for, until nothing is due any more. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "cli/rd-follow.h"
#include "cli/rd-hand-over.h"
#include "cli/rd-output.h"
#include "export/rd-wording.h"
#include "service/rd-conditions.h"
#include "service/rd-follower.h"
#include "service/rd-outcome.h"
#include "service/rd-settings.h"
#include "service/rd-state.h"
#include "service/rd-tidying.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <unistd.h>

/* So many new posts are told one by one. */
#define MOST_TOLD 12

/* So many seconds are waited for what is due and has its server asked something else just now. No live blog is due again
 * as soon as that. */
#define PATIENCE_SECONDS 5

/* What keeps up. */
typedef struct
{
  GMainLoop *loop;      /* (owned) */
  RdFollower *follower; /* (owned) */
  GHashTable *failing;  /* (owned) (element-type utf8): the ids of live blogs with a problem that was told */
  RdTidying *tidying;   /* (owned) */
  gboolean once;        /* whether it ends when nothing is due any more, and says what comes alone */
  gint64 last;          /* the number of the last post that was told */
  GError *error;        /* (nullable) (owned): why it is to end */
} Watch;

/* One line, at once. @time: (nullable): %NULL for now */
static void
say_line (Watch      *self,
          GDateTime  *time,
          const char *words)
{
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : g_date_time_new_now_local ();
  g_autofree char *of_day = g_date_time_format (local, _("%H:%M"));
  g_autofree char *clean = rd_string_clean (words);
  g_autofree char *line = g_strdup_printf ("%s  %s\n", of_day, clean);

  if (self->error != NULL || !rd_output_write_string (line, &self->error) || rd_output_is_closed ())
    g_main_loop_quit (self->loop);
}

static void
say (Watch      *self,
     const char *words)
{
  say_line (self, NULL, words);
}

/* @words: (transfer full) */
static void
say_of (Watch            *self,
        const RdFollowed *followed,
        char             *words)
{
  g_autofree char *taken = words;
  g_autofree char *title = rd_follow_title (followed->blog);
  g_autofree char *line = rd_string_explain (title, taken, NULL);

  say (self, line);
}

static void
say_taken (Watch                 *self,
           const RdFollowerEvent *event)
{
  g_autofree char *count = rd_follow_count (&event->taken, FALSE);

  if (count[0] != '\0')
    say_of (self, event->followed, g_steal_pointer (&count));
}

/* The headings of new posts, key events told apart in words. After a long sleep there are too many to tell of each. */
static void
say_news (Watch                 *self,
          const RdFollowerEvent *event)
{
  const RdStoreFilter filter = { .blog_id = event->followed->blog->id, .after = self->last };
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GPtrArray) news = NULL;

  if (event->taken.n_new == 0)
    return;
  library = rd_follow_open (RD_STORE_READ, NULL);
  news = library != NULL ? rd_store_load (rd_library_get_store (library), &filter, NULL) : NULL;
  for (guint i = 0; news != NULL && event->taken.n_new <= MOST_TOLD && i < news->len; i++)
    {
      RdEntry *entry = ((RdKept *) news->pdata[i])->entry;
      g_autofree char *heading = rd_wording_heading (entry);
      g_autofree char *line
          = entry->key_event ? g_strdup_printf ("  [%s] %s", rd_wording_key_event (RD_KEY_EVENT_PUBLISHER), heading)
                             : g_strconcat ("  ", heading, NULL);

      if (!entry->deleted)
        say_line (self, entry->published, line);
    }
  if (library != NULL)
    rd_store_get_last_number (rd_library_get_store (library), &self->last, NULL);
}

/* A problem is told when it begins and when it ends. */
static void
say_problem (Watch            *self,
             const RdFollowed *followed)
{
  const char *problem = followed->following.problem;
  const char *id = followed->blog->id;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *next = rd_state_describe_next (followed, now);

  if (problem != NULL && g_hash_table_add (self->failing, g_strdup (id)))
    say_of (self, followed,
            /* Translators: what went wrong, and what Rundown will do. */
            next != NULL ? g_strdup_printf (_("could not be read: %s; %s"), problem, next)
                         : g_strdup_printf (_("could not be read: %s"), problem));
  else if (problem == NULL && g_hash_table_remove (self->failing, id))
    say_of (self, followed, g_strdup (_("can be read again")));
  else if (problem == NULL && followed->following.closed != NULL && next != NULL)
    say_of (self, followed, g_steal_pointer (&next));
}

static void
untidy_cb (const GError *error,
           gpointer      user_data)
{
  g_printerr ("rundown: %s\n", error->message);
}

static void
followed_cb (const RdFollowerEvent *event,
             gpointer               user_data)
{
  Watch *self = user_data;

  if (event->error != NULL && self->error == NULL)
    self->error = g_error_copy (event->error);
  if (self->error != NULL)
    {
      g_main_loop_quit (self->loop);
      return;
    }

  if (event->attached)
    say_of (self, event->followed, g_strdup (_("the next of its series, followed from now on")));
  say_taken (self, event);
  say_news (self, event);
  say_problem (self, event->followed);
  rd_tidying_look (self->tidying);
}

static void
conditions_cb (RdConditions conditions,
               gpointer     user_data)
{
  Watch *self = user_data;
  g_autofree char *words = rd_state_describe_conditions (conditions);

  rd_follower_set_conditions (self->follower, conditions);
  if (!self->once)
    say (self, words != NULL ? words : _("Nothing keeps from reading live blogs any more"));
}

static void
end_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
}

/* The loop may not run yet. */
static void
rested_cb (gint64   next,
           gpointer user_data)
{
  Watch *self = user_data;

  if (next - rd_clock_now (&rd_clock_real) > (gint64) PATIENCE_SECONDS * G_USEC_PER_SEC)
    g_idle_add_once (end_cb, self->loop);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* Nobody reads what is said any more. */
static gboolean
closed_cb (int          descriptor,
           GIOCondition condition,
           gpointer     user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

/* Runs until a signal comes, nobody reads the output any more, nothing is due where that is to end it, or it fails. */
static void
run_loop (Watch *self)
{
  static const int SIGNALS[] = { SIGHUP, SIGINT, SIGTERM };
  g_autoptr (GSettings) settings = rd_settings_open ();
  g_autoptr (RdConditionsWatch) watch = rd_conditions_watch_new (NULL, NULL, conditions_cb, self);
  RdConditions before;

  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    g_unix_signal_add (SIGNALS[i], interrupted_cb, self->loop);
  g_unix_fd_add (STDOUT_FILENO, G_IO_ERR | G_IO_HUP, closed_cb, self->loop);

  /* What is so from the beginning is told, too, but once. */
  before = rd_conditions_watch_get (watch);
  rd_conditions_watch_set_stops (watch, rd_settings_get_stops (settings));
  if (before != RD_CONDITIONS_NONE && rd_conditions_watch_get (watch) == before)
    conditions_cb (before, self);
  if (!self->once)
    say (self, _("Following; Ctrl+C ends it"));
  rd_tidying_look (self->tidying);
  g_main_loop_run (self->loop);
  rd_follower_stop (self->follower);
}

/* Takes the library over. */
static gboolean
keep_up (RdLibrary  *library,
         gboolean    once,
         GError    **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GHashTable) failing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Watch self = { .loop = loop, .failing = failing, .once = once };
  const RdFollowerOptions options = {
    .clock = rd_clock_real,
    .limits = &rd_fetcher_usual_limits,
    .follow = followed_cb,
    .rest = once ? rested_cb : NULL,
    .user_data = &self,
  };
  g_autoptr (RdFollower) follower = NULL;
  g_autoptr (GSettings) settings = rd_settings_open ();
  g_autoptr (RdTidying) tidying = NULL;

  if (!rd_store_get_last_number (rd_library_get_store (library), &self.last, error))
    {
      rd_library_close (library);
      return FALSE;
    }
  follower = rd_follower_new (library, &options, error);
  if (follower == NULL)
    return FALSE;

  tidying = rd_tidying_new (rd_follower_get_writer (follower), rd_settings_get_keep_days (settings), untidy_cb, NULL);
  self.follower = follower;
  self.tidying = tidying;
  run_loop (&self);
  if (self.error != NULL)
    g_propagate_error (error, self.error);

  return self.error == NULL;
}

/* Whether there is anything that more may come from. */
static gboolean
check_followed (RdLibrary  *library,
                GError    **error)
{
  g_autoptr (GPtrArray) followed = rd_store_list_followed (rd_library_get_store (library), error);
  gboolean any = FALSE;

  for (guint i = 0; followed != NULL && i < followed->len; i++)
    {
      const RdFollowed *one = followed->pdata[i];

      if (rd_outcome_expects_more (one) || (one->followed && one->blog->series != NULL))
        return TRUE;
      any |= one->followed;
    }

  if (followed != NULL)
    g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE,
                         any ? _("nothing more comes from what is followed, for it is over or a file: "
                                 "add a live blog with 'rundown add'")
                             : _("nothing is followed: add a live blog with 'rundown add'"));
  return FALSE;
}

static gboolean
run_follow (GStrv    arguments,
            GError **error)
{
  g_auto (GStrv) rest = g_strdupv (arguments);
  gboolean once = FALSE;
  const GOptionEntry options[] = {
    { "once", 0, 0, G_OPTION_ARG_NONE, &once, N_("Read what is due, and end"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdHandOver) application = NULL;
  g_autoptr (RdLibrary) library = NULL;

  if (!rd_command_parse (&rd_command_follow, NULL, options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  /* The application keeps up itself. */
  application = once ? rd_hand_over_open () : NULL;
  if (application != NULL)
    return TRUE;

  library = rd_follow_open (RD_STORE_WRITE, error);

  return library != NULL && (once || check_followed (library, error)) && keep_up (g_steal_pointer (&library), once, error);
}

const RdCommand rd_command_follow = {
  .name = "follow",
  .help = N_("Keep up with what is followed"),
  .run = run_follow,
};
