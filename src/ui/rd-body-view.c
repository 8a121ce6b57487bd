/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what a post says: paragraphs, quotations, lists, pictures on request, and links to what stands elsewhere. */
#include "ui/rd-body-view.h"

#include "ui/rd-markup.h"
#include "ui/rd-picture-view.h"
#include "ui/rd-text.h"

#include <glib/gi18n.h>

/* How deep lists may stand inside each other; what stands deeper stands at this depth. */
#define MAX_LIST_LEVEL 6u

#define LIST_INDENT 18

#define SPACING 9
#define LIST_SPACING 4

struct _RdBodyView
{
  GtkBox parent_instance;

  RdBody *body;           /* (nullable) (owned): what it shows */
  RdPictures *pictures;   /* (nullable) (owned): where its pictures come from */
  GMenuModel *extra_menu; /* (nullable) (owned) */
};

typedef enum
{
  PROP_EXTRA_MENU = 1,
} RdBodyViewProperty;

static GParamSpec *properties[PROP_EXTRA_MENU + 1];

G_DEFINE_FINAL_TYPE (RdBodyView, rd_body_view, GTK_TYPE_BOX)

static void
rd_body_view_set_property (GObject      *object,
                           guint         property,
                           const GValue *value,
                           GParamSpec   *spec)
{
  RdBodyView *self = RD_BODY_VIEW (object);

  switch ((RdBodyViewProperty) property)
    {
    case PROP_EXTRA_MENU:
      g_set_object (&self->extra_menu, g_value_get_object (value));
      break;
    }
}

static void
rd_body_view_dispose (GObject *object)
{
  RdBodyView *self = RD_BODY_VIEW (object);

  g_clear_pointer (&self->body, rd_body_unref);
  g_clear_object (&self->extra_menu);
  g_clear_object (&self->pictures);

  G_OBJECT_CLASS (rd_body_view_parent_class)->dispose (object);
}

static void
rd_body_view_class_init (RdBodyViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = rd_body_view_set_property;
  object_class->dispose = rd_body_view_dispose;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "part");

  /**
   * RdBodyView:extra-menu:
   *
   * What the menus of its texts offer beside what they offer by themselves.
   */
  properties[PROP_EXTRA_MENU]
      = g_param_spec_object ("extra-menu", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_body_view_init (RdBodyView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), SPACING);
}

/* As in blueprints: the style sheet says why. */
static GtkWidget *
new_box (GtkOrientation orientation,
         int            spacing)
{
  return g_object_new (GTK_TYPE_BOX, "css-name", "part", "orientation", orientation, "spacing", spacing, NULL);
}

/* @markup: (transfer full) */
static GtkWidget *
new_text (RdBodyView *self,
          char       *markup)
{
  GtkWidget *text = g_object_new (RD_TYPE_TEXT, "selectable", TRUE, "extra-menu", self->extra_menu, NULL);

  rd_text_set_markup (RD_TEXT (text), markup);
  g_free (markup);

  return text;
}

static GtkWidget *
new_heading (RdBodyView *self,
             GPtrArray  *blocks,
             guint       index)
{
  GtkWidget *text = new_text (self, rd_markup_write_text (blocks, index, 1));

  g_object_set (text, "heading", TRUE, "margin-top", index > 0 ? SPACING : 0, NULL);

  return text;
}

/* @n_digits: how many the largest number of its list has; 0 where it has none */
static GtkWidget *
new_list_item (RdBodyView *self,
               GPtrArray  *blocks,
               guint       index,
               guint       n_digits)
{
  const RdBlock *block = blocks->pdata[index];
  GtkWidget *box = new_box (GTK_ORIENTATION_HORIZONTAL, 9);
  /* Translators: the number of an item of a list. */
  g_autofree char *number = block->number > 0 ? g_strdup_printf (_("%u."), block->number) : NULL;
  GtkWidget *marker = gtk_label_new (number != NULL ? number : "•");

  gtk_widget_set_valign (marker, GTK_ALIGN_START);
  gtk_label_set_xalign (GTK_LABEL (marker), 1);
  gtk_label_set_width_chars (GTK_LABEL (marker), n_digits + 1);
  gtk_widget_add_css_class (marker, "dimmed");
  gtk_widget_add_css_class (marker, "numeric");
  gtk_widget_set_margin_start (box, LIST_INDENT * (CLAMP (block->level, 1, MAX_LIST_LEVEL) - 1));
  gtk_box_append (GTK_BOX (box), marker);
  gtk_box_append (GTK_BOX (box), new_text (self, rd_markup_write_text (blocks, index, 1)));

  return box;
}

/* What a picture or an embed is called: %NULL where that is nothing. */
static GtkWidget *
new_caption (RdBodyView *self,
             GPtrArray  *blocks,
             guint       index)
{
  GtkWidget *caption;

  if (((RdBlock *) blocks->pdata[index])->runs->len == 0)
    return NULL;

  caption = new_text (self, rd_markup_write_text (blocks, index, 1));
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dimmed");

  return caption;
}

/* An embed: where it is, and what it is called. */
static GtkWidget *
new_elsewhere (RdBodyView *self,
               GPtrArray  *blocks,
               guint       index)
{
  const RdBlock *block = blocks->pdata[index];
  GtkWidget *box = new_box (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name ("insert-link-symbolic");
  GtkWidget *texts = new_box (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = new_caption (self, blocks, index);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (texts), new_text (self, rd_markup_write_link (block->url, _("Open in browser"))));
  if (caption != NULL)
    gtk_box_append (GTK_BOX (texts), caption);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_widget_add_css_class (box, "elsewhere");

  return box;
}

/* What a picture is called, without markup. */
static char *
read_caption (const RdBlock *block)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < block->runs->len; i++)
    g_string_append (text, ((RdRun *) block->runs->pdata[i])->text);

  return g_string_free_and_steal (text);
}

