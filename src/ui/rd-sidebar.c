/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of pages: what happened in all, the topics, the live blogs. */
#include "ui/rd-sidebar.h"

#include "rd-config.h"
#include "ui/rd-page-list.h"
#include "ui/rd-page-row.h"

#include <glib/gi18n.h>

struct _RdSidebar
{
  AdwBin parent_instance;

  GSettings *settings;           /* (owned) */
  GtkListView *list;             /* (unowned) */
  GtkSingleSelection *selection; /* (unowned) */
  GtkButton *news;               /* (unowned) */
  GtkLabel *note;                /* (unowned) */
  double place;                  /* how far the list was scrolled before it had this document, in pixels */
  gulong laid_out;               /* the handler that goes back there, or 0 */
};

typedef enum
{
  PROP_PAGE = 1,
} RdSidebarProperty;

typedef enum
{
  SIGNAL_ACTIVATED,
} RdSidebarSignal;

static GParamSpec *properties[PROP_PAGE + 1];
static guint signals[SIGNAL_ACTIVATED + 1];

G_DEFINE_FINAL_TYPE (RdSidebar, rd_sidebar, ADW_TYPE_BIN)

static void
selected_cb (RdSidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PAGE]);
}

/* A click alone chooses what the pointer is over, which need not be what a key activates. */
static void
activate_cb (RdSidebar *self,
             guint      position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
bind_header_cb (RdSidebar     *self,
                GtkListHeader *header)
{
  GtkWidget *label = gtk_list_header_get_child (header);
  const RdPageKind kind = rd_page_item_get_kind (gtk_list_header_get_item (header));

  if (label == NULL)
    {
      label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, NULL);
      gtk_list_header_set_child (header, label);
    }

  gtk_label_set_label (GTK_LABEL (label), kind == RD_PAGE_TOPIC ? _("Topics") : _("Live Blogs"));
  gtk_widget_set_visible (label, kind != RD_PAGE_FRONT);
}

/* The menu of the page that has the focus. */
static void
menu_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkWidget *row = focus != NULL && gtk_widget_is_ancestor (focus, widget) ? gtk_widget_get_first_child (focus) : NULL;

  if (RD_IS_PAGE_ROW (row))
    rd_page_row_show_menu (RD_PAGE_ROW (row));
}

static GtkAdjustment *
get_scrolls (RdSidebar *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->list));
}

/* Returns: (nullable): a page; %NULL behind the last one */
static RdPageItem *
get_page (RdSidebar *self,
          guint      position)
{
  g_autoptr (RdPageItem) page = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  /* The list of pages keeps it. */
  return page;
}

static void
sign_pages (RdSidebar *self)
{
  rd_page_list_sign (G_LIST_MODEL (self->selection), self->settings);
}

static void
rd_sidebar_get_property (GObject    *object,
                         guint       property,
                         GValue     *value,
                         GParamSpec *spec)
{
  switch ((RdSidebarProperty) property)
    {
    case PROP_PAGE:
      g_value_set_object (value, rd_sidebar_get_page (RD_SIDEBAR (object)));
      break;
    }
}

static void
rd_sidebar_dispose (GObject *object)
{
  g_clear_object (&RD_SIDEBAR (object)->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_SIDEBAR);

  G_OBJECT_CLASS (rd_sidebar_parent_class)->dispose (object);
}

static void
rd_sidebar_class_init (RdSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rd_sidebar_get_property;
  object_class->dispose = rd_sidebar_dispose;

  /**
   * RdSidebar:page: (nullable)
   *
   * The page that is chosen.
   */
  properties[PROP_PAGE] = g_param_spec_object ("page", NULL, NULL, RD_TYPE_PAGE_ITEM,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * RdSidebar::activated:
   *
   * The reader wants to see the page that is chosen.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", RD_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 0);

  g_type_ensure (RD_TYPE_PAGE_ITEM);
  g_type_ensure (RD_TYPE_PAGE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, RdSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, RdSidebar, selection);
  gtk_widget_class_bind_template_child (widget_class, RdSidebar, news);
  gtk_widget_class_bind_template_child (widget_class, RdSidebar, note);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_cb);
}

static void
rd_sidebar_init (RdSidebar *self)
{
  static const char *const keys[] = { RD_ALERT_LEVELS_BLOGS, RD_ALERT_LEVELS_TOPICS, RD_ALERT_LEVELS_USUAL };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (RD_APPLICATION_ID);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *changed = g_strconcat ("changed::", keys[i], NULL);

      g_signal_connect_object (self->settings, changed, G_CALLBACK (sign_pages), self, G_CONNECT_SWAPPED);
    }
}

/**
 * rd_sidebar_set_document:
 * @self: a sidebar
 * @document: what to list the pages of
 *
 * Leaves no page chosen.
 */
void
rd_sidebar_set_document (RdSidebar  *self,
                         RdDocument *document)
{
  g_autoptr (GListModel) pages = rd_page_list_new (document);

  if (self->laid_out == 0)
    self->place = gtk_adjustment_get_value (get_scrolls (self));
  gtk_single_selection_set_model (self->selection, pages);
  sign_pages (self);
}

