/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that stays: live blogs, their posts and each revision of them, where they belong and why. */
#pragma once

#include "model/rd-digest.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RdStore:
 *
 * The posts that are kept, in one file. One process at a time may write to it, as long as it has it open; others may
 * read. An #RdStore is used by one thread at a time.
 */
typedef struct _RdStore RdStore;

/**
 * RdStoreMode:
 * @RD_STORE_READ: nothing is changed; the file is there already
 * @RD_STORE_WRITE: this process is the one that writes
 */
typedef enum
{
  RD_STORE_READ,
  RD_STORE_WRITE,
} RdStoreMode;

/**
 * RdStoreChange:
 * @RD_STORE_SAME: it was known, and has not changed
 * @RD_STORE_NEW: it was not known
 * @RD_STORE_EDITED: it was known with other words, perhaps as deleted
 * @RD_STORE_MARKED: it was known with the same words and other marks; no edit
 * @RD_STORE_DELETED: it was known, and its publisher has taken it away
 * @RD_STORE_RESTORED: it was known as deleted, and is there again with the same words
 *
 * What a post is beside what is kept of it.
 */
typedef enum
{
  RD_STORE_SAME,
  RD_STORE_NEW,
  RD_STORE_EDITED,
  RD_STORE_MARKED,
  RD_STORE_DELETED,
  RD_STORE_RESTORED,
} RdStoreChange;

/**
 * RdFollowing:
 * @format: (nullable): the id of the format that it was read as
 * @attached: whether it came by the series of another one
 * @etag: (nullable): the mark of the last whole answer
 * @modified: (nullable): when that was changed, in its server's words
 * @part_url: (nullable): the address that told of changes last
 * @part_etag: (nullable): the mark of its answer
 * @part_modified: (nullable): when that was changed, in its server's words
 * @checked: (nullable): when it was asked last
 * @whole: (nullable): when all of it was read last
 * @news: (nullable): when a check found something new last
 * @listed: (nullable): when its series was looked at last
 * @due: (nullable): when it is asked next
 * @wait: (nullable): until when its server does not want to be asked
 * @closed: (nullable): since when it is over, as far as is known; %NULL where it is not
 * @interval: the time between checks that is in force, in seconds
 * @problem: (nullable): why the last check failed, as one line
 * @n_failures: how many checks have failed since one did not
 * @n_checks: how often it was asked
 * @n_unmodified: how many answers were 'not modified'
 * @n_bytes: how many bytes came
 *
 * How a live blog is followed. A live blog's series and cursor are kept with it, too.
 */
typedef struct
{
  char *format;
  gboolean attached;
  char *etag;
  char *modified;
  char *part_url;
  char *part_etag;
  char *part_modified;
  GDateTime *checked;
  GDateTime *whole;
  GDateTime *news;
  GDateTime *listed;
  GDateTime *due;
  GDateTime *wait;
  GDateTime *closed;
  guint interval;
  char *problem;
  guint n_failures;
  guint64 n_checks;
  guint64 n_unmodified;
  guint64 n_bytes;
} RdFollowing;

/**
 * RdFollowed:
 * @blog: the live blog, without its entries
 * @location: the address or file that it is read from
 * @followed: whether it is followed still
 * @n_entries: how many posts of it are kept
 * @following: how it is followed
 *
 * A live blog, and what there is to say of following it.
 */
typedef struct
{
  RdBlog *blog;
  char *location;
  gboolean followed;
  guint n_entries;
  RdFollowing following;
} RdFollowed;

/**
 * RdKept:
 * @number: the order in which it came to be known
 * @entry: the post as it is now
 * @place: the order in which places were given
 * @topic_id: (nullable): the story that it stands in; %NULL for none
 * @why: the terms for which it does
 * @by_reader: whether the reader put it there
 * @opened: (nullable): when the reader saw it
 *
 * A post, and what is kept beside it.
 */
typedef struct
{
  gint64 number;
  RdEntry *entry;
  gint64 place;
  char *topic_id;
  GStrv why;
  gboolean by_reader;
  GDateTime *opened;
} RdKept;

