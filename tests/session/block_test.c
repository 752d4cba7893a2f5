/* SPDX-License-Identifier: MIT */
/* The blocking calls and the transport under them: what is waited for, who is told what, and how
   a transport is treated. */

#include "session/peer.h"
#include "support/unit.h"

#include <mailwire/mailwire.h>

#include <stdlib.h>

#define HELLO "220 x\r\n", "250 x\r\n"
#define ROOM 100000

static uint64_t block[8192 / 8];
static struct peer peer;
static mw_session *s;

static void begin_with(const char *const *says, mw_config *cfg)
{
    peer_new(&peer, says, ROOM);
    cfg->host = "mail.example.org";
    cfg->transport = &peer.t;
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, cfg), MW_OK);
}

static void begin(const char *const *says)
{
    mw_config cfg = MW_CONFIG_INIT;

    cfg.security = MW_PLAIN;
    cfg.out_bytes = 256;
    begin_with(says, &cfg);
}

static void end(void)
{
    mw_free(s);
    assert_int_equal(peer.closes, peer.opens > 0);
    peer_free(&peer);
}

static void has_sent(const char *text)
{
    assert_int_equal(peer.got_len, strlen(text));
    assert_memory_equal(peer.got, text, peer.got_len);
}

/* --- mw_run and mw_each --- */

/* The verdict of each kind of reply is told as often as it is asked for, until another ends. */
static void run(void **state)
{
    static const char *const says[] = { HELLO,           "250 a\r\n", "450 b\r\n", "550 c\r\n",
                                        "252-d\r\n252 d\r\n", "221 e\r\n",  NULL };
    int a, b, c, d;

    (void)state;
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_last_event(s)->type, MW_EV_READY);
    a = mw_noop(s);
    b = mw_smtp_vrfy(s, "b");
    c = mw_smtp_vrfy(s, "c");
    d = mw_smtp_vrfy(s, "d");
    assert_int_equal(mw_run(s, d + 1), MW_E_USAGE); /* nobody has that one yet */
    assert_int_equal(mw_run(s, 0), MW_E_USAGE);
    assert_int_equal(mw_run(s, MW_E_TOO_LONG), MW_E_TOO_LONG);
    assert_int_equal(mw_run(s, MW_WANT_WRITE), MW_WANT_WRITE);
    assert_int_equal(mw_run(s, INT32_MIN), INT32_MIN);
    assert_int_equal(mw_run(s, INT32_MAX), MW_E_USAGE);
    has_sent("EHLO [127.0.0.1]\r\n"); /* no such question drives the session */
    assert_int_equal(mw_run(s, a), MW_OK);
    assert_int_equal(mw_run(s, a), MW_OK);
    assert_int_equal(mw_run(s, b), MW_E_REPLY_TEMP);
    assert_int_equal(mw_run(s, b), MW_E_REPLY_TEMP);
    assert_int_equal(mw_run(s, a), MW_E_USAGE);
    assert_int_equal(mw_run(s, c), MW_E_REPLY_PERM);
    assert_int_equal(mw_last_error(s)->reply, 550);
    assert_int_equal(mw_run(s, d), MW_OK);
    assert_int_equal(mw_last_event(s)->code, 252);
    assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
    assert_int_equal(mw_next(s)->type, MW_EV_CLOSED);
    assert_int_equal(mw_run(s, mw_noop(s)), MW_E_USAGE);
    end();
}

static void each(void **state)
{
    static const char *const says[] = { HELLO, "250 a\r\n", "550 b\r\n", "250 c\r\n", NULL };
    const mw_event *ev;
    int a, b, c, seen = 0;

    (void)state;
    begin(says);
    assert_null(mw_each(s, 1)); /* before mw_open */
    while ((ev = mw_each(s, mw_last_event(s)->type ? 1 : mw_open(s))) != NULL)
        seen++;
    assert_int_equal(seen, 0);
    a = mw_noop(s);
    b = mw_smtp_vrfy(s, "b");
    c = mw_noop(s);
    assert_null(mw_each(s, 0));
    assert_null(mw_each(s, -5));
    assert_null(mw_each(s, c + 1));
    ev = mw_each(s, c);
    assert_true(ev && ev->type == MW_EV_DONE && ev->id == a);
    ev = mw_each(s, c);
    assert_true(ev && ev->type == MW_EV_REFUSED && ev->id == b);
    assert_null(mw_each(s, c));
    assert_int_equal(mw_last_event(s)->id, c);
    assert_null(mw_each(s, c));
    assert_null(mw_each(s, a));
    end();
}