/**
 * rd_sidebar_set_alone:
 * @self: a sidebar
 * @alone: whether there is no room for a page beside it
 *
 * A single click then activates a page.
 */
void
rd_sidebar_set_alone (RdSidebar *self,
                      gboolean   alone)
{
  gtk_list_view_set_single_click_activate (self->list, alone);
}

/**
 * rd_sidebar_set_note:
 * @self: a sidebar
 * @note: (nullable): how following goes; %NULL for nothing
 */
void
rd_sidebar_set_note (RdSidebar  *self,
                     const char *note)
{
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
  gtk_label_set_label (self->note, note != NULL ? note : "");
}

/**
 * rd_sidebar_set_news:
 * @self: a sidebar
 * @news: (nullable): what it says where there is more than is shown, and no page beside it to say so
 */
void
rd_sidebar_set_news (RdSidebar  *self,
                     const char *news)
{
  gtk_widget_set_visible (GTK_WIDGET (self->news), news != NULL);
  gtk_button_set_label (self->news, news != NULL ? news : "");
}

/**
 * rd_sidebar_get_page:
 * @self: a sidebar
 *
 * Returns: (transfer none) (nullable): the page that is chosen
 */
RdPageItem *
rd_sidebar_get_page (RdSidebar *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

/**
 * rd_sidebar_select:
 * @self: a sidebar
 * @page: (nullable): a page; %NULL for the first one
 *
 * Chooses a page, if it is in the list.
 */
void
rd_sidebar_select (RdSidebar  *self,
                   RdPageItem *page)
{
  RdPageItem *other;

  for (guint i = 0; (other = get_page (self, i)) != NULL; i++)
    if (page == NULL || other == page)
      {
        gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT, NULL);
        return;
      }
}

/**
 * rd_sidebar_find_topic:
 * @self: a sidebar
 * @topic_id: the id of a topic
 *
 * Returns: (transfer none) (nullable): its page
 */
RdPageItem *
rd_sidebar_find_topic (RdSidebar  *self,
                       const char *topic_id)
{
  return rd_page_list_find (G_LIST_MODEL (self->selection), RD_PAGE_TOPIC, topic_id);
}

/**
 * rd_sidebar_select_id:
 * @self: a sidebar
 * @kind: what the page is about
 * @id: as from rd_page_item_get_id()
 *
 * Chooses a page, if it is in the list.
 *
 * Returns: (transfer none) (nullable): the page; %NULL where it is not
 */
RdPageItem *
rd_sidebar_select_id (RdSidebar  *self,
                      RdPageKind  kind,
                      const char *id)
{
  RdPageItem *page = rd_page_list_find (G_LIST_MODEL (self->selection), kind, id);

  if (page != NULL)
    rd_sidebar_select (self, page);

  return page;
}

static void
laid_out_cb (RdSidebar     *self,
             GdkFrameClock *clock)
{
  g_clear_signal_handler (&self->laid_out, clock);
  gtk_adjustment_set_value (get_scrolls (self), self->place);
}

/* A list with other rows than before has the one that is chosen at its upper edge, wherever that stood. */
static void
keep_place (RdSidebar *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  if (clock != NULL && self->laid_out == 0)
    self->laid_out = g_signal_connect_object (clock, "layout", G_CALLBACK (laid_out_cb), self,
                                              G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

/**
 * rd_sidebar_select_same:
 * @self: a sidebar
 * @page: a page of an earlier document
 *
 * Chooses the page that is about the same, if it is in the list, and scrolls that as it was before the document.
 *
 * Returns: whether it is
 */
gboolean
rd_sidebar_select_same (RdSidebar  *self,
                        RdPageItem *page)
{
  RdPageItem *other;

  for (guint i = 0; (other = get_page (self, i)) != NULL; i++)
    if (rd_page_item_is_same (other, page))
      {
        rd_sidebar_select (self, other);
        keep_place (self);
        return TRUE;
      }

  return FALSE;
}

/**
 * rd_sidebar_take_focus:
 * @self: a sidebar
 *
 * Gives the focus to the page that is chosen.
 */
void
rd_sidebar_take_focus (RdSidebar *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/**
 * rd_sidebar_step:
 * @self: a sidebar
 * @from: (nullable): the page from which to count; %NULL for the one that is chosen
 * @step: 1 for the next topic, -1 for the one before
 *
 * Chooses a topic, and activates it.
 *
 * Returns: whether there is one
 */
gboolean
rd_sidebar_step (RdSidebar  *self,
                 RdPageItem *from,
                 int         step)
{
  const guint n_pages = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint start = gtk_single_selection_get_selected (self->selection);

  for (guint i = 0; from != NULL && i < n_pages; i++)
    if (get_page (self, i) == from)
      start = i;
  for (gint64 i = start == GTK_INVALID_LIST_POSITION ? 0 : (gint64) start + step; i >= 0 && i < n_pages; i += step)
    if (rd_page_item_get_kind (get_page (self, i)) == RD_PAGE_TOPIC)
      {
        rd_sidebar_select (self, get_page (self, i));
        activate_cb (self, i);
        return TRUE;
      }

  return FALSE;
}
