/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
#include "bench/replay_pop3.h"
#include "bench/inbox.h"
#include "bench/loopback.h"
#include "server/tls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#define IN_BYTES 65536u
#define OUT_BYTES 65536u

struct server {
    struct replay_counts *counts;
    struct tls_ctx *ctx; /* NULL: no TLS */
    struct tls *tls;
    unsigned flags, messages;
    int fd, quit, wants_secret;
    char *message, *stuffed; /* as it is, and with its dots doubled */
    size_t bytes, stuffed_len;
    char in[IN_BYTES], out[OUT_BYTES];
    size_t in_len, out_len;
};

/* --- the connection --- */

static ssize_t send_some(struct server *s, const char *p, size_t n)
{
    size_t put = 0;

    if (!s->tls)
        return send(s->fd, p, n, MSG_NOSIGNAL);
    return tls_write(s->tls, p, n, &put) == TLS_OK ? (ssize_t)put : -1;
}

static ssize_t receive_some(struct server *s, char *to, size_t cap)
{
    size_t got = 0;

    if (!s->tls)
        return loopback_recv(s->fd, to, cap);
    return tls_read(s->tls, to, cap, &got) == TLS_OK ? (ssize_t)got : -1;
}

static void flush(struct server *s)
{
    size_t done = 0;

    s->counts->writes += s->out_len > 0;
    while (done < s->out_len && !s->quit) {
        ssize_t n = send_some(s, s->out + done, s->out_len - done);

        s->quit = n <= 0;
        done += n > 0 ? (size_t)n : 0;
    }
    s->out_len = 0;
}

static void answer(struct server *s, const char *p, size_t n)
{
    if (s->out_len + n > OUT_BYTES)
        flush(s);
    memcpy(s->out + s->out_len, p, n);
    s->out_len += n;
}

static void say(struct server *s, const char *text)
{
    answer(s, text, strlen(text));
}

/* --- commands --- */

static void capabilities(struct server *s)
{
    say(s, "+OK\r\nCAPA\r\nTOP\r\nUIDL\r\nRESP-CODES\r\n");
    if (!(s->flags & REPLAY_NO_PIPELINING))
        say(s, "PIPELINING\r\n");
    say(s, "AUTH-RESP-CODE\r\nUSER\r\nSASL PLAIN\r\n.\r\n");
}

/* LIST and UIDL of all. */
static void listing(struct server *s, int uidl)
{
    char line[64];
    unsigned i;

    snprintf(line, sizeof line, "+OK %u messages:\r\n", s->messages);
    say(s, line);
    for (i = 1; i <= s->messages; i++) {
        if (uidl)
            snprintf(line, sizeof line, "%u %08x637fa5c4\r\n", i, i);
        else
            snprintf(line, sizeof line, "%u %zu\r\n", i, s->bytes);
        say(s, line);
    }
    say(s, ".\r\n");
}

static void retr(struct server *s, unsigned number)
{
    char line[64];

    snprintf(line, sizeof line, "+OK %zu octets\r\n", s->bytes);
    say(s, line);
    inbox_number(s->stuffed, number);
    answer(s, s->stuffed, s->stuffed_len);
    say(s, ".\r\n");
    s->counts->messages++;
}

static void command(struct server *s, const char *line)
{
    unsigned number = (unsigned)strtoul(strlen(line) > 5 ? line + 5 : "", NULL, 10);

    s->counts->commands++;
    if (s->wants_secret || !strncasecmp(line, "PASS", 4)) {
        say(s, "+OK Logged in.\r\n");
        s->wants_secret = 0;
    } else if (!strncasecmp(line, "RETR", 4) && number && number <= s->messages) {
        retr(s, number);
    } else if (!strncasecmp(line, "CAPA", 4)) {
        capabilities(s);
    } else if (!strncasecmp(line, "AUTH PLAIN", 10)) {
        s->wants_secret = line[10] != ' ';
        say(s, s->wants_secret ? "+ \r\n" : "+OK Logged in.\r\n");
    } else if (!strncasecmp(line, "UIDL", 4) || !strncasecmp(line, "LIST", 4)) {
        listing(s, !strncasecmp(line, "UIDL", 4));
    } else if (!strncasecmp(line, "USER", 4) || !strncasecmp(line, "NOOP", 4)) {
        say(s, "+OK\r\n");
    } else if (!strncasecmp(line, "QUIT", 4)) {
        say(s, "+OK Logging out.\r\n");
        flush(s);
        s->quit = 1;
    } else {
        say(s, "-ERR Unknown command.\r\n");
    }
}

