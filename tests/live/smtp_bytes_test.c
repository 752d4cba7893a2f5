/* SPDX-License-Identifier: MIT */
/* What is sent arrives byte for byte: every server, every kind of body, both ways. */

#include "live/live.h"
#include "live/post.h"

#include <stdio.h>
#include <string.h>

#define MEGABYTE ((size_t)1 << 20)

static struct live live;

/* The parts of a test's name: "POSTFIX_587 blocking". */
struct plan {
    const char *server;
    int way;
    uint32_t out_bytes; /* 0: the default; 1024 is too little for BDAT */
};

static void begin(const struct plan *plan)
{
    mw_config cfg;

    live_need(plan->server);
    cfg = live_usual(plan->server);
    cfg.out_bytes = plan->out_bytes;
    live_start(&live, LIVE_SMTP, &cfg, plan->way);
}

/* All kinds of bodies on one connection, then read back. */
static void test_kinds(void **state)
{
    const struct plan *plan = *state;
    struct post sent[8];
    char token[8][32];
    int id[8];
    unsigned i;

    begin(plan);
    for (i = 0; post_kinds[i]; i++) {
        snprintf(token[i], sizeof token[i], "%s", post_token());
        sent[i] = post_make(post_kinds[i], token[i], 3000);
        id[i] = live_send(&live, "alice@example.test", sent[i].data, sent[i].len);
    }
    for (i = 0; post_kinds[i]; i++)
        live_is(&live, id[i], MW_EV_DONE, 250);
    live_quit(&live);
    for (i = 0; post_kinds[i]; i++) {
        post_arrived("alice", token[i], &sent[i]);
        post_free(&sent[i]);
    }
}

static void test_large(void **state)
{
    const struct plan *plan = *state;
    const char *token = post_token();
    struct post sent;
    int id;

    begin(plan);
    sent = post_make("large", token, 25 * MEGABYTE);
    id = live_send(&live, "alice@example.test", sent.data, sent.len);
    live_is(&live, id, MW_EV_DONE, 250);
    live_quit(&live);
    post_arrived("alice", token, &sent);
    post_free(&sent);
}

/* As the README has it: one call after the other. */
static void test_simple(void **state)
{
    const struct plan *plan = *state;
    const char *token = post_token();
    struct post sent = post_make("large", token, 3 * MEGABYTE);
    mw_session *s;

    begin(plan);
    s = live.s;
    assert_true(mw_run(s, mw_smtp_mail(s, "alice@example.test", NULL)) == MW_OK);
    assert_int_equal(mw_run(s, mw_smtp_rcpt(s, "alice@example.test", NULL)), MW_OK);
    assert_int_equal(mw_run(s, mw_smtp_data(s)), MW_OK);
    assert_int_equal(mw_write_all(s, sent.data, sent.len), MW_OK);
    assert_int_equal(mw_run(s, mw_write_end(s)), MW_OK);
    assert_int_equal(mw_run(s, mw_quit(s)), MW_OK);
    live_free(&live);
    post_arrived("alice", token, &sent);
    post_free(&sent);
}

#define KINDS(server, way, out) { server " " #way " " #out, test_kinds, NULL, NULL, \
                                  &(struct plan){ server, LIVE_##way, out } }
#define BOTH(server) KINDS(server, BLOCKING, 0), KINDS(server, POLLED, 0)
#define SIMPLE(server, out) { "simple " server " " #out, test_simple, NULL, NULL, \
                              &(struct plan){ server, LIVE_BLOCKING, out } }
#define LARGE(server, way, out) { "25 MB " server " " #way " " #out, test_large, NULL, NULL, \
                                  &(struct plan){ server, LIVE_##way, out } }

int main(void)
{
    const struct CMUnitTest tests[] = {
        BOTH("POSTFIX_25"),
        BOTH("POSTFIX_25_PLAIN"),
        BOTH("POSTFIX_587"),
        BOTH("POSTFIX_465"),
        BOTH("POSTFIX_OLD"),
        BOTH("POSTFIX_NOPIPE"),
        BOTH("POSTFIX_NOCHUNK"),
        BOTH("POSTFIX_NO8BIT"),
        BOTH("POSTFIX_CLEAR"),
        KINDS("POSTFIX_CLEAR", BLOCKING, 1024),
        KINDS("POSTFIX_CLEAR", POLLED, 1024),
        BOTH("EXIM_25"),
        BOTH("EXIM_587"),
        BOTH("EXIM_465"),
        BOTH("EXIM_NOPIPE"),
        BOTH("OPENSMTPD_25"),
        BOTH("OPENSMTPD_587"),
        BOTH("OPENSMTPD_465"),
        BOTH("DOVECOT_SUBMISSION"),
        BOTH("DOVECOT_SUBMISSIONS"),
        BOTH("DOVECOT_LMTP"),
        SIMPLE("POSTFIX_587", 0),
        SIMPLE("POSTFIX_CLEAR", 1024),
        SIMPLE("EXIM_465", 0),
        SIMPLE("DOVECOT_LMTP", 0),
        LARGE("POSTFIX_587", BLOCKING, 0),
        LARGE("POSTFIX_465", POLLED, 0),
        LARGE("POSTFIX_NOCHUNK", BLOCKING, 0),
        LARGE("POSTFIX_CLEAR", POLLED, 1024),
        LARGE("EXIM_465", BLOCKING, 0),
        LARGE("OPENSMTPD_465", POLLED, 0),
        LARGE("DOVECOT_SUBMISSIONS", BLOCKING, 0),
        LARGE("DOVECOT_LMTP", POLLED, 0),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
