/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "hostile.h"

#include "clock.h"
#include "hostile_script.h"
#include "listen.h"
#include "server.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_LIMIT_MS 5000u
#define DEFAULT_LOG_BYTES (8u << 20)

struct hst {
    struct hst_opts opts;
    struct pki_set *own_pki;
    struct tls_ctx *tls[PKI_CHOICES + 1];
    struct step *steps;
    size_t step_count;
    struct listening listening;
    int stop[2];
    pthread_t acceptor;
    int accepting;
    pthread_mutex_t lock; /* guards all below and the plays' results */
    pthread_cond_t changed;
    struct play **plays;
    size_t count;
    size_t cap;
    size_t over;
};

/* ---- what the plays tell ------------------------------------------------------------------ */

void hst_play_progress(struct play *p, size_t steps, uint64_t sent)
{
    pthread_mutex_lock(&p->owner->lock);
    p->seen.steps += steps;
    p->seen.sent_bytes += sent;
    pthread_mutex_unlock(&p->owner->lock);
}

void hst_play_end(struct play *p, enum hst_end end, const struct buf *line)
{
    pthread_mutex_lock(&p->owner->lock);
    p->seen.end = end;
    if (line != NULL && line->p != NULL) {
        snprintf(p->seen.last_line, sizeof p->seen.last_line, "%s", line->p);
    }
    pthread_mutex_unlock(&p->owner->lock);
}

void hst_play_tls(struct play *p, int worked)
{
    pthread_mutex_lock(&p->owner->lock);
    p->seen.tls_started |= worked;
    if (p->io.tls != NULL) {
        p->seen.tls_error = tls_error(p->io.tls);
        snprintf(p->seen.sni, sizeof p->seen.sni, "%s", tls_sni(p->io.tls));
    }
    pthread_mutex_unlock(&p->owner->lock);
}

static void tap(void *ctx, const char *data, size_t len)
{
    struct play *p = ctx;
    struct buf *to = p->io.tls != NULL ? &p->under_tls : &p->clear;
    size_t left;

    pthread_mutex_lock(&p->owner->lock);
    left = p->owner->opts.log_bytes - p->clear.len - p->under_tls.len;
    buf_add(to, data, len < left ? len : left);
    p->seen.received_bytes += len;
    pthread_mutex_unlock(&p->owner->lock);
}

/* ---- connections -------------------------------------------------------------------------- */

static void add_play(struct hst *h, struct play *p)
{
    pthread_mutex_lock(&h->lock);
    if (h->count == h->cap) {
        size_t cap = h->cap != 0 ? h->cap * 2 : 16;
        struct play **all = mem_new(cap * sizeof *all);

        if (h->count != 0) {
            memcpy(all, h->plays, h->count * sizeof *all);
        }
        free(h->plays);
        h->plays = all;
        h->cap = cap;
    }
    h->plays[h->count++] = p;
    pthread_mutex_unlock(&h->lock);
}

static void count_over(struct hst *h)
{
    pthread_mutex_lock(&h->lock);
    h->over += 1;
    pthread_cond_broadcast(&h->changed);
    pthread_mutex_unlock(&h->lock);
}

static void *connection(void *arg)
{
    struct play *p = arg;

    hst_play_run(p);
    buf_free(&p->line);
    count_over(p->owner); /* the last thing: hst_stop waits for it */
    return NULL;
}

static void on_client(void *ctx, size_t which, int fd)
{
    struct hst *h = ctx;
    struct play *p = mem_new(sizeof *p);

    (void)which;
    io_init(&p->io, fd, h->stop[0], h->opts.limit_ms);
    p->io.tap = tap;
    p->io.tap_ctx = p;
    p->owner = h;
    p->steps = h->steps;
    p->step_count = h->step_count;
    p->tls = h->tls;
    p->limit_ms = h->opts.limit_ms;
    add_play(h, p);
    if (listen_thread(connection, p) != 0) {
        io_abort(&p->io, 1);
        hst_play_end(p, HST_STOPPED, NULL);
        count_over(h);
    }
}

static void *accept_loop(void *arg)
{
    struct hst *h = arg;

    listen_serve(&h->listening, 1, h->stop[0], on_client, h);
    return NULL;
}

/* ---- start and stop ----------------------------------------------------------------------- */

static struct tls_ctx *make_tls(struct hst *h, unsigned cert)
{
    struct tls_opts t = {0};

    t.cert = cert == HST_OWN ? h->opts.own_cert : pki_get(h->opts.pki, (enum pki_choice)cert);
    t.min = h->opts.tls_min;
    t.max = h->opts.tls_max;
    return tls_ctx_new(&t);
}

static int open_tls(struct hst *h)
{
    size_t i;

    if (h->opts.pki == NULL) {
        h->own_pki = pki_set_new();
        h->opts.pki = h->own_pki;
    }
    if (h->opts.pki == NULL) {
        return -1;
    }
    for (i = 0; i < h->step_count; i++) {
        unsigned cert = h->steps[i].cert;

        if (h->steps[i].op == OP_TLS && h->tls[cert] == NULL) {
            h->tls[cert] = make_tls(h, cert);
            if (h->tls[cert] == NULL) {
                return -1;
            }
        }
    }
    return 0;
}

