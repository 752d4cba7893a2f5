/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "clock.h"
#include "hostile_script.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define LINE_MAX_BYTES (1024 * 1024)
#define FLOOD_CHUNK_BYTES 65536

/* What an io_status means for the play. */
static enum hst_end end_of(int status)
{
    switch (status) {
    case IO_TIMEOUT:
        return HST_TIMEOUT;
    case IO_STOPPED:
        return HST_STOPPED;
    case IO_TLS:
        return HST_TLS_FAILED;
    case IO_LONG:
        return HST_MISMATCH;
    default:
        return HST_CLIENT_LEFT;
    }
}

/* ---- sending ------------------------------------------------------------------------------ */

static int send_dripping(struct play *p, const char *data, size_t len)
{
    size_t at = 0;
    int rc = io_flush(&p->io);

    while (rc == IO_OK && at < len) {
        size_t n = len - at < p->drip->n ? len - at : (size_t)p->drip->n;

        io_write(&p->io, data + at, n);
        rc = io_flush(&p->io);
        at += n;
        if (rc == IO_OK && at < len && io_wait(&p->io, 0, p->drip->ms) == IO_STOPPED) {
            rc = IO_STOPPED;
        }
    }
    p->drip = NULL;
    return rc;
}

static int send_text(struct play *p, const char *data, size_t len)
{
    hst_play_progress(p, 0, len);
    if (p->drip != NULL) {
        return send_dripping(p, data, len);
    }
    io_write(&p->io, data, len);
    return p->io.failed;
}

/* $TAG becomes the word that the last C: $TAG step bound. */
static int send_tagged(struct play *p, const struct buf *text)
{
    struct buf out = {0};
    size_t i = 0;
    int rc;

    while (i < text->len) {
        if (text->len - i >= 4 && memcmp(text->p + i, "$TAG", 4) == 0) {
            buf_str(&out, p->tag);
            i += 4;
        } else {
            buf_chr(&out, text->p[i++]);
        }
    }
    rc = send_text(p, out.p, out.len);
    buf_free(&out);
    return rc;
}

static int send_over_and_over(struct play *p, const struct buf *text, uint64_t total)
{
    struct buf chunk = {0};
    int rc = IO_OK;

    while (chunk.len + text->len <= FLOOD_CHUNK_BYTES || chunk.len == 0) {
        buf_add(&chunk, text->p, text->len);
    }
    while (rc == IO_OK && total > 0) {
        size_t n = total < chunk.len ? (size_t)total : chunk.len;

        rc = send_text(p, chunk.p, n);
        total -= n;
    }
    if (rc == IO_OK) {
        rc = io_flush(&p->io);
    }
    buf_free(&chunk);
    return rc;
}

/* ---- listening ---------------------------------------------------------------------------- */

static int matches(struct play *p, const struct buf *prefix)
{
    const char *want = prefix->p;
    const char *line = p->line.p;

    if (text_starts(want, "$TAG")) {
        size_t len = strcspn(line, " ");

        snprintf(p->tag, sizeof p->tag, "%.*s", (int)(len < 60 ? len : 60), line);
        want += 4;
        line += len;
    }
    return text_starts(line, want);
}

static int expect(struct play *p, const struct step *s)
{
    int rc;

    do {
        rc = io_line(&p->io, &p->line, LINE_MAX_BYTES);
        if (rc == IO_OK && matches(p, &s->text)) {
            return IO_OK;
        }
    } while (rc == IO_OK && s->op == OP_SKIP);
    return rc == IO_OK ? IO_LONG : rc;
}

static int take(struct play *p, uint64_t n)
{
    const char *data;
    size_t len;

    while (n > 0) {
        int rc = io_peek(&p->io, &data, &len);

        if (rc != IO_OK) {
            return rc;
        }
        len = len < n ? len : (size_t)n;
        io_consume(&p->io, len);
        n -= len;
    }
    return IO_OK;
}

