/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* Replies find their command by their order. Listings are told line by line; a message's bytes are
   handed on where they lie. */

/* More lines than this are a flood; so much about itself no server has to say. */
#define CAPA_LINES_MAX 1024u
#define LISTING_LINES_MAX 0x1000000u

/* --- events --- */

int mw_pop3_tell(mw_session *s, int type, int32_t id, int code)
{
    mw_tell(s, type, id, code);
    if (code != MW_OK) {
        s->err.word = s->ev.data + 1;
        s->err.word_len = (uint16_t)mw_pop3_code(s->ev.data, s->ev.len);
    }
    return code;
}

int mw_pop3_fail(mw_session *s, int code)
{
    return mw_pop3_tell(s, MW_EV_FAILED, 0, code);
}

int mw_pop3_event(mw_session *s, int type)
{
    mw_pop3_tell(s, type, s->oldest_id, MW_OK);
    s->ev.num = pop3_of(s)->number[s->queue_head];
    return MW_OK;
}

int mw_pop3_over(mw_session *s, int type, int code)
{
    mw_pop3_tell(s, type, s->oldest_id, code);
    mw_id_over(s, s->oldest_id, code);
    mw_queue_pop(s);
    s->step = POP3_REPLY;
    return MW_OK;
}

int mw_pop3_refusal(const mw_session *s, int later, int unsaid)
{
    static const char codes[] = "[sys/perm\0[sys/temp\0[in-use\0[login-delay\0";
    unsigned place = mw_pop3_word(codes, s->in + s->in_off, s->held);

    return place == 0 ? unsaid : place == 1 ? MW_E_REPLY_PERM : later;
}

/* The held words are an entry of what this kind of command lists. */
static int item(mw_session *s, int kind)
{
    mw_event *ev = &s->ev;
    size_t rest;

    mw_pop3_event(s, MW_EV_ITEM);
    ev->item = (uint16_t)(kind + MW_ITEM_STAT - POP3_STAT);
    rest = mw_pop3_number(ev->data, ev->len, &ev->num);
    if (ev->num >> 32)
        ev->num = rest = 0;
    if (rest && rest < ev->len &&
        (kind == POP3_STAT ? mw_pop3_number(ev->data + rest, ev->len - rest, &ev->uid) != 0
                           : ev->num != 0)) {
        ev->data += rest;
        ev->len -= rest;
    } else {
        ev->flags |= MW_EVF_DAMAGED;
    }
    return MW_OK;
}

/* --- replies of several lines, RFC 1939 3:  *(dot-stuffed line) "." CRLF --- */

static void ends(mw_session *s)
{
    s->step = POP3_END;
    s->inside = 0;
}

int mw_pop3_listing(mw_session *s)
{
    mw_input_release(s);
    s->inside = 1;
    s->step = POP3_LISTING;
    pop3_of(s)->entries = 0;
    return MW_AGAIN;
}

/* The held words are a line of a listing, if it is not its end. */
static int listing_line(mw_session *s, int is_end)
{
    int kind = mw_queue_front(s)->kind, is_capa = kind == POP3_CAPA;

    if (is_end) {
        ends(s);
        return is_capa ? mw_pop3_after_capa(s) : MW_AGAIN;
    }
    if (++pop3_of(s)->entries > (is_capa ? CAPA_LINES_MAX : LISTING_LINES_MAX))
        return mw_pop3_fail(s, MW_E_FLOOD);
    return is_capa ? mw_pop3_capability(s) : item(s, kind);
}

static int body(mw_session *s)
{
    size_t skip, len;
    int rc = mw_line_skip(s); /* of a long status line */

    if (rc != MW_OK)
        return rc;
    rc = mw_dots_decode(&pop3_of(s)->dots, s->in + s->in_off, s->in_len - s->in_off, &skip, &len);
    mw_input_drop(s, skip);
    if (rc == MW_DOTS_MORE)
        return MW_WANT_READ;
    if (rc == MW_DOTS_END) {
        ends(s);
        return mw_pop3_event(s, MW_EV_MSG_END);
    }
    s->held = (uint32_t)len;
    return mw_pop3_event(s, MW_EV_DATA);
}

