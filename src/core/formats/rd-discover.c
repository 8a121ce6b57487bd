/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks in a document for the addresses at which its live blog stands in other forms: the endpoints that its scripts ask,
 * the frames that it is made of, the feeds that it links. */
#include "formats/rd-discover.h"

#include "base/rd-limits.h"
#include "base/rd-string.h"
#include "formats/rd-json.h"
#include "text/rd-html.h"

#include <string.h>

/* More than any page has for a reason. */
#define MOST_LEADS 16

#define CONTENT_API "https://content.guardianapis.com"

/* The settings of a live blog are a few kB. */
#define MOST_SETTINGS_BYTES (256 * 1024)
/* Of so many objects of a name, the settings are one. */
#define MOST_OBJECTS 8

typedef struct
{
  RdSource *source;
  const char *content_api;
  char *page;        /* (nullable) (owned): the address of the page, as the page has it */
  char *title;       /* (nullable) (owned) */
  char *publisher;   /* (nullable) (owned) */
  GPtrArray *leads;  /* (owned) (element-type RdLead) */
} Search;

/**
 * rd_lead_free:
 * @self: (transfer full): a lead
 */
void
rd_lead_free (RdLead *self)
{
  g_free (self->url);
  g_free (self->page);
  g_free (self->title);
  g_free (self->publisher);
  g_free (self);
}

/* Returns: (transfer full) (nullable): an address of the web */
static char *
find_url (Search     *search,
          const char *reference)
{
  g_autofree char *url = rd_string_safe_url (reference, search->source->url);

  return url != NULL && g_str_has_prefix (url, "http") ? g_steal_pointer (&url) : NULL;
}

static void
add_lead (Search         *search,
          const RdFormat *format,
          const char     *reference)
{
  g_autofree char *url = find_url (search, reference);
  RdLead *lead;

  if (url == NULL || search->leads->len >= MOST_LEADS)
    return;
  for (guint i = 0; i < search->leads->len; i++)
    if (g_str_equal (((RdLead *) search->leads->pdata[i])->url, url))
      return;

  lead = g_new0 (RdLead, 1);
  lead->format = format;
  lead->url = g_steal_pointer (&url);
  lead->page = g_strdup (search->page);
  lead->title = g_strdup (search->title);
  lead->publisher = g_strdup (search->publisher);
  g_ptr_array_add (search->leads, lead);
}

/* Returns: (nullable): the path of an address, without what follows it */
static char *
read_path (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;

  return uri != NULL && g_uri_get_path (uri)[0] == '/' ? g_strdup (g_uri_get_path (uri)) : NULL;
}

/* The Guardian has each of its pages in two more forms.
 * (https://open-platform.theguardian.com/documentation/item; the second is what its pages are made from) */
static void
add_guardian_leads (Search     *search,
                    const char *page)
{
  g_autofree char *path = read_path (page);
  g_autofree char *bare = page != NULL ? g_strndup (page, strcspn (page, "?#")) : NULL;
  g_autofree char *api = NULL;
  g_autofree char *model = NULL;

  if (path == NULL)
    return;

  api = g_strconcat (search->content_api, path, "?show-blocks=all&show-fields=all&show-tags=all", NULL);
  add_lead (search, &rd_format_guardian_content_api, api);
  model = g_strconcat (bare, ".json?dcr=true", NULL);
  add_lead (search, &rd_format_guardian_page_model, model);
}

/* Returns: how long the JSON object at the beginning of a script is; 0 where it has no end */
static gsize
measure_object (const char *script)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize length = 0; script[length] != '\0' && length < MOST_SETTINGS_BYTES; length++)
    {
      const char c = script[length];

      if (in_string && c == '\\' && script[length + 1] != '\0')
        length++;
      else if (c == '"')
        in_string = !in_string;
      else if (!in_string && c == '{')
        depth++;
      else if (!in_string && c == '}' && --depth == 0)
        return length + 1;
    }

  return 0;
}

/* Finds the object with this member that a script gives a variable of this name: `name = {…}` or `name: {…}`.
 * Returns: (transfer full) (nullable) */
