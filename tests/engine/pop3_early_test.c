/* SPDX-License-Identifier: MIT */
/* What a server says before it is asked is no answer to what is asked then (safety rule 3), and
   nothing may stand behind the reply to STLS (rule 1; CVE-2020-15953, CVE-2011-0411). What comes in
   one piece with the reply before it can be told from an answer, so these tests hand over pieces as
   they stand; transcripts cut them. */

#include <mailwire/pop3.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct run {
    union {
        uint64_t align;
        char bytes[8192];
    } mem;
    mw_session *s;
    char sent[512];
    size_t sent_len;
    int ended;      /* type of the last event that ended something */
    int32_t ids[8]; /* how many times each id ended */
};

static void begin(struct run *r, uint32_t security)
{
    mw_config cfg = MW_CONFIG_INIT;

    memset(r, 0, sizeof *r);
    cfg.host = "mail.example.org";
    cfg.user = "ann";
    cfg.secret = "s3cret";
    cfg.security = security;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.in_bytes = 512;
    cfg.out_bytes = 256;
    assert_int_equal(mw_pop3_init(&r->s, &r->mem, sizeof r->mem, &cfg), MW_OK);
    assert_int_equal(mw_open(r->s), 1);
}

static void take_output(struct run *r)
{
    const void *p;
    size_t n;

    while (mw_out(r->s, &p, &n) == MW_OK) {
        assert_true(n < sizeof r->sent - r->sent_len);
        memcpy(r->sent + r->sent_len, p, n);
        r->sent_len += n;
        r->sent[r->sent_len] = 0;
        mw_out_done(r->s, n);
    }
}

/* Drives until nothing moves any more; 1: the session has ended. */
static int drive(struct run *r)
{
    const mw_event *ev;
    int moved;

    do {
        size_t before = r->sent_len;

        while ((ev = mw_next(r->s)) != NULL) {
            if (ev->type >= MW_EV_DONE && ev->type <= MW_EV_UNKNOWN) {
                r->ended = ev->type;
                r->ids[ev->id]++;
            }
            if (ev->type == MW_EV_SECURE)
                mw_secured(r->s, MW_OK);
            if (ev->flags & MW_EVF_LAST)
                return 1;
        }
        take_output(r);
        moved = r->sent_len != before;
    } while (moved);
    return 0;
}

static int says(struct run *r, const char *text)
{
    void *p;
    size_t room, n = strlen(text);

    drive(r);
    assert_int_equal(mw_in(r->s, &p, &room), MW_OK);
    assert_true(n <= room);
    memcpy(p, text, n);
    mw_in_done(r->s, n);
    return drive(r);
}

static void log_in(struct run *r)
{
    assert_int_equal(says(r, "+OK\r\n"), 0);
    assert_int_equal(says(r, "-ERR\r\n"), 0);
    assert_int_equal(says(r, "+OK\r\n"), 0);
    assert_int_equal(says(r, "+OK\r\n"), 0);
    assert_int_equal(mw_last_event(r->s)->type, MW_EV_READY);
}

static void fails(struct run *r, int code, const char *sent)
{
    assert_int_equal(mw_last_event(r->s)->type, MW_EV_FAILED);
    assert_int_equal(mw_last_error(r->s)->code, code);
    assert_string_equal(r->sent, sent);
    mw_free(r->s);
}

static void stls(struct run *r)
{
    begin(r, MW_STARTTLS);
    assert_int_equal(says(r, "+OK\r\n"), 0);
    assert_int_equal(says(r, "+OK\r\nSTLS\r\n.\r\n"), 0);
    assert_string_equal(r->sent, "CAPA\r\nSTLS\r\n");
}

static void behind_stls(void **state)
{
    static const char *const behind[] = {
        "+OK\r\n+OK\r\n",      "+OK go\r\n+OK\r\nUSER\r\n.\r\n", "+OK\r\n+", "+OK\r\n\n",
        "+OK\r\n\x16\x03\x01", "+OK\r\n-ERR [SYS/TEMP]",         "+OK\n\n",
    };
    struct run r;
    size_t i;

    (void)state;
    for (i = 0; i < sizeof behind / sizeof *behind; i++) {
        stls(&r);
        assert_int_equal(says(&r, behind[i]), 1);
        fails(&r, MW_E_INJECTED, "CAPA\r\nSTLS\r\n");
    }
}

static void before_capa(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_PLAIN);
    assert_int_equal(says(&r, "+OK\r\n+OK\r\nUSER\r\n.\r\n"), 1);
    fails(&r, MW_E_PROTOCOL, "");
}

static void before_stls(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_STARTTLS);
    says(&r, "+OK\r\n");
    assert_int_equal(says(&r, "+OK\r\nSTLS\r\n.\r\n+OK\r\n"), 1);
    fails(&r, MW_E_PROTOCOL, "CAPA\r\n");
}

