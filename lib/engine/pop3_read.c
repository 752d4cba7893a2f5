/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* What commands bring: STAT's numbers, listings line by line, and messages, whose bytes are handed
   on where they lie. */

/* More lines than this in one listing are a flood; so much about itself no server has to say. */
#define CAPA_LINES_MAX 1000u
#define LISTING_LINES_MAX 10000000u

/* RFC 1939 5:  "+OK" SP messages SP octets. The words stay for DONE. */
int mw_pop3_stat_reply(struct pop3 *m)
{
    mw_session *s = &m->s;
    const char *p = s->in + s->in_off;
    uint64_t num, octets;
    size_t at = mw_pop3_entry(p, s->held, &num);
    int good = mw_pop3_octets(p + at, at ? s->held - at : 0, &octets);

    mw_pop3_event(m, MW_EV_ITEM, s->oldest_id, 0);
    s->flags &= ~MW_S_GIVEN;
    s->ev.item = MW_ITEM_STAT;
    s->ev.name = "STAT";
    s->ev.num = num;
    s->ev.uid = octets;
    if (!good)
        s->ev.flags |= MW_EVF_DAMAGED;
    s->step = POP3_AT_END;
    return MW_OK;
}

/* --- listings, RFC 1939 3:  *(dot-stuffed line) "." CRLF --- */

void mw_pop3_listing_begins(struct pop3 *m)
{
    mw_input_release(&m->s);
    m->entries = 0;
    m->s.step = POP3_AT_LISTING;
    m->s.flags |= MW_S_INSIDE;
}

static int listing_ends(struct pop3 *m, int kind)
{
    mw_session *s = &m->s;

    mw_line_done(s);
    s->flags &= ~MW_S_INSIDE;
    s->step = POP3_AT_END;
    if (kind != POP3_CAPA)
        return MW_AGAIN;
    s->step = POP3_AT_REPLY;
    return mw_pop3_after_capa(m);
}

/* One line of CAPA's: the caller is told of it unless it comes before TLS that is to come. */
static int capability(struct pop3 *m)
{
    mw_session *s = &m->s;

    mw_pop3_capability(m, s->in + s->in_off, s->held);
    if (s->security == MW_PLAIN || (s->flags & MW_S_SECURE)) {
        mw_pop3_event(m, MW_EV_CAP, 0, 0);
        return MW_OK;
    }
    mw_input_release(s);
    return MW_AGAIN;
}

/* One line of UIDL's: num SP unique-id. A quirk: "+OK 1 uid" as in the answer to UIDL 1. */
static int unique_id(struct pop3 *m)
{
    mw_session *s = &m->s;
    const char *p = s->in + s->in_off;
    size_t skip = s->config & MW_FLAG_STRICT ? 0 : mw_pop3_status(p, s->held), at;
    uint64_t num;

    at = mw_pop3_entry(p + skip, s->held - skip, &num);
    mw_pop3_event(m, MW_EV_ITEM, s->oldest_id, at && num ? skip + at : 0);
    s->ev.item = MW_ITEM_UIDL;
    s->ev.name = "UIDL";
    s->ev.num = num;
    if (!at || !num)
        s->ev.flags |= MW_EVF_DAMAGED;
    return MW_OK;
}

int mw_pop3_listing_line(struct pop3 *m, int kind, const char *p, size_t n)
{
    mw_session *s = &m->s;
    size_t dot = n && *p == '.';

    if (dot && n == 1)
        return listing_ends(m, kind);
    mw_line_keep(s, dot, n - dot);
    mw_line_done(s);
    if (++m->entries > (kind == POP3_CAPA ? CAPA_LINES_MAX : LISTING_LINES_MAX))
        return mw_pop3_fail(m, MW_E_FLOOD);
    return kind == POP3_CAPA ? capability(m) : unique_id(m);
}

/* --- messages --- */

static void message_event(struct pop3 *m, int type)
{
    mw_session *s = &m->s;

    mw_pop3_words(m, type, s->oldest_id);
    s->ev.num = m->number[s->queue_head];
}

int mw_pop3_body_begins(struct pop3 *m)
{
    mw_session *s = &m->s;

    m->dots.in_line = m->dots.after_cr = 0;
    s->step = POP3_AT_BODY;
    s->flags |= MW_S_INSIDE;
    message_event(m, MW_EV_MSG);
    return MW_OK;
}

int mw_pop3_body(struct pop3 *m)
{
    mw_session *s = &m->s;
    size_t skip, len;
    int rc = mw_line_skip(s); /* of a long status line */

    if (rc != MW_OK)
        return rc;
    rc = mw_dots_decode(&m->dots, s->in + s->in_off, s->in_len - s->in_off, &skip, &len);
    mw_input_drop(s, skip);
    if (rc == MW_DOTS_MORE)
        return MW_WANT_READ;
    if (rc == MW_DOTS_END) {
        s->step = POP3_AT_END;
        s->flags &= ~MW_S_INSIDE;
        message_event(m, MW_EV_MSG_END);
        return MW_OK;
    }
    s->held = (uint32_t)len;
    mw_pop3_event(m, MW_EV_DATA, s->oldest_id, 0);
    return MW_OK;
}
