/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "support/guard.h"
#include "support/unit.h"

#include <mailwire/imap_build.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static struct guard guard;

/* A set of `pairs` pairs that end at a closed page. */
static mw_imap_set set_of(uint32_t pairs, const char *text)
{
    mw_imap_set set;

    mw_imap_set_init(&set, (uint32_t *)(void *)guard_end(&guard, pairs * 8), pairs);
    assert_int_equal(mw_imap_set_add_text(&set, text, strlen(text)), MW_OK);
    return set;
}

static const char *text_of(mw_imap_set *set)
{
    static char text[4096];
    uint32_t at = 0;

    if (mw_imap_set_next(set, &at, text, sizeof text) == MW_OK) {
        char more[32];

        assert_int_equal(mw_imap_set_next(set, &at, more, sizeof more), MW_EOF);
        assert_string_equal(more, "");
    }
    return text;
}

static void becomes(uint32_t pairs, const char *text, const char *want)
{
    mw_imap_set set = set_of(pairs, text);

    assert_string_equal(text_of(&set), want);
}

static void merged(void **state)
{
    (void)state;
    becomes(1, "", "");
    becomes(1, "7", "7");
    becomes(1, "1,2,3", "1:3");
    becomes(1, "3,2,1", "1:3");
    becomes(1, "1:5,2:3", "1:5");
    becomes(2, "9,3", "3,9");
    becomes(3, "9,3,6", "3,6,9");
    becomes(1, "5:1", "1:5");
    becomes(3, "1,3,5,4,2", "1:5");
    becomes(3, "1,3,5,2:4", "1:5");
    becomes(3, "1,5,9,4:6", "1,4:6,9");
    becomes(2, "10:20,1:5,6:9", "1:20");
    becomes(1, "4294967295,4294967294", "4294967294:4294967295");
    becomes(2, "4294967295,1", "1,4294967295");
    becomes(1, "1:4294967295,4294967295", "1:4294967295");
}

static void stars(void **state)
{
    (void)state;
    becomes(0, "*", "*");
    becomes(0, "*:*", "*");
    becomes(0, "9:*", "9:*");
    becomes(0, "*:9", "9:*");
    becomes(0, "9:*,*", "9:*");
    becomes(0, "9:*,12:*", "9:*");
    becomes(2, "1:3,9:*,7", "1:3,7,9:*");
    becomes(2, "1:3,9:*,8", "1:3,8:*");
    becomes(2, "1:3,9:*,20:30", "1:3,9:*");
    becomes(2, "4:9,1,6:*", "1,4:*");
    becomes(2, "1,9,3:*", "1,3:*");
    becomes(1, "1:8,9:*", "1:*");
    becomes(1, "1:*", "1:*");
    becomes(1, "4294967295,*", "*");
}

static void broken(void **state)
{
    static const char *const bad[] = { "0", ",", "1,", ",1", "1,,2", "1:", ":1", "1:2:3", "1 2",
                                       "4294967296", "-1", "x", "1x", "**", "1*", "1:0", "$",
                                       "99999999999999999999" };
    uint32_t memory[8];
    mw_imap_set set;
    size_t i;

    (void)state;
    mw_imap_set_init(&set, memory, 4);
    for (i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t n = strlen(bad[i]);

        assert_int_equal(mw_imap_set_add_text(&set, guard_copy(&guard, bad[i], n), n), MW_E_ARG);
        assert_string_equal(text_of(&set), "");
    }
    assert_int_equal(mw_imap_set_add_text(&set, NULL, 0), MW_E_ARG);
}

static void memory_ends(void **state)
{
    mw_imap_set set = set_of(3, "1,5,9"), none;

    (void)state;
    assert_int_equal(mw_imap_set_add(&set, 3, 3), MW_E_MEMORY);
    assert_int_equal(mw_imap_set_add(&set, 20, 30), MW_E_MEMORY);
    assert_int_equal(mw_imap_set_add(&set, 5, 5), MW_OK);
    assert_int_equal(mw_imap_set_add(&set, 2, 3), MW_OK);
    assert_int_equal(mw_imap_set_add(&set, 4, 4), MW_OK);
    assert_string_equal(text_of(&set), "1:5,9");
    mw_imap_set_init(&none, NULL, 5);
    assert_int_equal(mw_imap_set_add(&none, 1, 1), MW_E_MEMORY);
    assert_int_equal(mw_imap_set_numbers(&none, 7), 0);
    assert_int_equal(mw_imap_set_after(&none, 0, 7), 0);
    assert_int_equal(mw_imap_set_add(&none, 1, 0), MW_OK);
    assert_string_equal(text_of(&none), "1:*");
}

