/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* Sessions that own their transport, and the one-call mw_send, against a real dialogue. */

#include "net/rig.h"

#include "server/server.h"

#include <stdio.h>

#define MESSAGE "From: ann@example.test\r\nSubject: x\r\n\r\nhello\n.dot\nend"
#define AS_STORED "From: ann@example.test\r\nSubject: x\r\n\r\nhello\r\n.dot\r\nend\r\n"

static struct srv *srv;
static mw_tls_context *tls;

static int start(void **state)
{
    struct srv_opts opts;
    mw_tls t = MW_TLS_INIT;

    (void)state;
    memset(&opts, 0, sizeof opts);
    srv = srv_start(&opts);
    if (srv == NULL)
        return -1;
    t.ca_pem = srv_ca_pem(srv);
    t.ca_len = strlen(srv_ca_pem(srv));
    return mw_tls_context_new(&tls, &t);
}

static int stop(void **state)
{
    (void)state;
    mw_tls_context_free(tls);
    srv_stop(srv);
    return 0;
}

static mw_config config(uint32_t security, enum srv_protocol protocol)
{
    static const enum srv_mode mode[] = { SRV_PLAIN, SRV_STARTTLS, SRV_TLS };
    mw_config cfg = MW_CONFIG_INIT;

    cfg.security = security;
    cfg.host = SRV_HOST;
    cfg.address = "127.0.0.1";
    cfg.port = (uint32_t)srv_port(srv, protocol, mode[security]);
    cfg.tls = tls;
    cfg.user = "ann";
    cfg.secret = "ann-password";
    if (security == MW_PLAIN)
        cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    return cfg;
}

static int send_to(const mw_config *cfg, const char *const *to, mw_error *err)
{
    return mw_send(cfg, "ann@example.test", to, MESSAGE, sizeof MESSAGE - 1, err);
}

static void test_sends(void **state)
{
    static const char *const to[] = { "bob@example.test", "ann@example.test", NULL };
    uint32_t security;

    (void)state;
    for (security = MW_PLAIN; security <= MW_TLS; security++) {
        mw_config cfg = config(security, SRV_SMTP);
        struct message *m;
        mw_error err;

        store_clear(srv_store(srv), "bob");
        assert_int_equal(send_to(&cfg, to, &err), MW_OK);
        assert_int_equal(err.code, 0);
        assert_string_equal(err.advice, "");
        assert_int_equal(store_count(srv_store(srv), "bob"), 1);
        m = store_newest(srv_store(srv), "bob");
        assert_int_equal(m->content->len, sizeof AS_STORED - 1);
        assert_memory_equal(m->content->data, AS_STORED, sizeof AS_STORED - 1);
        assert_string_equal(m->mail_from, "ann@example.test");
        store_release(srv_store(srv), m);
    }
    assert_null(srv_fault(srv, 0));
    assert_int_equal(srv_wait_idle(srv, 2000), 1);
}

/* SIZE= is what is really sent, whatever line ends came in. */
static void test_size(void **state)
{
    static const struct {
        const char *message;
        const char *size;
    } cases[] = { { "a\r\nb\r\n", "SIZE=6" },  { "a\nb\n", "SIZE=6" }, { "a\rb\r", "SIZE=6" },
                  { "a\r\nb", "SIZE=6" },      { "\n\n", "SIZE=4" },   { "\r\r\n\n", "SIZE=6" },
                  { ".a\r\n.b\r\n", "SIZE=8" } };
    static const char *const to[] = { "bob@example.test", NULL };
    mw_config cfg = config(MW_TLS, SRV_SMTP);
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = cases[i].message;
        struct message *m;
        char size[32];

        store_clear(srv_store(srv), "bob");
        assert_int_equal(mw_send(&cfg, "", to, text, strlen(text), NULL), MW_OK);
        m = store_newest(srv_store(srv), "bob");
        snprintf(size, sizeof size, "SIZE=%zu", m->content->len);
        assert_non_null(strstr(m->mail_params, cases[i].size));
        assert_string_equal(size, cases[i].size);
        store_release(srv_store(srv), m);
    }
}

