/* SPDX-License-Identifier: MIT */
/* A program with the freestanding core alone: byte ports, memory of its own. */
#include <mailwire/smtp.h>

#include <stdint.h>
#include <string.h>

static uint64_t memory[2048];
static const char greeting[] = "220 mail.example.org ESMTP\r\n";

int main(void)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s = NULL;
    const void *out;
    void *in;
    size_t n;

    cfg.host = "mail.example.org";
    cfg.security = MW_PLAIN;
    if (mw_smtp_init(&s, memory, sizeof memory, &cfg) || mw_open(s) < 0)
        return 1;
    mw_next(s);
    if (mw_in(s, &in, &n) || n < sizeof greeting)
        return 2;
    memcpy(in, greeting, sizeof greeting - 1);
    mw_in_done(s, sizeof greeting - 1);
    while (mw_next(s) != NULL)
        if (mw_last_error(s)->code)
            return 3;
    if (mw_out(s, &out, &n) || n < 5 || memcmp(out, "EHLO ", 5) != 0)
        return 4;
    mw_free(s);
    return 0;
}
