/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* TLS as a stream: how it ends, what is left when a write blocks, peers that speak no TLS, and
   every call below failing in turn. */

#include "net/tls_rig.h"

static struct pki_set *pki;

static int make_pki(void **state)
{
    (void)state;
    pki = pki_set_new();
    return pki == NULL;
}

static int free_pki(void **state)
{
    (void)state;
    pki_set_free(pki);
    return 0;
}

static struct tls_opts good(void)
{
    struct tls_opts server;

    memset(&server, 0, sizeof server);
    server.cert = pki_get(pki, PKI_GOOD);
    return server;
}

static void start_good(struct rig_tls *r, enum tls_version newest)
{
    struct tls_opts server = good();

    server.max = newest;
    rig_tls_start(r, pki, NULL, &server);
}

static const enum tls_version versions[] = { TLS_1_2, TLS_ANY };

static void test_clean_end(void **state)
{
    struct rig_tls r;
    char buf[16];
    size_t n, v;

    (void)state;
    for (v = 0; v < 2; v++) {
        start_good(&r, versions[v]);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        rig_server_writes(&r, "bye", 3);
        assert_int_equal(tls_close_notify(r.server), TLS_OK);
        assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_OK);
        assert_int_equal(n, 3);
        assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_EOF);
        assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_EOF);
        /* our direction is still open */
        assert_int_equal(rig_client_writes(&r, "quit"), MW_OK);
        assert_int_equal(rig_server_reads(&r, buf, sizeof buf, &n), TLS_OK);
        assert_memory_equal(buf, "quit", 4);
        r.client->close(r.client->ctx);
        assert_int_equal(r.pipe.closed, 1);
        assert_int_equal(rig_server_reads(&r, buf, sizeof buf, &n), TLS_CLOSED);
        rig_tls_stop(&r);
        assert_int_equal(r.pipe.closed, 1);
    }
}

static void test_truncated(void **state)
{
    struct rig_tls r;
    char buf[16];
    size_t n, v;

    (void)state;
    for (v = 0; v < 2; v++) {
        start_good(&r, versions[v]);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        rig_server_writes(&r, "250 ok", 6);
        shutdown(r.server_fd, SHUT_WR);
        assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_OK);
        assert_int_equal(n, 6);
        assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_E_TRUNCATED);
        assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_E_TRUNCATED);
        rig_tls_stop(&r);
    }
}

/* In the middle of a record. */
static void test_cut_record(void **state)
{
    struct rig_tls r;
    char buf[16];
    size_t n;

    (void)state;
    start_good(&r, TLS_1_2);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    assert_int_equal(write(r.server_fd, "\x17\x03\x03\x00\x20half", 9), 9);
    shutdown(r.server_fd, SHUT_WR);
    assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_E_TRUNCATED);
    rig_tls_stop(&r);
}

static void test_damaged_record(void **state)
{
    struct rig_tls r;
    char buf[64], junk[37];
    size_t n;

    (void)state;
    memset(junk, 'x', sizeof junk);
    memcpy(junk, "\x17\x03\x03\x00\x20", 5);
    start_good(&r, TLS_ANY);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    assert_int_equal(write(r.server_fd, junk, sizeof junk), sizeof junk);
    assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_E_TLS);
    assert_int_not_equal(rig_explain(&r, MW_E_TLS).backend, 0);
    assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_E_TLS);
    assert_int_equal(r.client->send(r.client->ctx, "x", 1, &n), MW_E_TLS);
    rig_tls_stop(&r);
}

/* --- peers that do not speak TLS, or no TLS of ours ---------------------------------------- */

static int meet_bytes(const char *bytes, size_t len, int hang_up, mw_error *err)
{
    struct rig_tls r;
    int rc;

    rig_tls_start(&r, pki, NULL, NULL);
    rc = r.client->secure(r.client->ctx, "localhost"); /* our hello first */
    assert_true(rig_is_want(rc));
    assert_int_equal(write(r.server_fd, bytes, len), len);
    if (hang_up) {
        close(r.server_fd);
        r.server_fd = -1;
    }
    rc = rig_handshake(&r, "localhost");
    *err = rig_explain(&r, rc);
    rig_tls_stop(&r);
    return rc;
}

