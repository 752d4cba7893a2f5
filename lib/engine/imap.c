/* SPDX-License-Identifier: MIT */
#include "engine/imap.h"
#include "base/ascii.h"
#include "engine/auth.h"
#include "wire/imap_hash.h"

#include <string.h>

static const uint32_t whys[] = {
    0x8ed1df09, /* UNAVAILABLE */                0x948d6df9, /* INUSE */
    0x32dad934, /* LIMIT */                      0x338eb632, /* EXPIRED */
    0xf4eb00e2, /* PRIVACYREQUIRED */            0x6967ac5f, /* AUTHORIZATIONFAILED */
    0xa9535872, /* CONTACTADMIN */
};

/* --- tags --- */

/* Counts what has been read since the last time. */
static void count_early(struct imap *m)
{
    uint32_t now = m->s.in_len - m->s.in_off - m->s.held;
    uint32_t used = m->unread > now ? m->unread - now : 0;

    m->early -= used < m->early ? used : m->early;
    m->unread = now;
}

void mw_imap_asks(struct imap *m, uint32_t tag)
{
    count_early(m);
    if (m->early)
        return;
    m->early = m->unread;
    m->early_tag = tag;
}

int mw_imap_is_early(struct imap *m)
{
    count_early(m);
    return m->early > 0;
}

void mw_imap_begin(struct imap *m, struct mw_text *t)
{
    mw_out_begin(&m->s, t);
    mw_text_byte(t, 'A');
    mw_text_number(t, m->next_tag);
    mw_text_byte(t, ' ');
}

int mw_imap_end(struct imap *m, struct mw_text *t, int kind, unsigned flags)
{
    int rc;

    if (m->padding)
        return MW_WANT_WRITE;
    if (!(flags & MW_CMD_OPEN))
        mw_text_string(t, "\r\n");
    rc = mw_out_end(&m->s, t, kind, flags);
    if (rc != MW_OK)
        return rc;
    mw_imap_asks(m, m->next_tag++);
    m->keeps_numbers = 0;
    return MW_OK;
}

/* Nothing that has come by now answers this tag. */
static int is_too_new(const struct imap *m, uint32_t tag)
{
    return m->early && tag >= m->early_tag;
}

uint32_t mw_imap_place(const struct imap *m, const char *p, size_t n)
{
    const mw_session *s = &m->s;
    const struct mw_command *c;
    uint32_t number, place;

    if (n < 2 || *p != 'A' || p[1] == '0' || mw_imap_number(p + 1, n - 1, &number) != n - 1 ||
        is_too_new(m, number))
        return IMAP_NOWHERE;
    place = s->queue_count - (m->next_tag - number); /* of one to come: behind the queue */
    if (place >= s->released)
        return IMAP_NOWHERE;
    c = mw_queue_at(s, place);
    if ((c->flags & MW_CMD_EARLY) ||
        !(mw_command_sent(s, c) || mw_imap_is_begun(m, c) ||
          ((s->has & IMAP_HAS_PAUSE) && mw_out_empty(s))))
        return IMAP_NOWHERE;
    return place;
}

/* Each entry of the queue has an id, once the session is ready. */
int32_t mw_imap_id_of(const struct imap *m)
{
    return m->s.next_id - (int32_t)(m->s.queue_count - m->r.place);
}

void mw_imap_no_mailbox(struct imap *m)
{
    m->s.has &= (uint16_t)~IMAP_HAS_MAILBOX;
    m->r.exists = 0;
}

static int is_close(const struct mw_command *c)
{
    return c->kind >= IMAP_CLOSE && c->kind <= IMAP_UNAUTHENTICATE;
}

