/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures as servers send them, decoded. */
#include "base/rd-error.h"
#include "ui/rd-pictures.h"

static GBytes *
make_picture (int width,
              int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_fill (pixbuf, 0x336699ff);
  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);

  return g_bytes_new_take (data, size);
}

static void
assert_size (int width,
             int height,
             int expected_width,
             int expected_height)
{
  g_autoptr (GBytes) bytes = make_picture (width, height);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = rd_pictures_decode (bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, expected_width);
  g_assert_cmpint (gdk_texture_get_height (texture), ==, expected_height);
}

static void
test_sizes (void)
{
  assert_size (30, 20, 30, 20);
  assert_size (2880, 1000, 1440, 500);
  assert_size (200, 2880, 100, 1440);
  assert_size (5000, 1, 1440, 1);
}

static void
test_broken (void)
{
  g_autoptr (GBytes) whole = make_picture (300, 200);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, 30);
  g_autoptr (GBytes) text = g_bytes_new_static ("no picture", 10);
  GBytes *broken[] = { cut, text };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rd_pictures_decode (broken[i], &error));
      g_assert_error (error, RD_ERROR, RD_ERROR_MALFORMED);
    }
}

/* A few bytes that say to be 20,000 by 20,000 pixels. */
static void
test_too_large (void)
{
  static const char head[] =
      "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x4e\x20\x00\x00\x4e\x20"
      "\x08\x02\x00\x00\x00\x6c\x12\xd1\x6e\x00\x00\x00\x0b\x49\x44\x41\x54\x78\x9c\x63\x60\x80\x00\x00"
      "\x00\x08\x00\x01\xb7\x58\x73\x95";
  g_autoptr (GBytes) bytes = g_bytes_new_static (head, sizeof head - 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (rd_pictures_decode (bytes, &error));
  g_assert_error (error, RD_ERROR, RD_ERROR_TOO_LARGE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/pictures/sizes", test_sizes);
  g_test_add_func ("/pictures/broken", test_broken);
  g_test_add_func ("/pictures/too-large", test_too_large);

  return g_test_run ();
}
