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

static void set(struct mw_sasl_part *part, const char *p, size_t n)
{
    part->p = p;
    part->n = n;
}

int mw_sasl_response(unsigned mechanism, unsigned step, const char *user, const char *secret,
                     struct mw_sasl_part part[MW_SASL_PARTS])
{
    size_t user_len = strlen(user), secret_len = strlen(secret);

    memset(part, 0, MW_SASL_PARTS * sizeof *part);
    if (mechanism == MW_SASL_LOGIN) {
        set(part, step ? secret : user, step ? secret_len : user_len);
        return step < 2;
    }
    if (step)
        return mechanism == MW_SASL_XOAUTH2 && step == 1;
    if (mechanism == MW_SASL_PLAIN) {
        set(part, "", 1);
        set(part + 2, "", 1);
    } else {
        set(part, "user=", 5);
        set(part + 2, "\1auth=Bearer ", 13);
        set(part + 4, "\1\1", 2);
    }
    set(part + 1, user, user_len);
    set(part + 3, secret, secret_len);
    return 1;
}
