/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown fetch': reads the live blogs that are followed once more, all at once, and keeps what is new. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "base/rd-string.h"
#include "cli/rd-follow.h"
#include "cli/rd-hand-over.h"
#include "cli/rd-moment.h"
#include "cli/rd-output.h"
#include "service/rd-follower.h"

#include <glib/gi18n.h>

/* What is being fetched. */
typedef struct
{
  GHashTable *awaited; /* (owned): the ids of the live blogs that are looked at still */
  gboolean alone;      /* whether it is a single one, whose failure is that of the command */
  GString *said;       /* (owned): what there is to say in the end */
  guint n_failed;
  GError *error;       /* (nullable) (owned): why it is to end */
} Fetching;

static char *
describe_failure (const RdFollowerEvent *event)
{
  const RdFollowing *following = &event->followed->following;
  g_autofree char *place = NULL;
  g_autofree char *time = NULL;

  if (!event->spared || following->wait == NULL)
    return g_strdup (following->problem != NULL ? following->problem : _("its server wants to be left alone: try again later"));

  place = rd_follow_place (event->followed);
  time = rd_moment_describe (following->wait);
  /* Translators: a time, and an address. */
  return g_strdup_printf (_("its server wants to be left alone until %s: %s: try again then"), time, place);
}

/* What fails for one live blog does not stop others, if it is not alone. */
static void
followed_cb (const RdFollowerEvent *event,
             gpointer               user_data)
{
  Fetching *fetching = user_data;
  g_autofree char *title = rd_follow_title (event->followed->blog);
  g_autofree char *failure = NULL;

  if (!g_hash_table_remove (fetching->awaited, event->followed->blog->id))
    return;

  if (event->error != NULL)
    {
      g_clear_error (&fetching->error);
      fetching->error = g_error_copy (event->error);
    }
  else if (event->spared || event->followed->following.problem != NULL)
    {
      failure = describe_failure (event);
      fetching->n_failed++;
      if (fetching->alone && fetching->error == NULL)
        g_set_error_literal (&fetching->error, RD_ERROR, RD_ERROR_NETWORK, failure);
      else if (!fetching->alone)
        g_printerr ("rundown: %s\n", failure);
    }
  else
    {
      g_autofree char *count = rd_follow_count (&event->taken, TRUE);
      g_autofree char *line = rd_string_explain (title, count, NULL);

      g_string_append_printf (fetching->said, "%s\n", line);
    }
}

static void
expect (Fetching  *fetching,
        GPtrArray *chosen)
{
  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add (fetching->awaited, g_strdup (((RdFollowed *) chosen->pdata[i])->blog->id));
}

static gboolean
end (Fetching  *fetching,
     GError   **error)
{
  if (fetching->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&fetching->error));
  return FALSE;
}

/* Has all of @chosen looked at. Takes the library over. */
static gboolean
fetch (RdLibrary  *library,
       GPtrArray  *chosen,
       Fetching   *fetching,
       GError    **error)
{
  const RdFollowerOptions options = {
    .clock = rd_clock_real,
    .limits = &rd_fetcher_usual_limits,
    .by_hand = TRUE,
    .follow = followed_cb,
    .user_data = fetching,
  };
  g_autoptr (RdFollower) follower = rd_follower_new (library, &options, error);

  if (follower == NULL)
    return FALSE;

  expect (fetching, chosen);
  for (guint i = 0; i < chosen->len; i++)
    rd_follower_check (follower, ((RdFollowed *) chosen->pdata[i])->blog->id);
  while (g_hash_table_size (fetching->awaited) > 0 && (fetching->error == NULL || fetching->alone))
    g_main_context_iteration (NULL, TRUE);
  rd_follower_stop (follower);

  return end (fetching, error);
}

/* Tells of what the application came to as if it had been come to here.
 *
 * @followed: a live blog, which is changed for that */
