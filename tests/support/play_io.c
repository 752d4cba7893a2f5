/* SPDX-License-Identifier: MIT */
#include "support/play.h"

#include <stdio.h>
#include <string.h>

/* The bytes between script and session, by byte ports or by a transport. */

/* --- what the server says --- */

size_t play_available(struct play *p, const char **data)
{
    const struct script *sc = p->sc;
    size_t limit = play_limit(p), left;

    if (p->s_at >= sc->count || p->s_at >= limit || p->c_at < p->s_at)
        return 0;
    *data = sc->item[p->s_at].data + p->s_off;
    left = sc->item[p->s_at].len - p->s_off;
    return left;
}

void play_taken(struct play *p, size_t n)
{
    const struct script *sc = p->sc;

    while (p->s_at < sc->count) {
        size_t left = sc->item[p->s_at].len - p->s_off;

        if (n < left) {
            p->s_off += n;
            return;
        }
        n -= left;
        p->s_off = 0;
        p->s_at = play_find(p, p->s_at + 1, 'S');
        if (n == 0)
            return;
    }
}

/* Copies up to cap bytes, of as many lines as there are now. */
static size_t give(struct play *p, char *to, size_t cap)
{
    const char *data;
    size_t n, total = 0;

    if (p->way.in_chunk && cap > p->way.in_chunk)
        cap = p->way.in_chunk;
    while (total < cap && (n = play_available(p, &data)) > 0) {
        n = n < cap - total ? n : cap - total;
        memcpy(to + total, data, n);
        play_taken(p, n);
        total += n;
    }
    p->moved |= total > 0;
    p->steps += total > 0;
    return total;
}

/* --- what the client says --- */

static void show(char *to, size_t cap, const char *data, size_t n)
{
    size_t i, len = 0;

    for (i = 0; i < n && len + 6 < cap; i++) {
        unsigned char c = (unsigned char)data[i];

        if (c >= 0x20 && c < 0x7f && c != '\\')
            to[len++] = (char)c;
        else
            len += (size_t)snprintf(to + len, 5,
                                    c == '\r'   ? "\\r"
                                    : c == '\n' ? "\\n"
                                                : "\\x%02x",
                                    c);
    }
    to[len] = 0;
}

static void differs(struct play *p, const char *data, size_t n, int early)
{
    const struct script *sc = p->sc;
    char got[200], expected[200] = "nothing any more";
    int line = 0;

    show(got, sizeof got, data, n);
    if (p->c_at < sc->count) {
        const struct script_item *it = &sc->item[p->c_at];

        show(expected, sizeof expected, it->data + p->c_off, it->len - p->c_off);
        line = it->line;
    }
    play_fail(p, line, "%s\n  expected: C %s\n  got:      C %s",
              early ? "sent too early" : "the client sent something else", expected, got);
}

void play_output(struct play *p, const char *data, size_t n)
{
    const struct script *sc = p->sc;

    p->moved = 1;
    p->steps++;
    play_add(&p->wire, data, n);
    while (n && !p->failed) {
        const struct script_item *it = &sc->item[p->c_at];
        size_t run;

        if (p->c_at >= sc->count || p->c_at >= play_limit(p) || p->s_at < p->c_at) {
            differs(p, data, n, p->c_at < sc->count);
            return;
        }
        run = it->len - p->c_off < n ? it->len - p->c_off : n;
        if (memcmp(it->data + p->c_off, data, run) != 0) {
            differs(p, data, n, 0);
            return;
        }
        p->c_off += run;
        data += run;
        n -= run;
        if (p->c_off == it->len) {
            p->c_at = play_find(p, p->c_at + 1, 'C');
            p->c_off = 0;
        }
    }
}

/* --- byte ports --- */

int play_ports(struct play *p)
{
    const void *out;
    void *in;
    const char *data;
    size_t n;

    p->moved = 0;
    if (mw_out(p->s, &out, &n) == MW_OK) {
        if (!(mw_want(p->s) & MW_POLL_WRITE))
            play_fail(p, 0, "mw_out has bytes, but mw_want does not say so");
        if (n > p->way.out_bytes)
            play_fail(p, 0, "mw_out has more than out_bytes");
        n = p->way.out_chunk && n > p->way.out_chunk ? p->way.out_chunk : n;
        play_output(p, out, n);
        mw_out_done(p->s, n);
    }
    if (play_available(p, &data) && mw_in(p->s, &in, &n) == MW_OK) {
        if (n == 0)
            play_fail(p, 0, "mw_in said MW_OK without room");
        n = give(p, in, n);
        mw_in_done(p->s, n);
    }
    return p->moved;
}

