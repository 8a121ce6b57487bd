/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of Rundown's core. */
#include "base/rd-error.h"

G_DEFINE_QUARK (rd-error-quark, rd_error)
