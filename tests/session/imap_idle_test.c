/* SPDX-License-Identifier: MIT */
/* A day of IDLE by a clock of the test's own. The server logs out who says nothing for 30 minutes
   (RFC 9051 5.4), and a message arrives every now and then. */

#include "session/port.h"
#include "support/unit.h"

#include <stdio.h>
#include <string.h>

#define MINUTE_MS 60000u
#define DAY_MS (24u * 60u * MINUTE_MS)
#define PATIENCE_MS (30u * MINUTE_MS)

static struct port p;

struct day {
    uint64_t now_ms, heard_ms; /* the client said something then */
    unsigned tag;              /* of the IDLE in force */
    unsigned renewals, told;
};

static void server_hears(struct day *d)
{
    char expected[64], answer[64];

    snprintf(answer, sizeof answer, "A%u OK over\r\n", d->tag);
    assert_string_equal(port_sent(&p), "DONE\r\n");
    port_say(&p, answer);
    d->tag++;
    snprintf(expected, sizeof expected, "A%u IDLE\r\n", d->tag);
    assert_string_equal(port_sent(&p), expected);
    port_say(&p, "+ idling\r\n");
    d->heard_ms = d->now_ms;
    d->renewals++;
}

/* Time goes on to the next thing that the session or the server wants to do. */
static void go_on(struct day *d, uint32_t mail_every_ms)
{
    uint64_t mail = (d->now_ms / mail_every_ms + 1) * mail_every_ms;
    uint64_t next = d->now_ms + mw_timeout(p.s);

    d->now_ms = next < mail ? next : mail;
    assert_true(d->now_ms - d->heard_ms < PATIENCE_MS);
    mw_set_now(p.s, d->now_ms);
    port_drive(&p);
    if (d->now_ms == next)
        server_hears(d);
    if (d->now_ms == mail) {
        port_say(&p, d->told % 2 ? "* OK Still here\r\n" : "* 7 EXISTS\r\n");
        d->told++;
    }
    assert_string_equal(port_sent(&p), "");
}

static void begin(struct day *d, uint32_t idle_ms, uint64_t start_ms)
{
    mw_config cfg = port_config();

    memset(d, 0, sizeof *d);
    d->now_ms = d->heard_ms = start_ms;
    d->tag = 1;
    cfg.idle_ms = idle_ms;
    port_new(&p, &protocols[1], &cfg);
    mw_set_now(p.s, d->now_ms);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, "* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n");
    assert_int_equal(mw_imap_idle(p.s), 2);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "A1 IDLE\r\n");
    port_say(&p, "+ idling\r\n");
    port_log(&p);
}

static void end(void)
{
    assert_int_equal(mw_imap_idle_done(p.s), 2);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "DONE\r\n");
    port_free(&p);
}

/* The clock goes over the end of 32 bits on its way. */
static void test_day(void **state)
{
    static const uint32_t every[] = { 7, 13, 24 * 60 * 2 };
    struct day d;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof every / sizeof *every; i++) {
        uint64_t start = UINT32_MAX - 5u * 60u * MINUTE_MS;
        size_t events = 0, n;

        begin(&d, 0, start);
        while (d.now_ms < start + DAY_MS) {
            const char *log;

            go_on(&d, every[i] * MINUTE_MS);
            log = port_log(&p);
            for (n = 0; log[n]; n++)
                events += log[n] == ' ';
            assert_null(strstr(log, "DONE"));
        }
        assert_in_range(d.renewals, 24 * 60 / 23, 24 * 60 / 23 + 1);
        assert_int_equal(events, d.told);
        end();
    }
}

static void test_own_interval(void **state)
{
    struct day d;

    (void)state;
    begin(&d, 1000, 5);
    assert_int_equal(mw_timeout(p.s), 1000);
    while (d.renewals < 100)
        go_on(&d, DAY_MS);
    assert_int_equal(d.now_ms, 5 + 100 * 1000);
    end();
}

/* Without a clock nothing is renewed, and nothing breaks. */
static void test_no_clock(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[1], &cfg);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, "* OK [CAPABILITY IMAP4rev1 IDLE] ready\r\n");
    mw_imap_idle(p.s);
    port_drive(&p);
    port_say(&p, "+ idling\r\n");
    assert_int_equal(mw_timeout(p.s), UINT32_MAX);
    assert_string_equal(port_sent(&p), "A1 IDLE\r\n");
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day),
        cmocka_unit_test(test_own_interval),
        cmocka_unit_test(test_no_clock),
    };

    return cmocka_run_group_tests_name("session/imap_idle", tests, NULL, NULL);
}
