/* SPDX-License-Identifier: MIT */
#include "engine/smtp.h"

#include <string.h>

/* The message itself: by DATA (RFC 5321 4.1.1.4) or in chunks by BDAT (RFC 3030), and its verdict.

   A chunk's header tells its size, so it is written behind the chunk's bytes, into room left for
   it in front of them; until then the gate holds. */

#define HEADER_MAX_BYTES 22 /* "BDAT 4294967295 LAST" CRLF */
#define FINAL_DOT "\r\n.\r\n"

/* --- BDAT --- */

static int chunk_is_open(const mw_session *s)
{
    return s->queue_count && (mw_queue_newest(s)->flags & MW_CMD_HOLD);
}

/* Begins a chunk, unless one is open. */
static int chunk_open(struct smtp *m)
{
    mw_session *s = &m->s;
    struct mw_text t;

    if (chunk_is_open(s))
        return MW_OK;
    if (mw_out_room(s) < HEADER_MAX_BYTES + 2)
        return MW_WANT_WRITE;
    mw_out_begin(s, &t);
    t.len = HEADER_MAX_BYTES;
    s->progress = 0;
    return mw_out_end(s, &t, SMTP_BDAT, MW_CMD_HIDDEN | MW_CMD_OPEN | MW_CMD_HOLD);
}

static void chunk_close(struct smtp *m, int last)
{
    mw_session *s = &m->s;
    struct mw_command *c = mw_queue_newest(s);
    struct mw_text t;
    size_t gap;

    t.p = mw_out_tail(s) - s->progress - HEADER_MAX_BYTES;
    t.len = 0;
    t.cap = HEADER_MAX_BYTES;
    mw_text_string(&t, "BDAT ");
    mw_text_number(&t, s->progress);
    mw_text_string(&t, last ? " LAST\r\n" : "\r\n");
    gap = HEADER_MAX_BYTES - t.len;
    memmove(t.p + t.len, t.p + HEADER_MAX_BYTES, s->progress);
    s->put -= (uint32_t)gap;
    c->end = s->put;
    c->flags = (uint8_t)(last ? 0 : MW_CMD_HIDDEN);
    c->kind = last ? SMTP_LAST : SMTP_BDAT;
}

/* Takes the chunk being filled back. */
static void chunk_drop(struct smtp *m)
{
    mw_session *s = &m->s;

    if (!chunk_is_open(s))
        return;
    s->put -= s->progress + HEADER_MAX_BYTES;
    s->queue_count--;
}

/* --- writing --- */

/* Bytes into the room at the end of the output, some of it kept for the final dot. */
static size_t put_bytes(struct smtp *m, const char *p, size_t n, size_t *taken)
{
    mw_session *s = &m->s;
    size_t room = mw_out_room(s), put;
    char *to = mw_out_tail(s);

    *taken = 0;
    if (room < sizeof FINAL_DOT + 1)
        return 0;
    room -= sizeof FINAL_DOT - 1;
    if (s->has & SMTP_HAS_BINARY) {
        *taken = put = n < room ? n : room;
        memcpy(to, p, put);
    } else {
        put = mw_dots_encode(&m->dots, to, room, p, n, taken, s->begun != SMTP_CHUNKS);
    }
    mw_out_grow(s, put);
    return put;
}

/* Fills chunks. The one being filled stays open for more, or for LAST, unless the room is used
   up. */
static void write_chunks(struct smtp *m, const char *p, size_t n, size_t *taken)
{
    mw_session *s = &m->s;
    size_t used = 1;

    while (*taken < n && used) {
        if (chunk_is_open(s) && s->progress >= mw_out_bytes(s) / 2)
            chunk_close(m, 0);
        if (chunk_open(m) != MW_OK)
            return;
        s->progress += (uint32_t)put_bytes(m, p + *taken, n - *taken, &used);
        *taken += used;
    }
    if (*taken < n && s->progress)
        chunk_close(m, 0);
}

/* A body is open; is there room worth asking for more of it? */
int mw_smtp_writable(struct smtp *m)
{
    mw_session *s = &m->s;
    const struct mw_command *c = mw_queue_front(s);

    if (c && c->kind == SMTP_BODY && s->in_len != s->in_off + s->held)
        return 0; /* somebody speaks too early */
    if (mw_out_room(s) < mw_out_bytes(s) / 2)
        return 0;
    return s->begun != SMTP_CHUNKS || chunk_is_open(s) || s->queue_count < s->queue_cap;
}

int mw_smtp_write(mw_session *s, const char *p, size_t n, size_t *taken)
{
    struct smtp *m = smtp_of(s);

    *taken = 0;
    if (s->begun == SMTP_CHUNKS)
        write_chunks(m, p, n, taken);
    else
        put_bytes(m, p, n, taken);
    if (*taken < n)
        s->write_due = 1;
    return MW_OK;
}

/* The room put_bytes leaves is enough for the final dot; a chunk needs its header's as well. */
int mw_smtp_write_end(mw_session *s)
{
    struct smtp *m = smtp_of(s);
    const char *end = FINAL_DOT;
    size_t n;

    if (s->begun == SMTP_CHUNKS) {
        if (chunk_open(m) != MW_OK)
            return MW_WANT_WRITE;
        end = (s->has & SMTP_HAS_BINARY) || m->dots.at != MW_DOTS_LINE ? "" : "\r\n";
    } else if (m->dots.at != MW_DOTS_LINE) {
        end += 2;
    }
    n = strlen(end);
    memcpy(mw_out_tail(s), end, n);
    mw_out_grow(s, n);
    if (s->begun == SMTP_CHUNKS) {
        s->progress += (uint32_t)n;
        chunk_close(m, 1);
    } else {
        mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
    }
    return MW_OK;
}

