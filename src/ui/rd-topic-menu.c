/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the reader can correct about a topic, and wants to be notified of in it, as a menu. */
#include "ui/rd-topic-menu.h"

#include "ui/rd-alert-levels.h"
#include "ui/rd-menu.h"

#include <glib/gi18n.h>

/**
 * rd_topic_menu_suits:
 * @page: a page
 *
 * Returns: whether it is of a story that is kept, so that it can be corrected
 */
gboolean
rd_topic_menu_suits (RdPageItem *page)
{
  const RdTopic *topic = rd_page_item_get_topic (page);

  return topic != NULL && !topic->other && rd_document_is_kept (rd_page_item_get_document (page));
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *topic_id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", topic_id);
  g_menu_append_item (menu, item);
}

/**
 * rd_topic_menu_new:
 * @page: a page that rd_topic_menu_suits()
 *
 * Returns: (transfer floating): its menu
 */
GtkWidget *
rd_topic_menu_new (RdPageItem *page)
{
  const RdTopic *topic = rd_page_item_get_topic (page);
  g_autoptr (GMenu) marks = g_menu_new ();
  g_autoptr (GMenu) others = g_menu_new ();
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkWidget *widget;

  append (menu, _("Mark as Rea_d"), "win.mark-read", topic->id);
  append (menu, _("_Rename"), "win.rename-topic", topic->id);
  append (marks, topic->pinned ? _("Un_pin") : _("_Pin"), "win.pin-topic", topic->id);
  append (marks, topic->muted ? _("Un_mute") : _("_Mute"), "win.mute-topic", topic->id);
  if (!topic->muted)
    append (marks, _("Mute for _Today"), "win.mute-topic-today", topic->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (marks));
  rd_alert_levels_insert (menu, -1);
  append (others, _("Mer_ge Into…"), "win.merge-topic", topic->id);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (others));

  widget = rd_menu_new (G_MENU_MODEL (menu));
  rd_alert_levels_put (widget, RD_ALERT_LEVELS_TOPICS, topic->id);

  return widget;
}
