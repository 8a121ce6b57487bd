/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A digest: what happened, by topic, in the authors' own words. Everything Rundown shows or writes is made from one. */
#pragma once

#include "model/rd-blog.h"

G_BEGIN_DECLS

typedef struct _RdTopic RdTopic;

/**
 * RdKeyEvent:
 * @RD_KEY_EVENT_NO: an entry like others
 * @RD_KEY_EVENT_PREDICTED: the publisher marks none, and Rundown takes this one for a key event
 * @RD_KEY_EVENT_PUBLISHER: the publisher marks it as a key event
 */
typedef enum
{
  RD_KEY_EVENT_NO,
  RD_KEY_EVENT_PREDICTED,
  RD_KEY_EVENT_PUBLISHER,
} RdKeyEvent;

/**
 * RdDigestEntry:
 * @entry: (transfer full): the post
 * @topic: (transfer none): the topic that it stands in
 * @key_event: whether it is a key event, and who says so
 * @key_score: how much it looks like a key event, from 0 to 1, whoever says so
 * @why: the terms for which it stands in its topic, in the text's own form, strongest first; may be empty
 * @by_reader: whether the reader put it there
 * @is_new: whether the reader has not seen it yet
 *
 * An entry and its place in a digest.
 */
typedef struct
{
  RdEntry *entry;
  RdTopic *topic;
  RdKeyEvent key_event;
  double key_score;
  GStrv why;
  gboolean by_reader;
  gboolean is_new;
} RdDigestEntry;

/**
 * RdLineKind:
 * @RD_LINE_SENTENCE: a sentence of the entry's body
 * @RD_LINE_HEADLINE: the entry's heading
 */
typedef enum
{
  RD_LINE_SENTENCE,
  RD_LINE_HEADLINE,
} RdLineKind;

/**
 * RdLine:
 * @kind: what of the entry it is
 * @text: the words, to the letter as they stand in the entry
 * @source: (transfer none): the entry that it is quoted from
 *
 * A line of a summary.
 */
typedef struct
{
  RdLineKind kind;
  char *text;
  RdDigestEntry *source;
} RdLine;

RdLine *rd_line_new  (RdLineKind     kind,
                      const char    *text,
                      gssize         length,
                      RdDigestEntry *source);
void    rd_line_free (RdLine        *self);

/**
 * RdTopic:
 * @id: the same for good, from the topic's first entry on
 * @label: what it is called, 1 to 4 words
 * @subtitle: (nullable): the heading of its most central entry
 * @terms: the terms that tell it from other topics, strongest first
 * @other: whether it holds what belongs to no story
 * @pinned: whether the reader wants it on top
 * @muted: whether the reader wants nothing of it in the summary of the whole
 * @muted_until: (nullable): until when; %NULL for good, or where it is not muted
 * @entries: (element-type RdDigestEntry): its entries, oldest first
 * @summary: (element-type RdLine): what happened, oldest first
 * @news: (element-type RdLine): what happened in the entries that the reader has not seen, oldest first
 */
struct _RdTopic
{
  char *id;
  char *label;
  char *subtitle;
  GStrv terms;
  gboolean other;
  gboolean pinned;
  gboolean muted;
  GDateTime *muted_until;
  GPtrArray *entries;
  GPtrArray *summary;
  GPtrArray *news;
};

/**
 * RD_DIGEST_NEW:
 *
 * What the number of entries that the reader has not seen is known by, among ids.
 */
#define RD_DIGEST_NEW ""

/**
 * RdDigest:
 * @title: what it is a digest of
 * @from: (nullable): the time from which on entries stand in it
 * @to: (nullable): the time up to which they do
 * @blogs: (element-type RdBlog): the live blogs that it was made from
 * @summary: (element-type RdLine): what mattered most of all, oldest first
 * @topics: (element-type RdTopic): the topics, largest first; but the pinned ones stand on top, and at the end the muted
 *   ones and the one of what belongs to no story
 * @entries: (element-type RdDigestEntry): all entries, oldest first
 * @n_left_out: (element-type utf8 guint): by the id of a topic or a live blog, or by %RD_DIGEST_NEW for what the reader has
 *   not seen, how many entries are kept and do not stand in it, where there are any
 * @merged: (element-type utf8 utf8): by the id of a topic that the reader merged into another one, the id of that
 *
 * A digest, made once and never changed. It owns all that it points to.
 */
typedef struct
{
  char *title;
  GDateTime *from;
  GDateTime *to;
  GPtrArray *blogs;
  GPtrArray *summary;
  GPtrArray *topics;
  GPtrArray *entries;
  GHashTable *n_left_out;
  GHashTable *merged;
} RdDigest;

#define RD_TYPE_DIGEST (rd_digest_get_type ())
GType          rd_digest_get_type   (void);

RdDigest      *rd_digest_new        (void);
RdDigest      *rd_digest_ref        (RdDigest      *self);
void           rd_digest_unref      (RdDigest      *self);
RdTopic       *rd_digest_add_topic  (RdDigest      *self);
RdTopic       *rd_digest_find_topic (RdDigest      *self,
                                     const char    *topic_id);
RdDigestEntry *rd_digest_add_entry  (RdDigest      *self,
                                     RdEntry       *entry,
                                     RdTopic       *topic);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdDigest, rd_digest_unref)

G_END_DECLS
