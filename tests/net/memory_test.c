/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* The transport in memory. */

#include "net/rig.h"

static void test_both_ways(void **state)
{
    mw_transport *m = NULL;
    char buf[16];
    size_t n;

    (void)state;
    assert_int_equal(mw_memory_new(&m, 8), MW_OK);
    assert_int_equal(m->size, sizeof *m);
    assert_int_equal(m->recv(m->ctx, buf, sizeof buf, &n), MW_WANT_READ);
    assert_int_equal(mw_memory_take(m, buf, sizeof buf), 0);
    assert_int_equal(m->send(m->ctx, "0123456789", 10, &n), MW_OK);
    assert_int_equal(n, 8);
    assert_int_equal(m->send(m->ctx, "89", 2, &n), MW_WANT_WRITE);
    assert_int_equal(mw_memory_take(m, buf, 5), 5);
    assert_memory_equal(buf, "01234", 5);
    assert_int_equal(m->send(m->ctx, "89", 2, &n), MW_OK); /* round the corner */
    assert_int_equal(mw_memory_take(m, buf, sizeof buf), 5);
    assert_memory_equal(buf, "56789", 5);
    assert_int_equal(mw_memory_put(m, "abcdefghij", 10), 8);
    assert_int_equal(mw_memory_put(m, "ij", 2), 0);
    assert_int_equal(m->recv(m->ctx, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(n, 8);
    assert_memory_equal(buf, "abcdefgh", 8);
    assert_int_equal(m->secure(m->ctx, "localhost"), MW_E_TLS);
    mw_transport_free(m);
}

/* Every amount in, every amount out, many times round. */
static void test_order(void **state)
{
    unsigned char in = 0, out = 0, buf[8];
    mw_transport *m = NULL;
    size_t put, take, i, n;
    int round;

    (void)state;
    assert_int_equal(mw_memory_new(&m, 7), MW_OK);
    for (round = 0; round < 50; round++) {
        for (put = 1; put < 8; put++) {
            for (take = 1; take < 8; take++) {
                for (i = 0; i < put; i++)
                    buf[i] = (unsigned char)(in + i);
                in = (unsigned char)(in + mw_memory_put(m, buf, put));
                if (m->recv(m->ctx, buf, take, &n) != MW_OK)
                    continue;
                for (i = 0; i < n; i++)
                    assert_int_equal(buf[i], out++);
            }
        }
    }
    mw_transport_free(m);
}

static void test_ends(void **state)
{
    mw_transport *m = NULL;
    char buf[4];
    size_t n;

    (void)state;
    assert_int_equal(mw_memory_new(&m, 4), MW_OK);
    assert_int_equal(mw_memory_put(m, "ab", 2), 2);
    mw_memory_end(m, 0);
    assert_int_equal(mw_memory_put(m, "c", 1), 0);
    assert_int_equal(m->recv(m->ctx, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(n, 2);
    assert_int_equal(m->recv(m->ctx, buf, sizeof buf, &n), MW_EOF);
    mw_memory_end(m, MW_E_CONN_LOST);
    assert_int_equal(m->recv(m->ctx, buf, sizeof buf, &n), MW_E_CONN_LOST);
    mw_transport_free(m);
    assert_int_equal(mw_memory_new(NULL, 4), MW_E_ARG);
    assert_int_equal(mw_memory_new(&m, 0), MW_E_ARG);
    assert_int_equal(mw_memory_new(&m, (size_t)-1), MW_E_MEMORY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_ways),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_ends),
    };

    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
