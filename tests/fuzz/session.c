/* SPDX-License-Identifier: MIT */
#include "fuzz/session.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_BYTES 4
#define TURN_MS 40 /* that passes with every turn, where the script wants it */

void session_expect(int truth)
{
    if (!truth)
        abort();
}

void session_note(struct session *f, int id)
{
    session_expect(id < SESSION_IDS_MAX);
    f->top = id > f->top ? id : f->top;
}

/* --- logging in --- */

static int digest(void *ctx, unsigned algorithm, const mw_hash_part *part, size_t parts, void *out)
{
    static const uint8_t bytes[] = { 0, 16, 20, 32, 64 };
    volatile unsigned sum = 0;
    size_t i, j;

    (void)ctx;
    session_expect(algorithm > 0 && algorithm < sizeof bytes);
    for (i = 0; i < parts; i++)
        for (j = 0; j < part[i].n; j++)
            sum = sum + ((const unsigned char *)part[i].p)[j];
    memset(out, 0, bytes[algorithm]);
    return MW_OK;
}

static int rounds(void *ctx, unsigned algorithm, const void *key, size_t key_len, void *u,
                  void *sum, uint32_t count)
{
    (void)ctx, (void)key, (void)u, (void)sum, (void)count;
    session_expect(algorithm > 0 && (key_len == 64 || key_len == 128));
    return MW_OK;
}

static int random_bytes(void *ctx, void *buf, size_t len)
{
    (void)ctx;
    memset(buf, 0, len);
    return MW_OK;
}

/* Says what the server says, three times. */
static int step(void *ctx, const void *challenge, size_t len, const void **response,
                size_t *response_len)
{
    static char said[64];
    static int count;

    (void)ctx;
    count = challenge ? count + 1 : 0;
    len = len < sizeof said ? len : sizeof said;
    if (challenge)
        memcpy(said, challenge, len);
    *response = said;
    *response_len = challenge ? len : 0;
    return count == 3 ? MW_MECHANISM_DONE : MW_OK;
}

void session_logs_in(mw_config *cfg, unsigned ways)
{
    static const mw_hash hash = { sizeof hash, NULL, digest, rounds, NULL, random_bytes };
    static const mw_mechanism own = { sizeof own, MW_MECHANISM_PROVES, NULL, "X-OWN", step };

    if (ways & 1)
        cfg->hash = &hash;
    if (ways & 2)
        cfg->auth |= MW_AUTH_SCRAM | MW_AUTH_CRAM_MD5 | MW_AUTH_APOP | MW_AUTH_OAUTHBEARER |
                     MW_AUTH_EXTERNAL | MW_AUTH_ANONYMOUS;
    if (ways & 4) {
        cfg->mechanism = &own;
        cfg->auth |= cfg->auth ? MW_AUTH_OWN : 0;
    }
}

/* --- the caller --- */

void session_body(struct session *f, size_t bytes)
{
    f->body = bytes;
}

static void write_body(struct session *f)
{
    static const char text[] = "a line\n.\r\n..dot\rx\r\n";
    size_t n, taken;

    while (f->body) {
        n = f->body < sizeof text - 1 ? f->body : sizeof text - 1;
        if (mw_write(f->s, text, n, &taken) != MW_OK)
            break;
        f->body -= taken;
        if (taken < n)
            return;
    }
    mw_write_end(f->s);
    f->submit(f);
}

/* --- events --- */

/* Every byte an event points at can be read. */
static void read_all(const mw_event *ev)
{
    volatile unsigned sum = 0;
    size_t i;

    for (i = 0; i < ev->len; i++)
        sum = sum + (unsigned char)ev->data[i];
    session_expect(ev->name != NULL && ev->data != NULL);
    sum = sum + (unsigned)strlen(ev->name);
}

static int is_ending(int type)
{
    return type == MW_EV_READY || type == MW_EV_DONE ||
           (type >= MW_EV_REFUSED && type <= MW_EV_UNKNOWN);
}

