/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_ZSTREAM_H
#define MW_NET_ZSTREAM_H

#include <stddef.h>

/* Both directions of a raw DEFLATE stream (RFC 1951) with their buffers; knows no transport. */
typedef struct mw_zstream mw_zstream;

#define MW_ZSTREAM_CHUNK_BYTES 16384 /* compressed together */
#define MW_ZSTREAM_INPUT_BYTES 16384 /* read together, if no more was ahead */
#define MW_ZSTREAM_IDLE_BYTES 65536  /* of input in a row that give no output */
/* What follows the last byte's code at most, when flushed: the block's end, and an empty block's
   type, length and complement of that (RFC 1951 3.2.4). */
#define MW_ZSTREAM_TAIL_BYTES 8

/* ahead: n bytes of input, copied. NULL: no memory. */
mw_zstream *mw_zstream_new(const void *ahead, size_t n);
void mw_zstream_free(mw_zstream *z); /* NULL is fine */

/* Output from what input there is. MW_OK: *got bytes, or 0: all input is used up; MW_E_PROTOCOL: it
   is no DEFLATE; MW_E_FLOOD: too much of it says nothing; MW_E_MEMORY. */
int mw_zstream_inflate(mw_zstream *z, void *buf, size_t cap, size_t *got);
/* There may be output without more input. */
int mw_zstream_waiting(const mw_zstream *z);
/* What came so far ends with a block. */
int mw_zstream_complete(const mw_zstream *z);
/* Where *room bytes of input may be put, once all before is used up; and that n were. */
void *mw_zstream_input(mw_zstream *z, size_t *room);
void mw_zstream_filled(mw_zstream *z, size_t n);

/* Compresses as many bytes as it returns, to the end of a block; 0: it failed. All output of before
   must have been sent. */
size_t mw_zstream_deflate(mw_zstream *z, const void *data, size_t len);
/* What is compressed and was not sent; NULL, *len 0: nothing. And that n bytes of it were sent. */
const void *mw_zstream_output(const mw_zstream *z, size_t *len);
void mw_zstream_sent(mw_zstream *z, size_t n);

#endif