static void test_strange_peers(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        int code;
        int32_t backend; /* 0: any but 0, 1: any */
    } cases[] = {
        { "220 mail.example.test ESMTP\r\n", 29, MW_E_PORT_IS_PLAIN, 1 },
        { "* OK IMAP4rev1 ready\r\n", 22, MW_E_PORT_IS_PLAIN, 1 },
        { "+OK POP3\r\n", 10, MW_E_PORT_IS_PLAIN, 1 },
        { "-ERR go away\r\n", 14, MW_E_PORT_IS_PLAIN, 1 },
        { "HTTP/1.1 400 Bad Request\r\n\r\n", 28, MW_E_PORT_IS_PLAIN, 1 },
        { "SSH-2.0-x\r\n", 11, MW_E_PORT_IS_PLAIN, 1 },
        { "421", 3, MW_E_PORT_IS_PLAIN, 1 },
        { "", 0, MW_E_CONN_LOST, 1 },
        { "\x15\x03\x01\x00\x02\x02\x46", 7, MW_E_TLS_VERSION, -(0x7780 + 70) },
        { "\x15\x03\x03\x00\x02\x02\x28", 7, MW_E_TLS_VERSION, -(0x7780 + 40) },
        { "\x15\x03\x03\x00\x02\x02\x47", 7, MW_E_TLS_VERSION, -(0x7780 + 71) },
        { "\x15\x03\x03\x00\x02\x02\x70", 7, MW_E_TLS, -(0x7780 + 112) },
        { "\x15\x03\x03\x00\x02\x02\x50", 7, MW_E_TLS, -(0x7780 + 80) },
        { "\x15\x03\x03\x00\x02\x01\x00", 7, MW_E_CONN_LOST, 0 },
        { "\x16\x03\x03\xff\xff\x02\x00\x00", 8, MW_E_TLS, 0 },
        { "\x16\x03", 2, MW_E_CONN_LOST, 1 },
        { "\0\0\0\0\0\0\0\0", 8, MW_E_TLS, 0 },
        { "\xff\xfb\x01\xff\xfb\x03", 6, MW_E_TLS, 0 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mw_error err;
        int rc = meet_bytes(cases[i].bytes, cases[i].len, 1, &err);

        if (rc != cases[i].code || (cases[i].backend < 0 && err.backend != cases[i].backend) ||
            (cases[i].backend == 0 && err.backend == 0))
            fail_msg("case %zu: %d, backend %d", i, rc, err.backend);
        assert_int_equal(err.cert, 0);
    }
}

/* The text is enough, nobody waits for the close. */
static void test_plain_greeting(void **state)
{
    mw_error err;

    (void)state;
    assert_int_equal(meet_bytes("220 mail.example.test\r\n", 23, 0, &err), MW_E_PORT_IS_PLAIN);
}

/* The peer's TLS may have begun before ours: what lies unread below belongs to it. Bytes before
   secure() pass straight. */
static void test_starttls(void **state)
{
    struct rig_tls r;
    char buf[64];
    size_t n;

    (void)state;
    start_good(&r, TLS_ANY);
    assert_int_equal(write(r.server_fd, "220 hi\r\n", 8), 8);
    assert_int_equal(rig_client_reads(&r, buf, 3, &n), MW_OK);
    assert_int_equal(n, 3);
    assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(n, 5);
    assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_WANT_READ);
    assert_int_equal(rig_client_writes(&r, "STARTTLS\r\n"), MW_OK);
    assert_int_equal(read(r.server_fd, buf, sizeof buf), 10);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    assert_int_equal(r.client->secure(r.client->ctx, "localhost"), MW_E_USAGE);
    rig_talk(&r);
    rig_tls_stop(&r);
}

