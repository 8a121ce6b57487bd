/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where in a document the reader is, and how the reader gets about in it: the page that is chosen in the list is shown
 * beside it, or over it where only one of them fits. */
#include "ui/rd-navigator.h"

#include "ui/rd-page-find.h"

struct _RdNavigator
{
  GObject parent_instance;

  RdDocument *document;               /* (nullable) (owned) */
  GPtrArray *history;                 /* (owned) (element-type RdPageItem): the pages before this one */
  gboolean goes_back;                 /* whether the page changes to one of those */
  AdwNavigationSplitView *split_view; /* (unowned): the window's, which this goes with */
  RdSidebar *sidebar;                 /* (unowned): the window's */
  RdPageView *view;                   /* (unowned): the window's */
};

typedef enum
{
  SIGNAL_SHOWN,
} RdNavigatorSignal;

static guint signals[SIGNAL_SHOWN + 1];

G_DEFINE_FINAL_TYPE (RdNavigator, rd_navigator, G_TYPE_OBJECT)

static gboolean
is_list_alone (RdNavigator *self)
{
  return adw_navigation_split_view_get_collapsed (self->split_view)
         && !adw_navigation_split_view_get_show_content (self->split_view);
}

static void
show_page (RdNavigator *self,
           RdPageItem  *page)
{
  RdPageItem *before = rd_page_view_get_page (self->view);

  if (before != NULL && before != page && !self->goes_back && rd_page_item_get_document (before) == self->document)
    g_ptr_array_add (self->history, g_object_ref (before));
  rd_page_view_set_page (self->view, page);
  g_signal_emit (self, signals[SIGNAL_SHOWN], 0);
}

/* A list that is alone is looked through before a page is chosen. */
static void
page_chosen_cb (RdNavigator *self)
{
  RdPageItem *page = rd_sidebar_get_page (self->sidebar);

  if (page != NULL && !is_list_alone (self))
    show_page (self, page);
}

static void
page_activated_cb (RdNavigator *self)
{
  show_page (self, rd_sidebar_get_page (self->sidebar));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

static void
collapsed_cb (RdNavigator *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);

  rd_sidebar_set_alone (self->sidebar, adw_navigation_split_view_get_collapsed (self->split_view));
  if (page != NULL)
    rd_sidebar_select (self->sidebar, page);
}

/* Where only one fits, its header would have the focus, from which no key leads to a page or a post. */
static void
content_shown_cb (RdNavigator *self)
{
  if (!adw_navigation_split_view_get_collapsed (self->split_view))
    return;

  if (is_list_alone (self))
    rd_sidebar_take_focus (self->sidebar);
  else
    rd_page_view_take_focus (self->view);
}

static void
rd_navigator_finalize (GObject *object)
{
  RdNavigator *self = RD_NAVIGATOR (object);

  g_ptr_array_unref (self->history);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (rd_navigator_parent_class)->finalize (object);
}

