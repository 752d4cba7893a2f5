/* SPDX-License-Identifier: MIT */
#ifndef SERVER_H
#define SERVER_H

/* A well-behaved SMTP, LMTP, IMAP and POP3 server on loopback, in threads of the caller's process.

   struct srv_opts opts = {0};
   struct srv *s = srv_start(&opts);
   int port = srv_port(s, SRV_SMTP, SRV_STARTTLS);
   ... srv_ca_pem(s) is the CA to trust; user "ann", password "ann-password" ...
   srv_stop(s);

   Mail for <user>@example.test goes to that user's mailbox; nobody@ is 550 5.1.1, full@
   452 4.2.2, other names 550 5.1.1, other domains 550 5.7.1. */

#include "pki.h"
#include "store.h"
#include "tls.h"

#include <stddef.h>
#include <stdint.h>

#define SRV_DOMAIN "example.test"
#define SRV_HOST "mail.example.test"

enum srv_protocol { SRV_SMTP, SRV_LMTP, SRV_IMAP, SRV_POP3, SRV_PROTOCOLS };
/* SRV_PLAIN offers no TLS at all; passwords in clear are taken there unless opts say otherwise. */
enum srv_mode { SRV_STARTTLS, SRV_TLS, SRV_PLAIN, SRV_MODES };

struct srv_user {
    const char *name;     /* logs in as "name" or "name@example.test" */
    const char *password;
    const char *token;    /* XOAUTH2 and OAUTHBEARER; NULL: never */
};

/* SMTP and LMTP extensions that can be left out (opts.smtp_off). */
#define SRV_PIPELINING 0x00001u
#define SRV_SIZE 0x00002u
#define SRV_8BITMIME 0x00004u
#define SRV_SMTPUTF8 0x00008u
#define SRV_CHUNKING 0x00010u
#define SRV_BINARYMIME 0x00020u
#define SRV_DSN 0x00040u
#define SRV_DELIVERBY 0x00080u
#define SRV_FUTURERELEASE 0x00100u
#define SRV_MT_PRIORITY 0x00200u
#define SRV_REQUIRETLS 0x00400u /* only ever offered under TLS */
#define SRV_RRVS 0x00800u
#define SRV_LIMITS 0x01000u
#define SRV_ENHANCEDSTATUSCODES 0x02000u
#define SRV_VRFY 0x04000u
#define SRV_AUTH 0x08000u
#define SRV_EHLO 0x10000u       /* off: EHLO is answered 502, HELO works */
#define SRV_SMTP_ALL 0x1ffffu

/* SASL mechanisms, all protocols (opts.sasl_off). */
#define SRV_SASL_PLAIN 0x1u
#define SRV_SASL_LOGIN 0x2u
#define SRV_SASL_XOAUTH2 0x4u
#define SRV_SASL_OAUTHBEARER 0x8u
#define SRV_SASL_ALL 0xfu

/* opts.imap_off and opts.pop3_off */
#define SRV_IMAP_GREETING_CAPABILITY 0x01u
#define SRV_IMAP_SASL_IR 0x02u
#define SRV_IMAP_LITERAL_PLUS 0x04u
#define SRV_IMAP_IDLE 0x08u
#define SRV_IMAP_UIDPLUS 0x10u
#define SRV_IMAP_LOGIN_CAPABILITY 0x20u /* [CAPABILITY ...] in the OK of a log-in */
#define SRV_POP3_CAPA 0x01u             /* off: CAPA is -ERR */
#define SRV_POP3_TOP 0x02u
#define SRV_POP3_UIDL 0x04u
#define SRV_POP3_PIPELINING 0x08u
#define SRV_POP3_USER 0x10u

