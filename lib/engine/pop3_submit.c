/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"

/* Commands, RFC 1939 and RFC 2449 3:  command = keyword *(SP param) CRLF */

/* The longest: LANG. */
#define COMMAND_MAX_BYTES (4 + 1 + MW_POP3_LANG_MAX + 2)

int mw_pop3_put(mw_session *s, int kind, uint32_t number, const char *text)
{
    static const char verbs[] = "CAPASTLSUTF8AUTHSTATLASTLISTUIDLLANGTOP RETRDELERSETNOOPQUIT";
    unsigned flags = kind <= POP3_AUTH ? MW_CMD_HIDDEN : 0;
    struct mw_command *c;
    struct mw_text t;

    mw_out_begin(s, &t);
    if (t.cap < COMMAND_MAX_BYTES)
        return MW_WANT_WRITE;
    mw_text_bytes(&t, verbs + 4 * (kind - POP3_CAPA), kind == POP3_TOP ? 3 : 4);
    if (number && kind != POP3_LANG) {
        mw_text_byte(&t, ' ');
        mw_text_number(&t, number);
    }
    if (text) {
        mw_text_byte(&t, ' ');
        mw_text_string(&t, text);
    }
    mw_text_string(&t, "\r\n");
    mw_out_end(s, &t, kind, flags);
    c = mw_queue_newest(s);
    pop3_of(s)->number[c - mw_queue(s)] = number;
    return MW_OK;
}

int mw_pop3_noop(mw_session *s)
{
    return mw_pop3_put(s, POP3_NOOP, 0, NULL);
}

int mw_pop3_quit(mw_session *s)
{
    return mw_pop3_put(s, POP3_QUIT, 0, NULL);
}

/* Kinds as a mask. */
#define NAMED (7u << POP3_UIDL) /* UIDL, LANG, TOP are, by CAPA, their bits from 1 on */
#define NUMBERED (7u << POP3_TOP) /* TOP, RETR, DELE need one */

static int submit_text(mw_session *s, int kind, uint32_t number, const char *text)
{
    uint32_t bit = 1u << kind, caps = (uint32_t)s->caps;
    int missing = caps && (bit & NAMED & ~(caps << POP3_UIDL));
    int rc = mw_submit_check(s, 1);

    if (number == 0 && (bit & NUMBERED))
        return MW_E_ARG;
    if (rc == MW_OK && missing && (s->config & MW_FLAG_STRICT))
        rc = MW_E_NOT_OFFERED;
    if (rc == MW_OK)
        rc = mw_pop3_put(s, kind, number, text);
    if (rc != MW_OK)
        return rc;
    if (missing)
        mw_quirk_allowed(s, MW_POP3_QUIRK_UNOFFERED);
    pop3_of(s)->deletions += kind == POP3_DELE;
    return mw_id_new(s);
}

static int submit(mw_session *s, int kind, uint32_t number)
{
    return submit_text(s, kind, number, NULL);
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
    const char *p = range;

    if (p)
        do
            if ((unsigned char)*p - 0x21u > '~' - 0x21 || p - range == MW_POP3_LANG_MAX)
                return MW_E_ARG;
        while (*++p);
    return submit_text(s, POP3_LANG, p != NULL, range); /* one, or all of them */
}

int mw_pop3_top(mw_session *s, uint32_t n, uint32_t lines)
{
    char digits[11];
    struct mw_text t = { digits, 0, sizeof digits };

    mw_text_number(&t, lines);
    mw_text_byte(&t, 0);
    return submit_text(s, POP3_TOP, n, digits);
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
