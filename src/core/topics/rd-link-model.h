/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How likely it is that a post belongs to a story. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RdLink:
 * @centroid: cosine of the post and the sum of the story's posts
 * @closest: cosine of the post and the post of the story that is most like it
 * @margin: @centroid less the highest that any other story has
 * @average: mean cosine of the post and each of the story's posts
 * @ambient: mean cosine of the post and all posts of all stories
 * @refers: whether the post points to one of them
 * @gap: minutes since the last of them
 * @titled: whether the post has a heading
 * @n_words: how many words it has
 * @continues: whether the story holds the previous post of the same blog
 * @previous_gap: minutes since that
 *
 * What is known of a post and a story that it may belong to.
 */
typedef struct
{
  double centroid;
  double closest;
  double margin;
  double average;
  double ambient;
  gboolean refers;
  double gap;
  gboolean titled;
  guint n_words;
  gboolean continues;
  double previous_gap;
} RdLink;

/* The least logit at which a post joins a story: that of a probability of a half. */
#define RD_LINK_THRESHOLD 0.0

double rd_link_get_logit (const RdLink *link);

G_END_DECLS
