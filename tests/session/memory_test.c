/* SPDX-License-Identifier: MIT */
/* The one block of memory: what it costs, that nothing beside it is touched, and what is left of a
   secret in it. */

#include "session/peer.h"
#include "session/port.h"
#include "support/unit.h"

#define SECRET "Zs3cretZ-correct-horse"

static struct port p;

static void costs(void **state)
{
    mw_config cfg, base = port_config();
    size_t i, n;

    (void)state;
    for (i = 0; i < PROTOCOLS; i++) {
        n = protocols[i].size(&base);
        cfg = base;
        cfg.in_bytes++;
        assert_int_equal(protocols[i].size(&cfg), n + 1);
        cfg = base;
        cfg.out_bytes++;
        assert_int_equal(protocols[i].size(&cfg), n + 1);
        cfg = base;
        cfg.commands += 1000;
        assert_in_range(protocols[i].size(&cfg), n + 8000, n + 16000);
        cfg = base;
        cfg.user = "1234567";
        assert_int_equal(protocols[i].size(&cfg), n + 7);
        cfg.secret = "123";
        assert_int_equal(protocols[i].size(&cfg), n + 10);
        cfg = base;
        cfg.host = "m"; /* kept twice: as name and as address */
        assert_int_equal(protocols[i].size(&cfg), n - 2 * strlen("ail.example.org"));
        cfg.address = "123456";
        assert_int_equal(protocols[i].size(&cfg), n - 2 * strlen("ail.example.org") + 5);
    }
}

static void defaults(void **state)
{
    mw_config zero = MW_CONFIG_INIT, cfg = MW_CONFIG_INIT;
    size_t i;

    (void)state;
    zero.host = cfg.host = "mail.example.org";
    cfg.in_bytes = 4096;
    cfg.out_bytes = 1024;
    cfg.commands = 32;
    cfg.hello = "[127.0.0.1]";
    cfg.user = cfg.secret = "";
    for (i = 0; i < PROTOCOLS; i++)
        assert_int_equal(protocols[i].size(&zero), protocols[i].size(&cfg));
}

/* Exactly enough is enough; with less nothing is touched at all. */
static void exactly(void **state)
{
    mw_config cfg = port_config();
    struct guard guard;
    mw_session *s, *before = (mw_session *)(void *)&cfg;
    size_t i, n, len, k;
    char *mem;

    (void)state;
    cfg.commands = 4;
    guard_new(&guard, 8192);
    for (i = 0; i < PROTOCOLS; i++) {
        cfg.in_bytes = 64;
        while (protocols[i].size(&cfg) % 8)
            cfg.in_bytes++; /* so that the block can end at the closed page */
        n = protocols[i].size(&cfg);
        mem = guard_end(&guard, n);
        memset(mem - 8, 0xa5, n + 8);
        s = before;
        for (len = 0; len < n; len++)
            assert_int_equal(protocols[i].init(&s, mem, len, &cfg), MW_E_MEMORY);
        for (k = 1; k < 8; k++)
            assert_int_equal(protocols[i].init(&s, mem - k, n, &cfg), MW_E_ARG);
        assert_ptr_equal(s, before);
        for (k = 0; k < n + 8; k++)
            assert_int_equal((unsigned char)(mem - 8)[k], 0xa5);
        assert_int_equal(protocols[i].init(&s, mem, n, &cfg), MW_OK);
        assert_int_equal(mw_open(s), 1);
        assert_null(mw_next(s));
        mw_free(s);
        assert_int_equal((unsigned char)*(mem - 1), 0xa5);
    }
    guard_free(&guard);
}

