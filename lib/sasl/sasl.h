/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_SASL_H
#define MW_SASL_SASL_H

/* What a mechanism says, before base64, whatever the protocol:

     PLAIN        authzid NUL user NUL secret                                  ; RFC 4616
     LOGIN        user, then secret                                            ; draft-murchison
     EXTERNAL     authzid                                                      ; RFC 4422 A
     ANONYMOUS    user                                                         ; RFC 4505
     XOAUTH2      "user=" user bearer, then "" to a failure's JSON
     OAUTHBEARER  "n,a=" name ",^Ahost=" host "^Aport=" port bearer, then ^A   ; RFC 7628 3.1
                  name = user, its "," being "=2C", its "=" being "=3D"        ; RFC 5801 4
     bearer       "^Aauth=Bearer " secret "^A^A"
     SCRAM-...    what sasl/scram.h makes
     CRAM-MD5     user SP hex                                                  ; RFC 2195 2
     APOP         user SP hex, without base64                                  ; RFC 1939 7 */

#include <mailwire/session.h>

/* Ways in that are no mechanism of SASL: IMAP's LOGIN, POP3's USER and PASS. */
#define MW_AUTH_COMMAND 0x2000u

#define MW_AUTH_TOKENS (MW_AUTH_OAUTHBEARER | MW_AUTH_XOAUTH2)
#define MW_AUTH_PLUS \
    (MW_AUTH_SCRAM_SHA_512_PLUS | MW_AUTH_SCRAM_SHA_256_PLUS | MW_AUTH_SCRAM_SHA_1_PLUS)
#define MW_AUTH_HASHED (MW_AUTH_SCRAM | MW_AUTH_CRAM_MD5 | MW_AUTH_APOP)
/* What tells the secret to whoever listens. */
#define MW_AUTH_REVEALS (MW_AUTH_TOKENS | MW_AUTH_PLAIN | MW_AUTH_COMMAND | MW_AUTH_LOGIN)
/* What can say for whom besides who. */
#define MW_AUTH_AUTHZID \
    (MW_AUTH_OWN | MW_AUTH_EXTERNAL | MW_AUTH_SCRAM | MW_AUTH_OAUTHBEARER | MW_AUTH_PLAIN)

/* A response is written as a form: characters, and codes for what is inserted. */
#define MW_SASL_HOST "\x80" /* mw_sasl.strings, the first */
#define MW_SASL_AUTHZID "\x83"
#define MW_SASL_USER "\x84"
#define MW_SASL_TEXT "\x85"
#define MW_SASL_BYTES "\x86"
#define MW_SASL_AUTHZID_NAME "\x8b" /* as a name: "," is "=2C", "=" is "=3D" */
#define MW_SASL_USER_NAME "\x8c"
#define MW_SASL_AUTHZID_NUL "\x93" /* and its NUL */
#define MW_SASL_USER_NUL "\x94"
#define MW_SASL_WHOM_NAME "\xab" /* the authzid, or if there is none, the user */

/* The place of the authzid in mw_sasl.strings. */
#define MW_SASL_AT_AUTHZID 3

struct mw_sasl {
    const char *strings; /* host, address, hello, authzid, user, each with its NUL */
    const char *text;
    const void *bytes; /* n bytes of any value: the secret, or what was made of it */
    size_t n;
    char *out; /* this and the rest: see mw_sasl_put */
    size_t skip, room, total;
};

/* The place of the one bit. */
unsigned mw_sasl_place(unsigned mechanism);

/* The name on the wire, in upper case; mechanism is one bit from MW_AUTH_EXTERNAL on. */
const char *mw_sasl_name(unsigned mechanism);

/* The bit of a name, in any case of letters; 0: it is not known. */
unsigned mw_sasl_find(const char *p, size_t n);

/* The form of the step-th response, from 0. MW_AUTH_COMMAND says the same as LOGIN. */
const char *mw_sasl_form(unsigned mechanism, unsigned step);

#endif
