/* SPDX-License-Identifier: MIT */
#include "support/play.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void play_add(struct play_bytes *b, const void *data, size_t n)
{
    if (b->len + n > b->cap) {
        b->cap = (b->len + n) * 2;
        b->p = realloc(b->p, b->cap);
        if (!b->p)
            exit(2);
    }
    if (n)
        memcpy(b->p + b->len, data, n);
    b->len += n;
}

void play_fail(struct play *p, int line, const char *format, ...)
{
    va_list args;
    int n;

    if (p->failed)
        return;
    p->failed = 1;
    n = line ? snprintf(p->why, sizeof p->why, "%s:%d: ", p->sc->file, line)
             : snprintf(p->why, sizeof p->why, "%s: ", p->sc->file);
    va_start(args, format);
    vsnprintf(p->why + n, sizeof p->why - (size_t)n, format, args);
    va_end(args);
}

size_t play_find(const struct play *p, size_t at, char kind)
{
    while (at < p->sc->count && p->sc->item[at].kind != kind)
        at++;
    return at;
}

/* Up to the next call; when that found no room, up to the one behind the server's next words. */
size_t play_limit(const struct play *p)
{
    size_t at = p->call_at;

    if (!p->deferred || at == p->sc->count)
        return at;
    return play_find(p, play_find(p, at, 'S'), '>');
}

/* --- driving --- */

/* More events and bytes than any transcript has: somebody goes round in circles. */
#define ROUNDS_MAX 5000000u

static int is_over(struct play *p)
{
    if (++p->rounds > ROUNDS_MAX)
        play_fail(p, 0, "it goes on for ever");
    return p->ended || p->failed || p->stop;
}

/* The call that waits for a body's room can be made now. */
static int may_write(const struct play *p)
{
    return p->deferred && p->write_due && p->call_at < p->sc->count &&
           play_is_body(p, p->call_at);
}

/* Until nothing moves any more. */
static void pump_next(struct play *p)
{
    const mw_event *ev;

    do {
        mw_set_now(p->s, p->now_ms);
        p->moved = 0;
        ev = mw_next(p->s);
        if (ev)
            play_event(p, ev);
        else if (p->way.how == PLAY_PORTS)
            p->moved = play_ports(p);
        p->moved |= !ev && mw_timeout(p->s) == 0; /* it has work to do */
    } while (!is_over(p) && !may_write(p) && p->moved);
}

/* A blocking caller waits for what the transcript says ends next, or for a body to begin. */
static int32_t awaited(const struct play *p)
{
    if (p->deferred && p->call_at < p->sc->count && !p->over[p->body_id] &&
        play_is_body(p, p->call_at))
        return p->body_id;
    return play_awaited(p);
}

static void wait_for(struct play *p, int32_t id)
{
    const mw_event *ev;

    if (p->way.how == PLAY_RUN) {
        play_ran(p, id, mw_run(p->s, id));
        return;
    }
    ev = mw_each(p->s, id);
    play_event(p, ev ? ev : mw_last_event(p->s));
}

static void pump_wait(struct play *p)
{
    const mw_event *ev;
    int32_t id;

    do {
        mw_set_now(p->s, p->now_ms);
        id = awaited(p);
        p->moved = 0;
        if (id) {
            wait_for(p, id);
        } else {
            ev = mw_next(p->s);
            if (ev)
                play_event(p, ev);
            p->moved |= !ev && mw_timeout(p->s) == 0;
        }
    } while (!is_over(p) && !may_write(p) && p->moved);
}

static void pump(struct play *p)
{
    if (is_over(p))
        return;
    if (p->way.how >= PLAY_EACH && !p->faulted)
        pump_wait(p);
    else
        pump_next(p);
    play_flush_data(p);
}

/* Everything before `to` must have come. */
static int complete(struct play *p, size_t to)
{
    const struct script *sc = p->sc;
    size_t event = play_next_event(p);
    const char *end = p->ended ? "; the session has ended" : "";

    if (p->c_at < to && p->c_at < event)
        play_fail(p, sc->item[p->c_at].line, "the client does not say this%s\n  expected: C %.*s",
                  end, (int)sc->item[p->c_at].len, sc->item[p->c_at].data);
    else if (event < to)
        play_fail(p, sc->item[event].line, "this event does not come%s", end);
    else if (p->s_at < to && !p->ended)
        play_fail(p, sc->item[p->s_at].line, "the session does not read this%s", end);
    return !p->failed;
}

