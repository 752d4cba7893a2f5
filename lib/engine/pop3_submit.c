/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"

/* Commands, RFC 1939 and RFC 2449 3:  command = keyword *(SP param) CRLF */

/* The longest: LANG. */
#define COMMAND_MAX_BYTES (4 + 1 + MW_POP3_LANG_MAX + 2)

int mw_pop3_put(mw_session *s, uint32_t number, int kind)
{
    static const char verbs[] = "CAPASTLSUTF8RSETNOOPSTATLASTLISTUIDLLANGTOP RETRDELEQUIT";
    struct mw_text t;
    int rc;

    mw_out_begin(s, &t);
    mw_text_bytes(&t, verbs + 4 * (kind - POP3_CAPA), 4u - (kind == POP3_TOP));
    if (number) {
        mw_text_byte(&t, ' ');
        if (kind == POP3_LANG)
            mw_text_string(&t, pop3_of(s)->range);
        else
            mw_text_number(&t, number);
        if (kind == POP3_TOP) {
            mw_text_byte(&t, ' ');
            mw_text_number(&t, pop3_of(s)->lines);
        }
    }
    mw_text_string(&t, "\r\n");
    rc = mw_out_end(s, &t, kind, (kind <= POP3_LOGIN) * MW_CMD_HIDDEN);
    if (rc == MW_OK)
        ((struct pop3_command *)mw_queue_newest(s))->number = number;
    return rc;
}

int mw_pop3_ask(mw_session *s, int kind)
{
    return mw_pop3_put(s, 0, kind);
}

int mw_pop3_noop(mw_session *s)
{
    return mw_pop3_ask(s, POP3_NOOP);
}

int mw_pop3_quit(mw_session *s)
{
    return mw_pop3_ask(s, POP3_QUIT);
}

/* UIDL, LANG or TOP, and CAPA does not name it. */
static int is_unoffered(const mw_session *s, int kind)
{
    unsigned bit = (unsigned)(kind - POP3_UIDL);
    uint32_t caps = (uint32_t)s->caps;

    return bit <= POP3_TOP - POP3_UIDL && caps && !(caps >> bit & 1);
}

static int submit(mw_session *s, uint32_t number, int kind)
{
    int rc = mw_submit_check(s, 1);

    if (number == 0 && kind >= POP3_TOP)
        return MW_E_ARG;
    if (rc != MW_OK)
        return rc;
    if (mw_out_room(s) < COMMAND_MAX_BYTES)
        return MW_WANT_WRITE;
    if (is_unoffered(s, kind) && !mw_quirk_allowed(s, MW_POP3_QUIRK_UNOFFERED))
        return MW_E_NOT_OFFERED;
    pop3_of(s)->deletions += kind == POP3_DELE;
    mw_pop3_put(s, number, kind);
    return mw_id_new(s);
}

int mw_pop3_stat(mw_session *s)
{
    return submit(s, 0, POP3_STAT);
}

int mw_pop3_last(mw_session *s)
{
    return submit(s, 0, POP3_LAST);
}

int mw_pop3_list(mw_session *s, uint32_t n)
{
    return submit(s, n, POP3_LIST);
}

int mw_pop3_uidl(mw_session *s, uint32_t n)
{
    return submit(s, n, POP3_UIDL);
}

int mw_pop3_lang(mw_session *s, const char *range)
{
    const char *p = range;

    if (p)
        do
            if ((unsigned char)*p - 0x21u > '~' - 0x21 || p - range == MW_POP3_LANG_MAX)
                return MW_E_ARG;
        while (*++p);
    pop3_of(s)->range = range;
    return submit(s, p != NULL, POP3_LANG); /* one, or all of them */
}

int mw_pop3_top(mw_session *s, uint32_t n, uint32_t lines)
{
    pop3_of(s)->lines = lines;
    return submit(s, n, POP3_TOP);
}

int mw_pop3_retr(mw_session *s, uint32_t n)
{
    return submit(s, n, POP3_RETR);
}

int mw_pop3_dele(mw_session *s, uint32_t n)
{
    return submit(s, n, POP3_DELE);
}

int mw_pop3_rset(mw_session *s)
{
    return submit(s, 0, POP3_RSET);
}
