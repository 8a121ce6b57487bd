/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown demo': the sample as if it happened now, and its digest in the end. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "cli/rd-output.h"
#include "export/rd-wording.h"
#include "service/rd-library.h"
#include "service/rd-reader.h"
#include "service/rd-replay.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>

#define USUAL_SECONDS 60
#define MOST_SECONDS 3600

/* From what edits and deletions are made up: a day like others. */
#define SEED 1

/* A replay that is going on. */
typedef struct
{
  GMainLoop *loop;
  RdLibrary *library;
  RdReplay *replay;
  GPtrArray *changes; /* (element-type RdReplayChange) */
  guint n_done;       /* how many of them have happened */
  gint64 began;       /* in µs of the monotonic clock */
  int seconds;
  guint next;    /* the source of the next, or 0 */
  GError *error; /* (nullable) (owned) */
  int signal;    /* the one that ended it, or 0 */
} Play;

/* Nothing in it is kept. */
static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

static char *
format_time (GDateTime *time)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (time);

  return g_date_time_format (local, _("%H:%M"));
}

/* A single post makes no story yet.
 * Returns: (transfer none) (nullable): what the story of a post is called, if it is of one */
static const char *
find_label (RdDigest   *digest,
            const char *entry_id)
{
  for (guint i = 0; i < digest->entries->len; i++)
    {
      const RdDigestEntry *it = digest->entries->pdata[i];

      if (g_str_equal (it->entry->id, entry_id))
        return it->topic->other || it->topic->entries->len < 2 ? NULL : it->topic->label;
    }

  return NULL;
}

/* A new post, with the story that it is of. */
static gboolean
append_post (GString     *said,
             RdLibrary   *library,
             const char  *time,
             RdEntry     *entry,
             const char  *words,
             GError     **error)
{
  const RdDigestOptions options = { 0 };
  g_autoptr (RdDigest) digest = rd_library_make_digest (library, &options, error);
  const char *label;

  if (digest == NULL)
    return FALSE;

  label = find_label (digest, entry->id);
  g_string_append_printf (said, "%s  ", time);
  if (entry->key_event)
    g_string_append_printf (said, "[%s] ", rd_wording_key_event (RD_KEY_EVENT_PUBLISHER));
  g_string_append (said, words);
  if (label != NULL)
    g_string_append_printf (said, " · %s", label);
  g_string_append_c (said, '\n');

  return TRUE;
}

static gboolean
append_change (GString               *said,
               RdLibrary             *library,
               const RdReplayChange  *change,
               GError               **error)
{
  g_autofree char *time = format_time (change->time);
  g_autofree char *published = format_time (change->entry->published != NULL ? change->entry->published : change->time);
  g_autofree char *heading = rd_wording_heading (change->entry);
  g_autofree char *words = rd_string_clean (heading);

  switch (change->kind)
    {
    case RD_REPLAY_APPEARED:
      return append_post (said, library, time, change->entry, words, error);
    case RD_REPLAY_REWORDED:
      /* Translators: the time of an edit, and the heading of the post. */
      g_string_append_printf (said, _("%s  [Edited] %s\n"), time, words);
      break;
    case RD_REPLAY_DELETED:
      /* Translators: times of day, of the deletion and of the post. */
      g_string_append_printf (said, _("%s  [Deleted] the post of %s\n"), time, published);
      break;
    case RD_REPLAY_TOUCHED:
      break;
    }

  return TRUE;
}

/* Keeps the live blog as it stands at the moment of the next change, and tells of all that happens then. */
static gboolean
take_next (Play    *self,
           GError **error)
{
  GDateTime *time = ((RdReplayChange *) self->changes->pdata[self->n_done])->time;
  g_autoptr (RdBlog) blog = rd_replay_at (self->replay, time);
  g_autoptr (GString) said = g_string_new (NULL);
  RdTaken taken;

  if (!rd_library_take (self->library, blog, "demo", time, &taken, error))
    return FALSE;

  for (; self->n_done < self->changes->len; self->n_done++)
    {
      const RdReplayChange *change = self->changes->pdata[self->n_done];

      if (!g_date_time_equal (change->time, time))
        break;
      if (!append_change (said, self->library, change, error))
        return FALSE;
    }

  return rd_output_write_string (said->str, error);
}

static gboolean plan_next (Play *self);

static gboolean
take_next_cb (gpointer user_data)
{
  Play *self = user_data;

  self->next = 0;
  if (!take_next (self, &self->error) || !plan_next (self))
    g_main_loop_quit (self->loop);

  return G_SOURCE_REMOVE;
}

