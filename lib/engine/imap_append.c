/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"
#include "wire/imap_args.h"

#include <string.h>

/* APPEND and what grew on it (RFC 9051 6.3.12; RFC 3502 MULTIAPPEND, 4469 CATENATE, 8508 REPLACE,
   3516 literal8, 6855 UTF8):

     append  = "APPEND" SP mailbox 1*(SP message) CRLF
     message = [flags SP] [date SP] (literal / literal8 / "UTF8" SP "(" literal8 ")" /
               "CATENATE" SP "(" part *(SP part) ")")
     part    = "TEXT" SP literal / "URL" SP string

   The command is MW_CMD_OPEN until its end is in the output. What stands in front of a literal is
   encoded at once, its bytes come through mw_write, and imap.append knows what follows them. */

#define END_MAX_BYTES 3 /* ")" CRLF */

/* --- what follows a literal --- */

static void body_ends(struct imap *m, struct mw_text *t)
{
    mw_session *s = &m->s;
    unsigned append = m->append;

    s->body = MW_BODY_MORE;
    if (append & IMAP_APPEND_PARTS) {
        mw_text_byte(t, ' ');
    } else {
        if (append & IMAP_APPEND_PAREN)
            mw_text_byte(t, ')');
        m->append = 0;
        if (!(append & IMAP_APPEND_MORE)) {
            mw_text_string(t, "\r\n");
            s->body = MW_BODY_NONE;
            mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
        }
    }
}

void mw_imap_literal_begins(struct imap *m, int waits, uint64_t bytes)
{
    mw_session *s = &m->s;

    m->left = bytes;
    m->body_at = s->put;
    s->body = waits ? MW_BODY_DUE : MW_BODY_OPEN;
    s->write_due = (uint8_t)!waits;
}

/* --- going on with a command --- */

void mw_imap_more(struct imap_line *l, mw_session *s, unsigned state)
{
    const struct mw_command *c = mw_queue_newest(s);

    memset(l, 0, sizeof *l);
    l->m = imap_of(s);
    if (s->state != MW_ST_READY || s->body != MW_BODY_MORE ||
        (l->m->append & IMAP_APPEND_PARTS) != state)
        l->rc = MW_E_USAGE;
    else if (s->released == s->queue_count && s->gate != c->end)
        l->rc = MW_WANT_WRITE; /* the mailbox's name is not sent yet */
    mw_out_begin(s, &l->t);
}

int mw_imap_more_end(struct imap_line *l)
{
    mw_session *s = &l->m->s;

    if (l->head || l->t.len + END_MAX_BYTES > mw_out_bytes(s))
        mw_imap_wrong(l, MW_E_TOO_LONG);
    if (l->t.len + END_MAX_BYTES > l->t.cap)
        mw_imap_wrong(l, MW_WANT_WRITE);
    if (l->rc != MW_OK)
        return l->rc;
    mw_out_grow(s, l->t.len);
    return s->next_id - 1;
}

/* --- the body --- */

static int append_begins(struct imap *m)
{
    mw_session *s = &m->s;

    if (s->body != MW_BODY_DUE)
        return 0;
    mw_imap_literal_begins(m, 0, m->left);
    return 1;
}

/* Room for the body at the end of the output, some of it kept for what follows. */
static size_t body_room(mw_session *s, struct mw_text *t)
{
    mw_out_begin(s, t);
    return t->cap > END_MAX_BYTES ? t->cap - END_MAX_BYTES : 0;
}

static int append_take(mw_session *s, const char *p, size_t n, size_t *taken)
{
    struct imap *m = imap_of(s);
    struct mw_text t;
    size_t room = body_room(s, &t);

    if (n > m->left)
        return MW_E_USAGE;
    *taken = n < room ? n : room;
    memcpy(t.p, p, *taken);
    mw_out_grow(s, *taken);
    m->left -= *taken;
    if (*taken < n)
        s->write_due = 1;
    return MW_OK;
}

int mw_imap_append_finish(mw_session *s)
{
    struct imap *m = imap_of(s);
    struct mw_text t;

    if (m->left)
        return MW_E_USAGE;
    mw_out_begin(s, &t);
    if (t.cap < END_MAX_BYTES)
        return MW_WANT_WRITE;
    body_ends(m, &t);
    mw_out_grow(s, t.len);
    return MW_OK;
}

/* --- refused in the middle --- */

static void append_lose(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_command *c = mw_queue_newest(s);

    m->padding = s->gate == c->end && s->body >= MW_BODY_OPEN;
    if (s->body != MW_BODY_OPEN)
        m->left = 0;
    c->flags &= (uint8_t)~MW_CMD_OPEN;
    s->body = MW_BODY_LOST;
    s->write_due = 0;
    m->append &= IMAP_APPEND_PAREN;
}

