/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a service is going to do: the part of it that who goes on without a window asks for. */
#include "service/rd-service-private.h"

/* What is handed from the thread to who made the service. */
typedef struct
{
  RdService *self; /* (owned) */
  RdServicePlan plan;
} News;

static void
free_news (gpointer data)
{
  News *news = data;

  g_object_unref (news->self);
  g_free (news);
}

static gboolean
planned_cb (gpointer user_data)
{
  News *news = user_data;

  *rd_service_get_plan (news->self) = news->plan;
  g_signal_emit_by_name (news->self, "planned");

  return G_SOURCE_REMOVE;
}

void
rd_service_tell_plan (guint    n_followed,
                      gint64   next,
                      gpointer user_data)
{
  News *news = g_new0 (News, 1);

  news->self = g_object_ref (user_data);
  news->plan = (RdServicePlan) { n_followed, next };
  rd_service_hand_over (news->self, planned_cb, news, free_news);
}

/**
 * rd_service_get_n_followed:
 * @self: a service
 *
 * Returns: how many live blogs are kept up with; -1 where that is not known yet, or another process does it
 */
int
rd_service_get_n_followed (RdService *self)
{
  return rd_service_get_plan (self)->n_followed;
}

/**
 * rd_service_get_next:
 * @self: a service
 *
 * Returns: when one of them is looked at next, in microseconds since 1970; %G_MAXINT64 where that is not known
 */
gint64
rd_service_get_next (RdService *self)
{
  return rd_service_get_plan (self)->next;
}
