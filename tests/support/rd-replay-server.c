/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Serves the demo, or what was captured, as if it happened now: to try things by hand, and for tests from outside.
 *
 *   rd-replay-server [--speed N] [--seed N] [FILE]
 *
 * Its first line says where it is; SIGINT and SIGTERM end it. */
#include "formats/rd-format.h"
#include "replay-server.h"
#include "service/rd-reader.h"

#include <glib-unix.h>
#include <stdlib.h>

static GPtrArray *
read_file (const char  *path,
           GError     **error)
{
  char *content = NULL;
  gsize length;
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_get_contents (path, &content, &length, error))
    return NULL;

  bytes = g_bytes_new_take (content, length);
  return rd_formats_read (bytes, NULL, NULL, error);
}

static gboolean
end_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_REMOVE;
}

static void
serve (RdBlog  *final,
       double   speed,
       guint32  seed)
{
  static const char *const PATHS[] = { "capi/demo?show-blocks=all&api-key=any",
                                       "page",
                                       "page.json?dcr=true",
                                       "posting",
                                       "wordpress",
                                       "sourcefabric",
                                       "feedpage",
                                       "series/rss" };
  g_autoptr (RdReplay) replay = rd_replay_new (final, seed);
  g_autoptr (GDateTime) start = rd_replay_get_start (replay);
  g_autoptr (ReplayClock) clock = replay_clock_new (start, speed);
  g_autoptr (ReplayServer) server = replay_server_new (clock, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  replay_server_add (server, "demo", replay);
  replay_server_set_series (server, "demo", "demo", "page");
  g_print ("%s\n", replay_server_get_address (server));
  for (gsize i = 0; i < G_N_ELEMENTS (PATHS); i++)
    g_print ("%sdemo/%s\n", replay_server_get_address (server), PATHS[i]);
  fflush (stdout);

  g_unix_signal_add (SIGINT, end_cb, loop);
  g_unix_signal_add (SIGTERM, end_cb, loop);
  g_main_loop_run (loop);
}

int
main (int    argc,
      char **argv)
{
  double speed = 60;
  int seed = 1;
  const GOptionEntry options[] = {
    { "speed", 0, 0, G_OPTION_ARG_DOUBLE, &speed, "How many times as fast as it happened (60)", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "What edits and deletions are made up from; 0 for none (1)", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("[FILE]");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (g_option_context_parse (context, &argc, &argv, &error))
    blogs = argc > 1 ? read_file (argv[1], &error) : rd_reader_read_demo (&error);
  if (blogs == NULL)
    {
      g_printerr ("rd-replay-server: %s\n", error->message);
      return EXIT_FAILURE;
    }

  serve (blogs->pdata[0], speed, (guint32) seed);
  return EXIT_SUCCESS;
}