static void each_hands_over_traces(void **state)
{
    static const char *const says[] = { HELLO, "250 a\r\n", NULL };
    mw_config cfg = MW_CONFIG_INIT;
    const mw_event *ev;
    char log[200] = "";
    int id;

    (void)state;
    cfg.security = MW_PLAIN;
    cfg.flags = MW_FLAG_TRACE;
    begin_with(says, &cfg);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    id = mw_noop(s);
    while ((ev = mw_each(s, id)) != NULL) {
        strcat(log, ev->name);
        strncat(log, ev->data, ev->len);
        strcat(log, "|");
    }
    assert_string_equal(log, "CNOOP|S250 a|");
    assert_int_equal(mw_run(s, id), MW_OK);
    end();
}

/* What ends the session ends the wait, for every id in its turn. */
static void run_fails(void **state)
{
    static const char *const says[] = { HELLO, "250 a\r\n", peer_eof, NULL };
    int a, b, c;

    (void)state;
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    a = mw_noop(s);
    b = mw_noop(s);
    c = mw_noop(s);
    assert_int_equal(mw_run(s, a), MW_OK);
    assert_int_equal(mw_run(s, b), MW_E_CONN_LOST);
    assert_int_equal(mw_run(s, c), MW_E_CONN_LOST);
    assert_int_equal(mw_last_event(s)->type, MW_EV_ABORTED);
    assert_int_equal(mw_next(s)->type, MW_EV_FAILED);
    assert_int_equal(mw_run(s, b), MW_E_USAGE);
    assert_int_equal(mw_run(s, c), MW_E_CONN_LOST);
    assert_int_equal(peer.explains, 1);
    assert_int_equal(mw_last_error(s)->backend, 42);
    assert_int_equal(peer.closes, 1);
    end();
}

static void open_fails(void **state)
{
    static const char *const says[] = { "554 5.3.2 go away\r\n", NULL };
    mw_config cfg = MW_CONFIG_INIT;

    (void)state;
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_REPLY_PERM);
    assert_int_equal(mw_run(s, 1), MW_E_REPLY_PERM);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_GREETING);
    assert_int_equal(mw_last_error(s)->enhanced, 503002);
    end();
    begin(says);
    peer.open_rc = MW_E_CONN_REFUSED;
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_CONN_REFUSED);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_CONNECT);
    assert_int_equal(mw_last_error(s)->retry, 1);
    end();
    begin_with(says, &cfg); /* MW_TLS */
    peer.secure_rc = MW_E_CERT_HOST;
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_CERT_HOST);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_TLS);
    assert_int_equal(mw_last_error(s)->retry, 0);
    assert_int_equal(peer.got_len, 0);
    end();
}

/* --- waiting --- */

/* wait() is told what mw_want and mw_timeout say, and time runs out in it. */
static void waits(void **state)
{
    static const char *const says[] = { HELLO, PEER_SILENT, NULL };
    int id;

    (void)state;
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    id = mw_noop(s);
    peer.send_rc = MW_WANT_WRITE;
    assert_null(mw_next(s));
    assert_int_equal(mw_want(s), MW_POLL_READ | MW_POLL_WRITE);
    peer.send_rc = MW_WANT_READ; /* as TLS may */
    assert_null(mw_next(s));
    assert_int_equal(mw_want(s), MW_POLL_READ);
    peer.send_rc = MW_OK;
    assert_int_equal(mw_run(s, id), MW_E_TIMEOUT);
    assert_int_equal(peer.want, MW_POLL_READ);
    assert_int_equal(peer.timeout_ms, 300000);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_COMMAND);
    end();
}

static void waits_to_connect(void **state)
{
    static const char *const says[] = { HELLO, NULL };
    mw_config cfg = MW_CONFIG_INIT;

    (void)state;
    begin(says);
    peer.open_rc = MW_WANT_WRITE;
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_CONN_TIMEOUT);
    assert_int_equal(peer.want, MW_POLL_WRITE);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_CONNECT);
    end();
    begin_with(says, &cfg);
    peer.secure_rc = MW_WANT_READ;
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_TIMEOUT);
    assert_int_equal(peer.want, MW_POLL_READ);
    assert_int_equal(peer.timeout_ms, 60000);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_TLS);
    end();
}