/* --- the transport --- */

/* Counts a call, and says what is to go wrong in it now. */
static int fault(struct play *p)
{
    if (++p->calls != p->way.fault_at)
        return FAULT_NONE;
    p->moved = 1;
    if (p->way.fault == FAULT_CANCEL)
        mw_cancel(p->s);
    if (p->way.fault == FAULT_FREE)
        p->stop = 1;
    if (p->way.fault >= FAULT_LOST)
        p->faulted = 1;
    return p->way.fault;
}

static int is_want(int f, int *rc)
{
    *rc = f == FAULT_WANT_READ ? MW_WANT_READ : MW_WANT_WRITE;
    return f == FAULT_WANT_READ || f == FAULT_WANT_WRITE;
}

static int transport_open(void *ctx, const char *host, uint16_t port)
{
    struct play *p = ctx;
    int rc, f = fault(p);

    if (strcmp(host, p->sc->cfg.host) != 0 || port == 0)
        play_fail(p, 0, "open got host %s, port %u", host, (unsigned)port);
    if (is_want(f, &rc))
        return rc;
    return f >= FAULT_LOST && f <= FAULT_TRUNCATED ? MW_E_CONN_REFUSED : MW_OK;
}

static int transport_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct play *p = ctx;
    int rc, f = fault(p);
    const char *data;

    if (cap == 0)
        play_fail(p, 0, "recv without room");
    if (is_want(f, &rc))
        return rc;
    if (f >= FAULT_LOST && f <= FAULT_TRUNCATED) {
        p->deaf = 1;
        p->broken = f == FAULT_LOST ? MW_E_CONN_LOST : f == FAULT_EOF ? MW_EOF : MW_E_TRUNCATED;
    }
    if (p->deaf || play_available(p, &data) == 0)
        return p->broken ? p->broken : p->eof ? MW_EOF : MW_WANT_READ;
    *got = give(p, buf, f == FAULT_SHORT ? 1 : cap);
    return MW_OK;
}

static int transport_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct play *p = ctx;
    int rc, f = fault(p);

    if (len == 0)
        play_fail(p, 0, "send without bytes");
    if (is_want(f, &rc))
        return rc;
    if (f >= FAULT_LOST && f <= FAULT_TRUNCATED) {
        p->broken = MW_E_CONN_LOST;
        return MW_E_CONN_LOST;
    }
    *put = p->way.out_chunk && len > p->way.out_chunk ? p->way.out_chunk : len;
    if (f == FAULT_SHORT)
        *put = 1;
    play_output(p, buf, *put);
    return MW_OK;
}

static int transport_secure(void *ctx, const char *host)
{
    struct play *p = ctx;
    int rc, f = fault(p);
    size_t at;

    if (strcmp(host, p->sc->cfg.host) != 0)
        play_fail(p, 0, "secure got host %s", host);
    if (is_want(f, &rc))
        return rc;
    if (f >= FAULT_LOST && f <= FAULT_TRUNCATED)
        return MW_E_TLS;
    if (!p->secure_due) { /* what SECURE is for byte ports */
        at = play_next_event(p);
        if (at == p->sc->count || p->sc->item[at].want.type != MW_EV_SECURE || at >= play_limit(p))
            play_fail(p, at < p->sc->count ? p->sc->item[at].line : 0, "TLS begins too early");
        p->event_at = at + 1;
        p->secure_due = 1;
    }
    if (p->secure_rc == 1)
        return MW_WANT_READ;
    p->moved = 1;
    p->secure_due = 0;
    rc = p->secure_rc;
    p->secure_rc = 1;
    return rc;
}

/* Non-zero: there is nothing that could come. */
static int transport_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct play *p = ctx;
    const char *data;

    if (timeout_ms == 0 || (want & MW_POLL_WRITE))
        return 0;
    if (play_available(p, &data) || p->eof || p->broken || p->secure_rc != 1)
        return 0;
    if (p->secure_due && p->call_at < p->sc->count &&
        strcmp(p->sc->item[p->call_at].word[0], "secure") == 0)
        return !play_call(p);
    if (!p->moved)
        p->cancel_in_wait = 1;
    p->moved = 0;
    return p->cancel_in_wait;
}

void play_transport(struct play *p)
{
    static const mw_transport t = MW_TRANSPORT_INIT;

    p->transport = t;
    p->transport.ctx = p;
    p->transport.open = transport_open;
    p->transport.recv = transport_recv;
    p->transport.send = transport_send;
    p->transport.secure = transport_secure;
    p->transport.wait = transport_wait;
}
