/* SPDX-License-Identifier: MIT */
/* A whole IMAP session against whatever a server may say. The first bytes choose how: security,
   flags, buffer sizes and how the rest is cut; then come the server's bytes. Everything a user is
   promised about events is checked. */

#include <mailwire/imap.h>

#include <stdlib.h>
#include <string.h>

#define HEAD_BYTES 4
#define IDS_MAX 64

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct player {
    mw_session *s;
    const uint8_t *at, *end; /* what the server still says */
    size_t chunk;          /* 0: line by line */
    uint8_t over[IDS_MAX]; /* which ids have ended */
    int top;               /* the last id */
    int next;              /* what the caller does next */
    int secure;            /* what comes from now on may be believed */
    int in_message;        /* 1 + the id of its events */
    uint64_t number, uid;  /* of it */
    int in_body;
    uint64_t left; /* of the body; 0: not known */
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

static void fetch(struct player *p, uint32_t items)
{
    mw_fetch f = MW_FETCH_INIT;

    f.items = items;
    note(p, mw_imap_fetch(p->s, &f));
}

static void submit(struct player *p)
{
    switch (p->next++) {
    case 0:
        note(p, mw_imap_select(p->s, "INBOX", NULL));
        fetch(p, MW_IMAP_FLAGS | MW_IMAP_ENVELOPE);
        fetch(p, MW_IMAP_BODY);
        break;
    case 1:
        note(p, mw_noop(p->s));
        fetch(p, MW_IMAP_BODY | MW_IMAP_MARK_SEEN);
        break;
    case 2:
        note(p, mw_imap_examine(p->s, "x", NULL));
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
    sum = sum + (unsigned)strlen(ev->name);
}

static void body_event(struct player *p, const mw_event *ev)
{
    if (ev->type == MW_EV_BODY) {
        p->in_body = 1;
        p->left = ev->num;
    } else if (ev->type == MW_EV_DATA) {
        expect(p->in_body && ev->len > 0);
        expect(p->left == 0 || ev->len <= p->left);
        p->left -= p->left ? ev->len : 0;
        p->in_body = 1 + (p->left == 0 && p->in_body == 1);
    } else {
        expect(p->in_body != 1 || p->left == 0);
        p->in_body = 0;
    }
}

/* What belongs to a message stands between its MSG and MSG_END and bears its marks. */
static void message_event(struct player *p, const mw_event *ev)
{
    if (ev->type == MW_EV_MSG) {
        expect(!p->in_message && p->secure && ev->num > 0);
        p->in_message = 1 + ev->id;
        p->number = ev->num;
        p->uid = 0;
    }
    if (ev->type < MW_EV_MSG || ev->type > MW_EV_MSG_END)
        return;
    expect(p->in_message == 1 + ev->id);
    expect(p->uid == 0 || p->uid == ev->uid);
    p->uid = ev->uid;
    body_event(p, ev);
    if (ev->type == MW_EV_MSG_END) {
        expect(ev->num == p->number);
        p->in_message = 0;
    }
}

static void check(struct player *p, const mw_event *ev)
{
    const mw_error *err = mw_last_error(p->s);

    read_all(ev);
    expect(err->text && err->word && err->advice);
    expect(ev->id >= 0 && ev->id < IDS_MAX);
    if (ev->id)
        expect(!p->over[ev->id]);
    message_event(p, ev);
    if (ev->type == MW_EV_MAILBOX || ev->type == MW_EV_CAP)
        expect(p->secure && !p->in_message && ev->id == 0);
    if (ev->type == MW_EV_READY || ev->type == MW_EV_DONE ||
        (ev->type >= MW_EV_REFUSED && ev->type <= MW_EV_UNKNOWN)) {
        p->over[ev->id] = 1;
        if (!(ev->id & 1))
            submit(p);
    }
    if (ev->type == MW_EV_READY)
        submit(p);
    if (ev->type == MW_EV_SECURE) {
        p->secure = 1;
        mw_secured(p->s, MW_OK);
    }
}

/* The session's output; nobody reads it. */
static void take_output(struct player *p)
{
    const void *out;
    size_t n;

    while (mw_out(p->s, &out, &n) == MW_OK) {
        expect(n > 0);
        mw_out_done(p->s, p->chunk && p->chunk < n ? p->chunk : n);
    }
}

static void feed(struct player *p)
{
    size_t room, n = (size_t)(p->end - p->at);
    const uint8_t *lf = n ? memchr(p->at, '\n', n) : NULL;
    void *in;

    if (mw_in(p->s, &in, &room) != MW_OK)
        return;
    if (p->chunk)
        n = n < p->chunk ? n : p->chunk;
    else if (lf)
        n = (size_t)(lf + 1 - p->at);
    n = n < room ? n : room;
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
    cfg.user = data[0] & 4 ? NULL : data[0] & 8 ? "\xc3\xa4nn" : "ann";
    cfg.secret = "s3cret";
    cfg.auth = data[0] >> 4 & 7;
    cfg.flags = (data[1] & (MW_FLAG_TRACE | MW_FLAG_STRICT)) | MW_FLAG_SECRET_IN_CLEAR;
    cfg.in_bytes = in_bytes[data[2] & 7];
    cfg.out_bytes = 128;
    cfg.commands = data[2] & 8 ? 32 : 4;
    memset(&p, 0, sizeof p);
    p.at = data + HEAD_BYTES;
    p.end = data + size;
    p.chunk = data[3];
    p.secure = cfg.security == MW_PLAIN;
    need = mw_imap_size(&cfg);
    mem = malloc(need);
    expect(mem && mw_imap_init(&p.s, mem, need, &cfg) == MW_OK);
    play(&p);
    mw_free(p.s);
    free(mem);
    return 0;
}
