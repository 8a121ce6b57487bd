/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found at an address, before it is followed. */
#include "ui/rd-blog-preview.h"

#include "base/rd-string.h"
#include "export/rd-wording.h"
#include "service/rd-state.h"

#include <glib/gi18n.h>

/* Of a post without a heading, so much is shown. */
#define LONGEST_HEADING 160

struct _RdBlogPreview
{
  AdwBin parent_instance;

  GtkLabel *title;      /* (unowned) */
  GtkLabel *publisher;  /* (unowned) */
  AdwActionRow *newest; /* (unowned) */
  AdwActionRow *posts;  /* (unowned) */
  AdwActionRow *format; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (RdBlogPreview, rd_blog_preview, ADW_TYPE_BIN)

static void
rd_blog_preview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), RD_TYPE_BLOG_PREVIEW);

  G_OBJECT_CLASS (rd_blog_preview_parent_class)->dispose (object);
}

static void
rd_blog_preview_class_init (RdBlogPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_blog_preview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-blog-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, RdBlogPreview, title);
  gtk_widget_class_bind_template_child (widget_class, RdBlogPreview, publisher);
  gtk_widget_class_bind_template_child (widget_class, RdBlogPreview, newest);
  gtk_widget_class_bind_template_child (widget_class, RdBlogPreview, posts);
  gtk_widget_class_bind_template_child (widget_class, RdBlogPreview, format);
}

static void
rd_blog_preview_init (RdBlogPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_row (AdwActionRow *row,
         const char   *value)
{
  gtk_widget_set_visible (GTK_WIDGET (row), value != NULL);
  adw_action_row_set_subtitle (row, value != NULL ? value : "");
}

/* Returns: (transfer full): the heading of the newest post or how it begins, and when that was */
static char *
describe_newest (RdBlog *blog)
{
  RdEntry *entry = blog->entries->len > 0 ? blog->entries->pdata[blog->entries->len - 1] : NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *heading = NULL;
  g_autofree char *cut = NULL;
  g_autofree char *time = NULL;

  if (entry == NULL)
    return NULL;

  heading = rd_wording_heading (entry);
  cut = rd_string_cut (heading, LONGEST_HEADING);
  local = entry->published != NULL ? g_date_time_to_local (entry->published) : NULL;
  /* Translators: a date and a time of day. */
  time = local != NULL ? g_date_time_format (local, _("%-d %B %Y, %H:%M")) : NULL;

  return time != NULL ? g_strdup_printf ("%s\n%s", cut, time) : g_steal_pointer (&cut);
}

static char *
describe_format (const RdFound *found,
                 RdBlog        *blog)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *pace = rd_state_describe_pace (blog, now);

  if (blog->series == NULL || blog->ended)
    return g_strdup_printf ("%s\n%s", _(found->checked->format->name), pace);

  return g_strdup_printf ("%s\n%s\n%s", _(found->checked->format->name), pace,
                          _("One of a series: the next one is followed by itself"));
}

/* Returns: (transfer full): who publishes it, and how many others are in the same document */
static char *
describe_publisher (GPtrArray *blogs)
{
  const RdBlog *blog = blogs->pdata[0];
  g_autofree char *publisher = blog->publisher != NULL ? rd_string_clean (blog->publisher) : g_strdup ("");
  g_autofree char *more = NULL;

  if (blogs->len == 1)
    return g_steal_pointer (&publisher);

  more = g_strdup_printf (g_dngettext (NULL, "and %'u more live blog", "and %'u more live blogs", blogs->len - 1), blogs->len - 1);

  return g_strconcat (publisher, publisher[0] != '\0' ? " · " : "", more, NULL);
}

/**
 * rd_blog_preview_set:
 * @self: a preview
 * @found: what was found
 *
 * Shows that.
 *
 * Returns: (transfer full): the live blog's title, as one harmless line
 */
char *
rd_blog_preview_set (RdBlogPreview *self,
                     const RdFound *found)
{
  RdBlog *blog = found->checked->blogs->pdata[0];
  g_autofree char *title = rd_string_clean (rd_blog_get_title (blog));
  g_autofree char *publisher = describe_publisher (found->checked->blogs);
  g_autofree char *newest = describe_newest (blog);
  g_autofree char *count = g_strdup_printf ("%'u", blog->entries->len);
  g_autofree char *format = describe_format (found, blog);

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->publisher, publisher);
  gtk_widget_set_visible (GTK_WIDGET (self->publisher), publisher[0] != '\0');
  set_row (self->newest, newest);
  set_row (self->posts, count);
  set_row (self->format, format);

  return g_steal_pointer (&title);
}
