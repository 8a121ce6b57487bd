/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of a page of the window share. */
#pragma once

#include "ui/rd-page-item.h"

G_BEGIN_DECLS

struct _RdPageItem
{
  GObject parent_instance;

  RdPageKind kind;
  RdDocument *document; /* (owned) */
  char *title;          /* (owned) */
  char *subtitle;       /* (nullable) (owned) */
  GPtrArray *lines;     /* (nullable) (owned) (element-type RdLine): the document's */
  GPtrArray *all;       /* (owned) (element-type RdDigestEntry): its posts, the document's */
  GPtrArray *entries;   /* (owned) (element-type RdDigestEntry): those of them that the reader wants to see */
  RdTopic *topic;       /* (nullable) (unowned): the document's */
  RdBlog *blog;         /* (nullable) (unowned): the document's */
  gboolean renaming;    /* whether the reader types another title */
  GPtrArray *stories;   /* (nullable) (owned) (element-type RdPageItem): for a front page with an end, the topics */
  GPtrArray *news;      /* (owned) (element-type RdPageItem): those of them that it shows, the stories' */
  char *following;      /* (nullable) (owned): how following it goes */
  gboolean has_problem; /* whether it could not be read */
  RdAlertSign sign;     /* what the reader is notified of; without words where that is as usual */
};

G_END_DECLS
