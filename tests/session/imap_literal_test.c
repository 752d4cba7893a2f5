/* SPDX-License-Identifier: MIT */
/* What came before a literal's header was sent cannot be the leave to send the literal, nor the
   answer to its command: over a transport, where sending comes before reading. */

#include "support/unit.h"

#include <mailwire/mailwire.h>

static uint64_t block[512]; /* aligned for a session */
static mw_transport *memory;
static mw_session *s;

/* The type of the event that ends `id`, or 0: nothing moves any more. */
static int drive(int id)
{
    const mw_event *ev;

    while ((ev = mw_next(s)) != NULL)
        if (ev->id == id || (ev->flags & MW_EVF_LAST))
            return ev->type;
    return 0;
}

static void say(const char *text)
{
    assert_int_equal(mw_memory_put(memory, text, strlen(text)), strlen(text));
}

static void sent_is(const char *text)
{
    char buf[256];
    size_t n = mw_memory_take(memory, buf, sizeof buf - 1);

    buf[n] = 0;
    assert_string_equal(buf, text);
}

/* NOOP is answered, `behind` stands behind that unread, and then a name is submitted that needs a
   literal. */
static void begin(const char *behind)
{
    mw_config cfg = MW_CONFIG_INIT;
    char answer[64] = "A1 OK\r\n";

    assert_int_equal(mw_memory_new(&memory, 1024), MW_OK);
    cfg.host = "x";
    cfg.security = MW_PLAIN;
    cfg.transport = memory;
    cfg.flags = MW_FLAG_RAW_NAMES;
    cfg.in_bytes = cfg.out_bytes = 256;
    assert_int_equal(mw_imap_init(&s, block, sizeof block, &cfg), MW_OK);
    mw_open(s);
    say("* OK [CAPABILITY IMAP4rev1] ready\r\n");
    assert_int_equal(drive(1), MW_EV_READY);
    assert_int_equal(mw_noop(s), 2);
    assert_int_equal(drive(2), 0);
    sent_is("A1 NOOP\r\n");
    say(strcat(answer, behind));
    assert_int_equal(drive(2), MW_EV_DONE);
    assert_int_equal(mw_imap_delete(s, "\xe4"), 3);
}

static void end(void)
{
    mw_free(s);
    mw_transport_free(memory);
}

static void test_plus(void **state)
{
    (void)state;
    begin("+ too early\r\n");
    assert_int_equal(drive(3), 0);
    sent_is("A2 DELETE {1}\r\n");
    assert_int_equal(mw_quirk(s, MW_IMAP_QUIRK_PLUS), 1);
    say("+ now\r\n");
    assert_int_equal(drive(3), 0);
    sent_is("\xe4\r\n");
    say("A2 OK\r\n");
    assert_int_equal(drive(3), MW_EV_DONE);
    end();
}

static void test_answer(void **state)
{
    (void)state;
    begin("A2 NO too early\r\n");
    assert_int_equal(drive(3), MW_EV_ABORTED);
    assert_int_equal(mw_last_error(s)->code, MW_E_PROTOCOL);
    end();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plus),
        cmocka_unit_test(test_answer),
    };

    return cmocka_run_group_tests_name("session/imap_literal", tests, NULL, NULL);
}
