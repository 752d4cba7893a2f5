/* SPDX-License-Identifier: MIT */
#include "sasl/encode.h"
#include "support/guard.h"
#include "support/unit.h"
#include "wire/base64.h"

#include <stdlib.h>

static struct guard guard;

static const char *the_form;

static size_t put(struct mw_sasl *r, size_t at, char *out, size_t room)
{
    r->out = out;
    r->skip = at;
    r->room = room;
    r->total = 0;
    return mw_sasl_put(r, the_form);
}

/* Through rooms of `room` bytes, each ending at a closed page; in base64, whole groups. */
static size_t in_pieces(struct mw_sasl *r, int base64, size_t room, char *to)
{
    size_t total = put(r, 0, NULL, 0), part = base64 ? room / 4 * 3 : room;
    size_t at, len = 0, n, i;

    for (at = 0; at < total; at += part) {
        char *p = guard_end(&guard, room);

        memset(p, '#', room);
        assert_int_equal(put(r, at, p, part), total);
        n = total - at < part ? total - at : part;
        for (i = n; i < room; i++)
            assert_int_equal(p[i], '#');
        if (base64)
            n = mw_base64_encode(p, n);
        for (i = n; i < room; i++)
            assert_int_equal(p[i], '#');
        memcpy(to + len, p, n);
        len += n;
    }
    assert_int_equal(put(r, total, guard_end(&guard, 0), room), total);
    return len;
}

static void expect(struct mw_sasl *r, const char *plain, size_t plain_n, const char *want)
{
    char got[1024];
    size_t room, n;

    assert_int_equal(put(r, 0, NULL, 0), plain_n);
    for (room = 1; room < 200; room++) {
        n = in_pieces(r, 0, room, got);
        assert_int_equal(n, plain_n);
        assert_memory_equal(got, plain, n);
        if (room < 4)
            continue;
        n = in_pieces(r, 1, room, got);
        assert_int_equal(n, strlen(want));
        assert_memory_equal(got, want, n);
    }
}

/* The strings are those of no authzid and a user. */
static void form(struct mw_sasl *r, const char *text, const char *user, const char *secret)
{
    static char strings[100];

    memset(strings, 0, sizeof strings);
    assert_true(strlen(user) < sizeof strings - 4);
    strcpy(strings + 4, user);
    memset(r, 0xee, sizeof *r);
    the_form = text;
    r->strings = strings;
    r->bytes = secret;
    r->n = strlen(secret);
}

static void forms(void **state)
{
    struct mw_sasl r;

    (void)state;
    form(&r, "", "a", "b");
    expect(&r, "", 0, "");
    form(&r, MW_SASL_AUTHZID_NUL MW_SASL_USER_NUL MW_SASL_BYTES, "tim", "tanstaaftanstaaf");
    expect(&r, "\0tim\0tanstaaftanstaaf", 21, "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
    form(&r, MW_SASL_AUTHZID_NUL MW_SASL_USER_NUL MW_SASL_BYTES, "test", "1234");
    expect(&r, "\0test\0001234", 10, "AHRlc3QAMTIzNA==");
    form(&r, MW_SASL_AUTHZID_NUL MW_SASL_USER_NUL MW_SASL_BYTES, "", "");
    expect(&r, "\0\0", 2, "AAA=");
    form(&r, "x" MW_SASL_USER_NAME "y" MW_SASL_BYTES "z", "=,\xc3\xbc=", "=,");
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

/* What a name has its own code for: text, the host, an authzid that is there or not. */
static void strings(void **state)
{
    struct mw_sasl r;

    (void)state;
    form(&r, MW_SASL_TEXT MW_SASL_HOST "!" MW_SASL_AUTHZID_NAME "/" MW_SASL_WHOM_NAME, "", "");
    r.strings = "host\0\0\0who=\0user";
    r.text = "text";
    expect(&r, "texthost!who=3D/who=3D", 22, "dGV4dGhvc3Qhd2hvPTNEL3dobz0zRA==");
    form(&r, MW_SASL_AUTHZID_NAME "/" MW_SASL_WHOM_NAME, "us=er", "");
    expect(&r, "/us=3Der", 8, "L3VzPTNEZXI=");
}

/* Several forms are one response. */
static void behind(void **state)
{
    struct mw_sasl r;
    char got[8];

    (void)state;
    form(&r, MW_SASL_USER "+", "tim", "");
    assert_int_equal(put(&r, 2, got, sizeof got), 4);
    assert_int_equal(mw_sasl_put(&r, MW_SASL_USER_NAME), 7);
    assert_int_equal(mw_sasl_put(&r, "1234"), 11);
    assert_memory_equal(got, "m+tim123", 8);
}

/* A token longer than any buffer, in time that grows with its length and not its square. */
static void long_token(void **state)
{
    enum { BYTES = 4000000 };
    char *token = malloc(BYTES + 1), piece[64];
    struct mw_sasl r;
    size_t at, len = 0;

    (void)state;
    assert_non_null(token);
    memset(token, 'x', BYTES);
    token[BYTES] = 0;
    form(&r, MW_SASL_BYTES, "", token);
    for (at = 0; at < BYTES; at += 48) {
        assert_int_equal(put(&r, at, piece, 48), BYTES);
        len += mw_base64_encode(piece, BYTES - at < 48 ? BYTES - at : 48);
    }
    assert_int_equal(len, (BYTES + 2) / 3 * 4);
    free(token);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms),   cmocka_unit_test(bytes),
        cmocka_unit_test(strings), cmocka_unit_test(behind), cmocka_unit_test(long_token),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests_name("sasl_encode", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}
