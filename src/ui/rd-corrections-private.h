/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the reader's corrections share. */
#pragma once

#include "ui/rd-corrections.h"
#include "ui/rd-doer.h"

G_BEGIN_DECLS

struct _RdCorrections
{
  GObject parent_instance;

  AdwApplicationWindow *window; /* (nullable) (unowned): until it goes */
  RdDoer *doer;                 /* (owned) */
  RdLoader *loader;             /* (owned) */
  RdSidebar *sidebar;           /* (unowned): the window's */
  RdPageView *view;             /* (unowned): the window's */
};

RdDocument *rd_corrections_get_document (RdCorrections *self);
RdTopic    *rd_corrections_find_topic   (RdCorrections *self,
                                         const char    *id);
RdTopic    *rd_corrections_get_topic    (RdCorrections *self,
                                         GVariant      *parameter);
void        rd_corrections_fulfil       (RdCorrections *self,
                                         const RdWish  *wish,
                                         const char    *topic_id,
                                         char          *text);

/* rd-corrections-moves.c */
void        rd_corrections_merge_topic_cb  (GSimpleAction *action,
                                            GVariant      *parameter,
                                            gpointer       user_data);
void        rd_corrections_move_post_cb    (GSimpleAction *action,
                                            GVariant      *parameter,
                                            gpointer       user_data);
void        rd_corrections_move_post_to_cb (GSimpleAction *action,
                                            GVariant      *parameter,
                                            gpointer       user_data);
void        rd_corrections_split_post_cb   (GSimpleAction *action,
                                            GVariant      *parameter,
                                            gpointer       user_data);

G_END_DECLS
