/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows all of a list that another program wrote, several at once; and lists what is followed for another one. */
#include "service/rd-importer.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-string.h"
#include "formats/rd-opml.h"
#include "service/rd-follower-private.h"
#include "service/rd-reader.h"

#include <glib/gi18n.h>
#include <string.h>

/* How many addresses are looked at at once; of one server, as many as RdHosts says. */
#define AT_ONCE 16u

/* What is wanted now waits so long for its server to be ready. */
#define PATIENCE_SECONDS 30

/* A list that is being followed. */
typedef struct
{
  RdFollower *follower; /* (owned) */
  GPtrArray *outlines;  /* (owned) (element-type RdOutline) */
  GHashTable *known;    /* (owned) (element-type utf8): the ids of what is followed, its addresses and its pages */
  GQueue waiting;       /* (element-type RdOutline): what was not looked at yet */
  GQueue found;         /* (element-type Look): what was found, to be followed one after the other */
  gboolean is_following; /* whether one of that is being followed now */
  GSource *timer;       /* (nullable) (owned): until a server may be asked again */
  guint n_busy;
  RdImported imported;
  RdImporterFunc function;
  gpointer function_data;
} Import;

/* An address that is being looked at. */
typedef struct
{
  GTask *task;              /* (owned) */
  const RdOutline *outline;
  RdFound *found;           /* (nullable) (owned): what is there, while its page is looked at */
  GHashTable *noted;        /* (owned) (element-type utf8): what is known once it is followed */
} Look;

static void begin_looks (GTask *task);

static void
clear_timer (Import *self)
{
  if (self->timer != NULL)
    g_source_destroy (self->timer);
  g_clear_pointer (&self->timer, g_source_unref);
}

static void
free_import (gpointer data)
{
  Import *self = data;

  clear_timer (self);
  g_queue_clear (&self->waiting);
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->outlines);
  g_object_unref (self->follower);
  g_free (self);
}

static void
note_followed (GHashTable *known,
               RdBlog     *blog,
               const char *location)
{
  g_hash_table_add (known, g_strdup (blog->id));
  g_hash_table_add (known, g_strdup (location));
  if (blog->url != NULL)
    g_hash_table_add (known, g_strdup (blog->url));
}

static char *
describe_failure (const char   *url,
                  const GError *error)
{
  g_autofree char *shown = rd_address_mask (url);

  return strstr (error->message, shown) != NULL ? g_strdup (error->message)
                                                : rd_string_explain (shown, error->message, NULL);
}

static gboolean
is_known (Import  *self,
          RdFound *found)
{
  for (guint i = 0; i < found->checked->blogs->len; i++)
    if (!g_hash_table_contains (self->known, ((RdBlog *) found->checked->blogs->pdata[i])->id))
      return FALSE;

  return TRUE;
}

static void
tell (Import     *self,
      const char *failure)
{
  if (self->function != NULL)
    self->function (&self->imported, failure, self->function_data);
}

/* @error: (transfer full) (nullable): why it is not followed */
static void
end_look (Look   *look,
          GError *error)
{
  g_autoptr (GTask) task = look->task;
  Import *self = g_task_get_task_data (task);
  g_autoptr (GError) reason = error;
  g_autofree char *failure = reason != NULL ? describe_failure (look->outline->url, reason) : NULL;

  rd_hosts_end (self->follower->hosts, look->outline->url);
  self->n_busy--;
  self->imported.n_failed += failure != NULL;
  g_hash_table_unref (look->noted);
  g_free (look);
  /* What is followed may have waited for that server, too. */
  rd_follower_look (self->follower);
  if (!g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    tell (self, failure);
  begin_looks (task);
}

static void follow_next (Import *self);

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Look *look = user_data;
  g_autoptr (GTask) task = g_object_ref (look->task);
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;
  GHashTableIter iter;
  gpointer name;

  if (rd_follower_subscribe_finish (RD_FOLLOWER (source), result, &error))
    {
      self->imported.n_followed++;
      g_hash_table_iter_init (&iter, look->noted);
      while (g_hash_table_iter_next (&iter, &name, NULL))
        g_hash_table_add (self->known, g_strdup (name));
    }
  self->is_following = FALSE;
  end_look (look, error);
  follow_next (self);
}

