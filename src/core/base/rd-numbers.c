/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash table with open addressing, in which one look mostly is enough. */
#include "base/rd-numbers.h"

#include <string.h>

#define FIRST_BITS 10u

typedef struct
{
  guint64 number;
  guint next_place; /* the place of the number and 1; 0 where there is no number */
} Slot;

struct _RdNumbers
{
  Slot *slots; /* (owned) */
  guint n_bits;
  guint n_numbers;
};

static gsize
count_slots (const RdNumbers *self)
{
  return (gsize) 1 << self->n_bits;
}

/* Returns: the slot of a number, or where it would be. At least a third of them are always free. */
static Slot *
find_slot (RdNumbers *self,
           guint64    number)
{
  /* Multiplicative hashing by the golden ratio (Knuth, 'The Art of Computer Programming', 6.4). */
  gsize i = (number * 0x9e3779b97f4a7c15u) >> (64 - self->n_bits);

  while (self->slots[i].next_place != 0 && self->slots[i].number != number)
    i = (i + 1) & (count_slots (self) - 1);

  return &self->slots[i];
}

static void
grow (RdNumbers *self)
{
  g_autofree Slot *slots = self->slots;
  const gsize n_slots = count_slots (self);

  self->n_bits++;
  self->slots = g_new0 (Slot, count_slots (self));
  for (gsize i = 0; i < n_slots; i++)
    if (slots[i].next_place != 0)
      *find_slot (self, slots[i].number) = slots[i];
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

  self->n_bits = FIRST_BITS;
  self->slots = g_new0 (Slot, count_slots (self));

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
  memset (self->slots, 0, count_slots (self) * sizeof (Slot));
  self->n_numbers = 0;
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
  Slot *slot = find_slot (self, number);
  const gboolean is_free = slot->next_place == 0;

  if (is_new != NULL)
    *is_new = is_free;
  if (!is_free)
    return slot->next_place - 1;

  slot->number = number;
  slot->next_place = ++self->n_numbers;
  if ((gsize) self->n_numbers * 3 > count_slots (self) * 2)
    grow (self);

  return self->n_numbers - 1;
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
  return self->n_numbers;
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
  const Slot *slot = find_slot (self, number);

  if (slot->next_place == 0)
    return FALSE;

  *place = slot->next_place - 1;
  return TRUE;
}
