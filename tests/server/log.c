/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "log.h"

#include "clock.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COMMANDS_MAX 1000000u

struct wire_log {
    struct log *owner;
    struct srv_wire seen; /* data is kept in bytes */
    struct buf bytes;
};

struct lines {
    char **all;
    size_t count;
    size_t cap;
};

struct log {
    pthread_mutex_t lock;
    pthread_cond_t closed;
    size_t bytes_each;
    struct srv_totals totals;
    struct lines commands;
    struct lines faults;
    struct wire_log **wires;
    size_t wire_cap;
};

struct log *log_new(size_t bytes_each)
{
    struct log *l = mem_new(sizeof *l);

    pthread_mutex_init(&l->lock, NULL);
    pthread_cond_init(&l->closed, NULL);
    l->bytes_each = bytes_each;
    return l;
}

static void free_lines(struct lines *lines)
{
    size_t i;

    for (i = 0; i < lines->count; i++) {
        free(lines->all[i]);
    }
    free(lines->all);
}

void log_free(struct log *l)
{
    unsigned i;

    for (i = 0; i < l->totals.connections; i++) {
        buf_free(&l->wires[i]->bytes);
        free(l->wires[i]);
    }
    free(l->wires);
    free_lines(&l->commands);
    free_lines(&l->faults);
    pthread_cond_destroy(&l->closed);
    pthread_mutex_destroy(&l->lock);
    free(l);
}

/* An array of pointers with room for one more. */
static void *room(void *all, size_t count, size_t *cap)
{
    void *more;

    if (count < *cap) {
        return all;
    }
    *cap = *cap != 0 ? *cap * 2 : 64;
    more = mem_new(*cap * sizeof(void *));
    if (count != 0) {
        memcpy(more, all, count * sizeof(void *));
    }
    free(all);
    return more;
}

static void add_line(struct lines *lines, const char *text, size_t len)
{
    if (lines->count < COMMANDS_MAX) {
        lines->all = room(lines->all, lines->count, &lines->cap);
        lines->all[lines->count++] = mem_text(text, len);
    }
}

struct wire_log *log_open(struct log *l, enum srv_protocol p, enum srv_mode m)
{
    struct wire_log *w = mem_new(sizeof *w);

    w->owner = l;
    w->seen.protocol = p;
    w->seen.mode = m;
    w->seen.open = 1;
    w->seen.tls_at = SIZE_MAX;
    pthread_mutex_lock(&l->lock);
    l->wires = room(l->wires, l->totals.connections, &l->wire_cap);
    l->wires[l->totals.connections++] = w;
    l->totals.open += 1;
    pthread_mutex_unlock(&l->lock);
    return w;
}

void log_bytes(void *wire, const char *data, size_t len)
{
    struct wire_log *w = wire;
    struct log *l = w->owner;
    size_t left;

    pthread_mutex_lock(&l->lock);
    left = l->bytes_each - w->bytes.len;
    buf_add(&w->bytes, data, len < left ? len : left);
    w->seen.cut |= len > left;
    w->seen.received_bytes += len;
    l->totals.received_bytes += len;
    pthread_mutex_unlock(&l->lock);
}

static void copy_text(char *to, size_t cap, const char *from)
{
    snprintf(to, cap, "%s", from);
}

static void note_tls(struct srv_wire *seen, const struct tls *t)
{
    copy_text(seen->sni, sizeof seen->sni, tls_sni(t));
    copy_text(seen->tls_version, sizeof seen->tls_version, tls_version_name(t));
    copy_text(seen->alpn, sizeof seen->alpn, tls_alpn(t));
    tls_peer_name(t, seen->client_name, sizeof seen->client_name);
}

void log_tls(struct wire_log *w, const struct tls *t, int worked)
{
    struct log *l = w->owner;

    pthread_mutex_lock(&l->lock);
    w->seen.tls_at = w->bytes.len;
    if (worked) {
        l->totals.tls_handshakes += 1;
        note_tls(&w->seen, t);
    } else {
        l->totals.tls_failures += 1;
        w->seen.tls_error = t != NULL ? tls_error(t) : 0;
        if (t != NULL) {
            copy_text(w->seen.sni, sizeof w->seen.sni, tls_sni(t));
        }
    }
    pthread_mutex_unlock(&l->lock);
}

