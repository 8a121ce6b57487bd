/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An inverted index of sparse vectors. */
#include "topics/rd-index.h"

/* The vectors that hold a term. */
typedef struct
{
  guint64 term;
  GArray *postings; /* (owned) (element-type RdPosting) */
} Entry;

struct _RdIndex
{
  GHashTable *entries; /* (owned): the term of an Entry to the Entry */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_array_unref (entry->postings);
  g_free (entry);
}

/**
 * rd_index_new:
 *
 * Returns: (transfer full): an index without vectors
 */
RdIndex *
rd_index_new (void)
{
  RdIndex *self = g_new0 (RdIndex, 1);

  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_entry);

  return self;
}

/**
 * rd_index_free:
 * @self: (nullable): an index
 */
void
rd_index_free (RdIndex *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_free (self);
}

/**
 * rd_index_add:
 * @self: an index
 * @slot: a number that no vector in it has
 * @vector: (element-type RdTerm): a vector
 */
void
rd_index_add (RdIndex *self,
              guint    slot,
              GArray  *vector)
{
  for (guint i = 0; i < vector->len; i++)
    {
      const RdTerm *term = &g_array_index (vector, RdTerm, i);
      const RdPosting posting = { slot, term->weight };
      Entry *entry = g_hash_table_lookup (self->entries, &term->term);

      if (entry == NULL)
        {
          entry = g_new (Entry, 1);
          entry->term = term->term;
          entry->postings = g_array_new (FALSE, FALSE, sizeof (RdPosting));
          g_hash_table_insert (self->entries, &entry->term, entry);
        }
      g_array_append_val (entry->postings, posting);
    }
}

/**
 * rd_index_remove:
 * @self: an index
 * @slot: the number of a vector in it
 * @vector: (element-type RdTerm): that vector
 */
void
rd_index_remove (RdIndex *self,
                 guint    slot,
                 GArray  *vector)
{
  for (guint i = 0; i < vector->len; i++)
    {
      const guint64 term = g_array_index (vector, RdTerm, i).term;
      Entry *entry = g_hash_table_lookup (self->entries, &term);
      guint at = 0;

      while (g_array_index (entry->postings, RdPosting, at).slot != slot)
        at++;
      g_array_remove_index_fast (entry->postings, at);
      if (entry->postings->len == 0)
        g_hash_table_remove (self->entries, &term);
    }
}

/**
 * rd_index_get_postings:
 * @self: an index
 * @term: a term
 *
 * Returns: (transfer none) (nullable) (element-type RdPosting): the vectors that hold it, in no order, until the next
 *   change; %NULL where none does
 */
GArray *
rd_index_get_postings (RdIndex *self,
                       guint64  term)
{
  const Entry *entry = g_hash_table_lookup (self->entries, &term);

  return entry != NULL ? entry->postings : NULL;
}

/**
 * rd_index_compare:
 * @self: an index
 * @vector: (element-type RdTerm): a vector
 * @products: for each slot, where to add the dot product of @vector and the vector in that slot
 */
void
rd_index_compare (RdIndex *self,
                  GArray  *vector,
                  double  *products)
{
  for (guint i = 0; i < vector->len; i++)
    {
      const RdTerm *term = &g_array_index (vector, RdTerm, i);
      const GArray *postings = rd_index_get_postings (self, term->term);

      for (guint j = 0; postings != NULL && j < postings->len; j++)
        {
          const RdPosting *posting = &g_array_index (postings, RdPosting, j);

          products[posting->slot] += term->weight * posting->weight;
        }
    }
}
