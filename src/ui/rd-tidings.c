/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window tells of following: that something came, how it goes, and what can be followed; and the actions for
 * that. */
#include "ui/rd-tidings.h"

#include <glib/gi18n.h>

struct _RdTidings
{
  GObject parent_instance;

  RdWindow *window;                   /* (nullable) (unowned): until it goes */
  RdLive *live;                       /* (owned) */
  RdLoader *loader;                   /* (owned) */
  AdwNavigationSplitView *split_view; /* (unowned): the window's */
  RdSidebar *sidebar;                 /* (unowned): the window's */
  RdPageView *view;                   /* (unowned): the window's */
  gboolean wants_news;                /* whether to show what is new as soon as it is there */
};

G_DEFINE_FINAL_TYPE (RdTidings, rd_tidings, G_TYPE_OBJECT)

/* Returns: (transfer full) (nullable): what there is to be shown */
static char *
describe_news (RdTidings *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);

  if (!rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED))
    return NULL;

  return rd_live_describe_news (self->live, page != NULL ? rd_page_item_get_document (page) : NULL);
}

static void
set_can_follow (RdTidings *self,
                gboolean   can_follow)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->window), "follow")), can_follow);
}

static void
show_news_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RdTidings *self = user_data;
  g_autofree char *news = describe_news (self);

  if (news == NULL)
    return;

  self->wants_news = TRUE;
  rd_loader_reload (self->loader);
}

/* What is followed tells by itself what came. */
static void
refresh_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  RdTidings *self = user_data;

  self->wants_news = rd_live_refresh (self->live) || rd_loader_has_shown (self->loader, RD_LOADER_NAMED);
  if (self->wants_news)
    rd_loader_reload (self->loader);
}

static void
followed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (RdTidings) self = user_data;

  if (self->window == NULL)
    return;

  if (rd_live_follow_finish (self->live, result, GTK_WIDGET (self->window)))
    rd_window_open_followed (self->window);
  else
    rd_tidings_update_banner (self);
}

static void
follow_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  RdTidings *self = user_data;

  set_can_follow (self, FALSE);
  rd_live_follow_async (self->live, rd_loader_get_address (self->loader), followed_cb, g_object_ref (self));
}

static const GActionEntry actions[] = {
  { .name = "show-news", .activate = show_news_cb },
  { .name = "refresh", .activate = refresh_cb },
  { .name = "follow", .activate = follow_cb },
};

static void
rd_tidings_finalize (GObject *object)
{
  RdTidings *self = RD_TIDINGS (object);

  g_object_unref (self->live);
  g_object_unref (self->loader);

  G_OBJECT_CLASS (rd_tidings_parent_class)->finalize (object);
}

static void
rd_tidings_class_init (RdTidingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_tidings_finalize;
}

static void
rd_tidings_init (RdTidings *self)
{
}

/**
 * rd_tidings_new:
 * @window: a window, which gets the actions
 * @live: how following goes
 * @loader: what reads what the window shows
 * @split_view: what holds both of these
 * @sidebar: the window's list of pages
 * @view: the window's page
 *
 * Returns: (transfer full): what tells; the window stops it before it goes
 */
RdTidings *
rd_tidings_new (RdWindow               *window,
                RdLive                 *live,
                RdLoader               *loader,
                AdwNavigationSplitView *split_view,
                RdSidebar              *sidebar,
                RdPageView             *view)
{
  RdTidings *self = g_object_new (RD_TYPE_TIDINGS, NULL);

  self->window = window;
  self->live = g_object_ref (live);
  self->loader = g_object_ref (loader);
  self->split_view = split_view;
  self->sidebar = sidebar;
  self->view = view;
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  set_can_follow (self, FALSE);
  g_signal_connect_object (loader, "begins", G_CALLBACK (rd_live_note_news), live, G_CONNECT_SWAPPED);
  g_signal_connect_object (live, "changed", G_CALLBACK (rd_tidings_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (split_view, "notify::collapsed", G_CALLBACK (rd_tidings_update), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * rd_tidings_stop:
 * @self: what tells
 *
 * Nothing is told any more.
 */
void
rd_tidings_stop (RdTidings *self)
{
  g_signal_handlers_disconnect_by_data (self->live, self);
  g_signal_handlers_disconnect_by_data (self->split_view, self);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->window), actions[i].name);
  self->window = NULL;
}

/**
 * rd_tidings_update:
 * @self: what tells
 *
 * Tells of what is followed, and only where that is shown.
 */
void
rd_tidings_update (RdTidings *self)
{
  const gboolean shows = rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED);
  const gboolean is_narrow = adw_navigation_split_view_get_collapsed (self->split_view);
  g_autofree char *news = describe_news (self);
  g_autofree char *note = shows ? rd_live_describe_note (self->live) : NULL;

  rd_page_view_set_news (self->view, news);
  rd_sidebar_set_news (self->sidebar, is_narrow ? news : NULL);
  rd_sidebar_set_note (self->sidebar, note);
  rd_tidings_update_page (self);
}

/**
 * rd_tidings_update_page:
 * @self: what tells
 *
 * Tells how following goes, in the head of a live blog's page.
 */
void
rd_tidings_update_page (RdTidings *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);
  gboolean has_problem = FALSE;
  g_autofree char *following = NULL;

  if (page == NULL || rd_page_item_get_blog (page) == NULL || !rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED))
    return;

  following = rd_live_describe_blog (self->live, rd_page_item_get_blog (page)->id, &has_problem);
  rd_page_item_set_following (page, following, has_problem);
}

/**
 * rd_tidings_update_banner:
 * @self: what tells
 *
 * Tells what can be followed, where what is shown is not.
 */
void
rd_tidings_update_banner (RdTidings *self)
{
  const gboolean can_follow = rd_loader_get_address (self->loader) != NULL;

  set_can_follow (self, can_follow);
  if (rd_loader_has_shown (self->loader, RD_LOADER_DEMO))
    rd_page_view_set_banner (self->view, _("You are reading the demo"), _("_Add a Live Blog…"), "win.add");
  else if (can_follow)
    rd_page_view_set_banner (self->view, _("New posts do not come in by themselves"), _("_Follow"), "win.follow");
  else
    rd_page_view_set_banner (self->view, NULL, NULL, NULL);
}

/**
 * rd_tidings_take_wish:
 * @self: what tells
 *
 * Returns: whether the reader wanted to see what came, which is fulfilled with this
 */
gboolean
rd_tidings_take_wish (RdTidings *self)
{
  const gboolean wants_news = self->wants_news;

  self->wants_news = FALSE;

  return wants_news;
}
