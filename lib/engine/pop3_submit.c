/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"

/* Commands, RFC 1939 and RFC 2449 3:  command = keyword *(SP param) CRLF */

/* The longest but USER and PASS, which go out in pieces: LANG. */
#define COMMAND_MAX_BYTES (4 + 1 + MW_POP3_LANG_MAX + 2)

/* The text, as far as there is room for it, and the end of the line. 1: that was all. */
static int put_text(mw_session *s, struct mw_text *t)
{
    const char *p = pop3_of(s)->text;

    while (p && *p && t->len < t->cap)
        mw_text_byte(t, *p++);
    pop3_of(s)->text = p;
    if (t->cap - t->len < 2)
        return 0;
    pop3_of(s)->text = NULL;
    mw_text_string(t, "\r\n");
    return 1;
}

int mw_pop3_put(mw_session *s, int kind, uint32_t number)
{
    static const char verbs[] = "CAPASTLSUTF8USERPASSSTATLASTLISTUIDLLANGTOP RETRDELERSETNOOPQUIT";
    struct pop3 *m = pop3_of(s);
    uint32_t numbers[2] = { number, m->lines };
    int count = kind == POP3_TOP ? 2 : number != 0, i;
    unsigned flags = kind <= POP3_PASS ? MW_CMD_HIDDEN : 0;
    unsigned one_language = m->text != NULL;
    struct mw_command *c;
    struct mw_text t;

    mw_out_begin(s, &t);
    if (t.cap < COMMAND_MAX_BYTES)
        return MW_WANT_WRITE;
    mw_text_bytes(&t, verbs + 4 * (kind - POP3_CAPA), kind == POP3_TOP ? 3 : 4);
    for (i = 0; i < count; i++) {
        mw_text_byte(&t, ' ');
        mw_text_number(&t, numbers[i]);
    }
    if (m->text)
        mw_text_byte(&t, ' ');
    if (!put_text(s, &t))
        flags |= MW_CMD_OPEN;
    if (kind == POP3_PASS)
        flags |= MW_CMD_SECRET;
    mw_out_end(s, &t, kind, flags);
    c = mw_queue_newest(s);
    if (kind == POP3_PASS)
        c->head = 5; /* verb and space */
    m->number[c - mw_queue(s)] = number + one_language; /* 0: all of them */
    return MW_OK;
}

int mw_pop3_fill(mw_session *s)
{
    struct mw_text t;

    mw_out_begin(s, &t);
    if (put_text(s, &t))
        mw_queue_newest(s)->flags &= (uint8_t)~MW_CMD_OPEN;
    mw_out_grow(s, t.len);
    return t.len != 0;
}

int mw_pop3_noop(mw_session *s)
{
    return mw_pop3_put(s, POP3_NOOP, 0);
}

int mw_pop3_quit(mw_session *s)
{
    return mw_pop3_put(s, POP3_QUIT, 0);
}

/* Kinds as a mask. */
#define NAMED (7u << POP3_UIDL) /* UIDL, LANG, TOP are, by CAPA, their bits from 1 on */
#define NUMBERED (7u << POP3_TOP) /* TOP, RETR, DELE need one */

static int submit(mw_session *s, int kind, uint32_t number)
{
    uint32_t bit = 1u << kind, caps = (uint32_t)s->caps;
    int missing = caps && (bit & NAMED & ~(caps << POP3_UIDL));
    int rc = mw_submit_check(s, 1);

    if (number == 0 && (bit & NUMBERED))
        return MW_E_ARG;
    if (rc == MW_OK && missing && (s->config & MW_FLAG_STRICT))
        rc = MW_E_NOT_OFFERED;
    if (rc == MW_OK)
        rc = mw_pop3_put(s, kind, number);
    if (rc != MW_OK)
        return rc;
    if (missing)
        mw_quirk_allowed(s, MW_POP3_QUIRK_UNOFFERED);
    pop3_of(s)->deletions += kind == POP3_DELE;
    return mw_id_new(s);
}

int mw_pop3_stat(mw_session *s)
{
    return submit(s, POP3_STAT, 0);
}

int mw_pop3_last(mw_session *s)
{
    return submit(s, POP3_LAST, 0);
}

int mw_pop3_list(mw_session *s, uint32_t n)
{
    return submit(s, POP3_LIST, n);
}

int mw_pop3_uidl(mw_session *s, uint32_t n)
{
    return submit(s, POP3_UIDL, n);
}

int mw_pop3_lang(mw_session *s, const char *range)
{
    struct pop3 *m = pop3_of(s);
    const char *p = range;
    int rc;

    if (p)
        do
            if ((unsigned char)*p - 0x21u > '~' - 0x21 || p - range == MW_POP3_LANG_MAX)
                return MW_E_ARG;
        while (*++p);
    m->text = range;
    rc = submit(s, POP3_LANG, 0);
    m->text = NULL;
    return rc;
}

int mw_pop3_top(mw_session *s, uint32_t n, uint32_t lines)
{
    pop3_of(s)->lines = lines;
    return submit(s, POP3_TOP, n);
}

int mw_pop3_retr(mw_session *s, uint32_t n)
{
    return submit(s, POP3_RETR, n);
}

int mw_pop3_dele(mw_session *s, uint32_t n)
{
    return submit(s, POP3_DELE, n);
}

int mw_pop3_rset(mw_session *s)
{
    return submit(s, POP3_RSET, 0);
}
