/* SPDX-License-Identifier: MIT */
/* Mechanisms of GNU SASL as a session's own: GSSAPI (Kerberos), NTLM, DIGEST-MD5, ...

       struct gsasl_login login;
       if (gsasl_login_new(&login, "GSSAPI", "imap", cfg.host, cfg.user, cfg.secret) == MW_OK)
           cfg.mechanism = &login.mechanism;
       ...                         the session, up to mw_free
       gsasl_login_free(&login);

   It is a piece for a program of your own, without main(). */

#include <mailwire/mailwire.h>

#include <gsasl.h>

#include <stdlib.h>
#include <string.h>

struct gsasl_login {
    mw_mechanism mechanism;
    Gsasl *library;
    Gsasl_session *session; /* of the exchange that runs */
    char *response;
    const char *service, *host, *user, *secret;
};

static int answer(Gsasl *library, Gsasl_session *session, Gsasl_property property)
{
    const struct gsasl_login *login = gsasl_callback_hook_get(library);
    const char *value = property == GSASL_SERVICE                               ? login->service
                        : property == GSASL_HOSTNAME                            ? login->host
                        : property == GSASL_AUTHID || property == GSASL_AUTHZID ? login->user
                        : property == GSASL_PASSWORD                            ? login->secret
                                                                                : NULL;

    if (value == NULL)
        return GSASL_NO_CALLBACK;
    return gsasl_property_set(session, property, value);
}

static int step(void *ctx, const void *challenge, size_t len, const void **response,
                size_t *response_len)
{
    struct gsasl_login *login = ctx;
    int rc;

    if (challenge == NULL) { /* it begins, perhaps anew */
        if (login->session)
            gsasl_finish(login->session);
        login->session = NULL;
        if (gsasl_client_start(login->library, login->mechanism.name, &login->session) != GSASL_OK)
            return MW_E_NOT_OFFERED;
        if (!(login->mechanism.flags & MW_MECHANISM_FIRST))
            return MW_OK;
    }
    gsasl_free(login->response);
    login->response = NULL;
    rc = gsasl_step(login->session, challenge, len, &login->response, response_len);
    *response = login->response;
    return rc == GSASL_OK ? MW_MECHANISM_DONE : rc == GSASL_NEEDS_MORE ? MW_OK : MW_E_AUTH;
}

/* MW_E_NOT_OFFERED: this libgsasl does not have it. The strings are kept. */
int gsasl_login_new(struct gsasl_login *login, const char *name, const char *service,
                    const char *host, const char *user, const char *secret)
{
    static const mw_mechanism mechanism = MW_MECHANISM_INIT;

    memset(login, 0, sizeof *login);
    if (gsasl_init(&login->library) != GSASL_OK)
        return MW_E_MEMORY;
    login->mechanism = mechanism;
    login->mechanism.ctx = login;
    login->mechanism.name = name;
    login->mechanism.step = step;
    if (strcmp(name, "GSSAPI") == 0 || strcmp(name, "NTLM") == 0)
        login->mechanism.flags |= MW_MECHANISM_FIRST;
    if (strcmp(name, "GSSAPI") == 0 || strcmp(name, "DIGEST-MD5") == 0)
        login->mechanism.flags |= MW_MECHANISM_PROVES;
    login->service = service;
    login->host = host;
    login->user = user;
    login->secret = secret;
    gsasl_callback_hook_set(login->library, login);
    gsasl_callback_set(login->library, answer);
    return gsasl_client_support_p(login->library, name) ? MW_OK : MW_E_NOT_OFFERED;
}

/* After mw_free; also where gsasl_login_new has failed. */
void gsasl_login_free(struct gsasl_login *login)
{
    gsasl_free(login->response);
    if (login->session)
        gsasl_finish(login->session);
    if (login->library)
        gsasl_done(login->library);
}
