/* SPDX-License-Identifier: MIT */
#include "wire/base64.h"
#include "support/guard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct guard in, out;

/* In place, at a closed page. */
static void encode(const void *text, size_t n, const char *want)
{
    size_t len = mw_base64_length(n);
    char *to = guard_end(&out, len);

    assert_int_equal(len, strlen(want));
    memset(to, 0xee, len);
    memcpy(to, text, n);
    assert_int_equal(mw_base64_encode(to, n), len);
    assert_memory_equal(to, want, len);
}

static void rfc4648_vectors(void **state)
{
    (void)state;
    encode("", 0, "");
    encode("f", 1, "Zg==");
    encode("fo", 2, "Zm8=");
    encode("foo", 3, "Zm9v");
    encode("foob", 4, "Zm9vYg==");
    encode("fooba", 5, "Zm9vYmE=");
    encode("foobar", 6, "Zm9vYmFy");
}

static void any_bytes(void **state)
{
    (void)state;
    encode("\0", 1, "AA==");
    encode("\0\0", 2, "AAA=");
    encode("\0\0\0", 3, "AAAA");
    encode("\xff", 1, "/w==");
    encode("\xff\xff", 2, "//8=");
    encode("\xff\xff\xff", 3, "////");
    encode("\xfb\xef\xbe", 3, "++++");
    encode("\x14\xfb\x9c\x03\xd9\x7e", 6, "FPucA9l+"); /* RFC 3548 section 7 */
    encode("\x14\xfb\x9c\x03\xd9", 5, "FPucA9k=");
    encode("\x14\xfb\x9c\x03", 4, "FPucAw==");
}

/* The 6-bit value of a character. */
static unsigned value(char c)
{
    return c >= 'A' && c <= 'Z'   ? (unsigned)(c - 'A')
           : c >= 'a' && c <= 'z' ? (unsigned)(c - 'a') + 26
           : c >= '0' && c <= '9' ? (unsigned)(c - '0') + 52
           : c == '+'             ? 62u
           : c == '/'             ? 63u
                                  : 4711u;
}

/* Each group of three bytes, with a step that meets all values of each byte and character. */
static void groups(void **state)
{
    unsigned long v;

    (void)state;
    for (v = 0; v < 0x1000000; v += 251) {
        unsigned char three[3];
        char four[4];

        three[0] = (unsigned char)(v >> 16);
        three[1] = (unsigned char)(v >> 8 & 255);
        three[2] = (unsigned char)(v & 255);
        assert_int_equal(mw_base64_encode(memcpy(four, three, 3), 3), 4);
        assert_true(v == ((unsigned long)value(four[0]) << 18 | value(four[1]) << 12 |
                          value(four[2]) << 6 | value(four[3])));
        assert_int_equal(mw_base64_encode(memcpy(four, three, 2), 2), 4);
        assert_true((v & 0xffff00) >> 6 == ((unsigned long)value(four[0]) << 12 |
                                            value(four[1]) << 6 | value(four[2])));
        assert_int_equal(four[3], '=');
        assert_int_equal(mw_base64_encode(memcpy(four, three, 1), 1), 4);
        assert_true((v & 0xff0000) >> 12 == (value(four[0]) << 6 | value(four[1])));
        assert_memory_equal(four + 2, "==", 2);
    }
}

static void lengths(void **state)
{
    size_t n;

    (void)state;
    assert_int_equal(mw_base64_length(0), 0);
    for (n = 1; n < 1000; n++)
        assert_int_equal(mw_base64_length(n), ((n - 1) / 3 + 1) * 4);
}

/* What decodes is what encodes, in place too, up to the last byte of both. */
static void decode(void **state)
{
    unsigned char bytes[48];
    size_t n, i, len;

    (void)state;
    for (i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i * 91 + 7);
    for (n = 0; n <= sizeof bytes; n++) {
        char text[64], *p, *to;

        len = mw_base64_encode(memcpy(text, bytes, n), n);
        p = guard_copy(&in, text, len);
        to = guard_end(&out, n);
        assert_int_equal(mw_base64_decode(to, p, len), n);
        assert_memory_equal(to, bytes, n);
        assert_int_equal(mw_base64_decode(p, p, len), n);
        assert_memory_equal(p, bytes, n);
    }
}

static void no_base64(void **state)
{
    static const char *const texts[] = { "A",        "AB",       "ABC",      "ABCDE",    "=AAA",
                                         "A=AA",     "AA=A",     "====",     "A===",     "AAAA====",
                                         "AA==AAAA", "AAA=AAAA", "AB D",     "AB\nD",   "AB-D",
                                         "AB_D",     "AB\x80\x80", "ABCDEF GH", "AAAA=AAA" };
    char got[16];
    size_t i;

    (void)state;
    for (i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_true(mw_base64_decode(got, texts[i], strlen(texts[i])) == SIZE_MAX);
    assert_true(mw_base64_decode(got, "AB\0D", 4) == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rfc4648_vectors),
        cmocka_unit_test(any_bytes),
        cmocka_unit_test(groups),
        cmocka_unit_test(lengths),
        cmocka_unit_test(decode),
        cmocka_unit_test(no_base64),
    };
    int failed;

    guard_new(&in, 64);
    guard_new(&out, 64);
    failed = cmocka_run_group_tests_name("base64", tests, NULL, NULL);
    guard_free(&in);
    guard_free(&out);
    return failed;
}