static void pieces(void **state)
{
    mw_imap_set set = set_of(5, "1000000000:1000000009,7,9,2000000000:*,4000000000");
    static const char *const want[] = { "7,9", "1000000000:1000000009", "2000000000:*" };
    char *out = guard_end(&guard, 22);
    uint32_t at = 0, memory[10];
    size_t i;

    (void)state;
    memcpy(memory, set.ranges, sizeof memory);
    set.ranges = memory;
    assert_int_equal(mw_imap_set_next(&set, &at, out, 21), MW_E_ARG);
    for (i = 0; i < 3; i++) {
        assert_int_equal(mw_imap_set_next(&set, &at, out, 22), MW_OK);
        assert_string_equal(out, want[i]);
    }
    assert_int_equal(mw_imap_set_next(&set, &at, out, 22), MW_EOF);
    assert_int_equal(mw_imap_set_next(&set, &at, out, 22), MW_EOF);
    assert_string_equal(out, "");
}

/* A piece that would fit but for its NUL waits. */
static void exact(void **state)
{
    mw_imap_set set = set_of(3, "1000000000:1000000009,2000000000:2000000009");
    uint32_t at = 0, memory[6];

    (void)state;
    memcpy(memory, set.ranges, sizeof memory);
    set.ranges = memory;
    assert_int_equal(mw_imap_set_next(&set, &at, guard_end(&guard, 43), 43), MW_OK);
    assert_int_equal(at, 1);
    at = 0;
    assert_int_equal(mw_imap_set_next(&set, &at, guard_end(&guard, 44), 44), MW_OK);
    assert_int_equal(at, 2);
}

/* --- beside the plain way: a table of what is in it --- */

#define MOST 40u

/* The set has what the table says of 1 .. MOST, where MOST is the largest number. */
static void same(mw_imap_set *set, const char *table, uint32_t star)
{
    uint32_t n, after = 0;
    uint64_t count = 0;

    for (n = 1; n <= MOST; n++) {
        int in = table[n] || (star && (n >= star || n == MOST));

        if (in != mw_imap_set_contains(set, n, MOST))
            fail_msg("%u in %s", n, text_of(set));
        if (in) {
            count++;
            after = mw_imap_set_after(set, after, MOST);
            assert_int_equal(after, n);
        }
    }
    assert_int_equal(mw_imap_set_after(set, after, MOST), 0);
    assert_int_equal(mw_imap_set_numbers(set, MOST), count);
}

static uint32_t dice = 1;

static uint32_t throw(uint32_t sides)
{
    dice = dice * 1103515245u + 12345u;
    return (dice >> 16) % sides;
}

/* Adds at random, and to the table. */
static void add_some(mw_imap_set *set, char *table, uint32_t *star)
{
    uint32_t i, first, last, n = throw(30);

    for (i = 0; i < n; i++) {
        first = 1 + throw(MOST);
        last = throw(3) ? first : 1 + throw(MOST);
        if (throw(40) == 0)
            last = 0;
        assert_int_equal(mw_imap_set_add(set, first, last), MW_OK);
        if (last == 0)
            *star = *star && *star < first ? *star : first;
        else
            memset(table + (first < last ? first : last), 1,
                   1 + (first < last ? last - first : first - last));
    }
}

static void random_sets(void **state)
{
    uint32_t memory[2][MOST], star[2], n;
    mw_imap_set set[2];
    char table[2][MOST + 1];
    int i, round;

    (void)state;
    for (round = 0; round < 20000; round++) {
        for (i = 0; i < 2; i++) {
            memset(table[i], 0, sizeof table[i]);
            star[i] = 0;
            mw_imap_set_init(&set[i], memory[i], MOST / 2);
            add_some(&set[i], table[i], &star[i]);
            if (throw(2))
                same(&set[i], table[i], star[i]);
            add_some(&set[i], table[i], &star[i]);
            same(&set[i], table[i], star[i]);
        }
        if (mw_imap_set_subtract(&set[0], &set[1]) == MW_E_MEMORY) {
            same(&set[0], table[0], star[0]);
            continue;
        }
        for (n = 1; n <= MOST; n++)
            if (star[0] && n >= star[0])
                table[0][n] = 1;
        for (n = 1; n <= MOST; n++)
            if (table[1][n] || (star[1] && n >= star[1]))
                table[0][n] = 0;
        same(&set[0], table[0], set[0].star);
        same(&set[1], table[1], star[1]);
    }
}

static void subtracted(uint32_t pairs, const char *text, const char *other, const char *want)
{
    mw_imap_set set = set_of(pairs, text), b;
    uint32_t memory[16], left[16];

    memcpy(left, set.ranges, pairs * 8);
    set.ranges = left;
    mw_imap_set_init(&b, memory, 8);
    assert_int_equal(mw_imap_set_add_text(&b, other, strlen(other)), MW_OK);
    memcpy(guard_end(&guard, pairs * 8), left, pairs * 8);
    set.ranges = (uint32_t *)(void *)guard_end(&guard, pairs * 8);
    assert_int_equal(mw_imap_set_subtract(&set, &b), want ? MW_OK : MW_E_MEMORY);
    assert_string_equal(text_of(&set), want ? want : text);
}

