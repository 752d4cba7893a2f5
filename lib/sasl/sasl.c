/* SPDX-License-Identifier: MIT */
#include "sasl/sasl.h"

#include <string.h>

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
