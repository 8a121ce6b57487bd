/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A service that follows the demo's live blog over its day, from a server. */
#include "service-day.h"

#include "folder.h"
#include "service/rd-reader.h"

static void
looked_cb (ServiceDay           *self,
           const RdServiceEvent *event)
{
  g_assert_true (g_thread_self () == self->thread);
  self->n_looked++;
  self->taken.n_new += event->taken.n_new;
  self->taken.n_key_events += event->taken.n_key_events;
  g_set_str (&self->blog_id, event->blog_id);
  g_set_str (&self->title, event->title);
  g_set_str (&self->problem, event->problem);
}

static void
changed_cb (ServiceDay *self)
{
  g_assert_true (g_thread_self () == self->thread);
  self->n_changed++;
}

static void
told_cb (ServiceDay *self,
         RdNotice   *notice)
{
  g_test_message ("%s: %s / %s", notice->id, notice->title, notice->body);
  g_ptr_array_add (self->told, rd_notice_ref (notice));
  if (self->acknowledges)
    rd_service_acknowledge (self->service, notice);
}

static void
withdrawn_cb (ServiceDay *self,
              const char *id)
{
  g_ptr_array_add (self->withdrawn, g_strdup (id));
}

/* An hour into the day, without a service yet. */
void
service_day_set_up (ServiceDay    *self,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) blogs = rd_reader_read_demo (&error);

  g_assert_no_error (error);
  self->thread = g_thread_self ();
  self->folder = folder_new ("day");
  self->path = g_build_filename (self->folder, "posts.db", NULL);
  self->replay = rd_replay_new (blogs->pdata[0], 1);
  self->start = rd_replay_get_start (self->replay);
  self->clock = replay_clock_new (self->start, 0);
  replay_clock_step (self->clock, G_TIME_SPAN_HOUR);
  self->server = replay_server_new (self->clock, NULL);
  replay_server_add (self->server, "demo", self->replay);
  self->acknowledges = TRUE;
  self->told = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_notice_unref);
  self->withdrawn = g_ptr_array_new_with_free_func (g_free);
}

/* With a service that does not follow yet, whose clock runs as the wall's. */
void
service_day_set_up_ready (ServiceDay    *self,
                          gconstpointer  data)
{
  service_day_set_up (self, data);
  service_day_start (self, 1);
}

void
service_day_tear_down (ServiceDay    *self,
                       gconstpointer  data)
{
  if (self->service != NULL)
    service_day_stop (self);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_ptr_array_unref (self->told);
  g_ptr_array_unref (self->withdrawn);
  replay_server_free (self->server);
  replay_clock_unref (self->clock);
  rd_replay_unref (self->replay);
  g_date_time_unref (self->start);
  folder_delete (self->folder);
  g_free (self->path);
  g_free (self->blog_id);
  g_free (self->title);
  g_free (self->problem);
}

/* Makes a service, which does not follow yet. @speed: how much faster its clock runs than the wall's */
void
service_day_start (ServiceDay *self,
                   guint       speed)
{
  self->time = (RdClock) { g_date_time_to_unix_usec (self->start), g_get_real_time (), speed };
  self->service = rd_service_new (&(RdServiceOptions) {
      .path = self->path,
      .clock = self->time,
      .limits = &rd_fetcher_usual_limits,
  });
  g_signal_connect_swapped (self->service, "looked", G_CALLBACK (looked_cb), self);
  g_signal_connect_swapped (self->service, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->service, "told", G_CALLBACK (told_cb), self);
  g_signal_connect_swapped (self->service, "withdrawn", G_CALLBACK (withdrawn_cb), self);
}

void
service_day_stop (ServiceDay *self)
{
  rd_service_stop (self->service);
  g_clear_object (&self->service);
}

gboolean
service_day_subscribe (ServiceDay  *self,
                       const char  *path,
                       GError     **error)
{
  g_autofree char *url = replay_server_get_url (self->server, path);
  g_autoptr (GAsyncResult) answer = NULL;

  rd_service_subscribe_async (self->service, url, waiting_answer_cb, &answer);

  return rd_service_subscribe_finish (self->service, waiting_for (&answer), error);
}

/* Until it has been looked at. */
void
service_day_subscribe_demo (ServiceDay *self)
{
  g_autoptr (GError) error = NULL;
  const gboolean done = service_day_subscribe (self, "demo/posting", &error);

  g_assert_no_error (error);
  g_assert_true (done);
  waiting_until (&self->n_looked, 1);
}

void
service_day_unfollow (ServiceDay *self,
                      const char *id,
                      gboolean    forget)
{
  g_autoptr (GAsyncResult) answer = NULL;
  g_autoptr (GError) error = NULL;

  rd_service_unfollow_async (self->service, id, forget, waiting_answer_cb, &answer);
  rd_service_unfollow_finish (self->service, waiting_for (&answer), &error);
  g_assert_no_error (error);
}

RdLibrary *
service_day_open_library (ServiceDay  *self,
                          RdStoreMode  mode)
{
  g_autofree char *notice = NULL;
  g_autoptr (GError) error = NULL;
  RdLibrary *library = rd_library_open (self->path, mode, &notice, &error);

  g_assert_no_error (error);
  return library;
}

/* Returns: how many posts are kept of the only live blog that there is */
guint
service_day_count_kept (ServiceDay  *self,
                        gboolean    *followed,
                        char       **id)
{
  g_autoptr (RdLibrary) library = service_day_open_library (self, RD_STORE_READ);
  g_autoptr (GPtrArray) list = rd_store_list_followed (rd_library_get_store (library), NULL);
  const RdFollowed *one;

  g_assert_cmpuint (list->len, ==, 1);
  one = list->pdata[0];
  *followed = one->followed;
  if (id != NULL)
    *id = g_strdup (one->blog->id);

  return one->n_entries;
}
