/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What came since what the window shows was read: new posts, and other words for those that it shows. What comes while
 * it reads is not of what it reads. */
#include "ui/rd-live-private.h"

#include "export/rd-wording.h"

#include <glib/gi18n.h>

void
rd_live_take_news (RdLive               *self,
                   const RdServiceEvent *event)
{
  self->n_new += event->taken.n_new;
  for (guint i = 0; event->changed != NULL && i < event->changed->len; i++)
    g_hash_table_replace (self->changes, g_strdup (event->changed->pdata[i]), GINT_TO_POINTER (FALSE));
}

/**
 * rd_live_note_news:
 * @self: what there is to say
 *
 * What came until now is being read.
 */
void
rd_live_note_news (RdLive *self)
{
  GHashTableIter iter;

  self->n_read = self->n_new;
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, NULL, NULL))
    g_hash_table_iter_replace (&iter, GINT_TO_POINTER (TRUE));
}

/**
 * rd_live_get_changes:
 * @self: what there is to say
 *
 * Returns: (transfer none) (element-type utf8 gboolean): by ids, the posts that changed since what is shown was read
 */
GHashTable *
rd_live_get_changes (RdLive *self)
{
  return self->changes;
}

/**
 * rd_live_forget_news:
 * @self: what there is to say
 *
 * What came until something was read last is shown.
 */
void
rd_live_forget_news (RdLive *self)
{
  GHashTableIter iter;
  gpointer is_read;

  self->n_new -= self->n_read;
  self->n_read = 0;
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, NULL, &is_read))
    if (GPOINTER_TO_INT (is_read))
      g_hash_table_iter_remove (&iter);
  rd_live_tell_changed (self);
}

/* Who sees a post for the first time sees it as it is by then. */
static guint
count_changes (RdLive     *self,
               RdDocument *document)
{
  guint n_changes = 0;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->changes);
  while (document != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    n_changes += rd_document_find (document, id) != NULL;

  return n_changes;
}

/**
 * rd_live_describe_news:
 * @self: what there is to say
 * @document: (nullable): what is shown
 *
 * Returns: (transfer full) (nullable): what came, and what changed of @document, since that was read, as the label of what
 *   shows it
 */
char *
rd_live_describe_news (RdLive     *self,
                       RdDocument *document)
{
  const guint n_new = self->n_new;
  const guint n_changes = count_changes (self, document);
  g_autoptr (GStrvBuilder) parts = NULL;
  g_auto (GStrv) both = NULL;

  if (n_new == 0 && n_changes == 0)
    return NULL;
  if (n_changes == 0)
    return g_strdup_printf (g_dngettext (NULL, "Show %'u New Post", "Show %'u New Posts", n_new), n_new);
  if (n_new == 0)
    /* Translators: what their publisher gave other words to, or took away. */
    return g_strdup_printf (g_dngettext (NULL, "Show %'u Changed Post", "Show %'u Changed Posts", n_changes), n_changes);

  parts = g_strv_builder_new ();
  /* Translators: of posts, as in ‘2 New, 1 Changed’, on a button that shows them. */
  g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%'u New", "%'u New", n_new), n_new));
  /* Translators: of posts, as in ‘2 New, 1 Changed’, on a button that shows them. */
  g_strv_builder_take (parts, g_strdup_printf (g_dngettext (NULL, "%'u Changed", "%'u Changed", n_changes), n_changes));
  both = g_strv_builder_end (parts);

  return rd_wording_list (both);
}
