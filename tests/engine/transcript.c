/* SPDX-License-Identifier: MIT */
#include "support/play.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* usage: transcript FILE...

   Plays each transcript in every way that must not make a difference, and with every call of the
   transport failing in turn. Writes TAP: one line a file and mode. With MW_SMALL in the
   environment only the smallest buffers are used. README.md describes the files. */

struct run {
    const struct script *sc;
    struct guard guard;
    int small;
    unsigned plays;
    struct play_bytes log, wire; /* of the first play: all others must be the same */
    int has_log;
    char why[3000];
};

static struct play player; /* large */

static void describe(struct run *r, const struct play_way *w)
{
    static const char *const hows[] = { "byte ports", "mw_next", "mw_each", "mw_run" };
    static const char *const faults[] = { "", "WANT_READ", "WANT_WRITE", "short", "CONN_LOST",
                                          "EOF", "TRUNCATED", "mw_free", "mw_cancel" };
    int n = snprintf(r->why, sizeof r->why,
                     "%s\n  with: %s, input by %zu, output by %zu, writes of %zu, in_bytes %u, "
                     "out_bytes %u",
                     player.failed ? player.why : "", hows[w->how], w->in_chunk, w->out_chunk,
                     w->write_chunk, (unsigned)w->in_bytes, (unsigned)w->out_bytes);

    if (w->fault && n > 0 && (size_t)n < sizeof r->why)
        snprintf(r->why + n, sizeof r->why - (size_t)n, ", call %u: %s", w->fault_at,
                 faults[w->fault]);
}

static int up_to_300(const struct play_bytes *b, size_t from)
{
    return (int)(b->len - from < 300 ? b->len - from : 300);
}

/* Where two texts begin to differ: the lines there. */
static void first_difference(char *to, size_t cap, const struct play_bytes *a,
                             const struct play_bytes *b)
{
    size_t i = 0, line = 0;

    while (i < a->len && i < b->len && a->p[i] == b->p[i])
        if (a->p[i++] == '\n')
            line = i;
    snprintf(to, cap, "\n  before: %.*s\n  now:    %.*s", up_to_300(a, line), a->p + line,
             up_to_300(b, line), b->p + line);
}

static int is_same(const struct play_bytes *a, const struct play_bytes *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->p, b->p, a->len) == 0);
}

static int compare_log(struct run *r)
{
    char what[800];

    if (!r->has_log) {
        r->has_log = 1;
        play_add(&r->log, player.log.p, player.log.len);
        play_add(&r->wire, player.wire.p, player.wire.len);
        return 1;
    }
    if (player.way.how < PLAY_RUN && !is_same(&r->log, &player.log)) {
        first_difference(what, sizeof what, &r->log, &player.log);
        play_fail(&player, 0, "another event log than before%s", what);
    } else if (!is_same(&r->wire, &player.wire)) {
        first_difference(what, sizeof what, &r->wire, &player.wire);
        play_fail(&player, 0, "other bytes on the wire than before%s", what);
    }
    return !player.failed;
}

static int one(struct run *r, const struct play_way *w)
{
    struct play_way way = *w;
    int ok;

    if (r->sc->whole_writes)
        way.write_chunk = 0;
    if (r->sc->whole) {
        way.in_chunk = 0;
        if (w->fault == FAULT_SHORT)
            return 1;
    }
    ok = play(&player, r->sc, &way, &r->guard);
    r->plays++;
    if (ok && (w->fault == FAULT_NONE || w->fault <= FAULT_SHORT))
        ok = compare_log(r);
    if (!ok)
        describe(r, w);
    play_done(&player);
    return ok;
}

/* --- buffers --- */

static const uint32_t in_sizes[] = { 64, 96, 128, 256, 512, 1024, 4096, 65536 };
static const uint32_t out_sizes[] = { 128, 160, 256, 1024, 4096, 32768 };
#define COUNT(a) (sizeof(a) / sizeof *(a))

/* The i-th size that lies between least and most, least itself being the first; 0: no more. */
static uint32_t pick(const uint32_t *sizes, size_t count, uint32_t least, uint32_t most, size_t i)
{
    size_t at = 0;

    if (i == 0)
        return least;
    while (at < count && sizes[at] <= least)
        at++;
    at += i - 1;
    return at < count && sizes[at] <= most ? sizes[at] : 0;
}

static uint32_t in_size(const struct run *r, size_t i)
{
    return r->small && i ? 0 : pick(in_sizes, COUNT(in_sizes), r->sc->in_min, r->sc->in_max, i);
}

static uint32_t out_size(const struct run *r, size_t i)
{
    return r->small && i ? 0 : pick(out_sizes, COUNT(out_sizes), r->sc->out_min, r->sc->out_max, i);
}

static size_t server_bytes(const struct script *sc)
{
    size_t i, n = 0;

    for (i = 0; i < sc->count; i++)
        if (sc->item[i].kind == 'S')
            n += sc->item[i].len;
    return n;
}

/* --- modes --- */

static int all_chunks(struct run *r, struct play_way *w)
{
    size_t most = server_bytes(r->sc), n;

    for (n = 1; n <= most; n += n < 1200 ? 1 : n / 3) {
        w->in_chunk = n;
        w->out_chunk = n;
        w->write_chunk = n;
        if (!one(r, w))
            return 0;
        w->out_chunk = 0;
        w->write_chunk = n % 2 ? 0 : n;
        if (n % 5 == 0 && !one(r, w))
            return 0;
    }
    return 1;
}