static void test_one_refused(void **state)
{
    static const char *const to[] = { "bob@example.test", "nobody@example.test",
                                      "ann@example.test", NULL };
    static const char *const full[] = { "full@example.test", NULL };
    mw_config cfg = config(MW_TLS, SRV_SMTP);
    size_t before = store_count(srv_store(srv), "bob");
    mw_error err;

    (void)state;
    assert_int_equal(send_to(&cfg, to, &err), MW_E_REPLY_PERM);
    assert_int_equal(err.code, MW_E_REPLY_PERM);
    assert_int_equal(err.reply, 550);
    assert_int_equal(err.enhanced, 501001);
    assert_int_equal(err.text_len, 0);
    assert_true(err.advice[0] != '\0');
    assert_int_equal(store_count(srv_store(srv), "bob"), before);
    assert_int_equal(send_to(&cfg, full, &err), MW_E_REPLY_TEMP);
    assert_int_equal(err.reply, 452);
    assert_int_equal(err.retry, 1);
    assert_int_equal(send_to(&cfg, to, NULL), MW_E_REPLY_PERM);
    assert_int_equal(srv_wait_idle(srv, 2000), 1);
}

/* More recipients than the queue holds, and more message than the buffers. */
static void test_much(void **state)
{
    static const size_t sizes[] = { 0, 1, 40000, 3000000 };
    static const char *to[201];
    mw_config cfg = config(MW_TLS, SRV_SMTP);
    size_t i;

    (void)state;
    for (i = 0; i < 200; i++)
        to[i] = "bob@example.test";
    cfg.commands = 8;
    for (i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *text = malloc(sizes[i] + 1);
        struct message *m;
        size_t k;

        for (k = 0; k < sizes[i]; k++)
            text[k] = k % 77 == 76 ? '\n' : (char)(k % 13 == 0 ? '.' : 'a' + (int)(k % 23));
        store_clear(srv_store(srv), "bob");
        to[i == 0 ? 200 : 1] = NULL;
        assert_int_equal(mw_send(&cfg, "ann@example.test", to, text, sizes[i], NULL), MW_OK);
        m = store_newest(srv_store(srv), "bob");
        assert_non_null(m);
        assert_in_range(m->content->len, sizes[i], sizes[i] + sizes[i] / 77 + 2);
        store_release(srv_store(srv), m);
        free(text);
    }
    assert_null(srv_fault(srv, 0));
}

/* LMTP answers for each recipient behind the message. */
static void test_lmtp(void **state)
{
    static const char *const to[] = { "bob@example.test", NULL };
    mw_config cfg = config(MW_PLAIN, SRV_LMTP);
    size_t before = store_count(srv_store(srv), "bob");

    (void)state;
    cfg.flags = MW_FLAG_LMTP;
    cfg.user = NULL;
    assert_int_equal(send_to(&cfg, to, NULL), MW_OK);
    assert_int_equal(store_count(srv_store(srv), "bob"), before + 1);
}

static void test_failures(void **state)
{
    static const char *const to[] = { "bob@example.test", NULL };
    static const char *const bad[] = { "bob@example.test\r\nDATA", NULL };
    static const char *const none[] = { NULL };
    uint16_t port;
    int bound = rig_listen(-1, &port);
    mw_config cfg = config(MW_TLS, SRV_SMTP);
    mw_error err;

    (void)state;
    cfg.secret = "wrong";
    assert_int_equal(send_to(&cfg, to, &err), MW_E_AUTH);
    assert_int_equal(err.stage, MW_AT_AUTH);
    cfg = config(MW_TLS, SRV_SMTP);
    assert_int_equal(send_to(&cfg, bad, &err), MW_E_ARG);
    assert_true(err.advice[0] != '\0');
    assert_int_equal(send_to(&cfg, none, &err), MW_E_ARG);
    assert_int_equal(send_to(&cfg, NULL, &err), MW_E_ARG);
    cfg.host = "other.example.test";
    assert_int_equal(send_to(&cfg, to, &err), MW_E_CERT_HOST);
    assert_int_equal(err.cert, MW_CERT_HOST);
    assert_int_equal(err.stage, MW_AT_TLS);
    cfg.host = SRV_HOST;
    cfg.port = port;
    assert_int_equal(send_to(&cfg, to, &err), MW_E_CONN_REFUSED);
    assert_int_equal(err.backend, ECONNREFUSED);
    assert_int_equal(err.stage, MW_AT_CONNECT);
    cfg.port = (uint32_t)srv_port(srv, SRV_SMTP, SRV_STARTTLS);
    assert_int_equal(send_to(&cfg, to, &err), MW_E_PORT_IS_PLAIN);
    cfg = config(MW_STARTTLS, SRV_SMTP);
    cfg.port = (uint32_t)srv_port(srv, SRV_SMTP, SRV_PLAIN);
    assert_int_equal(send_to(&cfg, to, &err), MW_E_NO_STARTTLS);
    cfg.host = NULL;
    assert_int_equal(send_to(&cfg, to, &err), MW_E_ARG);
    assert_int_equal(mw_send(NULL, "", to, "x", 1, &err), MW_E_ARG);
    close(bound);
}

