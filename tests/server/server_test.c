/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

/* What tests may ask the well-behaved server. That it is a right mail server is for
   selftest.sh to show, with clients of others. */

#include "client.h"
#include "clock.h"
#include "server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <mbedtls/version.h>
#include <mbedtls/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static struct srv *start(struct srv_opts *opts)
{
    struct srv *s = srv_start(opts);

    assert_non_null(s);
    return s;
}

static void open_plain(struct client *c, struct srv *s, enum srv_protocol p, const char *greeting)
{
    assert_int_equal(client_connect(c, srv_port(s, p, SRV_PLAIN)), 0);
    assert_true(client_read(c, greeting));
}

static void remembers_commands_and_parameters(void **state)
{
    struct srv_opts opts = {0};
    struct srv *s = start(&opts);
    struct client c;
    struct message *m;
    char *text;

    (void)state;
    open_plain(&c, s, SRV_SMTP, "220 ");
    assert_true(client_talk(&c, "EHLO here\r\n", "250 "));
    assert_true(client_talk(&c, "MAIL FROM:<a@b.test> SIZE=3 RET=HDRS\r\n", "250 "));
    assert_true(client_talk(&c, "RCPT TO:<ann@example.test> NOTIFY=NEVER\r\n", "250 "));
    assert_true(client_talk(&c, "DATA\r\n", "354 "));
    assert_true(client_talk(&c, "A: b\r\n\r\n..dot\r\n.\r\n", "250 "));
    text = srv_command(s, "MAIL", 0);
    assert_string_equal(text, "MAIL FROM:<a@b.test> SIZE=3 RET=HDRS");
    free(text);
    assert_null(srv_command(s, "MAIL", 1));
    assert_int_equal(srv_command_count(s, ""), 4);
    m = store_newest(srv_store(s), "ann");
    assert_non_null(m);
    assert_string_equal(m->content->data, "A: b\r\n\r\n.dot\r\n");
    assert_string_equal(m->mail_from, "a@b.test");
    assert_string_equal(m->mail_params, "SIZE=3 RET=HDRS");
    assert_string_equal(m->rcpt_to, "ann@example.test");
    assert_string_equal(m->rcpt_params, "NOTIFY=NEVER");
    store_release(srv_store(s), m);
    assert_null(srv_fault(s, 0));
    client_close(&c);
    srv_stop(s);
}

static void remembers_the_wire(void **state)
{
    struct srv_opts opts = {0};
    struct srv *s = start(&opts);
    struct srv_wire w;
    struct srv_totals t;
    struct client c;

    (void)state;
    open_plain(&c, s, SRV_POP3, "+OK");
    assert_true(client_talk(&c, "USER ann\r\n", "+OK"));
    assert_true(client_talk(&c, "PASS ann-password\r\n", "+OK"));
    assert_true(client_talk(&c, "QUIT\r\n", "+OK"));
    client_close(&c);
    assert_true(srv_wait_idle(s, 5000));
    assert_int_equal(srv_wire_count(s), 1);
    assert_int_equal(srv_wire(s, 0, &w), 0);
    assert_string_equal(w.data, "USER ann\r\nPASS ann-password\r\nQUIT\r\n");
    assert_true(w.tls_at == SIZE_MAX);
    assert_int_equal(w.open, 0);
    assert_int_equal(w.end, 0);
    assert_true(srv_leaks(w.data, w.len, "ann-password"));
    srv_wire_free(&w);
    assert_int_equal(srv_wire(s, 1, &w), -1);
    assert_int_equal(srv_command_count(s, "PASS *"), 1);
    srv_totals(s, &t);
    assert_int_equal(t.connections, 1);
    assert_int_equal(t.logins, 1);
    srv_stop(s);
}