/* The same bytes whatever the transport takes and gives at once. */
static void small_pieces(void **state)
{
    static const char *const says[] = { HELLO, "250 a\r\n", "221 b\r\n", NULL };
    size_t most;

    (void)state;
    for (most = 1; most < 8; most++) {
        begin(says);
        peer.send_most = peer.recv_most = most;
        assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
        assert_int_equal(mw_run(s, mw_noop(s)), MW_OK);
        assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
        has_sent("EHLO [127.0.0.1]\r\nNOOP\r\nQUIT\r\n");
        end();
    }
}

static void cancels(void **state)
{
    static const char *const says[] = { HELLO, PEER_SILENT, NULL };
    int a, b;

    (void)state;
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    a = mw_noop(s);
    b = mw_noop(s);
    peer.cancel_at = peer.waits + 1;
    assert_int_equal(mw_run(s, b), MW_E_CANCELLED); /* a ends first */
    assert_int_equal(mw_run(s, a), MW_E_USAGE);
    assert_int_equal(mw_next(s)->type, MW_EV_FAILED);
    assert_int_equal(peer.closes, 1);
    end();
}

/* Who cannot wait gets what is there, and is told when nothing is. */
static void cannot_wait(void **state)
{
    static const char *const says[] = { HELLO, "250 a\r\n", PEER_SILENT, NULL };

    (void)state;
    begin(says);
    peer.t.wait = NULL;
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_noop(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_noop(s)), MW_E_USAGE);
    assert_null(mw_next(s)); /* and the session lives */
    end();
}

static void byte_ports_cannot_wait(void **state)
{
    mw_config cfg = MW_CONFIG_INIT;

    (void)state;
    cfg.security = MW_PLAIN;
    cfg.host = "mail.example.org";
    assert_int_equal(mw_smtp_init(&s, block, sizeof block, &cfg), MW_OK);
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_USAGE);
    assert_null(mw_each(s, 1));
    mw_broken(s, MW_E_DNS);
    assert_int_equal(mw_run(s, 1), MW_E_DNS); /* nothing to wait for */
    mw_free(s);
}

/* --- mw_write_all --- */

#define MESSAGE_SAYS HELLO, "250 m\r\n", "250 r\r\n", "354 d\r\n"

/* Up to the WRITE event; the id of the message. */
static int message(void)
{
    int id;

    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_true(mw_smtp_mail(s, "a@b", NULL) > 0);
    assert_true(mw_smtp_rcpt(s, "c@d", NULL) > 0);
    id = mw_smtp_data(s);
    assert_int_equal(mw_run(s, id), MW_OK); /* over is also: wants a body */
    assert_int_equal(mw_last_event(s)->type, MW_EV_WRITE);
    assert_null(mw_each(s, id));
    return id;
}

/* A body much longer than all buffers arrives whole. */
static void writes_all(void **state)
{
    static const char *const says[] = { MESSAGE_SAYS, "250 queued\r\n", NULL };
    static const size_t mosts[] = { 0, 1, 7, 300 };
    size_t i, n, at;
    char *text = malloc(30000);
    int id;

    (void)state;
    assert_non_null(text);
    for (i = 0; i < 30000; i++)
        text[i] = (char)(i % 70 == 68 ? '\r' : i % 70 == 69 ? '\n' : 'a' + i % 26);
    for (i = 0; i < sizeof mosts / sizeof *mosts; i++) {
        begin(says);
        peer.send_most = mosts[i];
        id = message();
        at = peer.got_len;
        for (n = 0; n < 30000; n += 10000)
            assert_int_equal(mw_write_all(s, text + n, 10000), MW_OK);
        assert_int_equal(mw_write_all(s, "", 0), MW_OK);
        if (!mosts[i]) /* what can go goes at once */
            assert_int_equal(peer.got_len - at, 30000);
        assert_int_equal(mw_write_end(s), id);
        assert_int_equal(mw_run(s, id), MW_OK);
        assert_int_equal(peer.got_len - at, 30000 + 5);
        assert_memory_equal(peer.got + at, text, 30000);
        assert_memory_equal(peer.got + at + 30000, "\r\n.\r\n", 5);
        end();
    }
    free(text);
}