static int some_chunks(struct run *r, struct play_way *w)
{
    static const size_t chunks[] = { 0, 1, 2, 3, 7, 19, 64, 333 };
    size_t i;

    for (i = 0; i < COUNT(chunks); i++) {
        w->in_chunk = chunks[i];
        w->out_chunk = chunks[(i * 3 + 1) % COUNT(chunks)];
        w->write_chunk = chunks[(i * 5 + 2) % COUNT(chunks)];
        if (!one(r, w))
            return 0;
    }
    return 1;
}

/* Every chunk size with the smallest and with usual buffers, some with all the others. */
static int mode_chunks(struct run *r)
{
    struct play_way w = { PLAY_PORTS, 0, 0, 0, 0, 0, 0, 0 };
    size_t i, o;

    for (i = 0; (w.in_bytes = in_size(r, i)) != 0; i++)
        for (o = 0; (w.out_bytes = out_size(r, o)) != 0; o++) {
            w.in_chunk = w.out_chunk = w.write_chunk = 0;
            if (!one(r, &w) || !some_chunks(r, &w))
                return 0;
            if (((i == 0 && o == 0) || (w.in_bytes == 4096 && w.out_bytes == 1024)) &&
                !all_chunks(r, &w))
                return 0;
        }
    return 1;
}

static int mode_blocking(struct run *r)
{
    static const size_t chunks[] = { 0, 1, 2, 5, 31, 400 };
    struct play_way w = { PLAY_NEXT, 0, 0, 0, 0, 0, 0, 0 };
    size_t i, o, c;

    for (; w.how <= PLAY_RUN; w.how++)
        for (i = 0; (w.in_bytes = in_size(r, i)) != 0; i++)
            for (o = 0; (w.out_bytes = out_size(r, o)) != 0; o++)
                for (c = 0; c < COUNT(chunks); c++) {
                    w.in_chunk = chunks[c];
                    w.out_chunk = chunks[(c + 2) % COUNT(chunks)];
                    w.write_chunk = chunks[(c + 3) % COUNT(chunks)];
                    if (!one(r, &w))
                        return 0;
                }
    return 1;
}

/* Each call in turn, each way it can go wrong. */
static int mode_faults(struct run *r)
{
    static const size_t chunks[] = { 0, 11 };
    struct play_way w = { PLAY_NEXT, 0, 0, 0, 0, 0, 0, 0 };
    unsigned calls;
    size_t c;

    w.in_bytes = r->sc->in_min > 512 || r->small ? r->sc->in_min : 512;
    w.out_bytes = r->sc->out_min > 256 || r->small ? r->sc->out_min : 256;
    if (w.in_bytes > r->sc->in_max)
        w.in_bytes = r->sc->in_max;
    if (w.out_bytes > r->sc->out_max)
        w.out_bytes = r->sc->out_max;
    for (c = 0; c < COUNT(chunks); c++) {
        w.in_chunk = w.out_chunk = w.write_chunk = chunks[c];
        w.fault = FAULT_NONE;
        w.fault_at = 0;
        if (!one(r, &w))
            return 0;
        calls = player.calls;
        for (w.fault_at = 1; w.fault_at <= calls; w.fault_at += 1 + calls / 1000)
            for (w.fault = 1; w.fault < FAULTS; w.fault++)
                if (!one(r, &w))
                    return 0;
    }
    return 1;
}

/* --- TAP --- */

static int report(struct run *r, const char *name, int (*mode)(struct run *), int *number)
{
    char *p = r->why, *lf;
    int ok;

    r->plays = 0;
    ok = mode(r);
    printf("%sok %d - %s: %s, %u plays\n", ok ? "" : "not ", ++*number, r->sc->file, name,
           r->plays);
    for (; !ok && *p; p = lf ? lf + 1 : p + strlen(p)) {
        lf = strchr(p, '\n');
        printf("# %.*s\n", lf ? (int)(lf - p) : (int)strlen(p), p);
    }
    fflush(stdout);
    return ok;
}

static int run_file(struct run *r, const char *file, int *number)
{
    static struct script sc;
    int ok;

    if (!script_read(&sc, file)) {
        printf("not ok %d - %s: cannot be read\n", ++*number, file);
        script_free(&sc);
        return 0;
    }
    r->sc = &sc;
    r->has_log = 0;
    r->log.len = r->wire.len = 0;
    ok = report(r, "every chunk", mode_chunks, number);
    if (ok && !sc.no_faults) {
        ok &= report(r, "blocking", mode_blocking, number);
        ok &= report(r, "each call failing", mode_faults, number);
    }
    script_free(&sc);
    return ok;
}

int main(int argc, char **argv)
{
    static struct run r;
    int i, number = 0, ok = 1;

    r.small = getenv("MW_SMALL") != NULL;
    guard_new(&r.guard, 2u << 20);
    for (i = 1; i < argc; i++)
        ok &= run_file(&r, argv[i], &number);
    printf("1..%d\n", number);
    guard_free(&r.guard);
    free(r.log.p);
    free(r.wire.p);
    return argc > 1 && ok ? 0 : 1;
}
