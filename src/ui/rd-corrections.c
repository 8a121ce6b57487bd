/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window lets the reader correct about topics, and take back: the actions for that, and their keys. What
 * they ask for is left to [class@Doer]. */
#include "ui/rd-corrections-private.h"

#include "base/rd-time-of-day.h"
#include "base/rd-time.h"
#include "ui/rd-page-news.h"
#include "ui/rd-topic-menu.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (RdCorrections, rd_corrections, G_TYPE_OBJECT)

RdDocument *
rd_corrections_get_document (RdCorrections *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);

  return page != NULL ? rd_page_item_get_document (page) : NULL;
}

static void
update_actions (RdCorrections *self)
{
  static const char *const names[] = { "rename-topic", "name-topic", "pin-topic", "mute-topic", "mute-topic-today", "merge-topic",
                                       "move-post", "move-post-to", "split-post", "mark-read" };
  const gboolean is_kept = rd_loader_has_shown (self->loader, RD_LOADER_FOLLOWED);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (
        G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->window), names[i])), is_kept);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->window), "undo")),
                               is_kept && rd_doer_can_undo (self->doer));
}

RdTopic *
rd_corrections_find_topic (RdCorrections *self,
                           const char    *id)
{
  RdDocument *document = rd_corrections_get_document (self);
  GPtrArray *topics = document != NULL ? rd_document_get_digest (document)->topics : NULL;

  for (guint i = 0; topics != NULL && i < topics->len; i++)
    if (g_str_equal (((RdTopic *) topics->pdata[i])->id, id))
      return topics->pdata[i];

  return NULL;
}

static void
done_cb (RdCorrections *self,
         const char    *topic_id)
{
  RdTopic *topic = topic_id != NULL ? rd_corrections_find_topic (self, topic_id) : NULL;

  if (topic != NULL)
    rd_sidebar_select_id (self->sidebar, RD_PAGE_TOPIC, topic->id);
  update_actions (self);
}

/* Returns: (nullable): the topic that is shown */
static const char *
get_shown (RdCorrections *self)
{
  RdPageItem *page = rd_page_view_get_page (self->view);
  const RdTopic *topic = page != NULL ? rd_page_item_get_topic (page) : NULL;

  return topic != NULL ? topic->id : NULL;
}

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  RdCorrections *self = user_data;

  rd_doer_undo (self->doer, get_shown (self));
}

/* @text: (transfer full) */
void
rd_corrections_fulfil (RdCorrections *self,
                       const RdWish  *wish,
                       const char    *topic_id,
                       char          *text)
{
  rd_doer_fulfil (self->doer, wish, get_shown (self), topic_id, text);
}

/* The page that an action is about: the one of the topic that it names, or else the one that is shown or, in a list that
 * is alone, chosen. */
static RdPageItem *
get_page (RdCorrections *self,
          GVariant      *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);

  if (id[0] != '\0')
    return rd_sidebar_find_topic (self->sidebar, id);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)))
    return rd_page_view_get_page (self->view);

  return gtk_widget_get_mapped (GTK_WIDGET (self->sidebar)) ? rd_sidebar_get_page (self->sidebar) : NULL;
}

RdTopic *
rd_corrections_get_topic (RdCorrections *self,
                          GVariant      *parameter)
{
  RdPageItem *page = get_page (self, parameter);

  return page != NULL && rd_topic_menu_suits (page) ? rd_page_item_get_topic (page) : NULL;
}

static void
rename_topic_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       user_data)
{
  RdCorrections *self = user_data;
  RdTopic *topic = rd_corrections_get_topic (self, parameter);

  if (topic == NULL)
    return;

  if (rd_page_item_get_topic (rd_page_view_get_page (self->view)) != topic)
    rd_sidebar_select_id (self->sidebar, RD_PAGE_TOPIC, topic->id);
  g_signal_emit_by_name (self->sidebar, "activated");
  rd_page_view_rename (self->view);
}

static void
name_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RdCorrections *self = user_data;
  g_autofree char *name = NULL;
  const char *id;
  const char *typed;
  RdTopic *topic;

  g_variant_get (parameter, "(&s&s)", &id, &typed);
  topic = rd_corrections_find_topic (self, id);
  name = g_strstrip (g_strdup (typed));
  if (topic == NULL || g_str_equal (name, topic->label))
    return;

  rd_corrections_fulfil (self, &(RdWish) { RD_WISH_RENAME, topic->id, name }, NULL,
                         /* Translators: the name of a topic, here and below. */
                         name[0] != '\0' ? g_strdup_printf (_("Renamed to “%s”"), name)
                                         : g_strdup (_("Name given by Rundown restored")));
}

static void
pin_topic_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RdTopic *topic = rd_corrections_get_topic (user_data, parameter);

  if (topic != NULL)
    rd_corrections_fulfil (user_data, &(RdWish) { topic->pinned ? RD_WISH_UNPIN : RD_WISH_PIN, topic->id }, NULL,
                           g_strdup_printf (topic->pinned ? _("Unpinned “%s”") : _("Pinned “%s”"), topic->label));
}

static void
mute_topic_cb (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  RdTopic *topic = rd_corrections_get_topic (user_data, parameter);
  const gboolean for_today = g_str_equal (g_action_get_name (G_ACTION (action)), "mute-topic-today");
  g_autoptr (GDateTime) midnight = rd_time_of_day_find_midnight ();
  g_autofree char *until = for_today ? rd_time_format (midnight) : NULL;

  if (topic != NULL)
    rd_corrections_fulfil (user_data, &(RdWish) { topic->muted ? RD_WISH_UNMUTE : RD_WISH_MUTE, topic->id, until }, NULL,
                           g_strdup_printf (topic->muted ? _("Unmuted “%s”")
                                            : for_today  ? _("Muted “%s” for today")
                                                         : _("Muted “%s”"),
                                            topic->label));
}