/* Bytes of the block behind what it needs are nobody's. */
static void no_more_than_needed(void **state)
{
    static uint64_t room[2048];
    mw_config cfg = port_config();
    size_t i, n, k;
    mw_session *s;

    (void)state;
    for (i = 0; i < PROTOCOLS; i++) {
        memset(room, 0xa5, sizeof room);
        n = protocols[i].size(&cfg);
        assert_true(n < sizeof room);
        assert_int_equal(protocols[i].init(&s, room, sizeof room, &cfg), MW_OK);
        mw_open(s);
        mw_next(s);
        mw_free(s);
        for (k = n; k < sizeof room; k++)
            assert_int_equal(((unsigned char *)room)[k], 0xa5);
    }
}

/* A mask of mechanisms that nobody here knows is not "the best offered". */
static void unknown_mechanisms(void **state)
{
    mw_config cfg = port_config();
    uint32_t bit;
    size_t i;

    (void)state;
    for (i = 0; i < PROTOCOLS; i++)
        for (bit = 0; bit < 32; bit++) {
            cfg.auth = 1u << bit;
            assert_int_equal(protocols[i].size(&cfg) > 0, bit < 16 && bit != 13);
            cfg.auth |= MW_AUTH_PLAIN;
            assert_int_equal(protocols[i].size(&cfg) > 0, bit < 16 && bit != 13);
        }
}

static void standard_ports(void **state)
{
    static const char *const says[] = { NULL };
    static uint64_t block[2048];
    mw_config cfg = port_config();
    struct peer peer;
    mw_session *s;
    size_t i;

    (void)state;
    for (i = 0; i < PROTOCOLS; i++)
        for (cfg.security = 0; cfg.security <= MW_TLS; cfg.security++)
            for (cfg.port = 0; cfg.port <= 65535; cfg.port += 65535) {
                peer_new(&peer, says, 100);
                cfg.transport = &peer.t;
                assert_int_equal(protocols[i].init(&s, block, sizeof block, &cfg), MW_OK);
                mw_open(s);
                mw_next(s);
                assert_int_equal(peer.port, cfg.port ? cfg.port : protocols[i].port[cfg.security]);
                mw_free(s);
                peer_free(&peer);
            }
}

/* --- secrets --- */

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/* The characters of base64 that stand for whole triples inside the secret, when `before` bytes
   stand before it. */
static size_t as_base64(char *to, size_t before)
{
    const unsigned char *s = (const unsigned char *)SECRET;
    size_t n = sizeof SECRET - 1, i, len = 0;

    for (i = (3 - before % 3) % 3; i + 3 <= n; i += 3) {
        unsigned v = (unsigned)s[i] << 16 | (unsigned)s[i + 1] << 8 | s[i + 2];

        to[len++] = letters[v >> 18];
        to[len++] = letters[v >> 12 & 63];
        to[len++] = letters[v >> 6 & 63];
        to[len++] = letters[v & 63];
    }
    return len;
}

/* How many forms of the secret the block holds. */
static int forms(void)
{
    char text[64];
    size_t before;
    int found = port_holds(&p, SECRET, sizeof SECRET - 1) || port_holds(&p, SECRET, 8) ||
                port_holds(&p, &SECRET[10], 8);

    for (before = 0; before < 3; before++) {
        size_t n = as_base64(text, before);

        found += port_holds(&p, text, 8) || port_holds(&p, text + n - 8, 8);
    }
    return found;
}

static void new_login(const struct protocol *of, uint32_t auth, const char *authzid)
{
    mw_config cfg = port_config();

    cfg.user = "ann";
    cfg.secret = SECRET;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.auth = auth;
    cfg.authzid = authzid;
    port_new(&p, of, &cfg);
    mw_open(p.s);
    port_drive(&p);
    assert_int_equal(forms(), 1);
    port_say(&p, of->greeting);
}

/* Once logged in, nothing of it is left: as it was, in base64, in the output that was sent. */
static void is_forgotten(void)
{
    assert_non_null(strstr(port_log(&p), "READY:1"));
    assert_int_equal(forms(), 0);
    port_free(&p);
}

