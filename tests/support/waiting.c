/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the main context until something has happened, and no longer than is reasonable. */
#include "waiting.h"

static gboolean
too_late_cb (gpointer user_data)
{
  g_error ("waited in vain");
  return G_SOURCE_REMOVE;
}

/* Has the test fail where what is waited for from now on takes too long. Returns: for waiting_end() */
guint
waiting_begin (void)
{
  return g_timeout_add_seconds (WAITING_SECONDS, too_late_cb, NULL);
}

void
waiting_end (guint limit)
{
  g_source_remove (limit);
}

/* Until @count is at least @n. */
void
waiting_until (const guint *count,
               guint        n)
{
  const guint limit = waiting_begin ();

  while (*(volatile const guint *) count < n)
    g_main_context_iteration (NULL, TRUE);
  waiting_end (limit);
}

/* @user_data: where the answer goes */
void
waiting_answer_cb (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Until waiting_answer_cb() was called. Returns: (transfer none): the answer */
GAsyncResult *
waiting_for (GAsyncResult **answer)
{
  const guint limit = waiting_begin ();

  while (*(GAsyncResult *volatile *) answer == NULL)
    g_main_context_iteration (NULL, TRUE);
  waiting_end (limit);

  return *answer;
}
