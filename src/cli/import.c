/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown import': follows all of a list that another program wrote, several at once. */
#include "cli/rd-command.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "cli/rd-follow.h"
#include "cli/rd-output.h"
#include "export/rd-wording.h"
#include "formats/rd-opml.h"
#include "service/rd-hosts.h"
#include "service/rd-reader.h"
#include "service/rd-subscription.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* How many addresses are looked at at once; of one server, as many as RdHosts says. */
#define AT_ONCE 16u

/* A list that is being followed. */
typedef struct
{
  RdLibrary *library;
  RdFetcher *fetcher;
  RdHosts *hosts;
  GHashTable *known; /* (element-type utf8): the ids of what is followed, its addresses and its pages */
  GQueue waiting;    /* (element-type RdOutline): what was not looked at yet */
  guint timer;       /* until a server may be asked again, or 0 */
  guint n_busy;
  guint n_all;
  guint n_followed;
  guint n_known;
  guint n_failed;
  gboolean shows_progress;
} Import;

/* An address that is being looked at. */
typedef struct
{
  Import *import;
  const RdOutline *outline;
  RdFound *found; /* (nullable) (owned): what is there, while its page is looked at */
} Look;

static void begin_looks (Import *self);

static void
note_followed (Import     *self,
               RdBlog     *blog,
               const char *location)
{
  g_hash_table_add (self->known, g_strdup (blog->id));
  g_hash_table_add (self->known, g_strdup (location));
  if (blog->url != NULL)
    g_hash_table_add (self->known, g_strdup (blog->url));
}

static void
say_failure (Import       *self,
             const char   *url,
             const GError *error)
{
  g_autofree char *shown = rd_address_mask (url);
  g_autofree char *whole = g_strdup_printf ("%s: %s", shown, error->message);
  g_autofree char *line = rd_wording_clean (strstr (error->message, shown) != NULL ? error->message : whole);

  g_printerr ("%srundown: %s\n", self->shows_progress ? "\r\033[K" : "", line);
}

static void
show_progress (Import *self)
{
  if (!self->shows_progress)
    return;

  g_printerr ("\r");
  g_printerr (_("%u of %u"), self->n_followed + self->n_known + self->n_failed, self->n_all);
  g_printerr ("\033[K");
}

static gboolean
is_known (Import  *self,
          RdFound *found)
{
  for (guint i = 0; i < found->checked->blogs->len; i++)
    if (!g_hash_table_contains (self->known, ((RdBlog *) found->checked->blogs->pdata[i])->id))
      return FALSE;

  return TRUE;
}

/* Returns: whether what was found is followed; of @found, nothing is left */
static gboolean
follow (Import   *self,
        RdFound  *found,
        GError  **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (RdSubscription) subscription = NULL;

  if (is_known (self, found))
    {
      rd_found_free (found);
      self->n_known++;
      return TRUE;
    }

  subscription = rd_subscription_new (found, FALSE, now);
  if (!rd_subscription_hide_secrets (subscription, NULL, error) || !rd_subscription_keep (self->library, subscription, error))
    return FALSE;

  for (guint i = 0; i < subscription->outcomes->len; i++)
    {
      const RdFollowed *followed = ((RdOutcome *) subscription->outcomes->pdata[i])->followed;

      note_followed (self, followed->blog, followed->location);
    }
  self->n_followed++;

  return TRUE;
}

static void
end_look (Look    *look,
          RdFound *found,
          GError  *error)
{
  Import *self = look->import;
  g_autoptr (GError) reason = error;

  rd_hosts_end (self->hosts, look->outline->url);
  self->n_busy--;
  if (found == NULL || !follow (self, found, &reason))
    {
      self->n_failed++;
      say_failure (self, look->outline->url, reason);
    }
  show_progress (self);
  g_free (look);
  begin_looks (self);
}

static void
found_page_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Look *look = user_data;
  RdFound *found = rd_finder_find_finish (result, NULL);

  if (found != NULL && g_str_equal (found->location, look->found->location))
    {
      rd_found_free (look->found);
      end_look (look, found, NULL);
      return;
    }

  g_clear_pointer (&found, rd_found_free);
  end_look (look, look->found, NULL);
}

/* Many an endpoint does not say of which page it is, or a feed names another one than the page that leads to it. What the
 * list says is believed if the page says so, too: the live blog is the same then as if it had been found there. */
static gboolean
wants_page (RdFound         *found,
            const RdOutline *outline)
{
  RdBlog *blog = found->checked->blogs->pdata[0];

  return outline->page != NULL && found->checked->blogs->len == 1 && g_strcmp0 (blog->url, outline->page) != 0
         && !g_str_equal (outline->page, found->location);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Look *look = user_data;
  GError *error = NULL;
  RdFound *found = rd_finder_find_finish (result, &error);

  if (found == NULL || is_known (look->import, found) || !wants_page (found, look->outline))
    {
      end_look (look, found, error);
      return;
    }

  look->found = found;
  rd_finder_find_async (look->import->fetcher, look->outline->page, NULL, NULL, found_page_cb, look);
}