/* The server counts the bytes of a literal whatever it thinks of them (RFC 7888 4): spaces. */
static int append_pad(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_text t;
    size_t room = body_room(s, &t);

    t.len = m->left < room ? (size_t)m->left : room;
    memset(t.p, ' ', t.len);
    m->left -= t.len;
    if (m->left == 0 && t.cap >= END_MAX_BYTES + t.len) {
        mw_text_string(&t, m->append & IMAP_APPEND_PAREN ? ")\r\n" : "\r\n");
        m->padding = m->append = 0;
    }
    s->put += (uint32_t)t.len;
    s->gate = s->put;
    return t.len ? MW_AGAIN : MW_WANT_READ;
}

static int append_ask(mw_session *s)
{
    if (s->body != MW_BODY_OPEN || mw_out_room(s) < mw_out_bytes(s) / 2)
        return MW_WANT_READ;
    s->write_due = 0;
    return mw_event_set(s, MW_EV_WRITE, s->next_id - 1);
}

static int append_where(const mw_session *s, const struct mw_command *c)
{
    if (!(c->flags & MW_CMD_OPEN))
        return MW_AT_DATA_END;
    if (s->body == MW_BODY_MORE)
        return MW_AT_IDLE;
    return s->body == MW_BODY_OPEN ? MW_AT_BODY : MW_AT_DATA_START;
}

static const struct imap_sink sink = {
    append_take, mw_imap_append_finish, append_begins, append_lose,
    append_pad,  append_ask,            append_where,
};

/* --- the command --- */

static void check(struct imap_line *l, const mw_append *a)
{
    const struct imap *m = l->m;

    mw_imap_need(l, a->more ? IMAP_CAP(MULTIAPPEND) : 0);
    mw_imap_need(l, a->catenate ? IMAP_CAP(CATENATE) : 0);
    mw_imap_need(l, a->replace_uid ? IMAP_CAP(REPLACE) : 0);
    if ((a->binary && !(m->s.caps & MW_IMAP_CAP_BINARY)) || /* not by IMAP4rev2 */
        (a->utf8 && !(m->enabled & MW_IMAP_ON_UTF8)))
        mw_imap_wrong(l, MW_E_NOT_OFFERED);
    if ((a->replace_uid && a->more) || (a->catenate && (a->binary || a->utf8 || a->bytes)) ||
        (a->date && !mw_imap_can_quote(a->date)))
        mw_imap_wrong(l, MW_E_ARG);
    if (m->s.max_bytes && a->bytes > m->s.max_bytes)
        mw_imap_wrong(l, MW_E_TOO_BIG);
}

/* What stands in front of a message's bytes. 1: they have to wait. */
static int put_message(struct imap_line *l, const mw_append *a)
{
    int waits;

    check(l, a);
    if (a->flags)
        mw_imap_put(l, " (%r)", mw_imap_is_flags(a->flags) ? a->flags : NULL);
    if (a->date)
        mw_imap_put(l, " %s", a->date);
    mw_imap_put(l, a->catenate ? " CATENATE (" : a->utf8 ? " UTF8 (~" : a->binary ? " ~" : " ");
    if (a->catenate)
        return 1;
    waits = mw_imap_put_header(l->m, &l->t, a->bytes);
    if (l->head && !waits)
        mw_imap_wrong(l, MW_E_TOO_LONG); /* than LITERAL- takes, a name */
    return waits;
}

static void begun(struct imap *m, const mw_append *a, int waits)
{
    m->append = (uint8_t)((a->more ? IMAP_APPEND_MORE : 0) |
                          (a->catenate || a->utf8 ? IMAP_APPEND_PAREN : 0) |
                          (a->catenate ? IMAP_APPEND_PARTS : 0));
    m->sink = &sink;
    mw_imap_literal_begins(m, waits, a->bytes);
    if (a->catenate)
        m->s.body = MW_BODY_MORE;
}

int mw_imap_append(mw_session *s, const char *mailbox_utf8, const mw_append *how)
{
    struct imap_line l;
    mw_append a;
    int id, waits;

    mw_imap_options(&a, sizeof a, how);
    if (mailbox_utf8) {
        mw_imap_line(&l, s);
        if (a.replace_uid)
            mw_imap_put(&l, "UID REPLACE %d", (uint64_t)a.replace_uid);
        else
            mw_imap_put(&l, "APPEND");
        mw_imap_put(&l, " %m", mailbox_utf8);
        waits = put_message(&l, &a);
        id = mw_imap_submit(&l, IMAP_APPEND, MW_CMD_OPEN);
    } else {
        mw_imap_more(&l, s, 0);
        if (a.replace_uid)
            mw_imap_wrong(&l, MW_E_ARG);
        waits = put_message(&l, &a);
        id = mw_imap_more_end(&l);
    }
    if (id > 0)
        begun(imap_of(s), &a, waits);
    return id;
}

uint64_t mw_imap_max_bytes(const mw_session *s)
{
    return s->max_bytes;
}
