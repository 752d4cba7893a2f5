/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"

/* The caller's own mechanism. */

#define STEPS_MAX 64

static int step(mw_session *s, const void *p, size_t n)
{
    struct mw_login *l = s->with;
    int rc;

    l->response_len = 0;
    rc = l->own->step(l->own->ctx, p, n, &l->response, &l->response_len);
    s->unproven = rc != MW_MECHANISM_DONE && (l->own->flags & MW_MECHANISM_PROVES);
    return rc > 0 ? MW_OK : rc;
}

int mw_auth_own_begin(mw_session *s)
{
    return step(s, NULL, 0);
}

int mw_auth_own_challenge(mw_session *s, const char *p, size_t n)
{
    int rc;

    if (s->login_step == 0 && (s->with->own->flags & MW_MECHANISM_FIRST))
        return MW_OK; /* it has asked for what is there */
    if (s->login_step > STEPS_MAX)
        return MW_E_FLOOD;
    if (n == MW_AUTH_NO_BASE64) {
        if (s->login_step)
            return MW_E_PROTOCOL;
        n = 0; /* Exchange: "334 GSSAPI supported" */
    }
    rc = step(s, p, n);
    if (rc != MW_OK) {
        s->over_code = (int16_t)rc;
        s->login_step = MW_LOGIN_CANCEL;
    }
    return MW_OK;
}
