/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it stands with a page at the moment, whatever is in it: following it, being notified of it, another title for it. */
#include "ui/rd-page-item-private.h"

/**
 * rd_page_item_set_following:
 * @self: a page of a live blog
 * @following: (nullable): how following it goes, in words; %NULL where there is nothing to say
 * @has_problem: whether it could not be read
 */
void
rd_page_item_set_following (RdPageItem *self,
                            const char *following,
                            gboolean    has_problem)
{
  if (g_strcmp0 (self->following, following) == 0 && self->has_problem == has_problem)
    return;

  g_set_str (&self->following, following);
  self->has_problem = has_problem;
  g_object_notify (G_OBJECT (self), "following");
}

/**
 * rd_page_item_get_following:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): how following it goes, in words
 */
const char *
rd_page_item_get_following (RdPageItem *self)
{
  return self->following;
}

/**
 * rd_page_item_has_problem:
 * @self: a page
 *
 * Returns: whether it is of a live blog that could not be read
 */
gboolean
rd_page_item_has_problem (RdPageItem *self)
{
  return self->has_problem;
}

/**
 * rd_page_item_set_sign:
 * @self: a page
 * @sign: what the reader is notified of; without words where that is as usual
 */
void
rd_page_item_set_sign (RdPageItem  *self,
                       RdAlertSign  sign)
{
  if (self->sign.words == sign.words)
    return;

  self->sign = sign;
  g_object_notify (G_OBJECT (self), "spoken");
}

/**
 * rd_page_item_get_sign:
 * @self: a page
 *
 * Returns: what the reader is notified of; without words where that is as usual
 */
RdAlertSign
rd_page_item_get_sign (RdPageItem *self)
{
  return self->sign;
}

/**
 * rd_page_item_set_renaming:
 * @self: a page of a topic
 * @renaming: whether the reader types another title
 */
void
rd_page_item_set_renaming (RdPageItem *self,
                           gboolean    renaming)
{
  if (self->renaming == renaming)
    return;

  self->renaming = renaming;
  g_object_notify (G_OBJECT (self), "renaming");
}

/**
 * rd_page_item_is_renaming:
 * @self: a page
 *
 * Returns: whether the reader types another title
 */
gboolean
rd_page_item_is_renaming (RdPageItem *self)
{
  return self->renaming;
}
