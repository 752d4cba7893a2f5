/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SESSION_PORT_H
#define TESTS_SESSION_PORT_H

/* A session on byte ports in a block that ends at a closed page; the test plays the server. What
   the session sends and its events are noted as text. */

#include "support/guard.h"

#include <mailwire/mailwire.h>

struct protocol {
    size_t (*size)(const mw_config *cfg);
    int (*init)(mw_session **s, void *mem, size_t len, const mw_config *cfg);
    const char *greeting;
    uint16_t port[3]; /* by security */
};

#define PROTOCOLS 3
extern const struct protocol protocols[PROTOCOLS]; /* SMTP, IMAP, POP3 */

#define PORT_IDS_MAX 128

struct port {
    struct guard guard;
    mw_session *s;
    char *block;
    size_t need;
    size_t out_bytes;
    char sent[8192]; /* since port_sent */
    size_t sent_len;
    char log[8192]; /* "READY:1 DONE:2=250 ", since port_log */
    size_t log_len;
    int ends[PORT_IDS_MAX]; /* how often each id ended */
    int last;               /* the last event has come */
};

/* The configuration most tests start from: plain, no login, small buffers. */
mw_config port_config(void);
/* Makes the session; not yet open. */
void port_new(struct port *p, const struct protocol *of, const mw_config *cfg);
/* Frees it and asserts that nothing is left in its block. */
void port_free(struct port *p);

/* Drives the session until nothing moves; SECURE is not answered. */
void port_drive(struct port *p);
/* The server says it; then as port_drive. */
void port_say(struct port *p, const char *text);
/* The peer closes; then as port_drive. */
void port_eof(struct port *p);
/* An SMTP session is opened up to READY; ehlo: the reply to EHLO. */
void port_ready(struct port *p, const char *ehlo);

/* Both forget what they gave at the next call. */
const char *port_sent(struct port *p);
const char *port_log(struct port *p);

/* Whether these bytes stand anywhere in the block. */
int port_holds(const struct port *p, const void *bytes, size_t n);

#endif
