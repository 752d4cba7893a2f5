/* SPDX-License-Identifier: MIT */
/* What a session is made of: sizes, limits, strings that must not be let in, and the wipe. */

#include "support/guard.h"
#include "support/unit.h"

#include <mailwire/mailwire.h>

static struct guard g;

typedef size_t size_function(const mw_config *);
typedef int init_function(mw_session **, void *, size_t, const mw_config *);

static const struct {
    size_function *size;
    init_function *init;
} protocols[] = {
    { mw_smtp_size, mw_smtp_init },
    { mw_imap_size, mw_imap_init },
    { mw_pop3_size, mw_pop3_init },
};
#define PROTOCOLS (sizeof protocols / sizeof *protocols)

static mw_config config(void)
{
    mw_config cfg = MW_CONFIG_INIT;

    cfg.host = "mail.example.org";
    return cfg;
}

static void refused(const mw_config *cfg)
{
    static uint64_t block[16384 / 8];
    mw_session *s = NULL;
    size_t i;

    for (i = 0; i < PROTOCOLS; i++) {
        assert_int_equal(protocols[i].size(cfg), 0);
        assert_int_equal(protocols[i].init(&s, block, sizeof block, cfg), MW_E_ARG);
    }
    assert_null(s);
}

static void taken(const mw_config *cfg)
{
    size_t i;

    for (i = 0; i < PROTOCOLS; i++)
        assert_true(protocols[i].size(cfg) > 0);
}

static void test_numbers(void **state)
{
    mw_config cfg = config();

    (void)state;
    refused(NULL);
    taken(&cfg);
#define TRY(field, value, verdict) \
    cfg.field = (value); \
    verdict(&cfg); \
    cfg = config()
    TRY(host, NULL, refused);
    TRY(host, "", refused);
    TRY(security, 3, refused);
    TRY(flags, MW_FLAG_STRICT | MW_FLAG_UTF8, taken);
    TRY(flags, 0x80, refused); /* nobody knows what that means */
    TRY(flags, 0x80000000u, refused);
    TRY(port, 65536, refused);
    TRY(port, 65535, taken);
    TRY(in_bytes, 63, refused);
    TRY(in_bytes, 64, taken);
    TRY(in_bytes, 0x40000001u, refused);
    TRY(in_bytes, UINT32_MAX, refused);
    TRY(in_bytes, 0x3fffffffu, taken);
    TRY(out_bytes, 127, refused);
    TRY(out_bytes, 128, taken);
    TRY(out_bytes, UINT32_MAX, refused);
    TRY(commands, 3, refused);
    TRY(commands, 4, taken);
    TRY(commands, 65535, taken);
    TRY(commands, 65536, refused);
    TRY(hello, "", refused);
    TRY(hello, "a b", refused);
    TRY(hello, "client.example.org", taken);
#undef TRY
}

/* No string may carry a line of its own. */
static void test_strings(void **state)
{
    static const char *const broken[] = { "a\r\nb", "a\nb", "a\rb", "\n", "a\x7f", "\x01" };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof broken / sizeof *broken; i++) {
        mw_config cfg;

#define TRY(field) \
    cfg = config(); \
    cfg.field = broken[i]; \
    refused(&cfg)
        TRY(host);
        TRY(address);
        TRY(hello);
        TRY(user);
        TRY(secret);
#undef TRY
    }
}

static void test_memory(void **state)
{
    mw_config cfg = config();
    mw_session *s = NULL;
    size_t i, n, at;
    char *mem;

    (void)state;
    cfg.in_bytes = 64;
    cfg.out_bytes = 128;
    cfg.commands = 4;
    cfg.user = "ann";
    cfg.secret = "a secret to be wiped";
    for (i = 0; i < PROTOCOLS; i++) {
        n = protocols[i].size(&cfg);
        assert_true(n > 0 && n < 1400);
        mem = guard_end(&g, (n + 7) / 8 * 8);
        assert_int_equal(protocols[i].init(&s, mem, n - 1, &cfg), MW_E_MEMORY);
        assert_int_equal(protocols[i].init(&s, mem + 1, n, &cfg), MW_E_ARG);
        assert_int_equal(protocols[i].init(&s, NULL, n, &cfg), MW_E_ARG);
        assert_int_equal(protocols[i].init(NULL, mem, n, &cfg), MW_E_ARG);
        memset(mem, 0x5a, n);
        assert_int_equal(protocols[i].init(&s, mem, n, &cfg), MW_OK);
        mw_free(s);
        for (at = 0; at < n; at++)
            assert_int_equal(mem[at], 0);
    }
    mw_free(NULL);
}

/* A program built with a shorter struct, of an older header. */
static void test_short_struct(void **state)
{
    mw_config cfg = config();
    size_t i;

    (void)state;
    cfg.in_bytes = 1000000;
    cfg.commands = 1; /* beyond its end: not looked at */
    cfg.size = (uint32_t)offsetof(mw_config, in_bytes);
    for (i = 0; i < PROTOCOLS; i++)
        assert_in_range(protocols[i].size(&cfg), 1, 8000);
    cfg.size = sizeof cfg + 100; /* of a newer header: what is unknown here is left alone */
    cfg.commands = 32;
    taken(&cfg);
}

/* The strings are the session's own. */
static void test_copies(void **state)
{
    static uint64_t block[16384 / 8];
    char host[] = "mail.example.org", hello[] = "client";
    mw_config cfg = config();
    const void *out;
    mw_session *s;
    void *in;
    size_t n;

    (void)state;
    cfg.security = MW_PLAIN;
    cfg.host = host;
    cfg.hello = hello;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, &cfg), MW_OK);
    memset(host, 'x', sizeof host - 1);
    memset(hello, 'x', sizeof hello - 1);
    memset(&cfg, 0xff, sizeof cfg);
    assert_int_equal(mw_open(s), 1);
    assert_null(mw_next(s));
    assert_int_equal(mw_in(s, &in, &n), MW_OK);
    memcpy(in, "220 hi\r\n", 8);
    mw_in_done(s, 8);
    assert_null(mw_next(s));
    assert_int_equal(mw_out(s, &out, &n), MW_OK);
    assert_int_equal(n, 13);
    assert_memory_equal(out, "EHLO client\r\n", n);
    mw_free(s);
}

static void test_codes(void **state)
{
    int code, known = 0;

    (void)state;
    for (code = 10; code > -700; code--) {
        const char *name = mw_strerror(code);

        assert_non_null(name);
        assert_true(*name);
        known += strcmp(name, "unknown error") != 0;
    }
    assert_string_equal(mw_strerror(INT32_MIN), "unknown error");
    assert_string_equal(mw_strerror(INT32_MAX), "unknown error");
    assert_int_equal(known, 53);
    assert_int_equal(mw_version(), MW_VERSION);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers), cmocka_unit_test(test_strings),
        cmocka_unit_test(test_memory),  cmocka_unit_test(test_short_struct),
        cmocka_unit_test(test_copies),  cmocka_unit_test(test_codes),
    };

    guard_new(&g, 65536);
    return cmocka_run_group_tests_name("session/config", tests, NULL, NULL);
}
