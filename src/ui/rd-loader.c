/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Has read what a window is to show. What is asked for is not what is shown until it is there: where it cannot be read,
 * the reader goes back to what was shown before. */
#include "ui/rd-loader.h"

#include "service/rd-digester.h"
#include "service/rd-reader.h"

/* What is read in less time than this, in milliseconds, needs no spinner. */
#define PATIENCE 400

/* How many posts of what is followed are shown at first: a busy day of them is ready as soon as there is a window. */
#define MOST_POSTS 500

/* What to read. */
typedef struct
{
  RdLoaderSource source;
  GStrv locations; /* (nullable) (owned): for %RD_LOADER_NAMED, which */
  RdExtent extent; /* for %RD_LOADER_FOLLOWED, how much; its strings are owned */
} Request;

struct _RdLoader
{
  GObject parent_instance;

  Request asked;
  Request shown;         /* meaningless before anything is shown */
  gboolean has_shown;
  gboolean is_quiet;     /* whether what is read is what is shown already */
  GCancellable *reading; /* (nullable) (owned): ends what is being read */
  guint patience;        /* the source that says that it takes long, or 0 */
};

typedef enum
{
  SIGNAL_BEGINS,
  SIGNAL_TAKES_LONG,
  SIGNAL_LOADED,
  SIGNAL_EMPTY,
  SIGNAL_FAILED,
} RdLoaderSignal;

static guint signals[SIGNAL_FAILED + 1];

G_DEFINE_FINAL_TYPE (RdLoader, rd_loader, G_TYPE_OBJECT)

static void load (RdLoader *self,
                  gboolean  is_quiet);

static void
clear_request (Request *request)
{
  g_strfreev (request->locations);
  g_free ((char *) request->extent.topic_id);
  g_free ((char *) request->extent.blog_id);
  g_free ((char *) request->extent.entry_id);
}

static void
set_request (Request           *request,
             RdLoaderSource     source,
             const char *const *locations,
             const RdExtent    *extent)
{
  const Request copy = {
    source,
    g_strdupv ((char **) locations),
    { MAX (MOST_POSTS, extent->newest), g_strdup (extent->topic_id), g_strdup (extent->blog_id), g_strdup (extent->entry_id) },
  };

  clear_request (request);
  *request = copy;
}

static void
copy_request (Request       *request,
              const Request *other)
{
  set_request (request, other->source, (const char *const *) other->locations, &other->extent);
}

static void
stop_reading (RdLoader *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
patience_cb (gpointer user_data)
{
  RdLoader *self = user_data;

  self->patience = 0;
  g_signal_emit (self, signals[SIGNAL_TAKES_LONG], 0);
}

static void
digested_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdLoader) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdDigest) digest = rd_digester_digest_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  stop_reading (self);
  if (digest == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_FAILED], 0, error);
      return;
    }
  if (self->asked.source == RD_LOADER_FOLLOWED && digest->blogs->len == 0)
    {
      if (self->has_shown)
        g_signal_emit (self, signals[SIGNAL_EMPTY], 0);
      else
        rd_loader_load (self, RD_LOADER_DEMO, NULL);
      return;
    }

  self->has_shown = TRUE;
  copy_request (&self->shown, &self->asked);
  g_signal_emit (self, signals[SIGNAL_LOADED], 0, digest, self->is_quiet);
}

static void
load (RdLoader *self,
      gboolean  is_quiet)
{
  stop_reading (self);
  g_signal_emit (self, signals[SIGNAL_BEGINS], 0);
  self->is_quiet = is_quiet;
  self->reading = g_cancellable_new ();
  if (!is_quiet)
    self->patience = g_timeout_add_once (PATIENCE, patience_cb, self);

  switch (self->asked.source)
    {
    case RD_LOADER_FOLLOWED:
      rd_digester_digest_followed_async (&self->asked.extent, self->reading, digested_cb,
                                         g_object_ref (self));
      break;
    case RD_LOADER_NAMED:
      rd_digester_digest_named_async ((const char *const *) self->asked.locations, self->reading, digested_cb,
                                      g_object_ref (self));
      break;
    case RD_LOADER_DEMO:
      rd_digester_digest_demo_async (self->reading, digested_cb, g_object_ref (self));
      break;
    }
}

static void
rd_loader_dispose (GObject *object)
{
  stop_reading (RD_LOADER (object));

  G_OBJECT_CLASS (rd_loader_parent_class)->dispose (object);
}

