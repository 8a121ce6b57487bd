/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a live blog becomes a digest, beside what parsing the same bytes costs alone, and how much memory it takes.
 *
 * Usage: bench [FILE…]. Without files, it measures invented live blogs of 100, 10,000 and 100,000 posts, so that the
 * columns show how the cost of a post grows with the number of those before it. Each live blog is measured in a process
 * of its own, and each figure is the least of several runs. Times differ between machines; the ratios tell. */
#include "invented-blog.h"

#include "base/rd-data.h"
#include "digest/rd-digest-maker.h"
#include "formats/rd-format.h"
#include "topics/rd-grouping.h"

#include <json-glib/json-glib.h>
#include <libxml/HTMLparser.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The least of the runs that fit into this, in seconds. */
#define PATIENCE 3.0
#define MAX_RUNS 20

typedef struct
{
  GBytes *bytes;
  GPtrArray *blogs; /* (nullable): set by read_blogs() */
} Case;

static void
parse_alone (Case *it)
{
  gsize length;
  const char *text = g_bytes_get_data (it->bytes, &length);

  if (length > 0 && text[0] == '<')
    {
      xmlDoc *page = htmlReadMemory (text, length, NULL, "UTF-8", HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);

      xmlFreeDoc (page);
    }
  else
    {
      g_autoptr (JsonParser) parser = json_parser_new_immutable ();

      json_parser_load_from_data (parser, text, length, NULL);
    }
}

static void
read_blogs (Case *it)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&it->blogs, g_ptr_array_unref);
  it->blogs = rd_formats_read (it->bytes, NULL, NULL, &error);
  if (it->blogs == NULL)
    g_error ("%s", error->message);
}

static void
group_entries (Case *it)
{
  g_autoptr (RdLanguage) language = rd_language_new (NULL);
  g_autoptr (RdGrouping) grouping = rd_grouping_new (language);

  for (guint i = 0; i < it->blogs->len; i++)
    {
      const RdBlog *blog = it->blogs->pdata[i];

      for (guint j = 0; j < blog->entries->len; j++)
        rd_place_free (rd_grouping_add (grouping, blog->entries->pdata[j]));
    }
}

static void
make_digest (Case *it)
{
  const RdDigestOptions options = { 0 };

  rd_digest_unref (rd_digest_make (it->blogs, NULL, &options));
}

static double
measure (void (*stage) (Case *),
         Case *it)
{
  double least = G_MAXDOUBLE;
  double sum = 0;

  for (guint i = 0; i < MAX_RUNS && (i == 0 || sum < PATIENCE); i++)
    {
      gint64 start = g_get_monotonic_time ();
      double seconds;

      stage (it);
      seconds = (g_get_monotonic_time () - start) / 1e6;
      least = MIN (least, seconds);
      sum += seconds;
    }

  return least;
}

static void
print_row (const char *name,
           GBytes     *bytes)
{
  Case it = { .bytes = bytes };
  double parsed = measure (parse_alone, &it);
  double reading = measure (read_blogs, &it);
  double grouping = measure (group_entries, &it);
  double summarising = MAX (1e-9, measure (make_digest, &it) - grouping);
  guint n_posts = 0;
  struct rusage usage;

  for (guint i = 0; i < it.blogs->len; i++)
    n_posts += ((RdBlog *) it.blogs->pdata[i])->entries->len;
  getrusage (RUSAGE_SELF, &usage);
  g_print ("%-34s %7u %7.1f | %9.0f %6.1f | %9.0f %6.1f | %9.0f %6.1f | %7.1f\n",
           name, n_posts, parsed / n_posts * 1e6,
           n_posts / reading, reading / parsed,
           n_posts / grouping, grouping / parsed,
           n_posts / summarising, summarising / parsed,
           usage.ru_maxrss / 1024.0);
  g_ptr_array_unref (it.blogs);
}

/* In a process of its own, whose memory is its own. */
static void
measure_apart (const char *path,
               guint       n_posts)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup_printf ("%u invented posts", n_posts);
      g_autoptr (GBytes) bytes = NULL;

      if (path != NULL)
        {
          g_autoptr (GFile) file = g_file_new_for_path (path);
          g_autoptr (GError) error = NULL;

          bytes = g_file_load_bytes (file, NULL, NULL, &error);
          if (bytes == NULL)
            g_error ("%s", error->message);
        }
      else
        {
          bytes = invent_blog (n_posts);
        }
      print_row (name, bytes);
      _exit (0);
    }
  if (child < 0 || waitpid (child, &status, 0) != child || status != 0)
    g_printerr ("bench: %s could not be measured\n", path != NULL ? path : "an invented live blog");
}

int
main (int    argc,
      char **argv)
{
  g_print ("%34s %7s %7s | %16s | %16s | %16s | %7s\n", "", "", "parsing", "reading", "grouping", "summarising", "memory");
  g_print ("%-34s %7s %7s | %9s %6s | %9s %6s | %9s %6s | %7s\n",
           "live blog", "posts", "µs/post", "posts/s", "ratio", "posts/s", "ratio", "posts/s", "ratio", "MiB");

  for (int i = 1; i < argc; i++)
    measure_apart (argv[i], 0);
  if (argc == 1)
    for (guint n_posts = 100; n_posts <= 100 * 1000; n_posts *= n_posts == 100 ? 100 : 10)
      measure_apart (NULL, n_posts);

  return 0;
}
