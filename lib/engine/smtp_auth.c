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

    mw_out_begin(s, &t);
    if (name)
        mw_text_string(&t, "AUTH ");
    return mw_auth_line(s, &t, SMTP_AUTH, name, AUTH_LINE_MAX_BYTES);
}

#define MEANS(code, error) { (code) - 500, MW_E_AUTH - (error) }

/* RFC 4954 6, RFC 5248 2.4, and what providers made of it. */
static const struct {
    uint8_t code;  /* above 500 */
    uint8_t error; /* below MW_E_AUTH */
} refusals[] = {
    MEANS(500, MW_E_PROTOCOL), /* among them: a line too long, also 555 of Google */
    MEANS(501, MW_E_PROTOCOL),
    MEANS(555, MW_E_PROTOCOL),
    MEANS(502, MW_E_AUTH_MECHANISM),
    MEANS(503, MW_E_AUTH_MECHANISM),
    MEANS(504, MW_E_AUTH_MECHANISM),
    MEANS(525, MW_E_AUTH_LOCKED),
    MEANS(530, MW_E_AUTH_NEEDS_TLS),
    MEANS(538, MW_E_AUTH_NEEDS_TLS),
    MEANS(534, MW_E_AUTH_APP_PASSWORD),
};

static int why_not(const mw_session *s)
{
    size_t i;

    for (i = 0; i < sizeof refusals / sizeof *refusals; i++)
        if (s->code == 500 + refusals[i].code)
            return MW_E_AUTH - refusals[i].error;
    return s->bye ? MW_E_SERVER_BYE : s->code < 500 ? MW_E_AUTH_LATER : MW_E_AUTH;
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
