/* SPDX-License-Identifier: MIT */
#include "engine/auth.h"
#include "engine/smtp.h"

/* RFC 4954:  "AUTH" SP mechanism [SP (base64 / "=")] CRLF, then "334" SP [base64] CRLF, answered by
   a line of base64 or "*", any number of times. */

/* RFC 4954 4: AUTH with its initial response is one command line, of 512 octets with CRLF. */
#define AUTH_LINE_MAX_BYTES 512

int mw_smtp_login(mw_session *s, const char *name)
{
    struct mw_text t;

    mw_smtp_begin(s, &t, name ? "AUTH " : "", "");
    return mw_auth_line(s, &t, SMTP_AUTH, name, AUTH_LINE_MAX_BYTES);
}

/* RFC 4954 6, RFC 5248 2.4, and what providers made of it. */
static int why_not(const mw_session *s)
{
    switch (s->code) {
    case 500: /* among them: a line too long, also 555 of Google */
    case 501:
    case 555:
        return MW_E_PROTOCOL;
    case 502:
    case 503:
    case 504:
        return MW_E_AUTH_MECHANISM;
    case 525:
        return MW_E_AUTH_LOCKED;
    case 530:
    case 538:
        return MW_E_AUTH_NEEDS_TLS;
    case 534:
        return MW_E_AUTH_APP_PASSWORD;
    default:
        return s->bye ? MW_E_SERVER_BYE : s->code < 500 ? MW_E_AUTH_LATER : MW_E_AUTH;
    }
}

int mw_smtp_auth_reply(mw_session *s)
{
    int rc;

    if (s->code == 334)
        return mw_auth_challenge(s);
    if (s->code >= 400)
        return mw_auth_refused(s, mw_fail(s, why_not(s)));
    rc = s->code == 235 ? mw_auth_accepted(s) : MW_E_PROTOCOL;
    return rc == MW_OK ? mw_ready(s) : mw_fail(s, rc);
}
