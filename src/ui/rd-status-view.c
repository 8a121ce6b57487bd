/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window shows where it has no posts to show. */
#include "ui/rd-status-view.h"

#include "rd-config.h"
#include "ui/rd-alert.h"
#include "ui/rd-menu.h"

struct _RdStatusView
{
  AdwBin parent_instance;

  GtkStack *stack;        /* (unowned) */
  GtkWidget *back;        /* (unowned) */
  GtkMenuButton *main;    /* (unowned) */
  AdwStatusPage *loading; /* (unowned) */
  AdwStatusPage *start;   /* (unowned) */
  AdwStatusPage *error;   /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdStatusView, rd_status_view, ADW_TYPE_BIN)

static void
rd_status_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_STATUS_VIEW);

  G_OBJECT_CLASS (rd_status_view_parent_class)->dispose (object);
}

static void
rd_status_view_class_init (RdStatusViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_status_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-status-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RdStatusView, stack);
  gtk_widget_class_bind_template_child (widget_class, RdStatusView, back);
  gtk_widget_class_bind_template_child (widget_class, RdStatusView, main);
  gtk_widget_class_bind_template_child (widget_class, RdStatusView, loading);
  gtk_widget_class_bind_template_child (widget_class, RdStatusView, start);
  gtk_widget_class_bind_template_child (widget_class, RdStatusView, error);
}

static void
rd_status_view_init (RdStatusView *self)
{
  g_autoptr (AdwSpinnerPaintable) spinner = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  spinner = adw_spinner_paintable_new (GTK_WIDGET (self->loading));
  adw_status_page_set_paintable (self->loading, GDK_PAINTABLE (spinner));
  adw_status_page_set_icon_name (self->start, RD_APPLICATION_ID);
}

/**
 * rd_status_view_new:
 * @menu: the main menu
 *
 * Returns: (transfer floating): a view that says that something is being read
 */
GtkWidget *
rd_status_view_new (GMenuModel *menu)
{
  RdStatusView *self = g_object_new (RD_TYPE_STATUS_VIEW, NULL);

  rd_menu_attach (self->main, menu);

  return GTK_WIDGET (self);
}

/**
 * rd_status_view_show:
 * @self: a view
 * @status: why there are no posts
 * @detail: (nullable): what went wrong
 * @can_go_back: whether there are some to go back to
 */
void
rd_status_view_show (RdStatusView *self,
                     RdStatus      status,
                     const char   *detail,
                     gboolean      can_go_back)
{
  static const char *const names[] = {
    [RD_STATUS_LOADING] = "loading",
    [RD_STATUS_START] = "start",
    [RD_STATUS_ERROR] = "error",
  };

  if (detail != NULL)
    rd_alert_put_reason (self->error, detail);
  gtk_widget_set_visible (self->back, can_go_back);
  gtk_stack_set_visible_child_name (self->stack, names[status]);
}
