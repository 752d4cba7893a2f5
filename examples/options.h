/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

/* What the examples have in common: the first arguments say which server and who, the environment
   what nobody should see in a list of processes.

     MAIL_PASSWORD  the password
     MAIL_CA        a file of CA certificates to trust instead of the system's */

#include <mailwire/mailwire.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS "HOST PORT tls|starttls|plain USER|-"
#define OPTIONS_COUNT 4

/* Fills in cfg from four arguments. 0: they make no sense. Call it again to have more servers
   share the CA certificates; options_free when all sessions are freed. */
static inline int options(mw_config *cfg, char **argv)
{
    const mw_config start = MW_CONFIG_INIT;
    const char *ca_file = getenv("MAIL_CA");
    static mw_tls_context *shared;
    mw_tls tls = MW_TLS_INIT;
    int rc;

    *cfg = start;
    cfg->host = argv[0];
    cfg->port = (uint32_t)strtoul(argv[1], NULL, 10);
    cfg->security = strcmp(argv[2], "tls") == 0        ? MW_TLS
                    : strcmp(argv[2], "starttls") == 0 ? MW_STARTTLS
                                                       : MW_PLAIN;
    cfg->user = strcmp(argv[3], "-") == 0 ? NULL : argv[3];
    cfg->secret = getenv("MAIL_PASSWORD");
    if (cfg->security == MW_PLAIN && strcmp(argv[2], "plain") != 0)
        return 0;
    tls.ca_file = ca_file && *ca_file ? ca_file : NULL;
    if (!shared && cfg->security != MW_PLAIN && (rc = mw_tls_context_new(&shared, &tls)) != MW_OK) {
        fprintf(stderr, "%s\n", mw_strerror(rc));
        return 0;
    }
    cfg->tls = shared;
    return cfg->port > 0;
}

static inline void options_free(const mw_config *cfg)
{
    mw_tls_context_free((mw_tls_context *)(uintptr_t)cfg->tls);
}

/* Why the session failed, for a person. Returns 1, for main to return. */
static inline int complain(const mw_session *s)
{
    const mw_error *err = mw_last_error(s);

    fprintf(stderr, "%s: %.*s\n%s\n", mw_strerror(err->code), (int)err->text_len, err->text,
            err->advice);
    return 1;
}

#endif