/* A verdict in mid-body is heard before more of the body is asked for. */
static void early_verdict(void **state)
{
    static const char *const says[] = { HELLO, "250 a\r\n", "250 b\r\n", "354 go\r\n", NULL };
    static const char text[300] = { 0 };
    const mw_event *ev;
    size_t taken;
    int id;

    (void)state;
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_smtp_mail(s, "a@b", NULL)), MW_OK);
    assert_int_equal(mw_run(s, mw_smtp_rcpt(s, "c@d", NULL)), MW_OK);
    id = mw_smtp_data(s);
    assert_int_equal(mw_run(s, id), MW_OK);
    assert_int_equal(mw_write(s, text, sizeof text, &taken), MW_OK);
    assert_true(taken < sizeof text);
    assert_int_equal(mw_next(s)->type, MW_EV_WRITE);
    assert_int_equal(mw_write(s, text, sizeof text, &taken), MW_OK);
    assert_true(taken < sizeof text);
    peer.at = "552 5.3.4 too big\r\n";
    ev = mw_next(s);
    assert_true(ev && ev->type == MW_EV_REFUSED && ev->id == id && ev->code == 552);
    assert_int_equal(mw_write(s, text, sizeof text, &taken), MW_OK);
    assert_int_equal(taken, sizeof text); /* dropped */
    assert_int_equal(mw_next(s)->type, MW_EV_FAILED);
    assert_int_equal(mw_last_error(s)->code, MW_E_SERVER_BYE);
    end();
}

static void write_all_without_a_body(void **state)
{
    static const char *const says[] = { HELLO, "221 x\r\n", NULL };

    (void)state;
    begin(says);
    assert_int_equal(mw_write_all(s, "x", 1), MW_E_USAGE);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_write_all(s, "x", 1), MW_E_USAGE);
    mw_run(s, mw_quit(s));
    assert_int_equal(mw_next(s)->type, MW_EV_CLOSED);
    assert_int_equal(mw_write_all(s, "x", 1), MW_E_USAGE);
    end();
}

/* The peer takes no byte any more. */
static void write_all_stands_still(void **state)
{
    static const char *const says[] = { MESSAGE_SAYS, NULL };
    static char text[5000];
    int id;

    (void)state;
    begin(says);
    id = message();
    peer.send_rc = MW_WANT_WRITE;
    assert_int_equal(mw_write_all(s, text, sizeof text), MW_E_TIMEOUT);
    assert_int_equal(mw_last_error(s)->stage, MW_AT_BODY);
    assert_int_equal(mw_write_all(s, text, 1), MW_E_TIMEOUT);
    assert_int_equal(mw_run(s, id), MW_E_TIMEOUT);
    assert_int_equal(mw_last_event(s)->type, MW_EV_ABORTED); /* it was not sent */
    end();
}

static void write_all_is_cancelled(void **state)
{
    static const char *const says[] = { MESSAGE_SAYS, NULL };
    static char text[5000];

    (void)state;
    begin(says);
    message();
    peer.send_rc = MW_WANT_WRITE;
    peer.cancel_at = peer.waits + 1;
    assert_int_equal(mw_write_all(s, text, sizeof text), MW_E_CANCELLED);
    end();
}

static int only_cancels(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    (void)want;
    (void)timeout_ms;
    mw_cancel(s);
    return ++((struct peer *)ctx)->waits > 100;
}

/* mw_cancel, from a signal's handler as it were, is heeded as soon as the wait is over. */
static void cancelled_from_elsewhere(void **state)
{
    static const char *const says[] = { MESSAGE_SAYS, NULL };
    static char text[5000];
    unsigned before;
    int id;

    (void)state;
    begin(says);
    id = message();
    peer.send_rc = MW_WANT_WRITE;
    peer.t.wait = only_cancels;
    before = peer.waits;
    assert_int_equal(mw_write_all(s, text, sizeof text), MW_E_CANCELLED);
    assert_int_equal(peer.waits, before + 1);
    assert_int_equal(mw_run(s, id), MW_E_CANCELLED);
    assert_int_equal(mw_next(s)->type, MW_EV_FAILED);
    end();
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    peer.send_rc = MW_WANT_WRITE;
    peer.t.wait = only_cancels;
    before = peer.waits;
    assert_int_equal(mw_run(s, mw_noop(s)), MW_E_CANCELLED);
    assert_int_equal(peer.waits, before + 1);
    end();
}

static void write_all_breaks(void **state)
{
    static const char *const says[] = { MESSAGE_SAYS, peer_eof, NULL };
    static char text[5000];
    int id;

    (void)state;
    begin(says);
    id = message();
    peer.send_rc = MW_E_CONN_LOST;
    peer.commands++; /* the end of the stream is due */
    assert_int_equal(mw_write_all(s, text, sizeof text), MW_E_CONN_LOST);
    assert_int_equal(mw_run(s, id), MW_E_CONN_LOST);
    assert_int_equal(mw_last_event(s)->type, MW_EV_ABORTED);
    end();
}

