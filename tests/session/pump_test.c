/* SPDX-License-Identifier: MIT */
/* The byte ports: what may go in and out when, and what ends a session. */

#include "session/port.h"
#include "support/unit.h"

static struct port p;

/* --- in and out --- */

static void input(void **state)
{
    mw_config cfg = port_config();
    size_t cap, room;
    void *in, *again;

    (void)state;
    cfg.in_bytes = 64;
    port_new(&p, &protocols[0], &cfg);
    mw_open(p.s);
    port_drive(&p);
    assert_int_equal(mw_in(p.s, &in, &room), MW_OK);
    assert_int_equal(room, 64);
    assert_true((char *)in >= p.block && (char *)in + room <= p.block + p.need);
    memset(in, 'x', 10);
    memcpy(in, "220-", 4);
    mw_in_done(p.s, 10);
    assert_int_equal(mw_in(p.s, &again, &cap), MW_OK);
    assert_int_equal(cap, room - 10);
    assert_ptr_equal(again, (char *)in + 10);
    memset(again, 'x', cap);
    mw_in_done(p.s, cap);
    assert_int_equal(mw_in(p.s, &again, &cap), MW_WANT_WRITE); /* full: drive mw_next */
    assert_int_equal(cap, 0);
    port_drive(&p);
    assert_int_equal(mw_in(p.s, &again, &cap), MW_OK);
    assert_int_equal(p.last, 0);
    port_say(&p, "and on\r\n220 ok\r\n");
    assert_string_equal(port_sent(&p), "EHLO [127.0.0.1]\r\n");
    port_free(&p);
}

/* While an event points into the input, nothing may move it. */
static void input_is_held(void **state)
{
    mw_config cfg = port_config();
    const mw_event *ev;
    size_t cap;
    void *in;

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250 x\r\n");
    assert_int_equal(mw_noop(p.s), 2);
    port_drive(&p);
    assert_int_equal(mw_in(p.s, &in, &cap), MW_OK);
    memcpy(in, "250 these words\r\n", 17);
    mw_in_done(p.s, 17);
    ev = mw_next(p.s);
    assert_int_equal(ev->type, MW_EV_DONE);
    assert_int_equal(mw_in(p.s, &in, &cap), MW_WANT_WRITE);
    assert_int_equal(ev->len, 11);
    assert_memory_equal(ev->data, "these words", 11);
    assert_null(mw_next(p.s));
    assert_int_equal(mw_in(p.s, &in, &cap), MW_OK);
    assert_int_equal(cap, cfg.in_bytes);
    port_free(&p);
}

static void output(void **state)
{
    static const char ehlo[] = "EHLO [127.0.0.1]\r\n";
    mw_config cfg = port_config();
    size_t len, i;
    const void *out;

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    mw_open(p.s);
    assert_null(mw_next(p.s));
    assert_int_equal(mw_out(p.s, &out, &len), MW_WANT_READ);
    assert_int_equal(len, 0);
    assert_int_equal(mw_want(p.s), MW_POLL_READ);
    {
        void *in;

        assert_int_equal(mw_in(p.s, &in, &len), MW_OK);
        memcpy(in, "220 x\r\n", 7);
        mw_in_done(p.s, 7);
    }
    assert_null(mw_next(p.s));
    assert_int_equal(mw_want(p.s), MW_POLL_READ | MW_POLL_WRITE);
    for (i = 0; i < sizeof ehlo - 1; i++) { /* byte by byte, asked for twice each */
        assert_int_equal(mw_out(p.s, &out, &len), MW_OK);
        assert_int_equal(mw_out(p.s, &out, &len), MW_OK);
        assert_int_equal(len, sizeof ehlo - 1 - i);
        assert_memory_equal(out, ehlo + i, len);
        mw_out_done(p.s, 0);
        mw_out_done(p.s, 1);
    }
    assert_int_equal(mw_out(p.s, &out, &len), MW_WANT_READ);
    assert_null(mw_next(p.s));
    assert_int_equal(mw_want(p.s), MW_POLL_READ);
    port_free(&p);
}