static void
follow_found (Look *look)
{
  Import *self = g_task_get_task_data (look->task);
  RdFound *found = g_steal_pointer (&look->found);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (look->task)) || is_known (self, found))
    {
      self->imported.n_known += is_known (self, found);
      rd_found_free (found);
      end_look (look, NULL);
      return;
    }

  for (guint i = 0; i < found->checked->blogs->len; i++)
    note_followed (look->noted, found->checked->blogs->pdata[i], found->location);
  self->is_following = TRUE;
  rd_follower_subscribe_found_async (self->follower, found, subscribed_cb, look);
}

/* One after the other, since what is found twice is known the second time only where it could be followed the first. */
static void
follow_next (Import *self)
{
  while (!self->is_following && self->found.length > 0)
    follow_found (g_queue_pop_head (&self->found));
}

/* @found: (transfer full) */
static void
follow (Look    *look,
        RdFound *found)
{
  g_autoptr (GTask) task = g_object_ref (look->task);
  Import *self = g_task_get_task_data (task);

  look->found = found;
  g_queue_push_tail (&self->found, look);
  follow_next (self);
}

static void
found_page_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  Look *look = user_data;
  RdFound *own = g_steal_pointer (&look->found);
  RdFound *found = rd_finder_find_finish (result, NULL);

  if (found != NULL && g_str_equal (found->location, own->location))
    {
      rd_found_free (own);
      follow (look, found);
      return;
    }

  g_clear_pointer (&found, rd_found_free);
  follow (look, own);
}

/* Many an endpoint does not say of which page it is, or a feed names another one than the page that leads to it. What the
 * list says is believed if the page says so, too: the live blog is the same then as if it had been found there. */
static gboolean
wants_page (RdFound         *found,
            const RdOutline *outline)
{
  RdBlog *blog = found->checked->blogs->pdata[0];

  return outline->page != NULL && found->checked->blogs->len == 1 && g_strcmp0 (blog->url, outline->page) != 0
         && !g_str_equal (outline->page, found->location);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Look *look = user_data;
  Import *self = g_task_get_task_data (look->task);
  GError *error = NULL;
  RdFound *found = rd_finder_find_finish (result, &error);

  if (found == NULL)
    {
      end_look (look, error);
      return;
    }
  if (is_known (self, found) || !wants_page (found, look->outline))
    {
      follow (look, found);
      return;
    }

  look->found = found;
  rd_finder_find_async (self->follower->fetcher, look->outline->page, self->follower->options.content_api,
                        g_task_get_cancellable (look->task), found_page_cb, look);
}

static gboolean
timer_cb (gpointer user_data)
{
  GTask *task = user_data;

  clear_timer (g_task_get_task_data (task));
  begin_looks (task);

  return G_SOURCE_REMOVE;
}

static void
begin_look (GTask           *task,
            const RdOutline *outline,
            gint64           now)
{
  Import *self = g_task_get_task_data (task);
  g_autofree char *masked = rd_address_mask (outline->url);
  Look *look;

  if (g_hash_table_contains (self->known, masked))
    {
      self->imported.n_known++;
      tell (self, NULL);
      return;
    }

  look = g_new0 (Look, 1);
  look->task = g_object_ref (task);
  look->outline = outline;
  look->noted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_busy++;
  rd_hosts_begin (self->follower->hosts, outline->url, now);
  rd_finder_find_async (self->follower->fetcher, outline->url, self->follower->options.content_api,
                        g_task_get_cancellable (task), found_cb, look);
}

/* Its server wants to be left alone. */
static void
give_up (Import          *self,
         const RdOutline *outline)
{
  g_autoptr (GError) reason
      = g_error_new_literal (RD_ERROR, RD_ERROR_REFUSED, _("its server wants to be left alone: try again later"));
  g_autofree char *failure = describe_failure (outline->url, reason);

  self->imported.n_failed++;
  tell (self, failure);
}

/* @time: by the follower's clock */
static void
set_timer (GTask  *task,
           gint64  time)
{
  Import *self = g_task_get_task_data (task);
  const RdClock *clock = &self->follower->options.clock;

  clear_timer (self);
  if (time == G_MAXINT64)
    return;

  self->timer = g_timeout_source_new ((guint) ((double) MAX (time - rd_clock_now (clock), 0) / clock->speed / 1000) + 1);
  g_source_set_callback (self->timer, timer_cb, g_object_ref (task), g_object_unref);
  g_source_attach (self->timer, self->follower->context);
}