static void before_pass(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_PLAIN);
    says(&r, "+OK\r\n");
    says(&r, "-ERR\r\n");
    assert_int_equal(says(&r, "+OK\r\n+OK\r\n"), 1);
    fails(&r, MW_E_PROTOCOL, "CAPA\r\nUSER ann\r\n");
}

/* A reply that stands there when READY comes answers nothing. */
static void before_the_first_command(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_PLAIN);
    says(&r, "+OK\r\n");
    says(&r, "-ERR\r\n");
    says(&r, "+OK\r\n");
    drive(&r);
    {
        void *p;
        size_t room;

        assert_int_equal(mw_in(r.s, &p, &room), MW_OK);
        memcpy(p, "+OK in\r\n+OK 9 9\r\n", 17);
        mw_in_done(r.s, 17);
    }
    assert_int_equal(mw_next(r.s)->type, MW_EV_READY);
    assert_int_equal(mw_pop3_stat(r.s), 2);
    assert_int_equal(drive(&r), 1);
    assert_int_equal(r.ended, MW_EV_ABORTED);
    assert_int_equal(r.ids[2], 1);
    assert_int_equal(mw_last_error(r.s)->code, MW_E_PROTOCOL);
    mw_free(r.s);
}

/* Without PIPELINING the second command goes out when the first was answered. */
static void before_the_next_command(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_PLAIN);
    log_in(&r);
    assert_int_equal(mw_noop(r.s), 2);
    assert_int_equal(mw_pop3_dele(r.s, 1), 3);
    assert_int_equal(mw_quit(r.s), 4);
    assert_int_equal(says(&r, "+OK\r\n+OK\r\n"), 1);
    assert_int_equal(r.ids[2], 1);
    assert_int_equal(r.ids[3], 1);
    assert_int_equal(r.ids[4], 1);
    assert_int_equal(r.ended, MW_EV_ABORTED);
    assert_int_equal(mw_last_error(r.s)->code, MW_E_PROTOCOL);
    mw_free(r.s);
}

/* A body may not bring the answers of later commands along. */
static void behind_a_body(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_PLAIN);
    log_in(&r);
    assert_int_equal(mw_pop3_retr(r.s, 1), 2);
    assert_int_equal(mw_pop3_dele(r.s, 1), 3);
    assert_int_equal(says(&r, "+OK\r\nhi\r\n.\r\n+OK\r\n"), 1);
    assert_int_equal(r.ids[2], 1);
    assert_int_equal(r.ended, MW_EV_ABORTED);
    assert_int_equal(mw_last_error(r.s)->code, MW_E_PROTOCOL);
    mw_free(r.s);
}

/* While a command waits for room on its way out, nothing answers it. */
static void before_it_was_sent(void **state)
{
    struct run r;
    const void *out;
    size_t n, room;
    void *p;

    (void)state;
    begin(&r, MW_PLAIN);
    log_in(&r);
    assert_int_equal(mw_pop3_stat(r.s), 2);
    assert_null(mw_next(r.s));
    assert_int_equal(mw_out(r.s, &out, &n), MW_OK);
    assert_int_equal(n, 6);
    mw_out_done(r.s, 5);
    assert_int_equal(mw_in(r.s, &p, &room), MW_OK);
    memcpy(p, "+OK 9 9\r\n", 9);
    mw_in_done(r.s, 9);
    assert_int_equal(drive(&r), 1);
    assert_int_equal(r.ended, MW_EV_ABORTED);
    assert_int_equal(mw_last_error(r.s)->code, MW_E_PROTOCOL);
    mw_free(r.s);
}

/* The same where sending takes no time at all: the answers wait already when the question goes. */
struct wire {
    const char *in;
    char out[128];
    size_t out_len;
};

static int wire_recv(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct wire *w = ctx;

    *got = strlen(w->in);
    assert_true(*got <= cap);
    memcpy(buf, w->in, *got);
    w->in += *got;
    return *got ? MW_OK : MW_EOF;
}

static int wire_send(void *ctx, const void *buf, size_t len, size_t *put)
{
    struct wire *w = ctx;

    assert_true(len < sizeof w->out - w->out_len);
    memcpy(w->out + w->out_len, buf, len);
    w->out_len += len;
    *put = len;
    return MW_OK;
}

static void all_in_one_piece(void **state)
{
    struct wire w = { "+OK\r\n+OK\r\nUSER\r\n.\r\n+OK\r\n+OK\r\n", { 0 }, 0 };
    mw_transport t = MW_TRANSPORT_INIT;
    mw_config cfg = MW_CONFIG_INIT;
    const mw_event *ev;
    struct run r;

    (void)state;
    t.ctx = &w;
    t.recv = wire_recv;
    t.send = wire_send;
    cfg.host = "mail.example.org";
    cfg.user = "ann";
    cfg.secret = "s3cret";
    cfg.security = MW_PLAIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.transport = &t;
    cfg.in_bytes = 512;
    cfg.out_bytes = 256;
    assert_int_equal(mw_pop3_init(&r.s, &r.mem, sizeof r.mem, &cfg), MW_OK);
    mw_open(r.s);
    do
        ev = mw_next(r.s);
    while (!ev || !(ev->flags & MW_EVF_LAST));
    assert_int_equal(ev->code, MW_E_PROTOCOL);
    assert_string_equal(w.out, "");
    mw_free(r.s);
}