/* Sending fails, but what the server said before is heard: it tells why. */
static void last_words(void **state)
{
    static const char *const says[] = { MESSAGE_SAYS, "552 5.3.4 too big\r\n", peer_eof, NULL };
    static char text[5000];
    int id;

    (void)state;
    begin(says);
    id = message();
    peer.send_rc = MW_E_CONN_LOST;
    peer.commands++;
    mw_write_all(s, text, sizeof text);
    assert_int_equal(mw_run(s, id), MW_E_REPLY_PERM);
    assert_int_equal(mw_last_error(s)->reply, 552);
    assert_int_equal(mw_last_error(s)->enhanced, 503004);
    end();
}

/* --- the transport --- */

static void is_told_where(void **state)
{
    static const char *const says[] = { HELLO, NULL };
    mw_config cfg = MW_CONFIG_INIT;

    (void)state;
    cfg.address = "192.0.2.7";
    cfg.port = 4711;
    begin_with(says, &cfg);
    assert_int_equal(mw_handle(s), 4711);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_string_equal(peer.host, "192.0.2.7");
    assert_string_equal(peer.secure_host, "mail.example.org");
    assert_int_equal(peer.port, 4711);
    assert_int_equal(peer.opens, 1);
    assert_int_equal(peer.secures, 1);
    end();
    begin(says);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_string_equal(peer.host, "mail.example.org");
    assert_int_equal(peer.port, 25);
    assert_int_equal(peer.secures, 0);
    end();
}

/* Not even a login without TLS where it must be. */
static void without_secure(void **state)
{
    static const char *const says[] = { HELLO, NULL };
    mw_config cfg = MW_CONFIG_INIT;

    (void)state;
    begin_with(says, &cfg);
    peer.t.secure = NULL;
    assert_int_equal(mw_run(s, mw_open(s)), MW_E_TLS);
    assert_int_equal(peer.got_len, 0);
    end();
}

/* The least a transport must have. */
static void bare_transport(void **state)
{
    static const char *const says[] = { HELLO, "250 x\r\n", "221 x\r\n", NULL };
    mw_transport t = MW_TRANSPORT_INIT;

    (void)state;
    begin(says);
    t.ctx = peer.t.ctx;
    t.recv = peer.t.recv;
    t.send = peer.t.send;
    peer.t = t;
    assert_int_equal(mw_handle(s), -1);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_noop(s)), MW_OK);
    assert_int_equal(mw_timeout(s), UINT32_MAX); /* no clock */
    assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
    assert_int_equal(mw_next(s)->type, MW_EV_CLOSED);
    end();
}

/* Freed in any state the transport is closed once, if it was opened. */
static void freed(void **state)
{
    static const char *const says[] = { HELLO, PEER_SILENT, NULL };
    int how;

    (void)state;
    for (how = 0; how < 4; how++) {
        begin(says);
        if (how > 0)
            mw_open(s);
        if (how > 1)
            mw_next(s);
        if (how > 2)
            mw_noop(s);
        mw_free(s);
        assert_int_equal(peer.closes, how > 0);
        peer_free(&peer);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(run),
        cmocka_unit_test(each),
        cmocka_unit_test(each_hands_over_traces),
        cmocka_unit_test(run_fails),
        cmocka_unit_test(open_fails),
        cmocka_unit_test(waits),
        cmocka_unit_test(waits_to_connect),
        cmocka_unit_test(small_pieces),
        cmocka_unit_test(cancels),
        cmocka_unit_test(cannot_wait),
        cmocka_unit_test(byte_ports_cannot_wait),
        cmocka_unit_test(writes_all),
        cmocka_unit_test(early_verdict),
        cmocka_unit_test(write_all_without_a_body),
        cmocka_unit_test(write_all_stands_still),
        cmocka_unit_test(write_all_is_cancelled),
        cmocka_unit_test(cancelled_from_elsewhere),
        cmocka_unit_test(write_all_breaks),
        cmocka_unit_test(last_words),
        cmocka_unit_test(is_told_where),
        cmocka_unit_test(without_secure),
        cmocka_unit_test(bare_transport),
        cmocka_unit_test(freed),
    };

    return cmocka_run_group_tests_name("session/block", tests, NULL, NULL);
}
