/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the best way to read the live blog at an address: looks at what is there, then at where that leads, the best first;
 * what can be read is taken. */
#include "service/rd-finder.h"

#include "base/rd-address.h"
#include "formats/rd-discover.h"
#include "service/rd-keys.h"

#include <glib/gi18n.h>

/* How many addresses are tried for one that was given. */
#define MOST_TRIES 8
/* How often a document may lead to another that is no live blog either: a page to a frame to what that asks for. */
#define MOST_STEPS 2

typedef struct
{
  RdFetcher *fetcher;  /* (owned) */
  char *url;           /* (owned): the address that was given, or what asks for all that is there */
  const RdFormat *format; /* (nullable): what is to be expected there */
  char *content_api;   /* (nullable) (owned) */
  RdChecked *own;      /* (nullable) (owned): what stands there itself */
  GPtrArray *leads;    /* (owned) (element-type RdLead): what is to be tried still, the best first */
  GHashTable *known;   /* (owned) (element-type utf8): where a lead need not lead to any more */
  RdLead *lead;        /* (nullable) (owned): what is being tried */
  guint n_tries;
  guint n_steps;
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_object_unref (search->fetcher);
  rd_keys_wipe (search->url);
  g_free (search->content_api);
  g_clear_pointer (&search->own, rd_checked_free);
  g_clear_pointer (&search->lead, rd_lead_free);
  g_ptr_array_unref (search->leads);
  g_hash_table_unref (search->known);
  g_free (search);
}

/**
 * rd_found_free:
 * @self: (transfer full): what was found
 */
void
rd_found_free (RdFound *self)
{
  g_free (self->location);
  rd_keys_wipe (self->url);
  rd_checked_free (self->checked);
  g_free (self);
}

static void
return_found (GTask      *task,
              const char *url,
              RdChecked  *checked)
{
  RdFound *found = g_new0 (RdFound, 1);
  const char *moved = checked->answer->moved;

  found->url = g_strdup (moved != NULL && !rd_address_has_secret (moved) ? moved : url);
  found->location = rd_address_mask (found->url);
  found->checked = checked;
  g_task_return_pointer (task, found, (GDestroyNotify) rd_found_free);
}

static void
return_nothing (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  GError *error = g_steal_pointer (&search->own->problem);

  if (search->n_tries > 1)
    g_prefix_error (&error,
                    /* Translators: what is wrong with the address itself follows. */
                    g_dngettext (NULL, "no live blog is there, nor at %'u address that it leads to: ",
                                 "no live blog is there, nor at %'u addresses that it leads to: ", search->n_tries - 1),
                    search->n_tries - 1);
  g_task_return_error (task, error);
}

static void look (GTask *task);

/* A document that is being looked through for where it leads, on a thread: it may be large. */
typedef struct
{
  GBytes *bytes;       /* (owned) */
  char *url;           /* (owned): where it came from, as it may be shown */
  char *content_api;   /* (nullable) (owned) */
  RdLead *lead;        /* (nullable) (owned): what led there */
} Document;

static void
free_document (gpointer data)
{
  Document *document = data;

  g_bytes_unref (document->bytes);
  g_free (document->url);
  g_free (document->content_api);
  g_clear_pointer (&document->lead, rd_lead_free);
  g_free (document);
}

static void
discover_in_thread (GTask        *discovery,
                    gpointer      source_object,
                    gpointer      task_data,
                    GCancellable *cancellable)
{
  const Document *document = task_data;
  const RdLead *lead = document->lead;
  const RdOrigin origin = {
    .url = document->url,
    .page = lead != NULL ? lead->page : NULL,
    .title = lead != NULL ? lead->title : NULL,
    .publisher = lead != NULL ? lead->publisher : NULL,
  };

  g_task_return_pointer (discovery, rd_discover (document->bytes, &origin, document->content_api),
                         (GDestroyNotify) g_ptr_array_unref);
}

/* Adds where a document leads to what is tried. */
static void
discovered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GPtrArray) leads = g_task_propagate_pointer (G_TASK (result), NULL);

  while (leads != NULL && leads->len > 0)
    {
      g_autoptr (RdLead) lead = g_ptr_array_steal_index (leads, 0);

      if (g_hash_table_add (search->known, g_strdup (lead->url)))
        g_ptr_array_add (search->leads, g_steal_pointer (&lead));
    }
  g_ptr_array_sort (search->leads, rd_lead_compare);
  look (task);
}