static JsonNode *
read_settings (const char *script,
               const char *name,
               const char *member)
{
  guint n_tries = 0;

  for (const char *p = strstr (script, name); p != NULL && n_tries < MOST_OBJECTS; p = strstr (p + 1, name))
    {
      const char *start = p + strlen (name);
      g_autofree char *object = NULL;
      g_autoptr (JsonNode) json = NULL;

      start += strspn (start, " \t\r\n\"'");
      if (*start != '=' && *start != ':')
        continue;
      start += 1 + strspn (start + 1, " \t\r\n");
      if (*start != '{')
        continue;

      n_tries++;
      object = g_strndup (start, measure_object (start));
      json = rd_json_parse (object, NULL);
      if (rd_json_get_string (rd_json_as_object (json), member) != NULL)
        return g_steal_pointer (&json);
    }

  return NULL;
}

/* WordPress Liveblog tells its scripts where its endpoints are. */
static void
search_wordpress (Search     *search,
                  const char *script)
{
  g_autoptr (JsonNode) settings = read_settings (script, "liveblog_settings", "endpoint_url");
  const char *endpoint = rd_json_get_string (rd_json_as_object (settings), "endpoint_url");
  g_autofree char *url = NULL;

  if (endpoint == NULL || endpoint[0] == '\0')
    return;

  url = g_strconcat (endpoint, g_str_has_suffix (endpoint, "/") ? "" : "/", "get-entries/1/latest", NULL);
  add_lead (search, &rd_format_wordpress, url);
}

static gboolean
is_sourcefabric_id (const char *id)
{
  return id != NULL && strlen (id) >= 24 && strspn (id, "0123456789abcdef") >= 24 && !g_ascii_isalnum (id[24]);
}

/* A Sourcefabric live blog tells its scripts which one it is, and where the API is. */
static void
search_sourcefabric (Search     *search,
                     const char *script)
{
  g_autoptr (JsonNode) settings = read_settings (script, "LB", "api_host");
  JsonObject *blog = rd_json_get_object (rd_json_as_object (settings), "blog");
  const char *host = rd_json_get_string (rd_json_as_object (settings), "api_host");
  const char *id = rd_json_get_string (blog, "_id");
  const char *title = rd_json_get_string (blog, "title");
  g_autofree char *url = NULL;

  if (host == NULL || !is_sourcefabric_id (id))
    return;

  if (title != NULL)
    {
      g_free (search->title);
      search->title = g_strdup (title);
    }
  url = g_strdup_printf ("%s%sapi/client_blogs/%.24s/posts", host, g_str_has_suffix (host, "/") ? "" : "/", id);
  add_lead (search, &rd_format_sourcefabric, url);
}

/* It may stand in a frame, or be put there by a script, whose address names it. */
static void
search_frame (Search     *search,
              const char *reference)
{
  const char *place = reference != NULL ? strstr (reference, "/blogs/") : NULL;
  g_autofree char *frame = NULL;

  if (place == NULL || !is_sourcefabric_id (place + strlen ("/blogs/")))
    return;

  frame = g_strndup (reference, (gsize) (place - reference) + strlen ("/blogs/") + 24);
  if (g_str_has_suffix (reference, ".js"))
    {
      g_autofree char *index = g_strconcat (frame, "/index.html", NULL);

      add_lead (search, NULL, index);
    }
  else
    {
      add_lead (search, NULL, reference);
    }
}

static void
search_script (Search  *search,
               xmlNode *node)
{
  g_autofree char *script = rd_html_get_text (node);

  search_wordpress (search, script);
  search_sourcefabric (search, script);
}

static void
search_page (Search *search)
{
  xmlNode *root = (xmlNode *) search->source->page;
  const char *url = rd_html_get_meta (root, "og:url");
  xmlNode *title = rd_html_find (root, "title");

  /* What is known already is of the page around this one. */
  search->page = search->source->page_url != NULL ? g_strdup (search->source->page_url)
                                                  : find_url (search, url);
  if (search->page == NULL)
    search->page = g_strdup (search->source->url);
  search->title = g_strdup (search->source->title != NULL ? search->source->title : rd_html_get_meta (root, "og:title"));
  if (search->title == NULL && title != NULL)
    search->title = rd_html_get_text (title);
  search->publisher = g_strdup (search->source->publisher != NULL ? search->source->publisher
                                                                  : rd_html_get_meta (root, "og:site_name"));

  for (xmlNode *node = root; node != NULL; node = rd_html_next (node, root))
    {
      if (rd_html_is (node, "gu-island"))
        add_guardian_leads (search, search->page);
      else if (rd_html_is (node, "script"))
        search_script (search, node);
      else if (rd_html_get_feed (node) != NULL)
        add_lead (search, &rd_format_feed, rd_html_get_feed (node));
      if (rd_html_is (node, "script") || rd_html_is (node, "iframe"))
        search_frame (search, rd_html_get_attribute (node, "src"));
    }
}

