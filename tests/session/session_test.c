/* SPDX-License-Identifier: MIT */
/* Submissions and their ids, on SMTP: when they are taken, and that each ends once. */

#include "session/port.h"
#include "support/unit.h"

#define PIPE "250-x\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES\r\n"

static struct port p;

static void new_ready(const mw_config *cfg, const char *ehlo)
{
    port_new(&p, &protocols[0], cfg);
    port_ready(&p, ehlo);
}

/* No submission is taken: `want` from all. */
static void all_say(int want)
{
    mw_session *s = p.s;
    size_t n = 4711;

    assert_int_equal(mw_noop(s), want);
    assert_int_equal(mw_smtp_mail(s, "a@b", NULL), want);
    assert_int_equal(mw_smtp_rcpt(s, "a@b", NULL), want);
    assert_int_equal(mw_smtp_data(s), want);
    assert_int_equal(mw_smtp_rset(s), want);
    assert_int_equal(mw_smtp_vrfy(s, "a"), want);
    assert_int_equal(mw_quit(s), want);
    assert_int_equal(mw_write(s, "x", 1, &n), want);
    assert_int_equal(n, 0);
    assert_int_equal(mw_write_end(s), want);
}

static void too_early(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    all_say(MW_E_USAGE);
    assert_null(mw_next(p.s));
    assert_int_equal(mw_want(p.s), 0);
    assert_int_equal(mw_open(p.s), 1);
    assert_int_equal(mw_open(p.s), MW_E_USAGE);
    all_say(MW_E_USAGE);
    port_drive(&p);
    all_say(MW_E_USAGE);
    port_say(&p, "220 x\r\n");
    all_say(MW_E_USAGE);
    port_say(&p, "250 x\r\n");
    assert_string_equal(port_sent(&p), "EHLO [127.0.0.1]\r\n");
    assert_int_equal(mw_open(p.s), MW_E_USAGE);
    assert_int_equal(mw_noop(p.s), 2);
    port_free(&p);
}

/* With every protocol. */
static void before_open(void **state)
{
    mw_config cfg = port_config();
    const mw_error *err;
    size_t i;

    (void)state;
    for (i = 0; i < PROTOCOLS; i++) {
        port_new(&p, &protocols[i], &cfg);
        assert_int_equal(mw_noop(p.s), MW_E_USAGE);
        assert_int_equal(mw_quit(p.s), MW_E_USAGE);
        assert_null(mw_next(p.s));
        assert_int_equal(mw_want(p.s), 0);
        assert_int_equal(mw_timeout(p.s), UINT32_MAX);
        assert_int_equal(mw_handle(p.s), -1);
        assert_int_equal(mw_caps(p.s), 0);
        assert_int_equal(mw_last_event(p.s)->type, 0);
        assert_string_equal(mw_last_event(p.s)->name, "");
        assert_int_equal(mw_last_event(p.s)->len, 0);
        err = mw_last_error(p.s);
        assert_int_equal(err->code, 0);
        assert_string_equal(err->text, "");
        assert_string_equal(err->word, "");
        assert_string_equal(err->advice, "");
        port_free(&p);
    }
}

