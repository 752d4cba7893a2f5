/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
#include "live/live.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

/* --- the servers --- */

const char *live_path(const char *name)
{
    static char paths[8][512];
    static unsigned next;
    const char *dir = getenv("MW_SERVERS");
    char *path = paths[next++ % 8];

    snprintf(path, sizeof paths[0], "%s/%s", dir ? dir : ".", name);
    return path;
}

int live_port(const char *server)
{
    FILE *f = getenv("MW_SERVERS") ? fopen(live_path("ports.txt"), "r") : NULL;
    char name[64];
    int port, found = 0;

    while (f && !found && fscanf(f, "%63s %d", name, &port) == 2)
        if (strcmp(name, server) == 0)
            found = port;
    if (f)
        fclose(f);
    return found;
}

void live_skip(const char *reason)
{
    printf("# skip: %s\n", reason);
    fflush(stdout);
    skip();
}

/* skips.txt has lines "postfix: reason"; a server's name begins with the first word. */
static const char *why_missing(const char *server)
{
    static char line[300];
    FILE *f = fopen(live_path("skips.txt"), "r");

    while (f && fgets(line, sizeof line, f)) {
        size_t n = strcspn(line, ":");

        line[strcspn(line, "\n")] = '\0';
        if (strncasecmp(line, server, n) == 0 || strncmp(line, "all:", 4) == 0) {
            fclose(f);
            return line;
        }
    }
    if (f)
        fclose(f);
    snprintf(line, sizeof line, "%s does not run", server);
    return line;
}

void live_need(const char *server)
{
    if (!getenv("MW_SERVERS"))
        live_skip("MW_SERVERS is not set: tests/live/run.sh starts the servers");
    if (!live_port(server))
        live_skip(why_missing(server));
}

char *live_file(const char *name, size_t *len)
{
    FILE *f = fopen(live_path(name), "rb");
    char *p = NULL;
    long size;

    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    size = ftell(f);
    assert_true(size >= 0);
    rewind(f);
    p = malloc((size_t)size + 1);
    assert_non_null(p);
    *len = fread(p, 1, (size_t)size, f);
    p[*len] = '\0';
    fclose(f);
    return p;
}

uint64_t live_now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000u + (uint64_t)t.tv_nsec / 1000000u;
}

void live_pause(uint64_t deadline_ms)
{
    struct timespec t = { 0, 20000000 };

    if (live_now_ms() > deadline_ms)
        fail_msg("it did not come in time");
    nanosleep(&t, NULL);
}

const char *live_password(const char *user)
{
    static const char *const all[][2] = {
        { "alice", "alicepw" },   { "bob", "b0b p\\a\"ss w\xc2\xa3rd" },
        { "carol", "carolpw" },   { "quota", "quotapw" },
        { "dave+x", "davepw" },   { "empty", "emptypw" },
        { "eai", "eaipw" },       { "j\xc3\xb8ran", "p\xc3\xa4ssw\xc3\xb6rd\xe2\x82\xac" },
        { "\xe7\x94\xa8\xe6\x88\xb7", "\xe5\xaf\x86\xe7\xa0\x81" },
    };
    size_t i;

    for (i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(all[i][0], user) == 0)
            return all[i][1];
    return NULL;
}

mw_tls_context *live_tls(void)
{
    static mw_tls_context *shared;
    mw_tls opt = MW_TLS_INIT;

    if (!shared) {
        opt.ca_file = live_path("tls/ca.pem");
        assert_int_equal(mw_tls_context_new(&shared, &opt), MW_OK);
    }
    return shared;
}

mw_config live_config(const char *server, uint32_t security)
{
    static mw_timeouts limits = MW_TIMEOUTS_INIT;
    mw_config cfg = MW_CONFIG_INIT;

    limits.connect_ms = limits.tls_ms = limits.greeting_ms = 8000;
    limits.command_ms = limits.data_start_ms = limits.body_ms = 15000;
    limits.data_end_ms = 30000;
    cfg.security = security;
    cfg.host = LIVE_HOST;
    cfg.address = "127.0.0.1";
    cfg.port = (uint32_t)live_port(server);
    cfg.user = "alice";
    cfg.secret = live_password("alice");
    cfg.tls = live_tls();
    cfg.timeouts = &limits;
    return cfg;
}

static int contains(const char *text, const char *part)
{
    return strstr(text, part) != NULL;
}

