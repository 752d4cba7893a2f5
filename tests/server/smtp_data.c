/* SPDX-License-Identifier: MIT */
#include "smtp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TEXT_LINE_MAX 998 /* RFC 5321 4.5.3.1.6, without CRLF */

/* ---- delivery ----------------------------------------------------------------------------- */

static void deliver_one(struct smtp *m, const struct rcpt *r, struct content *c)
{
    struct envelope env;

    env.mail_from = m->mail_from;
    env.mail_params = m->mail_params;
    env.rcpt_to = r->address;
    env.rcpt_params = r->params;
    if (c != NULL) {
        store_deliver(m->s->store, r->user, c, &env);
    }
}

static void reply_delivered(struct smtp *m, const struct rcpt *r)
{
    char text[128];

    if (m->too_big) {
        smtp_reply(m, 552, "5.3.4", "message too big");
        return;
    }
    snprintf(text, sizeof text, "%.40s %llu octets taken", r->user,
             (unsigned long long)m->data_bytes);
    smtp_reply(m, 250, "2.0.0", text);
}

/* SMTP has one reply for the message, LMTP one for each recipient that was accepted. */
static void deliver(struct smtp *m)
{
    struct content *c = NULL;
    size_t i;

    session_message(m->s, (size_t)m->data_bytes);
    if (!m->too_big && !m->s->opts->discard_mail) {
        c = content_new(&m->data);
    }
    for (i = 0; i < m->rcpt_count; i++) {
        deliver_one(m, &m->rcpts[i], c);
        if (m->lmtp || i == 0) {
            reply_delivered(m, &m->rcpts[i]);
        }
    }
    if (c != NULL) {
        store_drop(m->s->store, c);
    }
    smtp_forget(m);
}

static void keep(struct smtp *m, const char *data, size_t len)
{
    m->data_bytes += len;
    if (m->data_bytes > m->s->opts->size_max_bytes) {
        m->too_big = 1;
        buf_free(&m->data);
    }
    if (!m->too_big && !m->s->opts->discard_mail) {
        buf_add(&m->data, data, len);
    }
}

/* ---- DATA --------------------------------------------------------------------------------- */

enum at { AT_LINE, AT_TEXT, AT_CR, AT_DOT, AT_DOT_CR, AT_END };

struct text { /* takes dots away and looks for what should not be there */
    struct smtp *m;
    enum at at;
    size_t line_len;
    unsigned bare_lf;
    unsigned bare_cr;
    unsigned unstuffed;
    unsigned long_lines;
    unsigned nul;
    unsigned eight_bit;
    size_t out_len;
    char out[16384];
};

static void put(struct text *t, char c)
{
    if (t->out_len == sizeof t->out) {
        keep(t->m, t->out, t->out_len);
        t->out_len = 0;
    }
    t->out[t->out_len++] = c;
}

static void end_line(struct text *t)
{
    put(t, '\r');
    put(t, '\n');
    t->long_lines += t->line_len > TEXT_LINE_MAX;
    t->line_len = 0;
    t->at = AT_LINE;
}

static void text_byte(struct text *t, char c)
{
    t->at = AT_TEXT;
    if (c == '\r') {
        t->at = AT_CR;
        return;
    }
    t->bare_lf += c == '\n';
    t->nul += c == '\0';
    t->eight_bit += (unsigned char)c >= 0x80;
    t->line_len += 1;
    put(t, c);
}

static void after_cr(struct text *t, char c)
{
    if (c == '\n') {
        end_line(t);
        return;
    }
    t->bare_cr += 1;
    put(t, '\r');
    text_byte(t, c);
}

static void take_byte(struct text *t, char c)
{
    switch (t->at) {
    case AT_LINE:
        if (c == '.') {
            t->at = AT_DOT;
            return;
        }
        text_byte(t, c);
        return;
    case AT_TEXT:
        text_byte(t, c);
        return;
    case AT_CR:
        after_cr(t, c);
        return;
    case AT_DOT:
        if (c == '\r') {
            t->at = AT_DOT_CR;
            return;
        }
        t->unstuffed += c != '.';
        text_byte(t, c);
        return;
    case AT_DOT_CR:
        if (c == '\n') {
            t->at = AT_END;
            return;
        }
        t->unstuffed += 1;
        after_cr(t, c);
        return;
    case AT_END:
        return;
    }
}

static size_t take_bytes(struct text *t, const char *data, size_t len)
{
    size_t i;

    for (i = 0; i < len && t->at != AT_END; i++) {
        take_byte(t, data[i]);
    }
    return i;
}

