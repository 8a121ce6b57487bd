/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Searches all posts that are kept, as the reader types. What was searched for, and the place in the list of what was
 * found, stay when it is closed. */
#include "ui/rd-search-dialog.h"

#include "base/rd-string.h"
#include "service/rd-searcher.h"
#include "ui/rd-alert.h"
#include "ui/rd-search-filters.h"
#include "ui/rd-search-hit.h"
#include "ui/rd-search-results.h"

#include <glib/gi18n.h>

/* More than these are not shown: more words find fewer. */
#define LIMIT 100u

struct _RdSearchDialog
{
  AdwDialog parent_instance;

  RdSearcher *searcher;      /* (owned) */
  RdDocument *document;      /* (nullable) (owned): what is shown in the window */
  char *asked;               /* (nullable) (owned): the question whose answer is shown or awaited */
  gboolean is_answered;      /* whether it is shown */
  gboolean opens_first;      /* whether the first post is opened as soon as it is */
  GtkEditable *entry;        /* (unowned) */
  RdSearchFilters *filters;  /* (unowned) */
  GtkLabel *count;           /* (unowned) */
  GtkStack *stack;           /* (unowned) */
  RdSearchResults *results;  /* (unowned) */
  AdwStatusPage *no_results; /* (unowned) */
  GtkWidget *widen;          /* (unowned) */
  AdwStatusPage *error;      /* (unowned) */
};

typedef enum
{
  SIGNAL_CHOSEN,
} RdSearchDialogSignal;

static guint signals[SIGNAL_CHOSEN + 1];

G_DEFINE_FINAL_TYPE (RdSearchDialog, rd_search_dialog, ADW_TYPE_DIALOG)

static void
show_status (RdSearchDialog *self,
             const char     *name)
{
  gtk_widget_set_visible (GTK_WIDGET (self->count), FALSE);
  gtk_stack_set_visible_child_name (self->stack, name);
}

static void
show_none (RdSearchDialog *self)
{
  const gboolean can_widen = rd_search_filters_are_set (self->filters);

  adw_status_page_set_description (self->no_results, can_widen ? _("No post here has all of these words")
                                                         : _("No post has all of these words: try fewer, or others"));
  gtk_widget_set_visible (self->widen, can_widen);
  rd_search_results_clear (self->results);
  show_status (self, "none");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), _("No Results"), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
show_count (RdSearchDialog *self,
            guint           n_found,
            gboolean        has_more)
{
  g_autofree char *count = g_strdup_printf (has_more ? g_dngettext (NULL, "The newest post", "The %'u newest posts", n_found)
                                                     : g_dngettext (NULL, "%'u post", "%'u posts", n_found),
                                            n_found);

  gtk_label_set_label (self->count, count);
  gtk_widget_set_visible (GTK_WIDGET (self->count), TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), count, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
}

static void
show_found (RdSearchDialog *self,
            GPtrArray      *found)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  for (guint i = 0; i < MIN (found->len, LIMIT); i++)
    g_ptr_array_add (items, rd_search_hit_make_item (found->pdata[i], self->filters, self->document, now));

  rd_search_results_set_items (self->results, items, self->is_answered);
  gtk_stack_set_visible_child_name (self->stack, "results");
  show_count (self, items->len, found->len > LIMIT);
}

static void
open_item (RdSearchDialog *self,
           RdSearchItem   *item)
{
  const RdEntry *entry = rd_search_item_get_entry (item);
  g_autofree char *id = g_strdup (entry->id);
  g_autofree char *url = rd_string_safe_url (entry->url, NULL);

  if (rd_search_hit_is_left (entry, self->filters, self->document) && url != NULL)
    {
      g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (url);

      gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
      return;
    }

  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

static void
open_selected (RdSearchDialog *self)
{
  RdSearchItem *item = rd_search_results_get_selected (self->results);

  if (item != NULL && g_str_equal (gtk_stack_get_visible_child_name (self->stack), "results"))
    open_item (self, item);
}

static void
searched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdSearchDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = rd_searcher_search_finish (RD_SEARCHER (source), result, &error);

  /* Another question was asked, or the window has gone. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->asked == NULL)
    return;

  if (found == NULL)
    {
      rd_alert_put_reason (self->error, error->message);
      show_status (self, "error");
    }
  else if (found->len > 0)
    show_found (self, found);
  else
    show_none (self);
  self->is_answered = found != NULL;
  if (self->opens_first)
    open_selected (self);
  self->opens_first = FALSE;
}

/* The question as it would be asked now. */
static char *
write_question (RdSearchDialog *self)
{
  g_autofree char *filters = rd_search_filters_write (self->filters);
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (self->entry)));

  return words[0] != '\0' ? g_strdup_printf ("%s\n%s", filters, words) : NULL;
}

/* Asks, whether that was asked before or not: there may be more by now. */
static void
search (RdSearchDialog *self)
{
  g_autofree char *question = write_question (self);
  g_auto (GStrv) topic_ids = rd_search_filters_list_topic_ids (self->filters);
  g_autoptr (GDateTime) from = NULL;
  g_autoptr (GDateTime) to = NULL;

  if (g_strcmp0 (question, self->asked) != 0)
    self->is_answered = self->opens_first = FALSE;
  g_set_str (&self->asked, question);
  if (question == NULL)
    {
      rd_searcher_cancel (self->searcher);
      show_status (self, rd_search_filters_has_nothing (self->filters) ? "nothing" : "hint");
      return;
    }

  rd_search_filters_find_days (self->filters, &from, &to);
  rd_searcher_search_async (self->searcher,
                            &(RdStoreQuery) {
                                .words = gtk_editable_get_text (self->entry),
                                .blog_id = rd_search_filters_get_blog_id (self->filters),
                                .topic_ids = (const char *const *) topic_ids,
                                .from = from,
                                .to = to,
                                .limit = LIMIT + 1,
                            },
                            searched_cb, g_object_ref (self));
}