static void
rd_navigator_class_init (RdNavigatorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_navigator_finalize;

  /**
   * RdNavigator::shown:
   *
   * A page is shown, another one than before or the same.
   */
  signals[SIGNAL_SHOWN]
      = g_signal_new ("shown", RD_TYPE_NAVIGATOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rd_navigator_init (RdNavigator *self)
{
  self->history = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * rd_navigator_new:
 * @split_view: what holds both of these
 * @sidebar: the list of pages
 * @view: what shows one
 *
 * Returns: (transfer full): what has @view show what is chosen in @sidebar; to be given up before them
 */
RdNavigator *
rd_navigator_new (AdwNavigationSplitView *split_view,
                  RdSidebar              *sidebar,
                  RdPageView             *view)
{
  RdNavigator *self = g_object_new (RD_TYPE_NAVIGATOR, NULL);

  self->split_view = split_view;
  self->sidebar = sidebar;
  self->view = view;
  g_signal_connect_object (split_view, "notify::collapsed", G_CALLBACK (collapsed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (split_view, "notify::show-content", G_CALLBACK (content_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sidebar, "notify::page", G_CALLBACK (page_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sidebar, "activated", G_CALLBACK (page_activated_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rd_navigator_set_document:
 * @self: what gets about
 * @document: what is shown from now on
 *
 * Leads back to no page of the document before.
 */
void
rd_navigator_set_document (RdNavigator *self,
                           RdDocument  *document)
{
  g_set_object (&self->document, document);
  g_ptr_array_set_size (self->history, 0);
}

/**
 * rd_navigator_mend_focus:
 * @self: what gets about
 *
 * Gives the focus to the page where the list behind it has it, and keys would lead nowhere: a stack that shows the split
 * view again gives it back to what had it before, though only one of both may fit by then.
 */
void
rd_navigator_mend_focus (RdNavigator *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->split_view));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  AdwNavigationPage *list = adw_navigation_split_view_get_sidebar (self->split_view);

  if (focus != NULL && adw_navigation_split_view_get_collapsed (self->split_view) && !is_list_alone (self)
      && gtk_widget_is_ancestor (focus, GTK_WIDGET (list)))
    rd_page_view_take_focus (self->view);
}

/* Where the document has no such topic any more: to the topic that took it in, or that the post went to which was being
 * read; else to the first page.
 *
 * Returns: (nullable): the post to go on with */
static RdDigestEntry *
follow_posts (RdNavigator   *self,
              RdPageItem    *page,
              RdDigestEntry *read)
{
  const GPtrArray *entries = rd_page_item_get_entries (page);
  RdDigestEntry *post = read != NULL ? read : entries->len > 0 ? entries->pdata[0] : NULL;
  RdDigestEntry *same = post != NULL ? rd_document_find (self->document, post->entry->id) : NULL;
  const RdTopic *topic = rd_page_item_get_topic (page);

  topic = topic != NULL ? rd_digest_find_topic (rd_document_get_digest (self->document), topic->id) : NULL;
  if (topic == NULL && rd_page_item_get_topic (page) != NULL && same != NULL)
    topic = same->topic;
  rd_sidebar_select (self->sidebar, topic != NULL ? rd_sidebar_find_topic (self->sidebar, topic->id) : NULL);

  return topic != NULL ? same : NULL;
}

/* What the reader who wants to see it looks at first: what is on this page, and what came before what changed.
 *
 * Returns: (nullable): a post of the document, on whatever page */
static RdDigestEntry *
find_news (RdNavigator *self,
           RdDocument  *before,
           GHashTable  *changes)
{
  GPtrArray *here = rd_page_item_get_entries (rd_page_view_get_page (self->view));
  GPtrArray *all = rd_document_get_digest (self->document)->entries;
  RdDigestEntry *found = rd_page_find_new (here, before);

  if (found == NULL)
    found = rd_page_find_changed (here, changes);
  /* The list of pages tells where something new is, and not where something changed. */
  if (found == NULL && rd_page_find_new (all, before) == NULL)
    found = rd_page_find_changed (all, changes);

  return found;
}

/**
 * rd_navigator_stay:
 * @self: what gets about
 * @before: the document before, of which a page is still shown
 * @wants_news: whether to show what is new
 * @changes: a set of ids, of posts that changed
 *
 * Shows the page that was shown of @before, or where its posts went; a post in it that is new or changed, or else what was
 * being read. Where nothing is new, and what changed is on another page, that one is shown.
 */
void
rd_navigator_stay (RdNavigator *self,
                   RdDocument  *before,
                   gboolean     wants_news,
                   GHashTable  *changes)
{
  g_autoptr (RdPageItem) page = g_object_ref (rd_page_view_get_page (self->view));
  double offset, share;
  RdDigestEntry *read = rd_page_view_get_read (self->view, &offset, &share);
  RdDigestEntry *new_post = NULL;
  RdDigestEntry *near = NULL;

  if (!rd_sidebar_select_same (self->sidebar, page))
    near = follow_posts (self, page, read);
  else if (read != NULL)
    near = rd_page_find_near (rd_page_view_get_page (self->view), page, read);
  if (wants_news)
    new_post = find_news (self, before, changes);
  if (new_post != NULL)
    rd_navigator_go_to_post (self, new_post);
  else if (near != NULL && read == NULL)
    rd_page_view_show_post (self->view, near, FALSE);
  else if (near != NULL)
    rd_page_view_keep_post (self->view, near, offset, share);
}

/**
 * rd_navigator_go_to_topic:
 * @self: what gets about
 * @topic_id: a topic
 *
 * Shows its page, or that of the topic that took it in.
 *
 * Returns: whether the document has one
 */
gboolean
rd_navigator_go_to_topic (RdNavigator *self,
                          const char  *topic_id)
{
  const RdTopic *topic = rd_digest_find_topic (rd_document_get_digest (self->document), topic_id);
  RdPageItem *page = topic != NULL ? rd_sidebar_find_topic (self->sidebar, topic->id) : NULL;

  if (page == NULL)
    return FALSE;

  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  rd_sidebar_select (self->sidebar, page);
  /* It may have been chosen already, in the list alone. */
  show_page (self, page);

  return TRUE;
}

/**
 * rd_navigator_go_to_post:
 * @self: what gets about
 * @placed: a post of the document
 *
 * Shows it, on the same page where that has it.
 */
void
rd_navigator_go_to_post (RdNavigator   *self,
                         RdDigestEntry *placed)
{
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  if (!rd_page_item_has (rd_page_view_get_page (self->view), placed))
    rd_navigator_go_to_topic (self, placed->topic->id);
  rd_page_view_show_post (self->view, placed, TRUE);
}

/**
 * rd_navigator_go_back:
 * @self: what gets about
 *
 * Goes to the list where only one fits, else to the page before.
 */
void
rd_navigator_go_back (RdNavigator *self)
{
  g_autoptr (RdPageItem) left = NULL;
  g_autoptr (RdPageItem) page = NULL;

  if (adw_navigation_split_view_get_collapsed (self->split_view))
    {
      adw_navigation_split_view_set_show_content (self->split_view, FALSE);
      return;
    }
  if (self->history->len == 0)
    return;

  page = g_ptr_array_steal_index (self->history, self->history->len - 1);
  left = g_object_ref (rd_page_view_get_page (self->view));
  self->goes_back = TRUE;
  rd_sidebar_select (self->sidebar, page);
  self->goes_back = FALSE;
  if (rd_page_item_get_kind (page) == RD_PAGE_FRONT)
    rd_page_view_show_story (self->view, left);
}
