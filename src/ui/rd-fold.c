/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the beginning of what is long, and a button for all of it. How long it is turns out when it has a width; the
 * button is part of the same layout, so that nothing moves for that afterwards. */
#include "ui/rd-fold.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How many lines are shown of what is folded, and how many more are not worth folding. */
#define SHOWN_LINES 12
#define SPARE_LINES 4

/* As the style sheet has it for posts. */
#define LINE_HEIGHT 1.4

/* Over how many lines what is shown fades. */
#define FADING_LINES 2

#define SPACING 6

struct _RdFold
{
  GtkWidget parent_instance;

  RdFoldKind kind;
  gboolean unfolded;
  gboolean overflows; /* whether there is more of it than is shown when it is folded */
  int shown;          /* how much of it is shown, in pixels */
  GtkWidget *child;   /* (nullable) (owned by @clip) */
  GtkWidget *clip;    /* (owned): what keeps @child inside */
  GtkWidget *button;  /* (owned) */
};

typedef enum
{
  PROP_CHILD = 1,
} RdFoldProperty;

static GParamSpec *properties[PROP_CHILD + 1];

G_DEFINE_FINAL_TYPE (RdFold, rd_fold, GTK_TYPE_WIDGET)

/* Pango shapes a whole sentence for what it tells of a font, and what can be folded has mostly the same one. */
static double
get_line_height (RdFold *self)
{
  static PangoFontDescription *known;
  static double known_resolution;
  static double line_height;
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  const double resolution = pango_cairo_context_get_resolution (context);

  if (known == NULL || !pango_font_description_equal (known, font) || known_resolution != resolution)
    {
      PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
      const int height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);

      pango_font_metrics_unref (metrics);
      g_clear_pointer (&known, pango_font_description_free);
      known = pango_font_description_copy (font);
      known_resolution = resolution;
      line_height = LINE_HEIGHT * height / PANGO_SCALE;
    }

  return line_height;
}

static int
measure_child (RdFold *self,
               int     width)
{
  int height = 0;

  if (self->child != NULL && gtk_widget_should_layout (self->child))
    gtk_widget_measure (self->child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

static int
measure_button (RdFold *self)
{
  int height;

  gtk_widget_measure (self->button, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);

  return height;
}

/* How much of what is @height high is shown. */
static int
find_shown (RdFold   *self,
            int       height,
            gboolean *overflows)
{
  const double line = get_line_height (self);

  *overflows = self->kind == RD_FOLD_WITHDRAWN ? height > 0 : height > (SHOWN_LINES + SPARE_LINES) * line;
  if (!*overflows || self->unfolded)
    return height;

  return self->kind == RD_FOLD_WITHDRAWN ? 0 : SHOWN_LINES * line;
}

/* What is clipped has its whole height all the same. */
static void
measure_clip (GtkWidget      *widget,
              GtkOrientation  orientation,
              int             for_size,
              int            *minimum,
              int            *natural,
              int            *minimum_baseline,
              int            *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (child != NULL)
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = 0;
}

static void
allocate_clip (GtkWidget *widget,
               int        width,
               int        height,
               int        baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int whole;

  if (child == NULL || !gtk_widget_should_layout (child))
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &whole, NULL, NULL);
  gtk_widget_allocate (child, width, MAX (whole, height), -1, NULL);
}

static GtkSizeRequestMode
get_clip_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static GtkSizeRequestMode
rd_fold_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rd_fold_measure (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  RdFold *self = RD_FOLD (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      int button_minimum;
      int button_natural;

      gtk_widget_measure (self->clip, orientation, -1, minimum, natural, NULL, NULL);
      gtk_widget_measure (self->button, orientation, -1, &button_minimum, &button_natural, NULL, NULL);
      *minimum = MAX (*minimum, button_minimum);
      *natural = MAX (*natural, button_natural);
    }
  else
    {
      gboolean overflows;

      *natural = find_shown (self, measure_child (self, for_size), &overflows);
      if (overflows)
        *natural += measure_button (self) + (*natural > 0 ? SPACING : 0);
      *minimum = *natural;
    }
}

static void
rd_fold_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  RdFold *self = RD_FOLD (widget);

  self->shown = find_shown (self, measure_child (self, width), &self->overflows);
  gtk_widget_set_child_visible (self->clip, self->shown > 0);
  gtk_widget_set_child_visible (self->button, self->overflows);
  /* The keyboard does not go to what cannot be seen. */
  gtk_widget_set_can_focus (self->clip, self->unfolded || !self->overflows);

  if (self->shown > 0)
    gtk_widget_allocate (self->clip, width, self->shown, -1, NULL);
  if (self->overflows)
    {
      const int top = self->shown + (self->shown > 0 ? SPACING : 0);
      const gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
      graphene_point_t place;
      int button_width;

      gtk_widget_measure (self->button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &button_width, NULL, NULL);
      button_width = MIN (button_width, width);
      place = GRAPHENE_POINT_INIT (is_mirrored ? width - button_width : 0, top);
      gtk_widget_allocate (self->button, button_width, measure_button (self), -1,
                           gsk_transform_translate (NULL, &place));
    }
}