static void after_the_end(void **state)
{
    mw_config cfg = port_config();
    const mw_event *ev;
    size_t n;

    (void)state;
    new_ready(&cfg, PIPE);
    assert_int_equal(mw_quit(p.s), 2);
    assert_int_equal(mw_noop(p.s), MW_E_USAGE);
    port_drive(&p);
    port_say(&p, "221 bye\r\n");
    assert_string_equal(port_log(&p), "DONE:2=221 CLOSED:0 ");
    all_say(MW_E_USAGE);
    assert_int_equal(mw_open(p.s), MW_E_USAGE);
    ev = mw_next(p.s);
    assert_int_equal(ev->type, MW_EV_CLOSED);
    assert_int_equal(ev->flags, MW_EVF_LAST);
    assert_ptr_equal(mw_next(p.s), ev);
    mw_cancel(p.s);
    mw_deadline(p.s, 1);
    mw_broken(p.s, MW_E_TLS);
    assert_int_equal(mw_next(p.s)->type, MW_EV_CLOSED);
    assert_int_equal(mw_last_error(p.s)->code, 0);
    assert_int_equal(mw_timeout(p.s), UINT32_MAX);
    port_free(&p);
    /* after a failure body calls tell what it was */
    new_ready(&cfg, PIPE);
    mw_broken(p.s, MW_E_CONN_LOST);
    port_drive(&p);
    assert_int_equal(mw_noop(p.s), MW_E_USAGE);
    assert_int_equal(mw_write(p.s, "x", 1, &n), MW_E_CONN_LOST);
    assert_int_equal(n, 0);
    assert_int_equal(mw_write_end(p.s), MW_E_CONN_LOST);
    mw_cancel(p.s);
    mw_in_done(p.s, 0);
    assert_int_equal(mw_next(p.s)->code, MW_E_CONN_LOST);
    assert_int_equal(mw_last_error(p.s)->code, MW_E_CONN_LOST);
    port_free(&p);
}