/* Looks at what waits, in the order of the list, as far as its servers may be asked. It ends when nothing does. */
static void
begin_looks (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  const gint64 now = rd_clock_now (&self->follower->options.clock);
  gint64 next = G_MAXINT64;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (task)) || self->follower->is_stopped)
    g_queue_clear (&self->waiting);

  for (GList *link = self->waiting.head; link != NULL && self->n_busy < AT_ONCE;)
    {
      GList *following = link->next;
      const RdOutline *outline = link->data;
      gint64 ready = rd_hosts_get_ready (self->follower->hosts, outline->url, now);

      /* It is answering others, and may be looked at again in a moment. */
      if (ready == G_MAXINT64)
        ready = now + RD_HOSTS_SPACING;
      if (ready > now && ready - now <= (gint64) PATIENCE_SECONDS * G_USEC_PER_SEC)
        {
          next = MIN (next, ready);
        }
      else
        {
          g_queue_delete_link (&self->waiting, link);
          if (ready <= now)
            begin_look (task, outline, now);
          else
            give_up (self, outline);
        }
      link = following;
    }
  set_timer (task, next);

  if (self->n_busy == 0 && self->waiting.length == 0 && !g_task_get_completed (task))
    g_task_return_boolean (task, TRUE);
}

/**
 * rd_importer_run_async:
 * @follower: what follows
 * @outlines: (element-type RdOutline): a list, as from rd_opml_read()
 * @cancellable: (nullable): ends it early; what is followed by then stays
 * @function: (nullable): called for each of the list
 * @function_data: for @function
 * @callback: called when all of the list was tried
 * @user_data: for @callback
 *
 * Follows all of a list, on the follower's context.
 */
void
rd_importer_run_async (RdFollower          *follower,
                       GPtrArray           *outlines,
                       GCancellable        *cancellable,
                       RdImporterFunc       function,
                       gpointer             function_data,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Import *self = g_new0 (Import, 1);
  GHashTableIter iter;
  RdFollowerItem *item;

  g_task_set_source_tag (task, rd_importer_run_async);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, self, free_import);
  self->follower = g_object_ref (follower);
  self->outlines = g_ptr_array_ref (outlines);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_queue_init (&self->waiting);
  g_queue_init (&self->found);
  self->function = function;
  self->function_data = function_data;
  self->imported.n_all = outlines->len;

  g_hash_table_iter_init (&iter, follower->items);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &item))
    if (item->followed == NULL && !item->is_removed)
      g_hash_table_add (self->known, g_strdup (item->blog_id));
    else if (item->followed != NULL && item->followed->followed)
      note_followed (self->known, item->followed->blog, item->followed->location);
  for (guint i = 0; i < outlines->len; i++)
    g_queue_push_tail (&self->waiting, outlines->pdata[i]);

  begin_looks (task);
}

/**
 * rd_importer_run_finish:
 * @result: what the callback was given
 * @imported: (out caller-allocates): how much of it is followed
 * @error: unused
 *
 * Returns: %TRUE
 */
gboolean
rd_importer_run_finish (GAsyncResult  *result,
                        RdImported    *imported,
                        GError       **error)
{
  *imported = ((Import *) g_task_get_task_data (G_TASK (result)))->imported;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * rd_importer_list:
 * @followed: (element-type RdFollowed): live blogs
 *
 * Files are of this computer alone, and secrets of its reader.
 *
 * Returns: (transfer full) (element-type RdOutline): those that are followed on the web, for rd_opml_write()
 */
GPtrArray *
rd_importer_list (GPtrArray *followed)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_outline_free);

  for (guint i = 0; i < followed->len; i++)
    {
      const RdFollowed *it = followed->pdata[i];
      g_autofree char *url = rd_address_mask (it->location);
      g_autofree char *page = rd_address_mask (it->blog->url);

      if (it->followed && rd_reader_is_address (it->location))
        g_ptr_array_add (outlines, rd_outline_new (it->blog->title, url, page, NULL));
    }

  return outlines;
}