/* Queued commands go out one by one without PIPELINING, in one flight with it. */
static void output_waits_for_replies(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250 x\r\n");
    assert_int_equal(mw_smtp_mail(p.s, "a@b", NULL), 2);
    assert_int_equal(mw_smtp_rcpt(p.s, "c@d", NULL), 3);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "MAIL FROM:<a@b>\r\n");
    port_say(&p, "250 x\r\n");
    assert_string_equal(port_sent(&p), "RCPT TO:<c@d>\r\n");
    port_free(&p);
    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250-x\r\n250 PIPELINING\r\n");
    assert_int_equal(mw_smtp_mail(p.s, "a@b", NULL), 2);
    assert_int_equal(mw_smtp_rcpt(p.s, "c@d", NULL), 3);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\n");
    port_free(&p);
}

/* --- the end of the input --- */

static void ends(const char *before, const char *log, int code)
{
    mw_config cfg = port_config();

    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250 x\r\n");
    assert_int_equal(mw_noop(p.s), 2);
    port_drive(&p);
    port_say(&p, before);
    port_eof(&p);
    assert_string_equal(port_log(&p), log);
    assert_int_equal(mw_last_error(p.s)->code, code);
    port_free(&p);
}

static void eof(void **state)
{
    (void)state;
    ends("", "ABORTED:2=-203 FAILED:0=-203 ", MW_E_CONN_LOST);
    ends("25", "ABORTED:2=-206 FAILED:0=-206 ", MW_E_TRUNCATED);
    ends("250 x\r", "ABORTED:2=-206 FAILED:0=-206 ", MW_E_TRUNCATED);
    ends("250-x\r\n", "ABORTED:2=-206 FAILED:0=-206 ", MW_E_TRUNCATED);
    ends("250 x\r\n", "DONE:2=250 FAILED:0=-203 ", MW_E_CONN_LOST);
    ends("421 bye\r\n", "REFUSED:2=421 FAILED:0=-512 ", MW_E_SERVER_BYE);
}

/* What stands in the buffer is read before the end is believed. */
static void eof_behind_data(void **state)
{
    mw_config cfg = port_config();
    size_t cap;
    void *in;

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250-x\r\n250 PIPELINING\r\n");
    assert_int_equal(mw_smtp_mail(p.s, "a@b", NULL), 2);
    assert_int_equal(mw_smtp_rcpt(p.s, "c@d", NULL), 3);
    port_drive(&p);
    assert_int_equal(mw_in(p.s, &in, &cap), MW_OK);
    memcpy(in, "250 x\r\n250 y\r\n", 14);
    mw_in_done(p.s, 14);
    mw_in_done(p.s, 0);
    port_drive(&p);
    assert_string_equal(port_log(&p), "DONE:2=250 DONE:3=250 FAILED:0=-203 ");
    port_free(&p);
}

static void eof_after_quit(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250 x\r\n");
    assert_int_equal(mw_quit(p.s), 2);
    port_drive(&p);
    port_eof(&p);
    assert_string_equal(port_log(&p), "DONE:2 CLOSED:0 ");
    assert_int_equal(mw_last_error(p.s)->code, 0);
    assert_string_equal(mw_last_error(p.s)->advice, "");
    port_free(&p);
}

/* --- breaking --- */

static void broken_with(int rc, int code)
{
    mw_config cfg = port_config();

    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250 x\r\n");
    assert_int_equal(mw_noop(p.s), 2);
    port_drive(&p);
    mw_broken(p.s, rc);
    mw_broken(p.s, MW_E_DNS); /* the first counts */
    port_drive(&p);
    mw_broken(p.s, MW_E_DNS);
    assert_int_equal(mw_last_event(p.s)->code, code);
    assert_int_equal(mw_last_error(p.s)->code, code);
    assert_int_equal(mw_last_error(p.s)->stage, MW_AT_COMMAND);
    assert_non_null(strstr(port_log(&p), "ABORTED:2"));
    assert_int_equal(mw_next(p.s)->type, MW_EV_FAILED);
    port_free(&p);
}

static void broken(void **state)
{
    (void)state;
    broken_with(MW_E_CONN_LOST, MW_E_CONN_LOST);
    broken_with(MW_E_TLS, MW_E_TLS);
    broken_with(MW_E_TIMEOUT, MW_E_TIMEOUT);
    broken_with(MW_OK, MW_E_CONN_LOST);
    broken_with(1, MW_E_CONN_LOST);
    broken_with(MW_EOF, MW_E_CONN_LOST);
    broken_with(MW_WANT_READ, MW_E_CONN_LOST);
}

