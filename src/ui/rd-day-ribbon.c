/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much happened when: a bar for each slot of the time that posts cover, and where a click on it or the keys lead.
 * To a screen reader it is a slider, whose value says what the slot holds that the keys have led to. */
#include "ui/rd-day-ribbon.h"

#include "ui/rd-day-ribbon-drawing.h"

struct _RdDayRibbon
{
  GtkWidget parent_instance;

  GPtrArray *slots; /* (nullable) (owned) (element-type RdSlot): %NULL where there is nothing to see */
  guint cursor;     /* the slot that the keys have led to; it has posts */
  GtkWidget *bars;  /* (unowned): where they are drawn */
  GtkWidget *span;  /* (unowned) */
  GtkLabel *from;   /* (unowned) */
  GtkLabel *to;     /* (unowned) */
  GtkLabel *value;  /* (unowned) */
};

/* What assistive technology may set. */
static gboolean set_current_value (GtkAccessibleRange *range,
                                   double              value);

static void
accessible_range_init (GtkAccessibleRangeInterface *interface)
{
  interface->set_current_value = set_current_value;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (RdDayRibbon, rd_day_ribbon, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE_RANGE, accessible_range_init))

static gboolean
shows_focus (RdDayRibbon *self)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_FOCUS_VISIBLE) != 0;
}

static const RdSlot *
get_slot (RdDayRibbon *self,
          guint        index)
{
  return self->slots->pdata[index];
}

static gboolean
is_mirrored (RdDayRibbon *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* The slot with posts that is nearest to @at. */
static guint
find_near (RdDayRibbon *self,
           int          at)
{
  const int n_slots = (int) self->slots->len;

  for (int distance = 0; distance < n_slots; distance++)
    for (int i = at - distance; i <= at + distance; i += MAX (2 * distance, 1))
      if (i >= 0 && i < n_slots && get_slot (self, i)->n_posts > 0)
        return i;

  return self->cursor;
}

/* The slot that is meant by a place in the ribbon: a bar may be thinner than a finger. */
static guint
find_slot (RdDayRibbon *self,
           double       x)
{
  const double width = MAX (gtk_widget_get_width (self->bars), 1);
  const double share = CLAMP ((is_mirrored (self) ? width - x : x) / width, 0, 1);

  return find_near (self, MIN ((int) (share * self->slots->len), (int) self->slots->len - 1));
}

static double
get_x_in_bars (RdDayRibbon *self,
               double       x,
               double       y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), self->bars, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return 0;

  return point.x;
}

static void
go_to_slot (RdDayRibbon *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-post", "s", get_slot (self, self->cursor)->first->entry->id);
}

