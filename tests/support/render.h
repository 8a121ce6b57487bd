/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Live blogs written as publishers' servers give them, one file a format. */
#pragma once

#include "service/rd-replay.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RenderRequest:
 * @base: the address that stands before the path of everything of the live blog, with a slash at its end
 * @rest: what stands in the path behind what the format is called
 * @query: (nullable): what was asked for
 * @replay: what happens in the live blog
 * @now: the moment
 * @blog: the live blog at that moment
 * @shift: by how much the publisher's clock is wrong
 * @series: (nullable): the name of the series that it is one of
 *
 * What a format is to be written for.
 */
typedef struct
{
  const char *base;
  const char *rest;
  GHashTable *query;
  RdReplay *replay;
  GDateTime *now;
  RdBlog *blog;
  GTimeSpan shift;
  const char *series;
} RenderRequest;

/**
 * RenderSeriesItem:
 * @title: a live blog's title
 * @url: its address
 * @time: when it began
 *
 * A live blog of a series.
 */
typedef struct
{
  char *title;
  char *url;
  GDateTime *time;
} RenderSeriesItem;

/* Each gives the answer to a request; on %NULL there is no such thing. @status is 200 before and may be set. */
char       *render_content_api       (const RenderRequest *request,
                                      guint               *status);
char       *render_guardian_page     (const RenderRequest *request,
                                      guint               *status);
char       *render_guardian_model    (const RenderRequest *request,
                                      guint               *status);
char       *render_posting           (const RenderRequest *request,
                                      guint               *status);
char       *render_wordpress_page    (const RenderRequest *request,
                                      guint               *status);
char       *render_wordpress         (const RenderRequest *request,
                                      guint               *status);
char       *render_sourcefabric_page (const RenderRequest *request,
                                      guint               *status);
char       *render_sourcefabric      (const RenderRequest *request,
                                      guint               *status);
char       *render_rss               (const RenderRequest *request,
                                      guint               *status);
char       *render_atom              (const RenderRequest *request,
                                      guint               *status);
char       *render_rdf               (const RenderRequest *request,
                                      guint               *status);
char       *render_json_feed         (const RenderRequest *request,
                                      guint               *status);
char       *render_feed_page         (const RenderRequest *request,
                                      guint               *status);
char       *render_series            (const char          *url,
                                      const char          *title,
                                      GPtrArray           *items);

/* What they share. */
char       *render_body              (RdBody              *body);
char       *render_body_with_title   (RdEntry             *entry);
char       *render_id                (RdEntry             *entry);
char       *render_url               (const RenderRequest *request,
                                      const char          *page,
                                      RdEntry             *entry);
char       *render_time              (const RenderRequest *request,
                                      GDateTime           *time);
gint64      render_milliseconds      (const RenderRequest *request,
                                      GDateTime           *time);
const char *render_get_query         (const RenderRequest *request,
                                      const char          *name);
GPtrArray  *render_list_entries      (const RenderRequest *request);
GHashTable *render_find_times        (const RenderRequest *request,
                                      gboolean             appeared);
gboolean    render_is_edit           (const RdReplayChange *change);
char       *render_json              (JsonObject          *object);
void        render_set_string        (JsonObject          *object,
                                      const char          *name,
                                      const char          *value);
void        render_take_string       (JsonObject          *object,
                                      const char          *name,
                                      char                *value);
char       *render_script            (const char          *json);
char       *render_page              (const RenderRequest *request,
                                      const char          *head,
                                      const char          *body);
void        render_series_tag        (const RenderRequest *request,
                                      JsonArray           *tags);
JsonObject *render_guardian_block    (const RenderRequest *request,
                                      RdEntry             *entry);
JsonArray  *render_guardian_events   (const RenderRequest *request);
RdEntry    *render_guardian_pinned   (const RenderRequest *request);

G_END_DECLS
