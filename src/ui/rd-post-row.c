/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole post, as a row of a page. */
#include "ui/rd-post-row.h"

#include "ui/rd-body-view.h"
#include "ui/rd-fold.h"
#include "ui/rd-menu.h"
#include "ui/rd-peek-popover.h"
#include "ui/rd-post-actions.h"
#include "ui/rd-post-drag.h"
#include "ui/rd-row-hold.h"
#include "ui/rd-text.h"
#include "ui/rd-why-popover.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* How long a post that was jumped to stands out, in milliseconds; the style sheet says how. */
#define FLASH_DURATION 1800

struct _RdPostRow
{
  GtkBox parent_instance;

  RdPostItem *item;      /* (nullable) (owned) */
  gboolean asks_why;     /* whether the menu's button says why the post is here, this once */
  guint flash;           /* the source that ends it, or 0 */
  GtkWidget *news;       /* (unowned) */
  GtkWidget *head;       /* (unowned) */
  GtkLabel *time;        /* (unowned) */
  GtkLabel *mark;        /* (unowned) */
  GtkWidget *pinned;     /* (unowned) */
  GtkLabel *author;      /* (unowned) */
  GtkButton *edited;     /* (unowned) */
  GtkMenuButton *menu;   /* (unowned) */
  GMenuModel *post_menu; /* (unowned) */
  RdText *heading;       /* (unowned) */
  RdFold *fold;          /* (unowned) */
  RdText *withdrawn;     /* (unowned) */
  RdBodyView *body;      /* (unowned) */
  GtkBox *references;    /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPostRow, rd_post_row, GTK_TYPE_BOX)

/* A popover is made when it is asked for, and not with each row. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  RdPostRow *self = RD_POST_ROW (user_data);

  if (self->asks_why)
    gtk_menu_button_set_popover (button, rd_why_popover_new (self->item));
  else
    gtk_menu_button_set_popover (button, rd_menu_new (self->post_menu));
  self->asks_why = FALSE;
}

/* @user_data: the id of the post that is pointed to */
static void
create_peek_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  RdPostRow *self = RD_POST_ROW (gtk_widget_get_ancestor (GTK_WIDGET (button), RD_TYPE_POST_ROW));
  RdDocument *document = rd_post_item_get_document (self->item);

  gtk_menu_button_set_popover (button, rd_peek_popover_new (document, rd_document_find (document, user_data)));
}

static gboolean
show_why_cb (gpointer user_data)
{
  RdPostRow *self = RD_POST_ROW (user_data);

  if (self->item != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->asks_why = TRUE;
      gtk_menu_button_popup (self->menu);
    }

  return G_SOURCE_REMOVE;
}

/* The menu that this was chosen from goes first. */
static void
why_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *target)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_why_cb, g_object_ref (widget), g_object_unref);
}

static void
show_fold (RdPostRow *self)
{
  RdEntry *entry = rd_post_item_get_entry (self->item)->entry;

  rd_fold_set (self->fold, entry->deleted ? RD_FOLD_WITHDRAWN : RD_FOLD_LONG,
               rd_document_is_unfolded (rd_post_item_get_document (self->item), entry->id));
}

static void
fold_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  rd_post_row_toggle (RD_POST_ROW (widget));
}

/* Something in the post is about to be higher, or less high. What the reader asked for is not folded away. */
static void
make_room_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *target)
{
  RdPostRow *self = RD_POST_ROW (widget);

  rd_row_hold_sight (widget);
  if (!g_variant_get_boolean (target))
    return;

  rd_document_unfold (rd_post_item_get_document (self->item), rd_post_item_get_entry (self->item)->entry->id, TRUE);
  show_fold (self);
}

/* Beside the words, which have a menu of their own. */
static void
pressed_cb (RdPostRow       *self,
            int              n_press,
            double           x,
            double           y,
            GtkGestureClick *gesture)
{
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  rd_post_row_open_menu (self);
}

static void
end_flash (RdPostRow *self)
{
  g_clear_handle_id (&self->flash, g_source_remove);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "flash");
}

static void
flash_over_cb (gpointer user_data)
{
  RdPostRow *self = RD_POST_ROW (user_data);

  self->flash = 0;
  end_flash (self);
}

static void
rd_post_row_dispose (GObject *object)
{
  RdPostRow *self = RD_POST_ROW (object);

  g_clear_handle_id (&self->flash, g_source_remove);
  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_POST_ROW);

  G_OBJECT_CLASS (rd_post_row_parent_class)->dispose (object);
}

static void
rd_post_row_class_init (RdPostRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_post_row_dispose;

  g_type_ensure (RD_TYPE_BODY_VIEW);
  g_type_ensure (RD_TYPE_FOLD);
  g_type_ensure (RD_TYPE_TEXT);
  gtk_widget_class_set_css_name (widget_class, "part");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-post-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, news);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, head);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, time);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, mark);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, pinned);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, author);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, edited);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, menu);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, post_menu);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, heading);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, fold);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, withdrawn);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, body);
  gtk_widget_class_bind_template_child (widget_class, RdPostRow, references);

  rd_post_actions_install (widget_class);
  gtk_widget_class_install_action (widget_class, "post.why", NULL, why_cb);
  gtk_widget_class_install_action (widget_class, "post.fold", NULL, fold_cb);
  gtk_widget_class_install_action (widget_class, "post.make-room", "b", make_room_cb);
}

