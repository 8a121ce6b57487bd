/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How much Rundown takes from outside before it says no. Each limit is far above what a real live blog needs. */
#pragma once

/* A whole answer or file, in bytes. The largest capture at hand, a page with all its scripts, has 2.4 MB. */
#define RD_LIMIT_INPUT_BYTES (64u * 1024 * 1024)

/* Entries in one live blog. A busy election night has about 1,500. */
#define RD_LIMIT_ENTRIES 200000u

/* The text of one entry, in bytes; what is longer is cut at a paragraph. */
#define RD_LIMIT_ENTRY_BYTES (1024u * 1024)

/* A picture, in bytes, and decoded, in pixels. Cameras of today make pictures of about 8 MB and 50 million pixels. */
#define RD_LIMIT_PICTURE_BYTES (10u * 1024 * 1024)
#define RD_LIMIT_PICTURE_PIXELS 60000000

/* How deep elements may stand inside each other. libxml2's HTML reader stops at 256 by itself, without a word. */
#define RD_LIMIT_DEPTH 200u

/* A heading, name or address, in bytes. */
#define RD_LIMIT_LINE_BYTES 4096u
