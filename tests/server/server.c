/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "server.h"

#include "listen.h"
#include "log.h"
#include "session.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PORTS_MAX (SRV_PROTOCOLS * SRV_MODES)
#define DEFAULT_IDLE_MS 30000u

struct port {
    enum srv_protocol protocol;
    enum srv_mode mode;
};

struct srv {
    struct srv_opts opts;
    struct pki_set *own_pki;
    struct tls_ctx *tls;
    struct store *store;
    struct log *log;
    struct listening listening[PORTS_MAX];
    struct port ports[PORTS_MAX];
    size_t port_count;
    int has_ipv6;
    int stop[2];
    pthread_t acceptor;
    int accepting;
};

static const struct srv_user default_users[] = {
    {"ann", "ann-password", "ann-token"},
    {"bob", "bob-password", "bob-token"},
};

/* ---- what the protocols use --------------------------------------------------------------- */

void session_command(struct session *s, const char *line, size_t len)
{
    log_command(s->server->log, line, len);
}

void session_fault(struct session *s, const char *format, ...)
{
    char text[512];
    va_list args;

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    log_fault(s->server->log, text);
}

void session_message(struct session *s, size_t bytes)
{
    log_message(s->server->log, bytes);
}

int session_start_tls(struct session *s)
{
    int rc = io_start_tls(&s->io, s->tls);

    log_tls(s->log, s->io.tls, rc == IO_OK);
    s->under_tls = rc == IO_OK;
    return rc;
}

int session_may_login(const struct session *s)
{
    return s->under_tls || (s->mode == SRV_PLAIN && !s->opts->no_clear_login);
}

static int same_user(const char *given, const char *name)
{
    size_t len = strlen(name);

    return text_eq(given, name) ||
           (text_starts(given, name) && given[len] == '@' && text_eq(given + len + 1, SRV_DOMAIN));
}

static const struct srv_user *find_user(const struct srv_opts *opts, const char *name)
{
    size_t i;

    for (i = 0; i < opts->user_count; i++) {
        if (same_user(name, opts->users[i].name)) {
            return &opts->users[i];
        }
    }
    return NULL;
}

int session_login(struct session *s, const char *name, const char *secret, int token)
{
    const struct srv_user *user = find_user(s->opts, name);
    const char *right = user == NULL ? NULL : token ? user->token : user->password;
    int ok = right != NULL && strcmp(secret, right) == 0;

    log_login(s->server->log, ok);
    if (ok) {
        session_logout(s);
        s->user = mem_text(user->name, strlen(user->name));
    }
    return ok;
}

void session_logout(struct session *s)
{
    free(s->user);
    s->user = NULL;
}

/* ---- connections -------------------------------------------------------------------------- */

static void serve(struct session *s)
{
    static void (*const protocols[SRV_PROTOCOLS])(struct session *) = {
        [SRV_SMTP] = smtp_serve,
        [SRV_LMTP] = smtp_serve,
        [SRV_IMAP] = imap_serve,
        [SRV_POP3] = pop3_serve,
    };

    if (s->mode != SRV_TLS || session_start_tls(s) == IO_OK) {
        protocols[s->protocol](s);
    }
}

static void *connection(void *arg)
{
    struct session *s = arg;
    struct wire_log *log = s->log;
    int how;

    serve(s);
    how = s->io.failed;
    if (how == IO_TIMEOUT) {
        s->io.failed = IO_OK; /* the 421 or BYE has to get out */
    }
    io_close(&s->io);
    session_logout(s);
    free(s);
    log_end(log, how); /* the last thing: srv_stop waits for it */
    return NULL;
}

static struct session *new_session(struct srv *server, const struct port *port, int fd)
{
    struct session *s = mem_new(sizeof *s);

    s->server = server;
    s->opts = &server->opts;
    s->store = server->store;
    s->tls = server->tls;
    s->protocol = port->protocol;
    s->mode = port->mode;
    s->log = log_open(server->log, port->protocol, port->mode);
    io_init(&s->io, fd, server->stop[0], server->opts.idle_ms);
    s->io.delay_ms = server->opts.reply_delay_ms;
    s->io.tap = log_bytes;
    s->io.tap_ctx = s->log;
    return s;
}

static void on_client(void *ctx, size_t which, int fd)
{
    struct srv *server = ctx;
    struct session *s = new_session(server, &server->ports[which], fd);

    if (listen_thread(connection, s) != 0) {
        io_abort(&s->io, 1);
        log_end(s->log, IO_ERROR);
        free(s);
    }
}

static void *accept_loop(void *arg)
{
    struct srv *server = arg;

    listen_serve(server->listening, server->port_count, server->stop[0], on_client, server);
    return NULL;
}

static int open_port(struct srv *server, enum srv_protocol p, enum srv_mode m)
{
    struct listening *l = &server->listening[server->port_count];

    if (listen_open(l, server->opts.ports[p][m]) != 0) {
        fprintf(stderr, "server: cannot listen on 127.0.0.1:%u: %s\n",
                (unsigned)server->opts.ports[p][m], strerror(errno));
        return -1;
    }
    server->ports[server->port_count].protocol = p;
    server->ports[server->port_count].mode = m;
    server->has_ipv6 &= l->fd[1] >= 0;
    server->port_count += 1;
    return 0;
}

