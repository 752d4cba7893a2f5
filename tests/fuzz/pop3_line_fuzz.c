/* SPDX-License-Identifier: MIT */
/* The parsers of POP3 lines, and the taking away of dots against a plain model of it. */

#include "wire/pop3_line.h"
#include "wire/undots.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(int truth)
{
    if (!truth)
        abort();
}

static void lines(const char *p, size_t n)
{
    size_t code = mw_pop3_code(p, n), rest;
    uint64_t value;

    rest = mw_pop3_number(p, n, &value);
    expect(code == 0 || (code + 2 <= n && p[code + 1] == ']'));
    expect(rest <= n && (rest || value == 0));
    expect(rest == 0 || rest == n || p[rest] != ' ');
    expect(mw_pop3_word(MW_POP3_STATUS, p, n) <= 3);
}

/* Where the body ends that begins at p, and what it is: one byte after the other. */
static size_t model(const char *p, size_t n, char *body, size_t *body_len)
{
    size_t i = 0;
    int fresh = 1;

    *body_len = 0;
    while (i < n) {
        if (fresh && p[i] == '.') {
            if (n - i < 3 && (n - i < 2 || p[i + 1] == '\r'))
                return 0;
            if (p[i + 1] == '\r' && p[i + 2] == '\n')
                return i + 3;
            i++;
        }
        fresh = p[i] == '\n' && i && p[i - 1] == '\r';
        body[(*body_len)++] = p[i++];
    }
    return 0;
}

/* The same by slices, in pieces of at most `chunk` bytes. */
static size_t slices(const char *p, size_t n, size_t chunk, char *body, size_t *body_len)
{
    struct mw_undots d;
    size_t at = 0, have = 0, skip, len;
    int rc;

    memset(&d, 0, sizeof d);
    *body_len = 0;
    for (;;) {
        rc = mw_dots_decode(&d, p + at, have - at, &skip, &len);
        expect(skip + len <= have - at);
        at += skip;
        if (rc == MW_DOTS_END)
            return at;
        if (rc == MW_DOTS_SLICE) {
            expect(len > 0);
            memcpy(body + *body_len, p + at, len);
            *body_len += len;
            at += len;
        } else if (have == n) {
            return 0;
        } else {
            have = n - have < chunk ? n : have + chunk;
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1), *one = malloc(size + 1), *two = malloc(size + 1);
    size_t one_len, two_len, chunk = size ? 1u + data[0] % 16u : 1, end;

    expect(copy && one && two);
    if (size)
        memcpy(copy, data, size);
    lines(copy, size);
    end = model(copy, size, one, &one_len);
    expect(slices(copy, size, chunk, two, &two_len) == end);
    expect(one_len == two_len && memcmp(one, two, one_len) == 0);
    free(copy);
    free(one);
    free(two);
    return 0;
}
