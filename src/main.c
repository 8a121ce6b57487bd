/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the program begins: the reader's language, and then the command line. */
#include "cli/rd-cli.h"
#include "rundown-config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <signal.h>

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain ("rundown", RD_LOCALE_DIR);
  bind_textdomain_codeset ("rundown", "UTF-8");
  textdomain ("rundown");

  /* Who stops reading what is written is met where it is written. */
  signal (SIGPIPE, SIG_IGN);

  return rd_cli_run (argc, argv);
}
