/* SPDX-License-Identifier: MIT */
/* Logging in by what the caller brings: a mechanism, hashes, a fresh secret; and that nothing of a
   secret is left, in whatever form it was used. */

#include "session/port.h"
#include "support/hash.h"
#include "support/unit.h"
#include "wire/base64.h"

static struct port p;
static struct hash provider;

#define NONCE "fyko+d2lbbFgONRv9qkxdawL"
#define SMTP_OFFERS(words) "250-x\r\n250 AUTH " words "\r\n"

static mw_config config(void)
{
    mw_config cfg = port_config();

    hash_new(&provider, NONCE);
    cfg.user = "user";
    cfg.secret = "pencil";
    cfg.in_bytes = 512;
    cfg.out_bytes = 512;
    return cfg;
}

/* The session, up to where the server has told what it offers. */
static void begin(const mw_config *cfg, const char *offers)
{
    port_new(&p, &protocols[0], cfg);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, "220 x\r\n");
    port_sent(&p);
    port_say(&p, offers);
}

static void ends(const char *log)
{
    assert_non_null(strstr(port_log(&p), log));
    port_free(&p);
}

/* --- the caller's own mechanism --- */

struct own {
    mw_mechanism mechanism;
    int fail_at, done_at; /* the call that does, from 1 */
    int calls;
    char heard[200]; /* "(nil)<one><>" */
};

static int step(void *ctx, const void *challenge, size_t len, const void **response,
                size_t *response_len)
{
    static const char *const says[] = { "zero", "one", "two", "three" };
    struct own *own = ctx;

    if (challenge)
        strncat(strcat(own->heard, "<"), challenge, len);
    strcat(own->heard, challenge ? ">" : "(nil)");
    *response = says[own->calls & 3];
    *response_len = strlen(*response);
    if (++own->calls == own->fail_at)
        return MW_E_AUTH_EXPIRED;
    return own->calls == own->done_at ? MW_MECHANISM_DONE : MW_OK;
}

static void own_new(struct own *own, uint32_t flags)
{
    static const mw_mechanism mechanism = MW_MECHANISM_INIT;

    memset(own, 0, sizeof *own);
    own->mechanism = mechanism;
    own->mechanism.ctx = own;
    own->mechanism.flags = flags;
    own->mechanism.name = "X-OWN";
    own->mechanism.step = step;
}

/* The client speaks first; challenges come decoded, responses go encoded. */
static void own_first(void **state)
{
    mw_config cfg = config();
    struct own own;

    (void)state;
    own_new(&own, MW_MECHANISM_FIRST | MW_MECHANISM_PROVES);
    own.done_at = 3;
    cfg.mechanism = &own.mechanism;
    begin(&cfg, SMTP_OFFERS("PLAIN X-OWN LOGIN"));
    assert_string_equal(port_sent(&p), "AUTH X-OWN emVybw==\r\n");
    port_say(&p, "334 YWJj\r\n");
    assert_string_equal(port_sent(&p), "b25l\r\n");
    port_say(&p, "334 \r\n");
    assert_string_equal(port_sent(&p), "dHdv\r\n");
    port_say(&p, "235 in\r\n");
    assert_string_equal(own.heard, "(nil)<abc><>");
    ends("READY:1");
}

/* The server does; text that is no base64 is an empty challenge, once. */
static void own_last(void **state)
{
    mw_config cfg = config();
    struct own own;

    (void)state;
    own_new(&own, 0);
    cfg.mechanism = &own.mechanism;
    begin(&cfg, SMTP_OFFERS("X-OWN"));
    assert_string_equal(port_sent(&p), "AUTH X-OWN\r\n");
    port_say(&p, "334 X-OWN supported\r\n");
    assert_string_equal(port_sent(&p), "b25l\r\n");
    port_say(&p, "334 really!\r\n");
    assert_string_equal(own.heard, "(nil)<>");
    ends("FAILED:0=-500");
}