/* Returns: whether there is one, and someone to tell of it */
static gboolean
plan_next (Play *self)
{
  g_autoptr (GDateTime) start = rd_replay_get_start (self->replay);
  g_autoptr (GDateTime) end = rd_replay_get_end (self->replay);
  const double span = (double) MAX (g_date_time_difference (end, start), 1);
  const RdReplayChange *change;
  double passed;
  gint64 due;

  if (self->n_done == self->changes->len || rd_output_is_closed ())
    return FALSE;

  change = self->changes->pdata[self->n_done];
  passed = (double) g_date_time_difference (change->time, start) / span;
  due = self->began + (gint64) (passed * self->seconds * G_TIME_SPAN_SECOND);
  self->next
      = g_timeout_add ((guint) (MAX (due - g_get_monotonic_time (), 0) / G_TIME_SPAN_MILLISECOND), take_next_cb, self);

  return TRUE;
}

static gboolean
end_early (Play *self,
           int   number)
{
  self->signal = number;
  g_main_loop_quit (self->loop);

  return G_SOURCE_CONTINUE;
}

static gboolean
hung_up_cb (gpointer user_data)
{
  return end_early (user_data, SIGHUP);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  return end_early (user_data, SIGINT);
}

static gboolean
terminated_cb (gpointer user_data)
{
  return end_early (user_data, SIGTERM);
}

/* Lets the time of the replay pass. A signal ends it early, so that what is temporary can be removed. */
static void
run_loop (Play *self)
{
  guint sources[] = {
    g_unix_signal_add (SIGHUP, hung_up_cb, self),
    g_unix_signal_add (SIGINT, interrupted_cb, self),
    g_unix_signal_add (SIGTERM, terminated_cb, self),
  };

  self->loop = g_main_loop_new (NULL, FALSE);
  self->began = g_get_monotonic_time ();
  if (plan_next (self))
    g_main_loop_run (self->loop);

  g_clear_handle_id (&self->next, g_source_remove);
  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    g_source_remove (sources[i]);
  g_main_loop_unref (self->loop);
}

/* Returns: whether the replay came to its end */
static gboolean
play (RdBlog      *final,
      const char  *folder,
      int          seconds,
      int         *signal_number,
      GError     **error)
{
  g_autofree char *path = g_build_filename (folder, "posts.db", NULL);
  g_autofree char *notice = NULL;
  g_autofree char *title = rd_string_clean (rd_blog_get_title (final));
  g_autofree char *head = g_strconcat (title, "\n\n", NULL);
  g_autoptr (RdLibrary) library = rd_library_open (path, RD_STORE_WRITE, &notice, error);
  g_autoptr (RdReplay) replay = rd_replay_new (final, SEED);
  g_autoptr (GPtrArray) changes = rd_replay_list_changes (replay, NULL, NULL);
  Play self = { .library = library, .replay = replay, .changes = changes, .seconds = seconds };

  if (library == NULL || !rd_output_write_string (head, error))
    return FALSE;

  run_loop (&self);
  *signal_number = self.signal;
  if (self.error != NULL)
    g_propagate_error (error, self.error);

  return self.error == NULL;
}

/* As if it had been asked for by itself. */
static gboolean
write_digest (GError **error)
{
  const char *arguments[] = { rd_command_digest.name, "--demo", NULL };
  g_auto (GStrv) copy = g_strdupv ((char **) arguments);

  return rd_output_write_string ("\n", error) && rd_command_digest.run (copy, error);
}

static gboolean
run_demo (GStrv    arguments,
          GError **error)
{
  int seconds = USUAL_SECONDS;
  int signal_number = 0;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, N_("Let the day pass in N seconds (else 60); 0 for at once"),
      N_("N") },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GPtrArray) blogs = NULL;
  g_autoptr (GError) reason = NULL;
  gboolean played;

  if (!rd_command_parse (&rd_command_demo, NULL, options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (seconds < 0 || seconds > MOST_SECONDS)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("--seconds goes from 0 to 3600: give a number between"));
      return FALSE;
    }

  blogs = rd_reader_read_demo (error);
  if (blogs == NULL)
    return FALSE;
  folder = g_dir_make_tmp ("rundown-demo-XXXXXX", &reason);
  if (folder == NULL)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_DISK, _("no folder for the demo: %s: set TMPDIR to another place"),
                   reason->message);
      return FALSE;
    }

  played = play (blogs->pdata[0], folder, seconds, &signal_number, error);
  remove_folder (folder);
  /* Whoever started it is to see what ended it. */
  if (signal_number != 0)
    raise (signal_number);

  return played && write_digest (error);
}

const RdCommand rd_command_demo = {
  .name = "demo",
  .help = N_("The sample, as if it happened now"),
  .run = run_demo,
};
