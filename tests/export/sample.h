/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digests of our own making to write down. */
#pragma once

#include "model/rd-digest.h"

RdDigest *make_usual_digest   (void);
RdDigest *make_hostile_digest (const char *text);
