/* SPDX-License-Identifier: MIT */
/* Time: what a session allows in each phase, and a clock of 32 bits that runs over. */

#include "session/port.h"
#include "support/unit.h"

static struct port p;

/* Each phase has a limit of its own. */
static const mw_timeouts odd = { sizeof odd, 101, 202, 303, 404, 505, 606, 707, 808 };
static const mw_timeouts none = MW_TIMEOUTS_INIT;
static const mw_timeouts defaults = { sizeof defaults, 30000,  60000,  300000, 300000,
                                      120000,          180000, 600000, 2000 };

/* Starts at `now`, up to the state before the first mw_next. */
static void begin(const mw_timeouts *limits, uint64_t now, uint32_t security)
{
    mw_config cfg = port_config();

    cfg.timeouts = limits;
    cfg.security = security;
    if (security != MW_PLAIN) {
        cfg.user = "ann";
        cfg.secret = "s3cret";
    }
    port_new(&p, &protocols[0], &cfg);
    mw_set_now(p.s, now);
    assert_int_equal(mw_open(p.s), 1);
}

/* What is left of the present phase. */
static void left(uint32_t ms)
{
    assert_int_equal(mw_timeout(p.s), ms);
}

static void message_begins(void)
{
    mw_smtp_mail(p.s, "a@b", NULL);
    mw_smtp_rcpt(p.s, "c@d", NULL);
    assert_int_equal(mw_smtp_data(p.s), 4);
    port_drive(&p);
}

/* A whole life; `want` are the limits of its phases. */
static void phases(const mw_timeouts *limits, const mw_timeouts *want)
{
    size_t n;

    begin(limits, 1000, MW_PLAIN);
    left(want->connect_ms);
    port_drive(&p);
    left(want->greeting_ms);
    port_say(&p, "220 x\r\n");
    left(want->command_ms); /* EHLO */
    port_say(&p, "250 x\r\n");
    left(UINT32_MAX); /* idle */
    message_begins();
    left(want->command_ms);
    port_say(&p, "250 x\r\n");
    left(want->command_ms);
    port_say(&p, "250 x\r\n");
    left(want->data_start_ms);
    port_say(&p, "354 x\r\n");
    left(UINT32_MAX); /* it is the caller who is silent */
    assert_int_equal(mw_write(p.s, "hi", 2, &n), MW_OK);
    left(want->body_ms);
    port_drive(&p);
    left(UINT32_MAX);
    assert_int_equal(mw_write_end(p.s), 4);
    left(want->body_ms);
    port_drive(&p);
    left(want->data_end_ms);
    port_say(&p, "250 x\r\n");
    left(UINT32_MAX);
    mw_quit(p.s);
    port_drive(&p);
    left(want->quit_ms);
    port_say(&p, "221 x\r\n");
    left(UINT32_MAX);
    port_free(&p);
}

static void phases_of_tls(const mw_timeouts *limits, const mw_timeouts *want)
{
    begin(limits, 1000, MW_STARTTLS);
    port_drive(&p);
    port_say(&p, "220 x\r\n");
    port_say(&p, "250-x\r\n250 STARTTLS\r\n");
    left(want->command_ms);
    port_say(&p, "220 x\r\n");
    left(want->tls_ms);
    mw_secured(p.s, MW_OK);
    port_drive(&p);
    left(want->command_ms);
    port_say(&p, "250-x\r\n250 AUTH PLAIN\r\n");
    left(want->command_ms);
    port_free(&p);
    begin(limits, 1000, MW_TLS);
    port_drive(&p);
    left(want->tls_ms);
    port_free(&p);
}

static void limits(void **state)
{
    (void)state;
    phases(&odd, &odd);
    phases(NULL, &defaults);
    phases(&none, &defaults);
    phases_of_tls(&odd, &odd);
    phases_of_tls(NULL, &defaults);
}

