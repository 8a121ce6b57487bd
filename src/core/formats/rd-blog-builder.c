/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all formats have in common: who an entry is, which one it repeats and where it stands. */
#include "formats/rd-blog-builder.h"

#include "base/rd-address.h"
#include "base/rd-error.h"
#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "base/rd-time.h"
#include "formats/rd-references.h"
#include "text/rd-markup.h"

#include <glib/gi18n.h>
#include <string.h>

#define ID_DIGITS 16

/* How much of a text says which text it is, where the publisher gives no id. */
#define FIRST_WORDS_BYTES 160

/* An entry among the others. */
typedef struct
{
  RdEntry *entry; /* (owned) */
  guint place;    /* in the order of the page */
  gint64 time;    /* its own or, where that is unknown, its neighbour's, in µs since 1970 */
} Stand;

struct _RdBlogBuilder
{
  RdBlog *blog;
  RdBlogOrder order;
  gboolean is_part;    /* whether it may have no entries */
  GArray *stands;      /* (element-type Stand) */
  GHashTable *indices; /* (element-type utf8 guint): what an entry is told by, and 1 + its index in @stands */
  guint n_taken;
};

static void
clear_stand (gpointer data)
{
  rd_entry_unref (((Stand *) data)->entry);
}

/**
 * rd_blog_builder_new:
 * @order: the order in which entries will be added
 *
 * Returns: (transfer full): a builder of a live blog without entries
 */
RdBlogBuilder *
rd_blog_builder_new (RdBlogOrder order)
{
  RdBlogBuilder *self = g_new0 (RdBlogBuilder, 1);

  self->blog = rd_blog_new ();
  self->order = order;
  self->stands = g_array_new (FALSE, FALSE, sizeof (Stand));
  g_array_set_clear_func (self->stands, clear_stand);
  self->indices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return self;
}

/**
 * rd_blog_builder_new_for:
 * @source: what holds the live blog
 * @order: the order in which entries will be added
 *
 * Returns: (transfer full): a builder of a live blog without entries, of which is known what is known of @source
 */
RdBlogBuilder *
rd_blog_builder_new_for (RdSource    *source,
                         RdBlogOrder  order)
{
  RdBlogBuilder *self = rd_blog_builder_new (order);

  self->is_part = source->is_part;
  self->blog->url = g_strdup (source->page_url != NULL ? source->page_url : source->url);
  self->blog->title = g_strdup (source->title);
  self->blog->publisher = g_strdup (source->publisher);

  return self;
}

/**
 * rd_blog_builder_free:
 * @self: (transfer full): a builder
 */
void
rd_blog_builder_free (RdBlogBuilder *self)
{
  rd_blog_unref (self->blog);
  g_array_unref (self->stands);
  g_hash_table_unref (self->indices);
  g_free (self);
}

/**
 * rd_blog_builder_get_blog:
 * @self: a builder
 *
 * Returns: (transfer none): the live blog, for the format to fill in what the publisher says of it, as it stands there
 */
RdBlog *
rd_blog_builder_get_blog (RdBlogBuilder *self)
{
  return self->blog;
}

static void
replace (char **value,
         char  *other)
{
  g_free (*value);
  *value = other;
}

/* What an entry says or, where it has no words of its own, what it shows and how that is called. */
static char *
read_words (RdEntry *entry)
{
  GPtrArray *blocks = rd_body_get_blocks (entry->body);
  GString *words = g_string_new (rd_body_get_text (entry->body));
  const gboolean wordless = words->len == 0;

  for (guint i = 0; wordless && i < blocks->len; i++)
    {
      const RdBlock *block = blocks->pdata[i];

      g_string_append_printf (words, "%s ", block->url != NULL ? block->url : "");
      for (guint j = 0; j < block->runs->len; j++)
        g_string_append (words, ((RdRun *) block->runs->pdata[j])->text);
    }

  return g_string_free (words, FALSE);
}

static char *
tell_entry (RdEntry *entry)
{
  g_autofree char *words = entry->source_id == NULL ? read_words (entry) : NULL;

  return entry->source_id != NULL ? g_strconcat ("id ", entry->source_id, NULL)
                                  : rd_string_hash (32, entry->title != NULL ? entry->title : "", words, NULL);
}

/* Pages that are open to some people alone repeat the secrets of the address that they were asked for by. */
static char *
mask_url (const char *url)
{
  g_autofree char *safe = rd_string_safe_url (url, NULL);

  return rd_address_mask (safe);
}