static void finds_secrets_in_base64(void **state)
{
    /* three, four and five letters before "secret-word" and two behind it */
    static const char *const coded[] = {"d3d3c2VjcmV0LXdvcmR3IQ==", "d3d3d3NlY3JldC13b3JkdyE=",
                                        "d3d3d3dzZWNyZXQtd29yZHch"};
    size_t i;

    (void)state;
    for (i = 0; i < 3; i++) {
        assert_true(srv_leaks(coded[i], strlen(coded[i]), "secret-word"));
    }
    assert_false(srv_leaks("AGFubgBhbm90aGVyLXdvcmQ=", 24, "secret-word"));
    assert_false(srv_leaks("secret-wor", 10, "secret-word"));
    assert_false(srv_leaks(NULL, 0, "secret-word"));
}

static void leaves_extensions_out(void **state)
{
    static const struct {
        unsigned off;
        const char *word;
    } table[] = {
        {SRV_PIPELINING, "PIPELINING"},   {SRV_SIZE, "SIZE"},
        {SRV_8BITMIME, "8BITMIME"},       {SRV_SMTPUTF8, "SMTPUTF8"},
        {SRV_CHUNKING, "CHUNKING"},       {SRV_CHUNKING, "BINARYMIME"},
        {SRV_BINARYMIME, "BINARYMIME"},   {SRV_DSN, "DSN"},
        {SRV_DELIVERBY, "DELIVERBY"},     {SRV_FUTURERELEASE, "FUTURERELEASE"},
        {SRV_MT_PRIORITY, "MT-PRIORITY"}, {SRV_RRVS, "RRVS"},
        {SRV_LIMITS, "LIMITS"},           {SRV_ENHANCEDSTATUSCODES, "ENHANCED"},
        {SRV_AUTH, "AUTH"},               {SRV_VRFY, "VRFY"},
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct srv_opts opts = {.modes = 1u << SRV_PLAIN, .protocols = 1u << SRV_SMTP};
        struct client c;
        struct srv *s;
        unsigned round;

        for (round = 0; round < 2; round++) {
            opts.smtp_off = round == 0 ? 0 : table[i].off;
            s = start(&opts);
            open_plain(&c, s, SRV_SMTP, "220 ");
            assert_true(client_talk(&c, "EHLO here\r\n", "250 "));
            assert_int_equal(strstr(c.text, table[i].word) == NULL, round);
            client_close(&c);
            srv_stop(s);
        }
    }
}

static void notices_pipelining_that_was_not_offered(void **state)
{
    struct srv_opts opts = {.smtp_off = SRV_PIPELINING};
    struct srv *s = start(&opts);
    struct client c;
    char *text;

    (void)state;
    open_plain(&c, s, SRV_SMTP, "220 ");
    assert_true(client_talk(&c, "EHLO here\r\n", "250 "));
    assert_true(client_talk(&c, "RSET\r\nMAIL FROM:<>\r\n", "250 2.1.0"));
    text = srv_fault(s, 0);
    assert_non_null(text);
    assert_non_null(strstr(text, "RSET"));
    free(text);
    client_close(&c);
    srv_stop(s);
}

static void stops_at_once(void **state)
{
    struct srv_opts opts = {0};
    struct srv *s = start(&opts);
    struct client c;
    long long began;

    (void)state;
    open_plain(&c, s, SRV_IMAP, "* OK");
    began = clock_ms();
    srv_stop(s);
    assert_true(clock_ms() - began < 1000);
    client_close(&c);
    srv_stop(NULL);
}

static void ends_silent_connections(void **state)
{
    struct srv_opts opts = {.idle_ms = 50};
    struct srv *s = start(&opts);
    struct client c;

    (void)state;
    open_plain(&c, s, SRV_SMTP, "220 ");
    assert_true(client_read(&c, "421 "));
    client_close(&c);
    open_plain(&c, s, SRV_IMAP, "* OK");
    assert_true(client_read(&c, "* BYE"));
    client_close(&c);
    srv_stop(s);
}