static void forgotten_smtp(void **state)
{
    static const struct {
        uint32_t auth;
        const char *offer;
        int steps;
    } table[] = { { MW_AUTH_PLAIN, "250-x\r\n250 AUTH PLAIN\r\n", 1 },
                  { MW_AUTH_LOGIN, "250-x\r\n250 AUTH LOGIN\r\n", 2 },
                  { MW_AUTH_XOAUTH2, "250-x\r\n250 AUTH XOAUTH2\r\n", 1 } };
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        new_login(&protocols[0], table[i].auth, NULL);
        port_say(&p, table[i].offer);
        if (table[i].steps > 1) {
            port_say(&p, "334 VXNlcm5hbWU6\r\n");
            port_say(&p, "334 UGFzc3dvcmQ6\r\n");
        }
        assert_true(forms() > 1); /* the scan does find it */
        port_say(&p, "235 2.7.0 in\r\n");
        is_forgotten();
    }
}

static void forgotten_imap(void **state)
{
    static const struct {
        uint32_t auth;
        const char *greeting;
        int challenges;
    } table[] = {
        { 0, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] x\r\n", 0 },
        { 0, "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] x\r\n", 1 }, /* for bob: no LOGIN */
        { 0, "* OK [CAPABILITY IMAP4rev1] x\r\n", 0 }, /* LOGIN, the command */
        { MW_AUTH_LOGIN, "* OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] x\r\n", 2 },
        { MW_AUTH_XOAUTH2, "* OK [CAPABILITY IMAP4rev1 AUTH=XOAUTH2 SASL-IR] x\r\n", 0 },
    };
    struct protocol of = protocols[1];
    size_t i;
    int turn;

    (void)state;
    for (i = 0; i < sizeof table / sizeof *table; i++) {
        of.greeting = table[i].greeting;
        new_login(&of, table[i].auth, table[i].challenges == 1 ? "bob" : NULL);
        for (turn = 0; turn < table[i].challenges; turn++)
            port_say(&p, "+ \r\n");
        assert_true(forms() > 0);
        port_say(&p, "A1 OK [CAPABILITY IMAP4rev1] in\r\n");
        is_forgotten();
    }
}

static void forgotten_pop3(void **state)
{
    (void)state;
    new_login(&protocols[2], 0, NULL);
    port_say(&p, "+OK\r\nUSER\r\n.\r\n");
    port_say(&p, "+OK\r\n");
    assert_non_null(strstr(port_sent(&p), "PASS " SECRET "\r\n"));
    port_say(&p, "+OK\r\n");
    is_forgotten();
}

/* In whatever state a session is freed, all of its block is zero (port_free looks). */
static void freed_in_any_state(void **state)
{
    static const char *const says[] = { "220 x\r\n", "250-x\r\n250 AUTH PLAIN LOGIN\r\n",
                                        "535 5.7.8 no\r\n" };
    mw_config cfg = port_config();
    int steps, i;

    (void)state;
    cfg.user = "ann";
    cfg.secret = SECRET;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    for (steps = -2; steps <= 3; steps++) {
        port_new(&p, &protocols[0], &cfg);
        if (steps > -2)
            mw_open(p.s);
        if (steps > -1)
            port_drive(&p);
        for (i = 0; i < steps; i++)
            port_say(&p, says[i]);
        assert_true(forms() > 0);
        port_free(&p);
    }
    mw_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs),
        cmocka_unit_test(defaults),
        cmocka_unit_test(exactly),
        cmocka_unit_test(no_more_than_needed),
        cmocka_unit_test(unknown_mechanisms),
        cmocka_unit_test(standard_ports),
        cmocka_unit_test(forgotten_smtp),
        cmocka_unit_test(forgotten_imap),
        cmocka_unit_test(forgotten_pop3),
        cmocka_unit_test(freed_in_any_state),
    };

    return cmocka_run_group_tests_name("session/memory", tests, NULL, NULL);
}
