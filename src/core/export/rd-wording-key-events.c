/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said of key events: who says that they are some, and which of them a summary leaves to be named. */
#include "export/rd-wording.h"

#include <glib/gi18n.h>

/**
 * rd_wording_key_event:
 * @key_event: whether an entry is a key event, and who says so
 *
 * Returns: (transfer none) (nullable): that in words; %NULL where it is none
 */
const char *
rd_wording_key_event (RdKeyEvent key_event)
{
  switch (key_event)
    {
    case RD_KEY_EVENT_PUBLISHER:
      return _("Key event");
    case RD_KEY_EVENT_PREDICTED:
      return _("Key event (predicted)");
    case RD_KEY_EVENT_NO:
    default:
      return NULL;
    }
}

static gboolean
is_quoted (RdTopic             *topic,
           const RdDigestEntry *placed)
{
  for (guint i = 0; i < topic->summary->len; i++)
    {
      const RdLine *line = topic->summary->pdata[i];

      if (line->source == placed && line->kind == RD_LINE_HEADLINE)
        return TRUE;
    }

  return FALSE;
}

/**
 * rd_wording_list_key_events:
 * @topic: a topic
 *
 * Returns: (transfer container) (element-type RdDigestEntry): its key events whose headings do not stand in its summary
 *   already, oldest first
 */
GPtrArray *
rd_wording_list_key_events (RdTopic *topic)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < topic->entries->len; i++)
    {
      RdDigestEntry *placed = topic->entries->pdata[i];

      if (placed->key_event != RD_KEY_EVENT_NO && !is_quoted (topic, placed))
        g_ptr_array_add (found, placed);
    }

  return found;
}

/**
 * rd_wording_line_mark:
 * @line: a line of a topic's summary
 *
 * Returns: (transfer none) (nullable): that it is the heading of a key event, in words; %NULL where it is not
 */
const char *
rd_wording_line_mark (const RdLine *line)
{
  return line->kind == RD_LINE_HEADLINE ? rd_wording_key_event (line->source->key_event) : NULL;
}
