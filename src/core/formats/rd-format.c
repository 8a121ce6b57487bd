/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the formats one by one whether bytes are theirs. */
#include "formats/rd-format.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

/* A search of the Content API answers with 200 live blogs at most. */
#define MOST_BLOGS 1000u

/* Where a page is of several, the earlier one knows more about it. */
static const RdFormat *const FORMATS[] = {
  &rd_format_guardian_content_api, &rd_format_guardian_page_model, &rd_format_guardian_page,
  &rd_format_live_blog_posting,    &rd_format_wordpress,           &rd_format_sourcefabric,
  &rd_format_feed,                 &rd_format_plain_text,
};

/**
 * rd_format_find:
 * @id: (nullable): a format's name in the program
 *
 * Returns: (transfer none) (nullable): that format
 */
const RdFormat *
rd_format_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (g_strcmp0 (FORMATS[i]->id, id) == 0)
      return FORMATS[i];

  return NULL;
}

/**
 * rd_format_get_rank:
 * @format: a format
 *
 * Returns: its place among the formats: the lower, the more it tells of a live blog that is there in several
 */
guint
rd_format_get_rank (const RdFormat *format)
{
  guint i = 0;

  while (FORMATS[i] != format)
    i++;

  return i;
}

/**
 * rd_formats_read:
 * @bytes: what a file, an address or a person gave
 * @origin: (nullable): what is known of it
 * @format: (out) (optional) (transfer none): return location for the format that it is of
 * @error: return location for an error
 *
 * Reads the live blogs in @bytes.
 *
 * Returns: (transfer full) (element-type RdBlog): one live blog or more; on error %NULL, of
 *   %RD_ERROR_NOT_A_LIVE_BLOG, %RD_ERROR_MALFORMED, %RD_ERROR_TOO_LARGE or %RD_ERROR_REFUSED, with a message that
 *   begins in lower case, for the place where @bytes came from to stand before it
 */
GPtrArray *
rd_formats_read (GBytes          *bytes,
                 const RdOrigin  *origin,
                 const RdFormat **format,
                 GError         **error)
{
  g_autoptr (RdSource) source = rd_source_new (bytes, origin, error);
  g_autofree char *likeness = NULL;

  if (source == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (GPtrArray) blogs = FORMATS[i]->read (source, &local_error);

      if (blogs == NULL && local_error == NULL)
        continue;
      if (format != NULL)
        *format = FORMATS[i];
      if (blogs != NULL && blogs->len <= MOST_BLOGS)
        return g_steal_pointer (&blogs);
      if (blogs != NULL)
        g_set_error (&local_error, RD_ERROR, RD_ERROR_TOO_LARGE,
                     g_dngettext (NULL, "this holds more than %'u live blog: give a part of it",
                                  "this holds more than %'u live blogs: give a part of it", MOST_BLOGS),
                     MOST_BLOGS);
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }

  likeness = rd_source_describe (source);
  g_set_error (
      error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
      /* Translators: as ‘a PDF document’. */
      _ ("this is no live blog that Rundown can read: it looks like %s; give the live blog's own address or page"),
      likeness);
  return NULL;
}
