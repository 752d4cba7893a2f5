/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
/* What becomes of a message and of each recipient: refusals, limits, silence, and the end of the
   connection at every bad moment. */

#include "live/cutter.h"
#include "live/live.h"
#include "live/post.h"

#include <signal.h>
#include <string.h>

#define TWO(function) { #function " blocking", function, NULL, NULL, &ways[LIVE_BLOCKING] }, \
                      { #function " polled", function, NULL, NULL, &ways[LIVE_POLLED] }

static int ways[] = { LIVE_BLOCKING, LIVE_POLLED };
static struct live live;

static int way_of(void **state)
{
    return *(const int *)*state;
}

static void start(const char *server, int way)
{
    mw_config cfg;

    live_need(server);
    cfg = live_usual(server);
    live_start(&live, LIVE_SMTP, &cfg, way);
}

/* --- recipients --- */

struct rcpt {
    const char *to;
    int type, code;
    uint32_t enhanced;
    int error;
};

/* One flight: MAIL, these recipients, body. Each has its own verdict; returns the id of data. */
static int send_to(const struct rcpt *r, size_t count, const struct post *message)
{
    int id[16], data;
    size_t i;

    assert_true(live_mail(&live, "alice@example.test", NULL) > 0);
    for (i = 0; i < count; i++) {
        id[i] = live_rcpt(&live, r[i].to, NULL);
        assert_true(id[i] > 0);
    }
    data = live_data(&live);
    assert_true(data > 0);
    live_run(&live, data);
    if (!live.end[data].times)
        live_body(&live, message->data, message->len);
    live_run(&live, data);
    for (i = 0; i < count; i++) {
        live_is(&live, id[i], r[i].type, r[i].code);
        assert_int_equal(live.end[id[i]].enhanced, r[i].enhanced);
        assert_int_equal(live.end[id[i]].error, r[i].error);
        assert_int_equal(live.end[id[i]].retry, r[i].error == MW_E_REPLY_TEMP);
    }
    return data;
}

static const struct rcpt mixed[] = {
    { "reject@example.test", MW_EV_REFUSED, 550, 501001, MW_E_REPLY_PERM },
    { "alice@example.test", MW_EV_DONE, 250, 201005, 0 },
    { "defer@example.test", MW_EV_REFUSED, 450, 402001, MW_E_REPLY_TEMP },
    { "full@example.test", MW_EV_REFUSED, 452, 402002, MW_E_REPLY_TEMP },
    { "policy@example.test", MW_EV_REFUSED, 554, 507001, MW_E_REPLY_PERM },
    { "bob@example.test", MW_EV_DONE, 250, 201005, 0 },
    { "nobody@example.test", MW_EV_REFUSED, 550, 501001, MW_E_REPLY_PERM },
};

static const char *const three[] = { "POSTFIX_587", "POSTFIX_NOCHUNK", "POSTFIX_NOPIPE" };

static void partial(void **state)
{
    size_t i;

    for (i = 0; i < 3; i++) {
        const char *token = post_token();
        struct post message = post_make("plain", token, 0);
        int id;

        start(three[i], way_of(state));
        id = send_to(mixed, 7, &message);
        live_is(&live, id, MW_EV_DONE, 250);
        assert_int_equal(live.end[id].enhanced, 200000);
        assert_non_null(strstr(live.done, "queued as"));
        live_quit(&live);
        post_arrived("alice", token, &message);
        post_arrived("bob", token, &message);
        post_free(&message);
    }
}

/* All refused: the message is, too, and the next one on the same connection goes. */
static void all_refused(void **state)
{
    static const struct rcpt bad[] = {
        { "reject@example.test", MW_EV_REFUSED, 550, 501001, MW_E_REPLY_PERM },
        { "full@example.test", MW_EV_REFUSED, 452, 402002, MW_E_REPLY_TEMP },
    };
    size_t i;

    for (i = 0; i < 3; i++) {
        const char *token = post_token();
        struct post message = post_make("plain", token, 0);
        int id;

        start(three[i], way_of(state));
        id = send_to(bad, 2, &message);
        assert_int_equal(live_run(&live, id)->type, MW_EV_REFUSED);
        assert_true(live.end[id].error == MW_E_REPLY_TEMP || live.end[id].error == MW_E_REPLY_PERM);
        id = live_send(&live, "alice@example.test", message.data, message.len);
        live_is(&live, id, MW_EV_DONE, 250);
        live_quit(&live);
        post_arrived("alice", token, &message);
        assert_int_equal(post_count("alice", token), 1);
        post_free(&message);
    }
}

/* Exim answers in two lines. */
static void exim_defer(void **state)
{
    int id;

    start("EXIM_587", way_of(state));
    assert_true(live_mail(&live, "alice@example.test", NULL) > 0);
    id = live_rcpt(&live, "defer@example.test", NULL);
    live_is(&live, id, MW_EV_REFUSED, 451);
    assert_int_equal(live.err.code, MW_E_REPLY_TEMP);
    assert_int_equal(live.err.reply, 451);
    assert_string_equal(live.text, "Mailbox busy\nplease try later");
    live_quit(&live);
}

static void sender_refused(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    int mail, rcpt, data;

    start("POSTFIX_587", way_of(state));
    mail = live_mail(&live, "reject@example.test", NULL);
    rcpt = live_rcpt(&live, "alice@example.test", NULL);
    data = live_data(&live);
    live_run(&live, data);
    if (!live.end[data].times)
        live_body(&live, message.data, message.len);
    assert_int_equal(live_run(&live, data)->type, MW_EV_REFUSED);
    /* Postfix refuses a sender at RCPT */
    assert_int_equal(live.end[mail].type, MW_EV_DONE);
    live_is(&live, rcpt, MW_EV_REFUSED, 550);
    live_quit(&live);
    post_free(&message);
}

/* --- limits --- */

/* A message over the limit, whose size was not said. By BDAT, Postfix 3.10 reads no further after
   its 552 and closes, which makes the kernel send a reset: the reply may be lost on the way. */
static void too_large(int way, uint32_t out_bytes)
{
    struct post message = post_make("large", post_token(), 30000);
    mw_config cfg = live_usual("POSTFIX_SMALL");
    int id;

    cfg.out_bytes = out_bytes;
    live_start(&live, LIVE_SMTP, &cfg, way);
    id = live_send(&live, "alice@example.test", message.data, message.len);
    if (out_bytes == 0 && live_run(&live, id)->type == MW_EV_UNKNOWN) {
        assert_int_equal(live_last(&live), MW_E_CONN_LOST);
    } else {
        live_is(&live, id, MW_EV_REFUSED, 552);
        assert_int_equal(live.err.code, MW_E_REPLY_PERM);
    }
    live_free(&live);
    post_free(&message);
}

static void size_limit(void **state)
{
    mw_mail opt = MW_MAIL_INIT;
    int id;

    start("POSTFIX_SMALL", way_of(state));
    assert_int_equal(mw_smtp_max_bytes(live.s), 20000);
    opt.bytes = 20001;
    assert_int_equal(live_mail(&live, "alice@example.test", &opt), MW_E_TOO_BIG);
    opt.bytes = 20000;
    id = live_mail(&live, "alice@example.test", &opt);
    live_is(&live, id, MW_EV_DONE, 250);
    live_is(&live, live_id(&live, mw_smtp_rset(live.s)), MW_EV_DONE, 250);
    live_free(&live);
    too_large(way_of(state), 1024); /* by DATA */
    too_large(way_of(state), 0);    /* by BDAT */
}

static void too_many_recipients(void **state)
{
    static const struct rcpt four[] = {
        { "alice@example.test", MW_EV_DONE, 250, 201005, 0 },
        { "bob@example.test", MW_EV_DONE, 250, 201005, 0 },
        { "carol@example.test", MW_EV_DONE, 250, 201005, 0 },
        { "eai@example.test", MW_EV_REFUSED, 452, 405003, MW_E_REPLY_TEMP },
    };
    struct post message = post_make("plain", post_token(), 0);

    start("POSTFIX_SMALL", way_of(state));
    live_is(&live, send_to(four, 4, &message), MW_EV_DONE, 250);
    live_quit(&live);
    post_free(&message);
}

/* Where the server delivers while we wait: over quota for one, delivered to the other. */
static void lmtp_verdicts(void **state)
{
    static const struct rcpt to[] = {
        { "quota@example.test", MW_EV_DONE, 250, 201005, 0 },
        { "nobody@example.test", MW_EV_REFUSED, 550, 501001, MW_E_REPLY_PERM },
        { "alice@example.test", MW_EV_DONE, 250, 201005, 0 },
    };
    const char *token = post_token();
    struct post message = post_make("large", token, 200000);
    int id;

    start("DOVECOT_LMTP", way_of(state));
    id = send_to(to, 3, &message);
    assert_int_equal(live_run(&live, id)->type, MW_EV_DONE);
    assert_int_equal(live.verdicts, 2);
    assert_int_equal(live.verdict[0], 552);
    assert_int_equal(live.verdict_enhanced[0], 502002);
    assert_int_equal(live.verdict[1], 250);
    live_quit(&live);
    post_arrived("alice", token, &message);
    assert_int_equal(post_uid("quota", token), 0);
    post_free(&message);
}

/* Nobody got it: the message is refused. */
static void lmtp_all_refused(void **state)
{
    struct post message = post_make("large", post_token(), 200000);
    int id;

    start("DOVECOT_LMTP", way_of(state));
    id = live_send(&live, "quota@example.test", message.data, message.len);
    live_is(&live, id, MW_EV_REFUSED, 552);
    assert_int_equal(live.verdicts, 1);
    live_quit(&live);
    post_free(&message);
}

static void lmtp_sink(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    int id;

    start("SINK_LMTP", way_of(state));
    id = live_send(&live, "anybody", message.data, message.len);
    assert_int_equal(live_run(&live, id)->type, MW_EV_DONE);
    assert_int_equal(live.verdicts, 1);
    live_quit(&live);
    post_free(&message);
}

/* --- silence --- */

static void slow_recipient(void **state)
{
    mw_timeouts limits = MW_TIMEOUTS_INIT;
    mw_config cfg;
    int rcpt;

    live_need("POSTFIX_587");
    cfg = live_usual("POSTFIX_587");
    limits.command_ms = 700;
    cfg.timeouts = &limits;
    live_start(&live, LIVE_SMTP, &cfg, way_of(state));
    assert_true(live_mail(&live, "alice@example.test", NULL) > 0);
    rcpt = live_rcpt(&live, "slow@example.test", NULL);
    assert_int_equal(live_run(&live, rcpt)->type, MW_EV_ABORTED);
    assert_int_equal(live_last(&live), MW_E_TIMEOUT);
    assert_int_equal(live.err.stage, MW_AT_COMMAND);
    assert_int_equal(live.err.retry, 1);
    live_check_ends(&live);
    live_free(&live);
}

/* Slow is not dead. */
static void slow_but_good(void **state)
{
    int rcpt;

    start("POSTFIX_587", way_of(state));
    assert_true(live_mail(&live, "alice@example.test", NULL) > 0);
    rcpt = live_rcpt(&live, "slow@example.test", NULL);
    live_is(&live, rcpt, MW_EV_DONE, 250);
    live_quit(&live);
}

/* The server's patience ends while we idle: 421 unasked. */
static void server_timeout(void **state)
{
    start("POSTFIX_TIMEOUT", way_of(state));
    assert_int_equal(live_last(&live), MW_E_SERVER_BYE);
    assert_int_equal(live.err.reply, 421);
    assert_int_equal(live.err.stage, MW_AT_IDLE);
    assert_true(strlen(live.text) > 10);
    live_free(&live);
}

/* The greeting has two lines, the second late: whoever speaks in between is thrown out. */
static void postscreen(void **state)
{
    mw_config cfg;

    live_need("POSTFIX_POSTSCREEN");
    cfg = live_config("POSTFIX_POSTSCREEN", MW_STARTTLS);
    cfg.user = NULL;
    live_start(&live, LIVE_SMTP, &cfg, way_of(state));
    live_quit(&live);
}

/* --- other servers --- */

static void greeting_554(void **state)
{
    mw_config cfg;

    live_need("POSTFIX_REJECT");
    cfg = live_config("POSTFIX_REJECT", MW_PLAIN);
    cfg.user = NULL;
    live_fails(&live, LIVE_SMTP, &cfg, way_of(state), MW_E_REPLY_PERM, MW_AT_GREETING);
    assert_int_equal(live.err.reply, 554);
    assert_int_equal(live.err.retry, 0);
}

static void helo_only(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    mw_config cfg;
    int id;

    start("SINK_HELO", way_of(state));
    assert_int_equal(mw_caps(live.s) & MW_SMTP_CAP_EHLO, 0);
    id = live_send(&live, "x@example.test", message.data, message.len);
    live_is(&live, id, MW_EV_DONE, 250);
    live_quit(&live);
    cfg = live_config("SINK_HELO", MW_STARTTLS);
    live_fails(&live, LIVE_SMTP, &cfg, way_of(state), MW_E_NO_STARTTLS, MW_AT_HELLO);
    cfg = live_config("SINK_HELO", MW_PLAIN);
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    live_fails(&live, LIVE_SMTP, &cfg, way_of(state), MW_E_AUTH_MECHANISM, MW_AT_AUTH);
    post_free(&message);
}

static void few_extensions(void **state)
{
    struct post message = post_make("8-bit", post_token(), 0);
    mw_mail opt = MW_MAIL_INIT;
    int id;

    start("SINK_FEW", way_of(state));
    opt.body = MW_BODY_8BIT;
    assert_int_equal(live_mail(&live, "a@example.test", &opt), MW_E_NOT_OFFERED);
    opt.body = MW_BODY_BINARY;
    assert_int_equal(live_mail(&live, "a@example.test", &opt), MW_E_NOT_OFFERED);
    opt.body = MW_BODY_AUTO;
    opt.flags = MW_MAIL_UTF8;
    assert_int_equal(live_mail(&live, "a@example.test", &opt), MW_E_NOT_OFFERED);
    id = live_send(&live, "x@example.test", message.data, message.len);
    live_is(&live, id, MW_EV_DONE, 250);
    live_quit(&live);
    post_free(&message);
}

/* --- the connection ends --- */

/* At DATA, before a byte of the message: it was certainly not sent. */
static void hangs_up_at_data(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    int id;

    start("SINK_HANGUP", way_of(state));
    id = live_send(&live, "x@example.test", message.data, message.len);
    assert_int_equal(live_run(&live, id)->type, MW_EV_ABORTED);
    assert_int_equal(live_last(&live), MW_E_CONN_LOST);
    assert_int_equal(live.err.stage, MW_AT_DATA_START);
    live_check_ends(&live);
    live_free(&live);
    post_free(&message);
}

static void says_421_at_rcpt(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    int id;

    start("SINK_421", way_of(state));
    id = live_send(&live, "x@example.test", message.data, message.len);
    assert_int_equal(live_run(&live, id)->type, MW_EV_ABORTED);
    assert_int_equal(live.end[id - 2].type, MW_EV_DONE);
    live_is(&live, id - 1, MW_EV_REFUSED, 421);
    assert_int_equal(live_last(&live), MW_E_SERVER_BYE);
    live_check_ends(&live);
    live_free(&live);
    post_free(&message);
}

static void says_500_after_the_dot(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    int id;

    start("SINK_DOT500", way_of(state));
    id = live_send(&live, "x@example.test", message.data, message.len);
    live_is(&live, id, MW_EV_REFUSED, 500);
    assert_int_equal(live.end[id].error, MW_E_REPLY_PERM);
    live_quit(&live);
    post_free(&message);
}

/* The reply to the whole message is lost on the way: it may have been delivered, and was. */
static void reply_lost(void **state)
{
    static const uint32_t out_bytes[] = { 0, 1024 }; /* by BDAT, by DATA */
    size_t i;

    for (i = 0; i < 2; i++) {
        const char *token = post_token();
        struct post message = post_make("plain", token, 0);
        struct cutter cutter;
        mw_config cfg;
        int id;

        live_need("POSTFIX_CLEAR");
        cfg = live_usual("POSTFIX_CLEAR");
        cfg.port = (uint32_t)cutter_start(&cutter, live_port("POSTFIX_CLEAR"), "queued as");
        cfg.out_bytes = out_bytes[i];
        live_start(&live, LIVE_SMTP, &cfg, way_of(state));
        id = live_send(&live, "alice@example.test", message.data, message.len);
        assert_int_equal(live_run(&live, id)->type, MW_EV_UNKNOWN);
        live_last(&live);
        assert_int_equal(live.err.stage, MW_AT_DATA_END);
        assert_non_null(strstr(live.err.advice, "may have been delivered"));
        live_check_ends(&live);
        live_free(&live);
        cutter_stop(&cutter);
        post_arrived("alice", token, &message);
        assert_int_equal(post_count("alice", token), 1);
        post_free(&message);
    }
}

/* The server stops reading in the middle of the body, or goes away: certainly not accepted. */
static void body_breaks(int way, uint32_t out_bytes, int signal_number, int code)
{
    struct post message = post_make("large", post_token(), 25u << 20);
    mw_timeouts limits = MW_TIMEOUTS_INIT;
    struct cutter cutter;
    mw_config cfg;
    int id;

    live_need("POSTFIX_CLEAR");
    limits.body_ms = limits.data_end_ms = limits.command_ms = 400;
    cfg = live_usual("POSTFIX_CLEAR");
    cfg.port = (uint32_t)cutter_start(&cutter, live_port("POSTFIX_CLEAR"), "queued as");
    cfg.out_bytes = out_bytes;
    cfg.timeouts = &limits;
    live_start(&live, LIVE_SMTP, &cfg, way);
    assert_true(live_mail(&live, "alice@example.test", NULL) > 0);
    live_is(&live, live_rcpt(&live, "alice@example.test", NULL), MW_EV_DONE, 250);
    id = live_data(&live);
    live_run(&live, id);
    cutter_signal(&cutter, signal_number);
    if (way == LIVE_BLOCKING)
        assert_int_equal(mw_write_all(live.s, message.data, message.len), code);
    else
        live_body(&live, message.data, message.len);
    if (way == LIVE_POLLED)
        assert_int_equal(live_run(&live, id)->type, MW_EV_ABORTED);
    else
        assert_int_equal(mw_run(live.s, id), code);
    assert_int_equal(live_last(&live), code);
    live_free(&live);
    cutter_stop(&cutter);
    post_free(&message);
}

static void stops_reading(void **state)
{
    body_breaks(way_of(state), 0, SIGSTOP, MW_E_TIMEOUT);
    body_breaks(way_of(state), 1024, SIGSTOP, MW_E_TIMEOUT);
}

static void goes_away(void **state)
{
    body_breaks(way_of(state), 0, SIGKILL, MW_E_CONN_LOST);
    body_breaks(way_of(state), 1024, SIGKILL, MW_E_CONN_LOST);
}

/* QUIT's answer is lost: that changes nothing. */
static void quit_lost(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    struct cutter cutter;
    mw_config cfg;
    int id;

    live_need("POSTFIX_CLEAR");
    cfg = live_usual("POSTFIX_CLEAR");
    cfg.port = (uint32_t)cutter_start(&cutter, live_port("POSTFIX_CLEAR"), "221 ");
    live_start(&live, LIVE_SMTP, &cfg, way_of(state));
    id = live_send(&live, "alice@example.test", message.data, message.len);
    live_is(&live, id, MW_EV_DONE, 250);
    live_quit(&live);
    cutter_stop(&cutter);
    post_free(&message);
}

/* --- what else there is --- */

static void vrfy_noop_rset(void **state)
{
    static const char *const servers[] = { "POSTFIX_587", "EXIM_587", "OPENSMTPD_587",
                                           "DOVECOT_SUBMISSION" };
    size_t i;

    for (i = 0; i < 4; i++) {
        const struct live_end *e;
        int noop, vrfy, rset;

        start(servers[i], way_of(state));
        noop = live_id(&live, mw_noop(live.s));
        vrfy = live_id(&live, mw_smtp_vrfy(live.s, "alice"));
        rset = live_id(&live, mw_smtp_rset(live.s));
        live_is(&live, noop, MW_EV_DONE, 250);
        e = live_run(&live, vrfy);
        assert_true(e->type == MW_EV_DONE ? e->code >= 250 && e->code <= 252 : e->code >= 500);
        live_is(&live, rset, MW_EV_DONE, 250);
        live_quit(&live);
    }
}

static void one_call(void **state)
{
    static const char *const good[] = { "alice@example.test", "bob@example.test", NULL };
    static const char *const bad[] = { "alice@example.test", "reject@example.test", NULL };
    const char *token = post_token();
    struct post message = post_make("dots", token, 2000);
    mw_config cfg;
    mw_error err;

    (void)state;
    live_need("POSTFIX_587");
    cfg = live_usual("POSTFIX_587");
    assert_int_equal(mw_send(&cfg, "alice@example.test", good, message.data, message.len, &err),
                     MW_OK);
    post_arrived("alice", token, &message);
    post_arrived("bob", token, &message);
    assert_int_equal(mw_send(&cfg, "alice@example.test", bad, message.data, message.len, &err),
                     MW_E_REPLY_PERM);
    assert_int_equal(err.reply, 550);
    assert_int_equal(post_count("alice", token), 1);
    post_free(&message);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TWO(partial),
        TWO(all_refused),
        TWO(exim_defer),
        TWO(sender_refused),
        TWO(size_limit),
        TWO(too_many_recipients),
        TWO(lmtp_verdicts),
        TWO(lmtp_all_refused),
        TWO(lmtp_sink),
        TWO(slow_recipient),
        { "slow_but_good polled", slow_but_good, NULL, NULL, &ways[LIVE_POLLED] },
        { "server_timeout polled", server_timeout, NULL, NULL, &ways[LIVE_POLLED] },
        { "postscreen blocking", postscreen, NULL, NULL, &ways[LIVE_BLOCKING] },
        TWO(greeting_554),
        TWO(helo_only),
        TWO(few_extensions),
        TWO(hangs_up_at_data),
        TWO(says_421_at_rcpt),
        TWO(says_500_after_the_dot),
        TWO(reply_lost),
        TWO(quit_lost),
        TWO(stops_reading),
        TWO(goes_away),
        TWO(vrfy_noop_rset),
        cmocka_unit_test(one_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