static void
rd_fold_snapshot (GtkWidget   *widget,
                  GtkSnapshot *snapshot)
{
  static const GskColorStop stops[] = { { 0, { 0, 0, 0, 1 } }, { 1, { 0, 0, 0, 0 } } };
  RdFold *self = RD_FOLD (widget);
  const graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), self->shown);
  const gboolean fades = self->overflows && !self->unfolded && self->shown > 0;

  if (fades)
    {
      const graphene_point_t end = GRAPHENE_POINT_INIT (0, self->shown);
      const graphene_point_t begin = GRAPHENE_POINT_INIT (0, self->shown - FADING_LINES * get_line_height (self));

      gtk_snapshot_push_mask (snapshot, GSK_MASK_MODE_ALPHA);
      gtk_snapshot_append_linear_gradient (snapshot, &area, &begin, &end, stops, G_N_ELEMENTS (stops));
      gtk_snapshot_pop (snapshot);
    }
  gtk_widget_snapshot_child (widget, self->clip, snapshot);
  if (fades)
    gtk_snapshot_pop (snapshot);
  gtk_widget_snapshot_child (widget, self->button, snapshot);
}

static void
rd_fold_set_property (GObject      *object,
                      guint         property,
                      const GValue *value,
                      GParamSpec   *spec)
{
  RdFold *self = RD_FOLD (object);

  switch ((RdFoldProperty) property)
    {
    case PROP_CHILD:
      self->child = g_value_get_object (value);
      adw_bin_set_child (ADW_BIN (self->clip), self->child);
      break;
    }
}

static void
rd_fold_dispose (GObject *object)
{
  RdFold *self = RD_FOLD (object);

  self->child = NULL;
  g_clear_pointer (&self->clip, gtk_widget_unparent);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (rd_fold_parent_class)->dispose (object);
}

static void
rd_fold_class_init (RdFoldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = rd_fold_set_property;
  object_class->dispose = rd_fold_dispose;
  widget_class->get_request_mode = rd_fold_get_request_mode;
  widget_class->measure = rd_fold_measure;
  widget_class->size_allocate = rd_fold_size_allocate;
  widget_class->snapshot = rd_fold_snapshot;

  /**
   * RdFold:child:
   *
   * What may be long.
   */
  properties[PROP_CHILD]
      = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_fold_init (RdFold *self)
{
  GtkLayoutManager *layout = gtk_custom_layout_new (get_clip_request_mode, measure_clip, allocate_clip);

  self->clip = adw_bin_new ();
  gtk_widget_set_overflow (self->clip, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_layout_manager (self->clip, layout);
  gtk_widget_set_parent (self->clip, GTK_WIDGET (self));

  self->button = gtk_button_new ();
  gtk_button_set_can_shrink (GTK_BUTTON (self->button), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "post.fold");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "aside");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  rd_fold_set (self, RD_FOLD_LONG, FALSE);
}

/**
 * rd_fold_set:
 * @self: a fold
 * @kind: what is left where it is folded
 * @unfolded: whether all of it is shown
 */
void
rd_fold_set (RdFold     *self,
             RdFoldKind  kind,
             gboolean    unfolded)
{
  self->kind = kind;
  self->unfolded = unfolded;
  if (kind == RD_FOLD_WITHDRAWN)
    gtk_button_set_label (GTK_BUTTON (self->button), unfolded ? _("Hide Words") : _("Show Words"));
  else
    gtk_button_set_label (GTK_BUTTON (self->button), unfolded ? _("Show Less") : _("Show All"));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * rd_fold_can_fold:
 * @self: a fold
 *
 * Returns: whether there is anything to fold, as far as that turned out
 */
gboolean
rd_fold_can_fold (RdFold *self)
{
  return self->overflows;
}
