/* SPDX-License-Identifier: MIT */
#include "sasl/encode.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct guard guard;

/* Encodes through rooms of `room` bytes, each ending at a closed page. */
static size_t in_pieces(const struct mw_sasl_part part[MW_SASL_PARTS], size_t room, char *to)
{
    size_t total = mw_sasl_length(part), len = 0, n, i;
    uint32_t at = 0, before;

    while (at < total) {
        char *p = guard_end(&guard, room);

        memset(p, '#', room);
        before = at;
        n = mw_sasl_encode(part, &at, p, room);
        assert_true(n <= room);
        assert_int_equal(n % 4, 0);
        assert_int_equal(n, ((at - before) + 2) / 3 * 4);
        assert_true(at == total || (n == room / 4 * 4 && (at - before) % 3 == 0));
        for (i = n; i < room; i++)
            assert_int_equal(p[i], '#');
        memcpy(to + len, p, n);
        len += n;
    }
    before = at;
    assert_int_equal(mw_sasl_encode(part, &at, guard_end(&guard, room), room), 0);
    assert_int_equal(at, before);
    return len;
}

static void expect(unsigned mechanism, unsigned step, const char *credentials, const char *want)
{
    struct mw_sasl_part part[MW_SASL_PARTS];
    char got[1024];
    size_t room, n;

    mw_sasl_response(mechanism, step, credentials, part);
    for (room = 4; room < 200; room++) {
        n = in_pieces(part, room, got);
        assert_int_equal(n, strlen(want));
        assert_memory_equal(got, want, n);
    }
}

static void vectors(void **state)
{
    (void)state;
    expect(MW_SASL_PLAIN, 0, "tim\0tanstaaftanstaaf", "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
    expect(MW_SASL_PLAIN, 0, "test\0001234", "AHRlc3QAMTIzNA==");
    expect(MW_SASL_PLAIN, 0, "\0", "AAA=");
    expect(MW_SASL_LOGIN, 0, "ann\0s3cret", "YW5u");
    expect(MW_SASL_LOGIN, 1, "ann\0s3cret", "czNjcmV0");
    expect(MW_SASL_LOGIN, 1, "ann\0", "");
    expect(MW_SASL_XOAUTH2, 1, "ann\0s3cret", "");
    expect(MW_SASL_XOAUTH2, 0,
           "someuser@example.com\0ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg",
           "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB5YTI5LnZGOWRmdDRx"
           "bVRjMk52YjNSbGNrQmhkSFJoZG1semRHRXVZMjl0Q2cBAQ==");
}

/* Every division of ten bytes into parts, empty ones between them too, is the same. */
static void any_parts(void **state)
{
    static const char text[] = "0123456789";
    struct mw_sasl_part part[MW_SASL_PARTS];
    size_t a, b, c, d, n;
    char got[64];

    (void)state;
    for (a = 0; a <= 10; a++)
        for (b = a; b <= 10; b++)
            for (c = b; c <= 10; c++)
                for (d = c; d <= 10; d++) {
                    const size_t cut[] = { 0, a, b, c, d, 10 };

                    for (n = 0; n < MW_SASL_PARTS; n++) {
                        part[n].n = cut[n + 1] - cut[n];
                        part[n].p = part[n].n ? text + cut[n] : NULL;
                    }
                    assert_int_equal(mw_sasl_length(part), 10);
                    n = in_pieces(part, 8, got);
                    assert_int_equal(n, 16);
                    assert_memory_equal(got, "MDEyMzQ1Njc4OQ==", 16);
                }
}

/* What is too small for a group of four is left alone. */
static void no_room(void **state)
{
    struct mw_sasl_part part[MW_SASL_PARTS];
    uint32_t at = 0;
    size_t room;

    (void)state;
    mw_sasl_response(MW_SASL_LOGIN, 0, "ann\0x", part);
    for (room = 0; room < 4; room++)
        assert_int_equal(mw_sasl_encode(part, &at, guard_end(&guard, room), room), 0);
    assert_int_equal(at, 0);
}

/* A token longer than any buffer. */
static void long_token(void **state)
{
    static char credentials[2 + 100000 + 1];
    struct mw_sasl_part part[MW_SASL_PARTS];
    char piece[64];
    uint32_t at = 0;
    size_t n, len = 0;

    (void)state;
    credentials[0] = 'u';
    memset(credentials + 2, 'x', 100000);
    mw_sasl_response(MW_SASL_LOGIN, 1, credentials, part);
    assert_int_equal(mw_sasl_length(part), 100000);
    while ((n = mw_sasl_encode(part, &at, piece, sizeof piece)) != 0)
        len += n;
    assert_int_equal(at, 100000);
    assert_int_equal(len, (100000 + 2) / 3 * 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(vectors),
        cmocka_unit_test(any_parts),
        cmocka_unit_test(no_room),
        cmocka_unit_test(long_token),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("sasl_encode", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}
