/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SESSION_PEER_H
#define TESTS_SESSION_PEER_H

/* A transport with a server behind it that says its next line after each command; and a clock that
   goes only when the session waits for nothing else. */

#include <mailwire/transport.h>

#define PEER_SILENT "" /* instead of a reply: none */
extern const char peer_eof[]; /* instead of a reply: the end of the stream */

struct peer {
    mw_transport t;
    const char *const *says; /* greeting, reply to the first command, ...; NULL: silent for ever */

    /* what goes wrong */
    int open_rc, secure_rc; /* MW_OK */
    int send_rc;            /* MW_OK; MW_WANT_WRITE: it takes nothing */
    size_t send_most;       /* bytes at once; 0: all */
    size_t recv_most;
    unsigned cancel_at; /* the wait that cancels, from 1 */

    /* what happened */
    unsigned opens, secures, waits, explains, closes;
    uint32_t want, timeout_ms; /* of the last wait */
    uint64_t now_ms;
    char host[64], secure_host[64];
    uint16_t port;
    char *got; /* all that was sent */
    size_t got_len, got_cap;
    unsigned commands; /* in it */

    const char *at; /* what is being said */
    unsigned said;
    int in_body;
};

/* Ready to be used as &peer->t; room for `most` bytes of the session's. */
void peer_new(struct peer *p, const char *const *says, size_t most);
void peer_free(struct peer *p);

#endif