/* --- submitting --- */

static void body_begins(struct smtp *m)
{
    m->dots.at = MW_DOTS_START;
    m->s.body = MW_BODY_OPEN;
    m->s.write_due = 1;
}

static int uses_bdat(const mw_session *s)
{
    const uint32_t both = MW_SMTP_CAP_CHUNKING | MW_SMTP_CAP_PIPELINING;

    return (s->has & SMTP_HAS_BINARY) ||
           (!(~(uint32_t)s->caps & both) && mw_out_bytes(s) >= MW_BDAT_MIN_BYTES);
}

int mw_smtp_data(mw_session *s)
{
    struct smtp *m = smtp_of(s);
    int id = mw_submit_check(s, 1), is_nobody = s->queue_count == 0 && m->accepted == 0;

    if (id != MW_OK)
        return id;
    if (s->begun != SMTP_ADDRESSED)
        return MW_E_USAGE;
    if (!is_nobody && uses_bdat(s)) {
        s->begun = SMTP_CHUNKS;
        id = mw_id_new(s);
        body_begins(m);
        return id;
    }
    id = is_nobody ? mw_out_string(s, "", SMTP_VERDICT, MW_CMD_LAST | MW_CMD_TRACED)
                   : mw_out_string(s, "DATA\r\n", SMTP_DATA, MW_CMD_LAST);
    if (id != MW_OK)
        return id;
    s->begun = SMTP_NONE;
    id = mw_id_new(s);
    if (!is_nobody)
        s->body = MW_BODY_DUE;
    return id;
}

/* --- replies --- */

/* Recipients' verdicts, RFC 2033 4.2: one reply for each that was accepted; then the id ends. 421
   is the verdict of all that are left. */
static int lmtp_verdict(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;

    mw_tell(s, MW_EV_RCPT, s->oldest_id, MW_OK);
    s->ev.uid = s->ev.num;
    s->ev.num = ++m->verdicts;
    if (s->code < 300)
        s->has |= SMTP_HAS_DELIVERED;
    else
        m->refused_code = s->code;
    if (s->bye && s->replied)
        mw_event_refused(s, MW_E_SERVER_BYE);
    if (s->bye || m->verdicts == m->accepted)
        c->kind = SMTP_VERDICT;
    return MW_OK;
}

/* A verdict of our own making: a bad one is the last refusal's. */
int mw_smtp_settle(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;
    int good = (s->has & SMTP_HAS_DELIVERED) != 0;

    if (m->verdicts < m->accepted)
        return lmtp_verdict(m, c);
    s->has &= (uint16_t)~SMTP_HAS_DELIVERED;
    if (good && s->queue_count == 1)
        s->has &= (uint16_t)~SMTP_HAS_DIRTY;
    s->code = good ? 250 : m->refused_code;
    return mw_smtp_verdict(m, good);
}

/* 354 to DATA; 354 and only 354 opens the body (RFC 5321 4.3.2). */
int mw_smtp_data_reply(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;

    mw_input_release(s);
    mw_wait_restart(s);
    c->kind = SMTP_BODY;
    c->flags = MW_CMD_OPEN | MW_CMD_TRACED;
    body_begins(m);
    if (m->accepted == 0) { /* RFC 2920 3.1: end it at once, without a word of the message */
        s->body = MW_BODY_NONE;
        s->write_due = 0;
        mw_smtp_write_end(s);
    }
    return MW_AGAIN;
}

/* The body open is not wanted any more. */
void mw_smtp_lose_body(mw_session *s)
{
    s->body = MW_BODY_LOST;
    s->write_due = 0;
}

/* A chunk is refused: the message is over, what comes of it is dropped. */
static void give_up(struct smtp *m)
{
    mw_session *s = &m->s;
    struct mw_command *c;
    unsigned i;

    for (i = 1; i < s->queue_count; i++) {
        c = mw_queue_at(s, i);
        c->flags |= MW_CMD_HIDDEN | MW_CMD_ENDED;
        if (c->kind == SMTP_LAST)
            return;
    }
    chunk_drop(m);
    mw_smtp_lose_body(s);
}

int mw_smtp_body_reply(struct smtp *m, struct mw_command *c)
{
    mw_session *s = &m->s;
    int good = s->code < 300 && m->accepted;

    if ((s->config & MW_FLAG_LMTP) && !(c->flags & MW_CMD_HIDDEN) && m->accepted)
        return lmtp_verdict(m, c);
    if (s->code < 300 && !good)
        s->code = m->refused_code; /* taken, but for nobody */
    if (good && s->queue_count == 1) /* and nothing was begun since */
        s->has &= (uint16_t)~SMTP_HAS_DIRTY;
    if (c->kind == SMTP_BDAT && !good && !(c->flags & MW_CMD_ENDED))
        give_up(m);
    else if (c->flags & MW_CMD_HIDDEN)
        return mw_smtp_taken(s);
    return mw_smtp_verdict(m, good);
}