static void refuses_what_tls_cannot(void **state)
{
    struct srv_opts opts = {.tls_min = TLS_1_3, .tls_max = TLS_1_2};

    (void)state;
    assert_null(srv_start(&opts));
}

static void waits_for_mail(void **state)
{
    struct srv_opts opts = {0};
    struct srv *s = start(&opts);

    (void)state;
    assert_false(store_wait(srv_store(s), "bob", 1, 20));
    assert_int_equal(store_put(srv_store(s), "bob", "x", 1), 1);
    assert_true(store_wait(srv_store(s), "BOB", 1, 20));
    assert_int_equal(store_put(srv_store(s), "nobody", "x", 1), 0);
    srv_stop(s);
}

static void makes_every_certificate(void **state)
{
    struct pki_set *set = pki_set_new();
    unsigned i;

    (void)state;
    assert_non_null(set);
    for (i = 0; i < PKI_CHOICES; i++) {
        enum pki_choice found;
        const struct pki_cert *cert = pki_get(set, (enum pki_choice)i);

        assert_non_null(cert);
        assert_ptr_equal(cert, pki_get(set, (enum pki_choice)i));
        assert_int_equal(pki_find(pki_name((enum pki_choice)i), &found), 0);
        assert_int_equal(found, i);
    }
    pki_set_free(set);
}

/* ---- TLS ---------------------------------------------------------------------------------- */

struct visitor {
    mbedtls_ssl_config conf;
    mbedtls_x509_crt ca;
    mbedtls_x509_crt own;
    mbedtls_pk_context key;
    mbedtls_ssl_session session;
    int has_session;
};

static int sock_send(void *ctx, const unsigned char *data, size_t len)
{
    return (int)send(((struct client *)ctx)->fd, data, len, MSG_NOSIGNAL);
}

static int sock_recv(void *ctx, unsigned char *data, size_t cap)
{
    return (int)recv(((struct client *)ctx)->fd, data, cap, 0);
}

/* TLS 1.2: its tickets come with the handshake. */
static void visitor_init(struct visitor *t, struct srv *s)
{
    const char *ca = srv_ca_pem(s);

    mbedtls_ssl_config_init(&t->conf);
    mbedtls_x509_crt_init(&t->ca);
    mbedtls_x509_crt_init(&t->own);
    mbedtls_pk_init(&t->key);
    mbedtls_ssl_session_init(&t->session);
    t->has_session = 0;
    assert_int_equal(mbedtls_ssl_config_defaults(&t->conf, MBEDTLS_SSL_IS_CLIENT,
                                                 MBEDTLS_SSL_TRANSPORT_STREAM,
                                                 MBEDTLS_SSL_PRESET_DEFAULT),
                     0);
#if MBEDTLS_VERSION_NUMBER < 0x04000000
    mbedtls_ssl_conf_rng(&t->conf, tls_random, NULL);
#endif
    assert_int_equal(
        mbedtls_x509_crt_parse(&t->ca, (const unsigned char *)ca, strlen(ca) + 1), 0);
    mbedtls_ssl_conf_ca_chain(&t->conf, &t->ca, NULL);
}

static void visitor_show(struct visitor *t, const struct pki_cert *cert)
{
    assert_int_equal(mbedtls_x509_crt_parse(&t->own, (const unsigned char *)cert->pem,
                                            strlen(cert->pem) + 1),
                     0);
    assert_int_equal(tls_load_key(&t->key, cert->key_pem), 0);
    assert_int_equal(mbedtls_ssl_conf_own_cert(&t->conf, &t->own, &t->key), 0);
}

static void visitor_free(struct visitor *t)
{
    mbedtls_ssl_config_free(&t->conf);
    mbedtls_x509_crt_free(&t->ca);
    mbedtls_x509_crt_free(&t->own);
    mbedtls_pk_free(&t->key);
    mbedtls_ssl_session_free(&t->session);
}

