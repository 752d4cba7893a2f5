/* SPDX-License-Identifier: MIT */
#include "fuzz/session.h"

#include <stdlib.h>
#include <string.h>

#define HEAD_BYTES 4

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
}

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
        take_output(f);
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
    cfg.flags = (head[1] & (MW_FLAG_TRACE | MW_FLAG_STRICT | MW_FLAG_UTF8)) |
                MW_FLAG_SECRET_IN_CLEAR;
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
