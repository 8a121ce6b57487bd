/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as the window shows it: with its wording, and with its posts to be found by their ids. */
#include "ui/rd-document.h"

struct _RdDocument
{
  GObject parent_instance;

  RdDigest *digest;     /* (owned) */
  RdWording *wording;   /* (owned) */
  GHashTable *entries;  /* (owned): by id, both (unowned) */
  GHashTable *unfolded; /* (owned) (element-type utf8): ids of posts of which all is shown */
  GHashTable *once_new; /* (owned) (element-type utf8): ids of posts that were new in the ones before it, too */
  GHashTable *seen;     /* (owned) (element-type utf8): ids of posts that were new when it was read, and are no longer */
  GHashTable *filters;  /* (owned) (element-type utf8 utf8): which posts of a live blog are shown, by its id */
  RdPictures *pictures; /* (nullable) (owned): of its posts; made when they are first asked for */
  gboolean kept;        /* whether it is of what the reader follows */
};

typedef enum
{
  SIGNAL_SEEN,
} RdDocumentSignal;

static guint signals[SIGNAL_SEEN + 1];

G_DEFINE_FINAL_TYPE (RdDocument, rd_document, G_TYPE_OBJECT)

static void
rd_document_finalize (GObject *object)
{
  RdDocument *self = RD_DOCUMENT (object);

  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->unfolded);
  g_hash_table_unref (self->once_new);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->filters);
  g_clear_object (&self->pictures);
  rd_wording_free (self->wording);
  rd_digest_unref (self->digest);

  G_OBJECT_CLASS (rd_document_parent_class)->finalize (object);
}

