/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* Replies find their command by their order. Listings are told line by line; a message's bytes are
   handed on where they lie. */

/* More lines than this are a flood; so much about itself no server has to say. */
#define CAPA_LINES_BITS 10
#define LISTING_LINES_BITS 24

/* --- events --- */

/* What a refusal means, by its reason; of a log-in, which was refused for what it said where no
   other reason is given (RFC 3206 4), or of a command. */
static int meaning(int code, unsigned reason)
{
    if (reason - 1 >= MW_POP3_CODE_LOGIN_DELAY || (code != MW_E_AUTH && code != MW_E_REPLY_PERM))
        return code;
    return reason == MW_POP3_CODE_SYS_PERM ? MW_E_REPLY_PERM
           : code == MW_E_AUTH          ? MW_E_AUTH_LATER
                                        : MW_E_REPLY_TEMP;
}

int mw_pop3_tell(mw_session *s, int type, int32_t id, int code)
{
    static const char reasons[] = "sys/perm\0sys/temp\0in-use\0login-delay\0auth\0utf8\0";
    const char *p = s->in + s->in_off;
    size_t n = mw_pop3_code(p, s->held);
    unsigned reason = mw_pop3_word(reasons, ++p, n);

    code = meaning(code, reason);
    if (mw_tell(s, type, id, code) != MW_OK) {
        s->err.word = p;
        s->err.word_len = (uint16_t)n;
        s->err.reply = (uint16_t)reason;
        if (reason == MW_POP3_CODE_LOGIN_DELAY)
            s->err.wait_s = pop3_of(s)->delay_s;
    }
    return code;
}

int mw_pop3_fail(mw_session *s, int code)
{
    return mw_pop3_tell(s, MW_EV_FAILED, 0, code);
}

/* The held words as an event of the oldest id, num its message. Returns MW_OK. */
static int event(mw_session *s, int type)
{
    mw_tell(s, type, s->oldest_id, MW_OK);
    s->ev.num = pop3_of(s)->number[s->queue_head];
    return MW_OK;
}

int mw_pop3_over(mw_session *s, int type, int code)
{
    mw_id_over(s, s->oldest_id, mw_pop3_tell(s, type, s->oldest_id, code));
    mw_queue_pop(s);
    s->step = POP3_REPLY;
    return MW_OK;
}

int mw_pop3_taken(mw_session *s)
{
    mw_input_release(s);
    mw_queue_pop(s);
    s->step = POP3_REPLY;
    return MW_AGAIN;
}

/* --- entries --- */

/* That a line ends in LF alone is no matter of its entry. */
#define AS_IT_SHOULD_BE MW_POP3_QUIRK_LF

/* Reads ev->num and ev->uid. Returns what is wrong with the entry, else where its value begins in
   *rest. */
static unsigned read_entry(mw_event *ev, int kind, size_t *rest)
{
    *rest = mw_pop3_number(ev->data, ev->len, &ev->num);
    if (ev->num >> 32)
        ev->num = *rest = 0;
    if (*rest == 0 || (ev->num == 0 && kind >= POP3_LIST))
        return MW_POP3_QUIRK_ENTRY;
    if (kind == POP3_LAST)
        return AS_IT_SHOULD_BE;
    if (kind == POP3_UIDL ? *rest == ev->len
                          : !mw_pop3_number(ev->data + *rest, ev->len - *rest, &ev->uid))
        return kind == POP3_UIDL ? MW_POP3_QUIRK_ENTRY : MW_POP3_QUIRK_SIZE;
    return ev->data[*rest - 2] == ' ' ? MW_POP3_QUIRK_SPACES : AS_IT_SHOULD_BE;
}

/* The held words are an entry of what this kind of command lists. */
static int entry(mw_session *s, int kind)
{
    mw_event *ev = &s->ev;
    unsigned quirk;
    size_t rest;

    event(s, MW_EV_ITEM);
    ev->item = (uint16_t)(kind + MW_ITEM_STAT - POP3_STAT);
    if (kind == POP3_LANG)
        return MW_OK;
    quirk = read_entry(ev, kind, &rest);
    if (quirk != AS_IT_SHOULD_BE && !mw_quirk_allowed(s, quirk))
        return mw_pop3_fail(s, MW_E_PROTOCOL);
    if (quirk >= MW_POP3_QUIRK_SIZE) {
        ev->flags |= MW_EVF_DAMAGED;
    } else {
        ev->data += rest;
        ev->len -= rest;
    }
    return MW_OK;
}

/* --- replies of several lines, RFC 1939 3:  *(dot-stuffed line) "." CRLF --- */

static void begins(mw_session *s, int step)
{
    s->step = (uint8_t)step;
    s->inside = 1;
}

static void ends(mw_session *s)
{
    s->step = POP3_END;
    s->inside = 0;
}