static void
tidy_entry (RdEntry *entry)
{
  if (entry->source_id != NULL)
    replace (&entry->source_id, rd_reference_read_id (entry->source_id));
  /* With a mask it might no longer tell posts apart. */
  if (entry->source_id != NULL && strstr (entry->source_id, "://") != NULL && rd_address_has_secret (entry->source_id))
    replace (&entry->source_id, rd_string_hash (32, entry->source_id, NULL));
  replace (&entry->title, rd_markup_read_line (entry->title));
  replace (&entry->author, rd_markup_read_line (entry->author));
  replace (&entry->url, mask_url (entry->url));
  if (entry->published != NULL && entry->updated != NULL && g_date_time_compare (entry->updated, entry->published) <= 0)
    g_clear_pointer (&entry->updated, g_date_time_unref);
}

/* A post comes twice where it is pinned on top, or listed as a key event below. The one that knows its time stays or,
 * of two such, the one in its place; and what is said of either holds. */
static void
fold (RdBlogBuilder *self,
      Stand         *stand,
      RdEntry       *repeat)
{
  RdEntry *earlier = stand->entry;
  const gboolean alike = (earlier->published != NULL) == (repeat->published != NULL);

  if (alike ? earlier->pinned : repeat->published != NULL)
    {
      stand->entry = repeat;
      stand->place = self->n_taken - 1;
      repeat = earlier;
    }
  stand->entry->pinned |= repeat->pinned;
  stand->entry->key_event |= repeat->key_event;
  stand->entry->summary |= repeat->summary;
  rd_entry_unref (repeat);
}

/**
 * rd_blog_builder_take_entry:
 * @self: a builder
 * @entry: (transfer full): an entry with what the publisher says of it, as it stands there; an id is not needed
 * @error: return location for an error
 *
 * Adds an entry, or folds it into the one that it repeats. One that says nothing and has no id is left out.
 *
 * Returns: whether there was room for it; otherwise @error is of %RD_ERROR_TOO_LARGE
 */
gboolean
rd_blog_builder_take_entry (RdBlogBuilder  *self,
                            RdEntry        *entry,
                            GError        **error)
{
  g_autofree char *key = NULL;
  Stand stand = { entry, self->n_taken++, 0 };
  guint index;

  tidy_entry (entry);
  key = tell_entry (entry);
  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->indices, key));

  if (index > 0)
    {
      fold (self, &g_array_index (self->stands, Stand, index - 1), entry);
      return TRUE;
    }

  if (entry->source_id == NULL && entry->title == NULL && rd_body_get_blocks (entry->body)->len == 0)
    {
      rd_entry_unref (entry);
      return TRUE;
    }

  g_array_append_val (self->stands, stand);
  g_hash_table_insert (self->indices, g_steal_pointer (&key), GUINT_TO_POINTER (self->stands->len));
  if (self->stands->len <= RD_LIMIT_ENTRIES)
    return TRUE;

  g_set_error (error, RD_ERROR, RD_ERROR_TOO_LARGE,
               g_dngettext (NULL, "this live blog has more than %'u post: give a part of it",
                            "this live blog has more than %'u posts: give a part of it", RD_LIMIT_ENTRIES),
               RD_LIMIT_ENTRIES);
  return FALSE;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const Stand *one = a;
  const Stand *other = b;

  return one->place < other->place ? -1 : one->place > other->place;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const Stand *one = a;
  const Stand *other = b;

  return one->time < other->time ? -1 : one->time > other->time ? 1 : compare_places (a, b);
}

/* Whether what is not pinned stands in the order of time, from one end of the page or the other. */
static gboolean
are_in_time_order (RdBlogBuilder *self)
{
  GDateTime *last = NULL;
  gboolean rises = FALSE;
  gboolean falls = FALSE;

  for (guint i = 0; i < self->stands->len; i++)
    {
      const RdEntry *entry = g_array_index (self->stands, Stand, i).entry;

      if (entry->published == NULL || entry->pinned)
        continue;
      rises |= rd_time_compare (last, entry->published) < 0;
      falls |= rd_time_compare (last, entry->published) > 0;
      last = entry->published;
    }

  return !rises || !falls;
}

/* Sorts the entries oldest first. One whose time is unknown stays behind its neighbour in the page's order. */
static void
sort_stands (RdBlogBuilder *self)
{
  gint64 time = G_MININT64;

  if (self->order == RD_BLOG_NEWEST_FIRST)
    for (guint i = 0; i < self->stands->len; i++)
      g_array_index (self->stands, Stand, i).place = G_MAXUINT - g_array_index (self->stands, Stand, i).place;
  g_array_sort (self->stands, compare_places);
  /* A list in another order, such as that of edits, has gaps in time. */
  self->blog->contiguous &= are_in_time_order (self);

  for (guint i = 0; i < self->stands->len; i++)
    {
      Stand *stand = &g_array_index (self->stands, Stand, i);

      if (stand->entry->published != NULL)
        time = g_date_time_to_unix_usec (stand->entry->published);
      stand->time = time;
    }

  /* Those before the first known time share it. */
  for (guint i = self->stands->len; i > 0; i--)
    {
      Stand *stand = &g_array_index (self->stands, Stand, i - 1);

      if (stand->time != G_MININT64)
        time = stand->time;
      stand->time = time;
    }
  g_array_sort (self->stands, compare_times);
}