/* The posts of a topic, or else of the page that is shown. */
static void
mark_read_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  RdCorrections *self = user_data;
  RdPageItem *page = get_page (self, parameter);
  g_auto (GStrv) ids = page != NULL ? rd_page_news_list (page) : NULL;
  guint n_posts;

  if (ids == NULL || ids[0] == NULL)
    return;

  n_posts = g_strv_length (ids);
  rd_document_see (rd_page_item_get_document (page), (const char *const *) ids);
  rd_corrections_fulfil (self, &(RdWish) { .kind = RD_WISH_SEE, .entry_ids = (const char *const *) ids }, NULL,
                         g_strdup_printf (g_dngettext (NULL, "%'u post marked as read", "%'u posts marked as read", n_posts),
                                          n_posts));
}

static const GActionEntry actions[] = {
  { .name = "rename-topic", .parameter_type = "s", .activate = rename_topic_cb },
  { .name = "name-topic", .parameter_type = "(ss)", .activate = name_topic_cb },
  { .name = "pin-topic", .parameter_type = "s", .activate = pin_topic_cb },
  { .name = "mute-topic", .parameter_type = "s", .activate = mute_topic_cb },
  { .name = "mute-topic-today", .parameter_type = "s", .activate = mute_topic_cb },
  { .name = "merge-topic", .parameter_type = "s", .activate = rd_corrections_merge_topic_cb },
  { .name = "move-post", .parameter_type = "s", .activate = rd_corrections_move_post_cb },
  { .name = "move-post-to", .parameter_type = "(ss)", .activate = rd_corrections_move_post_to_cb },
  { .name = "split-post", .parameter_type = "s", .activate = rd_corrections_split_post_cb },
  { .name = "mark-read", .parameter_type = "s", .activate = mark_read_cb },
  { .name = "undo", .activate = undo_cb },
};

/* Keys for the topic that is shown; a text that is being typed has them first. */
static const struct
{
  const char *trigger;
  const char *action;
} keys[] = {
  { "F2", "win.rename-topic" },
  { "s", "win.pin-topic" },
  { "m", "win.mark-read" },
  { "<Shift>m", "win.mute-topic" },
  { "<Control>m", "win.merge-topic" },
};

static void
add_keys (RdCorrections *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_MANAGED);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkShortcut *shortcut = gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                                                gtk_named_action_new (keys[i].action));

      gtk_shortcut_set_arguments (shortcut, g_variant_new_string (""));
      gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
    }
  gtk_widget_add_controller (GTK_WIDGET (self->window), controller);
}

static void
rd_corrections_finalize (GObject *object)
{
  RdCorrections *self = RD_CORRECTIONS (object);

  g_object_unref (self->doer);
  g_object_unref (self->loader);

  G_OBJECT_CLASS (rd_corrections_parent_class)->finalize (object);
}

static void
rd_corrections_class_init (RdCorrectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rd_corrections_finalize;
}

static void
rd_corrections_init (RdCorrections *self)
{
}

/**
 * rd_corrections_new:
 * @window: a window, which gets the actions, their keys and a place for toasts
 * @service: what keeps all
 * @loader: what reads what the window shows
 * @sidebar: the window's list of pages
 * @view: the window's page
 *
 * Returns: (transfer full): what corrects; the window stops it before it goes
 */
RdCorrections *
rd_corrections_new (AdwApplicationWindow *window,
                    RdService            *service,
                    RdLoader             *loader,
                    RdSidebar            *sidebar,
                    RdPageView           *view)
{
  RdCorrections *self = g_object_new (RD_TYPE_CORRECTIONS, NULL);

  self->window = window;
  self->doer = rd_doer_new (window, service, loader);
  self->loader = g_object_ref (loader);
  self->sidebar = sidebar;
  self->view = view;
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  add_keys (self);
  g_signal_connect_object (self->doer, "changed", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (loader, "loaded", G_CALLBACK (update_actions), self, G_CONNECT_SWAPPED);
  update_actions (self);

  return self;
}

/**
 * rd_corrections_stop:
 * @self: what corrects
 *
 * What is on its way is kept; nothing is shown any more.
 */
void
rd_corrections_stop (RdCorrections *self)
{
  rd_doer_stop (self->doer);
  g_signal_handlers_disconnect_by_data (self->loader, self);
  for (gsize i = 0; self->window != NULL && i < G_N_ELEMENTS (actions); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->window), actions[i].name);
  self->window = NULL;
}

/**
 * rd_corrections_get_time:
 * @self: what corrects
 *
 * Returns: when that was done which can be taken back first, as g_get_monotonic_time() has it; 0 where nothing can, and
 *   the end of time while something is being taken back
 */
gint64
rd_corrections_get_time (RdCorrections *self)
{
  return rd_doer_get_time (self->doer);
}

/**
 * rd_corrections_forget:
 * @self: what corrects
 *
 * Nothing can be taken back any more, as what was corrected is gone.
 */
void
rd_corrections_forget (RdCorrections *self)
{
  rd_doer_forget (self->doer);
}

/**
 * rd_corrections_forget_topic:
 * @self: what corrects
 *
 * The reader is not led back to a topic any more by what was taken back.
 */
void
rd_corrections_forget_topic (RdCorrections *self)
{
  rd_doer_forget_topic (self->doer);
}