/**
 * RdMove:
 * @place: the order in which places were given
 * @entry_id: a post that had another place before
 * @topic_id: (nullable): the story that it stood in from then on; %NULL for none
 *
 * That a post was put elsewhere.
 */
typedef struct
{
  gint64 place;
  char *entry_id;
  char *topic_id;
} RdMove;

/**
 * RdStoreFilter:
 * @blog_id: (nullable): of this live blog alone
 * @from: (nullable): published at this time or later
 * @to: (nullable): published before this time
 * @after: with a higher number than this
 * @as_first_seen: with the words and the places that they had when they came, whatever was edited or moved since
 *
 * Which posts to load. Those of unknown time are left out where a time is asked for.
 */
typedef struct
{
  const char *blog_id;
  GDateTime *from;
  GDateTime *to;
  gint64 after;
  gboolean as_first_seen;
} RdStoreFilter;

/**
 * RdStoreQuery:
 * @words: what the reader typed: words, the last perhaps unfinished, and phrases in quotation marks
 * @blog_id: (nullable): in this live blog alone
 * @topic_ids: (nullable): in these stories alone; one that the reader merged from several has several ids
 * @from: (nullable): published at this time or later
 * @to: (nullable): published before this time
 * @limit: how many posts at most
 *
 * Which posts to search for. Those of unknown time are left out where a time is asked for.
 */
typedef struct
{
  const char *words;
  const char *blog_id;
  const char *const *topic_ids;
  GDateTime *from;
  GDateTime *to;
  guint limit;
} RdStoreQuery;

/**
 * RdMatch:
 * @start: the first of its bytes
 * @length: how many there are
 *
 * Where in a text what was searched for stands. Matches of a text are in order and do not overlap.
 */
typedef struct
{
  gsize start;
  gsize length;
} RdMatch;

/**
 * RdHit:
 * @kept: the post
 * @title_matches: (element-type RdMatch): the places in its title; none where it has no title
 * @snippet: what it says around the first match, as one line; may be empty
 * @matches: (element-type RdMatch): the places in @snippet
 * @is_opening: whether @snippet is how the post begins
 *
 * A post that was searched for.
 */
typedef struct
{
  RdKept *kept;
  GArray *title_matches;
  char *snippet;
  GArray *matches;
  gboolean is_opening;
} RdHit;

/**
 * RdCorrectionKind:
 * @RD_CORRECTION_RENAME: a topic is called as the reader says
 * @RD_CORRECTION_MERGE: a topic's posts, those to come too, stand in another one
 * @RD_CORRECTION_PIN: a topic stands on top
 * @RD_CORRECTION_MUTE: nothing of a topic is announced; with a value until that time, as rd_time_format() writes it
 *
 * What a reader corrects about a topic. That a post stands elsewhere is a place that the reader gives it.
 */
typedef enum
{
  RD_CORRECTION_RENAME,
  RD_CORRECTION_MERGE,
  RD_CORRECTION_PIN,
  RD_CORRECTION_MUTE,
} RdCorrectionKind;

/**
 * RdCorrection:
 * @number: what it is undone by; later ones have higher numbers
 * @kind: what is corrected
 * @topic_id: about which topic
 * @value: (nullable): the new name, the id of the topic that takes this one in, or the time of its end
 *
 * A reader's correction that holds.
 */
typedef struct
{
  gint64 number;
  RdCorrectionKind kind;
  char *topic_id;
  char *value;
} RdCorrection;

/**
 * RdOutboxKind:
 * @RD_OUTBOX_KEY_EVENT: what its publisher calls a key event
 * @RD_OUTBOX_PREDICTED: what looks like one
 * @RD_OUTBOX_OPEN: what may be one or the other, where nobody has looked yet
 * @RD_OUTBOX_POST: what is a post like others
 *
 * What a post is of which the reader may be told.
 */
typedef enum
{
  RD_OUTBOX_KEY_EVENT,
  RD_OUTBOX_PREDICTED,
  RD_OUTBOX_OPEN,
  RD_OUTBOX_POST,
} RdOutboxKind;

