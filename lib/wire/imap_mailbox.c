/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "wire/imap_utf7.h"
#include "wire/utf8.h"

#include <mailwire/imap_build.h>
#include <string.h>

/* Names of mailboxes as callers and servers write them; the grammar is in wire/imap_utf7.h. */

/* The text becomes a string; one that does not fit an empty one. */
static int end_text(struct mw_text *t)
{
    int fits = t->len < t->cap;

    if (t->cap)
        t->p[fits ? t->len : 0] = 0;
    return fits ? MW_OK : MW_E_MEMORY;
}

int mw_imap_utf7_encode(char *out, size_t cap, const char *utf8)
{
    struct mw_text t = { NULL, 0, 0 };

    t.p = out;
    t.cap = cap;
    if (!out || !utf8 || !mw_is_utf8(utf8, strlen(utf8)))
        return MW_E_ARG;
    mw_imap_utf7(&t, utf8, 0);
    return end_text(&t);
}

/* --- decoding --- */

static void put_utf8(struct mw_text *t, uint32_t c)
{
    if (c < 0x80) {
        mw_text_byte(t, (int)c);
        return;
    }
    if (c < 0x800) {
        mw_text_byte(t, (int)(0xc0 | c >> 6));
    } else {
        if (c < 0x10000) {
            mw_text_byte(t, (int)(0xe0 | c >> 12));
        } else {
            mw_text_byte(t, (int)(0xf0 | c >> 18));
            mw_text_byte(t, (int)(0x80 | (c >> 12 & 0x3f)));
        }
        mw_text_byte(t, (int)(0x80 | (c >> 6 & 0x3f)));
    }
    mw_text_byte(t, (int)(0x80 | (c & 0x3f)));
}

/* A UTF-16 unit; *high is a surrogate that waits for its second half, else 0. 0: it is not valid
   here. */
static int take_unit(struct mw_text *t, uint32_t *high, uint32_t unit)
{
    int is_low = unit >> 10 == 0xdc00 >> 10;

    if (is_low != (*high != 0) || unit == 0 || mw_imap_is_printable(unit))
        return 0;
    if (unit >> 10 == 0xd800 >> 10) {
        *high = unit;
        return 1;
    }
    put_utf8(t, is_low ? ((*high - 0xd7c0) << 10) + (unit & 0x3ff) : unit);
    *high = 0;
    return 1;
}

/* The Base64 behind "&". Returns how long it is with its "-"; 0: it is broken. */
static size_t base64(struct mw_text *t, const char *p, size_t n)
{
    uint32_t bits = 0, high = 0;
    unsigned count = 0;
    const char *digit;
    size_t i;

    for (i = 0; i < n && p[i] != '-'; i++) {
        digit = p[i] ? memchr(mw_imap_base64, p[i], 64) : NULL;
        if (!digit)
            return 0;
        bits = bits << 6 | (uint32_t)(digit - mw_imap_base64);
        count += 6;
        if (count >= 16) {
            count -= 16;
            if (!take_unit(t, &high, bits >> count & 0xffff))
                return 0;
        }
    }
    if (i == n || count >= 6 || bits & ((1u << count) - 1) || high)
        return 0;
    return i + 1;
}

static int decode(struct mw_text *t, const char *p, size_t n)
{
    int was_base64 = 0;
    size_t used;

    while (n) {
        used = 1;
        if (!mw_imap_is_printable((unsigned char)*p))
            return 0;
        if (*p != '&' || (n > 1 && p[1] == '-')) {
            mw_text_byte(t, *p);
            used += *p == '&';
            was_base64 = 0;
        } else {
            used = was_base64 ? 0 : base64(t, p + 1, n - 1);
            if (used++ == 0)
                return 0;
            was_base64 = 1;
        }
        p += used;
        n -= used;
    }
    return 1;
}

/* Something to show for a name that is no modified UTF-7. */
static void show(struct mw_text *t, const char *p, size_t n)
{
    int is_utf8 = mw_is_utf8(p, n), c;

    for (; n; p++, n--) {
        c = (unsigned char)*p;
        mw_text_byte(t, mw_imap_is_printable((uint32_t)c) || (is_utf8 && c > 127) ? c : '?');
    }
}

int mw_imap_utf7_decode(char *out, size_t cap, const char *raw, size_t len)
{
    struct mw_text t = { NULL, 0, 0 };
    int is_valid;

    t.p = out;
    t.cap = cap;
    if (!out || !raw)
        return MW_E_ARG;
    is_valid = decode(&t, raw, len);
    if (!is_valid) {
        t.len = 0;
        show(&t, raw, len);
    }
    return end_text(&t) == MW_OK ? (is_valid ? MW_OK : MW_E_ARG) : MW_E_MEMORY;
}

/* --- names --- */

int mw_imap_is_inbox(const char *name, size_t len)
{
    return name && mw_same(name, len, "inbox");
}

size_t mw_imap_name_length(const char *name, size_t len, char delimiter)
{
    while (len > 1 && delimiter && name[len - 1] == delimiter)
        len--;
    return len;
}
