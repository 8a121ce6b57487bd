/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A live blog that is followed, in a list: how that goes, and what can be done about it. */
#include "ui/rd-blog-row.h"

#include "base/rd-address.h"
#include "base/rd-string.h"
#include "export/rd-wording.h"
#include "rd-config.h"
#include "service/rd-reader.h"
#include "service/rd-settings.h"
#include "service/rd-state.h"
#include "ui/rd-alert-levels.h"
#include "ui/rd-menu.h"

#include <glib/gi18n.h>

struct _RdBlogRow
{
  AdwPreferencesRow parent_instance;

  GSettings *settings; /* (owned) */
  char *blog_id;      /* (owned) */
  char *url;          /* (nullable) (owned): where it stands on the web, or is read from */
  guint n_posts;
  gboolean can_resume;
  GtkLabel *title;    /* (unowned) */
  GtkLabel *source;   /* (unowned) */
  GtkLabel *state;    /* (unowned) */
  GtkLabel *next;     /* (unowned) */
  GtkLabel *count;    /* (unowned) */
  GtkWidget *alerts;  /* (unowned) */
  GtkImage *alerts_icon;  /* (unowned) */
  GtkLabel *alerts_words; /* (unowned) */
  GtkWidget *retry;   /* (unowned) */
  GtkWidget *menu;    /* (unowned) */
  GMenuModel *row_menu; /* (unowned) */
};

typedef enum
{
  SIGNAL_ASKED,
} RdBlogRowSignal;

static guint signals[SIGNAL_ASKED + 1];

G_DEFINE_FINAL_TYPE (RdBlogRow, rd_blog_row, ADW_TYPE_PREFERENCES_ROW)

static void
ask_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *target)
{
  g_signal_emit (widget, signals[SIGNAL_ASKED], 0, name);
}

static void
browse_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *target)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (RD_BLOG_ROW (widget)->url);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL, NULL);
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *target)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), RD_BLOG_ROW (widget)->url);
  ask_cb (widget, name, target);
}

static void
speak (RdBlogRow *self)
{
  const char *parts[] = { gtk_label_get_label (self->title), gtk_label_get_label (self->source),
                          gtk_label_get_label (self->state), gtk_label_get_label (self->alerts_words), NULL };
  g_autofree char *spoken = NULL;

  if (parts[3][0] == '\0')
    parts[3] = NULL;
  spoken = g_strjoinv (", ", (char **) parts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, gtk_label_get_label (self->next), -1);
}

static void
alerts_cb (RdBlogRow *self)
{
  g_autoptr (RdAlertRules) rules = rd_settings_get_alert_rules (self->settings);
  const RdAlertSign sign = self->blog_id != NULL ? rd_alert_levels_get_sign (rules->level, rules->blogs, self->blog_id)
                                                 : (RdAlertSign) { NULL, NULL };

  gtk_image_set_from_icon_name (self->alerts_icon, sign.icon);
  gtk_label_set_label (self->alerts_words, sign.words != NULL ? sign.words : "");
  gtk_widget_set_visible (self->alerts, sign.words != NULL);
  speak (self);
}

static void
rd_blog_row_finalize (GObject *object)
{
  RdBlogRow *self = RD_BLOG_ROW (object);

  g_object_unref (self->settings);
  g_free (self->blog_id);
  g_free (self->url);

  G_OBJECT_CLASS (rd_blog_row_parent_class)->finalize (object);
}

static void
rd_blog_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_BLOG_ROW);

  G_OBJECT_CLASS (rd_blog_row_parent_class)->dispose (object);
}

static void
rd_blog_row_class_init (RdBlogRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_blog_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = rd_blog_row_finalize;

  /**
   * RdBlogRow::asked:
   * @action: the action's name: "row.show", "row.check", "row.copy", "row.unfollow", "row.forget"
   *
   * The reader wants that to be done; a copy has been made.
   */
  signals[SIGNAL_ASKED] = g_signal_new ("asked", RD_TYPE_BLOG_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-blog-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, title);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, source);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, state);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, next);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, count);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, alerts);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, alerts_icon);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, alerts_words);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, retry);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, menu);
  gtk_widget_class_bind_template_child (widget_class, RdBlogRow, row_menu);
  gtk_widget_class_install_action (widget_class, "row.show", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "row.check", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "row.browse", NULL, browse_cb);
  gtk_widget_class_install_action (widget_class, "row.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "row.unfollow", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "row.forget", NULL, ask_cb);
}

