/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The head of a page: what it is called, how much it holds, and its summary. */
#include "ui/rd-page-head.h"

#include "ui/rd-day-ribbon.h"
#include "ui/rd-filter-choice.h"
#include "ui/rd-line-row.h"
#include "ui/rd-name-entry.h"
#include "ui/rd-page-words.h"
#include "ui/rd-text.h"
#include "ui/rd-topic-menu.h"

#include <glib/gi18n.h>

struct _RdPageHead
{
  GtkBox parent_instance;

  RdPageItem *page;    /* (nullable) (owned) */
  gulong renaming;     /* the handler that follows whether it is renamed, or 0 */
  gulong following;    /* the one that follows how following it goes, or 0 */
  gulong news;         /* the one that follows what is new, or 0 */
  gulong filtered;     /* the one that follows which posts are shown, or 0 */
  GtkWidget *first;    /* (unowned): its first line */
  RdText *title;       /* (unowned) */
  RdNameEntry *name;   /* (nullable) (unowned): since a topic was renamed in it */
  GtkWidget *rename;   /* (unowned) */
  GtkMenuButton *menu; /* (unowned) */
  RdText *subtitle;    /* (unowned) */
  RdText *overview;    /* (unowned) */
  RdText *follows;     /* (unowned) */
  RdDayRibbon *ribbon; /* (unowned) */
  AdwWrapBox *buttons; /* (unowned) */
  GtkWidget *shown;    /* (nullable) (unowned): on the page of a live blog */
  GtkWidget *retry;    /* (unowned) */
  GtkWidget *original; /* (unowned) */
  GtkButton *earlier;  /* (unowned) */
  GtkBox *lines;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdPageHead, rd_page_head, GTK_TYPE_BOX)

static void
original_clicked_cb (RdPageHead *self)
{
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (rd_page_item_get_url (self->page));

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
earlier_clicked_cb (RdPageHead *self)
{
  const RdTopic *topic = rd_page_item_get_topic (self->page);
  const RdBlog *blog = rd_page_item_get_blog (self->page);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-earlier", "(msms)", topic != NULL ? topic->id : NULL,
                              blog != NULL ? blog->id : NULL);
}

static gboolean
can_correct (RdPageHead *self)
{
  return rd_topic_menu_suits (self->page);
}

static void
renaming_cb (RdPageHead *self)
{
  const gboolean renaming = rd_page_item_is_renaming (self->page) && can_correct (self);

  gtk_widget_set_visible (GTK_WIDGET (self->title), !renaming);
  gtk_widget_set_visible (self->rename, !renaming && can_correct (self));
  if (renaming && self->name == NULL)
    {
      self->name = RD_NAME_ENTRY (rd_name_entry_new ());
      gtk_box_prepend (GTK_BOX (self->first), GTK_WIDGET (self->name));
    }
  if (self->name != NULL)
    rd_name_entry_set_page (self->name, self->page);
  /* It goes while the focus leaves it, so that it can only be hidden. */
  if (self->name != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->name), renaming);
}

static void
rename_clicked_cb (RdPageHead *self)
{
  rd_page_item_set_renaming (self->page, TRUE);
}

/* The focus goes back to where the reader came from. */
static void
stop_renaming_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *target)
{
  RdPageHead *self = RD_PAGE_HEAD (widget);

  rd_page_item_set_renaming (self->page, FALSE);
  gtk_widget_grab_focus (self->rename);
}