static int open_ports(struct srv *server)
{
    unsigned p;
    unsigned m;

    server->has_ipv6 = 1;
    for (p = 0; p < SRV_PROTOCOLS; p++) {
        for (m = 0; m < SRV_MODES; m++) {
            if ((server->opts.protocols >> p & 1u) && (server->opts.modes >> m & 1u) &&
                open_port(server, (enum srv_protocol)p, (enum srv_mode)m) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

/* ---- start and stop ----------------------------------------------------------------------- */

static void fill_defaults(struct srv_opts *o)
{
    o->protocols = o->protocols != 0 ? o->protocols : (1u << SRV_PROTOCOLS) - 1;
    o->modes = o->modes != 0 ? o->modes : (1u << SRV_MODES) - 1;
    o->size_max_bytes = o->size_max_bytes != 0 ? o->size_max_bytes : 1u << 30;
    o->rcpt_max = o->rcpt_max != 0 ? o->rcpt_max : 1000;
    o->idle_ms = o->idle_ms != 0 ? o->idle_ms : DEFAULT_IDLE_MS;
    o->log_bytes = o->log_bytes != 0 ? o->log_bytes : 1u << 20;
    if (o->users == NULL) {
        o->users = default_users;
        o->user_count = sizeof default_users / sizeof default_users[0];
    }
}

static int open_tls(struct srv *s)
{
    struct tls_opts t = {0};

    if (s->opts.pki == NULL) {
        s->own_pki = pki_set_new();
        s->opts.pki = s->own_pki;
    }
    if (s->opts.pki == NULL) {
        return -1;
    }
    t.cert = s->opts.own_cert != NULL ? s->opts.own_cert : pki_get(s->opts.pki, s->opts.cert);
    t.client_ca_pem = pki_ca_pem(s->opts.pki);
    t.client = s->opts.client_cert;
    t.min = s->opts.tls_min;
    t.max = s->opts.tls_max;
    t.alpn = s->opts.alpn;
    t.no_tickets = s->opts.no_tickets;
    s->tls = tls_ctx_new(&t);
    return s->tls != NULL ? 0 : -1;
}

static int run(struct srv *s)
{
    if (open_tls(s) != 0) {
        fputs("server: no TLS with these options\n", stderr);
        return -1;
    }
    if (listen_pipe(s->stop) != 0 || open_ports(s) != 0 ||
        pthread_create(&s->acceptor, NULL, accept_loop, s) != 0) {
        return -1;
    }
    s->accepting = 1;
    return 0;
}

struct srv *srv_start(const struct srv_opts *opts)
{
    struct srv *s = mem_new(sizeof *s);
    size_t i;

    s->opts = *opts;
    fill_defaults(&s->opts);
    s->stop[0] = s->stop[1] = -1;
    s->log = log_new(s->opts.log_bytes);
    s->store = store_new();
    for (i = 0; i < s->opts.user_count; i++) {
        store_add_user(s->store, s->opts.users[i].name);
    }
    if (run(s) != 0) {
        srv_stop(s);
        return NULL;
    }
    return s;
}

static void close_fd(int fd)
{
    if (fd >= 0) {
        close(fd);
    }
}

void srv_stop(struct srv *s)
{
    size_t i;

    if (s == NULL) {
        return;
    }
    close_fd(s->stop[1]); /* every poll sees the hang-up */
    if (s->accepting) {
        pthread_join(s->acceptor, NULL);
        log_wait_idle(s->log, UINT_MAX);
    }
    for (i = 0; i < s->port_count; i++) {
        listen_close(&s->listening[i]);
    }
    close_fd(s->stop[0]);
    tls_ctx_free(s->tls);
    pki_set_free(s->own_pki);
    store_free(s->store);
    log_free(s->log);
    free(s);
}

/* ---- questions ---------------------------------------------------------------------------- */

int srv_port(const struct srv *s, enum srv_protocol p, enum srv_mode m)
{
    size_t i;

    for (i = 0; i < s->port_count; i++) {
        if (s->ports[i].protocol == p && s->ports[i].mode == m) {
            return s->listening[i].port;
        }
    }
    return 0;
}

int srv_has_ipv6(const struct srv *s)
{
    return s->has_ipv6;
}

struct store *srv_store(struct srv *s)
{
    return s->store;
}

struct pki_set *srv_pki(struct srv *s)
{
    return s->opts.pki;
}

const char *srv_ca_pem(const struct srv *s)
{
    return pki_ca_pem(s->opts.pki);
}

void srv_totals(struct srv *s, struct srv_totals *t)
{
    log_totals(s->log, t);
    t->tls_resumed = tls_ctx_resumed(s->tls);
}

size_t srv_command_count(struct srv *s, const char *prefix)
{
    return log_command_count(s->log, prefix);
}

char *srv_command(struct srv *s, const char *prefix, size_t n)
{
    return log_command_text(s->log, prefix, n);
}

char *srv_fault(struct srv *s, size_t n)
{
    return log_fault_text(s->log, n);
}

size_t srv_wire_count(struct srv *s)
{
    return log_wire_count(s->log);
}

int srv_wire(struct srv *s, size_t n, struct srv_wire *w)
{
    return log_wire(s->log, n, w);
}

void srv_wire_free(struct srv_wire *w)
{
    free(w->data);
    memset(w, 0, sizeof *w);
}

int srv_wait_idle(struct srv *s, unsigned timeout_ms)
{
    return log_wait_idle(s->log, timeout_ms);
}
