/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the address of a live blog, shows what is there, and follows it. */
#include "ui/rd-add-dialog.h"

#include "base/rd-address.h"
#include "base/rd-string.h"
#include "service/rd-reader.h"
#include "ui/rd-add-trouble.h"
#include "ui/rd-blog-preview.h"

#include <glib/gi18n.h>

typedef enum
{
  STATE_ASK,
  STATE_LOOKING,
  STATE_FOUND,
  STATE_FOLLOWING, /* what was found is being kept */
  STATE_KNOWN,     /* it is followed already */
  STATE_FAILED,
} State;

struct _RdAddDialog
{
  AdwDialog parent_instance;

  RdService *service;     /* (owned) */
  GPtrArray *known;       /* (nullable) (owned) (element-type RdFollowed) */
  GCancellable *looking;  /* (nullable) (owned) */
  RdFound *found;         /* (nullable) (owned) */
  char *blog_id;          /* (nullable) (owned): of what was found, or is followed already */
  char *address;          /* (nullable) (owned): of what was found */
  GtkEditable *entry;     /* (unowned) */
  GtkStack *stack;        /* (unowned) */
  RdBlogPreview *preview; /* (unowned) */
  GtkLabel *told_title;   /* (unowned) */
  GtkLabel *told_text;    /* (unowned) */
  GtkLabel *told_detail;  /* (unowned) */
  GtkWidget *look;        /* (unowned) */
  GtkWidget *cancel;      /* (unowned) */
  GtkWidget *read;        /* (unowned) */
  GtkWidget *follow;      /* (unowned) */
  GtkWidget *show;        /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdAddDialog, rd_add_dialog, ADW_TYPE_DIALOG)

static void
set_state (RdAddDialog *self,
           State        state)
{
  static const char *const pages[] = { "ask", "looking", "found", "found", "told", "told" };
  GtkWidget *const suggested[] = { self->look, self->cancel, self->follow, NULL, self->show, self->look };
  const gboolean has_found = state == STATE_FOUND || state == STATE_FOLLOWING;
  const gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;

  /* A button that goes, or does nothing for now, takes the focus with it. */
  if (had_focus && (state == STATE_FAILED || state == STATE_FOLLOWING))
    gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_stack_set_visible_child_name (self->stack, pages[state]);
  gtk_editable_set_editable (self->entry, state != STATE_FOLLOWING);
  /* It says whether that is kept, or why not. */
  adw_dialog_set_can_close (ADW_DIALOG (self), state != STATE_FOLLOWING);
  gtk_widget_set_visible (self->look, state == STATE_ASK || state == STATE_FAILED);
  gtk_widget_set_visible (self->cancel, state == STATE_LOOKING);
  gtk_widget_set_visible (self->read, has_found);
  gtk_widget_set_visible (self->follow, has_found);
  gtk_widget_set_visible (self->show, state == STATE_KNOWN);
  gtk_widget_set_sensitive (self->read, state == STATE_FOUND);
  gtk_widget_set_sensitive (self->follow, state == STATE_FOUND);
  adw_dialog_set_default_widget (ADW_DIALOG (self), suggested[state]);
  if (had_focus && (state == STATE_FOUND || state == STATE_KNOWN || state == STATE_LOOKING))
    gtk_widget_grab_focus (suggested[state]);
}

static void
stop (RdAddDialog *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
  g_clear_pointer (&self->found, rd_found_free);
  g_clear_pointer (&self->blog_id, g_free);
  g_clear_pointer (&self->address, g_free);
}

/* What is said in place of a preview is said aloud, too. */
static void
tell (RdAddDialog *self,
      State        state,
      const char  *title,
      const char  *text,
      const char  *detail)
{
  g_autofree char *line = detail != NULL ? rd_string_clean (detail) : NULL;
  g_autofree char *spoken = g_strdup_printf ("%s. %s", title, text);

  gtk_label_set_label (self->told_title, title);
  gtk_label_set_label (self->told_text, text);
  gtk_label_set_label (self->told_detail, line != NULL ? line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->told_detail), line != NULL);
  set_state (self, state);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
tell_error (RdAddDialog  *self,
            const GError *error)
{
  const RdAddTrouble trouble = rd_add_trouble_explain (error);

  tell (self, STATE_FAILED, trouble.title, trouble.text, error->message);
}

static void
tell_known (RdAddDialog *self,
            RdFollowed  *followed)
{
  g_autofree char *title = rd_string_clean (rd_blog_get_title (followed->blog));

  stop (self);
  self->blog_id = g_strdup (followed->blog->id);
  tell (self, STATE_KNOWN, _("Followed Already"), title, NULL);
}

/* Returns: (transfer none) (nullable): that live blog, by its id or by an address, if it is followed */
static RdFollowed *
find_known (RdAddDialog *self,
            const char  *blog_id,
            const char  *address)
{
  g_autofree char *masked = address != NULL ? rd_address_mask (address) : NULL;

  for (guint i = 0; self->known != NULL && i < self->known->len; i++)
    {
      RdFollowed *one = self->known->pdata[i];

      if (one->followed
          && (g_strcmp0 (one->blog->id, blog_id) == 0
              || (masked != NULL && (g_str_equal (one->location, masked) || g_strcmp0 (one->blog->url, masked) == 0))))
        return one;
    }

  return NULL;
}