static void
changed_cb (RdSearchDialog *self)
{
  g_autofree char *question = write_question (self);

  if (g_strcmp0 (question, self->asked) != 0)
    search (self);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (RdSearchDialog) self = user_data;
  g_autoptr (GPtrArray) followed = rd_searcher_list_blogs_finish (RD_SEARCHER (source), result, NULL);

  if (self->entry == NULL)
    return;
  /* Where it cannot be read, that is told of as soon as something is searched for. */
  if (followed != NULL)
    rd_search_filters_set_followed (self->filters, followed);

  search (self);
}

/* Who types a word and Enter means what that word finds, not what stands there still. */
static void
entry_activate_cb (RdSearchDialog *self)
{
  changed_cb (self);
  if (self->is_answered)
    open_selected (self);
  else
    self->opens_first = TRUE;
}

static gboolean
entry_key_cb (RdSearchDialog *self,
              guint           key)
{
  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
      || !g_str_equal (gtk_stack_get_visible_child_name (self->stack), "results"))
    return FALSE;

  return rd_search_results_enter (self->results);
}

/* Typing in the list goes on in the entry. */
static void
typed_cb (RdSearchDialog *self)
{
  if (gtk_widget_get_focus_child (GTK_WIDGET (self->results)) == NULL)
    return;

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_set_position (self->entry, -1);
}

static void
focus_entry (RdSearchDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
focus_cb (gpointer user_data)
{
  g_autoptr (RdSearchDialog) self = user_data;

  if (self->entry != NULL)
    focus_entry (self);
}

/* A dialog that becomes a sheet at the bottom takes its content along, and puts the focus elsewhere in it. */
static void
map_cb (RdSearchDialog *self)
{
  g_idle_add_once (focus_cb, g_object_ref (self));
}

static void
widen_cb (RdSearchDialog *self)
{
  rd_search_filters_clear (self->filters);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
address_cb (RdSearchDialog *self)
{
  GtkWidget *parent = GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self)));

  adw_dialog_close (ADW_DIALOG (self));
  gtk_widget_activate_action (parent, "win.add", NULL);
}

static void
rd_search_dialog_dispose (GObject *object)
{
  RdSearchDialog *self = RD_SEARCH_DIALOG (object);

  g_clear_pointer (&self->asked, g_free);
  g_clear_object (&self->searcher);
  g_clear_object (&self->document);
  gtk_widget_dispose_template (GTK_WIDGET (self), RD_TYPE_SEARCH_DIALOG);

  G_OBJECT_CLASS (rd_search_dialog_parent_class)->dispose (object);
}

static void
rd_search_dialog_class_init (RdSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rd_search_dialog_dispose;

  /**
   * RdSearchDialog::chosen:
   * @entry_id: a post that is kept
   *
   * The reader wants to see it.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", RD_TYPE_SEARCH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (RD_TYPE_SEARCH_FILTERS);
  g_type_ensure (RD_TYPE_SEARCH_RESULTS);
  gtk_widget_class_set_template_from_resource (widget_class, "/rundown/ui/rd-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, filters);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, count);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, results);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, no_results);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, widen);
  gtk_widget_class_bind_template_child (widget_class, RdSearchDialog, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, widen_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "activated_cb", G_CALLBACK (open_item));
  gtk_widget_class_bind_template_callback_full (widget_class, "left_cb", G_CALLBACK (focus_entry));
  gtk_widget_class_bind_template_callback_full (widget_class, "retry_cb", G_CALLBACK (search));
  gtk_widget_class_bind_template_callback_full (widget_class, "stop_cb", G_CALLBACK (adw_dialog_close));
}

static void
rd_search_dialog_init (RdSearchDialog *self)
{
  self->searcher = rd_searcher_new (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self->results));
}

/**
 * rd_search_dialog_new:
 *
 * Returns: (transfer floating): a dialog that tells with #RdSearchDialog::chosen which post the reader chose
 */
RdSearchDialog *
rd_search_dialog_new (void)
{
  return g_object_new (RD_TYPE_SEARCH_DIALOG, NULL);
}

/**
 * rd_search_dialog_set_words:
 * @self: a dialog, shown or not
 * @words: what to search for, among all posts
 *
 * Has that searched for as soon as the dialog is presented.
 */
void
rd_search_dialog_set_words (RdSearchDialog *self,
                            const char     *words)
{
  rd_search_filters_clear (self->filters);
  gtk_editable_set_text (self->entry, words);
}

/**
 * rd_search_dialog_present:
 * @self: a dialog, shown already or not
 * @document: (nullable): what the window shows, which knows what topics are called
 * @parent: the window
 *
 * Shows the dialog, as it was left; what was found may be more by now.
 */
void
rd_search_dialog_present (RdSearchDialog *self,
                          RdDocument     *document,
                          GtkWidget      *parent)
{
  g_set_object (&self->document, document);
  rd_search_filters_set_document (self->filters, document);
  rd_searcher_list_blogs_async (self->searcher, listed_cb, g_object_ref (self));
  rd_search_results_begin (self->results);
  adw_dialog_present (ADW_DIALOG (self), parent);
  focus_entry (self);
}
