/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a ribbon: a bar for each slot that has posts, a dot above it where it has a key event, and the line
 * that the bars stand on. */
#include "ui/rd-day-ribbon-drawing.h"

#include <adwaita.h>

/* Above the highest bar, for the dots, in pixels. */
#define MARKS_HEIGHT 10

#define MARK_RADIUS 3.0f
#define MARK_LINE 1.5f

#define MIN_BAR_HEIGHT 3.0f

/* The widest gap between bars, in pixels; where there is little room it is a fourth of a slot. */
#define MAX_GAP 3.0f

/* How strongly bars are drawn, and the line that they stand on. */
#define BAR_ALPHA .4f
#define LINE_ALPHA .2f

static guint
find_most (GPtrArray *slots)
{
  guint most = 0;

  for (guint i = 0; i < slots->len; i++)
    most = MAX (most, ((RdSlot *) slots->pdata[i])->n_posts);

  return most;
}

/* A key event of the publisher's is a dot, a predicted one a ring. */
static void
draw_mark (GtkSnapshot   *snapshot,
           RdKeyEvent     key_event,
           const GdkRGBA *colour,
           float          x,
           float          y)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskStroke) stroke = gsk_stroke_new (MARK_LINE);
  g_autoptr (GskPath) path = NULL;

  gsk_path_builder_add_circle (builder, &GRAPHENE_POINT_INIT (x, y),
                               key_event == RD_KEY_EVENT_PUBLISHER ? MARK_RADIUS : MARK_RADIUS - MARK_LINE / 2);
  path = gsk_path_builder_free_to_path (g_steal_pointer (&builder));
  if (key_event == RD_KEY_EVENT_PUBLISHER)
    gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, colour);
  else
    gtk_snapshot_append_stroke (snapshot, path, stroke, colour);
}

/* @column: the room for it; @share: how high it is in comparison with the highest one */
static void
draw_slot (GtkSnapshot           *snapshot,
           const graphene_rect_t *column,
           const RdSlot          *slot,
           float                  share,
           const GdkRGBA         *colour,
           const GdkRGBA         *accent)
{
  const float width = column->size.width;
  const float gap = MIN (MAX_GAP, width / 4);
  const float height = MAX ((column->size.height - MARKS_HEIGHT) * share, MIN_BAR_HEIGHT);
  const float x = column->origin.x;
  const float y = column->origin.y + column->size.height - height;

  if (slot->n_posts == 0)
    return;

  gtk_snapshot_append_color (snapshot, colour, &GRAPHENE_RECT_INIT (x + gap / 2, y, width - gap, height));
  if (slot->n_key_events > 0)
    draw_mark (snapshot, slot->key_event, accent, x + width / 2, y - MARKS_HEIGHT / 2.0f);
}

/**
 * rd_day_ribbon_draw:
 * @widget: whose colour, direction and style it has
 * @snapshot: what to draw with
 * @area: where, in pixels of @widget
 * @slots: (element-type RdSlot): at least one
 * @cursor: (nullable): the one of them that is shown as chosen
 *
 * Draws slots in the order of time, from where lines of writing begin.
 */
void
rd_day_ribbon_draw (GtkWidget             *widget,
                    GtkSnapshot           *snapshot,
                    const graphene_rect_t *area,
                    GPtrArray             *slots,
                    const RdSlot          *cursor)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (widget));
  const gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  const float most = (float) find_most (slots);
  const float width = area->size.width / (float) slots->len;
  GdkRGBA accent;
  GdkRGBA strong;
  GdkRGBA usual;
  GdkRGBA line;

  adw_accent_color_to_standalone_rgba (adw_style_manager_get_accent_color (style), adw_style_manager_get_dark (style),
                                       &accent);
  gtk_widget_get_color (widget, &strong);
  usual = line = strong;
  usual.alpha *= adw_style_manager_get_high_contrast (style) ? 1 : BAR_ALPHA;
  line.alpha *= LINE_ALPHA;

  gtk_snapshot_append_color (snapshot, &line, &GRAPHENE_RECT_INIT (area->origin.x, area->origin.y + area->size.height,
                                                                   area->size.width, 1));
  for (guint i = 0; i < slots->len; i++)
    {
      const RdSlot *slot = slots->pdata[i];
      const float place = (float) (is_mirrored ? slots->len - 1 - i : i);

      draw_slot (snapshot,
                 &GRAPHENE_RECT_INIT (area->origin.x + place * width, area->origin.y, width, area->size.height), slot,
                 (float) slot->n_posts / most, slot == cursor ? &strong : &usual, &accent);
    }
}
