/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks the formats one by one whether bytes are theirs. */
#include "formats/rd-format.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

/* Where a page is of several, the earlier one knows more about it. */
static const RdFormat *const FORMATS[] = {
  &rd_format_guardian_content_api, &rd_format_guardian_page_model, &rd_format_guardian_page,
  &rd_format_live_blog_posting,    &rd_format_plain_text,
};

/**
 * rd_formats_read:
 * @bytes: what a file, an address or a person gave
 * @url: (nullable): the address that it came from
 * @format: (out) (optional) (transfer none): return location for the format that it is of
 * @error: return location for an error
 *
 * Reads the live blogs in @bytes.
 *
 * Returns: (transfer full) (element-type RdBlog): one live blog or more; on error %NULL, of
 *   %RD_ERROR_NOT_A_LIVE_BLOG, %RD_ERROR_MALFORMED or %RD_ERROR_TOO_LARGE
 */
GPtrArray *
rd_formats_read (GBytes          *bytes,
                 const char      *url,
                 const RdFormat **format,
                 GError         **error)
{
  g_autoptr (RdSource) source = rd_source_new (bytes, url, error);
  g_autofree char *likeness = NULL;

  if (source == NULL)
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    {
      g_autoptr (GError) local_error = NULL;
      GPtrArray *blogs = FORMATS[i]->read (source, &local_error);

      if (blogs == NULL && local_error == NULL)
        continue;
      if (format != NULL)
        *format = FORMATS[i];
      if (blogs == NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return blogs;
    }

  likeness = rd_source_describe (source);
  g_set_error (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG,
               _ ("This is no live blog that Rundown can read: it looks like %s; give the live blog's own address or page"),
               likeness);
  return NULL;
}