mw_config live_usual(const char *server)
{
    static const char *const plain[] = { "_25_PLAIN", "_OLD",  "SINK_",
                                         "_CLEAR",    "_AUTHEQ", "_LMTP" };
    int in_clear = contains(server, "_CLEAR") || contains(server, "_AUTHEQ");
    uint32_t security = MW_STARTTLS;
    mw_config cfg;
    size_t i;

    for (i = 0; i < sizeof plain / sizeof *plain; i++)
        if (contains(server, plain[i]))
            security = MW_PLAIN;
    if (contains(server, "_465") || contains(server, "SUBMISSIONS"))
        security = MW_TLS;
    cfg = live_config(server, security);
    if (contains(server, "_25") || (security == MW_PLAIN && !in_clear))
        cfg.user = cfg.secret = NULL;
    if (in_clear)
        cfg.flags |= MW_FLAG_SECRET_IN_CLEAR;
    if (contains(server, "_LMTP"))
        cfg.flags |= MW_FLAG_LMTP;
    return cfg;
}

/* --- a session --- */

void live_new(struct live *l, int protocol, const mw_config *cfg, int way)
{
    int rc;

    memset(l, 0, sizeof *l);
    l->way = way;
    l->oldest = 1;
    if (protocol == LIVE_IMAP)
        rc = mw_net_imap(&l->s, cfg);
    else
        rc = protocol == LIVE_POP3 ? mw_net_pop3(&l->s, cfg) : mw_net_smtp(&l->s, cfg);
    assert_int_equal(rc, MW_OK);
}

static void copy_words(char *to, size_t size, const char *p, size_t n)
{
    if (n >= size)
        n = size - 1;
    memcpy(to, p, n);
    to[n] = '\0';
}

static void note_error(struct live *l)
{
    l->err = *mw_last_error(l->s);
    copy_words(l->text, sizeof l->text, l->err.text, l->err.text_len);
    l->err.text = l->err.word = "";
}

static void note_end(struct live *l, const mw_event *ev)
{
    struct live_end *e = &l->end[ev->id];

    assert_in_range(ev->id, 1, LIVE_IDS - 1);
    e->times++;
    e->type = ev->type;
    e->code = ev->code;
    e->enhanced = ev->num <= UINT32_MAX ? (uint32_t)ev->num : 0;
    if (ev->type == MW_EV_REFUSED) {
        note_error(l);
        e->error = l->err.code;
        e->retry = l->err.retry;
    }
    while (l->oldest < LIVE_IDS && l->end[l->oldest].times)
        l->oldest++;
}

static void note_verdict(struct live *l, const mw_event *ev)
{
    unsigned i;

    if (ev->id != l->verdicts_id)
        l->verdicts = 0;
    l->verdicts_id = ev->id;
    i = l->verdicts++;
    assert_int_equal(ev->num, l->verdicts);
    if (i < 8) {
        l->verdict[i] = ev->code;
        l->verdict_enhanced[i] = (uint32_t)ev->uid;
    }
}

static void note(struct live *l, const mw_event *ev)
{
    if (l->watch)
        l->watch(l->ctx, ev);
    switch (ev->type) {
    case MW_EV_DONE:
        copy_words(l->done, sizeof l->done, ev->data, ev->len);
        note_end(l, ev);
        break;
    case MW_EV_READY:
    case MW_EV_REFUSED:
    case MW_EV_ABORTED:
    case MW_EV_UNKNOWN:
        note_end(l, ev);
        break;
    case MW_EV_RCPT:
        note_verdict(l, ev);
        break;
    case MW_EV_CLOSED:
    case MW_EV_FAILED:
        if (!l->last && ev->type == MW_EV_FAILED)
            note_error(l);
        l->last = ev->type;
        break;
    default:
        break;
    }
}

/* One event, or one wait, with mw_next. The event is valid until the next call. */
static const mw_event *poll_once(struct live *l)
{
    const mw_event *ev = mw_next(l->s);
    uint32_t ms = mw_timeout(l->s), want = mw_want(l->s);
    struct pollfd fd;

    if (ev) {
        note(l, ev);
        return ev;
    }
    fd.fd = (int)mw_handle(l->s);
    fd.events = (short)((want & MW_POLL_READ ? POLLIN : 0) | (want & MW_POLL_WRITE ? POLLOUT : 0));
    fd.revents = 0;
    poll(&fd, 1, ms > 60000 ? 60000 : (int)ms);
    return NULL;
}

/* One event of anybody, on the way to the end of id. NULL: it is over. */
static const mw_event *each(struct live *l, int id)
{
    const mw_event *ev = mw_each(l->s, id);
    const mw_event *newest;

    if (ev) {
        note(l, ev);
        return ev;
    }
    newest = mw_last_event(l->s);
    if ((newest->flags & MW_EVF_LAST) && !l->last)
        note(l, newest);
    else if (newest->id == id && newest->type != MW_EV_WRITE && !l->end[id].times)
        note(l, newest);
    return NULL;
}

