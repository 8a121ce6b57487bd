/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was asked of a server. */
#include "replay-log.h"

struct _ReplayLog
{
  GMutex lock;
  GPtrArray *requests; /* (element-type ReplayRequest) */
  guint n_connections;
  guint most_connections;
};

static ReplayRequest *
copy_request (const ReplayRequest *request)
{
  ReplayRequest *copy = g_memdup2 (request, sizeof *request);

  copy->path = g_strdup (request->path);

  return copy;
}

static void
free_request (gpointer data)
{
  ReplayRequest *request = data;

  g_free (request->path);
  g_free (request);
}

ReplayLog *
replay_log_new (void)
{
  ReplayLog *self = g_new0 (ReplayLog, 1);

  g_mutex_init (&self->lock);
  self->requests = g_ptr_array_new_with_free_func (free_request);

  return self;
}

void
replay_log_free (ReplayLog *self)
{
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
replay_log_add (ReplayLog           *self,
                const ReplayRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_add (self->requests, copy_request (request));
}

/* @change: 1 for a connection more, -1 for one less */
void
replay_log_connect (ReplayLog *self,
                    int        change)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_connections += (guint) change;
  self->most_connections = MAX (self->most_connections, self->n_connections);
}

/* Returns: (transfer full) (element-type ReplayRequest): what was asked for so far whose path begins with @prefix */
GPtrArray *
replay_log_list (ReplayLog  *self,
                 const char *prefix)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GPtrArray *requests = g_ptr_array_new_with_free_func (free_request);

  for (guint i = 0; i < self->requests->len; i++)
    {
      const ReplayRequest *request = self->requests->pdata[i];

      if (g_str_has_prefix (request->path, prefix))
        g_ptr_array_add (requests, copy_request (request));
    }

  return requests;
}

/* @status: what was answered; 0 for whatever */
guint
replay_log_count (ReplayLog  *self,
                  const char *prefix,
                  guint       status)
{
  g_autoptr (GPtrArray) requests = replay_log_list (self, prefix);
  guint n_requests = 0;

  for (guint i = 0; i < requests->len; i++)
    n_requests += status == 0 || ((ReplayRequest *) requests->pdata[i])->status == status;

  return n_requests;
}

gsize
replay_log_count_bytes (ReplayLog  *self,
                        const char *prefix)
{
  g_autoptr (GPtrArray) requests = replay_log_list (self, prefix);
  gsize n_bytes = 0;

  for (guint i = 0; i < requests->len; i++)
    n_bytes += ((ReplayRequest *) requests->pdata[i])->n_bytes;

  return n_bytes;
}

/* Returns: how many connections there were at once, at most */
guint
replay_log_get_most_connections (ReplayLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->most_connections;
}

void
replay_log_clear (ReplayLog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_ptr_array_set_size (self->requests, 0);
}
