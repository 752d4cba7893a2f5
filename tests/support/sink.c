/* SPDX-License-Identifier: MIT */
#include "support/sink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void reply(struct sink *k, const char *text)
{
    size_t n = strlen(text);

    if (k->out_len + n > sizeof k->out)
        abort();
    memcpy(k->out + k->out_len, text, n);
    k->out_len += n;
}

static void keep(struct sink *k, const char *p, size_t n)
{
    if (k->body_len + n > k->body_cap) {
        k->body_cap = (k->body_len + n) * 2;
        k->body = realloc(k->body, k->body_cap);
        if (!k->body)
            abort();
    }
    memcpy(k->body + k->body_len, p, n);
    k->body_len += n;
}

static void message_ends(struct sink *k)
{
    char text[60];

    k->in_data = 0;
    k->messages += k->accepted > 0;
    snprintf(text, sizeof text,
             k->accepted ? "250 2.0.0 queued as %u\r\n" : "503 5.5.1 nobody %u\r\n", k->messages);
    reply(k, text);
    k->accepted = 0;
}

/* Within a message: */
#define IN_LINE 0
#define AFTER_CR 1
#define LINE_START 2
#define AFTER_DOT 3
#define AFTER_DOT_CR 4

/* One byte of DATA, with its dots undone. */
static void data_byte(struct sink *k, char c)
{
    if (k->at == LINE_START && c == '.') {
        k->at = AFTER_DOT;
    } else if (k->at == AFTER_DOT && c == '\r') {
        k->at = AFTER_DOT_CR;
    } else if (k->at == AFTER_DOT_CR && c == '\n') {
        message_ends(k);
    } else {
        if (k->at == AFTER_DOT_CR)
            keep(k, "\r", 1);
        keep(k, &c, 1);
        k->at = c == '\r' ? AFTER_CR : c == '\n' && k->at == AFTER_CR ? LINE_START : IN_LINE;
    }
}

static void command(struct sink *k, const char *line)
{
    unsigned long n;
    char last[8] = "";

    if (strncmp(line, "EHLO", 4) == 0) {
        reply(k, k->ehlo);
    } else if (strncmp(line, "MAIL", 4) == 0) {
        k->mails++;
        k->accepted = 0;
        reply(k, "250 2.1.0 ok\r\n");
    } else if (strncmp(line, "RCPT", 4) == 0) {
        int no = k->refuse && ++k->rcpts % k->refuse == 0;

        k->accepted += !no;
        reply(k, no ? "550 5.1.1 no\r\n" : "250 2.1.5 ok\r\n");
    } else if (strcmp(line, "DATA") == 0) {
        k->in_data = k->accepted > 0;
        k->at = LINE_START;
        reply(k, k->accepted ? "354 go\r\n" : "503 5.5.1 nobody\r\n");
    } else if (sscanf(line, "BDAT %lu %7s", &n, last) >= 1) {
        k->chunks++;
        k->chunk_left = n + 1; /* 1: the end of a chunk */
        k->last = strcmp(last, "LAST") == 0;
    } else if (strcmp(line, "QUIT") == 0) {
        reply(k, "221 bye\r\n");
    } else if (strcmp(line, "RSET") == 0 || strcmp(line, "NOOP") == 0) {
        reply(k, "250 ok\r\n");
    } else {
        reply(k, "500 what?\r\n");
    }
}

static void chunk_ends(struct sink *k)
{
    k->chunk_left = 0;
    if (k->last)
        message_ends(k);
    else
        reply(k, k->accepted ? "250 chunk\r\n" : "503 5.5.1 nobody\r\n");
}

/* Reads what came. */
static void work(struct sink *k)
{
    size_t i = 0, n;
    char *lf;

    while (i < k->in_len) {
        if (k->in_data) {
            data_byte(k, k->in[i++]);
        } else if (k->chunk_left > 1) {
            n = k->chunk_left - 1 < k->in_len - i ? k->chunk_left - 1 : k->in_len - i;
            if (k->accepted)
                keep(k, k->in + i, n);
            i += n;
            k->chunk_left -= n;
        } else {
            lf = memchr(k->in + i, '\n', k->in_len - i);
            if (!lf)
                break;
            lf[-1] = 0;
            command(k, k->in + i);
            i = (size_t)(lf + 1 - k->in);
        }
        if (k->chunk_left == 1)
            chunk_ends(k);
    }
    memmove(k->in, k->in + i, k->in_len - i);
    k->in_len -= i;
}

static int sink_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct sink *k = ctx;
    size_t n = k->out_ready;

    n = n < k->piece ? n : k->piece;
    n = n < cap ? n : cap;
    if (n == 0)
        return MW_WANT_READ;
    memcpy(buf, k->out, n);
    memmove(k->out, k->out + n, k->out_len - n);
    k->out_len -= n;
    k->out_ready -= n;
    *got = n;
    return MW_OK;
}

static int sink_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct sink *k = ctx;
    size_t n = len < k->piece ? len : k->piece;

    n = n < k->window - k->in_len ? n : k->window - k->in_len;
    if (n == 0)
        return MW_WANT_WRITE;
    memcpy(k->in + k->in_len, buf, n);
    k->in_len += n;
    *put = n;
    return MW_OK;
}

/* Time passes: what was sent arrives, and what was said before arrives, too. */
static int sink_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct sink *k = ctx;
    size_t in = k->in_len, ready = k->out_ready;

    (void)timeout_ms;
    work(k);
    k->out_ready = k->out_len;
    k->trips += (want & MW_POLL_READ) && !(want & MW_POLL_WRITE);
    if (k->in_len == in && k->out_ready == ready && !((want & MW_POLL_READ) && ready))
        return ++k->idle > 3; /* it waits for what will never come */
    k->idle = 0;
    return 0;
}

void sink_new(struct sink *k, const char *ehlo)
{
    static const mw_transport t = MW_TRANSPORT_INIT;

    memset(k, 0, sizeof *k);
    k->transport = t;
    k->transport.ctx = k;
    k->transport.recv = sink_recv;
    k->transport.send = sink_send;
    k->transport.wait = sink_wait;
    k->ehlo = ehlo;
    k->piece = k->window = 4096;
    reply(k, "220 sink\r\n");
    k->out_ready = k->out_len;
}

void sink_free(struct sink *k)
{
    free(k->body);
}