/* It is made when it is opened first: its items are many widgets. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, rd_topic_menu_new (RD_PAGE_HEAD (user_data)->page));
}

static void
filtered_cb (RdPageHead *self)
{
  rd_day_ribbon_set_entries (self->ribbon, rd_page_item_get_entries (self->page));
}

static void
unfollow_page (RdPageHead *self)
{
  if (self->page == NULL)
    return;

  g_clear_signal_handler (&self->renaming, self->page);
  g_clear_signal_handler (&self->following, self->page);
  g_clear_signal_handler (&self->news, self->page);
  g_clear_signal_handler (&self->filtered, self->page);
}

static void
rd_page_head_dispose (GObject *object)
{
  RdPageHead *self = RD_PAGE_HEAD (object);

  unfollow_page (self);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_PAGE_HEAD);

  G_OBJECT_CLASS (rd_page_head_parent_class)->dispose (object);
}

static void
rd_page_head_class_init (RdPageHeadClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_page_head_dispose;

  g_type_ensure (RD_TYPE_DAY_RIBBON);
  g_type_ensure (RD_TYPE_TEXT);
  gtk_widget_class_set_css_name (widget_class, "part");
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-page-head.ui");
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, first);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, title);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, rename);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, menu);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, subtitle);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, overview);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, follows);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, ribbon);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, buttons);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, retry);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, original);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, earlier);
  gtk_widget_class_bind_template_child (widget_class, RdPageHead, lines);
  gtk_widget_class_bind_template_callback (widget_class, original_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, earlier_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, rename_clicked_cb);
  gtk_widget_class_install_action (widget_class, "head.stop-renaming", NULL, stop_renaming_cb);
}

static void
rd_page_head_init (RdPageHead *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->menu, create_menu_cb, self, NULL);
}

static void
show_earlier (RdPageHead *self)
{
  const guint n_earlier = rd_page_item_get_n_left_out (self->page);
  const gboolean is_front = rd_page_item_get_kind (self->page) == RD_PAGE_FRONT;
  g_autofree char *label = g_strdup_printf (
      is_front ? g_dngettext (NULL, "Show %'u Older New Post", "Show %'u Older New Posts", n_earlier)
               : g_dngettext (NULL, "Show %'u Earlier Post", "Show %'u Earlier Posts", n_earlier),
      n_earlier);

  gtk_button_set_label (self->earlier, label);
  gtk_widget_set_visible (GTK_WIDGET (self->earlier), n_earlier > 0);
}

static void
show_correcting (RdPageHead *self)
{
  gtk_menu_button_set_popover (self->menu, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), can_correct (self));
  self->renaming = g_signal_connect_swapped (self->page, "notify::renaming", G_CALLBACK (renaming_cb), self);
  renaming_cb (self);
}

/* How following a live blog goes. */
static void
following_cb (RdPageHead *self)
{
  rd_text_set_text (self->follows, rd_page_item_get_following (self->page));
  gtk_widget_set_visible (self->retry, rd_page_item_has_problem (self->page));
  gtk_widget_set_visible (GTK_WIDGET (self->buttons),
                          gtk_widget_get_visible (self->retry) || rd_page_item_get_url (self->page) != NULL
                              || (self->shown != NULL && gtk_widget_get_visible (self->shown)));
}

static void
show_filters (RdPageHead *self)
{
  if (self->shown != NULL)
    adw_wrap_box_remove (self->buttons, g_steal_pointer (&self->shown));
  if (rd_page_item_get_kind (self->page) != RD_PAGE_BLOG)
    return;

  self->shown = rd_filter_choice_new (self->page);
  adw_wrap_box_prepend (self->buttons, self->shown);
}

/* How much it holds, and before that what the reader wants with it. */
static char *
describe (RdPageItem *page)
{
  const RdTopic *topic = rd_page_item_get_topic (page);
  char *overview = rd_page_words_overview (page);
  g_autofree char *plain = NULL;

  if (topic == NULL || (!topic->pinned && !topic->muted))
    return overview;

  plain = overview;
  return g_strjoin (" · ", topic->pinned ? C_("topic", "Pinned") : rd_page_words_muted (topic), plain, NULL);
}

/* What a front page says instead of that depends on what is new. */
static void
show_summary (RdPageHead *self)
{
  GPtrArray *lines = rd_page_item_get_lines (self->page);
  g_autofree char *overview = describe (self->page);
  GtkWidget *line;

  rd_text_set_text (self->subtitle, rd_page_item_get_subtitle (self->page));
  rd_text_set_text (self->overview, overview);
  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    gtk_box_append (self->lines, rd_line_row_new (rd_page_item_get_document (self->page), lines->pdata[i],
                                                  rd_page_item_get_kind (self->page) == RD_PAGE_FRONT));
  gtk_widget_set_visible (GTK_WIDGET (self->lines), lines != NULL && lines->len > 0);
}

static void
news_cb (RdPageHead *self)
{
  if (rd_page_item_get_kind (self->page) == RD_PAGE_FRONT)
    show_summary (self);
}

/**
 * rd_page_head_set_page:
 * @self: a head
 * @page: the page to show
 */
void
rd_page_head_set_page (RdPageHead *self,
                       RdPageItem *page)
{
  unfollow_page (self);
  g_set_object (&self->page, page);
  rd_text_set_text (self->title, rd_page_item_get_title (page));
  show_correcting (self);
  show_summary (self);
  rd_day_ribbon_set_entries (self->ribbon, rd_page_item_get_entries (page));
  show_filters (self);
  gtk_widget_set_visible (self->original, rd_page_item_get_url (page) != NULL);
  show_earlier (self);
  self->following = g_signal_connect_swapped (page, "notify::following", G_CALLBACK (following_cb), self);
  following_cb (self);
  self->news = g_signal_connect_swapped (page, "notify::has-news", G_CALLBACK (news_cb), self);
  self->filtered = g_signal_connect_swapped (page, "filtered", G_CALLBACK (filtered_cb), self);
}

/**
 * rd_page_head_get_page:
 * @self: a head
 *
 * Returns: (transfer none) (nullable): the page that it shows
 */
RdPageItem *
rd_page_head_get_page (RdPageHead *self)
{
  return self->page;
}
