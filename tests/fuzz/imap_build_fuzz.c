/* SPDX-License-Identifier: MIT */
/* What callers hand to IMAP commands: no text, set or name becomes syntax, one that is taken reads
   back as itself. The first bytes choose what is built, up to a NUL each is a text. */

#include "wire/imap_args.h"
#include "wire/imap_criteria.h"

#include <mailwire/imap_build.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(int truth)
{
    if (!truth)
        abort();
}

/* A name that decodes encodes to the same bytes, and the other way round. */
static void names(const char *p, size_t n)
{
    char *raw = malloc(n * 5 + 1), *utf8 = malloc(n * 6 + 1);
    size_t len;

    expect(raw && utf8);
    if (mw_imap_utf7_decode(utf8, n + n / 8 + 1, p, n) == MW_OK) {
        expect(mw_imap_utf7_encode(raw, n * 5 + 1, utf8) == MW_OK);
        expect(strlen(raw) == n && memcmp(raw, p, n) == 0);
    }
    if (mw_imap_utf7_encode(raw, n * 5 + 1, p) == MW_OK) {
        len = strlen(raw);
        expect(mw_imap_utf7_decode(utf8, len + len / 8 + 1, raw, len) == MW_OK);
        expect(strcmp(utf8, p) == 0);
    }
    free(raw);
    free(utf8);
}

/* Numbers of the input as ranges: what is written reads back as the same set. */
static void sets(const uint8_t *p, size_t n)
{
    uint32_t memory[32], memory2[32], at = 0, i;
    char text[40];
    mw_imap_set a, b;

    mw_imap_set_init(&a, memory, 16);
    mw_imap_set_init(&b, memory2, 16);
    for (; n > 2; p += 3, n -= 3)
        mw_imap_set_add(&a, p[0] ? p[0] + 256u * (p[2] & 1) : UINT32_MAX - p[1], p[1]);
    while (mw_imap_set_next(&a, &at, text, sizeof text) == MW_OK)
        expect(mw_imap_is_set(text) && mw_imap_set_add_text(&b, text, strlen(text)) == MW_OK);
    expect(a.count == b.count && a.star == b.star);
    expect(memcmp(memory, memory2, a.count * 8) == 0);
    for (i = 1; i < a.count; i++)
        expect(memory[2 * i] > memory[2 * i - 1] + 1 && memory[2 * i + 1] >= memory[2 * i]);
    expect(mw_imap_set_subtract(&b, &a) == MW_OK && b.count == 0 && b.star == 0);
}

/* The next text of the input. */
static const char *next(const char **p, const char *end)
{
    const char *text = *p;

    *p += strlen(*p);
    if (*p < end)
        ++*p;
    return text;
}

static void search(const char *p, size_t n)
{
    char memory[200];
    const char *end = p + n, *criteria, *text;
    mw_criteria q;

    mw_criteria_init(&q, memory, sizeof memory);
    while (p < end && q.error == MW_OK) {
        uint32_t key = (unsigned char)*p++ % 54u;

        switch (key) {
        case 53:
            mw_criteria_begin_group(&q);
            break;
        case 52:
            mw_criteria_end_group(&q);
            break;
        case 51:
            text = next(&p, end);
            mw_criteria_header(&q, text, next(&p, end));
            break;
        default:
            if (key <= MW_KEY_OR)
                mw_criteria_key(&q, key);
            else
                mw_criteria_text(&q, key, next(&p, end));
        }
    }
    if (mw_criteria_end(&q, &criteria) == MW_OK)
        expect(mw_imap_is_criteria(criteria) != 0);
}

/* Criteria that are taken have no control byte, and each quoted string ends where it says. */
static void criteria(const char *p)
{
    char plain[64];
    struct mw_text t = { plain, 0, sizeof plain };
    int kind = mw_imap_is_criteria(p);
    size_t bytes, n;

    if (!kind)
        return;
    for (n = 0; p[n]; n++)
        expect((unsigned char)p[n] >= 0x20 && p[n] != 0x7f);
    n = mw_imap_criteria_plain(p);
    expect((kind == MW_CRITERIA_UTF8) == (p[n] != 0));
    if (p[n]) {
        expect(p[n] == '"');
        expect(p[n + mw_imap_quoted_length(p + n, &bytes) - 1] == '"');
        mw_imap_unquote(&t, p + n, 0, SIZE_MAX);
        expect(t.len == bytes);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *p;

    if (size == 0)
        return 0;
    p = malloc(size);
    expect(p != NULL);
    memcpy(p, data + 1, size - 1);
    p[size - 1] = 0;
    switch (data[0] & 3) {
    case 0:
        names(p, strlen(p));
        break;
    case 1:
        sets(data + 1, size - 1);
        break;
    case 2:
        search(p, size - 1);
        break;
    default:
        criteria(p);
        if (mw_imap_is_flags(p))
            expect(!strpbrk(p, "\r\n(){\"") && !strstr(p, "  "));
        if (mw_imap_is_section(p, 0))
            expect(p[strspn(p, "0123456789.")] == 0);
        break;
    }
    free(p);
    return 0;
}