/* A struct of an older header ends early: what it does not have is the default. */
static void short_struct(void **state)
{
    static const size_t ends[] = { offsetof(mw_timeouts, quit_ms), offsetof(mw_timeouts, body_ms),
                                   offsetof(mw_timeouts, greeting_ms), sizeof(uint32_t) };
    struct guard guard;
    mw_timeouts want, *older;
    size_t i;

    (void)state;
    guard_new(&guard, sizeof want);
    for (i = 0; i < sizeof ends / sizeof *ends; i++) {
        want = defaults;
        memcpy(&want, &odd, ends[i]);
        older = (mw_timeouts *)(void *)guard_end(&guard, ends[i]);
        memcpy(older, &odd, ends[i]);
        memcpy(older, &(uint32_t){ (uint32_t)ends[i] }, sizeof(uint32_t));
        phases(older, &want);
        phases_of_tls(older, &want);
    }
    guard_free(&guard);
}

/* --- the clock runs --- */

/* The session ends exactly `ms` after `now`, and says during what. */
static void fails_at(uint64_t now, uint32_t ms, int code, int stage)
{
    mw_set_now(p.s, now + ms - 1);
    left(1);
    assert_null(mw_next(p.s));
    mw_set_now(p.s, now + ms);
    left(0);
    port_drive(&p);
    assert_int_equal(p.last, 1);
    assert_int_equal(mw_last_error(p.s)->code, code);
    assert_int_equal(mw_last_error(p.s)->stage, stage);
    assert_int_equal(mw_last_error(p.s)->retry, 1);
    assert_true(*mw_last_error(p.s)->advice);
    port_free(&p);
}

/* From moments around the ends of 32 and 64 bits. */
static const uint64_t moments[] = { 0,
                                    1000,
                                    UINT32_MAX - 600,
                                    UINT32_MAX - 100,
                                    UINT32_MAX,
                                    (uint64_t)UINT32_MAX + 1,
                                    UINT64_C(0x7fffffff),
                                    UINT64_MAX - 300 };

#define MOMENTS (sizeof moments / sizeof *moments)

static void running_out(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < MOMENTS; i++) {
        begin(&odd, moments[i], MW_PLAIN);
        port_drive(&p);
        fails_at(moments[i], 303, MW_E_TIMEOUT, MW_AT_GREETING);

        begin(&odd, moments[i], MW_TLS);
        port_drive(&p);
        fails_at(moments[i], 202, MW_E_TIMEOUT, MW_AT_TLS);

        begin(&odd, moments[i], MW_PLAIN);
        mw_set_now(p.s, moments[i] + 101);
        port_drive(&p);
        assert_string_equal(port_log(&p), "FAILED:0=-205 "); /* CONN_TIMEOUT */
        port_free(&p);

        begin(&odd, moments[i], MW_PLAIN);
        port_drive(&p);
        mw_set_now(p.s, moments[i] + 250);
        port_say(&p, "220 x\r\n");
        fails_at(moments[i] + 250, 404, MW_E_TIMEOUT, MW_AT_HELLO);
    }
}

/* Small pieces do not keep a session alive; MW_PROGRESS_BYTES do. */
static void progress(void **state)
{
    mw_config cfg = port_config();
    char line[MW_PROGRESS_BYTES];
    unsigned i;

    (void)state;
    cfg.in_bytes = 4096;
    cfg.timeouts = &odd;
    port_new(&p, &protocols[0], &cfg);
    mw_set_now(p.s, 0);
    mw_open(p.s);
    port_drive(&p);
    memset(line, 'x', sizeof line);
    memcpy(line, "220-", 4);
    line[MW_PROGRESS_BYTES - 1] = 0;
    mw_set_now(p.s, 100);
    port_say(&p, line);
    left(303 - 100);
    port_say(&p, "x"); /* the 1024th byte */
    left(303);
    for (i = 1; i < 303; i++) {
        mw_set_now(p.s, 100 + i);
        port_say(&p, "x");
        left(303 - i);
    }
    mw_set_now(p.s, 100 + 303);
    port_drive(&p);
    assert_string_equal(port_log(&p), "FAILED:0=-204 ");
    port_free(&p);
}

