/* SPDX-License-Identifier: MIT */
/* Round trips: sent by SMTP, read back by IMAP and by POP3, all by this library, and the same as
   what libcurl reads. */

#include "live/live.h"
#include "live/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MEGABYTE ((size_t)1 << 20)

static struct live live;

struct plan {
    const char *server;
    uint32_t security;
    int way;
    int protocol;
};

/* What a FETCH or a RETR handed over. */
struct seen {
    struct post body;
    unsigned msgs, ends, bodies, exists;
    unsigned long long announced, uid, size, items;
    uint64_t newest; /* message number */
};

static void collect(void *ctx, const mw_event *ev)
{
    struct seen *seen = ctx;

    switch (ev->type) {
    case MW_EV_MSG:
        seen->msgs++;
        break;
    case MW_EV_MSG_END:
        seen->ends++;
        seen->uid = ev->uid;
        break;
    case MW_EV_BODY:
        seen->bodies++;
        seen->announced = ev->num;
        break;
    case MW_EV_DATA:
        post_add(&seen->body, ev->data, ev->len);
        break;
    case MW_EV_ATTR:
        if (ev->item == MW_ITEM_SIZE)
            seen->size = ev->num;
        break;
    case MW_EV_MAILBOX:
        if (ev->item == MW_ITEM_EXISTS)
            seen->exists = (unsigned)ev->num;
        break;
    case MW_EV_ITEM:
        seen->items++;
        seen->newest = ev->num;
        break;
    default:
        break;
    }
}

static mw_config config(const char *server, uint32_t security, const char *user)
{
    mw_config cfg;

    live_need(server);
    cfg = live_config(server, security);
    cfg.user = user;
    cfg.secret = live_password(user);
    return cfg;
}

static void begin(const struct plan *plan, const char *user, struct seen *seen)
{
    mw_config cfg = config(plan->server, plan->security, user);

    memset(seen, 0, sizeof *seen);
    post_text(&seen->body, "");
    live_start(&live, plan->protocol, &cfg, plan->way);
    live.watch = collect;
    live.ctx = seen;
}

/* Sends a message and waits until it has arrived; what libcurl reads of it. */
static struct post deliver(const char *kind, size_t size, const char *user, const char *token)
{
    mw_config cfg = config("POSTFIX_587", MW_STARTTLS, "alice");
    struct post sent = post_make(kind, token, size), arrived;
    char to[64];
    int id;

    snprintf(to, sizeof to, "%s@example.test", user);
    live_start(&live, LIVE_SMTP, &cfg, LIVE_BLOCKING);
    id = live_send(&live, to, sent.data, sent.len);
    live_is(&live, id, MW_EV_DONE, 250);
    live_quit(&live);
    arrived = post_read(user, token);
    post_same(&arrived, &sent);
    post_free(&sent);
    return arrived;
}

static void same(const struct post *a, const struct post *b)
{
    assert_int_equal(a->len, b->len);
    assert_memory_equal(a->data, b->data, a->len);
}

/* --- IMAP --- */

static void fetch(const struct plan *plan, const char *user, unsigned uid, struct seen *seen)
{
    mw_fetch what = MW_FETCH_INIT;
    char uids[16];

    begin(plan, user, seen);
    live_is(&live, live_id(&live, mw_imap_select(live.s, "INBOX", NULL)), MW_EV_DONE, 0);
    assert_true(seen->exists > 0);
    snprintf(uids, sizeof uids, "%u", uid);
    what.uids = uids;
    what.items = MW_IMAP_BODY | MW_IMAP_SIZE | MW_IMAP_FLAGS;
    live_is(&live, live_id(&live, mw_imap_fetch(live.s, &what)), MW_EV_DONE, 0);
    live_quit(&live);
    assert_int_equal(seen->msgs, 1);
    assert_int_equal(seen->ends, 1);
    assert_int_equal(seen->bodies, 1);
    assert_int_equal(seen->uid, uid);
    assert_int_equal(seen->announced, seen->body.len);
    assert_int_equal(seen->size, seen->body.len);
}

