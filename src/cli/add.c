/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown add': finds live blogs, shows what was found, and follows them. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-input.h"
#include "cli/rd-moment.h"
#include "cli/rd-output.h"
#include "service/rd-state.h"
#include "service/rd-subscription.h"

#include <glib/gi18n.h>

/* Whose it is, how much there is, how new that is, and how it is read. */
static void
describe_found (GString   *said,
                RdBlog    *blog,
                RdChecked *checked)
{
  g_autofree char *title = rd_follow_title (blog);
  const RdEntry *newest = blog->entries->len > 0 ? blog->entries->pdata[blog->entries->len - 1] : NULL;
  g_autofree char *time = newest != NULL && newest->published != NULL ? rd_moment_describe (newest->published) : NULL;

  g_string_append_printf (said, _("Found %s\n"), title);
  g_string_append_printf (said, g_dngettext (NULL, "    %u post", "    %u posts", blog->entries->len), blog->entries->len);
  if (time != NULL)
    g_string_append_printf (said, _(" · newest %s"), time);
  if (blog->ended)
    g_string_append (said, _(" · over"));
  else if (checked != NULL)
    g_string_append_printf (said, _(" · read as %s"), checked->format->name);
  if (blog->series != NULL)
    g_string_append (said, _(" · one of a series"));
  g_string_append_c (said, '\n');
}

static void
say_followed (GString *said,
              RdBlog  *blog,
              guint    n_new)
{
  g_autofree char *title = rd_follow_title (blog);

  g_string_append_printf (said, g_dngettext (NULL, "Following %s: %u new post\n", "Following %s: %u new posts\n", n_new), title,
                          n_new);
}

/* Of what will not be asked again the reader has to know. */
static void
say_over (GString          *said,
          const RdFollowed *followed,
          GDateTime        *now)
{
  g_autofree char *next = followed->following.closed != NULL ? rd_state_describe_next (followed, now) : NULL;

  if (next != NULL)
    g_string_append_printf (said, "    %s\n", next);
}

static gboolean
add_address (RdLibrary   *library,
             const char  *url,
             GString     *said,
             GError     **error)
{
  g_autoptr (RdFound) found = rd_input_find (url, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (RdSubscription) subscription = NULL;

  if (found == NULL)
    return FALSE;

  for (guint i = 0; i < found->checked->blogs->len; i++)
    describe_found (said, found->checked->blogs->pdata[i], found->checked);
  if (library == NULL)
    return TRUE;

  subscription = rd_subscription_new (g_steal_pointer (&found), FALSE, now);
  if (!rd_subscription_hide_secrets (subscription, NULL, error) || !rd_subscription_keep (library, subscription, error))
    return FALSE;
  for (guint i = 0; i < subscription->outcomes->len; i++)
    {
      RdOutcome *outcome = subscription->outcomes->pdata[i];

      say_followed (said, outcome->followed->blog, outcome->taken.n_new);
      say_over (said, outcome->followed, now);
    }

  return TRUE;
}

static gboolean
add_file (RdLibrary   *library,
          const char  *path,
          GString     *said,
          GError     **error)
{
  const char *locations[] = { path, NULL };
  g_autoptr (GPtrArray) blogs = rd_input_read ((GStrv) locations, FALSE, error);
  g_autofree char *place = g_canonicalize_filename (path, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; blogs != NULL && i < blogs->len; i++)
    {
      RdTaken taken;

      describe_found (said, blogs->pdata[i], NULL);
      if (library == NULL)
        continue;
      if (!rd_library_take (library, blogs->pdata[i], place, now, &taken, error))
        return FALSE;
      say_followed (said, blogs->pdata[i], taken.n_new);
    }

  return blogs != NULL;
}

static gboolean
add (RdLibrary   *library,
     const char  *location,
     GString     *said,
     GError     **error)
{
  g_autofree char *url = rd_input_read_address (location);

  return url != NULL ? add_address (library, url, said, error) : add_file (library, location, said, error);
}

static gboolean
run_add (GStrv    arguments,
         GError **error)
{
  gboolean preview = FALSE;
  g_auto (GStrv) locations = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &preview, N_("Show what is found, and follow nothing"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &locations, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (GString) said = g_string_new (NULL);
  guint n_locations;
  guint n_failed = 0;

  if (!rd_command_parse (&rd_command_add, _("URL|FILE…"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (!rd_input_check (locations, FALSE, error))
    return FALSE;
  if (locations == NULL)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("nothing to follow: name a file or an address"));
      return FALSE;
    }
  if (g_strv_contains ((const char *const *) locations, "-"))
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE,
                           _("standard input cannot be read again: save it as a file, and name that"));
      return FALSE;
    }

  if (!preview && (library = rd_follow_open (RD_STORE_WRITE, error)) == NULL)
    return FALSE;
  n_locations = g_strv_length (locations);
  for (guint i = 0; i < n_locations; i++)
    {
      g_autoptr (GError) reason = NULL;

      if (add (library, locations[i], said, &reason))
        continue;
      if (n_locations == 1)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      rd_output_tell (reason);
      n_failed++;
    }

  if (library != NULL)
    rd_follow_tidy (library);
  if (n_failed == 0)
    return rd_output_write_string (said->str, error);

  if (!rd_output_write_string (said->str, error))
    return FALSE;
  g_set_error (error, RD_ERROR, RD_ERROR_NETWORK,
               g_dngettext (NULL, "%u of %u address could not be added", "%u of %u addresses could not be added", n_locations),
               n_failed, n_locations);
  return FALSE;
}

const RdCommand rd_command_add = {
  .name = "add",
  .help = N_("Follow live blogs"),
  .run = run_add,
};
