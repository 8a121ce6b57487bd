/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A store in a folder of a test's own, in which the demo's live blog is kept. */
#pragma once

#include "store/rd-store.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *path;
  RdStore *store;
  RdBlog *blog;
  GDateTime *now;
} KeptBlog;

RdStore   *kept_blog_open        (const char         *path);
void       kept_blog_set_up      (KeptBlog           *self,
                                  gconstpointer       data);
void       kept_blog_tear_down   (KeptBlog           *self,
                                  gconstpointer       data);
void       kept_blog_keep        (KeptBlog           *self);
GPtrArray *kept_blog_load_all    (RdStore            *store);
void       kept_blog_assert_same (RdEntry            *a,
                                  RdEntry            *b);
void       kept_blog_assert_all  (KeptBlog           *self,
                                  RdStore            *store);
void       kept_blog_put         (KeptBlog           *self,
                                  RdEntry            *entry,
                                  RdStoreChange       expected);
GPtrArray *kept_blog_search      (KeptBlog           *self,
                                  const RdStoreQuery *query);
guint      kept_blog_count_found (KeptBlog           *self,
                                  const char         *words);

G_END_DECLS