static void test_usage(void **state)
{
    struct rig_tls r;
    char buf[4];
    size_t n;

    (void)state;
    start_good(&r, TLS_ANY);
    assert_null(r.client->open);
    assert_null(r.client->wait);
    assert_null(r.client->handle);
    assert_null(r.client->now);
    assert_true(rig_is_want(r.client->secure(r.client->ctx, "localhost")));
    assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_E_USAGE);
    assert_int_equal(r.client->send(r.client->ctx, "x", 1, &n), MW_E_USAGE);
    rig_tls_stop(&r);
    start_good(&r, TLS_ANY);
    assert_int_equal(r.client->secure(r.client->ctx, "a b"), MW_E_ARG);
    assert_int_equal(r.client->secure(r.client->ctx, "localhost"), MW_E_ARG);
    assert_int_equal(mw_tls_over(NULL, &r.pipe.t, r.context), MW_E_ARG);
    rig_tls_stop(&r);
}

/* --- a write that blocks ---------------------------------------------------------------------- */

/* Fills the way to the server, then goes on with other pointers and more bytes than at first, as
   the contract allows: nothing may be lost or sent twice. */
static void check_blocked_write(enum tls_version newest, size_t block)
{
    static char out[200000], in[200000];
    struct rig_tls r;
    size_t sent = 0, got = 0, offered = 0, i;
    int wanted = 0;

    for (i = 0; i < sizeof out; i++)
        out[i] = (char)(i * 7 + i / 251);
    start_good(&r, newest);
    rig_small_buffers(&r);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    for (i = 0; i < RIG_STEPS && got < sizeof out; i++) {
        static char copy[sizeof out];
        size_t n = 0, len = offered == 0 ? block : offered + 100;
        int rc = MW_OK;

        if (len > sizeof out - sent)
            len = sizeof out - sent;
        if (len > 0) {
            memcpy(copy + i % 64, out + sent, len < sizeof copy - 64 ? len : sizeof copy - 64);
            rc = r.client->send(r.client->ctx, len < sizeof copy - 64 ? copy + i % 64 : out + sent,
                                len, &n);
        }
        offered = rc == MW_OK ? 0 : len;
        wanted += rc == MW_WANT_WRITE;
        assert_true(rc == MW_OK || rc == MW_WANT_WRITE);
        sent += n;
        if (rc == MW_OK && len > 0)
            continue;
        if (tls_read(r.server, in + got, sizeof in - got, &n) == TLS_OK)
            got += n;
    }
    assert_true(wanted > 1);
    assert_int_equal(got, sizeof out);
    assert_memory_equal(in, out, sizeof out);
    rig_tls_stop(&r);
}

static void test_blocked_write(void **state)
{
    size_t v;

    (void)state;
    for (v = 0; v < 2; v++) {
        check_blocked_write(versions[v], 100);
        check_blocked_write(versions[v], 5000);
        check_blocked_write(versions[v], 100000);
    }
}

static void test_fewer_bytes_than_before(void **state)
{
    static char block[65536];
    struct rig_tls r;
    size_t n;
    int rc;

    (void)state;
    start_good(&r, TLS_ANY);
    rig_small_buffers(&r);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    while ((rc = r.client->send(r.client->ctx, block, sizeof block, &n)) == MW_OK)
        ;
    assert_int_equal(rc, MW_WANT_WRITE);
    assert_int_equal(r.client->send(r.client->ctx, block, 10, &n), MW_E_USAGE);
    assert_int_equal(n, 0);
    assert_int_equal(r.client->send(r.client->ctx, block, sizeof block, &n), MW_WANT_WRITE);
    rig_tls_stop(&r);
}

/* close() with a blocked write does not wait, and the peer does not take it for a clean end. */
static void test_close_while_blocked(void **state)
{
    static char block[65536];
    struct rig_tls r;
    enum tls_status st = TLS_OK;
    size_t n;
    int i;

    (void)state;
    start_good(&r, TLS_ANY);
    rig_small_buffers(&r);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    while (r.client->send(r.client->ctx, block, sizeof block, &n) == MW_OK)
        ;
    r.client->close(r.client->ctx);
    for (i = 0; i < RIG_STEPS && st == TLS_OK; i++)
        st = rig_server_reads(&r, block, sizeof block, &n);
    assert_int_equal(st, TLS_CUT);
    rig_tls_stop(&r);
}