/* --- replies --- */

static int good_reply(mw_session *s, int kind)
{
    switch (kind) {
    case POP3_STAT:
        s->step = POP3_END;
        return item(s, kind);
    case POP3_UIDL:
        return mw_pop3_listing(s);
    case POP3_RETR:
        s->step = POP3_BODY;
        s->inside = 1;
        return mw_pop3_event(s, MW_EV_MSG);
    default:
        return mw_pop3_over(s, MW_EV_DONE, MW_OK);
    }
}

/* A status line is here, its words held. */
static int dispatch(mw_session *s, int good)
{
    struct mw_command *c = mw_queue_front(s);
    int kind;

    if (!c || !mw_command_sent(s, c))
        return mw_pop3_fail(s, good ? MW_E_PROTOCOL : MW_E_SERVER_BYE);
    kind = c->kind;
    if (kind <= POP3_PASS)
        return mw_pop3_open_reply(s, kind, good);
    if (kind >= POP3_QUIT)
        s->clean = 1;
    if (good || kind == POP3_QUIT)
        return good_reply(s, kind);
    pop3_of(s)->deletions -= kind == POP3_DELE;
    return mw_pop3_over(s, MW_EV_REFUSED,
                        mw_pop3_refusal(s, MW_E_REPLY_TEMP, MW_E_REPLY_PERM));
}

static int take_line(mw_session *s, const char *p, size_t n)
{
    int listing = s->step == POP3_LISTING, strict = s->config & MW_FLAG_STRICT;
    int is_end = n == 1 && *p == '.';
    unsigned status = mw_pop3_word(MW_POP3_STATUS, p, n);
    size_t at = 0; /* where its words begin */

    if (!strict && !s->cut)
        pop3_of(s)->dots.lf_ends = p[n] == '\n';
    if (status) {
        at = status + 2; /* "+OK" is 1 */
        at += at < n;
    }
    if (listing && (status != 1 || strict))
        at = *p == '.'; /* else a quirk: "+OK 1 uid", as if one message's had been asked for */
    mw_line_keep(s, at, n - at);
    mw_line_done(s);
    if (listing)
        return listing_line(s, is_end);
    return status ? dispatch(s, status == 1) : mw_pop3_fail(s, MW_E_PROTOCOL);
}

static int pull(mw_session *s)
{
    char *p;
    size_t n;
    int rc;

    if (s->step == POP3_BODY)
        return body(s);
    if (s->step == POP3_END)
        return mw_pop3_over(s, MW_EV_DONE, MW_OK);
    if (s->step == POP3_FIRST && s->in_len != s->in_off) {
        int first = s->in[s->in_off];

        if (first != '+' && first != '-')
            return (first & ~3) == 0x14 ? MW_E_PORT_IS_TLS : MW_E_WRONG_SERVICE;
    }
    rc = mw_line_get(s, &p, &n);
    if (rc == MW_AGAIN)
        return MW_OK; /* a TRACE event */
    return rc == MW_OK ? take_line(s, p, n) : rc;
}

/* --- what the session asks --- */

static int stage(const mw_session *s)
{
    const struct mw_command *c = mw_queue_front(s);

    if (s->step == POP3_BODY)
        return MW_AT_BODY;
    if (!c)
        return MW_AT_IDLE;
    if (c->kind > POP3_USER)
        return c->kind == POP3_PASS   ? MW_AT_AUTH
               : c->kind == POP3_QUIT ? MW_AT_QUIT
                                      : MW_AT_COMMAND;
    return c->kind + MW_AT_GREETING - POP3_GREETING;
}

/* QUIT does the deletions: until it was sent there are none. */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    if (c->kind == POP3_DELE && s->sent == s->put)
        c = mw_queue_newest(s);
    return c->kind == POP3_UPDATE ? MW_AT_QUIT : 0;
}

const struct mw_engine mw_pop3_engine = {
    mw_pop3_start, mw_pop3_secured, pull, stage, lasting, mw_pop3_noop,
    mw_pop3_quit,  NULL,            NULL, { 110, 110, 995 },
    sizeof(struct pop3), sizeof(uint32_t), 1,
};