static void complain(struct text *t)
{
    struct session *s = t->m->s;

    if (t->bare_lf != 0) {
        session_fault(s, "DATA: %u bare LF", t->bare_lf);
    }
    if (t->bare_cr != 0) {
        session_fault(s, "DATA: %u bare CR", t->bare_cr);
    }
    if (t->unstuffed != 0) {
        session_fault(s, "DATA: %u lines with a dot that was not doubled", t->unstuffed);
    }
    if (t->long_lines != 0) {
        session_fault(s, "DATA: %u lines over %d bytes", t->long_lines, TEXT_LINE_MAX);
    }
    if (t->nul != 0) {
        session_fault(s, "DATA: %u NUL bytes", t->nul);
    }
    if (t->eight_bit != 0 && t->m->body != BODY_8BITMIME && !t->m->utf8) {
        session_fault(s, "DATA: 8-bit bytes without BODY=8BITMIME");
    }
}

void smtp_data(struct smtp *m)
{
    struct text *t = mem_new(sizeof *t);
    const char *data;
    size_t len;

    t->m = m;
    t->at = AT_LINE;
    smtp_reply(m, 354, NULL, "go ahead, end with a dot");
    while (t->at != AT_END && io_peek(&m->s->io, &data, &len) == IO_OK) {
        io_consume(&m->s->io, take_bytes(t, data, len));
    }
    if (t->at == AT_END) {
        keep(m, t->out, t->out_len);
        complain(t);
        deliver(m);
    }
    mem_free(t);
}

/* ---- BDAT --------------------------------------------------------------------------------- */

/* The chunk is read whatever becomes of it: its length says where the next command begins. */
static int read_chunk(struct smtp *m, uint64_t left, int wanted)
{
    const char *data;
    size_t len;

    while (left > 0) {
        int rc = io_peek(&m->s->io, &data, &len);

        if (rc != IO_OK) {
            return rc;
        }
        len = len < left ? len : (size_t)left;
        if (wanted) {
            keep(m, data, len);
        }
        io_consume(&m->s->io, len);
        left -= len;
    }
    return IO_OK;
}

/* "123" or "123 LAST" */
static int chunk_args(const char *args, uint64_t *size, int *last)
{
    size_t n = strspn(args, "0123456789");

    if (n == 0 || n > 18) {
        return 0;
    }
    *size = strtoull(args, NULL, 10);
    *last = text_eq(args + n, " LAST");
    return *last || args[n] == '\0';
}

static void check_binary(struct smtp *m)
{
    size_t i;

    if (m->body == BODY_BINARYMIME) {
        return;
    }
    for (i = 0; i < m->data.len; i++) {
        if (m->data.p[i] == '\n' && (i == 0 || m->data.p[i - 1] != '\r')) {
            session_fault(m->s, "BDAT: bare LF without BODY=BINARYMIME");
            return;
        }
        if (m->data.p[i] == '\r' && m->data.p[i + 1] != '\n') {
            session_fault(m->s, "BDAT: bare CR without BODY=BINARYMIME");
            return;
        }
    }
}

static void end_chunk(struct smtp *m, uint64_t size, int last)
{
    char text[64];

    if (last) {
        check_binary(m);
        deliver(m);
        return;
    }
    snprintf(text, sizeof text, "%llu octets", (unsigned long long)size);
    smtp_reply(m, 250, "2.0.0", text);
}

void smtp_bdat(struct smtp *m, const char *args)
{
    uint64_t size;
    int wanted = m->mail_from != NULL && m->rcpt_count > 0;
    int last;

    if (!m->extended || !smtp_offers(m, SRV_CHUNKING) || !chunk_args(args, &size, &last)) {
        /* Where the next command begins cannot be known. */
        session_fault(m->s, "BDAT not offered or malformed: %s", args);
        smtp_reply(m, 500, "5.5.1", "no such BDAT");
        m->quit = 1;
        return;
    }
    if (read_chunk(m, size, wanted) != IO_OK) {
        return;
    }
    if (!smtp_offers(m, SRV_PIPELINING) && io_more(&m->s->io)) {
        session_fault(m->s, "bytes sent behind BDAT without waiting");
    }
    if (!wanted) {
        smtp_reply(m, m->mail_from != NULL ? 554 : 503, "5.5.1", "no valid recipients");
        return;
    }
    m->bdat = 1;
    end_chunk(m, size, last);
}
