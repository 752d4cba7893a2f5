/* SPDX-License-Identifier: MIT */
/* Sessions live on small stacks: whole conversations run on stacks that were painted before, and
   the paint that is left tells how deep they went. */

#define _POSIX_C_SOURCE 200809L

#include "session/peer.h"
#include "support/unit.h"

#include <mailwire/mailwire.h>

#include <pthread.h>
#include <stdlib.h>

#define STACK_BYTES 262144
#define PAINT 0xc5

#define MOST_BYTES 2048

/* Sanitizers take frames off the stack: then only the conversations are played. */
#if defined(__SANITIZE_ADDRESS__)
#define MEASURES 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define MEASURES 0
#endif
#endif
#ifndef MEASURES
#define MEASURES 1
#endif

static uint64_t block[4096];
static struct peer peer;
static int failed; /* which step, in the thread */

#define SAYS_SMTP \
    "220 x\r\n", "250-x\r\n250-SIZE 100000\r\n250 AUTH PLAIN\r\n", "235 x\r\n", "250 x\r\n", \
        "250 x\r\n", "354 x\r\n", "250 x\r\n", "221 x\r\n"

static mw_session *begin(int (*init)(mw_session **, void *, size_t, const mw_config *))
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s = NULL;

    cfg.host = "mail.example.org";
    cfg.security = MW_PLAIN;
    cfg.flags = MW_FLAG_SECRET_IN_CLEAR | MW_FLAG_TRACE;
    cfg.user = "ann";
    cfg.secret = "s3cret";
    cfg.transport = &peer.t;
    failed = init(&s, block, sizeof block, &cfg);
    return s;
}

static void require(int truth, int step)
{
    if (!truth && !failed)
        failed = step;
}

static void *smtp(void *unused)
{
    mw_mail o = MW_MAIL_INIT;
    mw_session *s = begin(mw_smtp_init);

    o.bytes = 1000;
    require(mw_run(s, mw_open(s)) == MW_OK, 1);
    require(mw_run(s, mw_smtp_mail(s, "ann@example.org", &o)) == MW_OK, 2);
    require(mw_run(s, mw_smtp_rcpt(s, "bob@example.net", NULL)) == MW_OK, 3);
    require(mw_run(s, mw_smtp_data(s)) == MW_OK, 4);
    require(mw_write_all(s, "Subject: x\n\n.\n", 14) == MW_OK, 5);
    require(mw_run(s, mw_write_end(s)) == MW_OK, 6);
    require(mw_run(s, mw_quit(s)) == MW_OK, 7);
    mw_free(s);
    return unused;
}

static void *imap(void *unused)
{
    mw_fetch what = MW_FETCH_INIT;
    mw_session *s = begin(mw_imap_init);

    what.items = MW_IMAP_FLAGS | MW_IMAP_ENVELOPE | MW_IMAP_BODY;
    require(mw_run(s, mw_open(s)) == MW_OK, 1);
    require(mw_run(s, mw_imap_select(s, "INBOX", NULL)) == MW_OK, 2);
    require(mw_run(s, mw_imap_fetch(s, &what)) == MW_OK, 3);
    require(mw_run(s, mw_quit(s)) == MW_OK, 4);
    mw_free(s);
    return unused;
}

static void *pop3(void *unused)
{
    mw_session *s = begin(mw_pop3_init);

    require(mw_run(s, mw_open(s)) == MW_OK, 1);
    require(mw_run(s, mw_pop3_stat(s)) == MW_OK, 2);
    require(mw_run(s, mw_pop3_uidl(s, 0)) == MW_OK, 3);
    require(mw_run(s, mw_pop3_retr(s, 1)) == MW_OK, 4);
    require(mw_run(s, mw_pop3_dele(s, 1)) == MW_OK, 5);
    require(mw_run(s, mw_quit(s)) == MW_OK, 6);
    mw_free(s);
    return unused;
}

/* One conversation on a painted stack. How a thread begins and ends is the C library's affair, and
   may go deeper than a session: so the thread paints and looks by itself. */
struct stack {
    void *(*body)(void *);
    unsigned char *bytes; /* its lowest */
    size_t depth;         /* bytes that body wrote to */
};

/* Near to where it is called; above that lies what is not painted. */
#define UNPAINTED_BYTES 256

static void *paint_and_run(void *arg)
{
    struct stack *s = arg;
    volatile unsigned char *bytes = s->bytes, *here;
    unsigned char mark = 0;
    size_t clean, painted;

    here = &mark;
    painted = (size_t)(here - bytes) - UNPAINTED_BYTES;
    for (clean = 0; clean < painted; clean++)
        bytes[clean] = PAINT;
    s->body(NULL);
    for (clean = 0; clean < painted && bytes[clean] == PAINT; clean++)
        ;
    s->depth = (size_t)(here - bytes) - clean;
    return NULL;
}

static size_t depth(void *(*body)(void *))
{
    pthread_attr_t attr;
    pthread_t thread;
    struct stack s = { body, NULL, 0 };
    void *bytes;

    assert_int_equal(posix_memalign(&bytes, 65536, STACK_BYTES), 0);
    s.bytes = bytes;
    assert_int_equal(pthread_attr_init(&attr), 0);
    assert_int_equal(pthread_attr_setstack(&attr, bytes, STACK_BYTES), 0);
    assert_int_equal(pthread_create(&thread, &attr, paint_and_run, &s), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attr);
    free(bytes);
    return s.depth;
}

/* Runs once first, so that the dynamic linker has found what it looks for on a stack. */
static void check(void *(*body)(void *), const char *const *says)
{
    size_t deep;

    peer_new(&peer, says, 100000);
    body(NULL);
    peer_free(&peer);
    assert_int_equal(failed, 0);
    if (!MEASURES)
        return;
    peer_new(&peer, says, 100000);
    deep = depth(body);
    peer_free(&peer);
    assert_int_equal(failed, 0);
    print_message("# %d bytes of stack\n", (int)deep);
    assert_true(deep > UNPAINTED_BYTES);
    assert_true(deep < MOST_BYTES);
}

static void smtp_is_small(void **state)
{
    static const char *const says[] = { SAYS_SMTP, NULL };

    (void)state;
    check(smtp, says);
}

static void imap_is_small(void **state)
{
    static const char *const says[] = {
        "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] x\r\n",
        "A1 OK [CAPABILITY IMAP4rev1] in\r\n",
        "* FLAGS (\\Seen)\r\n* 1 EXISTS\r\nA2 OK [READ-WRITE] x\r\n",
        "* 1 FETCH (UID 7 FLAGS (\\Seen) ENVELOPE (NIL \"x\" NIL NIL NIL NIL NIL NIL NIL NIL) "
        "BODY[] {4}\r\nhi\r\n)\r\nA3 OK x\r\n",
        "* BYE x\r\nA4 OK x\r\n",
        NULL,
    };

    (void)state;
    check(imap, says);
}

static void pop3_is_small(void **state)
{
    static const char *const says[] = {
        "+OK\r\n", "+OK\r\nUSER\r\nUIDL\r\n.\r\n", "+OK\r\n", "+OK\r\n", "-ERR\r\n",
        "+OK 1 2\r\n", "+OK\r\n1 a\r\n.\r\n",
        "+OK\r\nhi\r\n..\r\n.\r\n", "+OK\r\n", "+OK\r\n", NULL,
    };

    (void)state;
    check(pop3, says);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(smtp_is_small),
        cmocka_unit_test(imap_is_small),
        cmocka_unit_test(pop3_is_small),
    };

    return cmocka_run_group_tests_name("session/stack", tests, NULL, NULL);
}
