/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "engine/pop3.h"

/* Logging in: RFC 5034 (AUTH), RFC 1939 7 (USER, PASS, APOP), RFC 3206. */

/* RFC 5034 4: a command is at most 255 octets, so a longer initial response waits to be asked for.
   A token always does: Outlook wants it so. */
#define AUTH_LINE_MAX_BYTES 255

int mw_pop3_login(mw_session *s, const char *name)
{
    static const char verbs[] = "USER PASS APOP AUTH ";
    unsigned verb = name ? 15 : sizeof verbs;
    struct mw_text t;

    if (s->mechanism == MW_AUTH_COMMAND)
        verb = s->login_step * 5u;
    if (s->mechanism == MW_AUTH_APOP)
        verb = 10;
    mw_out_begin(s, &t);
    if (verb < sizeof verbs)
        mw_text_bytes(&t, verbs + verb, 5);
    return mw_auth_line(s, &t, POP3_LOGIN, verb == 15 ? name : NULL,
                        s->mechanism & MW_AUTH_TOKENS ? 0 : AUTH_LINE_MAX_BYTES);
}

static int refused(mw_session *s)
{
    int code = mw_pop3_fail(s, MW_E_REPLY_PERM);

    if (s->err.reply == MW_POP3_CODE_LOGIN_DELAY) {
        code = MW_E_AUTH_THROTTLED;
        s->err.wait_s = pop3_of(s)->delay_s;
    } else if (code == MW_E_REPLY_TEMP) {
        code = MW_E_AUTH_LATER;
    } else if (s->err.reply != MW_POP3_CODE_SYS_PERM) {
        code = MW_E_AUTH;
    }
    return mw_auth_refused(s, code);
}

int mw_pop3_auth_reply(mw_session *s, unsigned status)
{
    int rc;

    if (status == POP3_ERR)
        return refused(s);
    if (status == POP3_OK) {
        if (s->mechanism == MW_AUTH_COMMAND && s->login_step++ == 0) {
            mw_queue_pop(s);
            return mw_auth_respond(s);
        }
        if (s->login_step != MW_LOGIN_BEFORE || !mw_quirk_allowed(s, MW_POP3_QUIRK_CHALLENGE_OK)) {
            rc = mw_auth_accepted(s);
            if (rc != MW_OK)
                return mw_pop3_fail(s, rc);
            mw_ready(s);
            if (s->caps)
                mw_pop3_ask(s, POP3_CAPA);
            return MW_OK;
        }
    }
    return s->mechanism & (MW_AUTH_COMMAND | MW_AUTH_APOP) ? mw_pop3_wrong(s)
                                                           : mw_auth_challenge(s);
}