static void
rd_loader_finalize (GObject *object)
{
  RdLoader *self = RD_LOADER (object);

  clear_request (&self->asked);
  clear_request (&self->shown);

  G_OBJECT_CLASS (rd_loader_parent_class)->finalize (object);
}

static void
rd_loader_class_init (RdLoaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = rd_loader_dispose;
  object_class->finalize = rd_loader_finalize;

  /**
   * RdLoader::begins:
   *
   * What is there now is read.
   */
  signals[SIGNAL_BEGINS]
      = g_signal_new ("begins", RD_TYPE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RdLoader::takes-long:
   *
   * The reader should see that something is being read.
   */
  signals[SIGNAL_TAKES_LONG]
      = g_signal_new ("takes-long", RD_TYPE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RdLoader::loaded:
   * @digest: (type RdDigest): what was read
   * @again: whether it is what was shown before, as it is now
   *
   * It is to be shown.
   */
  signals[SIGNAL_LOADED] = g_signal_new ("loaded", RD_TYPE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_BOOLEAN);

  /**
   * RdLoader::empty:
   *
   * Nothing is followed. It is said once something was shown; before that, the demo is.
   */
  signals[SIGNAL_EMPTY]
      = g_signal_new ("empty", RD_TYPE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * RdLoader::failed:
   * @error: why
   *
   * It could not be read.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", RD_TYPE_LOADER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
rd_loader_init (RdLoader *self)
{
}

/**
 * rd_loader_new:
 *
 * Returns: (transfer full): a loader, of which nothing was asked yet
 */
RdLoader *
rd_loader_new (void)
{
  return g_object_new (RD_TYPE_LOADER, NULL);
}

/**
 * rd_loader_load:
 * @self: a loader
 * @source: what to read; where nothing is followed, the demo is read at first instead of that
 * @locations: (nullable) (array zero-terminated=1): for %RD_LOADER_NAMED, files and addresses
 *
 * Reads that, and nothing else any more.
 */
void
rd_loader_load (RdLoader          *self,
                RdLoaderSource     source,
                const char *const *locations)
{
  set_request (&self->asked, source, locations, &(RdExtent) { 0 });
  load (self, FALSE);
}

/**
 * rd_loader_load_more:
 * @self: a loader
 * @extent: what to read beside the newest posts
 *
 * Reads what is followed, with more of it than is shown at first. What is shown stays meanwhile.
 */
void
rd_loader_load_more (RdLoader       *self,
                     const RdExtent *extent)
{
  set_request (&self->asked, RD_LOADER_FOLLOWED, NULL, extent);
  load (self, rd_loader_has_shown (self, RD_LOADER_FOLLOWED));
}

/**
 * rd_loader_retry:
 * @self: a loader
 *
 * Reads what was asked for last once more.
 */
void
rd_loader_retry (RdLoader *self)
{
  load (self, FALSE);
}

/**
 * rd_loader_reload:
 * @self: a loader
 *
 * Reads what is shown once more. It is shown meanwhile.
 */
void
rd_loader_reload (RdLoader *self)
{
  if (!self->has_shown)
    return;

  copy_request (&self->asked, &self->shown);
  load (self, TRUE);
}

/**
 * rd_loader_stop:
 * @self: a loader
 *
 * Reads nothing any more: what is shown stays.
 */
void
rd_loader_stop (RdLoader *self)
{
  stop_reading (self);
}

/**
 * rd_loader_is_loading:
 * @self: a loader
 *
 * Returns: whether something is being read
 */
gboolean
rd_loader_is_loading (RdLoader *self)
{
  return self->reading != NULL;
}

/**
 * rd_loader_awaits:
 * @self: a loader
 * @source: where something may come from
 *
 * Returns: whether what is being read does
 */
gboolean
rd_loader_awaits (RdLoader       *self,
                  RdLoaderSource  source)
{
  return self->reading != NULL && self->asked.source == source;
}

/**
 * rd_loader_has_shown:
 * @self: a loader
 * @source: where something may come from
 *
 * Returns: whether what is shown does
 */
gboolean
rd_loader_has_shown (RdLoader       *self,
                     RdLoaderSource  source)
{
  return self->has_shown && self->shown.source == source;
}

/**
 * rd_loader_get_address:
 * @self: a loader
 *
 * Returns: (nullable): the address of what is shown, where that is at a single one and not followed
 */
const char *
rd_loader_get_address (RdLoader *self)
{
  if (!rd_loader_has_shown (self, RD_LOADER_NAMED) || g_strv_length (self->shown.locations) != 1
      || !rd_reader_is_address (self->shown.locations[0]))
    return NULL;

  return self->shown.locations[0];
}
