/* SPDX-License-Identifier: MIT */
/* What a server says before it is asked is no answer to what is asked then (safety rule 3). Data
   may come unasked at any time, a tagged response or a continuation request may not. The server's
   words come in the pieces they stand in here; transcripts cut them. */

#include <mailwire/imap.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

struct run {
    union {
        uint64_t align;
        char bytes[4096];
    } mem;
    mw_session *s;
    mw_transport transport;
    const char *const *piece; /* still to come; NULL ends them */
    char sent[512];
    size_t sent_len;
    int ended; /* the code of FAILED; 1: not ended */
    int ready, done;
};

static int take(void *ctx, const void *p, size_t n, size_t *put)
{
    struct run *r = ctx;

    assert_true(n < sizeof r->sent - r->sent_len);
    memcpy(r->sent + r->sent_len, p, n);
    r->sent_len += n;
    r->sent[r->sent_len] = 0;
    *put = n;
    return MW_OK;
}

/* A piece is "WHEN|WORDS": the words come in one once WHEN has been sent. */
static int give(void *ctx, void *buf, size_t cap, size_t *got)
{
    struct run *r = ctx;
    const char *words;
    size_t when;

    if (!*r->piece)
        return MW_WANT_READ;
    words = strchr(*r->piece, '|');
    assert_non_null(words);
    when = (size_t)(words - *r->piece);
    if (when > r->sent_len || memcmp(r->sent + r->sent_len - when, *r->piece, when) != 0)
        return MW_WANT_READ;
    words++;
    *got = strlen(words);
    assert_true(*got <= cap);
    memcpy(buf, words, *got);
    r->piece++;
    return MW_OK;
}

static void drive(struct run *r)
{
    const mw_event *ev;

    while ((ev = mw_next(r->s)) != NULL) {
        if (ev->flags & MW_EVF_LAST) {
            r->ended = ev->code;
            return;
        }
        r->ready += ev->type == MW_EV_READY;
        r->done += ev->type == MW_EV_DONE;
    }
}

static void begin(struct run *r, const char *user, const char *const *pieces)
{
    mw_config cfg = MW_CONFIG_INIT;
    const mw_transport t = MW_TRANSPORT_INIT;

    memset(r, 0, sizeof *r);
    r->ended = 1;
    r->piece = pieces;
    r->transport = t;
    r->transport.ctx = r;
    r->transport.send = take;
    r->transport.recv = give;
    cfg.host = "mail.example.org";
    cfg.security = MW_PLAIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.user = user;
    cfg.secret = "s3cret";
    cfg.transport = &r->transport;
    cfg.in_bytes = 512;
    assert_int_equal(mw_imap_init(&r->s, &r->mem, sizeof r->mem, &cfg), MW_OK);
    assert_int_equal(mw_open(r->s), 1);
    drive(r);
}

static void fails(const char *user, const char *const *pieces)
{
    struct run r;

    begin(&r, user, pieces);
    assert_int_equal(r.ended, MW_E_PROTOCOL);
    assert_int_equal(r.ready, 0);
    mw_free(r.s);
}

static void opening(void **state)
{
    static const char *const capability[] = { "|* OK hello\r\nA1 OK done\r\n", NULL };
    static const char *const login[] = { "|* OK [CAPABILITY IMAP4rev1] hello\r\nA1 OK in\r\n",
                                         NULL };
    static const char *const later[] = {
        "|* OK hello\r\n", "A1 CAPABILITY\r\n|* CAPABILITY IMAP4rev1\r\nA1 OK\r\nA2 OK\r\n", NULL
    };
    static const char *const between[] = {
        "|* OK [CAPABILITY IMAP4rev1] hello\r\n* OK wait\r\nA1 OK in\r\n", NULL
    };

    (void)state;
    fails("ann", capability);
    fails("ann", login);
    fails("ann", later);
    fails("ann", between);
}

static void continuations(void **state)
{
    static const char *const plus[] = { "|* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n+\r\n",
                                        NULL };
    static const char *const ok[] = { "|* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hello\r\n",
                                      "A1 AUTHENTICATE PLAIN\r\n|+\r\nA1 OK in\r\n", NULL };
    static const char *const literal[] = { "|* OK [CAPABILITY IMAP4rev1] hello\r\n+\r\n", NULL };
    static const char *const literal_ok[] = { "|* OK [CAPABILITY IMAP4rev1] hello\r\n",
                                              "A1 LOGIN {4}\r\n|+\r\nA1 OK in\r\n", NULL };

    (void)state;
    fails("ann", plus);
    fails("\xc3\xa4nn", ok); /* which LOGIN could not say */
    fails("\xc3\xa4nn", literal);
    fails("\xc3\xa4nn", literal_ok);
}

static void data_may_come(void **state)
{
    static const char *const pieces[] = {
        "|* OK [CAPABILITY IMAP4rev1] hello\r\n* OK wait\r\n* CAPABILITY IMAP4rev1 IDLE\r\n* OK",
        "\"s3cret\"\r\n| more\r\nA1 OK [CAPABILITY IMAP4rev1] in\r\n* 3 EXISTS\r\n", NULL
    };
    struct run r;

    (void)state;
    begin(&r, "ann", pieces);
    assert_int_equal(r.ended, 1);
    assert_int_equal(r.ready, 1);
    mw_free(r.s);
}

static void ready(void **state)
{
    static const char *const pieces[] = {
        "|* OK [CAPABILITY IMAP4rev1] hello\r\n* 1 EXISTS\r\n* 2 EXISTS\r\n",
        "A1 NOOP\r\n|* 3 EXISTS\r\nA1 OK one\r\nA2 OK two\r\n", NULL
    };
    struct run r;
    const mw_event *ev;

    (void)state;
    begin(&r, NULL, pieces);
    assert_int_equal(r.ready, 1);
    assert_int_equal(mw_noop(r.s), 2);
    while ((ev = mw_next(r.s)) != NULL && ev->type != MW_EV_DONE)
        assert_int_equal(ev->flags & MW_EVF_LAST, 0);
    assert_non_null(ev);
    assert_int_equal(mw_noop(r.s), 3); /* whose answer is here already */
    drive(&r);
    assert_int_equal(r.ended, MW_E_PROTOCOL);
    assert_int_equal(r.done, 0);
    mw_free(r.s);
}

static void flights(void **state)
{
    static const char *const pieces[] = {
        "|* OK [CAPABILITY IMAP4rev1] hello\r\n* 1 EXISTS\r\n* 2 EX",
        "A2 NOOP\r\n|ISTS\r\nA1 OK\r\nA2 OK\r\n", NULL
    };
    struct run r;

    (void)state;
    begin(&r, NULL, pieces);
    assert_int_equal(mw_noop(r.s), 2);
    assert_int_equal(mw_noop(r.s), 3);
    drive(&r);
    assert_int_equal(r.ended, 1);
    assert_int_equal(r.done, 2);
    mw_free(r.s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opening), cmocka_unit_test(continuations), cmocka_unit_test(data_may_come),
        cmocka_unit_test(ready),   cmocka_unit_test(flights),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
