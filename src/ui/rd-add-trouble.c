/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to tell the reader where an address cannot be followed: besides the error's own words, what there is to do. */
#include "ui/rd-add-trouble.h"

#include "base/rd-error.h"

#include <glib/gi18n.h>

/**
 * rd_add_trouble_explain:
 * @error: why an address was not found or not followed
 *
 * Returns: (transfer none): what to say of it
 */
RdAddTrouble
rd_add_trouble_explain (const GError *error)
{
  if (g_error_matches (error, RD_ERROR, RD_ERROR_NOT_A_LIVE_BLOG))
    return (RdAddTrouble) { _("No Live Blog Is There"),
                            _("Rundown can read nothing there as a live blog. Open it in your browser, and take the "
                              "address of the live blog’s own page.") };
  if (g_error_matches (error, RD_ERROR, RD_ERROR_MALFORMED) || g_error_matches (error, RD_ERROR, RD_ERROR_TOO_LARGE))
    return (RdAddTrouble) { _("Could Not Be Read"),
                            _("What is there is broken, or too large. Try again later, or take another address of the "
                              "same live blog.") };
  if (g_error_matches (error, RD_ERROR, RD_ERROR_NETWORK))
    return (RdAddTrouble) { _("No Answer"), _("Check the address and your network, and look again.") };
  if (g_error_matches (error, RD_ERROR, RD_ERROR_REFUSED))
    return (RdAddTrouble) { _("The Server Refused"),
                            _("What the server says stands below. Check the address for a typing mistake, or look "
                              "again later.") };
  if (g_error_matches (error, RD_ERROR, RD_ERROR_ADDRESS))
    return (RdAddTrouble) { _("Not an Address to Follow"), _("Only pages and feeds of the web can be followed.") };
  if (g_error_matches (error, RD_ERROR, RD_ERROR_BUSY))
    return (RdAddTrouble) { _("Another Rundown Is Running"), _("It keeps what is followed. Close it, and try again.") };

  return (RdAddTrouble) { _("Could Not Be Followed"), _("Try again, or look into what is said below.") };
}
