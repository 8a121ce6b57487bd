/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The publishers whose API takes a key of the reader's own. */
#include "service/rd-publishers.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>
#include <string.h>

const RdPublisher rd_publishers[] = {
  {
      .name = "guardian",
      .what = N_("The Guardian’s Content API"),
      .title = N_("The Guardian"),
      .use = N_("With a key of your own, its live blogs are read from the Content API instead of their web pages"),
  },
};

const gsize rd_n_publishers = G_N_ELEMENTS (rd_publishers);

/**
 * rd_publisher_check_key:
 * @key: what someone gave as a key
 * @error: %RD_ERROR_FILE
 *
 * Returns: whether it can be a key
 */
gboolean
rd_publisher_check_key (const char  *key,
                        GError     **error)
{
  const gsize length = strlen (key);
  gboolean is_word = length > 0 && length <= RD_PUBLISHER_KEY_BYTES;

  for (gsize i = 0; is_word && i < length; i++)
    is_word = g_ascii_isgraph (key[i]);
  if (!is_word)
    g_set_error (error, RD_ERROR, RD_ERROR_FILE,
                 g_dngettext (NULL, "this is no key: it has to be one word of at most %u letter, digit or sign: copy it again",
                              "this is no key: it has to be one word of at most %u letters, digits and signs: copy it again",
                              RD_PUBLISHER_KEY_BYTES),
                 RD_PUBLISHER_KEY_BYTES);

  return is_word;
}
