/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening what is kept, and finding a live blog by what people call it. */
#include "cli/rd-follow.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-string.h"
#include "cli/rd-input.h"
#include "export/rd-wording.h"
#include "service/rd-settings.h"

#include <glib/gi18n.h>
#include <string.h>

/**
 * rd_follow_open:
 * @mode: what for
 * @error: as of rd_library_open()
 *
 * Says on standard error what the reader should know, as that damaged posts were restored.
 *
 * Returns: (transfer full): what is kept, or %NULL
 */
RdLibrary *
rd_follow_open (RdStoreMode   mode,
                GError      **error)
{
  g_autofree char *notice = NULL;
  g_autoptr (GSettings) settings = rd_settings_open ();
  g_autoptr (RdAlertRules) rules = rd_settings_get_alert_rules (settings);
  RdLibrary *library = rd_library_open (NULL, mode, &notice, error);

  if (notice != NULL)
    g_printerr ("rundown: %s\n", notice);
  /* A line in a terminal tells nobody for certain: of what comes now, the application notifies the reader when it is
   * there again. */
  if (library != NULL)
    rd_library_set_alert_rules (library, rules);

  return library;
}

/**
 * rd_follow_tidy:
 * @library: what is kept, to be written to
 *
 * Does what is due once a day. What was asked for is done by then: a failure is told, and is none of that.
 */
void
rd_follow_tidy (RdLibrary *library)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GSettings) settings = rd_settings_open ();
  g_autoptr (GError) error = NULL;

  if (!rd_library_tidy (library, now, rd_settings_get_keep_days (settings), &error))
    g_printerr ("rundown: %s\n", error->message);
}

static gboolean
is_called (const RdFollowed *followed,
           guint             number,
           const char       *name)
{
  g_autofree char *number_name = g_strdup_printf ("%u", number);

  return g_str_equal (name, number_name)
         || g_str_equal (name, followed->blog->id)
         || g_str_equal (name, followed->location)
         || g_strcmp0 (name, followed->blog->url) == 0;
}

static gboolean
is_in_title (const RdFollowed *followed,
             const char       *name)
{
  g_autofree char *title = g_utf8_casefold (rd_blog_get_title (followed->blog), -1);
  g_autofree char *part = g_utf8_casefold (name, -1);

  return part[0] != '\0' && strstr (title, part) != NULL;
}

/**
 * rd_follow_find:
 * @followed: (element-type RdFollowed): as from rd_store_list_followed()
 * @name: what someone calls one of them: its number in the list, from 1 on, its address, its id, or a part of its title
 *   that no other has
 * @error: %RD_ERROR_FILE where there is none, or more than one
 *
 * Returns: (transfer none): it, or %NULL
 */
RdFollowed *
rd_follow_find (GPtrArray   *followed,
                const char  *name,
                GError     **error)
{
  g_autofree char *masked = rd_address_mask (g_utf8_validate (name, -1, NULL) ? name : "");
  RdFollowed *found = NULL;
  guint n_found = 0;

  name = masked;
  for (guint i = 0; i < followed->len; i++)
    if (is_called (followed->pdata[i], i + 1, name))
      return followed->pdata[i];

  /* What is followed still goes before what is not. */
  for (guint i = 0; i < 2 && n_found == 0; i++)
    for (guint j = 0; j < followed->len; j++)
      {
        RdFollowed *one = followed->pdata[j];

        if (one->followed != (i == 0) || !is_in_title (one, name))
          continue;
        found = one;
        n_found++;
      }
  if (n_found == 1)
    return found;

  g_set_error (error, RD_ERROR, RD_ERROR_FILE,
               n_found == 0 ? _("no live blog is called so: %s: see 'rundown list'")
                            : _("several live blogs are called so: %s: name one by its number in 'rundown list'"),
               name);
  return NULL;
}

/**
 * rd_follow_title:
 * @blog: a live blog
 *
 * Returns: (transfer full): its title and whose it is, as one harmless line
 */
char *
rd_follow_title (RdBlog *blog)
{
  const char *title = rd_blog_get_title (blog);
  g_autofree char *whole = blog->publisher != NULL ? g_strdup_printf ("%s – %s", title, blog->publisher) : NULL;

  return rd_string_clean (whole != NULL ? whole : title);
}

/**
 * rd_follow_count:
 * @taken: what came of a live blog
 * @all: whether also what did not come is counted
 *
 * Returns: (transfer full): how much came; empty where nothing is counted
 */
char *
rd_follow_count (const RdTaken *taken,
                 gboolean       all)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) counts = NULL;

  /* Translators: of posts. */
  if (all || taken->n_new > 0)
    g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%'u new", "%'u new", taken->n_new), taken->n_new));
  /* Translators: of posts. */
  if (all || taken->n_edited > 0)
    g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%'u edited", "%'u edited", taken->n_edited),
                                                 taken->n_edited));
  /* Translators: of posts. */
  if (all || taken->n_deleted > 0)
    g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%'u deleted", "%'u deleted", taken->n_deleted),
                                                 taken->n_deleted));
  counts = g_strv_builder_end (parts);

  return rd_wording_list (counts);
}

/**
 * rd_follow_place:
 * @followed: a live blog
 *
 * Returns: (transfer full): where it is read from, as one harmless line, without what may be a key in it
 */
char *
rd_follow_place (const RdFollowed *followed)
{
  g_autofree char *shown = rd_address_mask (followed->location);

  return rd_string_clean (shown);
}

/**
 * rd_follow_digest:
 * @locations: (nullable): files and addresses
 * @demo: whether to read the demo
 * @options: what is asked for
 * @error: as of rd_input_read() and rd_library_make_digest(); %RD_ERROR_FILE where nothing is followed
 *
 * Returns: (transfer full): the digest of what is named or, where nothing is, of what is followed; or %NULL
 */
RdDigest *
rd_follow_digest (GStrv                   locations,
                  gboolean                demo,
                  const RdDigestOptions  *options,
                  GError                **error)
{
  g_autoptr (RdLibrary) library = NULL;
  g_autoptr (RdDigest) digest = NULL;

  if (locations != NULL || demo)
    {
      g_autoptr (GPtrArray) blogs = rd_input_read (locations, demo, error);

      return blogs != NULL ? rd_digest_make (blogs, NULL, options) : NULL;
    }

  library = rd_follow_open (RD_STORE_READ, error);
  digest = library != NULL ? rd_library_make_digest (library, options, error) : NULL;
  if (digest != NULL && digest->blogs->len == 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE,
                           _("nothing is followed: name a file or an address, add one with 'rundown add', or try --demo"));
      return NULL;
    }

  return g_steal_pointer (&digest);
}
