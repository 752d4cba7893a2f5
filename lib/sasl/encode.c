/* SPDX-License-Identifier: MIT */
#include "sasl/encode.h"
#include "base/ascii.h"

#include <string.h>

static void put(struct mw_sasl *r, const char *p, size_t n)
{
    size_t over = n < r->skip ? n : r->skip;

    r->total += n;
    r->skip -= over;
    p += over;
    for (n -= over; n && r->room; n--, r->room--)
        *r->out++ = *p++;
}

static void put_name(struct mw_sasl *r, const char *p)
{
    for (; *p; p++) {
        const char *escape = *p == ',' ? "=2C" : *p == '=' ? "=3D" : NULL;

        put(r, escape ? escape : p, escape ? 3 : 1);
    }
}

size_t mw_sasl_put(struct mw_sasl *r, const char *form)
{
    const char *p;
    unsigned code;

    for (; (code = (unsigned char)*form) != 0; form++) {
        if (code < 0x80) {
            put(r, form, 1);
        } else if (code == (unsigned char)*MW_SASL_BYTES) {
            if (r->n) /* bytes may be NULL */
                put(r, r->bytes, r->n);
        } else {
            p = code == (unsigned char)*MW_SASL_TEXT ? r->text : mw_string_at(r->strings, code & 7);
            if (code == (unsigned char)*MW_SASL_WHOM_NAME && !*p)
                p++; /* the user stands behind the authzid */
            if (code & 8)
                put_name(r, p);
            else
                put(r, p, strlen(p) + (code >> 4 & 1));
        }
    }
    return r->total;
}
