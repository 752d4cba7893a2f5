/* SPDX-License-Identifier: MIT */
/* Many on one connection: 1,000 recipients, 1,000 messages, and the end in the middle. */

#include "live/live.h"
#include "live/post.h"

#include <stdio.h>
#include <string.h>

#define MANY 1000

static struct live live;

struct plan {
    const char *server;
    int way;
    uint32_t out_bytes; /* 1024: too little for BDAT */
};

static int begin(const struct plan *plan)
{
    mw_config cfg;

    live_need(plan->server);
    cfg = live_usual(plan->server);
    cfg.out_bytes = plan->out_bytes;
    live_start(&live, LIVE_SMTP, &cfg, plan->way);
    return live.newest;
}

/* Every hundredth is refused; the others get the message. */
static void test_recipients(void **state)
{
    struct post message = post_make("plain", post_token(), 0);
    char to[64];
    int i, id, first = begin(*state) + 2;

    assert_true(live_mail(&live, "alice@example.test", NULL) > 0);
    for (i = 0; i < MANY; i++) {
        snprintf(to, sizeof to, "r%d@sink.example.test", i);
        id = live_rcpt(&live, i % 100 == 50 ? "reject@example.test" : to, NULL);
        assert_int_equal(id, first + i);
    }
    id = live_data(&live);
    live_run(&live, id);
    live_body(&live, message.data, message.len);
    live_is(&live, id, MW_EV_DONE, 250);
    for (i = 0; i < MANY; i++) {
        assert_int_equal(live.end[first + i].type, i % 100 == 50 ? MW_EV_REFUSED : MW_EV_DONE);
        assert_int_equal(live.end[first + i].code, i % 100 == 50 ? 550 : 250);
    }
    live_quit(&live);
    post_free(&message);
}

/* Sizes from nothing to more than the output buffer holds. */
static void send_many(const struct plan *plan, int count)
{
    static struct post message[8];
    int i, id[MANY];

    begin(plan);
    for (i = 0; i < 8; i++)
        message[i] = post_make(i ? "large" : "dots", post_token(), (size_t)(i * i * 1000));
    for (i = 0; i < count; i++)
        id[i] = live_send(&live, "bin@sink.example.test", message[i % 8].data, message[i % 8].len);
    for (i = 0; i < count; i++)
        live_is(&live, id[i], MW_EV_DONE, 250);
    live_quit(&live);
    for (i = 0; i < 8; i++)
        post_free(&message[i]);
}

static void test_messages(void **state)
{
    send_many(*state, MANY);
}

/* For a server that starts a process for each. */
static void test_hundred(void **state)
{
    send_many(*state, 100);
}

/* A hundred that are delivered, each once and whole. */
static void test_delivered(void **state)
{
    char token[100][32];
    struct post message[100];
    int i, id[100];

    begin(*state);
    for (i = 0; i < 100; i++) {
        snprintf(token[i], sizeof token[i], "%s", post_token());
        message[i] = post_make("large", token[i], (size_t)i * 100);
        id[i] = live_send(&live, "carol@example.test", message[i].data, message[i].len);
    }
    for (i = 0; i < 100; i++)
        live_is(&live, id[i], MW_EV_DONE, 250);
    live_quit(&live);
    for (i = 0; i < 100; i++) {
        post_arrived("carol", token[i], &message[i]);
        assert_int_equal(post_count("carol", token[i]), 1);
        post_free(&message[i]);
    }
}

/* Ten messages, the sixth to somebody who makes the server say 421 and close. */
static void queue_to_drop(int id[10], char token[10][32])
{
    int i;

    for (i = 0; i < 10; i++) {
        struct post message;

        snprintf(token[i], sizeof token[i], "%s", post_token());
        message = post_make("plain", token[i], 0);
        id[i] = live_mail(&live, "alice@example.test", NULL);
        if (id[i] > 0) {
            live_rcpt(&live, i == 5 ? "drop@example.test" : "alice@example.test", NULL);
            id[i] = live_data(&live);
        }
        if (id[i] > 0) {
            live_run(&live, id[i]);
            if (!live.last && !live.end[id[i]].times)
                live_body(&live, message.data, message.len);
        }
        post_free(&message);
    }
    live_last(&live);
    live_check_ends(&live);
}