static int run(struct hst *h)
{
    if (open_tls(h) != 0) {
        fputs("hostile: no TLS with these options\n", stderr);
        return -1;
    }
    if (listen_pipe(h->stop) != 0 || listen_open(&h->listening, 0) != 0) {
        fprintf(stderr, "hostile: cannot listen: %s\n", strerror(errno));
        return -1;
    }
    if (pthread_create(&h->acceptor, NULL, accept_loop, h) != 0) {
        return -1;
    }
    h->accepting = 1;
    return 0;
}

struct hst *hst_start(const char *const *script, const struct hst_opts *opts)
{
    struct hst *h = mem_new(sizeof *h);

    h->opts = *opts;
    h->opts.limit_ms = opts->limit_ms != 0 ? opts->limit_ms : DEFAULT_LIMIT_MS;
    h->opts.log_bytes = opts->log_bytes != 0 ? opts->log_bytes : DEFAULT_LOG_BYTES;
    h->stop[0] = h->stop[1] = -1;
    h->listening.fd[0] = h->listening.fd[1] = -1;
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->changed, NULL);
    h->step_count = hst_script_parse(script, &h->steps);
    if (h->steps == NULL || run(h) != 0) {
        hst_stop(h);
        return NULL;
    }
    return h;
}

static void free_plays(struct hst *h)
{
    size_t i;

    for (i = 0; i < h->count; i++) {
        buf_free(&h->plays[i]->clear);
        buf_free(&h->plays[i]->under_tls);
        free(h->plays[i]);
    }
    free(h->plays);
}

static void end_plays(struct hst *h)
{
    close(h->stop[1]); /* every poll sees the hang-up */
    pthread_join(h->acceptor, NULL);
    hst_wait(h, SIZE_MAX, UINT_MAX);
}

void hst_stop(struct hst *h)
{
    size_t i;

    if (h == NULL) {
        return;
    }
    if (h->accepting) {
        end_plays(h);
    } else if (h->stop[1] >= 0) {
        close(h->stop[1]);
    }
    if (h->stop[0] >= 0) {
        close(h->stop[0]);
    }
    listen_close(&h->listening);
    for (i = 0; i <= PKI_CHOICES; i++) {
        tls_ctx_free(h->tls[i]);
    }
    free_plays(h);
    hst_script_free(h->steps, h->step_count);
    pki_set_free(h->own_pki);
    pthread_cond_destroy(&h->changed);
    pthread_mutex_destroy(&h->lock);
    free(h);
}

/* ---- questions ---------------------------------------------------------------------------- */

int hst_port(const struct hst *h)
{
    return h->listening.port;
}

const char *hst_ca_pem(const struct hst *h)
{
    return pki_ca_pem(h->opts.pki);
}

size_t hst_count(struct hst *h)
{
    size_t n;

    pthread_mutex_lock(&h->lock);
    n = h->count;
    pthread_mutex_unlock(&h->lock);
    return n;
}

/* n SIZE_MAX: all there are. */
int hst_wait(struct hst *h, size_t n, unsigned timeout_ms)
{
    struct deadline end = clock_deadline(timeout_ms);
    int rc = 0;
    int done;

    pthread_mutex_lock(&h->lock);
    while (h->over < (n == SIZE_MAX ? h->count : n) && rc == 0) {
        rc = clock_wait(&end, &h->changed, &h->lock);
    }
    done = h->over >= (n == SIZE_MAX ? h->count : n);
    pthread_mutex_unlock(&h->lock);
    return done;
}

int hst_result(struct hst *h, size_t n, struct hst_result *r)
{
    int rc = -1;

    pthread_mutex_lock(&h->lock);
    if (n < h->count) {
        const struct play *p = h->plays[n];

        *r = p->seen;
        r->clear = mem_text(p->clear.len != 0 ? p->clear.p : "", p->clear.len);
        r->clear_len = p->clear.len;
        r->tls = mem_text(p->under_tls.len != 0 ? p->under_tls.p : "", p->under_tls.len);
        r->tls_len = p->under_tls.len;
        rc = 0;
    }
    pthread_mutex_unlock(&h->lock);
    return rc;
}

void hst_result_free(struct hst_result *r)
{
    free(r->clear);
    free(r->tls);
    memset(r, 0, sizeof *r);
}

static int leaks(struct hst *h, const char *secret, int tls_too)
{
    int found = 0;
    size_t i;

    pthread_mutex_lock(&h->lock);
    for (i = 0; i < h->count && !found; i++) {
        const struct play *p = h->plays[i];

        found = srv_leaks(p->clear.p, p->clear.len, secret) ||
                (tls_too && srv_leaks(p->under_tls.p, p->under_tls.len, secret));
    }
    pthread_mutex_unlock(&h->lock);
    return found;
}

int hst_leaks(struct hst *h, const char *secret)
{
    return leaks(h, secret, 1);
}

int hst_leaks_in_clear(struct hst *h, const char *secret)
{
    return leaks(h, secret, 0);
}
