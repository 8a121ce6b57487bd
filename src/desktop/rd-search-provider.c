/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers what is typed into the desktop's search (org.gnome.Shell.SearchProvider2), with topics and posts that are
 * kept. It needs no window. What topics are called is known from a digest, which is given up soon after the last
 * question: a process that waits in the background keeps none. */
#include "desktop/rd-search-provider.h"

#include "desktop/rd-search-answer.h"
#include "rd-shell-search.h"
#include "service/rd-digester.h"
#include "service/rd-searcher.h"

#include <malloc.h>
#include <string.h>

/* Among so many of the newest posts the best are chosen. */
#define MOST_HITS 50u

/* From so many of the newest posts it is known what topics there are. */
#define MOST_POSTS 500u

/* How long the digest is kept, and the application keeps running, after a question, in seconds. */
#define DIGEST_SECONDS 30

struct _RdSearchProvider
{
  GObject parent_instance;

  GApplication *application;   /* (unowned): it keeps this */
  RdShellSearchProvider2 *skeleton; /* (owned) */
  RdSearcher *searcher;        /* (owned) */
  GPtrArray *calls;            /* (owned) (element-type Call): those without an answer */
  RdDigest *digest;            /* (nullable) (owned): for a while after a question */
  GCancellable *digesting;     /* (nullable) (owned): ends what makes it */
  guint forgetting;            /* the source that gives it up, or 0 */
  gboolean holds;              /* whether the application is kept running */
};

G_DEFINE_FINAL_TYPE (RdSearchProvider, rd_search_provider, G_TYPE_OBJECT)

typedef struct _Call Call;

/* A question. */
struct _Call
{
  grefcount references;
  RdSearchProvider *self;            /* (owned) */
  GDBusMethodInvocation *invocation; /* (nullable) (owned): until it is answered */
  GVariant *(*answer) (Call *call);  /* makes the answer of what was found and the digest */
  char *words;                       /* (nullable) (owned): what is searched for */
  GStrv ids;                         /* (nullable) (owned): the results before, or those that are asked about */
  GPtrArray *found;                  /* (nullable) (owned) (element-type RdHit or RdKept): once it is there */
};

static void
unref_call (Call *call)
{
  if (!g_ref_count_dec (&call->references))
    return;

  g_free (call->words);
  g_strfreev (call->ids);
  g_clear_pointer (&call->found, g_ptr_array_unref);
  g_object_unref (call->self);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, unref_call)

/* One question comes after another, some of them to what was answered: between them the application keeps running. */
static void
hold (RdSearchProvider *self)
{
  g_clear_handle_id (&self->forgetting, g_source_remove);
  if (!self->holds)
    g_application_hold (self->application);
  self->holds = TRUE;
}

static void
release (RdSearchProvider *self)
{
  g_clear_handle_id (&self->forgetting, g_source_remove);
  g_clear_pointer (&self->digest, rd_digest_unref);
  if (self->holds)
    g_application_release (self->application);
  self->holds = FALSE;
}

static void
forget_cb (gpointer user_data)
{
  RdSearchProvider *self = user_data;

  self->forgetting = 0;
  release (self);
  malloc_trim (0);
}

/* @value: (nullable): the answer, sunk here; @error: (nullable): why there is none */
static void
settle (Call         *call,
        GVariant     *value,
        const GError *error)
{
  RdSearchProvider *self = call->self;
  GDBusMethodInvocation *invocation = g_steal_pointer (&call->invocation);

  if (error != NULL)
    g_dbus_method_invocation_return_gerror (invocation, error);
  else
    g_dbus_method_invocation_return_value (invocation, value);
  g_ptr_array_remove (self->calls, call);
  if (self->calls->len == 0 && self->forgetting == 0)
    self->forgetting = g_timeout_add_seconds_once (DIGEST_SECONDS, forget_cb, self);
}

static void
answer_if_ready (Call *call)
{
  RdSearchProvider *self = call->self;

  if (call->found == NULL || self->digest == NULL || call->invocation == NULL)
    return;

  settle (call, call->answer (call), NULL);
}

/* Answers the questions so far, some of them for good. */
static void
answer_calls (RdSearchProvider *self,
              const GError     *error)
{
  for (guint i = self->calls->len; i > 0; i--)
    if (error != NULL)
      settle (self->calls->pdata[i - 1], NULL, error);
    else
      answer_if_ready (self->calls->pdata[i - 1]);
}

