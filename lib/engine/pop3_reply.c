/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/pop3_line.h"

/* Status lines: replies find their command by their order. */

/* --- verdicts --- */

/* The held words are the verdict, which `how` tells. */
static int tell(mw_session *s, int code, int (*how)(mw_session *s, int code))
{
    const char *p = s->in + s->in_off + 1;
    size_t n = mw_pop3_code(p - 1, s->held);
    unsigned reason = mw_pop3_reason(p, n);

    if (code == MW_E_REPLY_PERM && reason >= MW_POP3_CODE_SYS_TEMP &&
        reason <= MW_POP3_CODE_LOGIN_DELAY)
        code = MW_E_REPLY_TEMP;
    how(s, code);
    if (code != MW_OK) {
        s->err.word = p;
        s->err.word_len = (uint16_t)n;
        s->err.reply = (uint16_t)reason;
    }
    return code;
}

int mw_pop3_fail(mw_session *s, int code)
{
    return tell(s, code, mw_fail);
}

int mw_pop3_wrong(mw_session *s)
{
    return mw_pop3_fail(s, MW_E_PROTOCOL);
}

int mw_pop3_over(mw_session *s, int code)
{
    s->inside = 0;
    tell(s, code, mw_verdict);
    return MW_OK;
}

/* --- replies --- */

int mw_pop3_reply(mw_session *s, unsigned status)
{
    const struct pop3_command *c = (const void *)mw_queue_front(s);
    int kind, code = status == POP3_OK ? MW_OK : MW_E_REPLY_PERM;

    if (!c || !mw_command_sent(s, &c->c))
        return mw_pop3_fail(s, status == POP3_ERR ? MW_E_SERVER_BYE : MW_E_PROTOCOL);
    kind = c->c.kind;
    if (!status || (status == POP3_CONTINUE && kind != POP3_LOGIN))
        return mw_pop3_wrong(s);
    if (kind <= POP3_LOGIN)
        return mw_pop3_open_reply(s, kind, status);
    if (kind == POP3_QUIT) {
        s->clean = 1;
        if (!pop3_of(s)->deletions)
            code = MW_OK; /* nothing depended on it */
    } else if (code) {
        pop3_of(s)->deletions -= kind == POP3_DELE;
    } else if (kind < POP3_STAT) {
        if (kind == POP3_RSET && s->queue_count == 1) /* else some may stand behind it */
            pop3_of(s)->deletions = 0;
    } else if (kind < POP3_TOP) {
        if (kind >= POP3_LIST && c->number == 0)
            return mw_pop3_listing(s);
        s->inside = POP3_END;
        return mw_pop3_entry(s, kind);
    } else if (kind < POP3_DELE) {
        s->inside = POP3_BODY;
        return mw_pop3_event(s, MW_EV_MSG);
    }
    return mw_pop3_over(s, code);
}