/**
 * RdOutboxItem:
 * @entry_id: the post
 * @blog_title: (nullable): what its live blog is called
 * @is_followed: whether that is followed
 * @kind: what it is
 * @keyword: (nullable): what the reader wants to be told of and it mentions
 * @added: when it came to be known
 * @corrected: when it was edited after it was told; 0 for never
 * @told: when it was told last; 0 for never
 * @notice_id: (nullable): what it was put into last
 * @is_held: whether it waits for the end of a quiet
 * @is_settled: whether there is nothing to tell of it any more
 *
 * A post of which the reader is to be told, or was. Times are in microseconds since 1970.
 */
typedef struct
{
  char *entry_id;
  char *blog_title;
  gboolean is_followed;
  RdOutboxKind kind;
  char *keyword;
  gint64 added;
  gint64 corrected;
  gint64 told;
  char *notice_id;
  gboolean is_held;
  gboolean is_settled;
} RdOutboxItem;

void       rd_outbox_item_free     (RdOutboxItem         *self);
void       rd_followed_free        (RdFollowed           *self);
void       rd_kept_free            (RdKept               *self);
void       rd_hit_free             (RdHit                *self);
void       rd_move_free            (RdMove               *self);
void       rd_correction_free      (RdCorrection         *self);

char      *rd_store_get_usual_path (void);
RdStore   *rd_store_open           (const char           *path,
                                    RdStoreMode           mode,
                                    char                **notice,
                                    GError              **error);
void       rd_store_close          (RdStore              *self);
void       rd_store_set_cancellable (RdStore             *self,
                                    GCancellable         *cancellable);

/* Writing: between begin and commit. */
gboolean   rd_store_begin          (RdStore              *self,
                                    GError              **error);
gboolean   rd_store_commit         (RdStore              *self,
                                    GError              **error);
void       rd_store_roll_back      (RdStore              *self);

gboolean   rd_store_put_blog       (RdStore              *self,
                                    RdBlog               *blog,
                                    const char           *location,
                                    GDateTime            *now,
                                    GError              **error);
gboolean   rd_store_put_following  (RdStore              *self,
                                    RdFollowed           *followed,
                                    GError              **error);
gboolean   rd_store_unfollow       (RdStore              *self,
                                    const char           *blog_id,
                                    gboolean              forget,
                                    GError              **error);
gboolean   rd_store_put_entry      (RdStore              *self,
                                    RdEntry              *entry,
                                    GDateTime            *now,
                                    RdStoreChange        *change,
                                    GError              **error);
gboolean   rd_store_put_missing    (RdStore              *self,
                                    RdBlog               *blog,
                                    GPtrArray            *missing,
                                    GError              **error);
gboolean   rd_store_put_place      (RdStore              *self,
                                    const char           *entry_id,
                                    const char           *topic_id,
                                    const char *const    *why,
                                    gboolean              by_reader,
                                    GDateTime            *now,
                                    GError              **error);
gboolean   rd_store_put_opened     (RdStore              *self,
                                    const char           *entry_id,
                                    GDateTime            *now,
                                    gboolean             *is_first,
                                    GError              **error);
gboolean   rd_store_put_correction (RdStore              *self,
                                    RdCorrectionKind      kind,
                                    const char           *topic_id,
                                    const char           *value,
                                    GDateTime            *now,
                                    gint64               *number,
                                    GError              **error);
gboolean   rd_store_undo_correction (RdStore             *self,
                                    gint64                number,
                                    GDateTime            *now,
                                    GError              **error);
gboolean   rd_store_restore_correction (RdStore          *self,
                                    gint64                number,
                                    GError              **error);
gboolean   rd_store_forget_before  (RdStore              *self,
                                    GDateTime            *time,
                                    guint                *n_forgotten,
                                    GError              **error);
gboolean   rd_store_forget_all     (RdStore              *self,
                                    GError              **error);
gboolean   rd_store_wipe           (RdStore              *self,
                                    GError              **error);