static void broken_before_open(void **state)
{
    mw_config cfg = port_config();

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    mw_broken(p.s, MW_E_CONN_LOST);
    assert_null(mw_next(p.s));
    assert_int_equal(mw_last_error(p.s)->code, 0);
    assert_int_equal(mw_open(p.s), 1);
    mw_broken(p.s, MW_E_CONN_REFUSED); /* it could not be made */
    port_drive(&p);
    assert_string_equal(port_log(&p), "FAILED:0=-201 ");
    assert_int_equal(mw_last_error(p.s)->stage, MW_AT_CONNECT);
    port_free(&p);
}

/* A stream cut off inside the reply to a whole message is no verdict. */
static void broken_at_the_end_of_a_message(void **state)
{
    mw_config cfg = port_config();
    size_t n;

    (void)state;
    port_new(&p, &protocols[0], &cfg);
    port_ready(&p, "250 x\r\n");
    mw_smtp_mail(p.s, "a@b", NULL);
    mw_smtp_rcpt(p.s, "c@d", NULL);
    assert_int_equal(mw_smtp_data(p.s), 4);
    port_drive(&p);
    port_say(&p, "250 x\r\n");
    port_say(&p, "250 x\r\n");
    port_say(&p, "354 x\r\n");
    assert_int_equal(mw_write(p.s, "hi", 2, &n), MW_OK);
    assert_int_equal(mw_write_end(p.s), 4);
    assert_int_equal(mw_noop(p.s), 5);
    port_drive(&p);
    port_log(&p);
    mw_broken(p.s, MW_E_CONN_LOST);
    port_drive(&p);
    assert_string_equal(port_log(&p), "UNKNOWN:4=-203 ABORTED:5=-203 FAILED:0=-203 ");
    assert_non_null(strstr(mw_last_error(p.s)->advice, "may have been delivered"));
    port_free(&p);
}

/* --- TLS --- */

static void new_tls(uint32_t security)
{
    mw_config cfg = port_config();

    cfg.security = security;
    cfg.user = "ann";
    cfg.secret = "s3cret";
    port_new(&p, &protocols[0], &cfg);
}

static int ports_are_shut(void)
{
    const void *out;
    void *in;
    size_t n;

    return mw_in(p.s, &in, &n) == MW_WANT_WRITE && n == 0 &&
           mw_out(p.s, &out, &n) == MW_WANT_READ && n == 0;
}

/* Nothing goes in or out before the handshake, not even before the first mw_next. */
static void tls(void **state)
{
    (void)state;
    new_tls(MW_TLS);
    assert_true(ports_are_shut());
    assert_int_equal(mw_open(p.s), 1);
    assert_true(ports_are_shut());
    port_drive(&p);
    assert_string_equal(port_log(&p), "SECURE:0 ");
    assert_true(ports_are_shut());
    port_drive(&p);
    assert_string_equal(port_log(&p), "");
    mw_secured(p.s, MW_OK);
    port_drive(&p);
    port_say(&p, "220 x\r\n");
    assert_string_equal(port_sent(&p), "EHLO [127.0.0.1]\r\n");
    port_free(&p);
}

static void go_secure(void)
{
    new_tls(MW_STARTTLS);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, "220 x\r\n");
    port_say(&p, "250-x\r\n250-AUTH PLAIN\r\n250 STARTTLS\r\n");
    port_say(&p, "220 go\r\n");
    assert_string_equal(port_log(&p), "SECURE:0 ");
    assert_string_equal(port_sent(&p), "EHLO [127.0.0.1]\r\nSTARTTLS\r\n");
}

static void starttls(void **state)
{
    (void)state;
    go_secure();
    assert_true(ports_are_shut());
    assert_int_equal(mw_caps(p.s), 0);
    mw_secured(p.s, MW_OK);
    mw_secured(p.s, MW_E_TLS); /* the first answer counts */
    port_drive(&p);
    assert_string_equal(port_sent(&p), "EHLO [127.0.0.1]\r\n");
    port_say(&p, "250-x\r\n250 AUTH PLAIN\r\n");
    port_say(&p, "235 x\r\n");
    assert_non_null(strstr(port_log(&p), "READY:1"));
    port_free(&p);
}

