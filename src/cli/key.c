/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 'rundown key': stores and removes publishers' API keys, which are never shown. */
#include "cli/rd-command.h"

#include "base/rd-error.h"
#include "cli/rd-output.h"
#include "service/rd-keys.h"
#include "service/rd-publishers.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static const int ENDING_SIGNALS[] = { SIGHUP, SIGINT, SIGQUIT, SIGTERM };

static volatile sig_atomic_t caught;

static void
note_signal (int number)
{
  caught = number;
}

/* Reads up to the end of a line. While it waits, the signals that are let in may end it.
 * Returns: how many bytes there are, at most @size, or -1 */
static gssize
read_bytes (char           *bytes,
            gsize           size,
            const sigset_t *blocked)
{
  gsize length = 0;

  while (length < size && memchr (bytes, '\n', length) == NULL)
    {
      struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
      gssize n = -1;

      if (ppoll (&input, 1, NULL, blocked) > 0)
        n = read (STDIN_FILENO, bytes + length, size - length);
      if (n == 0)
        break;
      if (n < 0 && (errno != EINTR || caught != 0))
        return -1;
      length += MAX (n, 0);
    }

  return length;
}

/* The terminal shows again what is typed, whatever ends the typing. */
static gssize
read_from_terminal (const char *publisher,
                    char       *bytes,
                    gsize       size)
{
  const struct sigaction noting = { .sa_handler = note_signal };
  struct sigaction usual[G_N_ELEMENTS (ENDING_SIGNALS)];
  sigset_t usual_blocked, blocked;
  struct termios shown, hidden;
  gssize length = -1;

  if (tcgetattr (STDIN_FILENO, &shown) < 0)
    return -1;
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  hidden.c_lflag |= ECHONL;
  /* Stopping it would leave the terminal so. */
  hidden.c_cc[VSUSP] = _POSIX_VDISABLE;

  sigemptyset (&blocked);
  for (gsize i = 0; i < G_N_ELEMENTS (ENDING_SIGNALS); i++)
    sigaddset (&blocked, ENDING_SIGNALS[i]);
  sigprocmask (SIG_BLOCK, &blocked, &usual_blocked);
  for (gsize i = 0; i < G_N_ELEMENTS (ENDING_SIGNALS); i++)
    sigaction (ENDING_SIGNALS[i], &noting, &usual[i]);
  if (tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden) == 0)
    {
      /* Translators: asks for a key to a publisher’s API. */
      g_printerr (_("Key for %s: "), publisher);
      length = read_bytes (bytes, size, &usual_blocked);
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ENDING_SIGNALS); i++)
    sigaction (ENDING_SIGNALS[i], &usual[i], NULL);
  sigprocmask (SIG_SETMASK, &usual_blocked, NULL);
  if (caught != 0)
    raise (caught);

  return length;
}

/* Makes a line a string, if it can be a key. */
static gboolean
check_key (char    *bytes,
           gssize   length,
           GError **error)
{
  if (length > 0 && bytes[length - 1] == '\n')
    length--;
  if (length > 0 && bytes[length - 1] == '\r')
    length--;
  if (length <= 0)
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_FILE,
                           _("no key was given: type or paste it, or pass it through standard input"));
      return FALSE;
    }
  /* A byte that ends strings is in no key. */
  for (gssize i = 0; i < length; i++)
    if (bytes[i] == '\0')
      bytes[i] = ' ';
  bytes[length] = '\0';

  return rd_publisher_check_key (bytes, error);
}

static gboolean
store_key (const char  *publisher,
           GError     **error)
{
  /* Room to see that it is too long, with its line's end. */
  char bytes[RD_PUBLISHER_KEY_BYTES + 4] = "";
  const gsize size = sizeof bytes - 1;
  const gssize length = isatty (STDIN_FILENO) ? read_from_terminal (publisher, bytes, size)
                                              : read_bytes (bytes, size, NULL);
  const gboolean stored = check_key (bytes, length, error) && rd_keys_store (publisher, bytes, NULL, error);

  explicit_bzero (bytes, sizeof bytes);

  return stored;
}

static gboolean
list_keys (GString  *out,
           GError  **error)
{
  for (gsize i = 0; i < rd_n_publishers; i++)
    {
      g_autoptr (GError) reason = NULL;
      char *secret = rd_keys_lookup (rd_publishers[i].name, NULL, &reason);

      if (reason != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&reason));
          return FALSE;
        }
      g_string_append_printf (out, "%-10s %s: %s\n", rd_publishers[i].name, _(rd_publishers[i].what),
                              secret != NULL ? _("a key is stored") : _("no key is stored"));
      rd_keys_wipe (secret);
    }

  return TRUE;
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, RD_ERROR, RD_ERROR_USAGE, message);
  return FALSE;
}

static gboolean
is_publisher (const char *name)
{
  for (gsize i = 0; i < rd_n_publishers; i++)
    if (g_str_equal (name, rd_publishers[i].name))
      return TRUE;

  return FALSE;
}

/* No message repeats an argument: it may be a key. */
static gboolean
run_key (GStrv    arguments,
         GError **error)
{
  gboolean remove = FALSE;
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) rest = g_strdupv (arguments);
  const GOptionEntry options[] = {
    { "remove", 0, 0, G_OPTION_ARG_NONE, &remove, N_("Remove the key, and store none"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &names, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autofree char *help = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  if (!rd_command_parse (&rd_command_key, _("[PUBLISHER]"), options, &rest, &help, NULL))
    return refuse (error, _("unknown option: see 'rundown key --help'"));
  if (help != NULL)
    return rd_output_write_string (help, error);
  if (names != NULL && names[1] != NULL)
    return refuse (error, _("a key is no argument, which others on this computer could see: name the publisher alone"));
  if (names != NULL && !is_publisher (names[0]))
    return refuse (error, _("no such publisher: 'rundown key' lists those that there are"));
  if (names == NULL && remove)
    return refuse (error, _("no key to remove: name a publisher"));

  if (names == NULL)
    return list_keys (out, error) && rd_output_write_string (out->str, error);
  if (!(remove ? rd_keys_clear (names[0], NULL, error) : store_key (names[0], error)))
    return FALSE;
  g_string_append_printf (out, remove ? _("No key is stored for %s any longer\n") : _("The key for %s is stored\n"),
                          names[0]);

  return rd_output_write_string (out->str, error);
}

const RdCommand rd_command_key = {
  .name = "key",
  .help = N_("Store or remove a publisher's API key"),
  .run = run_key,
};