struct srv_opts { /* all zero: everything on, ports by the kernel's choice */
    unsigned protocols;  /* bits 1u << SRV_SMTP ...; 0: all four */
    unsigned modes;      /* bits 1u << SRV_TLS ...; 0: all three */
    uint16_t ports[SRV_PROTOCOLS][SRV_MODES]; /* 0: any */
    struct pki_set *pki; /* NULL: the server makes its own CA; else borrowed */
    enum pki_choice cert;
    const struct pki_cert *own_cert; /* not NULL: instead of cert, borrowed */
    enum tls_version tls_min;
    enum tls_version tls_max;
    enum tls_client client_cert;     /* against the same CA */
    const char *const *alpn;
    int no_tickets;
    const struct srv_user *users;    /* NULL: ann/ann-password/ann-token and the same for bob */
    size_t user_count;
    unsigned smtp_off;
    unsigned sasl_off;
    unsigned imap_off;
    unsigned pop3_off;
    int auth_required;   /* SMTP: 530 5.7.0 to MAIL without AUTH */
    int no_clear_login;  /* SRV_PLAIN: LOGINDISABLED, no AUTH */
    int ehlo_after_auth_forgets; /* EHLO ends the authentication, as some servers do */
    uint64_t size_max_bytes;     /* 0: 1 GiB */
    unsigned rcpt_max;   /* 0: 1000; more are 452 4.5.3 */
    unsigned reply_delay_ms;     /* before every flight of replies: a round trip one can see */
    unsigned idle_ms;    /* 0: 30 s; then 421 or BYE, and the connection is closed */
    size_t log_bytes;    /* 0: 1 MiB a connection */
    int discard_mail;    /* take everything, keep nothing (counts it still) */
};

struct srv;

struct srv *srv_start(const struct srv_opts *opts); /* NULL: it could not; says why on stderr */
void srv_stop(struct srv *s); /* ends every connection at once; frees; NULL is fine */

int srv_port(const struct srv *s, enum srv_protocol p, enum srv_mode m); /* 0: not open */
int srv_has_ipv6(const struct srv *s); /* the same ports on ::1 too */
struct store *srv_store(struct srv *s);
const char *srv_ca_pem(const struct srv *s);
struct pki_set *srv_pki(struct srv *s);

/* ---- what happened ------------------------------------------------------------------------ */

struct srv_totals {
    unsigned connections;
    unsigned open;
    unsigned tls_handshakes;
    unsigned tls_failures;
    unsigned tls_resumed;
    unsigned logins;
    unsigned login_failures;
    unsigned faults;
    uint64_t messages;
    uint64_t message_bytes;
    uint64_t received_bytes;
};
void srv_totals(struct srv *s, struct srv_totals *t);

/* Commands in the order of arrival, lines without line end and without an IMAP tag; what comes
   after a secret's place is "*". "UID FETCH 1 FLAGS", "MAIL FROM:<a@b> SIZE=3", "AUTH PLAIN *". */
size_t srv_command_count(struct srv *s, const char *prefix); /* "" or NULL: all */
/* The n-th (from 0) with this prefix, free() it; NULL: there is none. */
char *srv_command(struct srv *s, const char *prefix, size_t n);

/* What a strict server would not have to put up with: a sentence each, free() it. */
char *srv_fault(struct srv *s, size_t n); /* NULL: there is none */

struct srv_wire { /* one connection; copied, release with srv_wire_free */
    enum srv_protocol protocol;
    enum srv_mode mode;
    int open;
    char *data;          /* what the client sent, decrypted; always ends in a NUL not counted */
    size_t len;
    size_t tls_at;       /* data before this offset came in clear; == SIZE_MAX: never TLS */
    int cut;             /* log_bytes was reached */
    uint64_t received_bytes;
    int end;             /* an io_status: how it ended, IO_OK for QUIT/LOGOUT */
    int tls_error;       /* Mbed TLS's code of a failed handshake */
    char sni[256];
    char tls_version[16];
    char alpn[32];
    char client_name[256]; /* subject of the client's certificate */
};
size_t srv_wire_count(struct srv *s);
int srv_wire(struct srv *s, size_t n, struct srv_wire *w); /* 0, or -1: no such connection */
void srv_wire_free(struct srv_wire *w);

/* 1 when no connection is open (any more), 0 after timeout_ms. */
int srv_wait_idle(struct srv *s, unsigned timeout_ms);

/* 1 if the secret, or its base64 at any of the three alignments, stands in these bytes. */
int srv_leaks(const void *data, size_t len, const char *secret);

#endif
