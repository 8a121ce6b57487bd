/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window is asked to show from outside. What it does not show yet is read first, and is a wish until then; a new
 * wish takes the place of the one before. */
#include "ui/rd-window-private.h"

/* What the reader wanted to see is given up: something else is asked for, or nothing any more. */
void
rd_window_forget_wishes (RdWindow *self)
{
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->wanted_topic, g_free);
  g_clear_pointer (&self->wanted_blog, g_free);
  rd_tidings_take_wish (self->tidings);
  rd_corrections_forget_topic (self->corrections);
}

/**
 * rd_window_open_followed:
 * @self: a window
 *
 * Shows what the reader follows; where that is nothing, the demo at first, and later on what there is to do about that.
 */
void
rd_window_open_followed (RdWindow *self)
{
  rd_window_forget_wishes (self);
  rd_loader_load (self->loader, RD_LOADER_FOLLOWED, NULL);
}

/**
 * rd_window_open_named:
 * @self: a window
 * @locations: (array zero-terminated=1): files and addresses
 *
 * Shows what is at @locations.
 */
void
rd_window_open_named (RdWindow          *self,
                      const char *const *locations)
{
  rd_window_forget_wishes (self);
  rd_loader_load (self->loader, RD_LOADER_NAMED, locations);
}

/**
 * rd_window_open_post:
 * @self: a window
 * @entry_id: a post that is kept
 *
 * Shows it. It may be of a day or a live blog that is not shown.
 */
void
rd_window_open_post (RdWindow   *self,
                     const char *entry_id)
{
  RdDigestEntry *placed = self->document != NULL ? rd_document_find (self->document, entry_id) : NULL;

  if (placed != NULL)
    {
      rd_window_go_to_post (self, placed);
      return;
    }

  rd_window_forget_wishes (self);
  self->wanted = g_strdup (entry_id);
  rd_loader_load_more (self->loader, &(RdExtent) { .entry_id = entry_id });
}

/**
 * rd_window_open_topic:
 * @self: a window
 * @topic_id: a topic of what is followed
 *
 * Shows it. It may be over for longer than what is shown goes back.
 */
void
rd_window_open_topic (RdWindow   *self,
                      const char *topic_id)
{
  if (self->document != NULL && rd_document_is_kept (self->document)
      && rd_navigator_go_to_topic (self->navigator, topic_id))
    {
      rd_window_show_document (self);
      return;
    }

  rd_window_forget_wishes (self);
  self->wanted_topic = g_strdup (topic_id);
  rd_loader_load_more (self->loader, &(RdExtent) { .topic_id = topic_id });
}