/* A server that must prove itself, and says yes before. */
static void own_unproven(void **state)
{
    mw_config cfg = config();
    struct own own;

    (void)state;
    own_new(&own, MW_MECHANISM_FIRST | MW_MECHANISM_PROVES);
    cfg.mechanism = &own.mechanism;
    begin(&cfg, SMTP_OFFERS("X-OWN"));
    port_say(&p, "235 in\r\n");
    ends("FAILED:0=-405");
}

/* It fails in the middle: the exchange is called off. Another mechanism follows if it tells no
   more. */
static void own_cancels(void **state)
{
    mw_config cfg = config();
    struct own own;
    int reveals;

    (void)state;
    for (reveals = 0; reveals < 2; reveals++) {
        own_new(&own, MW_MECHANISM_FIRST | (reveals ? MW_MECHANISM_REVEALS : 0));
        own.fail_at = 2;
        cfg.mechanism = &own.mechanism;
        cfg.flags = reveals ? MW_FLAG_SECRET_IN_CLEAR : 0;
        begin(&cfg, SMTP_OFFERS("X-OWN PLAIN"));
        port_sent(&p);
        port_say(&p, "334 YWJj\r\n");
        assert_string_equal(port_sent(&p), "*\r\n");
        port_say(&p, "501 off\r\n");
        if (!reveals) {
            ends("FAILED:0=-406");
            continue;
        }
        assert_string_equal(port_sent(&p), "AUTH PLAIN AHVzZXIAcGVuY2ls\r\n");
        port_say(&p, "235 in\r\n");
        ends("READY:1");
    }
}

/* Where it cannot begin, the next best of all does: nothing was told yet. */
static void own_cannot(void **state)
{
    mw_config cfg = config();
    struct own own;

    (void)state;
    own_new(&own, MW_MECHANISM_FIRST);
    own.fail_at = 1;
    cfg.mechanism = &own.mechanism;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    begin(&cfg, SMTP_OFFERS("X-OWN PLAIN"));
    assert_string_equal(port_sent(&p), "AUTH PLAIN AHVzZXIAcGVuY2ls\r\n");
    ends("");
    own_new(&own, MW_MECHANISM_FIRST);
    own.fail_at = 1;
    begin(&cfg, SMTP_OFFERS("X-OWN"));
    ends("FAILED:0=-406");
}

/* It is not used where the mask says so, in clear if it tells, or without end. */
static void own_limits(void **state)
{
    mw_config cfg = config();
    struct own own;
    int i;

    (void)state;
    own_new(&own, MW_MECHANISM_FIRST | MW_MECHANISM_REVEALS);
    cfg.mechanism = &own.mechanism;
    begin(&cfg, SMTP_OFFERS("X-OWN"));
    ends("FAILED:0=-402");
    assert_int_equal(own.calls, 0);
    cfg.auth = MW_AUTH_PLAIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    begin(&cfg, SMTP_OFFERS("X-OWN"));
    ends("FAILED:0=-401");
    assert_int_equal(own.calls, 0);
    cfg.auth = MW_AUTH_OWN;
    begin(&cfg, SMTP_OFFERS("X-OWN"));
    for (i = 0; i < 100 && !p.last; i++) {
        own.heard[0] = 0;
        port_say(&p, "334 \r\n");
    }
    assert_true(i == 65);
    ends("FAILED:0=-502");
}

/* --- hashes --- */

static void no_hash(void **state)
{
    mw_config cfg = config();

    (void)state;
    begin(&cfg, SMTP_OFFERS("SCRAM-SHA-256 CRAM-MD5"));
    ends("FAILED:0=-402");
    cfg.hash = &provider.hash;
    provider.lacks = 1u << MW_HASH_SHA_256;
    begin(&cfg, SMTP_OFFERS("SCRAM-SHA-256 SCRAM-SHA-1"));
    assert_int_equal(memcmp(port_sent(&p), "AUTH SCRAM-SHA-1 ", 17), 0);
    ends("");
    provider.hash.random = NULL; /* and byte ports have no transport */
    begin(&cfg, SMTP_OFFERS("SCRAM-SHA-1"));
    ends("FAILED:0=-402");
}

