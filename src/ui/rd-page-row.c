/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page in the list of pages, with its menu. */
#include "ui/rd-page-row.h"

#include "ui/rd-page-news.h"
#include "ui/rd-page-words.h"
#include "ui/rd-post-drag.h"
#include "ui/rd-text.h"
#include "ui/rd-topic-menu.h"

#include <glib/gi18n.h>

struct _RdPageRow
{
  GtkBox parent_instance;

  RdPageItem *page; /* (nullable) (owned) */
  GtkPopover *menu; /* (nullable) (unowned): the one that was opened last */
  GtkWidget *first; /* (unowned): its first line */
  RdText *title;    /* (unowned) */
  GtkWidget *count; /* (unowned) */
  RdText *subtitle; /* (unowned) */
};

typedef enum
{
  PROP_PAGE = 1,
} RdPageRowProperty;

static GParamSpec *properties[PROP_PAGE + 1];

G_DEFINE_FINAL_TYPE (RdPageRow, rd_page_row, GTK_TYPE_BOX)

static void
remove_menu (RdPageRow *self)
{
  if (self->menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->menu)));
}

static gboolean
show_menu (RdPageRow          *self,
           const GdkRectangle *place)
{
  if (self->page == NULL || !rd_topic_menu_suits (self->page))
    return FALSE;

  remove_menu (self);
  self->menu = GTK_POPOVER (rd_topic_menu_new (self->page));
  gtk_widget_set_parent (GTK_WIDGET (self->menu), GTK_WIDGET (self));
  gtk_popover_set_has_arrow (self->menu, FALSE);
  gtk_popover_set_pointing_to (self->menu, place);
  gtk_widget_set_halign (GTK_WIDGET (self->menu), GTK_ALIGN_START);
  gtk_popover_popup (self->menu);

  return TRUE;
}

static void
pressed_cb (RdPageRow  *self,
            int         n_presses,
            double      x,
            double      y,
            GtkGesture *gesture)
{
  if (show_menu (self, &(GdkRectangle) { (int) x, (int) y, 1, 1 }))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
}

static void
long_pressed_cb (RdPageRow  *self,
                 double      x,
                 double      y,
                 GtkGesture *gesture)
{
  pressed_cb (self, 1, x, y, gesture);
}

static void
set_class (RdPageRow  *self,
           const char *name,
           gboolean    has_it)
{
  if (has_it)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
news_cb (RdPageRow *self)
{
  const gboolean is_front = rd_page_item_get_kind (self->page) == RD_PAGE_FRONT;
  g_autofree char *count = rd_page_words_count (self->page);

  gtk_label_set_label (GTK_LABEL (self->count), count != NULL ? count : "");
  set_class (self, "has-news", !is_front && rd_page_news_count (self->page) > 0);
}

/* What is hidden before it has a tooltip does not make GTK ask where the pointer is, and wait for the answer. */
static void
add_sign (RdPageRow  *self,
          const char *icon,
          const char *words,
          const char *style)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "icon-name", icon,
                                   "visible", FALSE, "tooltip-text", words, NULL);

  gtk_widget_add_css_class (image, style);
  gtk_widget_insert_before (image, self->first, self->count);
  gtk_widget_set_visible (image, TRUE);
}

/* Most pages have none. What is muted says so in words already. */
static void
signs_cb (RdPageRow *self)
{
  const RdTopic *topic = rd_page_item_get_topic (self->page);
  const gboolean is_muted = topic != NULL && topic->muted;
  const RdAlertSign sign = is_muted ? (RdAlertSign) { RD_ALERT_LEVELS_SILENT, rd_page_words_muted (topic) }
                                    : rd_page_item_get_sign (self->page);
  GtkWidget *shown;

  while ((shown = gtk_widget_get_next_sibling (GTK_WIDGET (self->title))) != self->count)
    gtk_box_remove (GTK_BOX (self->first), shown);

  if (topic != NULL && topic->pinned)
    add_sign (self, "view-pin-symbolic", C_("topic", "Pinned"), "dimmed");
  if (sign.icon != NULL)
    add_sign (self, sign.icon, sign.words, "dimmed");
  if (rd_page_words_has_key_events (self->page))
    add_sign (self, "rd-key-event-symbolic", _("Has key events"), "accent");
}

static void
set_page (RdPageRow  *self,
          RdPageItem *page)
{
  const RdTopic *topic;
  g_autofree char *subtitle = NULL;

  if (self->page != NULL)
    g_signal_handlers_disconnect_by_data (self->page, self);
  g_set_object (&self->page, page);
  if (page == NULL)
    return;

  topic = rd_page_item_get_topic (page);
  /* In its head it may say something else. */
  g_object_get (page, "subtitle", &subtitle, NULL);
  g_signal_connect_object (page, "notify::has-news", G_CALLBACK (news_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::spoken", G_CALLBACK (signs_cb), self, G_CONNECT_SWAPPED);
  rd_text_set_text (self->title, rd_page_item_get_title (page));
  rd_text_set_text (self->subtitle, subtitle);
  set_class (self, "muted", topic != NULL && topic->muted);
  news_cb (self);
  signs_cb (self);
}

static void
rd_page_row_set_property (GObject      *object,
                          guint         property,
                          const GValue *value,
                          GParamSpec   *spec)
{
  RdPageRow *self = RD_PAGE_ROW (object);

  switch ((RdPageRowProperty) property)
    {
    case PROP_PAGE:
      set_page (self, g_value_get_object (value));
      break;
    }
}

static void
rd_page_row_dispose (GObject *object)
{
  RdPageRow *self = RD_PAGE_ROW (object);

  remove_menu (self);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_PAGE_ROW);

  G_OBJECT_CLASS (rd_page_row_parent_class)->dispose (object);
}

static void
rd_page_row_class_init (RdPageRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = rd_page_row_set_property;
  object_class->dispose = rd_page_row_dispose;

  /**
   * RdPageRow:page: (nullable)
   *
   * The page that it shows.
   */
  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, RD_TYPE_PAGE_ITEM,
                                               G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (RD_TYPE_TEXT);
  gtk_widget_class_set_css_name (widget_class, "part");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-page-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPageRow, first);
  gtk_widget_class_bind_template_child (widget_class, RdPageRow, title);
  gtk_widget_class_bind_template_child (widget_class, RdPageRow, count);
  gtk_widget_class_bind_template_child (widget_class, RdPageRow, subtitle);
}

static void
rd_page_row_init (RdPageRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  rd_post_drag_end_at (self);
}

/**
 * rd_page_row_get_page:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the page that it shows
 */
RdPageItem *
rd_page_row_get_page (RdPageRow *self)
{
  return self->page;
}

/**
 * rd_page_row_show_menu:
 * @self: a row
 *
 * Returns: whether it has a menu, which is open then
 */
gboolean
rd_page_row_show_menu (RdPageRow *self)
{
  return show_menu (self, &(GdkRectangle) { 0, 0, gtk_widget_get_width (GTK_WIDGET (self)),
                                            gtk_widget_get_height (GTK_WIDGET (self)) });
}
