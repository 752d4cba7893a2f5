/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_UTF7_H
#define MW_WIRE_IMAP_UTF7_H

/* Names of mailboxes, RFC 3501 5.1.3:

     name   = *(%x20-25 / %x27-7e / "&-" / "&" 1*BASE64 "-")
     BASE64 = ALPHA / DIGIT / "+" / ","     ; UTF-16, most significant byte first, no padding

   There is one form of each name: nothing printable is in Base64, "-" and "&" of Base64 never
   meet, and the bits behind the last unit are zero. */

#include "base/text.h"

extern const char mw_imap_base64[64 + 1]; /* its digits, and a NUL */

static inline int mw_imap_is_printable(uint32_t c)
{
    return c >= 0x20 && c <= 0x7e;
}

/* Appends valid UTF-8 as modified UTF-7, with a backslash before " and \ if it is quoted. */
void mw_imap_utf7(struct mw_text *t, const char *utf8, int is_quoted);

#endif
