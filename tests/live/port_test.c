/* SPDX-License-Identifier: MIT */
#define _GNU_SOURCE
/* The wrong port in every way, ports where nobody is or nobody answers, and names that lead
   nowhere: each has its own code, stage and advice, in time. */

#include "live/cutter.h"
#include "live/live.h"

#include <sched.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static struct live live;

static mw_timeouts *short_limits(void)
{
    static mw_timeouts limits = MW_TIMEOUTS_INIT;

    limits.connect_ms = limits.greeting_ms = limits.tls_ms = 300;
    return &limits;
}

struct wrong {
    int protocol;
    uint32_t security;
    const char *server;
    int code, stage;
    const char *advice; /* a word of it */
};

static void test_wrong(void **state)
{
    const struct wrong *t = *state;
    int way, last = LIVE_POLLED;

    live_need(t->server);
    if (t->code == MW_E_TIMEOUT && t->security == MW_PLAIN)
        last = LIVE_BLOCKING; /* STARTTLS waits in both ways for the same */
    for (way = LIVE_BLOCKING; way <= last; way++) {
        mw_config cfg = live_config(t->server, t->security);
        uint64_t start = live_now_ms();

        cfg.timeouts = short_limits();
        live_fails(&live, t->protocol, &cfg, way, t->code, t->stage);
        assert_non_null(strstr(live.err.advice, t->advice));
        assert_true(live_now_ms() - start < 2500);
    }
}

/* --- nobody there --- */

static mw_config to_port(int port, uint32_t security)
{
    mw_config cfg = live_config("POSTFIX_465", security);

    cfg.host = "127.0.0.1";
    cfg.address = NULL;
    cfg.port = (uint32_t)port;
    cfg.timeouts = short_limits();
    return cfg;
}

/* SMTP in both ways, IMAP in one, POP3 in the other. */
static void everybody_fails(const mw_config *cfg, int code, int stage, const char *advice)
{
    int i;

    for (i = 0; i < 4; i++) {
        int protocol = i < 2 ? LIVE_SMTP : i == 2 ? LIVE_IMAP : LIVE_POP3;
        uint64_t start = live_now_ms();

        live_fails(&live, protocol, cfg, i % 2 ? LIVE_POLLED : LIVE_BLOCKING, code, stage);
        assert_non_null(strstr(live.err.advice, advice));
        assert_int_equal(live.err.retry, 1);
        assert_true(live_now_ms() - start < 2000);
    }
}

static void refused(void **state)
{
    mw_config cfg;

    (void)state;
    live_need("POSTFIX_465");
    cfg = to_port(port_refused(), MW_TLS);
    everybody_fails(&cfg, MW_E_CONN_REFUSED, MW_AT_CONNECT, "port");
    cfg.host = "localhost"; /* every address of the name refuses */
    everybody_fails(&cfg, MW_E_CONN_REFUSED, MW_AT_CONNECT, "port");
}

static void silent(void **state)
{
    mw_config cfg;
    int fd;

    (void)state;
    live_need("POSTFIX_465");
    cfg = to_port(port_silent(&fd), MW_PLAIN);
    everybody_fails(&cfg, MW_E_TIMEOUT, MW_AT_GREETING, "does not greet");
    cfg.security = MW_STARTTLS;
    everybody_fails(&cfg, MW_E_TIMEOUT, MW_AT_GREETING, "does not greet");
    cfg.security = MW_TLS;
    everybody_fails(&cfg, MW_E_TIMEOUT, MW_AT_TLS, "does not begin TLS");
    close(fd);
}

static void black_holed(void **state)
{
    mw_config cfg;
    int fd, filler;

    (void)state;
    live_need("POSTFIX_465");
    cfg = to_port(port_full(&fd, &filler), MW_TLS);
    everybody_fails(&cfg, MW_E_CONN_TIMEOUT, MW_AT_CONNECT, "blocks");
    close(filler);
    close(fd);
}

