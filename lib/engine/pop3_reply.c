/* SPDX-License-Identifier: MIT */
#include "engine/pop3.h"
#include "wire/imap_word.h"
#include "wire/pop3_line.h"

/* Status lines: replies find their command by their order. */

/* --- verdicts --- */

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

/* The held words are the verdict, which `how` tells. */
static int tell(mw_session *s, int code, int (*how)(mw_session *s, int code))
{
    static const char reasons[] = "SYS/PERM\0SYS/TEMP\0IN-USE\0LOGIN-DELAY\0AUTH\0UTF8\0";
    mw_error *err = &s->err;
    const char *p = s->in + s->in_off;
    size_t n = mw_pop3_code(p, s->held), level = n;
    unsigned reason = 0;

    p++;
    while (level && !(reason = mw_imap_find(reasons, p, level, NULL)))
        while (--level && p[level] != '/')
            ;
    code = meaning(code, reason);
    how(s, code);
    if (code != MW_OK) {
        err->word = p;
        err->word_len = (uint16_t)n;
        err->reply = (uint16_t)reason;
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
    tell(s, code, mw_verdict);
    s->inside = 0;
    return MW_OK;
}

/* --- replies --- */

static int good_reply(mw_session *s, const struct mw_command *c)
{
    int kind = c->kind;

    if (kind < POP3_STAT || kind > POP3_RETR) {
        if (kind == POP3_RSET && s->queue_count == 1) /* else some may stand behind it */
            pop3_of(s)->deletions = 0;
        return mw_pop3_over(s, MW_OK);
    }
    if (kind >= POP3_TOP) {
        s->inside = POP3_BODY;
        return mw_pop3_event(s, MW_EV_MSG);
    }
    s->inside = POP3_END;
    return mw_pop3_entry(s, kind);
}

static int listing(mw_session *s)
{
    mw_input_release(s);
    s->inside = POP3_LISTING;
    pop3_of(s)->entries = 0;
    return MW_AGAIN;
}

int mw_pop3_reply(mw_session *s, unsigned status)
{
    const struct mw_command *c = mw_queue_front(s);
    int kind, code = MW_E_REPLY_PERM;

    if (!c || !mw_command_sent(s, c))
        return status == POP3_ERR ? mw_pop3_fail(s, MW_E_SERVER_BYE) : mw_pop3_wrong(s);
    kind = c->kind;
    if (!status || (status == POP3_CONTINUE && kind != POP3_LOGIN))
        return mw_pop3_wrong(s);
    if (status == POP3_OK) {
        if (kind == POP3_CAPA) {
            s->caps &= MW_POP3_CAP_UTF8_ON;
            s->mechanisms = 0;
            return listing(s);
        }
        if (kind >= POP3_LIST && kind <= POP3_LANG && !((const struct pop3_command *)c)->number)
            return listing(s);
    }
    if (kind <= POP3_LOGIN)
        return mw_pop3_open_reply(s, kind, status);
    s->clean = kind == POP3_QUIT;
    if (status == POP3_OK)
        return good_reply(s, c);
    pop3_of(s)->deletions -= kind == POP3_DELE;
    if (kind == POP3_QUIT && !pop3_of(s)->deletions)
        code = MW_OK; /* nothing depended on it */
    return mw_pop3_over(s, code);
}