static void bad_arguments(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    new_ready(&cfg, PIPE);
    assert_int_equal(mw_smtp_mail(p.s, NULL, NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_mail(p.s, "a@b\r\nDATA", NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_rcpt(p.s, "a@b", NULL), MW_E_USAGE);
    assert_int_equal(mw_smtp_data(p.s), MW_E_USAGE);
    assert_int_equal(mw_smtp_vrfy(p.s, NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_vrfy(p.s, ""), MW_E_ARG);
    assert_int_equal(mw_smtp_vrfy(p.s, "a\nb"), MW_E_ARG);
    port_drive(&p);
    assert_string_equal(port_sent(&p), ""); /* nothing of them went out */
    assert_int_equal(mw_smtp_mail(p.s, "a@b", NULL), 2);
    assert_int_equal(mw_smtp_rcpt(p.s, NULL, NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_rcpt(p.s, "a@b> NOTIFY=NEVER", NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_rcpt(p.s, "", NULL), MW_E_ARG);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "MAIL FROM:<a@b>\r\n");
    port_free(&p);
}

/* The longest command that out_bytes can hold, and one byte more. */
static void too_long(void **state)
{
    mw_config cfg = port_config();
    char who[200];
    size_t n;

    (void)state;
    cfg.out_bytes = 128;
    new_ready(&cfg, PIPE);
    memset(who, 'w', sizeof who);
    n = cfg.out_bytes - strlen("VRFY \r\n");
    who[n + 1] = 0;
    assert_int_equal(mw_smtp_vrfy(p.s, who), MW_E_TOO_LONG);
    who[n] = 0;
    assert_int_equal(mw_smtp_vrfy(p.s, who), 2);
    assert_int_equal(mw_noop(p.s), MW_WANT_WRITE); /* no room now */
    port_drive(&p);
    assert_int_equal(strlen(port_sent(&p)), 128);
    assert_int_equal(mw_noop(p.s), 3);
    port_free(&p);
}

/* Any number of commands may be queued up to config.commands; each place comes back. */
static void queue(void **state)
{
    mw_config cfg = port_config();
    uint32_t commands;
    int id, next = 2, first = 2;

    (void)state;
    for (commands = 4; commands < 10; commands++) {
        cfg.commands = commands;
        next = first = 2;
        new_ready(&cfg, PIPE);
        while (next < 30) {
            while ((id = mw_noop(p.s)) > 0)
                assert_int_equal(id, next++);
            assert_int_equal(id, MW_WANT_WRITE);
            assert_int_equal(next - first, (int)commands);
            port_drive(&p);
            port_say(&p, "250 x\r\n"); /* NOOP may not be followed before its reply */
            assert_int_equal(p.ends[first++], 1);
        }
        port_free(&p);
    }
}

/* Room in the output counts, too, and comes back. */
static void queue_of_bytes(void **state)
{
    mw_config cfg = port_config();
    int id, next = 2;

    (void)state;
    cfg.out_bytes = 128;
    cfg.commands = 65535;
    new_ready(&cfg, PIPE);
    while ((id = mw_noop(p.s)) > 0)
        assert_int_equal(id, next++);
    assert_int_equal(id, MW_WANT_WRITE);
    assert_int_equal(next - 2, 128 / 6);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "NOOP\r\n");
    port_say(&p, "250 x\r\n");
    assert_int_equal(mw_noop(p.s), next);
    port_free(&p);
}

/* All open ids end in their order, then the session, whatever they were waiting for. */
static void all_end(void **state)
{
    mw_config cfg = port_config();
    int sent, i;

    (void)state;
    for (sent = 0; sent < 2; sent++) {
        new_ready(&cfg, PIPE);
        assert_int_equal(mw_smtp_mail(p.s, "a@b", NULL), 2);
        assert_int_equal(mw_smtp_rcpt(p.s, "a@b", NULL), 3);
        assert_int_equal(mw_noop(p.s), 4);
        assert_int_equal(mw_smtp_rset(p.s), 5);
        if (sent)
            port_drive(&p);
        mw_cancel(p.s);
        port_drive(&p);
        assert_string_equal(port_log(&p), "ABORTED:2=-120 ABORTED:3=-120 ABORTED:4=-120 "
                                          "ABORTED:5=-120 FAILED:0=-120 ");
        for (i = 1; i <= 5; i++)
            assert_int_equal(p.ends[i], 1);
        assert_int_equal(mw_last_error(p.s)->code, MW_E_CANCELLED);
        port_free(&p);
    }
}

static void cancel_while_opening(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    mw_open(p.s);
    port_drive(&p);
    mw_cancel(p.s);
    port_drive(&p);
    assert_string_equal(port_log(&p), "FAILED:0=-120 "); /* which is the end of mw_open's id */
    port_free(&p);
}

/* A refusal is told in full, and the session lives. */
static void refusal(void **state)
{
    mw_config cfg = port_config();
    const mw_error *err;
    const mw_event *ev;

    (void)state;
    new_ready(&cfg, PIPE);
    mw_smtp_mail(p.s, "a@b", NULL);
    mw_smtp_rcpt(p.s, "a@b", NULL);
    port_drive(&p);
    port_say(&p, "250 2.1.0 fine\r\n");
    assert_int_equal(mw_last_error(p.s)->code, 0);
    {
        size_t cap;
        void *in;

        assert_int_equal(mw_in(p.s, &in, &cap), MW_OK);
        memcpy(in, "450 4.2.2 full\r\n", 16);
        mw_in_done(p.s, 16);
    }
    ev = mw_next(p.s);
    assert_int_equal(ev->type, MW_EV_REFUSED);
    assert_int_equal(ev->id, 3);
    assert_int_equal(ev->code, 450);
    assert_int_equal(ev->num, 402002);
    assert_int_equal(ev->len, 4);
    assert_memory_equal(ev->data, "full", 4);
    err = mw_last_error(p.s);
    assert_int_equal(err->code, MW_E_REPLY_TEMP);
    assert_int_equal(err->reply, 450);
    assert_int_equal(err->enhanced, 402002);
    assert_int_equal(err->stage, MW_AT_COMMAND);
    assert_int_equal(err->retry, 1);
    assert_int_equal(err->text_len, 4);
    assert_memory_equal(err->text, "full", 4);
    assert_true(*err->advice);
    assert_int_equal(mw_noop(p.s), 4);
    port_drive(&p);
    port_say(&p, "250 x\r\n");
    assert_int_equal(mw_last_error(p.s)->code, MW_E_REPLY_TEMP);
    port_free(&p);
}

/* Only body calls while a body is open, and none without. */
static void body(void **state)
{
    mw_config cfg = port_config();
    size_t n;

    (void)state;
    new_ready(&cfg, "250 x\r\n");
    mw_smtp_mail(p.s, "a@b", NULL);
    mw_smtp_rcpt(p.s, "a@b", NULL);
    assert_int_equal(mw_smtp_data(p.s), 4);
    assert_int_equal(mw_write(p.s, "x", 1, &n), MW_E_USAGE); /* not yet */
    assert_int_equal(mw_noop(p.s), MW_E_USAGE);
    port_drive(&p);
    port_say(&p, "250 x\r\n");
    port_say(&p, "250 x\r\n");
    assert_int_equal(mw_write_end(p.s), MW_E_USAGE);
    port_say(&p, "354 x\r\n");
    assert_string_equal(port_log(&p), "DONE:2=250 DONE:3=250 WRITE:4 ");
    port_sent(&p);
    assert_int_equal(mw_noop(p.s), MW_E_USAGE);
    assert_int_equal(mw_smtp_mail(p.s, "a@b", NULL), MW_E_USAGE);
    assert_int_equal(mw_smtp_rset(p.s), MW_E_USAGE);
    assert_int_equal(mw_quit(p.s), MW_E_USAGE);
    assert_int_equal(mw_write(p.s, "", 0, &n), MW_OK);
    assert_int_equal(mw_write(p.s, ".\n", 2, &n), MW_OK);
    assert_int_equal(n, 2);
    assert_int_equal(mw_write_end(p.s), 4);
    assert_int_equal(mw_write_end(p.s), MW_E_USAGE);
    assert_int_equal(mw_write(p.s, "x", 1, &n), MW_E_USAGE);
    assert_int_equal(mw_noop(p.s), 5);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "..\r\n.\r\n");
    port_say(&p, "250 queued\r\n");
    assert_string_equal(port_log(&p), "DONE:4=250 ");
    port_free(&p);
}

/* A write that took less than all is followed by WRITE when there is room again. */
static void writes(void **state)
{
    mw_config cfg = port_config();
    char text[1000];
    size_t n, at = 0;

    (void)state;
    new_ready(&cfg, "250 x\r\n");
    mw_smtp_mail(p.s, "a@b", NULL);
    mw_smtp_rcpt(p.s, "a@b", NULL);
    mw_smtp_data(p.s);
    port_drive(&p);
    port_say(&p, "250 x\r\n");
    port_say(&p, "250 x\r\n");
    port_say(&p, "354 x\r\n");
    port_log(&p);
    port_sent(&p);
    memset(text, 't', sizeof text);
    while (at < sizeof text) {
        assert_int_equal(mw_write(p.s, text + at, sizeof text - at, &n), MW_OK);
        assert_true(n > 0);
        at += n;
        port_drive(&p);
        assert_string_equal(port_log(&p), at < sizeof text ? "WRITE:4 " : "");
    }
    assert_int_equal(p.sent_len, sizeof text);
    port_free(&p);
}

/* Byte ports know no close, and an id ends in whatever comes first. */
static void bye(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    new_ready(&cfg, PIPE);
    mw_noop(p.s);
    mw_noop(p.s);
    port_drive(&p);
    port_say(&p, "421 4.3.0 going down\r\n");
    assert_string_equal(port_log(&p), "REFUSED:2=421 ABORTED:3=-512 FAILED:0=-512 ");
    assert_int_equal(mw_last_error(p.s)->code, MW_E_SERVER_BYE);
    assert_int_equal(mw_last_error(p.s)->reply, 421);
    assert_memory_equal(mw_last_error(p.s)->text, "going down", 10);
    port_free(&p);
}

static void caps(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    new_ready(&cfg, "250-x\r\n250-PIPELINING\r\n250 SIZE 1000\r\n");
    assert_true(mw_caps(p.s) ==
                (MW_SMTP_CAP_EHLO | MW_SMTP_CAP_PIPELINING | MW_SMTP_CAP_SIZE));
    assert_true(mw_smtp_max_bytes(p.s) == 1000);
    port_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_early),     cmocka_unit_test(before_open),
        cmocka_unit_test(after_the_end), cmocka_unit_test(bad_arguments),
        cmocka_unit_test(too_long),      cmocka_unit_test(queue),
        cmocka_unit_test(queue_of_bytes), cmocka_unit_test(all_end),
        cmocka_unit_test(cancel_while_opening), cmocka_unit_test(refusal),
        cmocka_unit_test(body),          cmocka_unit_test(writes),
        cmocka_unit_test(bye),           cmocka_unit_test(caps),
    };

    return cmocka_run_group_tests_name("session/session", tests, NULL, NULL);
}