/* In the other direction: what is sent of a body counts. */
static void progress_of_a_body(void **state)
{
    mw_config cfg = port_config();
    char text[3000];
    const void *out;
    size_t n;

    (void)state;
    cfg.out_bytes = 4096 - 1; /* no BDAT */
    cfg.timeouts = &odd;
    port_new(&p, &protocols[0], &cfg);
    mw_set_now(p.s, 0);
    port_ready(&p, "250 x\r\n");
    message_begins();
    port_say(&p, "250 x\r\n");
    port_say(&p, "250 x\r\n");
    port_say(&p, "354 x\r\n");
    memset(text, 'x', sizeof text);
    assert_int_equal(mw_write(p.s, text, sizeof text, &n), MW_OK);
    assert_int_equal(n, sizeof text);
    assert_int_equal(mw_out(p.s, &out, &n), MW_OK);
    mw_set_now(p.s, 500);
    left(606 - 500);
    mw_out_done(p.s, MW_PROGRESS_BYTES - 1);
    left(606 - 500);
    mw_out_done(p.s, 1);
    left(606);
    mw_set_now(p.s, 500 + 606);
    port_drive(&p);
    assert_int_equal(mw_last_error(p.s)->code, MW_E_TIMEOUT);
    assert_int_equal(mw_last_error(p.s)->stage, MW_AT_BODY);
    port_free(&p);
}

/* Silence while nothing is under way may last for ever. */
static void idle(void **state)
{
    (void)state;
    begin(&odd, 0, MW_PLAIN);
    port_drive(&p);
    port_say(&p, "220 x\r\n");
    port_say(&p, "250 x\r\n");
    mw_set_now(p.s, UINT64_C(1) << 31);
    port_drive(&p);
    assert_int_equal(p.last, 0);
    mw_noop(p.s); /* its time begins now */
    port_drive(&p);
    left(404);
    port_free(&p);
}

/* Without a clock nothing runs out. */
static void no_clock(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    cfg.timeouts = &odd;
    port_new(&p, &protocols[0], &cfg);
    mw_open(p.s);
    left(UINT32_MAX);
    mw_deadline(p.s, 1);
    left(UINT32_MAX);
    port_drive(&p);
    assert_int_equal(p.last, 0);
    port_free(&p);
}

/* --- mw_deadline --- */

static void deadline(void **state)
{
    size_t i;

    (void)state;
    for (i = 0; i < MOMENTS; i++) {
        begin(&odd, moments[i], MW_PLAIN);
        mw_deadline(p.s, 1000);
        left(101); /* the phase ends sooner */
        port_drive(&p);
        mw_deadline(p.s, 250); /* replaces it */
        left(250);
        mw_set_now(p.s, moments[i] + 50);
        left(200);
        port_say(&p, "220 x\r\n");
        port_say(&p, "250 x\r\n");
        left(200); /* whatever happens, even nothing */
        fails_at(moments[i], 250, MW_E_TIMEOUT, MW_AT_IDLE);
    }
}

static void deadline_off(void **state)
{
    (void)state;
    begin(&odd, 100, MW_PLAIN);
    mw_deadline(p.s, 10);
    left(10);
    mw_deadline(p.s, 0);
    left(101);
    port_drive(&p);
    mw_set_now(p.s, 120);
    port_say(&p, "220 x\r\n");
    port_say(&p, "250 x\r\n");
    left(UINT32_MAX);
    mw_deadline(p.s, INT32_MAX); /* the longest */
    left(INT32_MAX);
    mw_set_now(p.s, 119 + (uint64_t)INT32_MAX);
    left(1);
    mw_set_now(p.s, 120 + (uint64_t)INT32_MAX);
    left(0);
    mw_set_now(p.s, 121 + (uint64_t)INT32_MAX); /* and it stays past */
    left(0);
    port_drive(&p);
    assert_string_equal(port_log(&p), "READY:1=250 FAILED:0=-204 ");
    port_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits),   cmocka_unit_test(short_struct),
        cmocka_unit_test(running_out), cmocka_unit_test(progress),
        cmocka_unit_test(progress_of_a_body), cmocka_unit_test(idle),
        cmocka_unit_test(no_clock), cmocka_unit_test(deadline),
        cmocka_unit_test(deadline_off),
    };

    return cmocka_run_group_tests_name("session/clock", tests, NULL, NULL);
}
