/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each server is spared. */
#include "service/rd-hosts.h"

#include "base/rd-address.h"

typedef struct
{
  guint n_busy;
  gint64 begun;      /* when it was asked last */
  gint64 wait_from;  /* when it said that it wants to be left alone */
  gint64 wait_until; /* until then */
} Host;

struct _RdHosts
{
  GHashTable *hosts; /* (owned) (element-type utf8 Host): by name */
  GHashTable *urls;  /* (owned) (element-type utf8 Host): of each address that was asked about, to take it apart once */
};

/**
 * rd_hosts_new:
 *
 * Returns: (transfer full): what is known of servers: nothing
 */
RdHosts *
rd_hosts_new (void)
{
  RdHosts *self = g_new0 (RdHosts, 1);

  self->hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->urls = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * rd_hosts_free:
 * @self: (transfer full): what is known of servers
 */
void
rd_hosts_free (RdHosts *self)
{
  g_hash_table_unref (self->urls);
  g_hash_table_unref (self->hosts);
  g_free (self);
}

static Host *
find_host (RdHosts    *self,
           const char *url)
{
  g_autofree char *name = NULL;
  Host *found = g_hash_table_lookup (self->urls, url);

  if (found != NULL)
    return found;

  name = rd_address_get_host (url);
  if (name == NULL)
    name = g_strdup (url);
  found = g_hash_table_lookup (self->hosts, name);
  if (found == NULL)
    {
      found = g_new0 (Host, 1);
      g_hash_table_insert (self->hosts, g_steal_pointer (&name), found);
    }
  g_hash_table_insert (self->urls, g_strdup (url), found);

  return found;
}

/**
 * rd_hosts_get_ready:
 * @self: what is known of servers
 * @url: an address
 * @now: the time, in microseconds since 1970
 *
 * What begins in the future is of a clock that was set back since, and says nothing.
 *
 * Returns: from when on its server may be asked, in microseconds since 1970; %G_MAXINT64 while it answers as many questions
 *   as it is to have at once
 */
gint64
rd_hosts_get_ready (RdHosts    *self,
                    const char *url,
                    gint64      now)
{
  const Host *host = find_host (self, url);
  gint64 ready = 0;

  if (host->n_busy >= RD_HOSTS_AT_ONCE)
    return G_MAXINT64;
  if (host->begun <= now && host->begun > 0)
    ready = host->begun + RD_HOSTS_SPACING;
  if (host->wait_from <= now)
    ready = MAX (ready, host->wait_until);

  return ready;
}

/**
 * rd_hosts_begin:
 * @self: what is known of servers
 * @url: an address that is asked now
 * @now: the time, in microseconds since 1970
 */
void
rd_hosts_begin (RdHosts    *self,
                const char *url,
                gint64      now)
{
  Host *host = find_host (self, url);

  host->n_busy++;
  host->begun = now;
}

/**
 * rd_hosts_end:
 * @self: what is known of servers
 * @url: an address that has answered, or will not any more
 */
void
rd_hosts_end (RdHosts    *self,
              const char *url)
{
  find_host (self, url)->n_busy--;
}

/**
 * rd_hosts_wait:
 * @self: what is known of servers
 * @url: an address
 * @from: when its server said that it wants no more questions, in microseconds since 1970
 * @until: until when, in microseconds since 1970
 */
void
rd_hosts_wait (RdHosts    *self,
               const char *url,
               gint64      from,
               gint64      until)
{
  Host *host = find_host (self, url);

  if (until <= host->wait_until && host->wait_from <= from)
    return;

  host->wait_from = from;
  host->wait_until = until;
}