int32_t mw_imap_owner(struct imap *m, uint32_t kinds)
{
    const mw_session *s = &m->s;
    unsigned i;

    for (i = 0; i < s->released; i++) {
        const struct mw_command *c = mw_queue_at(s, i);

        if (c->flags & MW_CMD_EARLY)
            continue;
        if (!mw_command_sent(s, c) || is_too_new(m, m->next_tag - (s->queue_count - i)))
            return 0;
        m->r.place = (uint16_t)i;
        if (c->kind < 32 && (kinds >> c->kind & 1))
            return c->kind == IMAP_SELECT && (s->has & IMAP_HAS_MAILBOX) ? 0 : mw_imap_id_of(m);
        if ((c->kind == IMAP_SELECT || is_close(c)) && !(kinds & IMAP_ACCOUNT))
            return 0;
    }
    return 0;
}

/* RFC 9051 5.5: a server may answer in another order, but what stands before and behind a change
   of the mailbox cannot be exchanged. */
static int is_in_order(const struct imap *m, int kind)
{
    unsigned i;

    for (i = 0; i < m->r.place; i++) {
        const struct mw_command *c = mw_queue_at(&m->s, i);

        if (kind == IMAP_SELECT || kind == IMAP_LOGOUT ||
            (c->kind == IMAP_SELECT && !(c->flags & MW_CMD_EARLY)))
            return 0;
    }
    return 1;
}

/* --- verdicts --- */

int mw_imap_words(struct imap *m, int type, int32_t id, int code)
{
    mw_session *s = &m->s;

    mw_tell(s, type, id, MW_OK);
    s->ev.data += m->r.word;
    s->ev.len -= m->r.word;
    if (code) {
        mw_event_refused(s, code);
        s->err.word = s->in + s->in_off;
        s->err.word_len = (uint16_t)(m->r.word - (m->r.word > 0));
    }
    return code;
}

int mw_imap_fail(struct imap *m, int code)
{
    return mw_imap_words(m, MW_EV_FAILED, 0, code);
}

unsigned mw_imap_why(const struct imap *m)
{
    size_t n = m->r.word ? m->r.word - 1u : 0;

    return mw_imap_hashed(whys, sizeof whys / sizeof *whys, m->s.in + m->s.in_off, n);
}

int mw_imap_refusal(const struct imap *m)
{
    return mw_imap_why(m) - 1 < IMAP_WHY_LATER
               ? MW_E_REPLY_TEMP
               : mw_reason_later(m->s.in + m->s.in_off, m->s.held, MW_E_REPLY_PERM);
}

/* The id of the command at m->r.place ends with the words at hand. Those answered before their turn
   leave the queue with the front. */
static int verdict(struct imap *m, struct mw_command *c, int code)
{
    mw_session *s = &m->s;
    int32_t id = mw_imap_id_of(m);

    mw_imap_words(m, code ? MW_EV_REFUSED : MW_EV_DONE, id, code);
    s->ev.flags |= mw_imap_doubt(&m->r);
    s->over_id = id;
    s->over_code = (int16_t)code;
    c->flags |= MW_CMD_EARLY;
    mw_wait_restart(s);
    while (s->released && (mw_queue_at(s, 0)->flags & MW_CMD_EARLY)) {
        mw_queue_pop(s);
        s->oldest_id++;
    }
    return MW_OK;
}

int mw_imap_tagged(struct imap *m)
{
    mw_session *s = &m->s;
    struct mw_command *c = mw_queue_at(s, m->r.place);
    int good = m->r.status == IMAP_OK, kind = c->kind, rc;

    m->r.unasked = 0;
    s->has &= (uint16_t)~IMAP_HAS_LISTING;
    if (!is_in_order(m, kind) || !mw_imap_cut_short(m, c, good))
        return mw_imap_fail(m, MW_E_PROTOCOL);
    if (c->flags & MW_CMD_HIDDEN)
        return mw_imap_open_reply(m, kind);
    rc = m->effect ? m->effect(m, kind, good) : MW_OK;
    if (rc != MW_OK)
        return rc;
    if (kind == IMAP_IDLE && good && mw_imap_idle_again(m))
        return MW_AGAIN;
    if (kind == IMAP_SELECT && good)
        s->has |= IMAP_HAS_MAILBOX;
    else if (kind == IMAP_SELECT || (is_close(c) && good))
        mw_imap_no_mailbox(m);
    else if (kind == IMAP_LOGOUT)
        good = s->clean = 1;
    return verdict(m, c, good ? MW_OK : mw_imap_refusal(m));
}