static gboolean
timer_cb (gpointer user_data)
{
  Import *self = user_data;

  self->timer = 0;
  begin_looks (self);

  return G_SOURCE_REMOVE;
}

static void
begin_look (Import          *self,
            const RdOutline *outline)
{
  g_autofree char *masked = rd_address_mask (outline->url);
  Look *look;

  if (g_hash_table_contains (self->known, masked))
    {
      self->n_known++;
      show_progress (self);
      return;
    }

  look = g_new0 (Look, 1);
  look->import = self;
  look->outline = outline;
  self->n_busy++;
  rd_hosts_begin (self->hosts, outline->url, g_get_real_time ());
  rd_finder_find_async (self->fetcher, outline->url, NULL, NULL, found_cb, look);
}

/* Looks at what waits, in the order of the list, as far as its servers may be asked. */
static void
begin_looks (Import *self)
{
  const gint64 now = g_get_real_time ();
  gint64 next = G_MAXINT64;

  for (GList *link = self->waiting.head; link != NULL && self->n_busy < AT_ONCE;)
    {
      GList *following = link->next;
      const RdOutline *outline = link->data;
      const gint64 ready = rd_hosts_get_ready (self->hosts, outline->url, now);

      if (ready <= now)
        {
          g_queue_delete_link (&self->waiting, link);
          begin_look (self, outline);
        }
      else
        {
          next = MIN (next, ready);
        }
      link = following;
    }

  g_clear_handle_id (&self->timer, g_source_remove);
  if (next != G_MAXINT64)
    self->timer = g_timeout_add ((guint) (MAX (next - g_get_real_time (), 0) / 1000 + 1), timer_cb, self);
}

static GPtrArray *
read_list (const char  *path,
           guint       *n_skipped,
           GError     **error)
{
  g_autoptr (GBytes) bytes = rd_reader_load (path, NULL, error);
  GPtrArray *outlines = bytes != NULL ? rd_opml_read (bytes, n_skipped, error) : NULL;

  if (bytes != NULL && outlines == NULL)
    {
      g_autofree char *shown = g_filename_display_name (path);

      g_prefix_error (error, "%s: ", g_str_equal (path, "-") ? _("standard input") : shown);
    }

  return outlines;
}

/* Follows all of a list, and says what came of it. */
static gboolean
import (RdLibrary  *library,
        GPtrArray  *outlines,
        guint       n_skipped,
        GError    **error)
{
  g_autoptr (GPtrArray) followed = rd_store_list_followed (rd_library_get_store (library), error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (RdHosts) hosts = rd_hosts_new ();
  g_autoptr (RdFetcher) fetcher = rd_fetcher_new (&rd_fetcher_usual_limits);
  g_autofree char *said = NULL;
  Import self = {
    .library = library,
    .fetcher = fetcher,
    .hosts = hosts,
    .known = known,
    .waiting = G_QUEUE_INIT,
    .n_all = outlines->len,
    .shows_progress = isatty (STDERR_FILENO),
  };

  if (followed == NULL)
    return FALSE;

  for (guint i = 0; i < followed->len; i++)
    {
      const RdFollowed *it = followed->pdata[i];

      if (it->followed)
        note_followed (&self, it->blog, it->location);
    }
  for (guint i = 0; i < outlines->len; i++)
    g_queue_push_tail (&self.waiting, outlines->pdata[i]);

  show_progress (&self);
  begin_looks (&self);
  while (self.n_busy > 0 || self.timer > 0)
    g_main_context_iteration (NULL, TRUE);
  if (self.shows_progress)
    g_printerr ("\r\033[K");
  rd_follow_tidy (library);

  said = g_strdup_printf (_("%u followed, %u followed already, %u failed, %u skipped that are no web addresses\n"),
                          self.n_followed, self.n_known, self.n_failed, n_skipped);
  if (!rd_output_write_string (said, error))
    return FALSE;
  if (self.n_failed == 0)
    return TRUE;

  g_set_error (error, RD_ERROR, RD_ERROR_NETWORK,
               g_dngettext (NULL, "%u of %u address could not be followed: import the list again to try once more",
                            "%u of %u addresses could not be followed: import the list again to try once more", self.n_all),
               self.n_failed, self.n_all);
  return FALSE;
}

static gboolean
run_import (GStrv    arguments,
            GError **error)
{
  g_auto (GStrv) files = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (GPtrArray) outlines = NULL;
  g_autoptr (RdLibrary) library = NULL;
  guint n_skipped = 0;

  if (!rd_command_parse (&rd_command_import, _("FILE"), options, &rest, &help, error))
    return FALSE;
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (files == NULL || g_strv_length (files) != 1)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, _("an OPML list is one file: name it"));
      return FALSE;
    }

  outlines = read_list (files[0], &n_skipped, error);
  library = outlines != NULL ? rd_follow_open (RD_STORE_WRITE, error) : NULL;

  return library != NULL && import (library, outlines, n_skipped, error);
}

const RdCommand rd_command_import = {
  .name = "import",
  .help = N_("Follow all of a list (OPML)"),
  .run = run_import,
};