static void take_commands(struct server *s)
{
    char *line = s->in, *end = s->in + s->in_len, *lf;

    while (!s->quit && (lf = memchr(line, '\n', (size_t)(end - line))) != NULL) {
        lf[lf > line && lf[-1] == '\r' ? -1 : 0] = '\0';
        command(s, line);
        line = lf + 1;
    }
    s->in_len = (size_t)(end - line);
    memmove(s->in, line, s->in_len);
}

static void connection(struct server *s)
{
    ssize_t n;

    s->in_len = s->out_len = 0;
    s->quit = s->wants_secret = 0;
    s->tls = s->ctx ? tls_new(s->ctx, s->fd) : NULL;
    if (s->tls && tls_handshake(s->tls) != TLS_OK)
        return;
    say(s, "+OK Dovecot ready.\r\n");
    while (!s->quit) {
        flush(s);
        n = receive_some(s, s->in + s->in_len, IN_BYTES - s->in_len);
        if (n <= 0)
            return;
        s->in_len += (size_t)n;
        take_commands(s);
    }
    if (s->tls)
        tls_close_notify(s->tls);
}

static void serve(struct server *s, int listener)
{
    while ((s->fd = loopback_accept(listener)) >= 0) {
        connection(s);
        if (s->tls)
            tls_free(s->tls);
        close(s->fd);
    }
}

/* --- starting --- */

/* The message with its dots doubled. 0, or -1. */
static int stuff(struct server *s)
{
    const char *p = s->message, *end = p + s->bytes;
    char *to = s->stuffed = malloc(2 * s->bytes + 1);

    if (!to)
        return -1;
    for (; p < end; *to++ = *p++)
        if (*p == '.' && (p == s->message || p[-1] == '\n'))
            *to++ = '.';
    *to = '\0';
    s->stuffed_len = (size_t)(to - s->stuffed);
    return 0;
}

static int set_up_tls(struct server *s, const char *ca)
{
    struct pki_set *set = tls_ready() == 0 ? pki_set_new() : NULL;
    struct tls_opts opts;

    if (!set || pki_write_ca(set, ca) != 0)
        return -1;
    memset(&opts, 0, sizeof opts);
    opts.cert = pki_get(set, PKI_GOOD);
    s->ctx = opts.cert ? tls_ctx_new(&opts) : NULL;
    pki_set_free(set);
    return s->ctx ? 0 : -1;
}

static int prepare(struct server *s, const char *message, const char *ca)
{
    s->message = strdup(message);
    s->counts = loopback_share(sizeof *s->counts);
    return s->message && s->counts && stuff(s) == 0 && (!ca || set_up_tls(s, ca) == 0) ? 0 : -1;
}

int replay_pop3_start(struct replay *r, unsigned flags, const char *message, size_t len,
                      unsigned messages, const char *ca)
{
    static struct server s;
    int listener = loopback_listen(&r->port), rc;

    memset(&s, 0, sizeof s);
    s.flags = flags;
    s.messages = messages;
    s.bytes = len;
    rc = prepare(&s, message, ca);
    r->counts = s.counts;
    r->pid = 0;
    if (rc == 0 && listener >= 0) {
        r->pid = loopback_fork();
        if (r->pid == 0) {
            serve(&s, listener);
            _exit(0);
        }
    }
    close(listener);
    free(s.message);
    free(s.stuffed);
    tls_ctx_free(s.ctx);
    return r->pid > 0 ? 0 : -1;
}