#if defined(MBEDTLS_SSL_RENEGOTIATION)

/* Reading may have to send: here the refusal of a renegotiation, which blocks. The next write must
   not be taken for its rest and vanish. */
static void test_blocked_alert(void **state)
{
    struct rig_tls r;
    char buf[64];
    size_t n;

    (void)state;
    start_good(&r, TLS_1_2);
    /* Both structs begin with Mbed TLS's own. */
    mbedtls_ssl_conf_renegotiation((mbedtls_ssl_config *)(void *)r.server_ctx,
                                   MBEDTLS_SSL_RENEGOTIATION_ENABLED);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    assert_int_equal(mbedtls_ssl_renegotiate((mbedtls_ssl_context *)(void *)r.server), 0);
    r.pipe.fault = RIG_WANT;
    r.pipe.fault_at = r.pipe.calls + 2; /* one to read the request, one to refuse it */
    assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_WANT_WRITE);
    assert_int_equal(rig_client_writes(&r, "hello"), MW_OK);
    assert_int_equal(rig_server_reads(&r, buf, sizeof buf, &n), TLS_OK);
    assert_int_equal(n, 5);
    assert_memory_equal(buf, "hello", 5);
    rig_tls_stop(&r);
}

#endif

/* --- read-ahead --------------------------------------------------------------------------- */

/* Many small records arrive in one read below; none may wait for more to come. */
static void test_many_records(void **state)
{
    struct rig_tls r;
    unsigned calls;
    char buf[16];
    size_t n, v;
    int i;

    (void)state;
    for (v = 0; v < 2; v++) {
        start_good(&r, versions[v]);
        assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
        for (i = 0; i < 20; i++)
            rig_server_writes(&r, "x", 1);
        calls = r.pipe.calls;
        for (i = 0; i < 20; i++) {
            /* never want: it is all here, TLS 1.3 tickets in front of it */
            assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_OK);
            assert_int_equal(n, 1);
        }
        assert_in_range(r.pipe.calls - calls, 1, 10);
        assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_WANT_READ);
        rig_tls_stop(&r);
    }
}

/* wait() knows of bytes that poll() does not see. */
static int pipe_wait(void *ctx, uint32_t want, uint32_t timeout_ms)
{
    struct rig_pipe *p = ctx;

    (void)want;
    (void)timeout_ms;
    p->stutter++; /* just counts here */
    return 0;
}

static void test_wait_with_bytes_in_hand(void **state)
{
    struct rig_tls r;
    struct tls_opts server = good();
    mw_transport *with_wait;
    char buf[16];
    size_t n;

    (void)state;
    rig_tls_start(&r, pki, NULL, &server);
    mw_transport_free(r.client);
    r.pipe.t.wait = pipe_wait;
    assert_int_equal(mw_tls_over(&with_wait, &r.pipe.t, r.context), MW_OK);
    r.client = with_wait;
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    rig_server_writes(&r, "abc", 3);
    assert_int_equal(rig_client_reads(&r, buf, 1, &n), MW_OK);
    assert_int_equal(r.client->wait(r.client->ctx, MW_POLL_READ, 1000), 0);
    assert_int_equal(r.pipe.stutter, 0);
    assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(r.client->recv(r.client->ctx, buf, sizeof buf, &n), MW_WANT_READ);
    r.pipe.stutter = 0;
    assert_int_equal(r.client->wait(r.client->ctx, MW_POLL_READ, 1000), 0);
    assert_int_equal(r.pipe.stutter, 1);
    r.pipe.stutter = 0;
    rig_tls_stop(&r);
}

/* --- trouble below ---------------------------------------------------------------------------- */