/* Looking at the system's CAs when the caller shares no context. */
static void test_own_context(void **state)
{
    static const char *const to[] = { "bob@example.test", NULL };
    mw_config cfg = config(MW_TLS, SRV_SMTP);
    int rc;

    (void)state;
    cfg.tls = NULL;
    rc = send_to(&cfg, to, NULL);
    assert_true(rc == MW_E_CERT_UNTRUSTED || rc == MW_E_TLS_CA);
}

static void test_net_session(void **state)
{
    mw_config cfg = config(MW_STARTTLS, SRV_SMTP);
    mw_transport *m;
    mw_session *s;
    size_t before;

    (void)state;
    assert_int_equal(srv_wait_idle(srv, 2000), 1);
    before = rig_descriptors();
    assert_int_equal(mw_net_smtp(&s, &cfg), MW_OK);
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    assert_true(mw_handle(s) >= 0);
    assert_int_equal(mw_run(s, mw_noop(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
    mw_free(s);
    assert_int_equal(mw_net_smtp(&s, &cfg), MW_OK); /* never opened */
    mw_free(s);
    assert_int_equal(mw_net_smtp(&s, &cfg), MW_OK); /* freed in the middle */
    assert_int_equal(mw_run(s, mw_open(s)), MW_OK);
    mw_free(s);
    assert_int_equal(srv_wait_idle(srv, 2000), 1);
    assert_int_equal(rig_descriptors(), before);

    assert_int_equal(mw_memory_new(&m, 100), MW_OK);
    cfg.transport = m;
    assert_int_equal(mw_net_smtp(&s, &cfg), MW_E_ARG);
    assert_null(s);
    assert_int_equal(mw_smtp_new(&s, &cfg), MW_OK);
    mw_free(s);
    mw_transport_free(m);
    assert_int_equal(mw_net_smtp(&s, NULL), MW_E_ARG);
    assert_int_equal(mw_smtp_new(&s, NULL), MW_E_ARG);
    assert_int_equal(mw_net_smtp(NULL, &cfg), MW_E_ARG);
}

/* As an event loop drives it: only handle, want and timeout. */
static void test_event_loop(void **state)
{
    uint32_t security;

    (void)state;
    for (security = MW_PLAIN; security <= MW_TLS; security++) {
        mw_config cfg = config(security, SRV_SMTP);
        uint64_t end = rig_now_ms() + 10000;
        const mw_event *ev;
        mw_session *s;
        int ready = 0;

        cfg.address = "localhost";
        assert_int_equal(mw_net_smtp(&s, &cfg), MW_OK);
        assert_true(mw_open(s) > 0);
        for (;;) {
            struct pollfd p;

            while ((ev = mw_next(s)) != NULL && !(ev->flags & MW_EVF_LAST)) {
                if (ev->type == MW_EV_READY) {
                    ready = 1;
                    mw_quit(s);
                }
            }
            if (ev != NULL || rig_now_ms() > end)
                break;
            p.fd = (int)mw_handle(s);
            p.events = (short)((mw_want(s) & MW_POLL_READ ? POLLIN : 0) |
                               (mw_want(s) & MW_POLL_WRITE ? POLLOUT : 0));
            assert_true(p.fd >= 0 && p.events != 0);
            poll(&p, 1, mw_timeout(s) < 10000 ? (int)mw_timeout(s) : 10000);
        }
        assert_non_null(ev);
        assert_int_equal(ev->type, MW_EV_CLOSED);
        assert_true(ready);
        mw_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sends),     cmocka_unit_test(test_size),
        cmocka_unit_test(test_one_refused), cmocka_unit_test(test_much),
        cmocka_unit_test(test_lmtp),      cmocka_unit_test(test_failures),
        cmocka_unit_test(test_own_context), cmocka_unit_test(test_net_session),
        cmocka_unit_test(test_event_loop),
    };

    return cmocka_run_group_tests_name("sending over the network", tests, start, stop);
}