/* One POP3S connection up to the greeting; the handshake's result. */
static int visit(struct visitor *t, struct srv *s)
{
    mbedtls_ssl_context ssl;
    struct client c;
    unsigned char text[64];
    int rc;

    assert_int_equal(client_connect(&c, srv_port(s, SRV_POP3, SRV_TLS)), 0);
    mbedtls_ssl_init(&ssl);
    assert_int_equal(mbedtls_ssl_setup(&ssl, &t->conf), 0);
    assert_int_equal(mbedtls_ssl_set_hostname(&ssl, "localhost"), 0);
    mbedtls_ssl_set_bio(&ssl, &c, sock_send, sock_recv, NULL);
    if (t->has_session) {
        assert_int_equal(mbedtls_ssl_set_session(&ssl, &t->session), 0);
    }
    rc = mbedtls_ssl_handshake(&ssl);
    if (rc == 0) {
        rc = mbedtls_ssl_read(&ssl, text, sizeof text) > 3 && memcmp(text, "+OK", 3) == 0 ? 0 : -1;
        mbedtls_ssl_session_free(&t->session);
        mbedtls_ssl_session_init(&t->session);
        assert_int_equal(mbedtls_ssl_get_session(&ssl, &t->session), 0);
        t->has_session = 1;
        mbedtls_ssl_close_notify(&ssl);
    }
    client_close(&c);
    mbedtls_ssl_free(&ssl);
    assert_true(srv_wait_idle(s, 5000));
    return rc;
}

static void resumes_and_tells_about_tls(void **state)
{
    struct srv_opts opts = {.tls_max = TLS_1_2};
    struct srv *s = start(&opts);
    struct visitor t;
    struct srv_totals totals;
    struct srv_wire w;

    (void)state;
    visitor_init(&t, s);
    assert_int_equal(visit(&t, s), 0);
    assert_int_equal(visit(&t, s), 0);
    srv_totals(s, &totals);
    assert_int_equal(totals.tls_handshakes, 2);
    assert_int_equal(totals.tls_resumed, 1);
    assert_int_equal(srv_wire(s, 1, &w), 0);
    assert_string_equal(w.sni, "localhost");
    assert_string_equal(w.tls_version, "TLSv1.2");
    assert_int_equal(w.tls_at, 0);
    srv_wire_free(&w);
    visitor_free(&t);
    srv_stop(s);
}

static void asks_for_client_certificates(void **state)
{
    struct srv_opts opts = {.tls_max = TLS_1_2, .client_cert = TLS_CLIENT_REQUIRED};
    struct srv *s = start(&opts);
    struct srv_totals totals;
    struct visitor t;
    struct srv_wire w;

    (void)state;
    visitor_init(&t, s);
    assert_int_not_equal(visit(&t, s), 0);
    srv_totals(s, &totals);
    assert_int_equal(totals.tls_failures, 1);
    visitor_show(&t, pki_get(srv_pki(s), PKI_CLIENT));
    assert_int_equal(visit(&t, s), 0);
    assert_int_equal(srv_wire(s, 1, &w), 0);
    assert_non_null(strstr(w.client_name, "CN=ann"));
    srv_wire_free(&w);
    visitor_free(&t);
    srv_stop(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(remembers_commands_and_parameters),
        cmocka_unit_test(remembers_the_wire),
        cmocka_unit_test(finds_secrets_in_base64),
        cmocka_unit_test(leaves_extensions_out),
        cmocka_unit_test(notices_pipelining_that_was_not_offered),
        cmocka_unit_test(stops_at_once),
        cmocka_unit_test(ends_silent_connections),
        cmocka_unit_test(refuses_what_tls_cannot),
        cmocka_unit_test(waits_for_mail),
        cmocka_unit_test(makes_every_certificate),
        cmocka_unit_test(resumes_and_tells_about_tls),
        cmocka_unit_test(asks_for_client_certificates),
    };

    return cmocka_run_group_tests_name("server", tests, NULL, NULL);
}