static void imap_message(void **state)
{
    const struct plan *plan = *state;
    size_t i;

    live_need(plan->server);
    for (i = 0; post_kinds[i]; i++) {
        char token[32];
        struct post arrived;
        struct seen seen;

        snprintf(token, sizeof token, "%s", post_token());
        arrived = deliver(post_kinds[i], 5000, "eai", token);
        fetch(plan, "eai", post_uid("eai", token), &seen);
        same(&seen.body, &arrived);
        post_free(&seen.body);
        post_free(&arrived);
    }
}

static void imap_large(void **state)
{
    char token[32];
    struct post arrived;
    struct seen seen;

    live_need(((const struct plan *)*state)->server);
    snprintf(token, sizeof token, "%s", post_token());
    arrived = deliver("large", 25 * MEGABYTE, "alice", token);
    fetch(*state, "alice", post_uid("alice", token), &seen);
    same(&seen.body, &arrived);
    post_free(&seen.body);
    post_free(&arrived);
}

/* Parts and windows of the body put together are the body. */
static void imap_sections(void **state)
{
    static const char *const sections[] = { "HEADER", "TEXT" };
    mw_fetch what = MW_FETCH_INIT;
    struct post arrived;
    struct seen seen;
    char token[32], uids[16];
    size_t i;

    live_need(((const struct plan *)*state)->server);
    snprintf(token, sizeof token, "%s", post_token());
    arrived = deliver("large", 10000, "eai", token);
    begin(*state, "eai", &seen);
    live_is(&live, live_id(&live, mw_imap_examine(live.s, "INBOX", NULL)), MW_EV_DONE, 0);
    snprintf(uids, sizeof uids, "%u", post_uid("eai", token));
    what.uids = uids;
    what.items = MW_IMAP_BODY;
    for (i = 0; i < 2; i++) {
        what.section = sections[i];
        live_is(&live, live_id(&live, mw_imap_fetch(live.s, &what)), MW_EV_DONE, 0);
    }
    same(&seen.body, &arrived);
    seen.body.len = 0;
    what.section = "";
    what.length = 4000;
    for (what.offset = 0; what.offset < arrived.len; what.offset += what.length)
        live_is(&live, live_id(&live, mw_imap_fetch(live.s, &what)), MW_EV_DONE, 0);
    same(&seen.body, &arrived);
    live_quit(&live);
    post_free(&seen.body);
    post_free(&arrived);
}

static void imap_refusals(void **state)
{
    const struct plan *plan = *state;
    mw_config cfg = config(plan->server, plan->security, "alice");
    struct seen seen;

    cfg.secret = "wrong";
    live_fails(&live, LIVE_IMAP, &cfg, plan->way, MW_E_AUTH, MW_AT_AUTH);
    begin(plan, "empty", &seen);
    assert_int_equal(live_run(&live, live_id(&live, mw_imap_select(live.s, "No such", NULL)))->type,
                     MW_EV_REFUSED);
    assert_int_equal(live.err.code, MW_E_REPLY_PERM);
    live_is(&live, live_id(&live, mw_imap_select(live.s, "INBOX", NULL)), MW_EV_DONE, 0);
    assert_int_equal(seen.exists, 0);
    live_is(&live, live_id(&live, mw_noop(live.s)), MW_EV_DONE, 0);
    live_quit(&live);
    post_free(&seen.body);
}

/* --- POP3 --- */

/* Reads the newest message; with `dele`, deletes it, too. */
static void retrieve(const struct plan *plan, const char *user, int dele, struct seen *seen)
{
    int retr;

    begin(plan, user, seen);
    live_is(&live, live_id(&live, mw_pop3_stat(live.s)), MW_EV_DONE, 0);
    assert_int_equal(seen->items, 1);
    seen->items = 0;
    live_is(&live, live_id(&live, mw_pop3_uidl(live.s, 0)), MW_EV_DONE, 0);
    assert_true(seen->items > 0);
    retr = live_id(&live, mw_pop3_retr(live.s, (uint32_t)seen->newest));
    live_is(&live, retr, MW_EV_DONE, 0);
    if (dele) {
        retr = live_id(&live, mw_pop3_dele(live.s, (uint32_t)seen->newest));
        live_is(&live, retr, MW_EV_DONE, 0);
    }
    live_quit(&live);
    assert_int_equal(seen->msgs, 1);
    assert_int_equal(seen->ends, 1);
}

