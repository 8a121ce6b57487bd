/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of what is asked of the running application share: a piece of work, from its call to its answer. */
#pragma once

#include "desktop/rd-commands.h"
#include "rd-bus-commands.h"

G_BEGIN_DECLS

/* A live blog that was added. */
typedef struct
{
  char *id;      /* (owned) */
  guint n_posts; /* how many it has */
  gint64 newest; /* when the newest was published, or %G_MININT64 */
  guint n_new;   /* how many are new */
} RdAdded;

/* What is asked for. It keeps the application running, and is given up where the caller goes. */
typedef struct
{
  RdCommands *self;                  /* (owned) */
  RdService *service;                /* (owned) */
  GDBusMethodInvocation *invocation; /* (nullable) (owned): until it is answered */
  GCancellable *cancellable;         /* (owned) */
  guint watch;                       /* what sees the caller go */
  gulong handler;                    /* what hears of looks, or 0 */
  char *path;                        /* (nullable) (owned): the file that is read */
  GPtrArray *blogs;                  /* (nullable) (owned) (element-type RdBlog): what was in it */
  GArray *added;                     /* (owned) (element-type RdAdded): what was found */
  const char *format;                /* what it was read as, or "" */
  GPtrArray *list;                   /* (nullable) (owned) (element-type RdFollowed): what there was before */
  GStrv ids;                         /* (nullable) (owned): the live blogs that are named */
  guint n_ids;                       /* how many they are */
  guint n_done;                      /* how many of them, or of what was found, are done */
  gboolean forgets;                  /* whether their posts are deleted, too */
  GVariantBuilder looks;             /* what looks at them came to */
  GPtrArray *failures;               /* (nullable) (owned) (element-type utf8): of a list, what cannot be followed */
  GError *error;                     /* (nullable) (owned): what ended one of them */
} RdCommandsWork;

RdCommandsWork *rd_commands_begin_work (RdCommands            *self,
                                        GDBusMethodInvocation *invocation);
RdCommandsWork *rd_commands_begin_work_on (RdCommands         *self,
                                           GDBusMethodInvocation *invocation,
                                           const char *const  *ids);
void            rd_commands_free_work  (RdCommandsWork        *work);
void            rd_commands_fail       (RdCommandsWork        *work,
                                        GError                *error);
void            rd_commands_answer     (RdCommandsWork        *work,
                                        GVariant              *answer,
                                        gboolean               has_changed);
gint64          rd_commands_write_time (GDateTime             *time);

/* rd-commands-add.c */
gboolean        rd_commands_add_address_cb (RdCommands            *self,
                                            GDBusMethodInvocation *invocation,
                                            const char            *url);
gboolean        rd_commands_add_file_cb    (RdCommands            *self,
                                            GDBusMethodInvocation *invocation,
                                            GVariant              *path);

/* rd-commands-remove.c */
gboolean        rd_commands_remove_cb      (RdCommands            *self,
                                            GDBusMethodInvocation *invocation,
                                            const char *const     *ids,
                                            gboolean               forget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RdCommandsWork, rd_commands_free_work)

G_END_DECLS