/* Bytes that were read before TLS but are handed over later are those of somebody else. */
static void injected_late(void **state)
{
    static const char fake[] = "250-x\r\n250 AUTH PLAIN\r\n";
    size_t cap;
    void *in;

    (void)state;
    new_tls(MW_STARTTLS);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, "220 x\r\n");
    port_say(&p, "250-x\r\n250 STARTTLS\r\n");
    port_sent(&p);
    assert_int_equal(mw_in(p.s, &in, &cap), MW_OK);
    memcpy(in, "220 go\r\n", 8);
    mw_in_done(p.s, 8);
    assert_int_equal(mw_in(p.s, &in, &cap), MW_OK); /* a read begins ... */
    port_drive(&p);
    assert_non_null(strstr(port_log(&p), "SECURE:0"));
    memcpy(in, fake, sizeof fake - 1);
    mw_in_done(p.s, sizeof fake - 1); /* ... and ends after the event */
    mw_secured(p.s, MW_OK);
    port_drive(&p);
    assert_string_equal(port_log(&p), "FAILED:0=-323 ");
    assert_string_equal(port_sent(&p), "");
    port_free(&p);
}

static void handshake_fails(int rc, int code)
{
    go_secure();
    mw_secured(p.s, rc);
    port_drive(&p);
    assert_int_equal(p.last, 1);
    assert_int_equal(mw_last_error(p.s)->code, code);
    assert_int_equal(mw_last_error(p.s)->stage, MW_AT_TLS);
    assert_string_equal(port_sent(&p), "");
    mw_secured(p.s, MW_OK);
    assert_int_equal(mw_next(p.s)->type, MW_EV_FAILED);
    port_free(&p);
}

/* What is neither MW_OK nor an error is no handshake, whatever other libraries call success. */
static void secured_with(void **state)
{
    (void)state;
    handshake_fails(MW_E_CERT_EXPIRED, MW_E_CERT_EXPIRED);
    handshake_fails(MW_E_TLS, MW_E_TLS);
    handshake_fails(1, MW_E_TLS);
    handshake_fails(MW_WANT_READ, MW_E_TLS);
    handshake_fails(MW_WANT_WRITE, MW_E_TLS);
    handshake_fails(MW_EOF, MW_E_TLS);
}

/* Nobody asked: nothing changes, and no session becomes a secure one. */
static void secured_unasked(void **state)
{
    (void)state;
    new_tls(MW_STARTTLS);
    mw_secured(p.s, MW_OK);
    mw_open(p.s);
    mw_secured(p.s, MW_OK);
    port_drive(&p);
    mw_secured(p.s, MW_OK);
    mw_secured(p.s, MW_E_TLS);
    port_say(&p, "220 x\r\n");
    mw_secured(p.s, MW_OK);
    port_drive(&p);
    assert_string_equal(port_sent(&p), "EHLO [127.0.0.1]\r\n");
    port_say(&p, "250 AUTH PLAIN\r\n");
    assert_string_equal(port_log(&p), "FAILED:0=-322 ");
    assert_string_equal(port_sent(&p), "");
    port_free(&p);
    new_tls(MW_TLS);
    mw_open(p.s);
    mw_secured(p.s, MW_OK); /* before SECURE */
    port_drive(&p);
    assert_string_equal(port_log(&p), "SECURE:0 ");
    port_free(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input),
        cmocka_unit_test(input_is_held),
        cmocka_unit_test(output),
        cmocka_unit_test(output_waits_for_replies),
        cmocka_unit_test(eof),
        cmocka_unit_test(eof_behind_data),
        cmocka_unit_test(eof_after_quit),
        cmocka_unit_test(broken),
        cmocka_unit_test(broken_before_open),
        cmocka_unit_test(broken_at_the_end_of_a_message),
        cmocka_unit_test(tls),
        cmocka_unit_test(starttls),
        cmocka_unit_test(injected_late),
        cmocka_unit_test(secured_with),
        cmocka_unit_test(secured_unasked),
    };

    return cmocka_run_group_tests_name("session/pump", tests, NULL, NULL);
}