/* Takes all that comes for so long. IO_TIMEOUT: the client is still there. */
static int listen_for(struct play *p, unsigned ms)
{
    long long end = clock_ms() + (long long)ms;
    const char *data;
    size_t len;
    int rc = IO_OK;

    while (rc == IO_OK) {
        long long left = end - clock_ms();

        p->io.idle_ms = left > 0 ? (unsigned)left : 0;
        rc = left > 0 ? io_peek(&p->io, &data, &len) : IO_TIMEOUT;
        if (rc == IO_OK) {
            io_consume(&p->io, len);
        }
    }
    p->io.idle_ms = p->limit_ms;
    if (rc == IO_TIMEOUT) {
        p->io.failed = IO_OK;
    }
    return rc;
}

/* ---- closing ------------------------------------------------------------------------------ */

static int say_fin(struct play *p, int close_notify)
{
    int rc = io_flush(&p->io);

    if (rc == IO_OK && close_notify && p->io.tls != NULL) {
        tls_close_notify(p->io.tls);
    }
    shutdown(p->io.fd, SHUT_WR);
    return rc;
}

static int close_now(struct play *p, int close_notify)
{
    int rc = say_fin(p, close_notify);

    while (rc == IO_OK && io_more(&p->io)) { /* unread bytes would turn the FIN into RST */
        p->io.in_pos = p->io.in_len;
    }
    io_abort(&p->io, 0);
    p->over = 1;
    return rc;
}

static int reset_now(struct play *p)
{
    int rc = io_flush(&p->io);

    io_abort(&p->io, 1);
    p->over = 1;
    return rc;
}

static int start_tls(struct play *p, const struct step *s)
{
    int rc = io_start_tls(&p->io, p->tls[s->cert]);

    hst_play_tls(p, rc == IO_OK);
    return rc;
}

/* ---- the script --------------------------------------------------------------------------- */

static int drip_next(struct play *p, const struct step *s)
{
    p->drip = s;
    return io_flush(&p->io);
}

static int silent(struct play *p, unsigned ms)
{
    int rc = listen_for(p, ms);

    return rc == IO_TIMEOUT ? IO_OK : rc;
}

static int run_step(struct play *p, const struct step *s)
{
    switch (s->op) {
    case OP_LINE:
    case OP_RAW:
        return send_tagged(p, &s->text);
    case OP_EXPECT:
    case OP_SKIP:
        return expect(p, s);
    case OP_TAKE:
        return take(p, s->n);
    case OP_TLS:
        return start_tls(p, s);
    case OP_DRIP:
        return drip_next(p, s);
    case OP_FLOOD:
        return send_over_and_over(p, &s->text, s->n << 20);
    case OP_REPEAT:
        return send_over_and_over(p, &s->text, s->n * s->text.len);
    case OP_SILENT:
        return silent(p, s->ms);
    case OP_HALF_CLOSE:
        return say_fin(p, 1);
    case OP_FIN:
        return say_fin(p, 0);
    case OP_CLOSE:
        return close_now(p, 0);
    case OP_BYE:
        return close_now(p, 1);
    case OP_RST:
        return reset_now(p);
    }
    return IO_OK;
}

void hst_play_run(struct play *p)
{
    int rc = IO_OK;
    size_t i;

    for (i = 0; i < p->step_count && rc == IO_OK && !p->over; i++) {
        rc = run_step(p, &p->steps[i]);
        if (rc == IO_OK) {
            hst_play_progress(p, 1, 0);
        }
    }
    if (rc == IO_OK && !p->over) {
        rc = io_flush(&p->io);
    }
    hst_play_end(p, rc == IO_OK ? HST_DONE : end_of(rc), rc == IO_LONG ? &p->line : NULL);
    if (!p->over) {
        if (rc == IO_TIMEOUT) {
            p->io.failed = IO_OK;
        }
        listen_for(p, p->limit_ms);
        if (p->io.failed == IO_TLS) {
            io_close(&p->io); /* an RST would take the alert away from the client */
        } else {
            io_abort(&p->io, 0);
        }
    }
}