/* Finds out where a document leads, and goes on from there. @lead: (transfer full) (nullable) */
static void
discover (GTask     *task,
          RdChecked *checked,
          RdLead    *lead)
{
  Search *search = g_task_get_task_data (task);
  g_autoptr (RdLead) origin = lead;
  g_autoptr (GTask) discovery = NULL;
  Document *document;

  if (checked->bytes == NULL || search->n_steps++ > MOST_STEPS)
    {
      look (task);
      return;
    }

  document = g_new0 (Document, 1);
  document->bytes = g_bytes_ref (checked->bytes);
  document->url = rd_address_mask (checked->answer->url);
  document->content_api = g_strdup (search->content_api);
  document->lead = g_steal_pointer (&origin);
  g_hash_table_add (search->known, g_strdup (document->url));

  discovery = g_task_new (NULL, NULL, discovered_cb, g_object_ref (task));
  g_task_set_source_tag (discovery, discover);
  g_task_set_task_data (discovery, document, free_document);
  g_task_run_in_thread (discovery, discover_in_thread);
}

static void
looked_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (RdChecked) checked = rd_check_finish (result);
  g_autoptr (RdLead) lead = g_steal_pointer (&search->lead);

  if (g_task_return_error_if_cancelled (task))
    return;

  if (lead == NULL)
    {
      search->own = g_steal_pointer (&checked);
      discover (task, search->own, NULL);
    }
  else if (checked->blogs != NULL)
    {
      return_found (task, lead->url, g_steal_pointer (&checked));
    }
  else if (lead->format == NULL)
    {
      discover (task, checked, g_steal_pointer (&lead));
    }
  else
    {
      look (task);
    }
}

/* What stands at the address itself goes before what it leads to of a lesser format. */
static gboolean
is_own_better (Search *search)
{
  const RdLead *lead = search->leads->len > 0 ? search->leads->pdata[0] : NULL;

  return search->own->blogs != NULL
         && (lead == NULL || lead->format == NULL || search->n_tries > MOST_TRIES
             || rd_format_get_rank (search->own->format) <= rd_format_get_rank (lead->format));
}

static void
look (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  RdCheckRequest request = { .url = search->url, .format = search->format };

  if (search->own != NULL && is_own_better (search))
    {
      return_found (task, search->url, g_steal_pointer (&search->own));
      return;
    }
  if (search->own != NULL && (search->leads->len == 0 || search->n_tries > MOST_TRIES))
    {
      return_nothing (task);
      return;
    }

  search->n_tries++;
  if (search->own != NULL)
    {
      search->lead = g_ptr_array_steal_index (search->leads, 0);
      request = (RdCheckRequest) {
        .url = search->lead->url,
        .format = search->lead->format,
        .page = search->lead->page,
        .title = search->lead->title,
        .publisher = search->lead->publisher,
      };
    }
  rd_check_async (search->fetcher, &request, g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

/**
 * rd_finder_find_async:
 * @fetcher: what fetches
 * @url: an http or https address
 * @content_api: (nullable): where the Guardian Content API is; %NULL for its usual place
 * @cancellable: (nullable): ends it early
 * @callback: called on the thread-default main context of the caller
 * @user_data: for @callback
 *
 * Finds the live blog at an address, in the form that tells most of it: what is there, or where that leads.
 */
void
rd_finder_find_async (RdFetcher           *fetcher,
                      const char          *url,
                      const char          *content_api,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  g_task_set_source_tag (task, rd_finder_find_async);
  search->fetcher = g_object_ref (fetcher);
  search->url = rd_discover_complete (url, content_api, &search->format);
  search->content_api = g_strdup (content_api);
  search->leads = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_lead_free);
  search->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_task_set_task_data (task, search, free_search);
  look (task);
}

/**
 * rd_finder_find_finish:
 * @result: what the callback was given
 * @error: any code of %RD_ERROR but %RD_ERROR_USAGE, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what was found, or %NULL
 */
RdFound *
rd_finder_find_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
