/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that is as wide as there is room. It is a label, but one that is laid out once: GTK asks every label how narrow
 * it can be before it asks how high it is, and so breaks each text into as many lines as it can, which takes longer than
 * all the rest of a page. (A GTK that is built for debugging complains that the label was not asked.) */
#include "ui/rd-text.h"

#include <string.h>

/* How narrow it can be, in ems. */
#define LEAST_EMS 4

struct _RdText
{
  GtkWidget parent_instance;

  GtkLabel *label; /* (owned) */
};

typedef enum
{
  PROP_TEXT = 1,
  PROP_HEADING,
  PROP_ELLIPSIZES,
  PROP_SELECTABLE,
  PROP_EXTRA_MENU,
} RdTextProperty;

static GParamSpec *properties[PROP_EXTRA_MENU + 1];

G_DEFINE_FINAL_TYPE (RdText, rd_text, GTK_TYPE_WIDGET)

static GtkSizeRequestMode
rd_text_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* @width: in Pango's units
 *
 * Returns: (transfer full): the text in lines of at most that width */
static PangoLayout *
lay_out (RdText *self,
         int     width)
{
  PangoLayout *layout = g_object_ref (gtk_label_get_layout (self->label));

  if (pango_layout_get_width (layout) == width)
    return layout;

  /* A label that has no width yet is about to get this one. */
  if (gtk_widget_get_width (GTK_WIDGET (self->label)) > 0)
    {
      PangoLayout *copy = pango_layout_copy (layout);

      g_object_unref (layout);
      layout = copy;
    }
  pango_layout_set_width (layout, width);

  return layout;
}

/* It is the label's font, too; and a widget that has asked for its font is measured anew when that changes.
 *
 * Returns: in pixels */
static double
get_font_size (RdText *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));

  return pango_units_to_double (pango_font_description_get_size (pango_context_get_font_description (context)));
}

static void
rd_text_measure (GtkWidget      *widget,
                 GtkOrientation  orientation,
                 int             for_size,
                 int            *minimum,
                 int            *natural,
                 int            *minimum_baseline,
                 int            *natural_baseline)
{
  RdText *self = RD_TEXT (widget);

  /* How high it is at least, whatever its width, is asked as well; nothing is placed by that. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = LEAST_EMS * get_font_size (self);
  else if (for_size < 0)
    *minimum = get_font_size (self);
  else
    {
      g_autoptr (PangoLayout) layout = lay_out (self, for_size * PANGO_SCALE);

      pango_layout_get_size (layout, NULL, minimum);
      *minimum = PANGO_PIXELS_CEIL (*minimum);
      *minimum_baseline = *natural_baseline = PANGO_PIXELS_CEIL (pango_layout_get_baseline (layout));
    }
  *natural = *minimum;
}

static void
rd_text_size_allocate (GtkWidget *widget,
                       int        width,
                       int        height,
                       int        baseline)
{
  gtk_widget_allocate (GTK_WIDGET (RD_TEXT (widget)->label), width, height, baseline, NULL);
}

static void
rd_text_set_property (GObject      *object,
                      guint         property,
                      const GValue *value,
                      GParamSpec   *spec)
{
  RdText *self = RD_TEXT (object);

  switch ((RdTextProperty) property)
    {
    case PROP_TEXT:
      rd_text_set_text (self, g_value_get_string (value));
      break;
    case PROP_HEADING:
      if (g_value_get_boolean (value))
        g_object_set (self->label, "accessible-role", GTK_ACCESSIBLE_ROLE_HEADING, NULL);
      break;
    case PROP_ELLIPSIZES:
      gtk_label_set_wrap (self->label, !g_value_get_boolean (value));
      gtk_label_set_ellipsize (self->label, g_value_get_boolean (value) ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    case PROP_SELECTABLE:
      gtk_label_set_selectable (self->label, g_value_get_boolean (value));
      break;
    case PROP_EXTRA_MENU:
      gtk_label_set_extra_menu (self->label, g_value_get_object (value));
      break;
    }
}

static void
rd_text_dispose (GObject *object)
{
  RdText *self = RD_TEXT (object);

  if (self->label != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->label)));

  G_OBJECT_CLASS (rd_text_parent_class)->dispose (object);
}

static void
rd_text_class_init (RdTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = rd_text_set_property;
  object_class->dispose = rd_text_dispose;
  widget_class->get_request_mode = rd_text_get_request_mode;
  widget_class->measure = rd_text_measure;
  widget_class->size_allocate = rd_text_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "part");

  /**
   * RdText:text: (nullable)
   *
   * What it says; where that is nothing, it is hidden.
   */
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RdText:heading:
   *
   * Whether it is one, for screen readers.
   */
  properties[PROP_HEADING]
      = g_param_spec_boolean ("heading", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RdText:ellipsizes:
   *
   * Whether it has one line, which ends where there is no more room, and not as many as it takes.
   */
  properties[PROP_ELLIPSIZES]
      = g_param_spec_boolean ("ellipsizes", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RdText:selectable:
   *
   * Whether a part of it can be chosen, to be copied.
   */
  properties[PROP_SELECTABLE]
      = g_param_spec_boolean ("selectable", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  /**
   * RdText:extra-menu: (nullable)
   *
   * What its menu offers beside what it offers by itself.
   */
  properties[PROP_EXTRA_MENU]
      = g_param_spec_object ("extra-menu", NULL, NULL, G_TYPE_MENU_MODEL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_text_init (RdText *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.0, NULL);
  gtk_widget_set_parent (GTK_WIDGET (self->label), GTK_WIDGET (self));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_BASELINE_FILL);
}

/* A label that was not measured does not tell that it has another size. */
static void
set (RdText     *self,
     const char *text,
     gboolean    is_markup)
{
  if (strcmp (text, gtk_label_get_label (self->label)) == 0 && is_markup == gtk_label_get_use_markup (self->label))
    return;

  if (is_markup)
    gtk_label_set_markup (self->label, text);
  else
    gtk_label_set_text (self->label, text);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * rd_text_set_text:
 * @self: a text
 * @text: (nullable): what it says; where that is nothing, it is hidden
 */
void
rd_text_set_text (RdText     *self,
                  const char *text)
{
  set (self, text != NULL ? text : "", FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
}

/**
 * rd_text_set_markup:
 * @self: a text
 * @markup: what it says, as rd-markup.h writes it
 */
void
rd_text_set_markup (RdText     *self,
                    const char *markup)
{
  set (self, markup, TRUE);
}
