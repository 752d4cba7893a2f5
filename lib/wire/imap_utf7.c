/* SPDX-License-Identifier: MIT */
#include "wire/imap_utf7.h"
#include "wire/imap_args.h"

const char mw_imap_base64[64 + 1] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/* The code point at *p, which is valid UTF-8. */
static uint32_t code_point(const char **p)
{
    uint32_t c = (unsigned char)*(*p)++;
    int more = (c >= 0xc0) + (c >= 0xe0) + (c >= 0xf0);

    if (more)
        c &= 0x3fu >> more;
    while (more--)
        c = c << 6 | ((unsigned char)*(*p)++ & 0x3fu);
    return c;
}

/* Writes what 16 bits complete. `bits` are those of a digit that is not complete, below a one: 1
   is none of them, 0 is no Base64 at hand. Returns what is left. */
static uint32_t put_unit(struct mw_text *t, uint32_t bits, uint32_t unit)
{
    uint32_t low;

    for (low = 16; low;) {
        bits = bits << 1 | (unit >> --low & 1);
        if (bits >> 6) {
            mw_text_byte(t, mw_imap_base64[bits & 0x3f]);
            bits = 1;
        }
    }
    return bits;
}

static void end_base64(struct mw_text *t, uint32_t bits)
{
    if (bits == 0)
        return;
    if (bits > 1) {
        while (!(bits >> 6))
            bits <<= 1;
        mw_text_byte(t, mw_imap_base64[bits & 0x3f]);
    }
    mw_text_byte(t, '-');
}

void mw_imap_utf7(struct mw_text *t, const char *utf8, int is_quoted)
{
    uint32_t bits = 0, c;

    while (*utf8) {
        c = code_point(&utf8);
        if (mw_imap_is_printable(c)) {
            end_base64(t, bits);
            bits = 0;
            if (is_quoted)
                mw_imap_quoted_byte(t, (int)c);
            else
                mw_text_byte(t, (int)c);
            if (c == '&')
                mw_text_byte(t, '-');
            continue;
        }
        if (bits == 0) {
            mw_text_byte(t, '&');
            bits = 1;
        }
        if (c > 0xffff) {
            bits = put_unit(t, bits, 0xd7c0 + (c >> 10));
            c = 0xdc00 | (c & 0x3ff);
        }
        bits = put_unit(t, bits, c);
    }
    end_base64(t, bits);
}
