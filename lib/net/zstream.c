/* SPDX-License-Identifier: MIT */
#include "net/zstream.h"
#include <mailwire/error.h>

#ifdef MW_HAVE_ZLIB

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define RAW_WINDOW_BITS (-15) /* 32 KB, no header (RFC 4978 4) */
#define MEMORY_LEVEL 8

/* deflateBound knows no flush: an empty block, and room for zlib to see that it is done. */
#define FLUSH_BYTES 64

#define AFTER_BLOCK 0x80 /* of z_stream.data_type: input ends behind a block's last code */

struct mw_zstream {
    z_stream in;
    z_stream out;
    size_t in_bytes, out_bytes; /* room in the buffers */
    size_t start, used;         /* of out_buf */
    size_t idle_bytes;          /* of input since there was output */
    int complete;               /* what came ends with a block */
    int full;                   /* the last output filled its buffer: there may be more */
    int ended;                  /* the stream itself said that it ends */
    unsigned char *in_buf, *out_buf;
};

static int buffers(mw_zstream *z, const void *ahead, size_t n)
{
    z->in_bytes = n > MW_ZSTREAM_INPUT_BYTES ? n : MW_ZSTREAM_INPUT_BYTES;
    z->out_bytes = deflateBound(&z->out, MW_ZSTREAM_CHUNK_BYTES) + FLUSH_BYTES;
    z->in_buf = malloc(z->in_bytes);
    z->out_buf = malloc(z->out_bytes);
    if (z->in_buf == NULL || z->out_buf == NULL)
        return 0;
    if (n > 0)
        memcpy(z->in_buf, ahead, n);
    mw_zstream_filled(z, n);
    return 1;
}

mw_zstream *mw_zstream_new(const void *ahead, size_t n)
{
    mw_zstream *z = n <= (uInt)-1 ? calloc(1, sizeof *z) : NULL;

    if (z == NULL)
        return NULL;
    z->complete = 1;
    if (inflateInit2(&z->in, RAW_WINDOW_BITS) == Z_OK &&
        deflateInit2(&z->out, Z_DEFAULT_COMPRESSION, Z_DEFLATED, RAW_WINDOW_BITS, MEMORY_LEVEL,
                     Z_DEFAULT_STRATEGY) == Z_OK &&
        buffers(z, ahead, n))
        return z;
    mw_zstream_free(z);
    return NULL;
}

/* Both take a stream that was never set up: its state is NULL. */
void mw_zstream_free(mw_zstream *z)
{
    if (z == NULL)
        return;
    inflateEnd(&z->in);
    deflateEnd(&z->out);
    free(z->in_buf);
    free(z->out_buf);
    free(z);
}

static int inflate_code(int rc)
{
    switch (rc) {
    case Z_OK:
    case Z_STREAM_END:
    case Z_BUF_ERROR: /* nothing to do: the output had been full by chance */
        return MW_OK;
    case Z_MEM_ERROR:
        return MW_E_MEMORY;
    default:
        return MW_E_PROTOCOL;
    }
}

/* What zlib's answer means, where it took and gave so many bytes. */
static int inflated(mw_zstream *z, int rc, size_t taken, size_t given)
{
    int code = inflate_code(rc);

    z->full = z->in.avail_out == 0 || (code != MW_OK && given > 0); /* zlib will say it again */
    if (code != MW_OK)
        return given > 0 ? MW_OK : code;
    z->ended = rc == Z_STREAM_END;
    if (taken + given > 0)
        z->complete = z->ended || (z->in.data_type & AFTER_BLOCK) != 0;
    z->idle_bytes = given > 0 ? 0 : z->idle_bytes + taken;
    return z->idle_bytes > MW_ZSTREAM_IDLE_BYTES ? MW_E_FLOOD : MW_OK;
}

int mw_zstream_inflate(mw_zstream *z, void *buf, size_t cap, size_t *got)
{
    const uInt room = cap < (uInt)-1 ? (uInt)cap : (uInt)-1;
    const uInt before = z->in.avail_in;
    int rc = MW_OK;

    *got = 0;
    if (!z->ended && mw_zstream_waiting(z)) {
        z->in.next_out = buf;
        z->in.avail_out = room;
        rc = inflate(&z->in, Z_SYNC_FLUSH);
        *got = room - z->in.avail_out;
        rc = inflated(z, rc, before - z->in.avail_in, *got);
    }
    if (z->ended && *got == 0 && z->in.avail_in > 0)
        rc = MW_E_PROTOCOL; /* bytes behind the last block */
    return rc;
}

int mw_zstream_waiting(const mw_zstream *z)
{
    return z->full || z->in.avail_in > 0;
}

int mw_zstream_complete(const mw_zstream *z)
{
    return z->complete;
}

void *mw_zstream_input(mw_zstream *z, size_t *room)
{
    *room = z->in_bytes;
    return z->in_buf;
}

void mw_zstream_filled(mw_zstream *z, size_t n)
{
    z->in.next_in = z->in_buf;
    z->in.avail_in = (uInt)n;
}

size_t mw_zstream_deflate(mw_zstream *z, const void *data, size_t len)
{
    if (len > MW_ZSTREAM_CHUNK_BYTES)
        len = MW_ZSTREAM_CHUNK_BYTES;
    z->out.next_in = (unsigned char *)(size_t)data;
    z->out.avail_in = (uInt)len;
    z->out.next_out = z->out_buf;
    z->out.avail_out = (uInt)z->out_bytes;
    z->start = 0;
    z->used = 0;
    /* There is room for a whole chunk however badly it compresses: one call does it. */
    if (deflate(&z->out, Z_SYNC_FLUSH) != Z_OK || z->out.avail_in > 0 || z->out.avail_out == 0)
        return 0;
    z->used = z->out_bytes - z->out.avail_out;
    return len;
}

const void *mw_zstream_output(const mw_zstream *z, size_t *len)
{
    *len = z->used;
    return z->used > 0 ? z->out_buf + z->start : NULL;
}

void mw_zstream_sent(mw_zstream *z, size_t n)
{
    z->start += n;
    z->used -= n;
}

#endif
