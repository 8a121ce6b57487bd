/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a row of a page stands, be it there or not: a list view has two hundred of them, of which few are in sight. Without
 * the row it is as high as that was when it was last there. (rd-page-filler.c says when it is there.) */
#include "ui/rd-page-slot.h"

/* How high a row is that has never been there, in pixels: what a list view takes for its rows is the median of all, so
 * that it matters little. */
#define GUESSED_HEIGHT 160

struct _RdPageSlot
{
  GtkWidget parent_instance;

  GObject *item;  /* (nullable) (owned): what stands here; it knows how high its row was */
  GtkWidget *row; /* (nullable) (owned) */
};

G_DEFINE_FINAL_TYPE (RdPageSlot, rd_page_slot, GTK_TYPE_WIDGET)

static G_DEFINE_QUARK (rd-page-slot-height, rd_page_slot_height)

static GtkSizeRequestMode
rd_page_slot_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
get_known_height (RdPageSlot *self)
{
  gpointer height = self->item != NULL ? g_object_get_qdata (self->item, rd_page_slot_height_quark ()) : NULL;

  return height != NULL ? GPOINTER_TO_INT (height) : GUESSED_HEIGHT;
}

static void
rd_page_slot_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  RdPageSlot *self = RD_PAGE_SLOT (widget);

  if (self->row != NULL)
    gtk_widget_measure (self->row, orientation, for_size, minimum, natural, NULL, NULL);
  else if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = get_known_height (self);
}

static void
rd_page_slot_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  RdPageSlot *self = RD_PAGE_SLOT (widget);

  if (self->row == NULL)
    return;

  gtk_widget_allocate (self->row, width, height, -1, NULL);
  g_object_set_qdata (self->item, rd_page_slot_height_quark (), GINT_TO_POINTER (height));
}

static void
rd_page_slot_dispose (GObject *object)
{
  RdPageSlot *self = RD_PAGE_SLOT (object);

  rd_page_slot_set_row (self, NULL);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (rd_page_slot_parent_class)->dispose (object);
}

static void
rd_page_slot_class_init (RdPageSlotClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_page_slot_dispose;
  widget_class->get_request_mode = rd_page_slot_get_request_mode;
  widget_class->measure = rd_page_slot_measure;
  widget_class->size_allocate = rd_page_slot_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "part");
}

static void
rd_page_slot_init (RdPageSlot *self)
{
}

/**
 * rd_page_slot_new:
 *
 * Returns: (transfer floating): a slot with nothing in it
 */
GtkWidget *
rd_page_slot_new (void)
{
  return g_object_new (RD_TYPE_PAGE_SLOT, NULL);
}

/**
 * rd_page_slot_set_item:
 * @self: a slot without a row
 * @item: (nullable): what its row is to show
 */
void
rd_page_slot_set_item (RdPageSlot *self,
                       GObject    *item)
{
  if (g_set_object (&self->item, item))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * rd_page_slot_get_item:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): what its row is to show
 */
GObject *
rd_page_slot_get_item (RdPageSlot *self)
{
  return self->item;
}

/**
 * rd_page_slot_set_row:
 * @self: a slot
 * @row: (nullable): what shows its item; %NULL for nothing, in its place
 */
void
rd_page_slot_set_row (RdPageSlot *self,
                      GtkWidget  *row)
{
  if (self->row != NULL)
    gtk_widget_unparent (g_steal_pointer (&self->row));
  self->row = row;
  if (row != NULL)
    gtk_widget_set_parent (row, GTK_WIDGET (self));
}

/**
 * rd_page_slot_get_row:
 * @self: a slot
 *
 * Returns: (transfer none) (nullable): what shows its item
 */
GtkWidget *
rd_page_slot_get_row (RdPageSlot *self)
{
  return self->row;
}