/* What was accepted arrived, and what was not, or comes behind the sixth, did not. */
static void check_arrivals(const int id[10], char token[10][32])
{
    int i;

    for (i = 0; i < 10; i++) {
        int type = id[i] > 0 ? live.end[id[i]].type : MW_EV_ABORTED;

        if (type == MW_EV_DONE) {
            struct post arrived = post_read("alice", token[i]);

            post_free(&arrived);
        }
        if (i >= 5 || type == MW_EV_ABORTED)
            assert_int_equal(post_uid("alice", token[i]), 0);
    }
}

/* 421 in mid-queue: nothing is in doubt. */
static void test_drop(void **state)
{
    char token[10][32];
    int i, id[10];

    begin(*state);
    queue_to_drop(id, token);
    assert_int_equal(live.err.code, MW_E_SERVER_BYE);
    assert_int_equal(live.err.reply, 421);
    for (i = 0; i < 10; i++) /* without an id: the end was known by then */
        assert_int_equal(id[i] > 0 ? live.end[id[i]].type : MW_EV_ABORTED,
                         i < 5 ? MW_EV_DONE : MW_EV_ABORTED);
    assert_int_equal(live.end[id[5] - 1].type, MW_EV_REFUSED);
    assert_int_equal(live.end[id[5] - 1].code, 421);
    live_free(&live);
    check_arrivals(id, token);
}

/* The same where Postfix closes on unread records: its kernel may throw the last replies away, and
   what was sent without an answer is in doubt. */
static void test_reset(void **state)
{
    char token[10][32];
    int i, id[10];

    begin(*state);
    queue_to_drop(id, token);
    assert_true(live.err.code == MW_E_SERVER_BYE || live.err.code == MW_E_CONN_LOST);
    for (i = 0; i < 10; i++) {
        int type = id[i] > 0 ? live.end[id[i]].type : MW_EV_ABORTED;

        assert_true(type == MW_EV_UNKNOWN || type == (i < 5 ? MW_EV_DONE : MW_EV_ABORTED));
    }
    live_free(&live);
    check_arrivals(id, token);
}

#define TEST(function, server, way, out) { #function " " server " " #way " " #out, \
                                           test_##function, NULL, NULL, \
                                           &(struct plan){ server, LIVE_##way, out } }

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(recipients, "POSTFIX_587", BLOCKING, 0),
        TEST(recipients, "POSTFIX_587", POLLED, 0),
        TEST(recipients, "POSTFIX_NOPIPE", POLLED, 0),
        TEST(messages, "POSTFIX_587", BLOCKING, 0),
        TEST(messages, "POSTFIX_587", POLLED, 0),
        TEST(messages, "POSTFIX_NOCHUNK", BLOCKING, 0),
        TEST(messages, "POSTFIX_CLEAR", POLLED, 1024),
        TEST(messages, "POSTFIX_NOPIPE", POLLED, 0),
        TEST(hundred, "EXIM_465", POLLED, 0),
        TEST(delivered, "POSTFIX_465", BLOCKING, 0),
        TEST(delivered, "POSTFIX_NOPIPE", POLLED, 0),
        TEST(delivered, "DOVECOT_LMTP", POLLED, 0),
        TEST(drop, "POSTFIX_CLEAR", BLOCKING, 1024),
        TEST(reset, "POSTFIX_CLEAR", POLLED, 0),
        TEST(reset, "POSTFIX_587", BLOCKING, 0),
        TEST(reset, "POSTFIX_587", POLLED, 0),
        TEST(drop, "POSTFIX_NOCHUNK", POLLED, 0),
        TEST(drop, "POSTFIX_NOPIPE", BLOCKING, 0),
        TEST(drop, "POSTFIX_NOPIPE", POLLED, 0),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
