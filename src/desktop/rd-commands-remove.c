/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has the service follow live blogs no longer, as the command line asks for, and tells what they were. */
#include "desktop/rd-commands-private.h"

#include "base/rd-address.h"
#include "base/rd-string.h"

/* Tells that a live blog is followed no longer, where it was. */
static void
tell_removed (RdCommandsWork *work,
              const char     *id)
{
  for (guint i = 0; work->list != NULL && i < work->list->len; i++)
    {
      const RdFollowed *before = work->list->pdata[i];
      g_autofree char *title = NULL;

      if (!before->followed || !g_str_equal (before->blog->id, id))
        continue;
      title = rd_string_clean (rd_blog_get_title (before->blog));
      g_signal_emit_by_name (work->self, "removed", id, title,
                             !work->forgets && !rd_address_is_masked (before->location));
    }
}

static void unfollow_next (RdCommandsWork *work);

static void
unfollowed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  GError *error = NULL;

  if (rd_service_unfollow_finish (work->service, result, &error))
    {
      tell_removed (work, work->ids[work->n_done - 1]);
      unfollow_next (g_steal_pointer (&work));
      return;
    }

  rd_commands_fail (work, error);
  g_signal_emit_by_name (work->self, "changed");
}

static void
unfollow_next (RdCommandsWork *work)
{
  const char *id = work->ids[work->n_done];

  if (id != NULL)
    {
      work->n_done++;
      rd_service_unfollow_async (work->service, id, work->forgets, unfollowed_cb, work);
      return;
    }

  rd_commands_answer (work, NULL, TRUE);
  rd_commands_free_work (work);
}

/* Without the list, nothing is told of what is removed; why it cannot be read, whatever else is done tells. */
static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  RdCommandsWork *work = user_data;

  work->list = rd_service_list_finish (work->service, result, NULL);
  unfollow_next (work);
}

gboolean
rd_commands_remove_cb (RdCommands            *self,
                       GDBusMethodInvocation *invocation,
                       const char *const     *ids,
                       gboolean               forget)
{
  RdCommandsWork *work = rd_commands_begin_work_on (self, invocation, ids);

  if (work == NULL)
    return TRUE;

  work->forgets = forget;
  rd_service_list_async (work->service, listed_cb, work);

  return TRUE;
}