static void
rd_document_class_init (RdDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_document_finalize;

  /**
   * RdDocument::seen:
   *
   * Posts that were new are no longer.
   */
  signals[SIGNAL_SEEN]
      = g_signal_new ("seen", RD_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rd_document_init (RdDocument *self)
{
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
  self->unfolded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->once_new = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->filters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * rd_document_new:
 * @digest: a digest
 *
 * Returns: (transfer full): @digest, ready to be shown
 */
RdDocument *
rd_document_new (RdDigest *digest)
{
  RdDocument *self = g_object_new (RD_TYPE_DOCUMENT, NULL);

  self->digest = rd_digest_ref (digest);
  self->wording = rd_wording_new (digest);
  for (guint i = 0; i < digest->entries->len; i++)
    {
      RdDigestEntry *placed = digest->entries->pdata[i];

      g_hash_table_insert (self->entries, placed->entry->id, placed);
    }

  return self;
}

/**
 * rd_document_get_digest:
 * @self: a document
 *
 * Returns: (transfer none): its digest
 */
RdDigest *
rd_document_get_digest (RdDocument *self)
{
  return self->digest;
}

/**
 * rd_document_get_wording:
 * @self: a document
 *
 * Returns: (transfer none): the words for its digest
 */
RdWording *
rd_document_get_wording (RdDocument *self)
{
  return self->wording;
}

/**
 * rd_document_set_kept:
 * @self: a document
 * @kept: whether it is of what the reader follows, so that its topics can be corrected
 */
void
rd_document_set_kept (RdDocument *self,
                      gboolean    kept)
{
  self->kept = kept;
}

/**
 * rd_document_is_kept:
 * @self: a document
 *
 * Returns: whether it is of what the reader follows, so that its topics can be corrected
 */
gboolean
rd_document_is_kept (RdDocument *self)
{
  return self->kept;
}

/**
 * rd_document_find:
 * @self: a document
 * @entry_id: an id, of one of its posts or not
 *
 * Returns: (transfer none) (nullable): the post with this id
 */
RdDigestEntry *
rd_document_find (RdDocument *self,
                  const char *entry_id)
{
  return g_hash_table_lookup (self->entries, entry_id);
}

/**
 * rd_document_find_blog:
 * @self: a document
 * @blog_id: the id of a live blog
 *
 * Returns: (transfer none) (nullable): the live blog with this id
 */
RdBlog *
rd_document_find_blog (RdDocument *self,
                       const char *blog_id)
{
  for (guint i = 0; i < self->digest->blogs->len; i++)
    {
      RdBlog *blog = self->digest->blogs->pdata[i];

      if (g_strcmp0 (blog->id, blog_id) == 0)
        return blog;
    }

  return NULL;
}

/**
 * rd_document_is_unfolded:
 * @self: a document
 * @entry_id: the id of a post
 *
 * Returns: whether all of the post is shown, however long it is
 */
gboolean
rd_document_is_unfolded (RdDocument *self,
                         const char *entry_id)
{
  return g_hash_table_contains (self->unfolded, entry_id);
}

/**
 * rd_document_unfold:
 * @self: a document
 * @entry_id: the id of a post
 * @unfolded: whether all of it is shown, on every page
 */
void
rd_document_unfold (RdDocument *self,
                    const char *entry_id,
                    gboolean    unfolded)
{
  if (unfolded)
    g_hash_table_add (self->unfolded, g_strdup (entry_id));
  else
    g_hash_table_remove (self->unfolded, entry_id);
}

/**
 * rd_document_get_filter:
 * @self: a document
 * @blog_id: the id of a live blog
 *
 * Returns: (transfer none) (nullable): which of its posts are shown, as [struct@PageFilter] has it; %NULL for all
 */
const char *
rd_document_get_filter (RdDocument *self,
                        const char *blog_id)
{
  return g_hash_table_lookup (self->filters, blog_id);
}

/**
 * rd_document_set_filter:
 * @self: a document
 * @blog_id: the id of a live blog
 * @filter: (nullable): which of its posts are shown; %NULL for all
 */
void
rd_document_set_filter (RdDocument *self,
                        const char *blog_id,
                        const char *filter)
{
  if (filter != NULL)
    g_hash_table_replace (self->filters, g_strdup (blog_id), g_strdup (filter));
  else
    g_hash_table_remove (self->filters, blog_id);
}

/**
 * rd_document_get_pictures:
 * @self: a document
 *
 * Returns: (transfer none): where the pictures of its posts come from
 */
RdPictures *
rd_document_get_pictures (RdDocument *self)
{
  if (self->pictures == NULL)
    self->pictures = rd_pictures_new ();

  return self->pictures;
}

/**
 * rd_document_take_over:
 * @self: a document
 * @before: (nullable): the one that it is shown instead of
 *
 * What the reader chose to see stays the same: of which posts all is shown, which posts of a live blog are, and which
 * pictures.
 */
void
rd_document_take_over (RdDocument *self,
                       RdDocument *before)
{
  if (before == NULL)
    return;

  g_hash_table_unref (self->unfolded);
  self->unfolded = g_hash_table_ref (before->unfolded);
  g_hash_table_unref (self->filters);
  self->filters = g_hash_table_ref (before->filters);
  g_set_object (&self->pictures, before->pictures);
}

/**
 * rd_document_is_new:
 * @self: a document
 * @placed: one of its posts
 *
 * Returns: whether the reader has not seen the post yet
 */
gboolean
rd_document_is_new (RdDocument          *self,
                    const RdDigestEntry *placed)
{
  return placed->is_new && !g_hash_table_contains (self->seen, placed->entry->id);
}

/**
 * rd_document_see:
 * @self: a document
 * @entry_ids: (array zero-terminated=1): the ids of posts
 *
 * They are no longer new.
 */
void
rd_document_see (RdDocument        *self,
                 const char *const *entry_ids)
{
  for (guint i = 0; entry_ids[i] != NULL; i++)
    g_hash_table_add (self->seen, g_strdup (entry_ids[i]));
  g_signal_emit (self, signals[SIGNAL_SEEN], 0);
}

/**
 * rd_document_keep_news:
 * @self: a document that nobody looks at yet
 * @before: (nullable): the one that it is shown instead of
 *
 * Where the news begin stays the same, whatever was read meanwhile.
 */
void
rd_document_keep_news (RdDocument *self,
                       RdDocument *before)
{
  for (guint i = 0; before != NULL && i < before->digest->entries->len; i++)
    {
      RdDigestEntry *placed = before->digest->entries->pdata[i];

      if (rd_document_was_new (before, placed))
        g_hash_table_add (self->once_new, g_strdup (placed->entry->id));
    }
}

/**
 * rd_document_was_new:
 * @self: a document
 * @placed: one of its posts
 *
 * Returns: whether the reader had not seen the post when what was new was shown last
 */
gboolean
rd_document_was_new (RdDocument          *self,
                     const RdDigestEntry *placed)
{
  return placed->is_new || g_hash_table_contains (self->once_new, placed->entry->id);
}