static void
search_json (Search *search)
{
  JsonObject *root = rd_json_as_object (search->source->json);
  const char *url = search->source->url;
  g_autofree char *better = NULL;

  if (url == NULL)
    return;

  if (rd_json_get_string (root, "pageId") != NULL && rd_json_get_array (root, "blocks") != NULL)
    {
      add_guardian_leads (search, rd_json_get_string (root, "webURL"));
    }
  else if (is_sourcefabric_id (rd_json_get_string (root, "_id")) && rd_json_get_string (root, "blog_status") != NULL)
    {
      g_autofree char *bare = g_strndup (url, strcspn (url, "?#"));

      search->title = g_strdup (rd_json_get_string (root, "title"));
      better = g_strconcat (bare, g_str_has_suffix (bare, "/") ? "" : "/", "posts", NULL);
      add_lead (search, &rd_format_sourcefabric, better);
    }
}

/**
 * rd_lead_compare:
 * @a: (type RdLead): a pointer to a lead
 * @b: (type RdLead): a pointer to another
 *
 * Returns: the order in which to try them, as a #GCompareFunc has it: that of the better format first
 */
int
rd_lead_compare (gconstpointer a,
                 gconstpointer b)
{
  const RdLead *one = *(RdLead *const *) a;
  const RdLead *other = *(RdLead *const *) b;
  const guint rank = one->format != NULL ? rd_format_get_rank (one->format) : rd_format_get_rank (&rd_format_sourcefabric);
  const guint other_rank
      = other->format != NULL ? rd_format_get_rank (other->format) : rd_format_get_rank (&rd_format_sourcefabric);

  return rank < other_rank ? -1 : rank > other_rank;
}

/**
 * rd_discover:
 * @bytes: what an address gave
 * @origin: what is known of it
 * @content_api: (nullable): where the Guardian Content API is; %NULL for its usual place
 *
 * Finds the addresses at which the live blog in a document may stand in another form.
 *
 * Returns: (transfer full) (element-type RdLead): the leads, that of the best format first
 */
GPtrArray *
rd_discover (GBytes          *bytes,
             const RdOrigin  *origin,
             const char      *content_api)
{
  g_autoptr (RdSource) source = rd_source_new (bytes, origin, NULL);
  Search search = {
    .source = source,
    .content_api = content_api != NULL ? content_api : CONTENT_API,
    .leads = g_ptr_array_new_with_free_func ((GDestroyNotify) rd_lead_free),
  };

  if (source != NULL && source->page != NULL)
    search_page (&search);
  else if (source != NULL && source->json != NULL)
    search_json (&search);
  g_ptr_array_sort (search.leads, rd_lead_compare);

  g_free (search.page);
  g_free (search.title);
  g_free (search.publisher);
  return search.leads;
}

/**
 * rd_discover_complete:
 * @url: an address
 * @content_api: (nullable): where the Guardian Content API is; %NULL for its usual place
 * @format: (out) (transfer none) (nullable): what stands there, where that is known without a look and takes a key
 *
 * The Content API gives no posts unless asked for them.
 *
 * Returns: (transfer full): the address to ask in its place
 */
char *
rd_discover_complete (const char      *url,
                      const char      *content_api,
                      const RdFormat **format)
{
  g_autofree char *start = g_strconcat (content_api != NULL ? content_api : CONTENT_API, "/", NULL);
  g_autofree char *blocks = NULL;
  g_autofree char *fields = NULL;

  *format = g_str_has_prefix (url, start) ? &rd_format_guardian_content_api : NULL;
  if (*format == NULL || strstr (url, "show-blocks=") != NULL)
    return g_strdup (url);

  blocks = rd_string_set_query (url, "show-blocks", "all");
  fields = rd_string_set_query (blocks, "show-fields", "all");

  return rd_string_set_query (fields, "show-tags", "all");
}
