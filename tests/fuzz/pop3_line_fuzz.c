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

static void lines(char *p, size_t n)
{
    size_t rest, word;
    mw_error err;
    struct mw_words w;
    uint64_t value;

    w.p = p;
    w.n = n;
    for (rest = n; w.n; rest = w.n) {
        word = mw_pop3_word(&w);
        expect(w.n + word + 1 == rest || (w.n == 0 && word == rest));
        expect(w.p + w.n == p + n);
    }
    w.p = p;
    w.n = n;
    expect(mw_pop3_find(MW_POP3_STATUS, &w) <= 3);
    memset(&err, 0, sizeof err);
    err.text = p;
    err.text_len = (uint16_t)(n < UINT16_MAX ? n : UINT16_MAX);
    mw_pop3_code(&err);
    expect(err.reply <= MW_POP3_CODE_UTF8);
    expect(err.word_len == 0 || (err.word_len + 2u <= n && p[err.word_len + 1] == ']'));

    rest = mw_pop3_number(p, n, &value);
    expect(rest <= n && (rest || value == 0));
    expect(rest == 0 || rest == n || p[rest] != ' ');
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
    size_t at = 0, have = 0, len;

    memset(&d, 0, sizeof d);
    *body_len = 0;
    for (;;) {
        len = mw_dots_decode(&d, p + at, have - at, 0);
        expect(d.skip + len <= have - at);
        at += d.skip;
        if (len == 0 && d.skip)
            return at;
        if (len) {
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
