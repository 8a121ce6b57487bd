/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A post that was searched for, in a list: its words with what was searched for marked, and where it stands. */
#include "ui/rd-search-item.h"

#include "base/rd-string.h"
#include "export/rd-wording.h"
#include "ui/rd-markup.h"

struct _RdSearchItem
{
  GObject parent_instance;

  RdEntry *entry; /* (owned) */
  char *title;    /* (nullable) (owned): markup */
  char *snippet;  /* (owned): markup */
  char *place;    /* (owned): its topic and live blog */
  char *time;     /* (owned) */
  char *spoken;   /* (owned): what a screen reader calls it */
  char *said;     /* (owned): what that says it says */
};

typedef enum
{
  PROP_TITLE = 1,
  PROP_HAS_TITLE,
  PROP_SNIPPET,
  PROP_HAS_SNIPPET,
  PROP_PLACE,
  PROP_TIME,
  PROP_SPOKEN,
  PROP_SAID,
} RdSearchItemProperty;

static GParamSpec *properties[PROP_SAID + 1];

G_DEFINE_FINAL_TYPE (RdSearchItem, rd_search_item, G_TYPE_OBJECT)

static void
rd_search_item_get_property (GObject    *object,
                             guint       property,
                             GValue     *value,
                             GParamSpec *spec)
{
  RdSearchItem *self = RD_SEARCH_ITEM (object);

  switch ((RdSearchItemProperty) property)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_HAS_TITLE:
      g_value_set_boolean (value, self->title != NULL);
      break;
    case PROP_SNIPPET:
      g_value_set_string (value, self->snippet);
      break;
    case PROP_HAS_SNIPPET:
      g_value_set_boolean (value, self->snippet[0] != '\0');
      break;
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_TIME:
      g_value_set_string (value, self->time);
      break;
    case PROP_SPOKEN:
      g_value_set_string (value, self->spoken);
      break;
    case PROP_SAID:
      g_value_set_string (value, self->said);
      break;
    }
}

static void
rd_search_item_finalize (GObject *object)
{
  RdSearchItem *self = RD_SEARCH_ITEM (object);

  rd_entry_unref (self->entry);
  g_free (self->title);
  g_free (self->snippet);
  g_free (self->place);
  g_free (self->time);
  g_free (self->spoken);
  g_free (self->said);

  G_OBJECT_CLASS (rd_search_item_parent_class)->finalize (object);
}

static void
rd_search_item_class_init (RdSearchItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rd_search_item_get_property;
  object_class->finalize = rd_search_item_finalize;

  /**
   * RdSearchItem:title: (nullable)
   *
   * The post's title, or else its first words, as markup; %NULL where the snippet begins with those.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * RdSearchItem:has-title:
   *
   * Whether there is one.
   */
  properties[PROP_HAS_TITLE] = g_param_spec_boolean ("has-title", NULL, NULL, FALSE, flags);

  /**
   * RdSearchItem:snippet:
   *
   * What the post says around the first match, as markup.
   */
  properties[PROP_SNIPPET] = g_param_spec_string ("snippet", NULL, NULL, NULL, flags);

  /**
   * RdSearchItem:has-snippet:
   *
   * Whether it says anything.
   */
  properties[PROP_HAS_SNIPPET] = g_param_spec_boolean ("has-snippet", NULL, NULL, FALSE, flags);

  /**
   * RdSearchItem:place:
   *
   * The post's topic and live blog.
   */
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);

  /**
   * RdSearchItem:time:
   *
   * The day and time when it was published.
   */
  properties[PROP_TIME] = g_param_spec_string ("time", NULL, NULL, NULL, flags);

  /**
   * RdSearchItem:spoken:
   *
   * What a screen reader calls it.
   */
  properties[PROP_SPOKEN] = g_param_spec_string ("spoken", NULL, NULL, NULL, flags);

  /**
   * RdSearchItem:said:
   *
   * The snippet as a screen reader reads it out.
   */
  properties[PROP_SAID] = g_param_spec_string ("said", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rd_search_item_init (RdSearchItem *self)
{
}

static char *
describe_place (const char *topic,
                const char *blog)
{
  const gboolean both = topic != NULL && blog != NULL;
  g_autofree char *joined = g_strconcat (topic != NULL ? topic : "", both ? " · " : "", blog != NULL ? blog : "", NULL);

  return rd_string_clean (joined);
}

/**
 * rd_search_item_new:
 * @hit: a post that was searched for
 * @topic: (nullable): what its topic is called
 * @blog: (nullable): what its live blog is called
 * @now: the time
 *
 * Returns: (transfer full): @hit as an item
 */
RdSearchItem *
rd_search_item_new (RdHit      *hit,
                    const char *topic,
                    const char *blog,
                    GDateTime  *now)
{
  RdSearchItem *self = g_object_new (RD_TYPE_SEARCH_ITEM, NULL);
  RdEntry *entry = hit->kept->entry;
  g_autofree char *heading = rd_wording_heading (entry);
  g_autofree char *name = rd_string_clean (heading);

  self->entry = rd_entry_ref (entry);
  if (entry->title != NULL)
    self->title = rd_markup_write_matches (entry->title, hit->title_matches);
  else if (!hit->is_opening || hit->snippet[0] == '\0')
    self->title = rd_markup_write_link (NULL, heading);
  self->snippet = rd_markup_write_matches (hit->snippet, hit->matches);
  self->place = describe_place (topic, blog);
  self->time = rd_wording_moment (entry->published, now);
  self->spoken = g_strdup_printf ("%s, %s, %s", name, self->place, self->time);
  self->said = rd_string_clean (hit->snippet);

  return self;
}

/**
 * rd_search_item_get_entry:
 * @self: an item
 *
 * Returns: (transfer none): the post
 */
RdEntry *
rd_search_item_get_entry (RdSearchItem *self)
{
  return self->entry;
}

/**
 * rd_search_item_equal:
 * @self: an item
 * @other: another one
 *
 * Returns: whether both are the same post, and look the same
 */
gboolean
rd_search_item_equal (RdSearchItem *self,
                      RdSearchItem *other)
{
  return g_str_equal (self->entry->id, other->entry->id) && g_strcmp0 (self->title, other->title) == 0
         && g_str_equal (self->snippet, other->snippet) && g_str_equal (self->place, other->place)
         && g_str_equal (self->time, other->time);
}

static gboolean
is_at (GListStore *list,
       guint       position,
       gpointer    item)
{
  g_autoptr (RdSearchItem) there = g_list_model_get_item (G_LIST_MODEL (list), position);

  return there != NULL && rd_search_item_equal (there, item);
}

/**
 * rd_search_item_update_list:
 * @list: a list of what was found
 * @items: (element-type RdSearchItem): what was found now
 *
 * Has @list hold @items. What stands in it already stays as it is, so that the reader's place does.
 */
void
rd_search_item_update_list (GListStore *list,
                            GPtrArray  *items)
{
  const guint n_old = g_list_model_get_n_items (G_LIST_MODEL (list));
  guint n_before = 0;
  guint n_after = 0;

  while (n_before < MIN (n_old, items->len) && is_at (list, n_before, items->pdata[n_before]))
    n_before++;
  while (n_after < MIN (n_old, items->len) - n_before
         && is_at (list, n_old - 1 - n_after, items->pdata[items->len - 1 - n_after]))
    n_after++;
  g_list_store_splice (list, n_before, n_old - n_before - n_after, items->pdata + n_before,
                       items->len - n_before - n_after);
}
