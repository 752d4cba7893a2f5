/* SPDX-License-Identifier: MIT */
#include "net/host.h"
#include <mailwire/error.h>
#include <string.h>

/* Copies text without the brackets of "[::1]". */
static int unbracket(char *out, size_t cap, const char *text)
{
    size_t len = strlen(text);

    if (len >= 2 && text[0] == '[') {
        if (text[len - 1] != ']')
            return MW_E_ARG;
        text++;
        len -= 2;
    }
    if (len == 0 || len >= cap)
        return MW_E_ARG;
    memcpy(out, text, len);
    out[len] = '\0';
    return MW_OK;
}

/* 0: control bytes or spaces inside; 1: ASCII; 2: bytes beyond ASCII. */
static int charset(const char *text)
{
    int kind = 1;

    for (; *text != '\0'; text++) {
        unsigned char c = (unsigned char)*text;

        if (c <= ' ' || c == 0x7f)
            return 0;
        if (c > 0x7f)
            kind = 2;
    }
    return kind;
}

int mw_host_read(mw_host *host, const char *text)
{
    char plain[1024]; /* UTF-8 may be longer than its A-labels */
    int rc;

    memset(host, 0, sizeof *host);
    if (text == NULL)
        return MW_E_ARG;
    rc = unbracket(plain, sizeof plain, text);
    if (rc != MW_OK)
        return rc;
    switch (charset(plain)) {
    case 0:
        return MW_E_ARG;
    case 1:
        if (strlen(plain) >= sizeof host->name)
            return MW_E_ARG;
        memcpy(host->name, plain, strlen(plain) + 1);
        break;
    default:
        rc = mw_idn_to_ascii(plain, host->name, sizeof host->name);
        if (rc != MW_OK)
            return rc;
    }
    /* After the conversion: fullwidth digits become an address only there. */
    host->addr_len = mw_ip_parse(host->name, host->addr);
    if (text[0] == '[' && host->addr_len != 16)
        return MW_E_ARG;
    return MW_OK;
}
