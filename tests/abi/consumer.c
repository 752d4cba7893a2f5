/* SPDX-License-Identifier: MIT */
/* A program outside the tree: a session over the memory transport as far as the EHLO. */
#include <mailwire/mailwire.h>

#include <stdio.h>
#include <string.h>

static const char greeting[] = "220 mail.example.org ESMTP\r\n";

int main(void)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_transport *line = NULL;
    mw_session *s = NULL;
    const mw_event *ev;
    char sent[64];
    size_t n;
    int same;

    if (mw_version() != MW_VERSION)
        return 1;
    cfg.host = "mail.example.org";
    cfg.security = MW_PLAIN;
    if (mw_memory_new(&line, 4096))
        return 2;
    cfg.transport = line;
    if (mw_smtp_new(&s, &cfg) || mw_open(s) < 0)
        return 3;
    mw_memory_put(line, greeting, sizeof greeting - 1);
    while ((ev = mw_next(s)) != NULL)
        if (ev->flags & MW_EVF_LAST) {
            fprintf(stderr, "%s: %s\n", mw_strerror(ev->code), mw_last_error(s)->advice);
            return 4;
        }
    n = mw_memory_take(line, sent, sizeof sent);
    same = n > 5 && memcmp(sent, "EHLO ", 5) == 0;
    mw_free(s);
    mw_transport_free(line);
    return same ? 0 : 5;
}