void log_end(struct wire_log *w, int how)
{
    struct log *l = w->owner;

    pthread_mutex_lock(&l->lock);
    w->seen.open = 0;
    w->seen.end = how;
    l->totals.open -= 1;
    pthread_cond_broadcast(&l->closed);
    pthread_mutex_unlock(&l->lock);
}

void log_command(struct log *l, const char *line, size_t len)
{
    pthread_mutex_lock(&l->lock);
    add_line(&l->commands, line, len);
    pthread_mutex_unlock(&l->lock);
}

void log_fault(struct log *l, const char *text)
{
    pthread_mutex_lock(&l->lock);
    add_line(&l->faults, text, strlen(text));
    l->totals.faults += 1;
    pthread_mutex_unlock(&l->lock);
}

void log_login(struct log *l, int worked)
{
    pthread_mutex_lock(&l->lock);
    l->totals.logins += worked ? 1 : 0;
    l->totals.login_failures += worked ? 0 : 1;
    pthread_mutex_unlock(&l->lock);
}

void log_message(struct log *l, size_t bytes)
{
    pthread_mutex_lock(&l->lock);
    l->totals.messages += 1;
    l->totals.message_bytes += bytes;
    pthread_mutex_unlock(&l->lock);
}

void log_totals(struct log *l, struct srv_totals *t)
{
    pthread_mutex_lock(&l->lock);
    *t = l->totals;
    pthread_mutex_unlock(&l->lock);
}

/* The n-th line with this prefix, or NULL; *count gets how many there are up to it. */
static const char *match(const struct lines *lines, const char *prefix, size_t n, size_t *count)
{
    size_t i;

    *count = 0;
    for (i = 0; i < lines->count; i++) {
        if (prefix == NULL || text_starts(lines->all[i], prefix)) {
            if (*count == n) {
                return lines->all[i];
            }
            *count += 1;
        }
    }
    return NULL;
}

size_t log_command_count(struct log *l, const char *prefix)
{
    size_t count;

    pthread_mutex_lock(&l->lock);
    match(&l->commands, prefix, SIZE_MAX, &count);
    pthread_mutex_unlock(&l->lock);
    return count;
}

static char *pick(struct log *l, const struct lines *lines, const char *prefix, size_t n)
{
    const char *found;
    char *text = NULL;
    size_t count;

    pthread_mutex_lock(&l->lock);
    found = match(lines, prefix, n, &count);
    if (found != NULL) {
        text = mem_text(found, strlen(found));
    }
    pthread_mutex_unlock(&l->lock);
    return text;
}

char *log_command_text(struct log *l, const char *prefix, size_t n)
{
    return pick(l, &l->commands, prefix, n);
}

char *log_fault_text(struct log *l, size_t n)
{
    return pick(l, &l->faults, NULL, n);
}

size_t log_wire_count(struct log *l)
{
    size_t n;

    pthread_mutex_lock(&l->lock);
    n = l->totals.connections;
    pthread_mutex_unlock(&l->lock);
    return n;
}

int log_wire(struct log *l, size_t n, struct srv_wire *w)
{
    int rc = -1;

    pthread_mutex_lock(&l->lock);
    if (n < l->totals.connections) {
        const struct wire_log *from = l->wires[n];

        *w = from->seen;
        w->len = from->bytes.len;
        w->data = mem_text(from->bytes.len != 0 ? from->bytes.p : "", from->bytes.len);
        rc = 0;
    }
    pthread_mutex_unlock(&l->lock);
    return rc;
}

int log_wait_idle(struct log *l, unsigned timeout_ms)
{
    struct deadline end = clock_deadline(timeout_ms);
    int rc = 0;
    int idle;

    pthread_mutex_lock(&l->lock);
    while (l->totals.open > 0 && rc == 0) {
        rc = clock_wait(&end, &l->closed, &l->lock);
    }
    idle = l->totals.open == 0;
    pthread_mutex_unlock(&l->lock);
    return idle;
}
