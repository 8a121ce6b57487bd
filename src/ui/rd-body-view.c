/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what a post says: paragraphs, quotations, lists, and links to pictures and to what stands elsewhere. Nothing is
 * fetched for it. */
#include "ui/rd-body-view.h"

#include "ui/rd-markup.h"

#include <glib/gi18n.h>

/* How deep lists may stand inside each other; what stands deeper stands at this depth. */
#define MAX_LIST_LEVEL 6u

#define LIST_INDENT 18

struct _RdBodyView
{
  GtkBox parent_instance;
};

G_DEFINE_FINAL_TYPE (RdBodyView, rd_body_view, GTK_TYPE_BOX)

static void
rd_body_view_class_init (RdBodyViewClass *klass)
{
}

static void
rd_body_view_init (RdBodyView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 9);
}

static gboolean
is_text (const RdBlock *block)
{
  return block->kind == RD_BLOCK_PARAGRAPH || block->kind == RD_BLOCK_HEADING;
}

/* @markup: (transfer full) */
static GtkWidget *
new_text (char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  g_free (markup);

  return label;
}

static GtkWidget *
new_list_item (GPtrArray *blocks,
               guint      index)
{
  const RdBlock *block = blocks->pdata[index];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *number = block->number > 0 ? g_strdup_printf (_("%u."), block->number) : NULL;
  GtkWidget *marker = gtk_label_new (number != NULL ? number : "•");

  gtk_widget_set_valign (marker, GTK_ALIGN_BASELINE_FILL);
  gtk_label_set_yalign (GTK_LABEL (marker), 0);
  gtk_widget_add_css_class (marker, "dimmed");
  gtk_widget_add_css_class (marker, "numeric");
  gtk_widget_set_margin_start (box, LIST_INDENT * (CLAMP (block->level, 1, MAX_LIST_LEVEL) - 1));
  gtk_box_append (GTK_BOX (box), marker);
  gtk_box_append (GTK_BOX (box), new_text (rd_markup_write_text (blocks, index, 1)));

  return box;
}

/* A picture or an embed: where it is, and what it is called. */
static GtkWidget *
new_elsewhere (GPtrArray *blocks,
               guint      index)
{
  const RdBlock *block = blocks->pdata[index];
  const gboolean picture = block->kind == RD_BLOCK_PICTURE;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (picture ? "image-x-generic-symbolic" : "insert-link-symbolic");
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *link = new_text (rd_markup_write_link (block->url, picture ? _("Show picture") : _("Open in browser")));

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (texts), link);
  if (block->runs->len > 0)
    {
      GtkWidget *caption = new_text (rd_markup_write_text (blocks, index, 1));

      gtk_widget_add_css_class (caption, "caption");
      gtk_widget_add_css_class (caption, "dimmed");
      gtk_box_append (GTK_BOX (texts), caption);
    }
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "elsewhere");

  return box;
}

static GtkWidget *
open_quotation (RdBodyView *self)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_BLOCK_QUOTE, "orientation",
                                 GTK_ORIENTATION_VERTICAL, "spacing", 9, NULL);

  gtk_widget_add_css_class (box, "quotation");
  gtk_box_append (GTK_BOX (self), box);

  return box;
}

/**
 * rd_body_view_set_body:
 * @self: a view
 * @body: (nullable): what to show
 *
 * Paragraphs that follow each other become one text, so that a selection can go across them.
 */
void
rd_body_view_set_body (RdBodyView *self,
                       RdBody     *body)
{
  GPtrArray *blocks = body != NULL ? rd_body_get_blocks (body) : NULL;
  const guint n_blocks = blocks != NULL ? blocks->len : 0;
  GtkWidget *quotation = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  for (guint i = 0, n; i < n_blocks; i += n)
    {
      const RdBlock *block = blocks->pdata[i];

      n = 1;
      if (is_text (block))
        {
          const RdBlock *next;

          while (i + n < n_blocks && (next = blocks->pdata[i + n], is_text (next) && next->quoted == block->quoted))
            n++;
          child = new_text (rd_markup_write_text (blocks, i, n));
        }
      else if (block->kind == RD_BLOCK_LIST_ITEM)
        {
          child = new_list_item (blocks, i);
        }
      else
        {
          child = new_elsewhere (blocks, i);
        }

      if (!block->quoted)
        quotation = NULL;
      else if (quotation == NULL)
        quotation = open_quotation (self);
      gtk_box_append (quotation != NULL ? GTK_BOX (quotation) : GTK_BOX (self), child);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), n_blocks > 0);
}