static void
digested_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdSearchProvider) self = user_data;
  g_autoptr (GError) error = NULL;
  RdDigest *digest = rd_digester_digest_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->digesting);
  self->digest = digest;
  answer_calls (self, error);
}

static Call *
begin_call (RdSearchProvider      *self,
            GDBusMethodInvocation *invocation,
            GVariant *(*answer) (Call *))
{
  Call *call = g_new0 (Call, 1);

  g_ref_count_init (&call->references);
  call->self = g_object_ref (self);
  call->invocation = invocation;
  call->answer = answer;
  hold (self);
  g_ptr_array_add (self->calls, call);
  if (self->digest == NULL && self->digesting == NULL)
    {
      self->digesting = g_cancellable_new ();
      rd_digester_digest_followed_async (&(RdExtent) { .newest = MOST_POSTS }, self->digesting, digested_cb,
                                         g_object_ref (self));
    }

  g_ref_count_inc (&call->references);
  return call;
}

/* @found: (transfer full) (nullable): what was found; @error: (nullable): why nothing was */
static void
take_found (Call         *call,
            GPtrArray    *found,
            const GError *error)
{
  call->found = found;
  if (found == NULL && call->invocation != NULL)
    settle (call, NULL, error);
  else
    answer_if_ready (call);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rd_searcher_search_finish (RD_SEARCHER (source), result, &error);

  take_found (call, found, error);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (Call) call = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *found = rd_searcher_find_finish (RD_SEARCHER (source), result, &error);

  take_found (call, found, error);
}

static GVariant *
write_results (Call *call)
{
  return rd_search_answer_write_results (call->self->digest, call->found, call->words, (const char *const *) call->ids);
}

/* @before: (nullable): the results of a question with fewer words */
static void
search (RdSearchProvider      *self,
        GDBusMethodInvocation *invocation,
        const char *const     *terms,
        const char *const     *before)
{
  g_autofree char *words = rd_search_answer_join_terms (terms);
  g_autoptr (GError) outdated = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "another question was asked");
  Call *call;

  for (guint i = self->calls->len; i > 0; i--)
    if (((Call *) self->calls->pdata[i - 1])->words != NULL)
      settle (self->calls->pdata[i - 1], NULL, outdated);
  rd_searcher_cancel (self->searcher);
  if (words[0] == '\0')
    {
      g_dbus_method_invocation_return_value (invocation, g_variant_new ("(as)", NULL));
      return;
    }

  call = begin_call (self, invocation, write_results);
  call->words = g_steal_pointer (&words);
  call->ids = before != NULL ? rd_search_answer_copy_ids (before) : NULL;
  rd_searcher_search_async (self->searcher, &(RdStoreQuery) { .words = call->words, .limit = MOST_HITS }, searched_cb,
                            call);
}

static gboolean
initial_cb (RdSearchProvider      *self,
            GDBusMethodInvocation *invocation,
            const char *const     *terms)
{
  search (self, invocation, terms, NULL);
  return TRUE;
}

static gboolean
subsearch_cb (RdSearchProvider      *self,
              GDBusMethodInvocation *invocation,
              const char *const     *before,
              const char *const     *terms)
{
  search (self, invocation, terms, before);
  return TRUE;
}

static GVariant *
write_metas (Call *call)
{
  return rd_search_answer_write_metas (call->self->digest, call->found, (const char *const *) call->ids);
}

static gboolean
metas_cb (RdSearchProvider      *self,
          GDBusMethodInvocation *invocation,
          const char *const     *ids)
{
  Call *call = begin_call (self, invocation, write_metas);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) entry_ids = NULL;

  call->ids = rd_search_answer_copy_ids (ids);
  for (guint i = 0; call->ids[i] != NULL; i++)
    if (g_str_has_prefix (call->ids[i], RD_SEARCH_ANSWER_POST))
      g_strv_builder_add (builder, call->ids[i] + strlen (RD_SEARCH_ANSWER_POST));
  entry_ids = g_strv_builder_end (builder);
  rd_searcher_find_async (self->searcher, (const char *const *) entry_ids, found_cb, call);

  return TRUE;
}

