/* SPDX-License-Identifier: MIT */
/* Any body, cut anywhere: what is encoded is clean and comes back. The first byte chooses where it
   is cut. */

#include "wire/dots.h"
#include "wire/undots.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(int truth)
{
    if (!truth)
        abort();
}

/* Encodes in pieces of `piece`, into rooms of `room`. */
static size_t encode(char *to, const char *p, size_t n, size_t piece, size_t room)
{
    struct mw_dots d = { MW_DOTS_START };
    size_t taken, put, now, len = 0;

    for (; n; p += taken, n -= taken) {
        now = n < piece ? n : piece;
        put = mw_dots_encode(&d, to + len, room, p, now, &taken, 1);
        expect(put <= room && taken > 0 && taken <= now);
        len += put;
    }
    if (d.at == MW_DOTS_LINE) {
        memcpy(to + len, "\r\n", 2);
        len += 2;
    }
    memcpy(to + len, ".\r\n", 3);
    return len + 3;
}

static void check_clean(const char *p, size_t n)
{
    size_t i;

    for (i = 0; i < n; i++) {
        expect(p[i] != '\r' || (i + 1 < n && p[i + 1] == '\n'));
        expect(p[i] != '\n' || (i > 0 && p[i - 1] == '\r'));
    }
}

/* Decodes with `piece` more at a time. Returns how long the text is; it must end with the wire. */
static size_t decode(char *to, const char *p, size_t n, size_t piece, int lf_ends)
{
    struct mw_undots d = { 0, 0 };
    size_t at = 0, have = 0, len, total = 0;

    for (;;) {
        len = mw_dots_decode(&d, p + at, have - at, lf_ends);
        expect(d.skip + len <= have - at);
        memcpy(to + total, p + at + d.skip, len);
        total += len;
        at += d.skip + len;
        if (len == 0 && (d.skip || have == n))
            break;
        if (len == 0)
            have = n - have < piece ? n : have + piece;
    }
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char wire[3 * 5000 + 8], other[3 * 5000 + 8], back[3 * 5000 + 8];
    const char *p = (const char *)data + 1;
    size_t piece, n, m;

    if (size < 1 || size > 5000)
        return 0;
    piece = 1u + (data[0] & 31u);
    size--;
    n = encode(wire, p, size, piece, 2u + (data[0] >> 5));
    m = encode(other, p, size, size, sizeof other);
    expect(n == m && memcmp(wire, other, n) == 0);
    check_clean(wire, n);
    n = decode(back, wire, n, piece, 0);
    m = encode(other, back, n, piece, 2);
    expect(memcmp(wire, other, m) == 0);
    /* and what a server may say */
    n = decode(back, p, size, piece, data[0] & 1);
    m = decode(other, p, size, size ? size : 1, data[0] & 1);
    expect(n == m && memcmp(back, other, n) == 0);
    return 0;
}
