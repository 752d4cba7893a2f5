/* SPDX-License-Identifier: MIT */
#include "sasl/sasl.h"

#include "wire/imap_word.h"

#include <string.h>

/* In the order of MW_AUTH_... from _EXTERNAL on; what is no SASL mechanism is a blank. */
static const char names[] =
    "EXTERNAL\0SCRAM-SHA-512-PLUS\0SCRAM-SHA-256-PLUS\0SCRAM-SHA-1-PLUS\0SCRAM-SHA-512\0"
    "SCRAM-SHA-256\0SCRAM-SHA-1\0OAUTHBEARER\0XOAUTH2\0CRAM-MD5\0 \0PLAIN\0 \0LOGIN\0ANONYMOUS\0";
#define NAMES_FROM 0x0002u

unsigned mw_sasl_find(const char *p, size_t n)
{
    unsigned place;

    return mw_imap_find(names, p, n, &place) ? NAMES_FROM << place : 0;
}

const char *mw_sasl_name(unsigned mechanism)
{
    return mechanism == MW_SASL_PLAIN ? "PLAIN" : mechanism == MW_SASL_LOGIN ? "LOGIN" : "XOAUTH2";
}

unsigned mw_sasl_choose(unsigned mask)
{
    return mask & MW_SASL_XOAUTH2 ? MW_SASL_XOAUTH2
         : mask & MW_SASL_PLAIN   ? MW_SASL_PLAIN
                                  : mask & MW_SASL_LOGIN;
}

unsigned mw_sasl_steps(unsigned mechanism)
{
    return mechanism == MW_SASL_PLAIN ? 1 : 2;
}

static void set(struct mw_sasl_part *part, const char *p, size_t n)
{
    part->p = p;
    part->n = n;
}

void mw_sasl_response(unsigned mechanism, unsigned step, const char *credentials,
                      struct mw_sasl_part part[MW_SASL_PARTS])
{
    size_t user_len = strlen(credentials);
    const char *secret = credentials + user_len + 1;

    memset(part, 0, MW_SASL_PARTS * sizeof *part);
    if (step && mechanism != MW_SASL_LOGIN)
        return; /* XOAUTH2 answers a failure with nothing */
    if (!step)
        set(part + 1, credentials, user_len);
    if (step || mechanism != MW_SASL_LOGIN)
        set(part + 3, secret, strlen(secret));
    if (mechanism == MW_SASL_PLAIN) {
        set(part, "", 1);
        set(part + 2, "", 1);
    }
    if (mechanism == MW_SASL_XOAUTH2) {
        set(part, "user=", 5);
        set(part + 2, "\1auth=Bearer ", 13);
        set(part + 4, "\1\1", 2);
    }
}
