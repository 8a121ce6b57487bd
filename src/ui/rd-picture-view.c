/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture of a post: a button that fetches it, and then the picture. The button stays where it is, and with it the
 * focus. */
#include "ui/rd-picture-view.h"

#include "base/rd-error.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _RdPictureView
{
  GtkBox parent_instance;

  RdPictures *pictures;      /* (owned) */
  char *url;                 /* (owned) */
  GCancellable *loading;     /* (nullable) (owned): ends what is being fetched */
  gboolean is_asked;         /* whether the reader asked for it */
  GtkPicture *picture;       /* (unowned) */
  GtkLabel *problem;         /* (unowned) */
  GtkButton *button;         /* (unowned) */
  AdwButtonContent *content; /* (unowned) */
  GtkWidget *spinner;        /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPictureView, rd_picture_view, GTK_TYPE_BOX)

static void
show_label (RdPictureView *self,
            const char    *label)
{
  adw_button_content_set_label (self->content, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* @texture: (nullable): the picture; @problem: (nullable): why there is none */
static void
show (RdPictureView *self,
      GdkTexture    *texture,
      const char    *problem)
{
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->picture), texture != NULL);
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_widget_set_visible (self->spinner, self->loading != NULL);
  if (self->loading != NULL)
    /* Translators: fetch the picture no longer. */
    show_label (self, _("Cancel"));
  else if (problem != NULL)
    show_label (self, _("Try Again"));
  else
    show_label (self, texture != NULL ? _("Hide Picture") : _("Show Picture"));
}

/* Why there is no picture, for who knows nothing of servers. */
static const char *
describe (const GError *error)
{
  if (g_error_matches (error, RD_ERROR, RD_ERROR_TOO_LARGE))
    return _("The picture is too large to be shown here");
  if (g_error_matches (error, RD_ERROR, RD_ERROR_MALFORMED))
    return _("The picture cannot be shown here");
  if (g_error_matches (error, RD_ERROR, RD_ERROR_NETWORK))
    return _("The picture did not come: check the connection");

  return _("The publisher’s server does not give the picture");
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdPictureView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = rd_pictures_load_finish (RD_PICTURES (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->pictures == NULL)
    return;

  g_clear_object (&self->loading);
  gtk_widget_activate_action (GTK_WIDGET (self), "post.make-room", "b", self->is_asked);
  show (self, texture, error != NULL ? describe (error) : NULL);
  if (error != NULL && self->is_asked)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), describe (error), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
load (RdPictureView *self,
      gboolean       is_asked)
{
  self->is_asked = is_asked;
  self->loading = g_cancellable_new ();
  show (self, NULL, NULL);
  rd_pictures_load_async (self->pictures, self->url, self->loading, loaded_cb, g_object_ref (self));
}

static void
stop (RdPictureView *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
clicked_cb (RdPictureView *self)
{
  if (self->loading == NULL && rd_pictures_find (self->pictures, self->url) == NULL)
    {
      load (self, TRUE);
      return;
    }

  stop (self);
  rd_pictures_hide (self->pictures, self->url);
  gtk_widget_activate_action (GTK_WIDGET (self), "post.make-room", "b", FALSE);
  show (self, NULL, NULL);
}

/* A list has rows that are not in sight yet, but soon will be. */
static void
rd_picture_view_map (GtkWidget *widget)
{
  RdPictureView *self = RD_PICTURE_VIEW (widget);

  GTK_WIDGET_CLASS (rd_picture_view_parent_class)->map (widget);
  if (self->loading == NULL && rd_pictures_find (self->pictures, self->url) == NULL
      && !gtk_widget_get_visible (GTK_WIDGET (self->problem)) && rd_pictures_is_wanted (self->pictures, self->url))
    load (self, FALSE);
}

/* What is being fetched holds this, so that it would not end by itself where its post has gone. */
static void
rd_picture_view_unroot (GtkWidget *widget)
{
  RdPictureView *self = RD_PICTURE_VIEW (widget);

  if (self->loading != NULL)
    {
      stop (self);
      show (self, NULL, NULL);
    }

  GTK_WIDGET_CLASS (rd_picture_view_parent_class)->unroot (widget);
}

static void
rd_picture_view_dispose (GObject *object)
{
  RdPictureView *self = RD_PICTURE_VIEW (object);

  g_clear_object (&self->pictures);
  g_clear_pointer (&self->url, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_PICTURE_VIEW);

  G_OBJECT_CLASS (rd_picture_view_parent_class)->dispose (object);
}

static void
rd_picture_view_class_init (RdPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_picture_view_dispose;
  widget_class->map = rd_picture_view_map;
  widget_class->unroot = rd_picture_view_unroot;

  gtk_widget_class_set_css_name (widget_class, "part");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-picture-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPictureView, picture);
  gtk_widget_class_bind_template_child (widget_class, RdPictureView, problem);
  gtk_widget_class_bind_template_child (widget_class, RdPictureView, button);
  gtk_widget_class_bind_template_child (widget_class, RdPictureView, content);
  gtk_widget_class_bind_template_child (widget_class, RdPictureView, spinner);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
rd_picture_view_init (RdPictureView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * rd_picture_view_new:
 * @pictures: where pictures come from
 * @url: an http or https address
 * @caption: what there is to see, or nothing
 *
 * Returns: (transfer floating): a picture, which is not fetched before it is asked for
 */
GtkWidget *
rd_picture_view_new (RdPictures *pictures,
                     const char *url,
                     const char *caption)
{
  RdPictureView *self = g_object_new (RD_TYPE_PICTURE_VIEW, NULL);
  const char *text = caption[0] != '\0' ? caption : _("Picture");

  self->pictures = g_object_ref (pictures);
  self->url = g_strdup (url);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  show (self, rd_pictures_find (pictures, url), NULL);

  return GTK_WIDGET (self);
}
