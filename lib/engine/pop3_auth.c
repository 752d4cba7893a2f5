/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "engine/pop3.h"

#include <string.h>

/* Logging in: RFC 5034 (AUTH), RFC 1939 7 (USER, PASS, APOP), RFC 3206. */

/* RFC 5034 4: a command is at most 255 octets, so a longer initial response waits to be asked for.
   A token always does: Outlook wants it so. */
#define AUTH_LINE_MAX_BYTES 255

int mw_pop3_login(mw_session *s, const char *name)
{
    struct mw_text t;

    mw_out_begin(s, &t);
    if (s->mechanism == MW_AUTH_COMMAND) {
        mw_text_string(&t, name ? "USER " : "PASS ");
        name = NULL;
    } else if (s->mechanism == MW_AUTH_APOP) {
        mw_text_string(&t, "APOP ");
        name = NULL;
    } else if (name) {
        mw_text_string(&t, "AUTH ");
    }
    return mw_auth_line(s, &t, POP3_AUTH, name,
                        s->mechanism & MW_AUTH_TOKENS ? 0 : AUTH_LINE_MAX_BYTES);
}

/* USER and PASS are a way in unless the server names others and not this one. */
int mw_pop3_auth_start(mw_session *s)
{
    if ((s->caps & (MW_POP3_CAP_USER | MW_POP3_CAP_SASL)) != MW_POP3_CAP_SASL)
        s->mechanisms |= MW_AUTH_COMMAND;
    if (s->with && s->with->x.has_apop)
        s->mechanisms |= MW_AUTH_APOP;
    mw_pop3_taken(s);
    return mw_auth_start(s);
}

static int refused(mw_session *s)
{
    int code = mw_pop3_fail(s, MW_E_AUTH);

    if (s->err.reply == MW_POP3_CODE_LOGIN_DELAY)
        code = MW_E_AUTH_THROTTLED;
    return mw_auth_refused(s, code);
}

int mw_pop3_auth_reply(mw_session *s, unsigned status)
{
    int rc;

    if (status == POP3_ERR)
        return refused(s);
    if (status == POP3_OK && s->mechanism == MW_AUTH_COMMAND && s->login_step++ == 0) {
        mw_pop3_taken(s);
        rc = mw_pop3_login(s, NULL);
        return rc == MW_OK ? MW_AGAIN : rc;
    }
    if (status == POP3_CONTINUE ||
        (s->login_step == MW_LOGIN_BEFORE && mw_quirk_allowed(s, MW_POP3_QUIRK_CHALLENGE_OK)))
        return s->mechanism & (MW_AUTH_COMMAND | MW_AUTH_APOP) ? mw_pop3_fail(s, MW_E_PROTOCOL)
                                                               : mw_auth_challenge(s);
    rc = mw_auth_accepted(s);
    return rc == MW_OK ? mw_pop3_ready(s) : mw_pop3_fail(s, rc);
}
