/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that writes: takes pieces of work in the order in which they come. */
#pragma once

#include "service/rd-library.h"

G_BEGIN_DECLS

#define RD_TYPE_WRITER (rd_writer_get_type ())
G_DECLARE_FINAL_TYPE (RdWriter, rd_writer, RD, WRITER, GObject)

/**
 * RdWriterFunc:
 * @library: what is kept, to be written to
 * @data: what the work is about
 * @error: return location for an error
 *
 * A piece of work, done on the writer's thread.
 *
 * Returns: whether it is done
 */
typedef gboolean (*RdWriterFunc) (RdLibrary  *library,
                                  gpointer    data,
                                  GError    **error);

RdWriter *rd_writer_new        (RdLibrary            *library);
void      rd_writer_run_async  (RdWriter             *self,
                                RdWriterFunc          function,
                                gpointer              data,
                                GDestroyNotify        free_data,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
gboolean  rd_writer_run_finish (RdWriter             *self,
                                GAsyncResult         *result,
                                gpointer             *data,
                                GError              **error);

G_END_DECLS
