/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash table with open addressing, in which one look mostly is enough. */
#include "base/rd-numbers.h"

#include <string.h>

#define FIRST_BITS 10u

struct _RdNumbers
{
  GArray *numbers; /* (owned) (element-type guint64): in the order of their places */
  guint *slots;    /* (owned): for each, the place of the number there and 1; 0 where there is none */
  guint n_bits;
};

static gsize
count_slots (const RdNumbers *self)
{
  return (gsize) 1 << self->n_bits;
}

static guint64
get_number (const RdNumbers *self,
            guint            place)
{
  return g_array_index (self->numbers, guint64, place);
}

/* Returns: the slot of a number, or where it would be. At least a third of them are always free. */
static guint *
find_slot (RdNumbers *self,
           guint64    number)
{
  /* Multiplicative hashing by the golden ratio (Knuth, 'The Art of Computer Programming', 6.4). */
  gsize i = (number * 0x9e3779b97f4a7c15u) >> (64 - self->n_bits);

  while (self->slots[i] != 0 && get_number (self, self->slots[i] - 1) != number)
    i = (i + 1) & (count_slots (self) - 1);

  return &self->slots[i];
}

static void
grow (RdNumbers *self)
{
  self->n_bits++;
  g_free (self->slots);
  self->slots = g_new0 (guint, count_slots (self));
  for (guint i = 0; i < self->numbers->len; i++)
    *find_slot (self, get_number (self, i)) = i + 1;
}

/**
 * rd_number_of:
 * @bytes: bytes
 * @n_bytes: how many there are
 *
 * Returns: a number for them, the same in every run and on every machine. Others have another one but for one chance in
 *   some 10^19.
 */
guint64
rd_number_of (const char *bytes,
              gsize       n_bytes)
{
  /* FNV-1a, 64 bits. (http://www.isthe.com/chongo/tech/comp/fnv/) */
  guint64 hash = 0xcbf29ce484222325u;

  for (gsize i = 0; i < n_bytes; i++)
    hash = (hash ^ (guchar) bytes[i]) * 0x100000001b3u;

  return hash;
}

/**
 * rd_numbers_new:
 *
 * Returns: (transfer full): no numbers
 */
RdNumbers *
rd_numbers_new (void)
{
  RdNumbers *self = g_new0 (RdNumbers, 1);

  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->n_bits = FIRST_BITS;
  self->slots = g_new0 (guint, count_slots (self));

  return self;
}

/**
 * rd_numbers_free:
 * @self: (nullable): numbers
 */
void
rd_numbers_free (RdNumbers *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->numbers);
  g_free (self->slots);
  g_free (self);
}

/**
 * rd_numbers_clear:
 * @self: numbers
 *
 * Forgets all of them.
 */
void
rd_numbers_clear (RdNumbers *self)
{
  memset (self->slots, 0, count_slots (self) * sizeof *self->slots);
  g_array_set_size (self->numbers, 0);
}

/**
 * rd_numbers_add:
 * @self: numbers
 * @number: a number
 * @is_new: (out) (optional): whether it was not among them
 *
 * Returns: its place, from 0 on
 */
guint
rd_numbers_add (RdNumbers *self,
                guint64    number,
                gboolean  *is_new)
{
  guint *slot = find_slot (self, number);
  const gboolean is_free = *slot == 0;

  if (is_new != NULL)
    *is_new = is_free;
  if (!is_free)
    return *slot - 1;

  g_array_append_val (self->numbers, number);
  *slot = self->numbers->len;
  if ((gsize) self->numbers->len * 3 > count_slots (self) * 2)
    grow (self);

  return self->numbers->len - 1;
}

/**
 * rd_numbers_count:
 * @self: numbers
 *
 * Returns: how many there are
 */
guint
rd_numbers_count (RdNumbers *self)
{
  return self->numbers->len;
}

/**
 * rd_numbers_find:
 * @self: numbers
 * @number: a number
 * @place: (out): its place, where it is among them
 *
 * Returns: whether it is
 */
gboolean
rd_numbers_find (RdNumbers *self,
                 guint64    number,
                 guint     *place)
{
  const guint *slot = find_slot (self, number);

  if (*slot == 0)
    return FALSE;

  *place = *slot - 1;
  return TRUE;
}