static void
show_value (RdDayRibbon *self)
{
  g_autofree char *value = rd_slots_speak (self->slots, self->cursor);

  gtk_label_set_label (self->value, value);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->cursor,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, value, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
set_current_value (GtkAccessibleRange *range,
                   double              value)
{
  RdDayRibbon *self = RD_DAY_RIBBON (range);

  if (self->slots == NULL || !(value >= 0 && value < self->slots->len))
    return FALSE;

  self->cursor = find_near (self, (int) value);
  show_value (self);

  return TRUE;
}

/* Where the reader is by the keys is said in place of the whole span. */
static void
focus_cb (RdDayRibbon *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->value), shows_focus (self));
  gtk_widget_set_visible (self->span, !shows_focus (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
released_cb (RdDayRibbon *self,
             int          n_presses,
             double       x,
             double       y)
{
  if (self->slots == NULL)
    return;

  self->cursor = find_slot (self, get_x_in_bars (self, x, y));
  show_value (self);
  go_to_slot (self);
}

static gboolean
query_tooltip_cb (RdDayRibbon *self,
                  int          x,
                  int          y,
                  gboolean     by_keys,
                  GtkTooltip  *tooltip)
{
  g_autofree char *text = NULL;

  if (self->slots == NULL)
    return FALSE;

  text = rd_slots_speak (self->slots, by_keys ? self->cursor : find_slot (self, get_x_in_bars (self, x, y)));
  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

/* To the next slot with posts that way; @step: 1 for later */
static gboolean
move_cursor (RdDayRibbon *self,
             int          step)
{
  for (gint64 i = (gint64) self->cursor + step; i >= 0 && i < self->slots->len; i += step)
    if (get_slot (self, i)->n_posts > 0)
      {
        self->cursor = i;
        show_value (self);
        return TRUE;
      }

  return FALSE;
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  RdDayRibbon *self = RD_DAY_RIBBON (widget);
  const int step = g_variant_get_int32 (arguments);

  if (self->slots == NULL || !move_cursor (self, is_mirrored (self) ? -step : step))
    gtk_widget_error_bell (widget);

  return TRUE;
}

static gboolean
end_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   user_data)
{
  RdDayRibbon *self = RD_DAY_RIBBON (widget);

  while (self->slots != NULL && move_cursor (self, g_variant_get_int32 (arguments)))
    ;

  return TRUE;
}

static gboolean
activate_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  RdDayRibbon *self = RD_DAY_RIBBON (widget);

  if (self->slots != NULL)
    go_to_slot (self);

  return TRUE;
}

static void
rd_day_ribbon_snapshot (GtkWidget   *widget,
                        GtkSnapshot *snapshot)
{
  RdDayRibbon *self = RD_DAY_RIBBON (widget);
  graphene_rect_t area;

  if (self->slots != NULL && gtk_widget_compute_bounds (self->bars, widget, &area))
    rd_day_ribbon_draw (widget, snapshot, &area, self->slots,
                        shows_focus (self) ? get_slot (self, self->cursor) : NULL);

  GTK_WIDGET_CLASS (rd_day_ribbon_parent_class)->snapshot (widget, snapshot);
}

static void
rd_day_ribbon_dispose (GObject *object)
{
  RdDayRibbon *self = RD_DAY_RIBBON (object);

  g_clear_pointer (&self->slots, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_DAY_RIBBON);

  G_OBJECT_CLASS (rd_day_ribbon_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint keys[2];
    GtkShortcutFunc function;
    int step;
  } bindings[] = {
    { { GDK_KEY_Right, GDK_KEY_KP_Right }, step_cb, 1 },
    { { GDK_KEY_Left, GDK_KEY_KP_Left }, step_cb, -1 },
    { { GDK_KEY_Home, GDK_KEY_KP_Home }, end_cb, -1 },
    { { GDK_KEY_End, GDK_KEY_KP_End }, end_cb, 1 },
    { { GDK_KEY_Return, GDK_KEY_KP_Enter }, activate_cb, 0 },
    { { GDK_KEY_space, GDK_KEY_KP_Space }, activate_cb, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (bindings[i].keys); k++)
      gtk_widget_class_add_binding (widget_class, bindings[i].keys[k], 0, bindings[i].function, "i", bindings[i].step);
}

static void
rd_day_ribbon_class_init (RdDayRibbonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_day_ribbon_dispose;
  widget_class->snapshot = rd_day_ribbon_snapshot;

  gtk_widget_class_set_css_name (widget_class, "ribbon");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-day-ribbon.ui");
  gtk_widget_class_bind_template_child (widget_class, RdDayRibbon, bars);
  gtk_widget_class_bind_template_child (widget_class, RdDayRibbon, span);
  gtk_widget_class_bind_template_child (widget_class, RdDayRibbon, from);
  gtk_widget_class_bind_template_child (widget_class, RdDayRibbon, to);
  gtk_widget_class_bind_template_child (widget_class, RdDayRibbon, value);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  add_keys (widget_class);
}

static void
rd_day_ribbon_init (RdDayRibbon *self)
{
  AdwStyleManager *style = adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "state-flags-changed", G_CALLBACK (focus_cb), NULL);
  g_signal_connect_object (style, "notify", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * rd_day_ribbon_set_entries:
 * @self: a ribbon
 * @entries: (element-type RdDigestEntry): the posts to show, which must outlive it
 *
 * Shows how they are spread over time, and nothing where there is little to see.
 */
void
rd_day_ribbon_set_entries (RdDayRibbon *self,
                           GPtrArray   *entries)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  g_clear_pointer (&self->slots, g_ptr_array_unref);
  self->slots = rd_slots_cut (entries);
  gtk_widget_set_visible (GTK_WIDGET (self), self->slots != NULL);
  if (self->slots == NULL)
    return;

  self->cursor = 0;
  from = rd_slots_format_from (self->slots);
  to = rd_slots_format_to (self->slots);
  gtk_label_set_label (self->from, from);
  gtk_label_set_label (self->to, to);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->slots->len - 1, -1);
  show_value (self);
}
