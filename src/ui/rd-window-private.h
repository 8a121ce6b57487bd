/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the window share: what it has. */
#pragma once

#include "ui/rd-corrections.h"
#include "ui/rd-live.h"
#include "ui/rd-navigator.h"
#include "ui/rd-page-view.h"
#include "ui/rd-reading.h"
#include "ui/rd-resume.h"
#include "ui/rd-search-dialog.h"
#include "ui/rd-sidebar.h"
#include "ui/rd-status-view.h"
#include "ui/rd-tidings.h"
#include "ui/rd-window.h"

G_BEGIN_DECLS

struct _RdWindow
{
  AdwApplicationWindow parent_instance;

  RdLoader *loader;             /* (owned) */
  RdService *service;           /* (nullable) (owned) */
  RdLive *live;                 /* (nullable) (owned) */
  RdTidings *tidings;           /* (nullable) (owned) */
  RdNavigator *navigator;       /* (nullable) (owned) */
  RdCorrections *corrections;   /* (nullable) (owned) */
  RdReading *reading;           /* (nullable) (owned) */
  RdUnfollower *unfollower;     /* (nullable) (owned): once something was unfollowed, or could be */
  RdResume *resume;             /* (owned) */
  RdDocument *document;         /* (nullable) (owned) */
  RdSearchDialog *search;       /* (nullable) (owned): once it was opened */
  char *wanted;                 /* (nullable) (owned): the post to show as soon as it is there */
  char *wanted_topic;           /* (nullable) (owned): the topic to show as soon as it is there */
  char *wanted_blog;            /* (nullable) (owned): the live blog to show as soon as it is there */
  GtkStack *stack;              /* (unowned) */
  RdStatusView *status;         /* (nullable) (unowned): once there was something else than posts to show */
  GtkMenuButton *open;          /* (unowned) */
  GtkMenuButton *main;          /* (unowned) */
  GMenuModel *open_menu;        /* (unowned) */
  GMenuModel *primary_menu;     /* (unowned) */
  AdwNavigationSplitView *split_view; /* (unowned) */
  RdSidebar *sidebar;           /* (unowned) */
  RdPageView *view;             /* (unowned) */
};

RdSearchDialog *rd_window_get_search      (RdWindow       *self);
void            rd_window_show_document   (RdWindow       *self);
void            rd_window_go_to_post      (RdWindow       *self,
                                           RdDigestEntry  *placed);

/* rd-window-actions.c */
void            rd_window_install_actions (GtkWidgetClass *window_class);

/* rd-window-wishes.c */
void            rd_window_forget_wishes   (RdWindow       *self);

G_END_DECLS
