/* SPDX-License-Identifier: MIT */
#ifndef SERVER_PKI_H
#define SERVER_PKI_H

/* A certificate authority made on the spot: ECDSA P-256, everything as PEM in memory. */

#include <time.h>

struct pki_cert {
    char *pem;     /* the certificate first, then what stands between it and its root */
    char *key_pem;
};

enum pki_use { PKI_USE_SERVER, PKI_USE_CLIENT, PKI_USE_CODE, PKI_USE_NONE };

struct pki_spec {
    const char *cn;    /* NULL: no common name, only an organisation */
    /* "DNS:a.test,DNS:*.b.test,IP:127.0.0.1,IP:::1,EMAIL:x@y"; %XX stands for one byte, so
       "DNS:a.test%00.b" carries a NUL. NULL: no subjectAltName at all. */
    const char *san;
    time_t not_before; /* 0: yesterday */
    time_t not_after;  /* 0: in five years */
    enum pki_use use;
    int is_ca;
    int path_length;   /* for a CA: 0 means unlimited, n > 0 means pathLenConstraint n - 1 */
    int odd_extension; /* 1: adds a critical extension nobody knows */
};

/* 0, or an Mbed TLS error. issuer NULL: signed by its own key. */
int pki_make(const struct pki_spec *spec, const struct pki_cert *issuer, struct pki_cert *out);
void pki_free(struct pki_cert *cert);

/* What tests ask for by name. Names: localhost, mail.example.test, *.wild.example.test,
   127.0.0.1, ::1, unless said otherwise. */
enum pki_choice {
    PKI_GOOD,
    PKI_EXPIRED,        /* ended yesterday */
    PKI_NOT_YET,        /* begins tomorrow */
    PKI_OTHER_HOST,     /* only elsewhere.example.test and 192.0.2.1 */
    PKI_EXPIRED_OTHER,  /* both of these */
    PKI_SELF_SIGNED,
    PKI_UNKNOWN_CA,     /* right in everything, by a CA that nobody was given */
    PKI_CN_ONLY,        /* CN localhost, no subjectAltName */
    PKI_DNS_ONLY,       /* localhost and mail.example.test, no address */
    PKI_NUL_NAME,       /* "localhost\0.evil.test" */
    PKI_CLIENT_USE,     /* extendedKeyUsage allows clients only */
    PKI_ODD_CRITICAL,   /* an unknown critical extension */
    PKI_VIA_INTERMEDIATE,
    PKI_NO_INTERMEDIATE, /* same, but the server does not send the intermediate */
    PKI_ISSUER_NOT_CA,  /* issued by a certificate that is not a CA */
    PKI_PATH_TOO_LONG,  /* below a CA whose pathLenConstraint forbids it */
    PKI_CLIENT,         /* for a client to show */
    PKI_CHOICES
};

const char *pki_name(enum pki_choice choice);              /* "not-yet" */
int pki_find(const char *name, enum pki_choice *choice); /* 0, or -1: no such name */

struct pki_set; /* one CA and its certificates, made when first asked for; safe among threads */

struct pki_set *pki_set_new(void); /* NULL: Mbed TLS refused */
void pki_set_free(struct pki_set *set);
const char *pki_ca_pem(const struct pki_set *set);
const struct pki_cert *pki_get(struct pki_set *set, enum pki_choice choice); /* NULL: failed */
int pki_write_ca(const struct pki_set *set, const char *path); /* 0 or -1 with errno */

#endif
