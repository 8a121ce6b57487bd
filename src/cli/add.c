/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown add': finds live blogs, shows what was found, and follows them. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-hand-over.h"
#include "cli/rd-input.h"
#include "cli/rd-moment.h"
#include "cli/rd-output.h"
#include "service/rd-state.h"
#include "service/rd-subscription.h"

#include <glib/gi18n.h>

/* Whose it is, how much there is, how new that is, and how it is read.
 *
 * @newest: (nullable): when the newest was published; @format: (nullable): what it was read as */
static void
describe_found (GString    *said,
                RdBlog     *blog,
                guint       n_posts,
                GDateTime  *newest,
                const char *format)
{
  g_autofree char *title = rd_follow_title (blog);
  g_autofree char *time = newest != NULL ? rd_moment_describe (newest) : NULL;

  /* Translators: the title of a live blog. */
  g_string_append_printf (said, _("Found %s\n"), title);
  g_string_append_printf (said, g_dngettext (NULL, "    %'u post", "    %'u posts", n_posts), n_posts);
  if (time != NULL)
    /* Translators: when the newest post is of. */
    g_string_append_printf (said, _(" · newest %s"), time);
  if (blog->ended)
    /* Translators: nothing more comes from this live blog. */
    g_string_append (said, _(" · over"));
  else if (format != NULL)
    /* Translators: how a live blog is read, as ‘RSS, Atom or JSON feed’. */
    g_string_append_printf (said, _(" · read as %s"), _(format));
  if (blog->series != NULL)
    g_string_append (said, _(" · one of a series"));
  g_string_append_c (said, '\n');
}

static void
describe_read (GString        *said,
               RdBlog         *blog,
               const RdFormat *format)
{
  const RdEntry *newest = blog->entries->len > 0 ? blog->entries->pdata[blog->entries->len - 1] : NULL;

  describe_found (said, blog, blog->entries->len, newest != NULL ? newest->published : NULL,
                  format != NULL ? format->name : NULL);
}

static void
say_followed (GString *said,
              RdBlog  *blog,
              guint    n_new)
{
  g_autofree char *title = rd_follow_title (blog);

  g_string_append_printf (said,
                          /* Translators: the title of a live blog, and a number of posts. */
                          g_dngettext (NULL, "Following %s: %'u new post\n", "Following %s: %'u new posts\n", n_new),
                          title, n_new);
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
    describe_read (said, found->checked->blogs->pdata[i], found->checked->format);
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

/* @place: (out) (transfer full): its whole path */
static GPtrArray *
read_file (const char  *path,
           char       **place,
           GError     **error)
{
  const char *locations[] = { path, NULL };

  *place = g_canonicalize_filename (path, NULL);
  return rd_input_read ((GStrv) locations, FALSE, error);
}

static gboolean
add_file (RdLibrary   *library,
          const char  *path,
          GString     *said,
          GError     **error)
{
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) blogs = read_file (path, &place, error);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; blogs != NULL && i < blogs->len; i++)
    {
      RdTaken taken;

      describe_read (said, blogs->pdata[i], NULL);
      if (library == NULL)
        continue;
      if (!rd_library_take (library, blogs->pdata[i], place, now, &taken, error))
        return FALSE;
      say_followed (said, blogs->pdata[i], taken.n_new);
    }

  return blogs != NULL;
}

static RdFollowed *
find_followed (GPtrArray  *followed,
               const char *blog_id)
{
  for (guint i = 0; i < followed->len; i++)
    if (g_str_equal (((RdFollowed *) followed->pdata[i])->blog->id, blog_id))
      return followed->pdata[i];

  return NULL;
}

/* Says of what the application added what would be said if it had been added here. What is found at an address is told
 * of before anything of it is followed.
 *
 * @added: of the type of the answer */
static gboolean
say_added (GVariant  *added,
           gboolean   is_file,
           GString   *said,
           GError   **error)
{
  g_autoptr (RdLibrary) library = rd_follow_open (RD_STORE_READ, error);
  g_autoptr (GPtrArray) followed
      = library != NULL ? rd_store_list_followed (rd_library_get_store (library), error) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GString) said_after = g_string_new (NULL);
  g_autoptr (GVariantIter) iter = NULL;
  const char *blog_id;
  const char *format;
  guint n_posts;
  guint n_new;
  gint64 time;

  if (followed == NULL)
    return FALSE;

  g_variant_get (added, "(a(suxsu))", &iter);
  while (g_variant_iter_next (iter, "(&sux&su)", &blog_id, &n_posts, &time, &format, &n_new))
    {
      RdFollowed *it = find_followed (followed, blog_id);
      g_autoptr (GDateTime) newest = time != G_MININT64 ? g_date_time_new_from_unix_utc_usec (time) : NULL;

      if (it == NULL)
        continue;
      describe_found (said, it->blog, n_posts, newest, is_file ? NULL : format);
      say_followed (is_file ? said : said_after, it->blog, n_new);
      if (!is_file)
        say_over (said_after, it, now);
    }
  g_string_append (said, said_after->str);

  return TRUE;
}

static gboolean
hand_over_address (RdHandOver  *application,
                   const char  *url,
                   GString     *said,
                   GError     **error)
{
  g_autofree char *valid = g_utf8_make_valid (url, -1);
  g_autoptr (GVariant) added
      = rd_hand_over_call (application, "AddAddress", g_variant_new ("(s)", valid), "(a(suxsu))", error);

  return added != NULL && say_added (added, FALSE, said, error);
}

/* Where it cannot be read, that is said under the name that it was given here. */
static gboolean
hand_over_file (RdHandOver  *application,
                const char  *path,
                GString     *said,
                GError     **error)
{
  g_autofree char *place = NULL;
  g_autoptr (GPtrArray) blogs = read_file (path, &place, error);
  g_autoptr (GVariant) added = NULL;

  if (blogs == NULL)
    return FALSE;

  added = rd_hand_over_call (application, "AddFile", g_variant_new ("(^ay)", place), "(a(suxsu))", error);

  return added != NULL && say_added (added, TRUE, said, error);
}

/* @library: (nullable): where to keep it; @application: (nullable): what does that instead; where there is neither, it is
 * not followed */
static gboolean
add (RdLibrary   *library,
     RdHandOver  *application,
     const char  *location,
     GString     *said,
     GError     **error)
{
  g_autofree char *url = rd_input_read_address (location);

  if (application != NULL)
    return url != NULL ? hand_over_address (application, url, said, error)
                       : hand_over_file (application, location, said, error);

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
  g_autoptr (RdHandOver) application = NULL;
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

  application = !preview ? rd_hand_over_open () : NULL;
  if (!preview && application == NULL && (library = rd_follow_open (RD_STORE_WRITE, error)) == NULL)
    return FALSE;
  n_locations = g_strv_length (locations);
  for (guint i = 0; i < n_locations; i++)
    {
      g_autoptr (GError) reason = NULL;

      if (add (library, application, locations[i], said, &reason))
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
               /* Translators: how many could not, of how many. */
               g_dngettext (NULL, "%'u of %'u address could not be added", "%'u of %'u addresses could not be added",
                            n_locations),
               n_failed, n_locations);
  return FALSE;
}

const RdCommand rd_command_add = {
  .name = "add",
  .help = N_("Follow live blogs"),
  .run = run_add,
};
