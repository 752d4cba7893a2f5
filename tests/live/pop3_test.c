/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
/* Every command of POP3 against each real server whose POP3 port runs, in clear, by STLS and over
   TLS: what the library reads is what libcurl reads. */

#include "live/live.h"
#include "live/post.h"

#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USER "carol" /* no other test reads this mailbox by POP3 */
#define SERVERS_MAX 40
#define MESSAGES 6

static struct live live;

/* One port of ports.txt. */
struct server {
    char name[64];
    char test[2][80];
    uint32_t security;
};

/* --- libcurl --- */

static size_t collect(char *data, size_t size, size_t count, void *to)
{
    post_add(to, data, size * count);
    return count;
}

static size_t give(char *to, size_t size, size_t count, void *from)
{
    struct post *p = from;
    size_t n = size * count < p->len - p->room ? size * count : p->len - p->room;

    memcpy(to, p->data + p->room, n); /* room: how much of it is read */
    p->room += n;
    return n;
}

/* The port of the same server that speaks another protocol, over TLS if it has such a one. */
static void sibling(const char *pop3, const char *protocol, char *name, size_t size, int *tls)
{
    int stem = (int)(strstr(pop3, "_POP3") - pop3);

    snprintf(name, size, "%.*s_%sS", stem, pop3, protocol);
    *tls = live_port(name) != 0;
    if (!*tls)
        snprintf(name, size, "%.*s_%s", stem, pop3, protocol);
}

/* A handle of its own each time: a POP3 session does not see what changes meanwhile. */
static CURL *begin_curl(const struct server *server, const char *protocol, const char *path,
                        struct curl_slist **to)
{
    CURL *c = curl_easy_init();
    char name[64], text[300];
    int tls, port;

    assert_non_null(c);
    sibling(server->name, protocol, name, sizeof name, &tls);
    port = live_port(name);
    snprintf(text, sizeof text, "%s%s://" LIVE_HOST ":%d/%s",
             strcmp(protocol, "POP3") == 0 ? "pop3" : "imap", tls ? "s" : "", port, path);
    curl_easy_setopt(c, CURLOPT_URL, text);
    snprintf(text, sizeof text, LIVE_HOST ":%d:127.0.0.1:", port);
    *to = curl_slist_append(NULL, text);
    curl_easy_setopt(c, CURLOPT_CONNECT_TO, *to);
    curl_easy_setopt(c, CURLOPT_CAINFO, live_path("tls/ca.pem"));
    curl_easy_setopt(c, CURLOPT_USERNAME, USER);
    curl_easy_setopt(c, CURLOPT_PASSWORD, live_password(USER));
    curl_easy_setopt(c, CURLOPT_TIMEOUT, 30L);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    return c;
}

/* Who was there before may not have left yet. */
static void end_curl(CURL *c, struct curl_slist *to, const char *what)
{
    uint64_t deadline = live_now_ms() + 5000;
    CURLcode rc;

    while ((rc = curl_easy_perform(c)) == CURLE_LOGIN_DENIED)
        live_pause(deadline);
    curl_easy_cleanup(c);
    curl_slist_free_all(to);
    if (rc != CURLE_OK)
        fail_msg("libcurl: %s: %s", what, curl_easy_strerror(rc));
}

/* What libcurl reads by POP3; request NULL: LIST, or RETR of the message that path names. */
static struct post by_curl(const struct server *server, const char *path, const char *request)
{
    struct post answer = { NULL, 0, 0 };
    struct curl_slist *to;
    CURL *c = begin_curl(server, "POP3", path, &to);

    post_text(&answer, "");
    curl_easy_setopt(c, CURLOPT_CUSTOMREQUEST, request);
    curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, collect);
    curl_easy_setopt(c, CURLOPT_WRITEDATA, &answer);
    end_curl(c, to, request ? request : path);
    return answer;
}

/* All of it, taken down before a session begins: some servers let only one in at a time. */
struct witness {
    struct post list, uidl, retr[MESSAGES + 1], top[MESSAGES + 1];
};