/* Each call that fails ends the session with its code. */
static void hash_fails(void **state)
{
    mw_config cfg = config();
    int i;

    (void)state;
    for (i = 2; i < 16; i++) {
        hash_new(&provider, NONCE);
        cfg.hash = &provider.hash;
        provider.fail_at = i;
        begin(&cfg, SMTP_OFFERS("SCRAM-SHA-1"));
        port_say(&p, "334 cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1RU1hDUit"
                     "RNnNlazhiZjkyLGk9Mg==\r\n");
        ends(i < 15 ? "FAILED:0=-207" : "");
    }
}

/* --- nothing is left --- */

static const unsigned char salted[20] = {
    0x1d, 0x96, 0xee, 0x3a, 0x52, 0x9b, 0x5a, 0x5f, 0x9e, 0x47,
    0xc0, 0x1f, 0x22, 0x9a, 0x2c, 0xb8, 0xa6, 0xe1, 0x5f, 0x7d
};
static const unsigned char client_key[20] = {
    0xe2, 0x34, 0xc4, 0x7b, 0xf6, 0xc3, 0x66, 0x96, 0xdd, 0x6d,
    0x85, 0x2b, 0x99, 0xaa, 0xa2, 0xba, 0x26, 0x55, 0x57, 0x28
};
static const unsigned char server_key[20] = {
    0x0f, 0xe0, 0x92, 0x58, 0xb3, 0xac, 0x85, 0x2b, 0xa5, 0x02,
    0xcc, 0x62, 0xba, 0x90, 0x3e, 0xaa, 0xcd, 0xbf, 0x7d, 0x31
};

/* How many forms of the secret stand in the block. */
static int forms(void)
{
    return port_holds(&p, "pencil", 6) + port_holds(&p, salted, 20) +
           port_holds(&p, client_key, 20) + port_holds(&p, server_key, 20) +
           port_holds(&p, "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", 28);
}

static void say_first(void)
{
    port_say(&p, "334 cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1RU1hDUitR"
                 "NnNlazhiZjkyLGk9NDA5Ng==\r\n");
}

/* RFC 5802 5, whose keys are known. */
static void forgotten(void **state)
{
    mw_config cfg = config();

    (void)state;
    cfg.hash = &provider.hash;
    begin(&cfg, SMTP_OFFERS("SCRAM-SHA-1"));
    assert_int_equal(forms(), 1);
    say_first();
    assert_int_equal(forms(), 2); /* the proof is on its way: the scan does find it */
    port_say(&p, "334 dj1ybUY5cHFWOFM3c3VBb1pXamE0ZEpSa0ZzS1E9\r\n");
    assert_true(forms() <= 2);
    port_say(&p, "235 in\r\n");
    assert_int_equal(forms(), 0);
    ends("READY:1");
}

/* The key is made in slices, between which the block has parts of it; a session freed or cancelled
   there leaves nothing (port_free looks). */
static void in_between(void **state)
{
    mw_config cfg = config();
    const void *out;
    void *in;
    size_t n;
    unsigned calls;
    const char *text = "334 cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1RU1hDUi"
                       "tRNnNlazhiZjkyLGk9NDA5Ng==\r\n";

    (void)state;
    cfg.hash = &provider.hash;
    begin(&cfg, SMTP_OFFERS("SCRAM-SHA-1"));
    assert_int_equal(mw_in(p.s, &in, &n), MW_OK);
    memcpy(in, text, strlen(text));
    mw_in_done(p.s, strlen(text));
    for (calls = 0; mw_out(p.s, &out, &n) != MW_OK; calls++) {
        assert_null(mw_next(p.s));
        if (mw_out(p.s, &out, &n) != MW_OK) {
            assert_int_equal(mw_timeout(p.s), 0);
            assert_int_equal(mw_want(p.s), 0);
        }
        if (calls == 10)
            assert_true(forms() >= 1);
    }
    assert_int_equal(calls, 65); /* 4096 rounds, 64 at once */
    port_free(&p);

    begin(&cfg, SMTP_OFFERS("SCRAM-SHA-1"));
    assert_int_equal(mw_in(p.s, &in, &n), MW_OK);
    memcpy(in, text, strlen(text));
    mw_in_done(p.s, strlen(text));
    for (calls = 0; calls < 5; calls++)
        assert_null(mw_next(p.s));
    mw_cancel(p.s);
    port_drive(&p);
    ends("FAILED:0=-120");
}

