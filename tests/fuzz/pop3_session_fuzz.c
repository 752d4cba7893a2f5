/* SPDX-License-Identifier: MIT */
/* A whole POP3 session against whatever a server may say. The first bytes choose how: security,
   flags, buffer sizes and how the rest is cut; then come the server's bytes. Everything a user is
   promised about events is checked. */

#include <mailwire/pop3.h>

#include <stdlib.h>
#include <string.h>

#define HEAD_BYTES 4
#define IDS_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct player {
    mw_session *s;
    const uint8_t *at, *end; /* what the server still says */
    size_t chunk;
    uint8_t over[IDS_MAX]; /* which ids have ended */
    int top;               /* the last id */
    int next;              /* what the caller does next */
    int in_body;
    size_t events;
};

static void expect(int truth)
{
    if (!truth)
        abort();
}

/* A submission's id; what was not taken does not count. */
static void note(struct player *p, int id)
{
    expect(id < IDS_MAX);
    p->top = id > p->top ? id : p->top;
}

static void submit(struct player *p)
{
    switch (p->next++) {
    case 0:
        note(p, mw_pop3_stat(p->s));
        note(p, mw_pop3_uidl(p->s, 0));
        note(p, mw_pop3_retr(p->s, 1));
        note(p, mw_pop3_retr(p->s, 4294967295u));
        break;
    case 1:
        note(p, mw_pop3_dele(p->s, 1));
        note(p, mw_pop3_uidl(p->s, 0));
        break;
    case 2:
        note(p, mw_noop(p->s));
        note(p, mw_pop3_retr(p->s, 3));
        break;
    default:
        note(p, mw_quit(p->s));
    }
}

/* Every byte an event points at can be read. */
static void read_all(const mw_event *ev)
{
    volatile unsigned sum = 0;
    size_t i;

    for (i = 0; i < ev->len; i++)
        sum = sum + (unsigned char)ev->data[i];
    expect(ev->name != NULL && ev->data != NULL);
}

static void check(struct player *p, const mw_event *ev)
{
    const mw_error *err = mw_last_error(p->s);

    read_all(ev);
    expect(err->text && err->word && err->advice);
    expect(err->text_len == 0 || err->word_len <= err->text_len);
    expect(ev->id >= 0 && ev->id < IDS_MAX);
    if (ev->id)
        expect(!p->over[ev->id]);
    if (ev->type == MW_EV_MSG)
        p->in_body = ev->id;
    if (ev->type == MW_EV_DATA || ev->type == MW_EV_MSG_END)
        expect(p->in_body == ev->id);
    if (ev->type == MW_EV_MSG_END)
        p->in_body = 0;
    if (ev->type == MW_EV_DATA)
        expect(ev->len > 0);
    if (ev->type == MW_EV_DONE)
        expect(p->in_body != ev->id);
    if (ev->type == MW_EV_READY || ev->type == MW_EV_DONE ||
        (ev->type >= MW_EV_REFUSED && ev->type <= MW_EV_UNKNOWN)) {
        p->over[ev->id] = 1;
        if (!(ev->id & 1))
            submit(p);
    }
    if (ev->type == MW_EV_READY)
        submit(p);
    if (ev->type == MW_EV_SECURE)
        mw_secured(p->s, MW_OK);
}

/* The session's output must be whole commands; nobody reads them. */
static void take_output(struct player *p)
{
    const void *out;
    size_t n;

    while (mw_out(p->s, &out, &n) == MW_OK) {
        expect(n > 0);
        mw_out_done(p->s, p->chunk < n ? p->chunk : n);
    }
}

static void feed(struct player *p)
{
    size_t room, n = (size_t)(p->end - p->at);
    void *in;

    if (mw_in(p->s, &in, &room) != MW_OK)
        return;
    n = n < room ? n : room;
    n = n < p->chunk ? n : p->chunk;
    if (n)
        memcpy(in, p->at, n);
    p->at += n;
    mw_in_done(p->s, n);
}

static void play(struct player *p)
{
    const mw_event *ev;
    size_t limit = 64 * ((size_t)(p->end - p->at) + 64);
    int id;

    mw_open(p->s);
    for (;;) {
        while ((ev = mw_next(p->s)) != NULL) {
            expect(++p->events < limit);
            if (ev->flags & MW_EVF_LAST)
                break;
            check(p, ev);
        }
        if (ev)
            break;
        take_output(p);
        feed(p);
        expect(++p->events < limit);
    }
    for (id = 2; id <= p->top; id++)
        expect(p->over[id]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint32_t in_bytes[] = { 64, 65, 80, 128, 256, 512, 1000, 4096 };
    mw_config cfg = MW_CONFIG_INIT;
    struct player p;
    size_t need;
    void *mem;

    if (size < HEAD_BYTES)
        return 0;
    cfg.host = "mail.example.org";
    cfg.security = data[0] % 3;
    cfg.user = data[0] & 4 ? NULL : "ann";
    cfg.secret = "s3cret";
    cfg.flags = (data[1] & (MW_FLAG_TRACE | MW_FLAG_STRICT)) | MW_FLAG_SECRET_IN_CLEAR;
    cfg.in_bytes = in_bytes[data[2] & 7];
    cfg.out_bytes = 128;
    cfg.commands = data[2] & 8 ? 32 : 4;
    memset(&p, 0, sizeof p);
    p.at = data + HEAD_BYTES;
    p.end = data + size;
    p.chunk = data[3] ? data[3] : 100000;
    need = mw_pop3_size(&cfg);
    mem = malloc(need);
    expect(mem && mw_pop3_init(&p.s, mem, need, &cfg) == MW_OK);
    play(&p);
    mw_free(p.s);
    free(mem);
    return 0;
}
