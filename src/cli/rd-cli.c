/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of commands, and what they share: reading options, saying what went wrong, the exit status. */
#include "cli/rd-cli.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "cli/rd-command.h"
#include "cli/rd-output.h"
#include "rd-config.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  EXIT_DONE = 0,
  EXIT_FAILED = 1,
  EXIT_USAGE = 2,
};

static const RdCommand *const commands[] = {
  &rd_command_add,
  &rd_command_remove,
  &rd_command_list,
  &rd_command_fetch,
  &rd_command_follow,
  &rd_command_digest,
  &rd_command_topics,
  &rd_command_search,
  &rd_command_import,
  &rd_command_export,
  &rd_command_backup,
  &rd_command_key,
  &rd_command_demo,
};

/**
 * rd_command_parse:
 * @self: a command
 * @parameters: what may follow its options, such as "[FILE…]"
 * @options: (array zero-terminated=1): its options
 * @arguments: (inout) (transfer full): its name and its arguments; what is no option stays
 * @help: (out) (transfer full) (nullable): the help, where that was asked for; there is nothing else to do then
 * @error: %RD_ERROR_USAGE
 *
 * Returns: whether the options make sense
 */
gboolean
rd_command_parse (const RdCommand     *self,
                  const char          *parameters,
                  const GOptionEntry  *options,
                  GStrv               *arguments,
                  char               **help,
                  GError             **error)
{
  /* GLib's own --help would end the program without looking whether it could be written. */
  gboolean wants_help = FALSE;
  const GOptionEntry help_option[] = {
    { "help", 'h', 0, G_OPTION_ARG_NONE, &wants_help, N_("Show this help"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *program = g_strconcat ("rundown ", self->name, NULL);
  g_autoptr (GOptionContext) context = g_option_context_new (parameters);
  g_autoptr (GError) reason = NULL;

  g_option_context_set_translation_domain (context, "rundown");
  g_option_context_set_summary (context, _(self->help));
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, options, "rundown");
  g_option_context_add_main_entries (context, help_option, "rundown");
  /* The help names the program by this. */
  g_set_prgname (program);

  if (!g_option_context_parse_strv (context, arguments, &reason))
    {
      /* Translators: what is wrong, and the name of a command. */
      g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("%s: see 'rundown %s --help'"), reason->message, self->name);
      return FALSE;
    }

  if (!wants_help && g_strv_length (*arguments) > 1)
    {
      /* Translators: the name of a command, and what stands behind it. */
      g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("'%s' takes no names: leave out '%s'"), self->name, (*arguments)[1]);
      return FALSE;
    }

  *help = wants_help ? g_option_context_get_help (context, FALSE, NULL) : NULL;
  return TRUE;
}

static char *
list_commands (void)
{
  GString *help = g_string_new (_("Usage:\n  rundown COMMAND [OPTION…]\n\n"
                                  "Sorts a live blog's posts by story and quotes what happened in each.\n\n"
                                  "Commands:\n"));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (help, "  %-10s %s\n", commands[i]->name, _(commands[i]->help));
  g_string_append (help, _("\nOptions:\n"
                           "  -h, --help       Show this help; after a command, that command's\n"
                           "      --version    Show the version\n\n"
                           "Try 'rundown digest --demo'.\n"));

  return g_string_free_and_steal (help);
}

/* How many single letters have to be put in, taken out or exchanged to make one word the other. */
static guint
measure_distance (const char *a,
                  const char *b)
{
  const gsize length = strlen (b);
  g_autofree guint *row = g_new (guint, length + 1);

  for (gsize j = 0; j <= length; j++)
    row[j] = j;
  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0]++;

      for (gsize j = 0; j < length; j++)
        {
          const guint exchanged = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (exchanged, MIN (row[j], row[j + 1]) + 1);
        }
    }

  return row[length];
}

static const RdCommand *
find_command (const char  *name,
              GError     **error)
{
  g_autofree char *shown = rd_address_mask (name);
  const RdCommand *nearest = NULL;
  guint nearest_distance = 3;

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      guint distance = strlen (name) > 32 ? G_MAXUINT : measure_distance (name, commands[i]->name);

      if (distance == 0)
        return commands[i];
      if (distance < nearest_distance)
        {
          nearest = commands[i];
          nearest_distance = distance;
        }
    }

  if (nearest != NULL)
    /* Translators: what was typed, and the name of a command. */
    g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("unknown command: %s: did you mean '%s'?"), shown, nearest->name);
  else if (strpbrk (name, "./") != NULL)
    g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("unknown command: %s: did you mean 'rundown digest %s'?"), shown,
                 shown);
  else
    g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("unknown command: %s: see 'rundown --help'"), shown);

  return NULL;
}

/* Where there is no display for the window: the digest of what is named, or of the demo, which shows what there is. */
static gboolean
run_without_command (GStrv    named,
                     GError **error)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;

  g_strv_builder_add (builder, rd_command_digest.name);
  if (named[0] == NULL)
    g_strv_builder_add (builder, "--demo");
  g_strv_builder_addv (builder, (const char **) named);
  arguments = g_strv_builder_end (builder);

  g_printerr ("rundown: %s\n",
              named[0] == NULL
                  ? _("no window without a display: here is the digest of the demo; 'rundown --help' says what else")
                  : _("no window without a display: here is the digest instead; 'rundown --help' says what else"));

  return rd_command_digest.run (arguments, error);
}

static gboolean
run (GStrv    arguments,
     GError **error)
{
  g_autofree char *help = NULL;
  const RdCommand *command;

  if (rd_cli_has_no_command (arguments))
    return run_without_command (arguments, error);
  if (g_str_equal (arguments[0], "--help") || g_str_equal (arguments[0], "-h"))
    {
      help = list_commands ();
      return rd_output_write_string (help, error);
    }
  if (g_str_equal (arguments[0], "--version"))
    return rd_output_write_string ("rundown " RD_VERSION "\n", error);
  if (arguments[0][0] == '-')
    {
      g_set_error (error, RD_ERROR, RD_ERROR_USAGE, _("unknown option: %s: see 'rundown --help'"), arguments[0]);
      return FALSE;
    }

  command = find_command (arguments[0], error);

  return command != NULL && command->run (arguments, error);
}

/**
 * rd_cli_has_no_command:
 * @arguments: (array zero-terminated=1): what was typed behind the program's name
 *
 * Returns: whether there is nothing, or only addresses and files that are there
 */
gboolean
rd_cli_has_no_command (char **arguments)
{
  for (gsize i = 0; arguments[0] != NULL && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (arguments[0], commands[i]->name))
      return FALSE;

  for (gsize i = 0; arguments[i] != NULL; i++)
    if (!rd_reader_is_address (arguments[i]) && !g_str_has_prefix (arguments[i], "file:///")
        && !g_file_test (arguments[i], G_FILE_TEST_IS_REGULAR))
      return FALSE;

  return TRUE;
}

/**
 * rd_cli_run:
 * @argc: how many arguments there are, the program's name included
 * @argv: the arguments
 *
 * Does what the arguments ask for. Where that fails, one line on standard error says what, where, and what to do.
 *
 * Returns: the exit status: 0 done, 1 failed, 2 wrong usage
 */
int
rd_cli_run (int    argc,
            char **argv)
{
  g_autoptr (GError) error = NULL;

  if (run (argc > 0 ? argv + 1 : argv, &error))
    return EXIT_DONE;

  rd_output_tell (error);

  return g_error_matches (error, RD_ERROR, RD_ERROR_USAGE) ? EXIT_USAGE : EXIT_FAILED;
}