static void
name_entries (RdBlogBuilder *self)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->stands->len; i++)
    {
      RdEntry *entry = g_array_index (self->stands, Stand, i).entry;

      entry->blog_id = g_strdup (self->blog->id);
      if (entry->source_id != NULL)
        entry->id = rd_string_hash (ID_DIGITS, self->blog->id, entry->source_id, NULL);
      else
        {
          g_autofree char *time
              = entry->published != NULL ? g_date_time_format_iso8601 (entry->published) : g_strdup ("");
          g_autofree char *words = read_words (entry);
          g_autofree char *first = rd_string_cut (words, FIRST_WORDS_BYTES);

          entry->id
              = rd_string_hash (ID_DIGITS, self->blog->id, time, entry->title != NULL ? entry->title : "", first, NULL);
          /* Two posts that begin alike at one time are told apart by the whole of their words. */
          if (g_hash_table_contains (names, entry->id))
            replace (&entry->id, rd_string_hash (ID_DIGITS, entry->id, words, NULL));
        }
      g_hash_table_add (names, entry->id);
    }
}

static void
tidy_blog (RdBlog *blog)
{
  char *bar;

  /* The titles of pages name the section and the site behind the blog's own. */
  replace (&blog->title, rd_markup_read_line (blog->title));
  bar = blog->title != NULL ? strstr (blog->title, " | ") : NULL;
  if (bar != NULL && bar != blog->title)
    *bar = '\0';
  replace (&blog->publisher, rd_markup_read_line (blog->publisher));
  /* Without its secrets, since it is that form that a page is known by later. */
  replace (&blog->url, mask_url (blog->url));
  if (blog->url != NULL && strchr (blog->url, '#') != NULL)
    *strchr (blog->url, '#') = '\0';
  if (blog->url != NULL || blog->title != NULL)
    blog->id = rd_string_hash (ID_DIGITS, blog->url != NULL ? blog->url : blog->title, NULL);
}

/* A live blog that has neither address nor title is known by its first post. */
static char *
name_by_first_entry (RdBlogBuilder *self)
{
  RdEntry *first = g_array_index (self->stands, Stand, 0).entry;
  g_autofree char *words = read_words (first);

  return rd_string_hash (ID_DIGITS, "first", first->source_id != NULL ? first->source_id : words, NULL);
}

/**
 * rd_blog_builder_end:
 * @self: a builder, which can only be freed from then on
 * @error: return location for an error
 *
 * Gives the blog and its entries their ids, puts the entries in order and finds what they refer to: the entries that
 * they link to, and those of the time that they name. A part of a live blog may have no entries.
 *
 * Returns: (transfer full): the live blog; on error %NULL, of %RD_ERROR_NOT_A_LIVE_BLOG where it has no entries
 */
RdBlog *
rd_blog_builder_end (RdBlogBuilder  *self,
                     GError        **error)
{
  tidy_blog (self->blog);
  if (self->stands->len == 0 && !self->is_part)
    {
      g_set_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
                   _ ("the live blog “%s” holds no posts: wait for the first, or give its whole page"),
                   rd_blog_get_title (self->blog));
      return NULL;
    }

  sort_stands (self);
  if (self->blog->id == NULL && self->stands->len > 0)
    self->blog->id = name_by_first_entry (self);
  name_entries (self);
  for (guint i = 0; i < self->stands->len; i++)
    g_ptr_array_add (self->blog->entries, rd_entry_ref (g_array_index (self->stands, Stand, i).entry));
  rd_references_follow (self->blog);

  return rd_blog_ref (self->blog);
}

/**
 * rd_blog_builder_end_alone:
 * @self: a builder, which can only be freed from then on
 * @error: return location for an error
 *
 * Ends as [method@BlogBuilder.end] does, for a format with one live blog in a document.
 *
 * Returns: (transfer full) (element-type RdBlog): the live blog alone; on error %NULL
 */
GPtrArray *
rd_blog_builder_end_alone (RdBlogBuilder  *self,
                           GError        **error)
{
  RdBlog *blog = rd_blog_builder_end (self, error);
  GPtrArray *blogs;

  if (blog == NULL)
    return NULL;

  blogs = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_blog_unref);
  g_ptr_array_add (blogs, blog);
  return blogs;
}
