/* SPDX-License-Identifier: MIT */
#include "net/hash.h"
#include "base/wipe.h"

#ifdef MW_HAVE_UNISTRING

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

/* SASLprep (RFC 4013) is: some characters become a space, some nothing; normalization form KC; some
   may not be there; text from right to left is not mixed with the other. Letters are those of RFC
   3454's tables. Characters that came after Unicode 3.2 are allowed, as in a query, and normalized
   as libunistring knows them. */

/* One character becomes at most 18 (U+FDFA). */
#define GROWTH_MAX 18

struct range {
    ucs4_t first, last;
};

/* C.1.2 */
static const struct range spaces[] = {
    { 0xa0, 0xa0 },     { 0x1680, 0x1680 }, { 0x2000, 0x200b },
    { 0x202f, 0x202f }, { 0x205f, 0x205f }, { 0x3000, 0x3000 },
};

/* B.1 */
static const struct range nothing[] = {
    { 0xad, 0xad },     { 0x34f, 0x34f },   { 0x1806, 0x1806 }, { 0x180b, 0x180d },
    { 0x200b, 0x200d }, { 0x2060, 0x2060 }, { 0xfe00, 0xfe0f }, { 0xfeff, 0xfeff },
};

/* C.1.2, C.2.1, C.2.2, C.3 to C.9, but the last two of each plane */
static const struct range prohibited[] = {
    { 0x0, 0x1f },         { 0x7f, 0xa0 },       { 0x340, 0x341 },      { 0x6dd, 0x6dd },
    { 0x70f, 0x70f },      { 0x1680, 0x1680 },   { 0x180e, 0x180e },    { 0x2000, 0x200f },
    { 0x2028, 0x202f },    { 0x205f, 0x2063 },   { 0x206a, 0x206f },    { 0x2ff0, 0x2ffb },
    { 0x3000, 0x3000 },    { 0xd800, 0xf8ff },   { 0xfdd0, 0xfdef },    { 0xfeff, 0xfeff },
    { 0xfff9, 0xffff },    { 0x1d173, 0x1d17a }, { 0xe0001, 0xe0001 },  { 0xe0020, 0xe007f },
    { 0xf0000, 0x10ffff },
};

#define COUNT(table) (sizeof (table) / sizeof (table)[0])

static int is_in(const struct range *table, size_t count, ucs4_t c)
{
    size_t i;

    for (i = 0; i < count; i++)
        if (c >= table[i].first && c <= table[i].last)
            return 1;
    return 0;
}

/* 2.1: returns how many characters are left, or -1: it is no UTF-8. */
static ptrdiff_t map(const char *password, size_t len, uint32_t *out)
{
    ptrdiff_t n = 0;
    size_t i = 0;

    while (i < len) {
        ucs4_t c;
        int step = u8_mbtoucr(&c, (const uint8_t *)password + i, len - i);

        if (step <= 0)
            return -1;
        if (is_in(spaces, COUNT(spaces), c))
            out[n++] = ' ';
        else if (!is_in(nothing, COUNT(nothing), c))
            out[n++] = c;
        i += (size_t)step;
    }
    return n;
}

static int is_right_to_left(ucs4_t c)
{
    int class = uc_bidi_class(c);

    return class == UC_BIDI_R || class == UC_BIDI_AL;
}

/* 2.3 and 2.4 */
static int is_allowed(const uint32_t *text, size_t n)
{
    int right = 0, left = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        if (is_in(prohibited, COUNT(prohibited), text[i]) || (text[i] & 0xfffe) == 0xfffe)
            return 0;
        right |= is_right_to_left(text[i]);
        left |= uc_bidi_class(text[i]) == UC_BIDI_L;
    }
    if (n == 0 || !right)
        return n > 0;
    return !left && is_right_to_left(text[0]) && is_right_to_left(text[n - 1]);
}

static int encode(const uint32_t *text, size_t n, char *out, size_t cap, size_t *len)
{
    size_t i, done = 0;

    for (i = 0; i < n; i++) {
        int step = u8_uctomb((uint8_t *)out + done, text[i], (ptrdiff_t)(cap - done));

        if (step < 0)
            return MW_E_TOO_LONG;
        done += (size_t)step;
    }
    *len = done;
    return MW_OK;
}

/* text: n characters in room for GROWTH_MAX times as many behind them. */
static int prepare(uint32_t *text, ptrdiff_t n, size_t room, char *out, size_t cap, size_t *len)
{
    uint32_t *normal;
    size_t normal_len = room;
    int rc = MW_E_ARG;

    if (n < 0)
        return MW_E_ARG;
    normal = u32_normalize(UNINORM_NFKC, text, (size_t)n, text + n, &normal_len);
    if (normal == NULL)
        return MW_E_MEMORY;
    if (is_allowed(normal, normal_len))
        rc = encode(normal, normal_len, out, cap, len);
    if (normal != text + n) {
        mw_wipe(normal, normal_len * sizeof *normal);
        free(normal);
    }
    return rc;
}

int mw_saslprep(void *ctx, const char *password, char *out, size_t cap, size_t *len)
{
    const size_t bytes = strlen(password);
    const size_t room = GROWTH_MAX * bytes + 1;
    uint32_t *text = NULL;
    int rc;

    (void)ctx;
    *len = 0;
    if (bytes < (size_t)-1 / sizeof *text / (GROWTH_MAX + 2))
        text = malloc((bytes + room) * sizeof *text);
    if (text == NULL)
        return MW_E_MEMORY;
    rc = prepare(text, map(password, bytes, text), room, out, cap, len);
    mw_wipe(text, (bytes + room) * sizeof *text);
    free(text);
    return rc;
}

#endif