/* @found: (transfer full): what is at the address */
static void
show_found (RdAddDialog *self,
            RdFound     *found)
{
  const RdBlog *first = found->checked->blogs->pdata[0];
  g_autofree char *title = rd_blog_preview_set (self->preview, found);
  g_autofree char *spoken = g_strdup_printf (_("Found: %s"), title);

  self->found = found;
  self->blog_id = g_strdup (first->id);
  self->address = g_strdup (found->url);
  set_state (self, STATE_FOUND);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* A look, and what ends it. */
typedef struct
{
  RdAddDialog *self;         /* (owned) */
  GCancellable *cancellable; /* (owned) */
} Look;

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autofree Look *look = user_data;
  g_autoptr (RdAddDialog) self = look->self;
  g_autoptr (GCancellable) cancellable = look->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (RdFound) found = rd_service_find_finish (RD_SERVICE (source), result, &error);
  RdFollowed *known;

  /* Another address was asked for meanwhile, or none any more. */
  if (self->looking != cancellable)
    return;

  g_clear_object (&self->looking);
  if (found == NULL)
    {
      tell_error (self, error);
      return;
    }

  known = find_known (self, ((RdBlog *) found->checked->blogs->pdata[0])->id, NULL);
  if (known != NULL && found->checked->blogs->len == 1)
    tell_known (self, known);
  else
    show_found (self, g_steal_pointer (&found));
}

static void
look_cb (RdAddDialog *self)
{
  const char *typed = gtk_editable_get_text (self->entry);
  g_autofree char *address = rd_address_complete (typed);
  RdFollowed *known = address != NULL ? find_known (self, NULL, address) : NULL;
  Look *look;

  if (typed[0] == '\0' || !gtk_editable_get_editable (self->entry))
    return;

  stop (self);
  if (known != NULL)
    {
      tell_known (self, known);
      return;
    }

  self->looking = g_cancellable_new ();
  set_state (self, STATE_LOOKING);
  look = g_new0 (Look, 1);
  look->self = g_object_ref (self);
  look->cancellable = g_object_ref (self->looking);
  /* What is no address is refused, and why. */
  rd_service_find_async (self->service, address != NULL ? address : typed, self->looking, found_cb, look);
}

static void
cancel_cb (RdAddDialog *self)
{
  stop (self);
  set_state (self, STATE_ASK);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* What was shown is not of this address. */
static void
changed_cb (RdAddDialog *self)
{
  stop (self);
  set_state (self, STATE_ASK);
  gtk_widget_set_sensitive (self->look, gtk_editable_get_text (self->entry)[0] != '\0');
}

static void
read_cb (RdAddDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.read-address", "s", self->address);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
show_cb (RdAddDialog *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-blog", "s", self->blog_id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdAddDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean done = rd_service_subscribe_finish (RD_SERVICE (source), result, &error);

  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (done)
    show_cb (self);
  else
    tell_error (self, error);
}

static void
follow_cb (RdAddDialog *self)
{
  if (self->found == NULL)
    return;

  set_state (self, STATE_FOLLOWING);
  rd_service_subscribe_found_async (self->service, g_steal_pointer (&self->found), followed_cb, g_object_ref (self));
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdAddDialog) self = user_data;

  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = rd_service_list_finish (RD_SERVICE (source), result, NULL);
}

/* Only what stands there as an address is one: many a word could be completed to one. */
static void
pasted_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdAddDialog) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *address = NULL;

  if (text == NULL || self->service == NULL || gtk_editable_get_text (self->entry)[0] != '\0')
    return;

  g_strstrip (text);
  address = rd_reader_is_address (text) ? rd_address_complete (text) : NULL;
  if (address == NULL)
    return;

  gtk_editable_set_text (self->entry, address);
  gtk_editable_select_region (self->entry, 0, -1);
}

static void
rd_add_dialog_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (rd_add_dialog_parent_class)->map (widget);

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, pasted_cb, g_object_ref (widget));
}

static void
rd_add_dialog_dispose (GObject *object)
{
  RdAddDialog *self = RD_ADD_DIALOG (object);

  stop (self);
  g_clear_object (&self->service);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_ADD_DIALOG);

  G_OBJECT_CLASS (rd_add_dialog_parent_class)->dispose (object);
}

static void
rd_add_dialog_closed (AdwDialog *dialog)
{
  stop (RD_ADD_DIALOG (dialog));
}

static void
rd_add_dialog_class_init (RdAddDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_add_dialog_dispose;
  widget_class->map = rd_add_dialog_map;
  ADW_DIALOG_CLASS (klass)->closed = rd_add_dialog_closed;

  g_type_ensure (RD_TYPE_BLOG_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, told_title);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, told_text);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, told_detail);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, look);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, cancel);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, read);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, follow);
  gtk_widget_class_bind_template_child (widget_class, RdAddDialog, show);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, follow_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
rd_add_dialog_init (RdAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_add_dialog_new:
 * @service: what finds and follows
 *
 * What it shows is shown by the window that it is presented on.
 *
 * Returns: (transfer floating): a dialog that adds a live blog
 */
AdwDialog *
rd_add_dialog_new (RdService *service)
{
  RdAddDialog *self = g_object_new (RD_TYPE_ADD_DIALOG, NULL);

  self->service = g_object_ref (service);
  rd_service_list_async (service, listed_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
