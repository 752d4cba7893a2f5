/* SPDX-License-Identifier: MIT */
#include "base/wipe.h"
#include "engine/pop3.h"
#include "wire/pop3_line.h"

#include <string.h>

/* From the greeting to READY: RFC 1939 4, RFC 2449 5, RFC 2595 4. One command at a time. */

/* The held words are a line of CAPA's, RFC 2449 6. The caller is told of it unless TLS is still to
   come. */
int mw_pop3_capability(mw_session *s)
{
    /* in the order of the bits MW_POP3_CAP_... */
    static const char tags[] = "top\0uidl\0user\0stls\0pipelining\0resp-codes\0sasl\0\0";
    static const char mechanisms[] = "plain\0login\0xoauth2\0";
    const char *p = s->in + s->in_off, *end = p + s->held, *list = tags;
    uint32_t first = MW_POP3_CAP_TOP, bit;

    do {
        bit = first << mw_pop3_word(list, p, (size_t)(end - p)) >> 1;
        s->caps |= first == 1 && bit;
    } while (0);
    (void)mechanisms;
    return MW_OK;
}
