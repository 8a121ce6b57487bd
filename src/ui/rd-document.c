/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest as the window shows it: with its wording, and with its posts to be found by their ids. */
#include "ui/rd-document.h"

struct _RdDocument
{
  GObject parent_instance;

  RdDigest *digest;    /* (owned) */
  RdWording *wording;  /* (owned) */
  GHashTable *entries; /* (owned): by id, both (unowned) */
};

G_DEFINE_FINAL_TYPE (RdDocument, rd_document, G_TYPE_OBJECT)

static void
rd_document_finalize (GObject *object)
{
  RdDocument *self = RD_DOCUMENT (object);

  g_hash_table_unref (self->entries);
  rd_wording_free (self->wording);
  rd_digest_unref (self->digest);

  G_OBJECT_CLASS (rd_document_parent_class)->finalize (object);
}

static void
rd_document_class_init (RdDocumentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_document_finalize;
}

static void
rd_document_init (RdDocument *self)
{
  self->entries = g_hash_table_new (g_str_hash, g_str_equal);
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