static void subtraction(void **state)
{
    mw_imap_set set = set_of(2, "1:5,9:*");

    (void)state;
    subtracted(2, "1:9", "5", "1:4,6:9");
    subtracted(1, "1:9", "5", NULL);
    subtracted(1, "1:9", "1:3", "4:9");
    subtracted(1, "1:9", "9", "1:8");
    subtracted(1, "1:9", "1:9", "");
    subtracted(1, "1:9", "4:*", "1:3");
    subtracted(1, "1:*", "4:*", "1:3");
    subtracted(1, "1:*", "5", "1:4,6:*");
    subtracted(2, "3,9:*", "1:20", "21:*");
    subtracted(2, "3,9:*", "12,15", NULL);
    subtracted(3, "3,9:*", "12,15", "3,9:11,13:14,16:*");
    subtracted(4, "1,3,5,7", "2:6", "1,7");
    subtracted(3, "1:5,7:9,11:20", "3,8", NULL);
    subtracted(1, "1:4294967295", "4294967295", "1:4294967294");
    subtracted(1, "1:9", "*", "1:9");
    mw_imap_set_subtract(&set, &set);
    assert_string_equal(text_of(&set), "");
}

static void star_is_known(void **state)
{
    mw_imap_set set = set_of(2, "3,6,9:*");

    (void)state;
    assert_true(mw_imap_set_contains(&set, 4000000000, 0));
    assert_true(mw_imap_set_contains(&set, 5, 5)); /* the last one is always in n:* */
    assert_false(mw_imap_set_contains(&set, 4, 5));
    assert_false(mw_imap_set_contains(&set, 0, 0));
    assert_int_equal(mw_imap_set_numbers(&set, 0), 2);
    assert_int_equal(mw_imap_set_numbers(&set, 5), 3);
    assert_int_equal(mw_imap_set_numbers(&set, 6), 2);
    assert_int_equal(mw_imap_set_numbers(&set, 10), 4);
    assert_int_equal(mw_imap_set_numbers(&set, UINT32_MAX), UINT32_MAX - 8 + 2u);
    assert_int_equal(mw_imap_set_after(&set, 3, 5), 5);
    assert_int_equal(mw_imap_set_after(&set, 5, 5), 6);
    assert_int_equal(mw_imap_set_after(&set, 6, 0), 0);
    assert_int_equal(mw_imap_set_after(&set, 6, 10), 9);
    assert_int_equal(mw_imap_set_after(&set, 10, 10), 0);
    assert_int_equal(mw_imap_set_after(&set, UINT32_MAX, UINT32_MAX), 0);
}

/* --- a million --- */

static double cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Adds a million numbers without neighbours in the order that `next` says; reads them out in lines.
   Returns the seconds that took. */
static double million(uint32_t (*next)(uint32_t i))
{
    enum { COUNT = 1000000 };
    uint32_t *memory = malloc(COUNT * 8), at = 0, i;
    char line[1000];
    double start = cpu_seconds();
    size_t bytes = 0;
    mw_imap_set set;

    assert_non_null(memory);
    mw_imap_set_init(&set, memory, COUNT);
    for (i = 0; i < COUNT; i++)
        assert_int_equal(mw_imap_set_add(&set, 2 * next(i), 2 * next(i)), MW_OK);
    assert_int_equal(mw_imap_set_numbers(&set, 0), COUNT);
    for (; mw_imap_set_next(&set, &at, line, sizeof line) == MW_OK; bytes += strlen(line))
        assert_true(strlen(line) > sizeof line - 9 || at == COUNT);
    assert_true(bytes > COUNT * 6);
    assert_int_equal(mw_imap_set_after(&set, 0, 0), 2);
    free(memory);
    return cpu_seconds() - start;
}

static uint32_t up(uint32_t i)
{
    return i + 1;
}

static uint32_t down(uint32_t i)
{
    return 1000000 - i;
}

static uint32_t anyhow(uint32_t i)
{
    return 1 + (uint32_t)((uint64_t)i * 314159 % 1000000);
}

static uint32_t nearly(uint32_t i)
{
    return i % 1000 == 999 ? i : i % 1000 == 998 ? i + 2 : i + 1;
}

static void millions(void **state)
{
    static uint32_t (*const orders[])(uint32_t) = { up, down, anyhow, nearly };
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        double seconds = million(orders[i]);

        print_message("# order %zu: %.3f s\n", i, seconds);
        assert_true(seconds < 10); /* a square of the count would take minutes */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(merged),        cmocka_unit_test(stars),
        cmocka_unit_test(broken),        cmocka_unit_test(memory_ends),
        cmocka_unit_test(pieces),        cmocka_unit_test(exact),
        cmocka_unit_test(random_sets),
        cmocka_unit_test(subtraction),   cmocka_unit_test(star_is_known),
        cmocka_unit_test(millions),
    };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}
