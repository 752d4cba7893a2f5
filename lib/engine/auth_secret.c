/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "base/wipe.h"
#include "engine/auth.h"

#include <string.h>

/* A fresh secret, on the same connection. */

int mw_auth_ask(mw_session *s)
{
    if (!(s->config & MW_FLAG_ASK))
        return 0;
    s->ev.type = MW_EV_CREDENTIAL;
    s->ev.code = s->err.code;
    s->login_is = MW_LOGIN_ASKED;
    mw_queue_pop(s);
    return 1;
}

int mw_set_secret(mw_session *s, const char *secret)
{
    char *to = (char *)(uintptr_t)mw_session_string(s, MW_STR_SECRET);
    const char *end = s->with ? (const char *)s->with : s->out;
    size_t room = (size_t)(end - to), n = secret ? strlen(secret) : 0;

    if (s->login_is != MW_LOGIN_ASKED || s->state != MW_ST_OPENING)
        return MW_E_USAGE;
    if (mw_has_control(secret))
        return MW_E_ARG;
    if (n >= room)
        return MW_E_TOO_LONG;
    mw_wipe(to, room);
    if (n)
        memcpy(to, secret, n);
    s->login_is = secret ? MW_LOGIN_START : MW_LOGIN_GIVEN_UP;
    return MW_OK;
}

int mw_auth_given_up(mw_session *s)
{
    mw_error *err = &s->err;

    err->text = err->word = ""; /* the words are gone */
    err->text_len = err->word_len = 0;
    return err->code;
}
