/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding live blogs for the command line: what is at an address, or in a file. */
#include "desktop/rd-commands-private.h"

#include "base/rd-error.h"
#include "service/rd-reader.h"

static void
take_found (RdCommandsWork *work,
            GPtrArray      *blogs)
{
  for (guint i = 0; i < blogs->len; i++)
    {
      const RdBlog *blog = blogs->pdata[i];
      const RdEntry *newest = blog->entries->len > 0 ? blog->entries->pdata[blog->entries->len - 1] : NULL;
      const RdAdded added = {
        .id = g_strdup (blog->id),
        .n_posts = blog->entries->len,
        .newest = rd_commands_write_time (newest != NULL ? newest->published : NULL),
      };

      g_array_append_val (work->added, added);
    }
}

static void
answer_added (RdCommandsWork *work)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(suxsu)"));
  for (guint i = 0; i < work->added->len; i++)
    {
      const RdAdded *added = &g_array_index (work->added, RdAdded, i);

      g_variant_builder_add (&builder, "(suxsu)", added->id, added->n_posts, added->newest, work->format, added->n_new);
    }
  rd_commands_answer (work, g_variant_new ("(a(suxsu))", &builder), TRUE);
}

/* The look that it is found with is the one at which all of it is new. */
static void
looked_cb (RdCommandsWork       *work,
           const RdServiceEvent *event)
{
  for (guint i = 0; i < work->added->len; i++)
    if (g_str_equal (g_array_index (work->added, RdAdded, i).id, event->blog_id))
      g_array_index (work->added, RdAdded, i).n_new = event->taken.n_new;
}

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  GError *error = NULL;

  if (rd_service_subscribe_finish (work->service, result, &error))
    answer_added (work);
  else
    rd_commands_fail (work, error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  GError *error = NULL;
  RdFound *found = rd_service_find_finish (work->service, result, &error);

  if (found == NULL)
    {
      rd_commands_fail (work, error);
      return;
    }

  take_found (work, found->checked->blogs);
  work->format = found->checked->format->name;
  work->handler = g_signal_connect_swapped (work->service, "looked", G_CALLBACK (looked_cb), work);
  rd_service_subscribe_found_async (work->service, found, subscribed_cb, work);
  g_steal_pointer (&work);
}

gboolean
rd_commands_add_address_cb (RdCommands            *self,
                            GDBusMethodInvocation *invocation,
                            const char            *url)
{
  RdCommandsWork *work = rd_commands_begin_work (self, invocation);

  if (work != NULL)
    rd_service_find_async (work->service, url, work->cancellable, found_cb, work);

  return TRUE;
}

static void resume_next (RdCommandsWork *work);

static void
resumed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  GError *error = NULL;

  if (!rd_service_resume_finish (work->service, result, &error))
    rd_commands_fail (work, error);
  else
    resume_next (g_steal_pointer (&work));
}

/* What is kept by now is looked after from now on, too. */
static void
resume_next (RdCommandsWork *work)
{
  if (work->n_done < work->added->len)
    {
      const char *blog_id = g_array_index (work->added, RdAdded, work->n_done++).id;

      rd_service_resume_async (work->service, blog_id, resumed_cb, work);
      return;
    }

  answer_added (work);
  rd_commands_free_work (work);
}

/* On the writer's thread, while everything else waits for it. */
static gboolean
keep_file (RdLibrary  *library,
           gpointer    data,
           GError    **error)
{
  RdCommandsWork *work = data;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; i < work->blogs->len; i++)
    {
      RdTaken taken;

      if (!rd_library_take (library, work->blogs->pdata[i], work->path, now, &taken, error))
        return FALSE;
      g_array_index (work->added, RdAdded, i).n_new = taken.n_new;
    }

  return TRUE;
}

static void
kept_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  GError *error = NULL;

  if (rd_service_write_finish (work->service, result, NULL, &error))
    resume_next (g_steal_pointer (&work));
  else
    rd_commands_fail (work, error);
}

static void
read_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (RdCommandsWork) work = user_data;
  GError *error = NULL;
  g_autoptr (GPtrArray) read = rd_reader_read_finish (result, &error);

  if (read == NULL)
    {
      rd_commands_fail (work, error);
      return;
    }

  work->blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  rd_reader_merge (work->blogs, read);
  take_found (work, work->blogs);
  rd_service_write_async (work->service, keep_file, work, NULL, kept_cb, work);
  g_steal_pointer (&work);
}

gboolean
rd_commands_add_file_cb (RdCommands            *self,
                         GDBusMethodInvocation *invocation,
                         GVariant              *path)
{
  RdCommandsWork *work = rd_commands_begin_work (self, invocation);

  if (work == NULL)
    return TRUE;

  work->path = g_variant_dup_bytestring (path, NULL);
  /* Anyone on the bus can name one from which nothing ever comes. */
  if (g_path_is_absolute (work->path) && g_file_test (work->path, G_FILE_TEST_IS_REGULAR))
    {
      rd_reader_read_async (work->path, work->cancellable, read_cb, work);
      return TRUE;
    }

  rd_commands_fail (work, g_error_new_literal (RD_ERROR, RD_ERROR_FILE, "no file, or not named by its whole path"));
  rd_commands_free_work (work);
  return TRUE;
}
