/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post in a list: an entry of a digest, never changed. */
#include "ui/rd-post-item.h"

struct _RdPostItem
{
  GObject parent_instance;

  RdDocument *document;  /* (owned) */
  RdDigestEntry *placed; /* (unowned): the document's */
};

G_DEFINE_FINAL_TYPE (RdPostItem, rd_post_item, G_TYPE_OBJECT)

static void
rd_post_item_finalize (GObject *object)
{
  RdPostItem *self = RD_POST_ITEM (object);

  g_object_unref (self->document);

  G_OBJECT_CLASS (rd_post_item_parent_class)->finalize (object);
}

static void
rd_post_item_class_init (RdPostItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_post_item_finalize;
}

static void
rd_post_item_init (RdPostItem *self)
{
}

/**
 * rd_post_item_new:
 * @document: a document
 * @placed: one of its posts
 *
 * Returns: (transfer full): @placed as an item
 */
RdPostItem *
rd_post_item_new (RdDocument    *document,
                  RdDigestEntry *placed)
{
  RdPostItem *self = g_object_new (RD_TYPE_POST_ITEM, NULL);

  self->document = g_object_ref (document);
  self->placed = placed;

  return self;
}

/**
 * rd_post_item_get_document:
 * @self: an item
 *
 * Returns: (transfer none): the document that it stands in
 */
RdDocument *
rd_post_item_get_document (RdPostItem *self)
{
  return self->document;
}

/**
 * rd_post_item_get_entry:
 * @self: an item
 *
 * Returns: (transfer none): the entry
 */
RdDigestEntry *
rd_post_item_get_entry (RdPostItem *self)
{
  return self->placed;
}

/**
 * rd_post_item_speak:
 * @self: an item
 *
 * Returns: (transfer full): what a screen reader says of it: its heading, time, mark and author
 */
char *
rd_post_item_speak (RdPostItem *self)
{
  RdWording *wording = rd_document_get_wording (self->document);
  const char *mark = rd_wording_key_event (self->placed->key_event);
  g_autofree char *heading = rd_wording_heading (self->placed->entry);
  g_autofree char *time = rd_wording_time (wording, self->placed->entry);
  g_autofree char *author = rd_wording_author (wording, self->placed->entry);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add_many (parts, heading, time, NULL);
  if (mark != NULL)
    g_strv_builder_add (parts, mark);
  if (author != NULL)
    g_strv_builder_add (parts, author);
  all = g_strv_builder_end (parts);

  return g_strjoinv (", ", all);
}
