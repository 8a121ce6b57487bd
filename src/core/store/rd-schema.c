/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the store, version by version. A step that a release has had is never changed; a change is a new step,
 * with a database of the version before it kept in tests/fixtures/store. */
#include "store/rd-schema.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>
#include <string.h>

/* Times are microseconds since 1970, UTC. Rows that say what happened are added, never changed: memberships, corrections,
 * and revisions, but for the marks of the last one, which are those that the post has now. 'number' is the order in which
 * things came to be known, and what other tables refer to. */
static const char *const steps[] = {
  "CREATE TABLE blog ("
  "  number INTEGER PRIMARY KEY,"
  "  id TEXT NOT NULL UNIQUE,"
  "  location TEXT NOT NULL," /* the address or file that it is read from */
  "  title TEXT NOT NULL," /* empty where it has none */
  "  url TEXT,"
  "  publisher TEXT,"
  "  language TEXT,"
  "  live INTEGER NOT NULL,"
  "  complete INTEGER NOT NULL,"
  "  marks_key_events INTEGER NOT NULL,"
  "  followed INTEGER NOT NULL," /* 0 once the reader has stopped */
  "  added INTEGER NOT NULL,"
  "  checked INTEGER," /* when it was asked last */
  "  due INTEGER,"     /* when it is asked next */
  "  problem TEXT"     /* why the last check failed */
  ") STRICT;"

  "CREATE TABLE entry ("
  "  number INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  id TEXT NOT NULL UNIQUE,"
  "  blog INTEGER NOT NULL REFERENCES blog ON DELETE CASCADE,"
  "  published INTEGER,"
  "  seen INTEGER NOT NULL,"        /* when it came to be known */
  "  deleted INTEGER NOT NULL,"
  "  opened INTEGER"                /* when the reader saw it */
  ") STRICT;"
  "CREATE INDEX entry_by_blog ON entry (blog, number);"
  "CREATE INDEX entry_by_time ON entry (published);"

  "CREATE TABLE revision ("
  "  entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,"
  "  number INTEGER NOT NULL,"
  "  seen INTEGER NOT NULL,"
  "  record BLOB NOT NULL,"
  "  PRIMARY KEY (entry, number)"
  ") STRICT, WITHOUT ROWID;"

  /* An entry's place is the last of its rows; no topic: it belongs to no story. */
  "CREATE TABLE membership ("
  "  number INTEGER PRIMARY KEY,"
  "  entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,"
  "  topic TEXT,"
  "  why TEXT NOT NULL," /* terms, apart by line feeds */
  "  reader INTEGER NOT NULL," /* whether the reader put it there */
  "  added INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX membership_by_entry ON membership (entry, number);"
  "CREATE INDEX membership_by_topic ON membership (topic);"

  "CREATE TABLE correction ("
  "  number INTEGER PRIMARY KEY,"
  "  kind TEXT NOT NULL," /* rename, merge, pin, mute */
  "  topic TEXT NOT NULL,"
  "  value TEXT,"
  "  added INTEGER NOT NULL,"
  "  undone INTEGER"
  ") STRICT;"
  "CREATE INDEX correction_by_topic ON correction (topic, number);"

  /* What is to be announced, until it was. */
  "CREATE TABLE outbox ("
  "  number INTEGER PRIMARY KEY,"
  "  entry INTEGER NOT NULL UNIQUE REFERENCES entry ON DELETE CASCADE,"
  "  added INTEGER NOT NULL,"
  "  told INTEGER"
  ") STRICT;"

  /* What can be made anew from the rest, at some cost. */
  "CREATE TABLE cache ("
  "  name TEXT PRIMARY KEY,"
  "  entry INTEGER NOT NULL," /* the last one that is in it */
  "  content BLOB NOT NULL"
  ") STRICT;"

  /* The words of each entry's last revision, found by rowid = entry.number; the text itself is in the revision. Which
   * entries have a word is in the index, and not where in them: it takes a quarter of the room, and as little more as to
   * have the first letters of words in it, too. */
  "CREATE VIRTUAL TABLE words USING fts5 ("
  "  title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2',"
  "  detail = none, prefix = '1 2 3'"
  ");",

  /* How a live blog is followed, beside what its publisher says of it. Intervals are seconds. */
  "CREATE TABLE following ("
  "  blog INTEGER PRIMARY KEY REFERENCES blog ON DELETE CASCADE,"
  "  format TEXT,"   /* what it was read as */
  "  series TEXT,"   /* a feed that names the live blogs of its series */
  "  attached INTEGER NOT NULL DEFAULT 0," /* whether it came by the series of another */
  "  closed INTEGER,"  /* since when it is over */
  "  cursor TEXT,"     /* up to where changes are known, in the format's words */
  "  etag TEXT,"       /* of the last whole answer */
  "  modified TEXT,"
  "  part_url TEXT,"   /* the address that told of changes last, and the marks of that answer */
  "  part_etag TEXT,"
  "  part_modified TEXT,"
  "  checked INTEGER," /* when it was asked last */
  "  whole INTEGER,"   /* when all of it was read last */
  "  news INTEGER,"    /* when a check found something new last */
  "  listed INTEGER,"  /* when its series was looked at last */
  "  due INTEGER,"     /* when it is asked next */
  "  wait INTEGER,"    /* until when its server does not want to be asked */
  "  interval INTEGER NOT NULL DEFAULT 0,"
  "  problem TEXT,"    /* why the last check failed */
  "  n_failures INTEGER NOT NULL DEFAULT 0," /* in a row */
  "  n_checks INTEGER NOT NULL DEFAULT 0,"
  "  n_unmodified INTEGER NOT NULL DEFAULT 0,"
  "  n_bytes INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "INSERT INTO following (blog, checked, due, problem) SELECT number, checked, due, problem FROM blog;"
  "ALTER TABLE blog DROP COLUMN checked;"
  "ALTER TABLE blog DROP COLUMN due;"
  "ALTER TABLE blog DROP COLUMN problem;",

  /* What the reader is told of a post: what it was when it came, and in which notice it stands. Until now nobody was
   * told of anything, which is no reason to begin with what is old. */
  "ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'key';" /* key, predicted, open (to be decided), post */
  "ALTER TABLE outbox ADD COLUMN keyword TEXT;"      /* what the reader wants to be told of and it mentions */
  "ALTER TABLE outbox ADD COLUMN corrected INTEGER;" /* when it was edited after it was told */
  "ALTER TABLE outbox ADD COLUMN notice TEXT;"       /* what it was put into last */
  "ALTER TABLE outbox ADD COLUMN held INTEGER NOT NULL DEFAULT 0;" /* whether it waits for the end of a quiet */
  "ALTER TABLE outbox ADD COLUMN settled INTEGER;"   /* since when there is nothing to tell of it any more */
  "UPDATE outbox SET told = coalesce (told, added), settled = coalesce (told, added);"
  "CREATE INDEX outbox_by_settled ON outbox (settled);"
  "CREATE INDEX entry_unseen ON entry (blog, deleted, opened) WHERE opened IS NULL;",
};