const struct live_end *live_run(struct live *l, int id)
{
    const mw_event *ev = NULL;

    assert_true(id > 0);
    if (l->way == LIVE_BLOCKING)
        while (!l->last && !l->end[id].times && each(l, id))
            ;
    while (l->way == LIVE_POLLED && !l->last && !l->end[id].times &&
           !(ev && ev->type == MW_EV_WRITE && ev->id == id))
        ev = poll_once(l);
    return &l->end[id];
}

int live_last(struct live *l)
{
    while (!l->last)
        poll_once(l);
    return l->err.code;
}

void live_free(struct live *l)
{
    mw_free(l->s);
    l->s = NULL;
}

void live_check_ends(const struct live *l)
{
    int id;

    for (id = 2; id <= l->newest; id++)
        if (l->end[id].times != 1)
            fail_msg("id %d of %d ended %d times", id, l->newest, l->end[id].times);
}

int live_id(struct live *l, int id)
{
    if (id > l->newest)
        l->newest = id;
    return id;
}

static const char *words_of(const struct live *l)
{
    static char text[700];

    snprintf(text, sizeof text, "%s at stage %d, cert %x, backend %d, reply %d '%s'",
             mw_strerror(l->err.code), l->err.stage, (unsigned)l->err.cert, (int)l->err.backend,
             l->err.reply, l->text);
    return text;
}

void live_start(struct live *l, int protocol, const mw_config *cfg, int way)
{
    int id;

    live_new(l, protocol, cfg, way);
    id = live_id(l, mw_open(l->s));
    if (live_run(l, id)->type != MW_EV_READY)
        fail_msg("no session with port %d: %s", (int)cfg->port, words_of(l));
}

void live_fails(struct live *l, int protocol, const mw_config *cfg, int way, int code, int stage)
{
    live_new(l, protocol, cfg, way);
    live_run(l, live_id(l, mw_open(l->s)));
    if (l->last != MW_EV_FAILED || l->err.code != code || (stage && l->err.stage != stage))
        fail_msg("port %d: %s, not %s at stage %d", (int)cfg->port, words_of(l), mw_strerror(code),
                 stage);
    assert_true(strlen(l->err.advice) > 10);
    if (way == LIVE_BLOCKING)
        assert_int_equal(mw_run(l->s, 1), code);
    live_free(l);
}

void live_quit(struct live *l)
{
    int id = live_id(l, mw_quit(l->s));

    assert_int_equal(live_run(l, id)->type, MW_EV_DONE);
    live_last(l);
    assert_int_equal(l->last, MW_EV_CLOSED);
    live_check_ends(l);
    live_free(l);
}

/* --- messages --- */

/* The queue is full: something must end first. */
static void make_room(struct live *l)
{
    if (l->way == LIVE_POLLED)
        poll_once(l);
    else
        live_run(l, l->oldest);
}

int live_mail(struct live *l, const char *from, const mw_mail *opt)
{
    int id;

    while ((id = mw_smtp_mail(l->s, from, opt)) == MW_WANT_WRITE)
        make_room(l);
    return live_id(l, id);
}

int live_rcpt(struct live *l, const char *to, const mw_rcpt *opt)
{
    int id;

    while ((id = mw_smtp_rcpt(l->s, to, opt)) == MW_WANT_WRITE)
        make_room(l);
    return live_id(l, id);
}

int live_data(struct live *l)
{
    int id;

    while ((id = mw_smtp_data(l->s)) == MW_WANT_WRITE)
        make_room(l);
    return live_id(l, id);
}

/* Until there is room for more of the body, or it is over. */
static void body_room(struct live *l, int id)
{
    if (l->way == LIVE_POLLED)
        poll_once(l);
    else
        while (each(l, id))
            ;
}

int live_body(struct live *l, const void *data, size_t len)
{
    const char *p = data;
    int rc = MW_OK, id = l->newest;
    size_t n;

    while (len && !l->last && !l->end[id].times) {
        rc = mw_write(l->s, p, len, &n);
        if (rc != MW_OK)
            return rc;
        p += n;
        len -= n;
        if (len)
            body_room(l, id);
    }
    while ((rc = mw_write_end(l->s)) == MW_WANT_WRITE)
        body_room(l, id);
    return rc > 0 ? MW_OK : rc;
}

int live_send(struct live *l, const char *to, const void *data, size_t len)
{
    int id;

    assert_true(live_mail(l, "alice@example.test", NULL) > 0);
    assert_true(live_rcpt(l, to, NULL) > 0);
    id = live_data(l);
    assert_true(id > 0);
    live_run(l, id);
    if (!l->last && !l->end[id].times)
        live_body(l, data, len);
    return id;
}

void live_is(struct live *l, int id, int type, int code)
{
    const struct live_end *e = live_run(l, id);

    if (e->type != type || e->code != code)
        fail_msg("id %d ended as %d with %d, not %d with %d; %s", id, e->type, (int)e->code, type,
                 code, words_of(l));
}