static void
rd_blog_row_init (RdBlogRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = g_settings_new (RD_APPLICATION_ID);
  g_signal_connect_object (self->settings, "changed::" RD_ALERT_LEVELS_BLOGS, G_CALLBACK (alerts_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::" RD_ALERT_LEVELS_USUAL, G_CALLBACK (alerts_cb), self,
                           G_CONNECT_SWAPPED);
  rd_alert_levels_insert (G_MENU (self->row_menu), 1);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->menu), rd_menu_new (self->row_menu));
}

/**
 * rd_blog_row_new:
 *
 * Returns: (transfer floating): a row of nothing yet
 */
GtkWidget *
rd_blog_row_new (void)
{
  return g_object_new (RD_TYPE_BLOG_ROW, NULL);
}

/* Shows a line as a sentence of its own. @text: (transfer full) (nullable) */
static void
set_line (GtkLabel *label,
          char     *text)
{
  g_autofree char *taken = text;
  g_autofree char *sentence = rd_wording_sentence (text != NULL ? text : "");

  gtk_label_set_label (label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (label), sentence[0] != '\0');
}

static char *
describe_source (const RdFollowed *followed)
{
  g_autofree char *posts = g_strdup_printf (g_dngettext (NULL, "%'u post", "%'u posts", followed->n_entries),
                                            followed->n_entries);

  return followed->blog->publisher != NULL ? g_strdup_printf ("%s · %s", followed->blog->publisher, posts)
                                           : g_steal_pointer (&posts);
}

/**
 * rd_blog_row_set:
 * @self: a row
 * @followed: a live blog
 * @now: the time
 *
 * Shows that one as it is now.
 */
void
rd_blog_row_set (RdBlogRow        *self,
                 const RdFollowed *followed,
                 GDateTime        *now)
{
  const gboolean on_web = rd_reader_is_address (followed->location);
  const char *page = followed->blog->url != NULL ? followed->blog->url : on_web ? followed->location : NULL;
  g_autofree char *safe = page != NULL ? rd_string_safe_url (page, NULL) : NULL;
  g_autofree char *title = rd_string_clean (rd_blog_get_title (followed->blog));
  /* Translators: the title of a live blog. */
  g_autofree char *menu = g_strdup_printf (_("Menu of %s"), title);

  if (g_set_str (&self->blog_id, followed->blog->id))
    rd_alert_levels_put (GTK_WIDGET (self), RD_ALERT_LEVELS_BLOGS, self->blog_id);
  g_free (self->url);
  self->url = safe != NULL ? rd_address_mask (safe) : NULL;
  self->n_posts = followed->n_entries;
  self->can_resume = !rd_address_is_masked (followed->location);

  gtk_label_set_label (self->title, title);
  set_line (self->source, describe_source (followed));
  set_line (self->state, rd_state_describe (followed, now));
  set_line (self->next, on_web ? rd_state_describe_next (followed, now) : NULL);
  set_line (self->count, on_web ? rd_state_count (followed) : NULL);
  gtk_widget_set_visible (self->retry, followed->following.problem != NULL);
  if (followed->following.problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "error");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.browse", self->url != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "row.copy", self->url != NULL);

  gtk_widget_set_tooltip_text (self->menu, menu);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  alerts_cb (self);
}

/**
 * rd_blog_row_get_blog_id:
 * @self: a row
 *
 * Returns: the live blog
 */
const char *
rd_blog_row_get_blog_id (RdBlogRow *self)
{
  return self->blog_id;
}

/**
 * rd_blog_row_get_name:
 * @self: a row
 *
 * Returns: (transfer full): the live blog's title, as one harmless line
 */
char *
rd_blog_row_get_name (RdBlogRow *self)
{
  return g_strdup (gtk_label_get_label (self->title));
}

/**
 * rd_blog_row_get_n_posts:
 * @self: a row
 *
 * Returns: how many posts of it are kept
 */
guint
rd_blog_row_get_n_posts (RdBlogRow *self)
{
  return self->n_posts;
}

/**
 * rd_blog_row_can_resume:
 * @self: a row
 *
 * Returns: whether it can be followed again as it was, since nothing of its address is secret
 */
gboolean
rd_blog_row_can_resume (RdBlogRow *self)
{
  return self->can_resume;
}