/* 'Rund', so that file(1) and a reader of another program's files can tell it. */
#define APPLICATION_ID 0x52756e64

static gboolean
read_number (RdDatabase  *database,
             const char  *sql,
             gint64      *number,
             GError     **error)
{
  g_autoptr (RdRows) rows = rd_database_query (database, sql, "");

  if (!rd_rows_next (rows, error))
    return FALSE;

  rd_rows_get (rows, "i", number);
  return TRUE;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, RD_ERROR, RD_ERROR_DAMAGED, _("damaged: the posts are not as Rundown keeps them"));
  return FALSE;
}

static char *
read_tables (RdDatabase  *database,
             GError     **error)
{
  g_autoptr (RdRows) rows = rd_database_query (database,
                                               "SELECT group_concat (sql, ';') FROM (SELECT sql FROM sqlite_schema"
                                               " WHERE name NOT LIKE 'sqlite_%' ORDER BY name)",
                                               "");
  char *tables = NULL;

  if (rd_rows_next (rows, error))
    rd_rows_get (rows, "t", &tables);

  return tables;
}

/* Returns: (transfer none) (nullable): the tables that a new database has */
static const char *
get_our_tables (GError **error)
{
  static char *tables;
  static GMutex lock;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autoptr (RdDatabase) model = NULL;

  if (tables != NULL)
    return tables;

  model = rd_database_open (":memory:", FALSE, error);
  if (model != NULL && rd_schema_migrate (model, error))
    tables = read_tables (model, error);

  return tables;
}

static gboolean
has_our_tables (RdDatabase  *database,
                GError     **error)
{
  const char *expected = get_our_tables (error);
  g_autofree char *tables = expected != NULL ? read_tables (database, error) : NULL;

  return tables != NULL && (strcmp (tables, expected) == 0 || refuse (error));
}

/**
 * rd_schema_check:
 * @database: a connection
 * @state: (out): what it holds
 * @error: %RD_ERROR_NEWER where a later release has changed it, %RD_ERROR_DAMAGED where it is none of ours, and those of
 *   rd_database_run()
 *
 * Returns: whether it is a database that this release can use or migrate
 */
gboolean
rd_schema_check (RdDatabase     *database,
                 RdSchemaState  *state,
                 GError        **error)
{
  gint64 version;
  gint64 application;
  gint64 n_tables;

  if (!read_number (database, "PRAGMA user_version", &version, error)
      || !read_number (database, "PRAGMA application_id", &application, error)
      || !read_number (database, "SELECT count (*) FROM sqlite_schema", &n_tables, error))
    return FALSE;

  *state = n_tables == 0 ? RD_SCHEMA_EMPTY : version < (gint64) G_N_ELEMENTS (steps) ? RD_SCHEMA_OLD : RD_SCHEMA_CURRENT;
  if (n_tables == 0 ? version != 0 : application != APPLICATION_ID || version < 1)
    return refuse (error);
  if (version > (gint64) G_N_ELEMENTS (steps))
    {
      g_set_error_literal (error, RD_ERROR, RD_ERROR_NEWER,
                           _("the posts were kept by a newer version of Rundown: install that version"));
      return FALSE;
    }

  return *state != RD_SCHEMA_CURRENT || has_our_tables (database, error);
}

/**
 * rd_schema_migrate:
 * @database: a connection that may write, and has passed rd_schema_check()
 * @error: any of those of rd_database_run()
 *
 * Brings the tables to this release's version, all the way or not at all.
 *
 * Returns: whether they are
 */
gboolean
rd_schema_migrate (RdDatabase  *database,
                   GError     **error)
{
  g_autoptr (GString) script = NULL;
  gint64 version;

  if (!read_number (database, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == (gint64) G_N_ELEMENTS (steps))
    return TRUE;

  script = g_string_new ("BEGIN IMMEDIATE;");
  for (gsize step = version; step < G_N_ELEMENTS (steps); step++)
    g_string_append (script, steps[step]);
  g_string_append_printf (script, "PRAGMA application_id = %d; PRAGMA user_version = %d; COMMIT;", APPLICATION_ID,
                          (int) G_N_ELEMENTS (steps));
  if (rd_database_run_script (database, script->str, error))
    return TRUE;

  rd_database_roll_back (database);
  return FALSE;
}