/* Each kind of body; each is deleted after it was read. */
static void pop3_message(void **state)
{
    const struct plan *plan = *state;
    size_t i;

    live_need(plan->server);
    for (i = 0; post_kinds[i]; i++) {
        char token[32];
        struct post arrived, by_curl;
        struct seen seen;

        snprintf(token, sizeof token, "%s", post_token());
        arrived = deliver(post_kinds[i], 5000, "bob", token);
        by_curl = post_read_pop3("bob");
        same(&by_curl, &arrived);
        retrieve(plan, "bob", 1, &seen);
        same(&seen.body, &arrived);
        assert_int_equal(post_uid("bob", token), 0);
        post_free(&seen.body);
        post_free(&by_curl);
        post_free(&arrived);
    }
}

static void pop3_large(void **state)
{
    char token[32];
    struct post arrived;
    struct seen seen;

    live_need(((const struct plan *)*state)->server);
    snprintf(token, sizeof token, "%s", post_token());
    arrived = deliver("large", 25 * MEGABYTE, "bob", token);
    retrieve(*state, "bob", 1, &seen);
    same(&seen.body, &arrived);
    post_free(&seen.body);
    post_free(&arrived);
}

/* Marked, but the session ends without QUIT: nothing is deleted (RFC 1939 6). */
static void pop3_without_quit(void **state)
{
    char token[32];
    struct post arrived;
    struct seen seen;

    live_need(((const struct plan *)*state)->server);
    snprintf(token, sizeof token, "%s", post_token());
    arrived = deliver("plain", 0, "bob", token);
    begin(*state, "bob", &seen);
    live_is(&live, live_id(&live, mw_pop3_dele(live.s, 1)), MW_EV_DONE, 0);
    live_free(&live);
    assert_int_not_equal(post_uid("bob", token), 0);
    post_free(&seen.body);
    post_free(&arrived);
}

static void pop3_refusals(void **state)
{
    const struct plan *plan = *state;
    mw_config cfg = config(plan->server, plan->security, "alice");
    struct seen seen;

    cfg.secret = "wrong";
    live_fails(&live, LIVE_POP3, &cfg, plan->way, MW_E_AUTH, MW_AT_AUTH);
    begin(plan, "empty", &seen);
    live_is(&live, live_id(&live, mw_pop3_stat(live.s)), MW_EV_DONE, 0);
    assert_int_equal(seen.newest, 0);
    assert_int_equal(live_run(&live, live_id(&live, mw_pop3_retr(live.s, 1)))->type, MW_EV_REFUSED);
    assert_int_equal(live.err.code, MW_E_REPLY_PERM);
    live_is(&live, live_id(&live, mw_noop(live.s)), MW_EV_DONE, 0);
    live_quit(&live);
    post_free(&seen.body);
}

/* --- both --- */

/* At which stage depends on whether the greeting had the capabilities. */
static void needs_tls(void **state)
{
    static const char *const servers[] = { "DOVECOT_IMAP", "DOVECOT_POP3", "DOVECOT_OLD_IMAP",
                                           "DOVECOT_OLD_POP3" };
    size_t i;

    (void)state;
    for (i = 0; i < 4; i++) {
        mw_config cfg = config(servers[i], MW_PLAIN, "alice");
        int protocol = i % 2 ? LIVE_POP3 : LIVE_IMAP;

        cfg.auth = MW_AUTH_PLAIN | MW_AUTH_LOGIN; /* SCRAM tells nobody the secret */
        cfg.address = "127.0.0.2"; /* from the same address Dovecot takes it for secure */
        live_fails(&live, protocol, &cfg, LIVE_BLOCKING, MW_E_AUTH_NEEDS_TLS, 0);
        if (i < 2)
            continue;
        cfg.security = MW_STARTTLS;
        live_fails(&live, protocol, &cfg, LIVE_POLLED, MW_E_NO_STARTTLS, 0);
    }
}

/* Every name and password there is, and the long way round for odd ones. */
static void users(void **state)
{
    static const char *const names[] = { "alice", "bob", "dave+x", "j\xc3\xb8ran",
                                         "\xe7\x94\xa8\xe6\x88\xb7" };
    static const char *const servers[] = { "DOVECOT_IMAP", "DOVECOT_POP3" };
    size_t i, u;

    (void)state;
    for (i = 0; i < 2; i++)
        for (u = 0; u < 5; u++) {
            mw_config cfg = config(servers[i], MW_STARTTLS, names[u]);

            live_start(&live, i ? LIVE_POP3 : LIVE_IMAP, &cfg, LIVE_POLLED);
            live_quit(&live);
        }
}