int mw_pop3_listing(mw_session *s)
{
    mw_input_release(s);
    begins(s, POP3_LISTING);
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
    if (++pop3_of(s)->entries >> (is_capa ? CAPA_LINES_BITS : LISTING_LINES_BITS))
        return mw_pop3_fail(s, MW_E_FLOOD);
    return is_capa ? mw_pop3_capability(s) : entry(s, kind);
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
        return event(s, MW_EV_MSG_END);
    }
    s->held = (uint32_t)len;
    return event(s, MW_EV_DATA);
}

/* --- replies --- */

static int good_reply(mw_session *s, int kind)
{
    if (kind <= POP3_LANG) {
        if (kind >= POP3_LIST && pop3_of(s)->number[s->queue_head] == 0)
            return mw_pop3_listing(s);
        s->step = POP3_END;
        return entry(s, kind);
    }
    if (kind <= POP3_RETR) {
        begins(s, POP3_BODY);
        return event(s, MW_EV_MSG);
    }
    if (kind == POP3_RSET && s->queue_count == 1) /* else some may stand behind it */
        pop3_of(s)->deletions = 0;
    return mw_pop3_over(s, MW_EV_DONE, MW_OK);
}

/* A status line is here, its words held. */
static int dispatch(mw_session *s, unsigned status)
{
    struct mw_command *c = mw_queue_front(s);
    int kind, good = status == POP3_OK;

    if (!c || !mw_command_sent(s, c))
        return mw_pop3_fail(s, status == POP3_ERR ? MW_E_SERVER_BYE : MW_E_PROTOCOL);
    kind = c->kind;
    if (!status || (status == POP3_CONTINUE && kind != POP3_AUTH))
        return mw_pop3_fail(s, MW_E_PROTOCOL);
    if (kind <= POP3_AUTH)
        return mw_pop3_open_reply(s, kind, status);
    if (kind == POP3_QUIT)
        s->clean = 1;
    if (good)
        return good_reply(s, kind);
    if (kind == POP3_QUIT && !pop3_of(s)->deletions)
        return mw_pop3_over(s, MW_EV_DONE, MW_OK); /* nothing depended on it */
    pop3_of(s)->deletions -= kind == POP3_DELE;
    return mw_pop3_over(s, MW_EV_REFUSED, MW_E_REPLY_PERM);
}

static int take_line(mw_session *s, const char *p, size_t n)
{
    unsigned status = mw_pop3_word(MW_POP3_STATUS, p, n);
    int listing = s->step == POP3_LISTING, is_end = n == 1 && *p == '.';
    size_t at = 0; /* where its words begin */

    if (!s->cut) {
        if (p[n] == '\n' && !mw_quirk_allowed(s, MW_POP3_QUIRK_LF))
            return MW_E_PROTOCOL;
        pop3_of(s)->dots.lf_ends = p[n] == '\n';
    }
    if (status) {
        at = status == POP3_CONTINUE ? 1 : status + 2;
        at += at < n;
    }
    if (listing && (status != POP3_OK || !mw_quirk_allowed(s, MW_POP3_QUIRK_LISTED_OK)))
        at = *p == '.';
    mw_line_keep(s, at, n - at);
    mw_line_done(s);
    if (listing)
        return listing_line(s, is_end);
    return dispatch(s, status);
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
    if (rc == MW_OK)
        return take_line(s, p, n);
    if (rc != MW_AGAIN)
        return rc;
    if (n > 1 && *p == '+' && p[1] == ' ') { /* a challenge is nobody's business */
        s->ev.len = 1;
        s->ev.flags |= MW_EVF_REDACTED;
    }
    return MW_OK; /* a TRACE event */
}

/* --- what the session asks --- */

/* QUIT changes nothing any more, or it deletes (RFC 1939 6). */
static int is_idle_quit(const mw_session *s, const struct mw_command *c)
{
    return c->kind == POP3_QUIT && !((const struct pop3 *)s)->deletions;
}

static int stage(const mw_session *s)
{
    const struct mw_command *c = mw_queue_front(s);

    if (s->step == POP3_BODY)
        return MW_AT_BODY;
    if (!c)
        return s->state == MW_ST_OPENING ? MW_AT_AUTH : MW_AT_IDLE;
    if (is_idle_quit(s, c))
        return MW_AT_QUIT;
    return c->kind < POP3_UTF8 ? c->kind : c->kind <= POP3_AUTH ? MW_AT_AUTH : MW_AT_COMMAND;
}

/* Until QUIT was sent there are no deletions. */
static int lasting(const mw_session *s, const struct mw_command *c)
{
    if (c->kind == POP3_DELE && s->sent == s->put)
        c = mw_queue_newest(s);
    return c->kind == POP3_QUIT && !is_idle_quit(s, c) ? MW_AT_QUIT : 0;
}

const struct mw_engine mw_pop3_engine = {
    mw_pop3_start, mw_pop3_secured, pull, stage, lasting, mw_pop3_noop,
    mw_pop3_quit,  mw_pop3_login,   NULL, NULL,  NULL,    { 110, 110, 995 },
    sizeof(struct pop3), sizeof(uint32_t), MW_POP3_QUIRKS, offsetof(struct pop3, quirks), 1,
};