static void test_slow_and_halting(void **state)
{
    static const struct {
        size_t most;
        unsigned stutter;
    } cases[] = { { 1, 0 }, { 1, 2 }, { 7, 3 }, { 1000, 2 } };
    size_t i, v;

    (void)state;
    for (v = 0; v < 2; v++) {
        for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
            struct rig_tls r;

            start_good(&r, versions[v]);
            r.pipe.most = cases[i].most;
            r.pipe.stutter = cases[i].stutter;
            assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
            rig_talk(&r);
            rig_talk(&r);
            rig_tls_stop(&r);
        }
    }
}

/* A handshake and a short talk; what the client said last. */
static int whole_life(struct rig_tls *r)
{
    char buf[64];
    size_t n;
    int rc = rig_handshake(r, "localhost");

    if (rc != MW_OK)
        return rc;
    rc = rig_client_writes(r, "hello");
    if (rc != MW_OK)
        return rc;
    rig_server_writes(r, "world", 5);
    tls_close_notify(r->server);
    while ((rc = rig_client_reads(r, buf, sizeof buf, &n)) == MW_OK)
        ;
    return rc;
}

static void check_fault(enum tls_version newest, enum rig_fault fault, unsigned at, int *over)
{
    struct rig_tls r;
    int rc;

    start_good(&r, newest);
    r.pipe.fault = fault;
    r.pipe.fault_at = at;
    rc = whole_life(&r);
    *over = r.pipe.calls < at;
    if (fault == RIG_WANT || fault == RIG_SHORT || *over)
        assert_int_equal(rc, MW_EOF); /* as if nothing had happened */
    else if (rc != MW_E_CONN_LOST && rc != MW_E_TRUNCATED)
        fail_msg("fault %d in call %u: %d", fault, at, rc);
    rig_tls_stop(&r);
}

static void test_every_call_fails(void **state)
{
    static const enum rig_fault faults[] = { RIG_WANT, RIG_SHORT, RIG_LOST, RIG_END };
    size_t v, f;

    (void)state;
    for (v = 0; v < 2; v++) {
        for (f = 0; f < 4; f++) {
            unsigned at;
            int over = 0;

            for (at = 1; !over && at < 200; at++)
                check_fault(versions[v], faults[f], at, &over);
            assert_true(over);
            assert_true(at > 6); /* there were calls to fail */
        }
    }
}

/* When sending is over, the peer's last words can still be read. */
static void test_last_words(void **state)
{
    struct rig_tls r;
    char buf[64];
    size_t n;

    (void)state;
    start_good(&r, TLS_ANY);
    assert_int_equal(rig_handshake(&r, "localhost"), MW_OK);
    rig_server_writes(&r, "421 too busy", 12);
    shutdown(r.pipe.fd, SHUT_WR);
    assert_int_equal(rig_client_writes(&r, "EHLO"), MW_E_CONN_LOST);
    assert_int_equal(rig_client_reads(&r, buf, sizeof buf, &n), MW_OK);
    assert_int_equal(n, 12);
    assert_int_equal(r.client->send(r.client->ctx, "x", 1, &n), MW_E_CONN_LOST);
    rig_tls_stop(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_end),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_cut_record),
        cmocka_unit_test(test_damaged_record),
        cmocka_unit_test(test_strange_peers),
        cmocka_unit_test(test_plain_greeting),
        cmocka_unit_test(test_starttls),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_blocked_write),
        cmocka_unit_test(test_fewer_bytes_than_before),
        cmocka_unit_test(test_close_while_blocked),
#if defined(MBEDTLS_SSL_RENEGOTIATION)
        cmocka_unit_test(test_blocked_alert),
#endif
        cmocka_unit_test(test_many_records),
        cmocka_unit_test(test_wait_with_bytes_in_hand),
        cmocka_unit_test(test_slow_and_halting),
        cmocka_unit_test(test_every_call_fails),
        cmocka_unit_test(test_last_words),
    };

    return cmocka_run_group_tests_name("tls as a stream", tests, make_pki, free_pki);
}
