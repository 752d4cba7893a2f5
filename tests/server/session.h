/* SPDX-License-Identifier: MIT */
#ifndef SERVER_SESSION_H
#define SERVER_SESSION_H

/* What the protocols see of the server: private to it. */

#include "io.h"
#include "server.h"

struct session {
    struct srv *server;
    const struct srv_opts *opts;
    struct store *store;
    struct tls_ctx *tls;
    enum srv_protocol protocol;
    enum srv_mode mode;
    struct io io;
    struct wire_log *log;
    int under_tls;
    char *user;            /* NULL: not logged in */
};

void smtp_serve(struct session *s); /* LMTP too */
void imap_serve(struct session *s);
void pop3_serve(struct session *s);

/* Each flushes nothing and closes nothing. */
void session_command(struct session *s, const char *line, size_t len);
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
void session_fault(struct session *s, const char *format, ...);
void session_message(struct session *s, size_t bytes);

/* Replies that are due go out and TLS begins. 0, or an io_status. */
int session_start_tls(struct session *s);
/* May passwords be taken now? */
int session_may_login(const struct session *s);
/* 1 and logged in, or 0. token: the secret is an OAuth token. */
int session_login(struct session *s, const char *name, const char *secret, int token);
void session_logout(struct session *s);

#endif