static void
tell (RdFollowed    *followed,
      const RdTaken *taken,
      gboolean       spared,
      const char    *problem,
      gint64         wait,
      Fetching      *fetching)
{
  RdFollowing *following = &followed->following;
  const RdFollowerEvent event = { .followed = followed, .taken = *taken, .spared = spared };

  g_set_str (&following->problem, problem[0] != '\0' ? problem : NULL);
  g_clear_pointer (&following->wait, g_date_time_unref);
  following->wait = wait != G_MININT64 ? g_date_time_new_from_unix_utc_usec (wait) : NULL;
  followed_cb (&event, fetching);
}

/* Has the application look at all of @chosen. */
static gboolean
hand_over (RdHandOver  *application,
           GPtrArray   *chosen,
           Fetching    *fetching,
           GError     **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariantIter) iter = NULL;
  const char *blog_id;
  const char *problem;
  gboolean spared;
  gint64 wait;
  RdTaken taken = { 0 };

  for (guint i = 0; i < chosen->len; i++)
    g_strv_builder_add (builder, ((RdFollowed *) chosen->pdata[i])->blog->id);
  ids = g_strv_builder_end (builder);
  answer = rd_hand_over_call (application, "Fetch", g_variant_new ("(^as)", ids), "(a(sbsxuuu))", error);
  if (answer == NULL)
    return FALSE;

  expect (fetching, chosen);
  g_variant_get (answer, "(a(sbsxuuu))", &iter);
  while (g_variant_iter_next (iter, "(&sb&sxuuu)", &blog_id, &spared, &problem, &wait, &taken.n_new, &taken.n_edited,
                              &taken.n_deleted))
    for (guint i = 0; i < chosen->len; i++)
      if (g_str_equal (((RdFollowed *) chosen->pdata[i])->blog->id, blog_id))
        tell (chosen->pdata[i], &taken, spared, problem, wait, fetching);

  return end (fetching, error);
}

/* Those that are named or, where none is, all that are followed. */
static GPtrArray *
choose (GPtrArray   *followed,
        GStrv        names,
        GError     **error)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  for (guint i = 0; names == NULL && i < followed->len; i++)
    if (((RdFollowed *) followed->pdata[i])->followed)
      g_ptr_array_add (chosen, followed->pdata[i]);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      RdFollowed *found = rd_follow_find (followed, names[i], error);

      if (found == NULL)
        return NULL;
      g_ptr_array_add (chosen, found);
    }
  if (chosen->len == 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE, _("nothing is followed: add a live blog with 'rundown add'"));
      return NULL;
    }

  return g_steal_pointer (&chosen);
}

static gboolean
run_fetch (GStrv    arguments,
           GError **error)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdHandOver) application = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GPtrArray) followed = NULL;
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (GHashTable) awaited = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) said = g_string_new (NULL);
  Fetching fetching = { .awaited = awaited, .said = said };

  if (!rd_command_parse (&rd_command_fetch, _("[BLOG…]"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);

  application = rd_hand_over_open ();
  library = rd_follow_open (application != NULL ? RD_STORE_READ : RD_STORE_WRITE, error);
  if (library == NULL)
    return FALSE;
  followed = rd_store_list_followed (rd_library_get_store (library), error);
  chosen = followed != NULL ? choose (followed, names, error) : NULL;
  if (chosen == NULL)
    return FALSE;

  fetching.alone = chosen->len == 1;
  if (application == NULL)
    rd_follow_tidy (library);
  if (application != NULL ? !hand_over (application, chosen, &fetching, error)
                          : !fetch (g_steal_pointer (&library), chosen, &fetching, error))
    return FALSE;

  if (fetching.n_failed > 0)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_NETWORK,
                   /* Translators: how many could not, of how many. */
                   g_dngettext (NULL, "%'u of %'u live blog could not be read: try again later",
                                "%'u of %'u live blogs could not be read: try again later", chosen->len),
                   fetching.n_failed, chosen->len);
      if (fetching.n_failed < chosen->len)
        rd_output_write_string (said->str, NULL);
      return FALSE;
    }

  return rd_output_write_string (said->str, error);
}

const RdCommand rd_command_fetch = {
  .name = "fetch",
  .help = N_("Read what is followed once more"),
  .run = run_fetch,
};