/* Where only the network is trusted: the old Dovecots have no TLS, and are told the password. */
static void in_clear(void **state)
{
    static const char *const servers[] = { "DOVECOT_OLD_IMAP", "DOVECOT_OLD_POP3" };
    size_t i;

    (void)state;
    for (i = 0; i < 2; i++) {
        mw_config cfg = config(servers[i], MW_PLAIN, "bob");

        cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
        live_start(&live, i ? LIVE_POP3 : LIVE_IMAP, &cfg, LIVE_BLOCKING);
        live_is(&live, live_id(&live, mw_noop(live.s)), MW_EV_DONE, 0);
        live_quit(&live);
    }
}

static void imap_mechanisms(void **state)
{
    static const uint32_t auth[] = { MW_AUTH_PLAIN, MW_AUTH_LOGIN };
    mw_config cfg = config("DOVECOT_IMAP", MW_STARTTLS, "bob");
    size_t i, len;
    char *token;

    (void)state;
    for (i = 0; i < 2; i++) {
        cfg.auth = auth[i];
        live_start(&live, LIVE_IMAP, &cfg, LIVE_BLOCKING);
        live_quit(&live);
    }
    cfg.auth = MW_AUTH_XOAUTH2;
    cfg.user = "alice";
    token = live_file("tokens/alice", &len);
    token[strcspn(token, "\r\n")] = '\0';
    cfg.secret = token;
    live_start(&live, LIVE_IMAP, &cfg, LIVE_BLOCKING);
    live_quit(&live);
    free(token);
    token = live_file("tokens/alice-expired", &len);
    token[strcspn(token, "\r\n")] = '\0';
    cfg.secret = token;
    live_fails(&live, LIVE_IMAP, &cfg, LIVE_POLLED, MW_E_AUTH_EXPIRED, MW_AT_AUTH);
    free(token);
}

#define PLAN(function, protocol, server, security, way) \
    { #function " " server " " #way, function, NULL, NULL, \
      &(struct plan){ server, MW_##security, LIVE_##way, LIVE_##protocol } }
#define FOUR(function, protocol, start, tls) \
    PLAN(function, protocol, start, STARTTLS, BLOCKING), \
    PLAN(function, protocol, start, STARTTLS, POLLED), \
    PLAN(function, protocol, tls, TLS, BLOCKING), PLAN(function, protocol, tls, TLS, POLLED)

int main(void)
{
    const struct CMUnitTest tests[] = {
        FOUR(imap_message, IMAP, "DOVECOT_IMAP", "DOVECOT_IMAPS"),
        FOUR(imap_sections, IMAP, "DOVECOT_IMAP", "DOVECOT_IMAPS"),
        PLAN(imap_large, IMAP, "DOVECOT_IMAP", STARTTLS, BLOCKING),
        PLAN(imap_large, IMAP, "DOVECOT_IMAPS", TLS, POLLED),
        PLAN(imap_refusals, IMAP, "DOVECOT_IMAP", STARTTLS, BLOCKING),
        PLAN(imap_refusals, IMAP, "DOVECOT_IMAPS", TLS, POLLED),
        FOUR(pop3_message, POP3, "DOVECOT_POP3", "DOVECOT_POP3S"),
        PLAN(pop3_large, POP3, "DOVECOT_POP3", STARTTLS, POLLED),
        PLAN(pop3_large, POP3, "DOVECOT_POP3S", TLS, BLOCKING),
        PLAN(pop3_without_quit, POP3, "DOVECOT_POP3S", TLS, BLOCKING),
        PLAN(pop3_refusals, POP3, "DOVECOT_POP3", STARTTLS, BLOCKING),
        PLAN(pop3_refusals, POP3, "DOVECOT_POP3S", TLS, POLLED),
        cmocka_unit_test(needs_tls),
        cmocka_unit_test(users),
        cmocka_unit_test(in_clear),
        cmocka_unit_test(imap_mechanisms),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
