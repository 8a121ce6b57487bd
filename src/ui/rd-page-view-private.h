/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the view of a page share. */
#pragma once

#include "ui/rd-page-binder.h"
#include "ui/rd-page-filler.h"
#include "ui/rd-page-growth.h"
#include "ui/rd-page-jump.h"
#include "ui/rd-page-rows.h"
#include "ui/rd-page-view.h"

G_BEGIN_DECLS

struct _RdPageView
{
  AdwNavigationPage parent_instance;

  GSettings *settings;         /* (owned) */
  RdPageItem *page;            /* (nullable) (owned) */
  RdPageRows *rows;            /* (nullable) (owned): what stands on it */
  RdPageGrowth *growth;        /* (nullable) (owned): as many of those as have rows so far */
  RdPageJump *jump;            /* (owned): what brings one of them to the upper edge */
  RdPageBinder *binder;        /* (nullable) (owned): what has widgets show them */
  RdPageFiller *filler;        /* (nullable) (owned): what says when */
  RdDigestEntry *left;         /* (nullable) (unowned): the post that was being read when the title was to be typed */
  double left_offset;          /* how far it stood below the upper edge, in pixels */
  double left_share;           /* how much more of it was above that, as a share of its height */
  AdwHeaderBar *header;        /* (unowned) */
  AdwWindowTitle *title;       /* (unowned) */
  AdwBanner *banner;           /* (unowned) */
  GtkButton *news;             /* (unowned) */
  GtkScrolledWindow *scrolled; /* (unowned) */
  GtkListView *list;           /* (unowned) */
};

void rd_page_view_jump (RdPageView *self,
                        guint       position,
                        gboolean    flashes);

G_END_DECLS
