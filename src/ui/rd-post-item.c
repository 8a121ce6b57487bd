/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post in a list: an entry of a digest, never changed. */
#include "ui/rd-post-item.h"

#include <glib/gi18n.h>

struct _RdPostItem
{
  GObject parent_instance;

  RdDocument *document;  /* (owned) */
  RdDigestEntry *placed; /* (unowned): the document's */
  gboolean names_blog;   /* whether it stands among posts of other live blogs */
  gboolean leads_news;   /* whether what is new begins with it */
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
  self->names_blog = TRUE;

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
 * rd_post_item_set_names_blog:
 * @self: an item
 * @names_blog: whether it stands among posts of other live blogs, so that it is to say of which one it is
 */
void
rd_post_item_set_names_blog (RdPostItem *self,
                             gboolean    names_blog)
{
  self->names_blog = names_blog;
}

/**
 * rd_post_item_set_leads_news:
 * @self: an item
 * @leads_news: whether what is new to the reader begins with it
 */
void
rd_post_item_set_leads_news (RdPostItem *self,
                             gboolean    leads_news)
{
  self->leads_news = leads_news;
}

/**
 * rd_post_item_leads_news:
 * @self: an item
 *
 * Returns: whether what is new to the reader begins with it
 */
gboolean
rd_post_item_leads_news (RdPostItem *self)
{
  return self->leads_news;
}

/**
 * rd_post_item_get_source:
 * @self: an item
 *
 * Returns: (transfer full) (nullable): whose words it shows: its author, and its live blog where that is not plain
 */
char *
rd_post_item_get_source (RdPostItem *self)
{
  if (!self->names_blog)
    return g_strdup (self->placed->entry->author);

  return rd_wording_author (rd_document_get_wording (self->document), self->placed->entry);
}

/**
 * rd_post_item_speak:
 * @self: an item
 *
 * Returns: (transfer full): what a screen reader says of it: its heading, time, marks and source
 */
char *
rd_post_item_speak (RdPostItem *self)
{
  RdWording *wording = rd_document_get_wording (self->document);
  RdEntry *entry = self->placed->entry;
  const char *mark = rd_wording_key_event (self->placed->key_event);
  g_autofree char *heading = rd_wording_heading (entry);
  g_autofree char *time = rd_wording_time (wording, entry);
  g_autofree char *edited = rd_wording_edited (wording, entry);
  g_autofree char *source = rd_post_item_get_source (self);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add_many (parts, heading, time, NULL);
  if (rd_document_is_new (self->document, self->placed))
    g_strv_builder_add (parts, C_("post", "New"));
  if (mark != NULL)
    g_strv_builder_add (parts, mark);
  if (entry->pinned)
    g_strv_builder_add (parts, C_("post", "Pinned"));
  if (edited != NULL)
    g_strv_builder_add (parts, edited);
  if (source != NULL)
    g_strv_builder_add (parts, source);
  all = g_strv_builder_end (parts);

  return rd_wording_list (all);
}