static void ask_curl(const struct server *server, struct witness *w)
{
    char text[32];
    unsigned i;

    w->list = by_curl(server, "", NULL);
    w->uidl = by_curl(server, "", "UIDL");
    for (i = 1; i <= MESSAGES; i++) {
        snprintf(text, sizeof text, "%u", i);
        w->retr[i] = by_curl(server, text, NULL);
        snprintf(text, sizeof text, "TOP %u 3", i);
        w->top[i] = by_curl(server, "", text);
    }
}

static void dismiss(struct witness *w)
{
    unsigned i;

    post_free(&w->list);
    post_free(&w->uidl);
    for (i = 1; i <= MESSAGES; i++) {
        post_free(&w->retr[i]);
        post_free(&w->top[i]);
    }
}

static void append_by_imap(const struct server *server, const char *kind, struct post message)
{
    struct curl_slist *to;
    CURL *c = begin_curl(server, "IMAP", "INBOX", &to);

    message.room = 0;
    curl_easy_setopt(c, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(c, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(c, CURLOPT_READDATA, &message);
    curl_easy_setopt(c, CURLOPT_INFILESIZE_LARGE, (curl_off_t)message.len);
    end_curl(c, to, kind);
}

/* Appends to an mbox, which has LF line ends and "From " lines between messages. */
static void append_to_mbox(const char *path, const struct post *message)
{
    FILE *f = fopen(path, "ab");
    size_t i;

    assert_non_null(f);
    fputs("From alice@example.test Sat Nov 21 22:00:00 2026\n", f);
    for (i = 0; i < message->len; i++) {
        if ((i == 0 || message->data[i - 1] == '\n') && message->len - i > 5 &&
            memcmp(message->data + i, "From ", 5) == 0)
            putc('>', f);
        if (message->data[i] != '\r')
            putc(message->data[i], f);
    }
    putc('\n', f);
    assert_int_equal(fclose(f), 0);
}

/* Puts a message there. The IMAP of mailutils does not let libcurl in. */
static void append(const struct server *server, const char *kind, size_t size)
{
    struct post made = post_make(kind, post_token(), size), message = post_expected(&made);

    if (strncmp(server->name, "MAILUTILS", 9) == 0)
        append_to_mbox(live_path("mailutils/var/mail/" USER), &message);
    else
        append_by_imap(server, kind, message);
    post_free(&made);
    post_free(&message);
}

/* --- the library --- */

/* What it read, put together again as the server may have said it. */
struct seen {
    struct post text;
    unsigned items, damaged;
    uint64_t num, uid; /* of the last ITEM */
};

static void watch(void *ctx, const mw_event *ev)
{
    struct seen *seen = ctx;
    char line[64];

    if (ev->type == MW_EV_DATA)
        post_add(&seen->text, ev->data, ev->len);
    if (ev->type != MW_EV_ITEM)
        return;
    seen->items++;
    seen->damaged += (ev->flags & MW_EVF_DAMAGED) != 0;
    seen->num = ev->num;
    seen->uid = ev->uid;
    if (ev->item == MW_ITEM_UIDL)
        snprintf(line, sizeof line, "%u ", (unsigned)ev->num);
    else
        snprintf(line, sizeof line, "%u %lu", (unsigned)ev->num, (unsigned long)ev->uid);
    post_text(&seen->text, line);
    if (ev->item == MW_ITEM_UIDL)
        post_add(&seen->text, ev->data, ev->len);
    post_text(&seen->text, "\r\n");
}

static void begin(const struct server *server, int way, struct seen *seen)
{
    mw_config cfg = live_config(server->name, server->security);
    uint64_t deadline = live_now_ms() + 5000; /* who was there before may not have left yet */

    if (server->security == MW_PLAIN)
        cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.user = USER;
    cfg.secret = live_password(USER);
    memset(seen, 0, sizeof *seen);
    post_text(&seen->text, "");
    for (;;) {
        live_new(&live, LIVE_POP3, &cfg, way);
        if (live_run(&live, live_id(&live, mw_open(live.s)))->type == MW_EV_READY)
            break;
        if (live.err.code != MW_E_AUTH_LATER)
            fail_msg("%s: no session: %s: %s", server->name, mw_strerror(live.err.code), live.text);
        live_free(&live);
        live_pause(deadline);
    }
    live.watch = watch;
    live.ctx = seen;
}

static void leave(struct seen *seen)
{
    live_quit(&live);
    post_free(&seen->text);
}

/* It is done, and what it read is this. */
static void same(struct seen *seen, int id, const struct post *expected)
{
    seen->text.len = 0;
    live_is(&live, live_id(&live, id), MW_EV_DONE, 0);
    if (seen->text.len != expected->len ||
        memcmp(seen->text.data, expected->data, expected->len) != 0)
        fail_msg("%zu bytes, by libcurl %zu: %.60s, by libcurl %.60s", seen->text.len,
                 expected->len, seen->text.data, expected->data);
}

static unsigned count(struct seen *seen)
{
    live_is(&live, live_id(&live, mw_pop3_stat(live.s)), MW_EV_DONE, 0);
    return (unsigned)seen->num;
}

/* The mailbox has these messages, and no other. */
static void fill(const struct server *server)
{
    struct seen seen;
    unsigned i, n;

    begin(server, LIVE_BLOCKING, &seen);
    for (n = count(&seen), i = 1; i <= n; i++)
        live_is(&live, live_id(&live, mw_pop3_dele(live.s, i)), MW_EV_DONE, 0);
    leave(&seen);
    for (i = 0; i + 1 < MESSAGES; i++)
        append(server, post_kinds[i], 3000);
    append(server, "large", (size_t)1 << 20);
}

/* --- tests --- */

static void listings(const struct server *server, const struct witness *w, int way)
{
    struct seen seen;
    uint64_t octets;
    uint32_t i;

    begin(server, way, &seen);
    assert_int_equal(count(&seen), MESSAGES);
    octets = seen.uid;
    same(&seen, mw_pop3_list(live.s, 0), &w->list);
    same(&seen, mw_pop3_uidl(live.s, 0), &w->uidl);
    assert_int_equal(seen.items, 1 + 2 * MESSAGES);
    for (i = 1; i <= MESSAGES; i++) {
        live_is(&live, live_id(&live, mw_pop3_list(live.s, i)), MW_EV_DONE, 0);
        assert_int_equal(seen.num, i);
        octets -= seen.uid;
        live_is(&live, live_id(&live, mw_pop3_uidl(live.s, i)), MW_EV_DONE, 0);
        assert_int_equal(seen.num, i);
    }
    assert_int_equal(octets, 0);
    assert_int_equal(seen.damaged, 0);
    leave(&seen);
}

static void messages(const struct server *server, const struct witness *w, int way)
{
    struct seen seen;
    uint32_t i;

    begin(server, way, &seen);
    for (i = 1; i <= MESSAGES; i++) {
        same(&seen, mw_pop3_retr(live.s, i), &w->retr[i]);
        same(&seen, mw_pop3_top(live.s, i, 3), &w->top[i]);
    }
    leave(&seen);
}

/* All of them in one flight, where the server takes that. */
static void queue(const struct server *server, const struct witness *w, int way)
{
    struct seen seen;
    struct post all = { NULL, 0, 0 };
    int id = 0;
    uint32_t i;

    begin(server, way, &seen);
    for (i = 1; i <= MESSAGES; i++) {
        id = live_id(&live, mw_pop3_retr(live.s, i));
        post_add(&all, w->retr[i].data, w->retr[i].len);
    }
    live_is(&live, id, MW_EV_DONE, 0);
    assert_int_equal(seen.text.len, all.len);
    assert_memory_equal(seen.text.data, all.data, all.len);
    post_free(&all);
    leave(&seen);
}

static void is_refused(int id)
{
    assert_int_equal(live_run(&live, live_id(&live, id))->type, MW_EV_REFUSED);
    assert_int_equal(live.err.code, MW_E_REPLY_PERM);
}

static void changes(const struct server *server, const struct witness *w, int way)
{
    struct seen seen;

    begin(server, way, &seen);
    is_refused(mw_pop3_retr(live.s, MESSAGES + 1));
    is_refused(mw_pop3_top(live.s, MESSAGES + 1, 0));
    is_refused(mw_pop3_list(live.s, MESSAGES + 1));
    is_refused(mw_pop3_uidl(live.s, MESSAGES + 1));
    if (mw_caps(live.s) & MW_POP3_CAP_LANG)
        live_is(&live, live_id(&live, mw_pop3_lang(live.s, NULL)), MW_EV_DONE, 0);
    live_is(&live, live_id(&live, mw_pop3_dele(live.s, 1)), MW_EV_DONE, 0);
    live_is(&live, live_id(&live, mw_pop3_rset(live.s)), MW_EV_DONE, 0);
    live_is(&live, live_id(&live, mw_noop(live.s)), MW_EV_DONE, 0);
    leave(&seen);
    begin(server, way, &seen);
    assert_int_equal(count(&seen), MESSAGES);
    live_is(&live, live_id(&live, mw_pop3_dele(live.s, MESSAGES)), MW_EV_DONE, 0);
    leave(&seen);
    begin(server, way, &seen);
    assert_int_equal(count(&seen), MESSAGES - 1);
    seen.text.len = 0;
    live_is(&live, live_id(&live, mw_pop3_uidl(live.s, 0)), MW_EV_DONE, 0);
    assert_true(seen.text.len < w->uidl.len);
    assert_memory_equal(seen.text.data, w->uidl.data, seen.text.len);
    leave(&seen);
}

static void whole(void **state)
{
    const struct server *server = *state;
    int way;

    live_need(server->name);
    for (way = LIVE_BLOCKING; way <= LIVE_POLLED; way++) {
        struct witness w;

        fill(server);
        ask_curl(server, &w);
        if (strncmp(server->name, "MAILUTILS", 9) == 0) {
            dismiss(&w); /* it changes messages that are read for the first time */
            ask_curl(server, &w);
        }
        listings(server, &w, way);
        messages(server, &w, way);
        queue(server, &w, way);
        changes(server, &w, way);
        dismiss(&w);
    }
}

static void wrong_password(void **state)
{
    const struct server *server = *state;
    mw_config cfg = live_config(server->name, server->security);

    if (server->security == MW_PLAIN)
        cfg.flags = MW_FLAG_SECRET_IN_CLEAR;
    cfg.user = USER;
    cfg.secret = "not it";
    live_fails(&live, LIVE_POP3, &cfg, LIVE_POLLED, MW_E_AUTH, MW_AT_AUTH);
}

/* Without a server there is one test, which says so. */
static void none(void **state)
{
    (void)state;
    live_need("DOVECOT_POP3");
    fail_msg("ports.txt has no POP3 server");
}

/* --- which servers --- */

static int is_pop3(const char *name)
{
    const char *end = strstr(name, "_POP3");

    return end && (strcmp(end, "_POP3") == 0 || strcmp(end, "_POP3S") == 0) &&
           !strstr(name, "EXPIRED");
}

static size_t find_servers(struct server *servers)
{
    FILE *f = getenv("MW_SERVERS") ? fopen(live_path("ports.txt"), "r") : NULL;
    size_t n = 0;
    int port;

    while (f && n < SERVERS_MAX && fscanf(f, "%63s %d", servers[n].name, &port) == 2)
        if (is_pop3(servers[n].name)) {
            servers[n].security = strstr(servers[n].name, "OLD") ? MW_PLAIN
                                  : strstr(servers[n].name, "POP3S") ? MW_TLS
                                                                     : MW_STARTTLS;
            n++;
        }
    if (f)
        fclose(f);
    return n;
}

int main(void)
{
    static const struct {
        const char *name;
        void (*function)(void **state);
    } rows[] = { { "whole", whole }, { "wrong_password", wrong_password } };
    static struct server servers[SERVERS_MAX + 1];
    static struct CMUnitTest tests[2 * SERVERS_MAX];
    const struct CMUnitTest nothing[] = { cmocka_unit_test(none) };
    size_t n = find_servers(servers), count_of = 0, i, k;

    if (n == 0)
        return cmocka_run_group_tests(nothing, NULL, NULL);
    curl_global_init(CURL_GLOBAL_DEFAULT);
    for (i = 0; i < n; i++)
        for (k = 0; k < 2; k++) {
            struct CMUnitTest *t = &tests[count_of++];

            snprintf(servers[i].test[k], sizeof servers[i].test[k], "%s %s", rows[k].name,
                     servers[i].name);
            t->name = servers[i].test[k];
            t->test_func = rows[k].function;
            t->initial_state = &servers[i];
        }
    return _cmocka_run_group_tests("live/pop3", tests, count_of, NULL, NULL);
}
