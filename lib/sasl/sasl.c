/* SPDX-License-Identifier: MIT */
#include "sasl/sasl.h"
#include "wire/imap_word.h"

#include <string.h>

/* In the order of MW_AUTH_... from _EXTERNAL on; what is no SASL mechanism is a blank. */
static const char names[] =
    "EXTERNAL\0SCRAM-SHA-512-PLUS\0SCRAM-SHA-256-PLUS\0SCRAM-SHA-1-PLUS\0SCRAM-SHA-512\0"
    "SCRAM-SHA-256\0SCRAM-SHA-1\0CRAM-MD5\0 \0OAUTHBEARER\0XOAUTH2\0PLAIN\0 \0LOGIN\0ANONYMOUS\0";

const char *mw_sasl_name(unsigned mechanism)
{
    const char *name = names;

    for (; mechanism > MW_AUTH_EXTERNAL; mechanism >>= 1)
        name += strlen(name) + 1;
    return name;
}

unsigned mw_sasl_find(const char *p, size_t n)
{
    unsigned place = mw_imap_find(names, p, n, NULL);

    return place ? MW_AUTH_EXTERNAL << (place - 1) : 0;
}

void mw_sasl_set(struct mw_sasl *r, const char *code, const char *string)
{
    unsigned i = (unsigned char)*code & 7;

    r->string[i].p = string;
    r->string[i].n = strlen(string);
}

#define BEARER "\1auth=Bearer " MW_SASL_SECRET "\1\1"

const char *mw_sasl_form(unsigned mechanism, unsigned step)
{
    switch (mechanism) {
    case MW_AUTH_EXTERNAL:
        return MW_SASL_AUTHZID;
    case MW_AUTH_OAUTHBEARER:
        return step ? "\1"
                    : "n,a=" MW_SASL_USER_NAME ",\1host=" MW_SASL_HOST "\1port=" MW_SASL_TEXT
                      BEARER;
    case MW_AUTH_XOAUTH2:
        return step ? "" : "user=" MW_SASL_USER BEARER;
    case MW_AUTH_PLAIN:
        return MW_SASL_AUTHZID MW_SASL_NUL MW_SASL_USER MW_SASL_NUL MW_SASL_SECRET;
    default:
        return step ? MW_SASL_SECRET : MW_SASL_USER;
    }
}
