/* SPDX-License-Identifier: MIT */
#ifndef SERVER_HOSTILE_H
#define SERVER_HOSTILE_H

/* A server that does what its script says to every client that connects, and writes down all
   it was sent.

   static const char *const script[] = {
       "S: 220 mail.example.test ESMTP",
       "C: EHLO",
       "S: 250-mail.example.test",
       "S: 250 STARTTLS",
       "C: STARTTLS",
       "S: 220 go ahead",
       "S: 250 injected in the same segment",
       "! tls good",
       NULL};
   struct hst_opts opts = {0};
   struct hst *h = hst_start(script, &opts);
   ... hst_port(h) ...
   hst_wait(h, 1, 5000);
   assert(!hst_leaks(h, "password"));
   hst_stop(h);

   Steps
     S: text      sends the line with CRLF; neighbouring S: and R: steps go out in one write
     R: text      sends the bytes without line end; \r \n \t \0 \\ and \xHH stand for bytes
     C: prefix    waits for a line that starts so (letters of either case); "C:" takes any line
     C: $TAG NOOP binds the line's first word; $TAG in an S: or R: step is that word
     ! skip prefix       takes lines until one starts so
     ! take N            takes N bytes
     ! tls NAME          TLS with that certificate: good, expired, not-yet, other-host,
                         expired-other, self-signed, unknown-ca, cn-only, dns-only, nul-name,
                         client-use, odd-critical, intermediate, no-intermediate, issuer-not-ca,
                         path-too-long; the handshake may fail: see hst_result
     ! drip N MS         the next S: or R: step alone goes out N bytes at a time, MS ms apart
     ! flood N text      sends text (escapes as in R:) over and over, N MiB in all
     ! repeat N text     sends text N times
     ! silent MS         sends nothing for so long (or until the client closes), still listening
     ! half-close        close_notify under TLS, then FIN; goes on listening
     ! fin               FIN without close_notify, goes on listening
     ! close             FIN without close_notify, and the connection is closed
     ! bye               close_notify under TLS, FIN, and the connection is closed
     ! rst               RST
   After the last step everything the client still sends is taken until it closes (or the time
   limit), then the connection is closed. A C: line that does not come as told, or does not come
   in time, ends the play, and the rest is recorded in the same way. */

#include "pki.h"
#include "tls.h"

#include <stddef.h>
#include <stdint.h>

struct hst_opts {
    struct pki_set *pki;  /* NULL: its own CA; else borrowed */
    const struct pki_cert *own_cert; /* not NULL: "! tls own" shows it */
    enum tls_version tls_min;
    enum tls_version tls_max;
    unsigned limit_ms;    /* longest wait for the client in one step; 0: 5000 */
    size_t log_bytes;     /* 0: 8 MiB a connection; what comes later is counted only */
};

enum hst_end {
    HST_PLAYING,
    HST_DONE,        /* the script was played to its end */
    HST_MISMATCH,    /* the client said something else */
    HST_CLIENT_LEFT, /* EOF, reset or close_notify before the end */
    HST_TIMEOUT,
    HST_TLS_FAILED,  /* handshake or record: usually what a test wants */
    HST_STOPPED
};

struct hst_result { /* release with hst_result_free */
    enum hst_end end;
    size_t steps;      /* how many were played to their end */
    char *clear;       /* what came before TLS; always ends in a NUL that is not counted */
    size_t clear_len;
    char *tls;         /* what came under TLS, decrypted */
    size_t tls_len;
    uint64_t received_bytes;
    uint64_t sent_bytes;
    char last_line[512]; /* the line that did not match */
    int tls_started;   /* handshake done */
    int tls_error;
    char sni[256];
};

struct hst;

/* The script must outlive the server. NULL: it could not (says why on stderr), also for a step
   it does not understand. */
struct hst *hst_start(const char *const *script, const struct hst_opts *opts);
void hst_stop(struct hst *h);
int hst_port(const struct hst *h); /* on 127.0.0.1 and, where it can, ::1 */
const char *hst_ca_pem(const struct hst *h);

size_t hst_count(struct hst *h); /* connections so far */
/* 1 as soon as n connections are over, 0 after timeout_ms. */
int hst_wait(struct hst *h, size_t n, unsigned timeout_ms);
int hst_result(struct hst *h, size_t n, struct hst_result *r); /* 0, or -1: no such connection */
void hst_result_free(struct hst_result *r);
/* 1 if any connection so far carried the secret, plain or in base64, in clear or under TLS. */
int hst_leaks(struct hst *h, const char *secret);
int hst_leaks_in_clear(struct hst *h, const char *secret);

#endif
