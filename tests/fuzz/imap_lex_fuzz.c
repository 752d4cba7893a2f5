/* SPDX-License-Identifier: MIT */
/* The framing of IMAP: cut anywhere it is the same, and what it says is an element's end looks like
   one. The first two bytes choose how the element ends and how it is cut. Arguments and words are
   looked at on the way. */

#include "wire/imap_args.h"
#include "wire/imap_lex.h"
#include "wire/imap_word.h"

#include <mailwire/error.h>

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void expect(int truth)
{
    if (!truth)
        abort();
}

static uint8_t loose; /* how a scan begins */

static int scan(unsigned how, const char *p, size_t n, size_t chunk, uint32_t *at,
                uint64_t *left)
{
    struct mw_imap_lex x;
    size_t have = 0;
    int rc = MW_WANT_READ;

    memset(&x, 0, sizeof x);
    x.loose = loose;
    *at = 0;
    while (rc == MW_WANT_READ && have < n) {
        have = n - have < chunk ? n : have + chunk;
        rc = mw_imap_scan(&x, how, p, have, at);
        expect(*at <= have && (rc != MW_WANT_READ || *at == have));
    }
    *left = x.left;
    return rc;
}

static void strings(const char *p, size_t n)
{
    static const char list[] = "OK\0NO\0BAD\0";
    char buf[16];
    struct mw_text t = { buf, 0, sizeof buf };
    size_t i;

    expect(mw_imap_find(list, p, n, NULL) <= 3);
    mw_imap_is_section(p, 1);
    if (mw_imap_is_set(p))
        for (i = 0; p[i]; i++)
            expect(strchr("0123456789:,*", p[i]) != NULL);
    mw_imap_mailbox(&t, p, n & 3);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const unsigned hows[] = { 0,           MW_LEX_NAME, MW_LEX_CODE, MW_LEX_LINE,
                                     MW_LEX_BODY, MW_LEX_ARGS, MW_LEX_SET,  MW_LEX_LIST };
    unsigned how;
    size_t n, chunk;
    uint32_t at, at2;
    uint64_t left, left2;
    char *p;
    int rc;

    if (size < 2)
        return 0;
    how = hows[data[0] % 8];
    loose = data[0] > 127;
    chunk = 1u + data[1] % 32u;
    n = size - 2;
    p = malloc(n + 1);
    expect(p != NULL);
    memcpy(p, data + 2, n);
    p[n] = 0;
    rc = scan(how, p, n, n ? n : 1, &at, &left);
    expect(scan(how, p, n, chunk, &at2, &left2) == rc);
    expect(at == at2 && (rc != MW_LEX_LITERAL || left == left2));
    if (rc == MW_OK)
        expect(at < n && strchr(how == MW_LEX_LINE ? "\n" : " \r\n()[]\"{,", p[at]) != NULL);
    if (rc == MW_LEX_LITERAL)
        expect(how == MW_LEX_BODY && at >= 4 && p[at - 1] == '\n');
    strings(p, n);
    free(p);
    return 0;
}