/* What was in the buffer is not what a server says that goes away. */
static void bye_behind_a_reply(void **state)
{
    struct run r;

    (void)state;
    begin(&r, MW_PLAIN);
    log_in(&r);
    assert_int_equal(mw_noop(r.s), 2);
    assert_int_equal(says(&r, "+OK\r\n-ERR shutting down\r\n"), 1);
    assert_int_equal(r.ended, MW_EV_DONE);
    assert_int_equal(mw_last_error(r.s)->code, MW_E_SERVER_BYE);
    mw_free(r.s);
}

/* Everything of the session is gone from the block when it is freed, the secret once logged in. */
static void secret_is_wiped(void **state)
{
    struct run r;
    size_t i;

    (void)state;
    begin(&r, MW_PLAIN);
    log_in(&r);
    for (i = 0; i + 6 <= sizeof r.mem.bytes; i++)
        assert_true(memcmp(r.mem.bytes + i, "s3cret", 6) != 0);
    mw_free(r.s);
    for (i = 0; i < 512; i++)
        assert_int_equal(r.mem.bytes[i], 0);
}

static void memory(void **state)
{
    mw_config cfg = MW_CONFIG_INIT;
    struct run r;
    size_t need;

    (void)state;
    cfg.host = "mail.example.org";
    cfg.in_bytes = 64;
    cfg.out_bytes = 128;
    cfg.commands = 4;
    need = mw_pop3_size(&cfg);
    assert_true(need > 0 && need < 1024);
    assert_int_equal(mw_pop3_init(&r.s, &r.mem, need - 1, &cfg), MW_E_MEMORY);
    assert_int_equal(mw_pop3_init(&r.s, &r.mem, need, &cfg), MW_OK);
    mw_free(r.s);
    cfg.commands = 5;
    assert_true(mw_pop3_size(&cfg) > need);
    cfg.commands = 65536;
    assert_int_equal(mw_pop3_size(&cfg), 0);
    assert_int_equal(mw_pop3_init(&r.s, &r.mem, sizeof r.mem, &cfg), MW_E_ARG);
    assert_int_equal(mw_pop3_size(NULL), 0);
}

/* A secret longer than the output, refused before all of it has gone: the server's words count. */
static void in_mid_secret(void **state)
{
    static const char words[] = "-ERR line too long\r\n";
    mw_config cfg = MW_CONFIG_INIT;
    struct run r;
    char secret[601];
    size_t room;
    void *in;

    (void)state;
    memset(&r, 0, sizeof r);
    memset(secret, 'p', sizeof secret - 1);
    secret[sizeof secret - 1] = '\0';
    cfg.host = "mail.example.org";
    cfg.user = "ann";
    cfg.secret = secret;
    cfg.security = MW_PLAIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.out_bytes = 128;
    assert_int_equal(mw_pop3_init(&r.s, &r.mem, sizeof r.mem, &cfg), MW_OK);
    assert_int_equal(mw_open(r.s), 1);
    assert_int_equal(says(&r, "+OK\r\n"), 0);
    assert_int_equal(says(&r, "-ERR\r\n"), 0);
    assert_int_equal(mw_in(r.s, &in, &room), MW_OK);
    memcpy(in, "+OK\r\n", 5);
    mw_in_done(r.s, 5);
    assert_null(mw_next(r.s)); /* PASS and as much as there is room for */
    assert_int_equal(mw_in(r.s, &in, &room), MW_OK);
    memcpy(in, words, sizeof words - 1);
    mw_in_done(r.s, sizeof words - 1);
    assert_non_null(mw_next(r.s));
    assert_int_equal(mw_last_error(r.s)->text_len, 13);
    fails(&r, MW_E_SERVER_BYE, "CAPA\r\nUSER ann\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(behind_stls),
        cmocka_unit_test(before_capa),
        cmocka_unit_test(before_stls),
        cmocka_unit_test(before_pass),
        cmocka_unit_test(before_the_first_command),
        cmocka_unit_test(before_the_next_command),
        cmocka_unit_test(behind_a_body),
        cmocka_unit_test(before_it_was_sent),
        cmocka_unit_test(all_in_one_piece),
        cmocka_unit_test(bye_behind_a_reply),
        cmocka_unit_test(secret_is_wiped),
        cmocka_unit_test(memory),
        cmocka_unit_test(in_mid_secret),
    };

    return cmocka_run_group_tests_name("pop3_early", tests, NULL, NULL);
}
