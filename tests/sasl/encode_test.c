/* SPDX-License-Identifier: MIT */
#include "sasl/encode.h"
#include "support/guard.h"
#include "support/unit.h"

#include <stdlib.h>

static struct guard guard;

typedef size_t put_function(const struct mw_sasl *, uint32_t *, char *, size_t);

/* Through rooms of `room` bytes, each ending at a closed page. */
static size_t in_pieces(put_function *put, const struct mw_sasl *r, size_t room, char *to)
{
    size_t total = mw_sasl_length(r), len = 0, n, i;
    uint32_t at = 0, before;

    while (at < total) {
        char *p = guard_end(&guard, room);

        memset(p, '#', room);
        before = at;
        n = put(r, &at, p, room);
        assert_true(n <= room);
        if (put == mw_sasl_encode) {
            assert_int_equal(n, ((at - before) + 2) / 3 * 4);
            assert_true(at == total || (n == room / 4 * 4 && (at - before) % 3 == 0));
        } else {
            assert_true(n == at - before && (at == total || n == room));
        }
        for (i = n; i < room; i++)
            assert_int_equal(p[i], '#');
        memcpy(to + len, p, n);
        len += n;
    }
    before = at;
    assert_int_equal(put(r, &at, guard_end(&guard, room), room), 0);
    assert_int_equal(at, before);
    return len;
}

static void expect(const struct mw_sasl *r, const char *plain, size_t plain_n, const char *want)
{
    char got[1024];
    size_t room, n;

    assert_int_equal(mw_sasl_length(r), plain_n);
    for (room = 1; room < 200; room++) {
        n = in_pieces(mw_sasl_copy, r, room, got);
        assert_int_equal(n, plain_n);
        assert_memory_equal(got, plain, n);
        if (room < 4)
            continue;
        n = in_pieces(mw_sasl_encode, r, room, got);
        assert_int_equal(n, strlen(want));
        assert_memory_equal(got, want, n);
    }
}

static void form(struct mw_sasl *r, const char *text, const char *user, const char *secret)
{
    memset(r, 0xee, sizeof *r);
    r->form = text;
    mw_sasl_set(r, MW_SASL_USER, user);
    mw_sasl_set(r, MW_SASL_SECRET, secret);
}

static void forms(void **state)
{
    struct mw_sasl r;

    (void)state;
    form(&r, "", "a", "b");
    expect(&r, "", 0, "");
    form(&r, MW_SASL_NUL MW_SASL_USER MW_SASL_NUL MW_SASL_SECRET, "tim", "tanstaaftanstaaf");
    expect(&r, "\0tim\0tanstaaftanstaaf", 21, "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
    form(&r, MW_SASL_NUL MW_SASL_USER MW_SASL_NUL MW_SASL_SECRET, "test", "1234");
    expect(&r, "\0test\0001234", 10, "AHRlc3QAMTIzNA==");
    form(&r, MW_SASL_NUL MW_SASL_USER MW_SASL_NUL MW_SASL_SECRET, "", "");
    expect(&r, "\0\0", 2, "AAA=");
    form(&r, "x" MW_SASL_USER_NAME "y" MW_SASL_SECRET "z", "=,\xc3\xbc=", "=,");
    expect(&r, "x=3D=2C\xc3\xbc=3Dy=,z", 16, "eD0zRD0yQ8O8PTNEeT0seg==");
}

/* Bytes of any value. */
static void bytes(void **state)
{
    struct mw_sasl r;

    (void)state;
    form(&r, "<" MW_SASL_BYTES ">", "", "");
    r.bytes = "\0\xff\x91";
    r.n = 3;
    expect(&r, "<\0\xff\x91>", 5, "PAD/kT4=");
    r.bytes = NULL;
    r.n = 0;
    expect(&r, "<>", 2, "PD4=");
}

/* What is too small for a group of four is left alone. */
static void no_room(void **state)
{
    struct mw_sasl r;
    uint32_t at = 0;
    size_t room;

    (void)state;
    form(&r, MW_SASL_USER, "ann", "");
    for (room = 0; room < 4; room++)
        assert_int_equal(mw_sasl_encode(&r, &at, guard_end(&guard, room), room), 0);
    assert_int_equal(at, 0);
    assert_int_equal(mw_sasl_copy(&r, &at, guard_end(&guard, 0), 0), 0);
}

/* A token longer than any buffer, in time that grows with its length and not its square. */
static void long_token(void **state)
{
    enum { BYTES = 4000000 };
    char *token = malloc(BYTES + 1), piece[64];
    struct mw_sasl r;
    uint32_t at = 0;
    size_t n, len = 0;

    (void)state;
    assert_non_null(token);
    memset(token, 'x', BYTES);
    token[BYTES] = 0;
    form(&r, MW_SASL_SECRET, "", token);
    assert_int_equal(mw_sasl_length(&r), BYTES);
    while ((n = mw_sasl_encode(&r, &at, piece, sizeof piece)) != 0)
        len += n;
    assert_int_equal(at, BYTES);
    assert_int_equal(len, (BYTES + 2) / 3 * 4);
    free(token);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),   cmocka_unit_test(bytes),
        cmocka_unit_test(no_room), cmocka_unit_test(long_token),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("sasl_encode", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}
