/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* What commands bring: STAT's numbers, listings line by line, and messages, whose bytes are handed
   on where they lie. */

/* More lines than this are a flood; so much about itself no server has to say. */
#define CAPA_LINES_MAX 1000u
#define LISTING_LINES_MAX 10000000u

/* The held words are an entry of UIDL's, or all that STAT says. */
static int item(mw_session *s, int is_stat)
{
    struct mw_pop3_entry e;
    int form;

    mw_pop3_event(s, MW_EV_ITEM, s->oldest_id);
    form = mw_pop3_entry(&e, s->ev.data, s->ev.len);
    if (is_stat ? form == MW_POP3_SIZED : form && e.num) {
        s->ev.data += e.rest;
        s->ev.len -= e.rest;
    } else {
        s->ev.flags |= MW_EVF_DAMAGED;
    }
    s->ev.num = e.num;
    s->ev.uid = e.octets;
    s->ev.item = is_stat ? MW_ITEM_STAT : MW_ITEM_UIDL;
    s->ev.name = is_stat ? "STAT" : "UIDL";
    return MW_OK;
}

static int message(mw_session *s, int type)
{
    mw_pop3_event(s, type, s->oldest_id);
    s->ev.num = pop3_of(s)->number[s->queue_head];
    return MW_OK;
}

/* All has come. */
static void ends(mw_session *s, int step)
{
    s->step = (uint8_t)step;
    s->flags &= ~MW_S_INSIDE;
}

/* +OK to a command that asked for something. */
int mw_pop3_data_reply(mw_session *s, int kind)
{
    if (kind == POP3_STAT) {
        s->step = POP3_END;
        item(s, 1);
        s->flags &= ~MW_S_GIVEN; /* DONE bears the words, too */
        return MW_OK;
    }
    s->flags |= MW_S_INSIDE;
    if (kind == POP3_RETR) {
        s->step = POP3_BODY;
        pop3_of(s)->dots.in_line = pop3_of(s)->dots.after_cr = 0;
        return message(s, MW_EV_MSG);
    }
    mw_input_release(s);
    s->step = POP3_LISTING;
    pop3_of(s)->entries = 0;
    return MW_AGAIN;
}

/* Multi-line replies, RFC 1939 3:  *(dot-stuffed line) "." CRLF */
int mw_pop3_listing_line(mw_session *s, const char *p, size_t n)
{
    int is_capa = mw_queue_front(s)->kind == POP3_CAPA;
    size_t from = n && *p == '.';

    if (from && n == 1) {
        mw_line_done(s);
        ends(s, is_capa ? POP3_REPLY : POP3_END);
        return is_capa ? mw_pop3_after_capa(s) : MW_AGAIN;
    }
    /* A quirk: "+OK 1 uid", as if one message's had been asked for. */
    if (!(s->config & MW_FLAG_STRICT) && mw_pop3_word(MW_POP3_STATUS, p, n) == 1 && n > 4)
        from = 4;
    mw_line_keep(s, from, n - from);
    mw_line_done(s);
    if (++pop3_of(s)->entries > (is_capa ? CAPA_LINES_MAX : LISTING_LINES_MAX))
        return mw_pop3_fail(s, MW_E_FLOOD);
    return is_capa ? mw_pop3_capability(s) : item(s, 0);
}

int mw_pop3_body(mw_session *s)
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
        ends(s, POP3_END);
        return message(s, MW_EV_MSG_END);
    }
    s->held = (uint32_t)len;
    return mw_pop3_event(s, MW_EV_DATA, s->oldest_id);
}