/* The deadline of the whole counts, too. */
static void deadline(void **state)
{
    mw_config cfg;
    uint64_t start = live_now_ms();
    int fd;

    (void)state;
    live_need("POSTFIX_465");
    cfg = to_port(port_silent(&fd), MW_PLAIN);
    cfg.timeouts = NULL;
    live_new(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    mw_deadline(live.s, 200);
    assert_int_equal(mw_run(live.s, mw_open(live.s)), MW_E_TIMEOUT);
    assert_true(live_now_ms() - start < 2000);
    live_free(&live);
    close(fd);
}

/* --- names and routes --- */

static void no_such_name(void **state)
{
    mw_config cfg;
    int way;

    (void)state;
    live_need("POSTFIX_465");
    cfg = to_port(25, MW_TLS);
    cfg.host = "no-such-server.invalid";
    for (way = LIVE_BLOCKING; way <= LIVE_POLLED; way++) {
        uint64_t start = live_now_ms();

        live_fails(&live, LIVE_SMTP, &cfg, way, MW_E_DNS, MW_AT_DNS);
        assert_non_null(strstr(live.err.advice, "spelling"));
        assert_true(live_now_ms() - start < 3000);
    }
}

/* In a network of its own without any interface up. Exit status 0: as it should be, 2: no leave. */
static void without_network(void)
{
    mw_config cfg = to_port(465, MW_TLS);

    if (unshare(CLONE_NEWNET) != 0)
        _exit(2);
    if (mw_net_smtp(&live.s, &cfg) != MW_OK)
        _exit(3);
    if (mw_run(live.s, mw_open(live.s)) != MW_E_UNREACHABLE ||
        mw_last_error(live.s)->stage != MW_AT_CONNECT ||
        !strstr(mw_last_error(live.s)->advice, "network"))
        _exit(1);
    _exit(0);
}

static void unreachable(void **state)
{
    int status = 0;
    pid_t pid;

    (void)state;
    live_need("POSTFIX_465");
    pid = fork();
    assert_true(pid >= 0);
    if (pid == 0)
        without_network();
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 2)
        live_skip("no leave to make a network without interfaces");
    assert_int_equal(WEXITSTATUS(status), 0);
}

#define WRONG(name, protocol, security, server, code, stage, advice) \
    { name " " server, test_wrong, NULL, NULL, \
      &(struct wrong){ LIVE_##protocol, MW_##security, server, MW_E_##code, stage, advice } }
/* TLS where the server waits for STARTTLS; the other way round it is silent. */
#define TLS_TO_PLAIN(protocol, server) \
    WRONG("TLS to " #protocol " in clear", protocol, TLS, server, PORT_IS_PLAIN, MW_AT_TLS, \
          "STARTTLS")
#define CLEAR_TO_TLS(protocol, server) \
    WRONG(#protocol " in clear to TLS", protocol, STARTTLS, server, TIMEOUT, MW_AT_GREETING, \
          "port"), \
    WRONG(#protocol " without TLS to TLS", protocol, PLAIN, server, TIMEOUT, MW_AT_GREETING, "port")
#define OTHER(protocol, server) \
    WRONG(#protocol " STARTTLS to", protocol, STARTTLS, server, WRONG_SERVICE, MW_AT_GREETING, \
          "port")
#define OTHER_TLS(protocol, server) \
    WRONG(#protocol " TLS to", protocol, TLS, server, WRONG_SERVICE, MW_AT_GREETING, "port")

int main(void)
{
    const struct CMUnitTest tests[] = {
        TLS_TO_PLAIN(SMTP, "POSTFIX_587"),
        TLS_TO_PLAIN(SMTP, "POSTFIX_25"),
        TLS_TO_PLAIN(SMTP, "EXIM_587"),
        TLS_TO_PLAIN(SMTP, "OPENSMTPD_587"),
        TLS_TO_PLAIN(SMTP, "DOVECOT_SUBMISSION"),
        TLS_TO_PLAIN(SMTP, "DOVECOT_IMAP"),
        TLS_TO_PLAIN(IMAP, "DOVECOT_IMAP"),
        TLS_TO_PLAIN(POP3, "DOVECOT_POP3"),
        CLEAR_TO_TLS(SMTP, "POSTFIX_465"),
        CLEAR_TO_TLS(SMTP, "EXIM_465"),
        CLEAR_TO_TLS(SMTP, "OPENSMTPD_465"),
        CLEAR_TO_TLS(IMAP, "DOVECOT_IMAPS"),
        CLEAR_TO_TLS(POP3, "DOVECOT_POP3S"),
        OTHER(SMTP, "DOVECOT_IMAP"),
        OTHER(SMTP, "DOVECOT_POP3"),
        OTHER_TLS(SMTP, "DOVECOT_IMAPS"),
        OTHER_TLS(SMTP, "DOVECOT_POP3S"),
        OTHER(IMAP, "POSTFIX_587"),
        OTHER(IMAP, "DOVECOT_POP3"),
        OTHER_TLS(IMAP, "POSTFIX_465"),
        OTHER_TLS(IMAP, "DOVECOT_POP3S"),
        OTHER(POP3, "EXIM_587"),
        OTHER(POP3, "DOVECOT_IMAP"),
        OTHER_TLS(POP3, "OPENSMTPD_465"),
        OTHER_TLS(POP3, "DOVECOT_IMAPS"),
        cmocka_unit_test(refused),
        cmocka_unit_test(silent),
        cmocka_unit_test(black_holed),
        cmocka_unit_test(deadline),
        cmocka_unit_test(no_such_name),
        cmocka_unit_test(unreachable),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