/* --- the engine --- */

static int pull(mw_session *s)
{
    struct imap *m = imap_of(s);
    struct mw_command *c = mw_queue_front(s);
    int rc = MW_WANT_READ;

    if (s->state != MW_ST_OPENING)
        rc = mw_imap_turn(m);
    else if (c && c->kind == IMAP_LOGIN)
        rc = mw_imap_auth_fill(m, c);
    else if (c && c->kind == IMAP_GREETING)
        rc = mw_imap_greeting_bytes(s);
    if (rc != MW_WANT_READ)
        return rc;
    m->unread = 0;
    count_early(m);
    do
        rc = mw_imap_read(&m->r);
    while (rc == MW_AGAIN && m->s.step != IMAP_AT_START);
    count_early(m);
    return rc == MW_WANT_READ && s->write_due ? m->sink->ask(s) : rc;
}

static int stage(const mw_session *s)
{
    static const uint8_t stages[] = { MW_AT_IDLE,     MW_AT_GREETING, MW_AT_HELLO,
                                      MW_AT_STARTTLS, MW_AT_AUTH,     MW_AT_AUTH };
    const struct imap *m = (const struct imap *)s;
    const struct mw_command *c = mw_queue_front(s);

    if (m->s.step == IMAP_AT_LITERAL || m->s.step == IMAP_AT_QUOTED)
        return MW_AT_BODY;
    if (!c)
        return s->state == MW_ST_OPENING ? MW_AT_AUTH : MW_AT_IDLE;
    if (c->kind <= IMAP_AUTHENTICATE)
        return stages[c->kind];
    if (c->kind == IMAP_APPEND)
        return m->sink->where(s, c);
    if (m->idling && s->released == 1)
        return MW_AT_IDLE;
    return c->kind == IMAP_LOGOUT ? MW_AT_QUIT : MW_AT_COMMAND;
}

static int lasting(const mw_session *s, const struct mw_command *c)
{
    (void)s;
    if (c->kind == IMAP_APPEND)
        return MW_AT_DATA_END;
    return c->kind >= IMAP_FETCH_SEEN && c->kind <= IMAP_CLOSE ? MW_AT_COMMAND : 0;
}

int mw_imap_fixed(struct imap *m, const char *verb, int kind, unsigned flags)
{
    struct mw_text t;

    mw_imap_begin(m, &t);
    mw_text_string(&t, verb);
    return mw_imap_end(m, &t, kind, flags);
}

static int noop(mw_session *s)
{
    return mw_imap_fixed(imap_of(s), "NOOP", IMAP_OTHER, 0);
}

static int quit(mw_session *s)
{
    return mw_imap_fixed(imap_of(s), "LOGOUT", IMAP_LOGOUT, MW_CMD_LAST);
}

static int body_write(mw_session *s, const char *p, size_t n, size_t *taken)
{
    return imap_of(s)->sink->take(s, p, n, taken);
}

static int body_write_end(mw_session *s)
{
    return imap_of(s)->sink->finish(s);
}

const struct mw_engine mw_imap_engine = {
    mw_imap_secured, pull,           stage,         lasting, noop, quit, mw_imap_login,
    body_write,      body_write_end, mw_imap_alarm, NULL,    { 143, 143, 993 },
    sizeof(struct imap), sizeof(struct mw_command), MW_IMAP_QUIRKS,
    offsetof(struct imap, quirks), 0, IMAP_GREETING,
};