/* A picture on request, what it is called, and where else it can be seen. */
static GtkWidget *
new_picture (RdBodyView *self,
             GPtrArray  *blocks,
             guint       index)
{
  const RdBlock *block = blocks->pdata[index];
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *caption = new_caption (self, blocks, index);
  g_autofree char *text = read_caption (block);

  gtk_box_append (GTK_BOX (box), rd_picture_view_new (self->pictures, block->url, text));
  if (caption != NULL)
    gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), new_text (self, rd_markup_write_link (block->url, _("Open in browser"))));
  gtk_widget_add_css_class (box, "elsewhere");

  return box;
}

/* A list: the blocks of this kind that follow each other, closer than paragraphs. */
static GtkWidget *
new_list (RdBodyView *self,
          GPtrArray  *blocks,
          guint       first,
          guint       n_blocks)
{
  GtkWidget *box = new_box (GTK_ORIENTATION_VERTICAL, LIST_SPACING);
  guint n_digits = 0;

  for (guint i = first; i < first + n_blocks; i++)
    for (guint rest = ((RdBlock *) blocks->pdata[i])->number, n = 0; rest > 0; rest /= 10)
      n_digits = MAX (n_digits, ++n);
  for (guint i = first; i < first + n_blocks; i++)
    gtk_box_append (GTK_BOX (box), new_list_item (self, blocks, i, n_digits));

  return box;
}

static GtkWidget *
new_quotation (void)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "accessible-role", GTK_ACCESSIBLE_ROLE_BLOCK_QUOTE, "css-name", "part",
                                 "orientation", GTK_ORIENTATION_VERTICAL, "spacing", SPACING, NULL);

  gtk_widget_add_css_class (box, "quotation");

  return box;
}

/* How many blocks from @first on are shown as one: paragraphs, so that a selection can go across them, and lists. */
static guint
count_together (GPtrArray *blocks,
                guint      first)
{
  const RdBlock *block = blocks->pdata[first];
  guint n = 1;

  if (block->kind != RD_BLOCK_PARAGRAPH && block->kind != RD_BLOCK_LIST_ITEM)
    return 1;

  while (first + n < blocks->len)
    {
      const RdBlock *next = blocks->pdata[first + n];

      if (next->kind != block->kind || next->quoted != block->quoted)
        break;
      n++;
    }

  return n;
}

static GtkWidget *
new_part (RdBodyView *self,
          GPtrArray  *blocks,
          guint       first,
          guint       n_blocks)
{
  const RdBlock *block = blocks->pdata[first];

  switch (block->kind)
    {
    case RD_BLOCK_HEADING:
      return new_heading (self, blocks, first);
    case RD_BLOCK_LIST_ITEM:
      return new_list (self, blocks, first, n_blocks);
    case RD_BLOCK_PICTURE:
      return block->url != NULL && self->pictures != NULL ? new_picture (self, blocks, first)
                                                          : new_elsewhere (self, blocks, first);
    case RD_BLOCK_EMBED:
      return new_elsewhere (self, blocks, first);
    case RD_BLOCK_PARAGRAPH:
    default:
      return new_text (self, rd_markup_write_text (blocks, first, n_blocks));
    }
}

/**
 * rd_body_view_set_pictures:
 * @self: a view
 * @pictures: where its pictures come from, those of the next body that it shows
 */
void
rd_body_view_set_pictures (RdBodyView *self,
                           RdPictures *pictures)
{
  g_set_object (&self->pictures, pictures);
}

/* Most posts are nothing but paragraphs, and so one text: what shows one can show another. */
static gboolean
is_one_text (RdBody *body)
{
  GPtrArray *blocks = body != NULL ? rd_body_get_blocks (body) : NULL;
  const RdBlock *first = blocks != NULL && blocks->len > 0 ? blocks->pdata[0] : NULL;

  return first != NULL && first->kind == RD_BLOCK_PARAGRAPH && !first->quoted && count_together (blocks, 0) == blocks->len;
}

static void
show_parts (RdBodyView *self,
            GPtrArray  *blocks)
{
  GtkWidget *quotation = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);

  for (guint i = 0, n; blocks != NULL && i < blocks->len; i += n)
    {
      const gboolean is_quoted = ((RdBlock *) blocks->pdata[i])->quoted;

      n = count_together (blocks, i);
      child = new_part (self, blocks, i, n);
      if (!is_quoted)
        quotation = NULL;
      else if (quotation == NULL)
        gtk_box_append (GTK_BOX (self), quotation = new_quotation ());
      gtk_box_append (quotation != NULL ? GTK_BOX (quotation) : GTK_BOX (self), child);
    }
}

/**
 * rd_body_view_set_body:
 * @self: a view
 * @body: (nullable): what to show
 */
void
rd_body_view_set_body (RdBodyView *self,
                       RdBody     *body)
{
  const gboolean has_text = is_one_text (self->body);
  GPtrArray *blocks = body != NULL ? rd_body_get_blocks (body) : NULL;

  if (self->body == body && body != NULL)
    return;

  g_clear_pointer (&self->body, rd_body_unref);
  self->body = body != NULL ? rd_body_ref (body) : NULL;
  if (has_text && is_one_text (body))
    {
      g_autofree char *markup = rd_markup_write_text (blocks, 0, blocks->len);

      rd_text_set_markup (RD_TEXT (gtk_widget_get_first_child (GTK_WIDGET (self))), markup);
    }
  else
    show_parts (self, blocks);

  gtk_widget_set_visible (GTK_WIDGET (self), blocks != NULL && blocks->len > 0);
}
