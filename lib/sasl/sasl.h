/* SPDX-License-Identifier: MIT */
#ifndef MW_SASL_SASL_H
#define MW_SASL_SASL_H

/* What a mechanism says, before base64, whatever the protocol:

     PLAIN    NUL user NUL secret                                              ; RFC 4616
     LOGIN    user, then secret                                                ; draft-murchison
     XOAUTH2  "user=" user ^A "auth=Bearer " secret ^A ^A, then "" to a failure's JSON */

#include <stddef.h>
#include <stdint.h>

/* One bit each, as in mw_config.auth. */
#define MW_SASL_XOAUTH2 0x0200u
#define MW_SASL_PLAIN 0x1000u
#define MW_SASL_LOGIN 0x4000u

#define MW_SASL_PARTS 5

struct mw_sasl_part {
    const char *p;
    size_t n;
};

/* The name on the wire, in upper case; mechanism is one bit. */
const char *mw_sasl_name(unsigned mechanism);

/* The bit of a name, in any case of letters; 0: it is not known. */
unsigned mw_sasl_find(const char *p, size_t n);

/* The strongest of a mask; 0: none. XOAUTH2 comes first, where it is allowed. */
unsigned mw_sasl_choose(unsigned mask);

/* How many responses the mechanism has. */
unsigned mw_sasl_steps(unsigned mechanism);

/* The step-th response, from 0, as parts to be sent one behind the other; unused ones are empty.
   credentials: user, NUL, secret, NUL. */
void mw_sasl_response(unsigned mechanism, unsigned step, const char *credentials,
                      struct mw_sasl_part part[MW_SASL_PARTS]);

#endif