static void
rd_post_row_init (RdPostRow *self)
{
  GtkGesture *press = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->menu), TRUE);
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (press, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  rd_post_drag_begin_at (self->head);
}

static void
show_mark (RdPostRow  *self,
           RdKeyEvent  key_event)
{
  const char *mark = rd_wording_key_event (key_event);

  gtk_label_set_label (self->mark, mark != NULL ? mark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->mark), mark != NULL);
  if (key_event == RD_KEY_EVENT_PREDICTED)
    gtk_widget_add_css_class (GTK_WIDGET (self->mark), "predicted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mark), "predicted");
}

/* An earlier post that this one points to, to be looked at. */
static GtkWidget *
new_reference (RdWording     *wording,
               RdDigestEntry *other)
{
  g_autofree char *heading = rd_wording_heading (other->entry);
  g_autofree char *time = rd_wording_time (wording, other->entry);
  /* Translators: an earlier post that this one points to: its time, and its heading. */
  g_autofree char *text = g_strdup_printf (_("See %s: %s"), time, heading);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_peek_cb, g_strdup (other->entry->id), g_free);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "reference");

  return button;
}

static void
show_references (RdPostRow *self)
{
  RdDocument *document = rd_post_item_get_document (self->item);
  GPtrArray *ids = rd_post_item_get_entry (self->item)->entry->refers_to;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->references))) != NULL)
    gtk_box_remove (self->references, child);

  for (guint i = 0; i < ids->len; i++)
    {
      RdDigestEntry *other = rd_document_find (document, ids->pdata[i]);

      if (other != NULL)
        gtk_box_append (self->references, new_reference (rd_document_get_wording (document), other));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->references),
                          gtk_widget_get_first_child (GTK_WIDGET (self->references)) != NULL);
}

static void
show_head (RdPostRow *self)
{
  RdWording *wording = rd_document_get_wording (rd_post_item_get_document (self->item));
  RdDigestEntry *placed = rd_post_item_get_entry (self->item);
  g_autofree char *time = rd_wording_time (wording, placed->entry);
  g_autofree char *source = rd_post_item_get_source (self->item);
  g_autofree char *edited = rd_wording_edited (wording, placed->entry);

  gtk_widget_set_visible (self->news, rd_post_item_leads_news (self->item));
  gtk_label_set_label (self->time, time);
  show_mark (self, placed->key_event);
  gtk_widget_set_visible (self->pinned, placed->entry->pinned);
  gtk_label_set_label (self->author, source != NULL ? source : "");
  gtk_widget_set_visible (GTK_WIDGET (self->author), source != NULL);
  gtk_button_set_label (self->edited, edited != NULL ? edited : "");
  gtk_widget_set_visible (GTK_WIDGET (self->edited), edited != NULL);
}

/**
 * rd_post_row_set_item:
 * @self: a row
 * @item: the post to show
 */
void
rd_post_row_set_item (RdPostRow  *self,
                      RdPostItem *item)
{
  RdEntry *entry = rd_post_item_get_entry (item)->entry;
  g_autofree char *heading = rd_wording_heading (entry);

  end_flash (self);
  g_set_object (&self->item, item);
  gtk_menu_button_set_popover (self->menu, NULL);
  rd_post_actions_update (GTK_WIDGET (self), entry);

  show_head (self);
  rd_text_set_text (self->heading, entry->title != NULL || entry->deleted ? heading : NULL);
  rd_text_set_text (self->withdrawn, entry->deleted ? entry->title : NULL);
  rd_body_view_set_pictures (self->body, rd_document_get_pictures (rd_post_item_get_document (item)));
  rd_body_view_set_body (self->body, entry->body);
  show_fold (self);
  show_references (self);
  if (entry->deleted)
    gtk_widget_add_css_class (GTK_WIDGET (self), "deleted");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "deleted");
}

/**
 * rd_post_row_toggle:
 * @self: a row
 *
 * Shows all of its post, or folds it again. The row's top stays where it is, or comes into sight.
 *
 * Returns: whether there is anything to fold
 */
gboolean
rd_post_row_toggle (RdPostRow *self)
{
  RdDocument *document = rd_post_item_get_document (self->item);
  const char *id = rd_post_item_get_entry (self->item)->entry->id;
  const gboolean unfolds = !rd_document_is_unfolded (document, id);

  if (!rd_fold_can_fold (self->fold))
    return FALSE;

  rd_row_hold (GTK_WIDGET (self), !unfolds);
  rd_document_unfold (document, id, unfolds);
  show_fold (self);

  return TRUE;
}

/**
 * rd_post_row_open_menu:
 * @self: a row
 *
 * Shows what can be done with its post.
 */
void
rd_post_row_open_menu (RdPostRow *self)
{
  gtk_menu_button_popup (self->menu);
}

/**
 * rd_post_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the post that it shows
 */
RdPostItem *
rd_post_row_get_item (RdPostRow *self)
{
  return self->item;
}

/**
 * rd_post_row_flash:
 * @self: a row
 *
 * Lets the row stand out for a moment.
 */
void
rd_post_row_flash (RdPostRow *self)
{
  end_flash (self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flash");
  self->flash = g_timeout_add_once (FLASH_DURATION, flash_over_cb, self);
}