/* rd-store-outbox.c: what the reader is to be told of, and was */
gboolean   rd_store_put_notice     (RdStore              *self,
                                    const char           *entry_id,
                                    RdOutboxKind          kind,
                                    const char           *keyword,
                                    GDateTime            *now,
                                    gboolean              is_known,
                                    gboolean             *is_new,
                                    GError              **error);
gboolean   rd_store_put_edited     (RdStore              *self,
                                    const char           *entry_id,
                                    GDateTime            *now,
                                    GError              **error);
gboolean   rd_store_put_decision   (RdStore              *self,
                                    const char           *entry_id,
                                    RdOutboxKind          kind,
                                    GError              **error);
gboolean   rd_store_put_held       (RdStore              *self,
                                    const char           *entry_id,
                                    GError              **error);
gboolean   rd_store_put_into_notice (RdStore             *self,
                                    const char           *entry_id,
                                    const char           *notice_id,
                                    GError              **error);
gboolean   rd_store_put_told       (RdStore              *self,
                                    const char           *entry_id,
                                    const char           *notice_id,
                                    gint64                time,
                                    GError              **error);
gboolean   rd_store_settle         (RdStore              *self,
                                    const char           *entry_id,
                                    GDateTime            *now,
                                    GError              **error);
gboolean   rd_store_settle_notice  (RdStore              *self,
                                    const char           *notice_id,
                                    gboolean              told_alone,
                                    gboolean              are_read,
                                    GDateTime            *now,
                                    GError              **error);
gboolean   rd_store_settle_oldest  (RdStore              *self,
                                    guint                 n_left,
                                    GDateTime            *now,
                                    GError              **error);
GPtrArray *rd_store_list_outbox    (RdStore              *self,
                                    gint64                since,
                                    GError              **error);

/* Reading */
GPtrArray *rd_store_list_known     (RdStore              *self,
                                    GError              **error);
GPtrArray *rd_store_list_followed  (RdStore              *self,
                                    GError              **error);
RdFollowed *rd_store_find_followed (RdStore              *self,
                                    const char           *blog_id,
                                    GError              **error);
gboolean   rd_store_get_last_number (RdStore             *self,
                                    gint64               *number,
                                    GError              **error);
gboolean   rd_store_list_times     (RdStore              *self,
                                    const char           *blog_id,
                                    guint                 limit,
                                    GArray              **times,
                                    GError              **error);
GPtrArray *rd_store_load           (RdStore              *self,
                                    const RdStoreFilter  *filter,
                                    GError              **error);
GPtrArray *rd_store_load_newest    (RdStore              *self,
                                    const char           *blog_id,
                                    const char           *topic_id,
                                    guint                 limit,
                                    GError              **error);
gboolean   rd_store_count_story    (RdStore              *self,
                                    const char           *topic_id,
                                    guint                *n_entries,
                                    GError              **error);
gboolean   rd_store_count_unseen   (RdStore              *self,
                                    guint                *n_entries,
                                    GError              **error);
RdKept    *rd_store_find           (RdStore              *self,
                                    const char           *entry_id,
                                    GError              **error);
GPtrArray *rd_store_list_moves     (RdStore              *self,
                                    GError              **error);
GPtrArray *rd_store_load_revisions (RdStore              *self,
                                    const char           *entry_id,
                                    GError              **error);
GPtrArray *rd_store_list_corrections (RdStore            *self,
                                    GError              **error);
GPtrArray *rd_store_search         (RdStore              *self,
                                    const RdStoreQuery   *query,
                                    GError              **error);
GDateTime *rd_store_get_backup_time (RdStore             *self);
gboolean   rd_store_back_up        (RdStore              *self,
                                    const char           *path,
                                    GError              **error);

/* What is made anew where it is missing */
gboolean   rd_store_put_cache      (RdStore              *self,
                                    const char           *name,
                                    GBytes               *content,
                                    GError              **error);
GBytes    *rd_store_get_cache      (RdStore              *self,
                                    const char           *name,
                                    gint64               *number,
                                    GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdCorrection, rd_correction_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdFollowed, rd_followed_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdHit, rd_hit_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdKept, rd_kept_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdMove, rd_move_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdStore, rd_store_close)

G_END_DECLS