static void
act (RdSearchProvider      *self,
     const char            *action,
     const char            *target,
     GDBusMethodInvocation *invocation)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->application), action, g_variant_new_string (target));
  g_dbus_method_invocation_return_value (invocation, NULL);
}

static gboolean
launch_cb (RdSearchProvider      *self,
           GDBusMethodInvocation *invocation,
           const char *const     *terms)
{
  g_autofree char *words = rd_search_answer_join_terms (terms);

  act (self, "search", words, invocation);
  return TRUE;
}

/* Instead of what cannot be one of ours, its words are searched for. */
static gboolean
activate_cb (RdSearchProvider      *self,
             GDBusMethodInvocation *invocation,
             const char            *id,
             const char *const     *terms)
{
  if (g_str_has_prefix (id, RD_SEARCH_ANSWER_POST))
    act (self, "open-post", id + strlen (RD_SEARCH_ANSWER_POST), invocation);
  else if (g_str_has_prefix (id, RD_SEARCH_ANSWER_TOPIC))
    act (self, "open-topic", id + strlen (RD_SEARCH_ANSWER_TOPIC), invocation);
  else
    launch_cb (self, invocation, terms);

  return TRUE;
}

static void
rd_search_provider_dispose (GObject *object)
{
  rd_search_provider_unexport (RD_SEARCH_PROVIDER (object));

  G_OBJECT_CLASS (rd_search_provider_parent_class)->dispose (object);
}

static void
rd_search_provider_finalize (GObject *object)
{
  RdSearchProvider *self = RD_SEARCH_PROVIDER (object);

  g_object_unref (self->skeleton);
  g_object_unref (self->searcher);
  g_ptr_array_unref (self->calls);

  G_OBJECT_CLASS (rd_search_provider_parent_class)->finalize (object);
}

static void
rd_search_provider_class_init (RdSearchProviderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rd_search_provider_dispose;
  object_class->finalize = rd_search_provider_finalize;
}

static void
rd_search_provider_init (RdSearchProvider *self)
{
  const struct
  {
    const char *signal;
    GCallback callback;
  } methods[] = {
    { "handle-get-initial-result-set", G_CALLBACK (initial_cb) },
    { "handle-get-subsearch-result-set", G_CALLBACK (subsearch_cb) },
    { "handle-get-result-metas", G_CALLBACK (metas_cb) },
    { "handle-activate-result", G_CALLBACK (activate_cb) },
    { "handle-launch-search", G_CALLBACK (launch_cb) },
  };

  self->skeleton = rd_shell_search_provider2_skeleton_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    g_signal_connect_object (self->skeleton, methods[i].signal, methods[i].callback, self, G_CONNECT_SWAPPED);
  self->searcher = rd_searcher_new (NULL);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) unref_call);
}

/**
 * rd_search_provider_new:
 * @application: what has the actions `open-post`, `open-topic` and `search`; it keeps the provider
 *
 * Returns: (transfer full): a provider that nobody can ask yet
 */
RdSearchProvider *
rd_search_provider_new (GApplication *application)
{
  RdSearchProvider *self = g_object_new (RD_TYPE_SEARCH_PROVIDER, NULL);

  self->application = application;

  return self;
}

/**
 * rd_search_provider_export:
 * @self: a provider
 * @connection: a bus
 * @path: where to be found there
 * @error: as of g_dbus_interface_skeleton_export()
 *
 * Returns: whether it can be asked
 */
gboolean
rd_search_provider_export (RdSearchProvider  *self,
                           GDBusConnection   *connection,
                           const char        *path,
                           GError           **error)
{
  return g_dbus_interface_skeleton_export (G_DBUS_INTERFACE_SKELETON (self->skeleton), connection, path, error);
}

/**
 * rd_search_provider_unexport:
 * @self: a provider
 *
 * Cannot be asked any more. Who waits for an answer is told.
 */
void
rd_search_provider_unexport (RdSearchProvider *self)
{
  g_autoptr (GError) gone = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "the program ends");

  if (g_dbus_interface_skeleton_get_connection (G_DBUS_INTERFACE_SKELETON (self->skeleton)) != NULL)
    g_dbus_interface_skeleton_unexport (G_DBUS_INTERFACE_SKELETON (self->skeleton));
  rd_searcher_cancel (self->searcher);
  g_cancellable_cancel (self->digesting);
  g_clear_object (&self->digesting);
  answer_calls (self, gone);
  release (self);
}
