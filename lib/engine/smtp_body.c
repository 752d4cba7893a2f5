/* SPDX-License-Identifier: MIT */
#include "engine/smtp.h"
#include "wire/dots.h"

#include <string.h>

/* The message itself: by DATA (RFC 5321 4.1.1.4) or in chunks by BDAT (RFC 3030).

   A chunk's header tells its size, so it is written behind the chunk's bytes, into room left for
   it in front of them; until then the gate holds. */

#define HEADER_MAX_BYTES 22 /* "BDAT 4294967295 LAST" CRLF */
#define END_MAX_BYTES 5     /* CRLF "." CRLF */

/* n bytes of the body were appended to the output. */
static void grow(mw_session *s, size_t n)
{
    s->progress += (uint32_t)n;
    mw_out_grow(s, n);
}

/* --- BDAT --- */

/* Begins a chunk, unless one is open. 0: there is no room. */
static int chunk_open(mw_session *s)
{
    struct mw_text t;

    if (s->begun == SMTP_CHUNK)
        return 1;
    mw_out_begin(s, &t);
    t.len = HEADER_MAX_BYTES;
    if (t.cap < HEADER_MAX_BYTES + 2 ||
        mw_out_end(s, &t, SMTP_BDAT, MW_CMD_HIDDEN | MW_CMD_OPEN | MW_CMD_HOLD) != MW_OK)
        return 0;
    s->progress = 0;
    s->begun = SMTP_CHUNK;
    return 1;
}

static void chunk_close(mw_session *s, int last)
{
    struct mw_command *c = mw_queue_newest(s);
    const char *end = " LAST\r\n";
    struct mw_text t;

    t.p = mw_out_tail(s) - s->progress - HEADER_MAX_BYTES;
    t.len = 0;
    t.cap = HEADER_MAX_BYTES;
    mw_text_string(&t, "BDAT ");
    mw_text_number(&t, s->progress);
    mw_text_string(&t, last ? end : end + 5);
    memmove(t.p + t.len, t.p + HEADER_MAX_BYTES, s->progress);
    s->put -= HEADER_MAX_BYTES - (uint32_t)t.len;
    c->end = s->put;
    c->flags = (uint8_t)(last ? 0 : MW_CMD_HIDDEN);
    s->begun = SMTP_CHUNKS;
}

void mw_smtp_chunk_drop(mw_session *s)
{
    if (s->begun != SMTP_CHUNK)
        return;
    s->begun = SMTP_CHUNKS;
    s->put -= s->progress + HEADER_MAX_BYTES;
    s->queue_count--;
}

/* --- writing --- */

/* Bytes into the room at the end of the output, some of it kept for the body's end. Returns how
   many were taken. */
static size_t put_bytes(mw_session *s, const char *p, size_t n)
{
    struct mw_dots d;
    struct mw_text t;
    size_t taken;

    mw_out_begin(s, &t);
    if (t.cap < END_MAX_BYTES + 2)
        return 0;
    d.at = s->step;
    grow(s, mw_dots_encode(&d, t.p, t.cap - END_MAX_BYTES, p, n, &taken, !s->begun));
    s->step = d.at;
    return taken;
}

/* Fills the output, or chunks. The one being filled stays open for more, or for LAST, unless the
   room is used up. */
int mw_smtp_write(mw_session *s, const char *p, size_t n, size_t *taken)
{
    size_t done = 0, used = 1;

    while (done < n && used) {
        if (s->begun == SMTP_CHUNK && s->progress >= mw_out_bytes(s) / 2)
            chunk_close(s, 0);
        if (s->begun && !chunk_open(s))
            break;
        used = put_bytes(s, p + done, n - done);
        done += used;
    }
    if (done < n) {
        s->write_due = 1;
        if (s->begun == SMTP_CHUNK && s->progress)
            chunk_close(s, 0);
    }
    *taken = done;
    return MW_OK;
}

/* The room put_bytes leaves is enough for the final dot; a chunk needs its header's as well. */
int mw_smtp_write_end(mw_session *s)
{
    struct mw_text t;

    if (s->begun && !chunk_open(s))
        return MW_WANT_WRITE;
    mw_out_begin(s, &t);
    if (s->step == MW_DOTS_LINE)
        mw_text_string(&t, "\r\n");
    if (!s->begun)
        mw_text_string(&t, ".\r\n");
    grow(s, t.len);
    if (s->begun)
        chunk_close(s, 1);
    else
        mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
    return MW_OK;
}

/* --- submitting --- */

static int uses_bdat(const mw_session *s)
{
    const uint32_t both = MW_SMTP_CAP_CHUNKING | MW_SMTP_CAP_PIPELINING;

    return (s->has & SMTP_HAS_BINARY) ||
           (!(~(uint32_t)s->caps & both) && mw_out_bytes(s) >= MW_BDAT_MIN_BYTES);
}

int mw_smtp_data(mw_session *s)
{
    int rc = mw_submit_check(s, 1), body = MW_BODY_DUE, id;

    if (rc != MW_OK)
        return rc;
    if (s->begun != SMTP_RCPT)
        return MW_E_USAGE;
    if (s->queue_count == 0 && smtp_of(s)->accepted == 0) {
        body = MW_BODY_NONE;
        rc = mw_out_string(s, "", SMTP_VERDICT, MW_CMD_LAST | MW_CMD_TRACED);
    } else if (uses_bdat(s)) {
        body = MW_BODY_OPEN;
    } else {
        rc = mw_out_string(s, "DATA\r\n", SMTP_DATA, MW_CMD_LAST);
    }
    if (rc != MW_OK)
        return rc;
    id = mw_id_new(s);
    s->step = s->has & SMTP_HAS_BINARY ? MW_DOTS_RAW : MW_DOTS_START;
    s->begun = s->write_due = body == MW_BODY_OPEN;
    s->body = (uint8_t)body;
    return id;
}