static void follow(struct play *p)
{
    unsigned steps = 0;
    size_t last = p->sc->count;

    for (;;) {
        /* calls that follow each other are made without a word between */
        if (p->deferred || p->call_at != last + 1 || !play_is_submission(p, p->call_at) ||
            !play_is_submission(p, last))
            pump(p);
        if (p->failed || p->stop || p->faulted)
            return;
        if (p->call_at == p->sc->count) {
            complete(p, p->sc->count);
            return;
        }
        if (!p->deferred && !complete(p, p->call_at))
            return;
        if (p->deferred && p->steps == steps) {
            play_fail(p, p->sc->item[p->call_at].line,
                      "this call finds no room, and nothing moves");
            return;
        }
        steps = p->steps;
        last = p->call_at;
        p->deferred = !play_call(p);
        if (p->failed)
            return;
    }
}

/* --- beginning and end --- */

static size_t size_of(int protocol, const mw_config *cfg)
{
    return protocol == SCRIPT_SMTP ? mw_smtp_size(cfg)
         : protocol == SCRIPT_IMAP ? mw_imap_size(cfg)
                                   : mw_pop3_size(cfg);
}

static int init(mw_session **s, int protocol, void *mem, size_t n, const mw_config *cfg)
{
    return protocol == SCRIPT_SMTP ? mw_smtp_init(s, mem, n, cfg)
         : protocol == SCRIPT_IMAP ? mw_imap_init(s, mem, n, cfg)
                                   : mw_pop3_init(s, mem, n, cfg);
}

static void start(struct play *p, const struct guard *g, char **mem, size_t *size)
{
    mw_config cfg = p->sc->cfg;
    int rc;

    cfg.in_bytes = p->way.in_bytes;
    cfg.out_bytes = p->way.out_bytes;
    cfg.timeouts = &p->sc->timeouts;
    if (p->way.how != PLAY_PORTS) {
        play_transport(p);
        cfg.transport = &p->transport;
    }
    *size = size_of(p->sc->protocol, &cfg);
    *mem = guard_end(g, (*size + 7) / 8 * 8);
    memset(*mem, 0xa5, *size);
    rc = *size ? init(&p->s, p->sc->protocol, *mem, *size, &cfg) : MW_E_ARG;
    if (rc != MW_OK) {
        play_fail(p, 0, "no session: %d", rc);
        return;
    }
    mw_set_now(p->s, p->now_ms);
    p->newest_id = mw_open(p->s);
    if (p->newest_id != 1)
        play_fail(p, 0, "mw_open returned %d", (int)p->newest_id);
}

/* The caller has had enough: every id must end all the same. */
static void give_up(struct play *p)
{
    int i;

    if (is_over(p))
        return;
    if (!p->faulted)
        mw_cancel(p->s);
    p->faulted = 1;
    p->way.fault = p->way.fault ? p->way.fault : FAULT_CANCEL;
    for (i = 0; i < 100 && !is_over(p); i++)
        pump(p);
    if (!is_over(p))
        play_fail(p, 0, "the session does not end");
}

int play(struct play *p, const struct script *sc, const struct play_way *way, const struct guard *g)
{
    char *mem;
    size_t size, i, log;

    memset(p, 0, sizeof *p);
    p->sc = sc;
    p->way = *way;
    p->now_ms = 1000;
    p->secure_rc = 1;
    p->compared = play_compared(sc);
    p->c_at = play_find(p, 0, 'C');
    p->s_at = play_find(p, 0, 'S');
    p->call_at = play_find(p, 0, '>');
    start(p, g, &mem, &size);
    if (p->failed)
        return 0;
    follow(p);
    log = p->log.len;
    give_up(p);
    p->log.len = log < p->log.len ? log : p->log.len;
    mw_free(p->s);
    for (i = 0; i < size; i++)
        if (mem[i]) {
            play_fail(p, 0, "mw_free left byte %zu of %zu", i, size);
            break;
        }
    return !p->failed;
}

void play_done(struct play *p)
{
    free(p->wire.p);
    free(p->log.p);
    free(p->data.p);
}