/* A secret that is replaced is gone at once. */
static void replaced(void **state)
{
    mw_config cfg = config();

    (void)state;
    cfg.secret = "an old token";
    cfg.secret_bytes = 100;
    cfg.auth = MW_AUTH_XOAUTH2;
    cfg.flags = MW_FLAG_ASK | MW_FLAG_SECRET_IN_CLEAR;
    begin(&cfg, SMTP_OFFERS("XOAUTH2"));
    assert_int_equal(mw_set_secret(p.s, "too early"), MW_E_USAGE);
    port_say(&p, "535 5.7.8 no\r\n");
    assert_int_equal(port_holds(&p, "an old token", 12), 1);
    assert_int_equal(mw_set_secret(p.s, "new"), MW_OK);
    assert_int_equal(port_holds(&p, "token", 5), 0);
    port_drive(&p);
    port_say(&p, "235 in\r\n");
    assert_int_equal(port_holds(&p, "new", 3), 0);
    assert_int_equal(mw_set_secret(p.s, "too late"), MW_E_USAGE);
    ends("READY:1");
}

/* --- any length, where the output's room ends --- */

#define LENGTH_MAX 300

static void longer(mw_config *cfg, const struct protocol *of, const char *offers, char *secret,
                   size_t n)
{
    secret[n] = 0;
    cfg->secret = secret;
    cfg->flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg->auth = MW_AUTH_PLAIN;
    port_new(&p, of, cfg);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, of->greeting);
    if (offers) {
        port_sent(&p);
        port_say(&p, offers);
    }
}

static void any_plain(void **state)
{
    static const char verb[] = "AUTH PLAIN ";
    char secret[LENGTH_MAX + 1], said[600], *end;
    mw_config cfg = config();
    size_t n;

    (void)state;
    for (cfg.out_bytes = 128; cfg.out_bytes < 134; cfg.out_bytes++)
        for (n = 1; n < LENGTH_MAX; n++) {
            memset(secret, 'x', n);
            longer(&cfg, &protocols[0], SMTP_OFFERS("PLAIN"), secret, n);
            strcpy(said, port_sent(&p));
            assert_memory_equal(said, verb, sizeof verb - 1);
            end = strchr(said, '\r');
            assert_string_equal(end, "\r\n");
            assert_int_equal(mw_base64_decode(said, said + 11, (size_t)(end - said) - 11), 6 + n);
            assert_memory_equal(said, "\0user\0", 6);
            assert_memory_equal(said + 6, secret, n);
            port_free(&p);
        }
}

/* Each byte becomes two. */
static void any_quoted(void **state)
{
    static const char verb[] = "A1 LOGIN \"user\" \"";
    char secret[LENGTH_MAX + 1], said[800];
    mw_config cfg = config();
    size_t n, i;

    (void)state;
    for (cfg.out_bytes = 128; cfg.out_bytes < 134; cfg.out_bytes++)
        for (n = 1; n < LENGTH_MAX; n++) {
            memset(secret, '"', n);
            secret[n / 2] = 'x';
            longer(&cfg, &protocols[1], NULL, secret, n);
            strcpy(said, verb);
            for (i = 0; i < n; i++)
                strcat(said, i == n / 2 ? "x" : "\\\"");
            assert_string_equal(port_sent(&p), strcat(said, "\"\r\n"));
            port_free(&p);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(own_first),   cmocka_unit_test(own_last),   cmocka_unit_test(own_unproven),
        cmocka_unit_test(own_cancels), cmocka_unit_test(own_cannot), cmocka_unit_test(own_limits),
        cmocka_unit_test(no_hash),     cmocka_unit_test(hash_fails), cmocka_unit_test(forgotten),
        cmocka_unit_test(in_between),  cmocka_unit_test(replaced),   cmocka_unit_test(any_plain),
        cmocka_unit_test(any_quoted),
    };

    return cmocka_run_group_tests_name("session/login", tests, NULL, NULL);
}