static void check(struct session *f, const mw_event *ev)
{
    const mw_error *err = mw_last_error(f->s);

    read_all(ev);
    session_expect(err->text && err->word && err->advice);
    session_expect(ev->id >= 0 && ev->id < SESSION_IDS_MAX);
    if (ev->id)
        session_expect(!f->over[ev->id]);
    f->check(f, ev);
    if (is_ending(ev->type)) {
        f->over[ev->id] = 1;
        if (!(ev->id & 1))
            f->submit(f);
    }
    if (ev->type == MW_EV_READY)
        f->submit(f);
    if (ev->type == MW_EV_SECURE) {
        f->secure = 1;
        mw_secured(f->s, MW_OK);
    }
    if (ev->type == MW_EV_WRITE)
        write_body(f);
    if (ev->type == MW_EV_CREDENTIAL)
        mw_set_secret(f->s, f->script & 1 ? "fresh" : NULL);
}

/* --- bytes --- */

/* The session's output; nobody reads it. */
static void take_output(struct session *f)
{
    const void *out;
    size_t n;

    while (mw_out(f->s, &out, &n) == MW_OK) {
        session_expect(n > 0);
        mw_out_done(f->s, f->chunk && f->chunk < n ? f->chunk : n);
    }
}

static void feed(struct session *f)
{
    size_t room, n = (size_t)(f->end - f->at);
    const uint8_t *lf = n ? memchr(f->at, '\n', n) : NULL;
    void *in;

    if (mw_in(f->s, &in, &room) != MW_OK)
        return;
    if (f->chunk)
        n = n < f->chunk ? n : f->chunk;
    else if (lf)
        n = (size_t)(lf + 1 - f->at);
    n = n < room ? n : room;
    if (n)
        memcpy(in, f->at, n);
    f->at += n;
    mw_in_done(f->s, n);
}

static void play(struct session *f)
{
    const mw_event *ev;
    size_t limit = 64 * ((size_t)(f->end - f->at) + 64);
    int id;

    mw_open(f->s);
    for (;;) {
        while ((ev = mw_next(f->s)) != NULL) {
            session_expect(++f->events < limit);
            if (ev->flags & MW_EVF_LAST)
                break;
            check(f, ev);
        }
        if (ev)
            break;
        if (f->script & 8)
            mw_set_now(f->s, f->now_ms += TURN_MS);
        take_output(f);
        if (mw_timeout(f->s)) /* else it has to work on its own */
            feed(f);
        session_expect(++f->events < limit);
    }
    for (id = 2; id <= f->top; id++)
        session_expect(f->over[id]);
}

static mw_config config(const uint8_t *head)
{
    static const uint32_t in_bytes[] = { 64, 65, 80, 128, 256, 512, 1000, 4096 };
    mw_config cfg = MW_CONFIG_INIT;

    cfg.host = "mail.example.org";
    cfg.security = head[0] % 3;
    cfg.user = head[0] & 4 ? NULL : head[0] & 8 ? "\xc3\xa4nn" : "ann";
    cfg.secret = "s3cret";
    cfg.auth = (head[0] & 0x10 ? MW_AUTH_PLAIN : 0) | (head[0] & 0x20 ? MW_AUTH_LOGIN : 0) |
               (head[0] & 0x40 ? MW_AUTH_XOAUTH2 : 0);
    session_logs_in(&cfg, (head[1] & 2 ? 3u : 0) | (head[1] & 4));
    cfg.flags = (head[1] & (MW_FLAG_TRACE | MW_FLAG_STRICT | MW_FLAG_RAW_NAMES | MW_FLAG_UTF8 |
                            MW_FLAG_ASK)) |
                MW_FLAG_SECRET_IN_CLEAR;
    cfg.authzid = head[1] & 0x80 ? "bob" : NULL;
    cfg.idle_ms = 1000;
    cfg.in_bytes = in_bytes[head[2] & 7];
    cfg.out_bytes = 128;
    cfg.commands = head[2] & 8 ? 32 : 4;
    return cfg;
}

int session_fuzz(struct session *f, const uint8_t *data, size_t size,
                 size_t (*bytes)(const mw_config *cfg),
                 int (*init)(mw_session **s, void *mem, size_t len, const mw_config *cfg))
{
    mw_config cfg;
    size_t need;
    void *mem;

    if (size < HEAD_BYTES)
        return 0;
    cfg = config(data);
    f->at = data + HEAD_BYTES;
    f->end = data + size;
    f->script = data[2] >> 4;
    f->chunk = data[3];
    f->secure = cfg.security == MW_PLAIN;
    need = bytes(&cfg);
    mem = malloc(need);
    session_expect(mem && init(&f->s, mem, need, &cfg) == MW_OK);
    play(f);
    mw_free(f->s);
    free(mem);
    return 0;
}
