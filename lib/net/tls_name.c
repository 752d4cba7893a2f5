/* SPDX-License-Identifier: MIT */
#include "net/tls.h"
#include <string.h>

/* ASCII only, whatever the locale. */
static unsigned char lower(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 'A' && u <= 'Z' ? (unsigned char)(u + 'a' - 'A') : u;
}

static int same_text(const char *a, size_t a_len, const char *b, size_t b_len)
{
    size_t i;

    if (a_len != b_len)
        return 0;
    for (i = 0; i < a_len; i++)
        if (lower(a[i]) != lower(b[i]))
            return 0;
    return 1;
}

static size_t without_dot(const char *name, size_t len)
{
    return len > 0 && name[len - 1] == '.' ? len - 1 : len;
}

/* "*.example.org" has the one place a wildcard may be in: all of the left-most label, with two
   labels at least behind it. */
static int is_wildcard(const char *pattern, size_t len)
{
    const char *rest = pattern + 2;
    const char *dot;

    if (len < 5 || pattern[0] != '*' || pattern[1] != '.')
        return 0;
    dot = memchr(rest, '.', len - 2);
    return dot != NULL && dot > rest && dot + 1 < pattern + len &&
           memchr(rest, '*', len - 2) == NULL;
}

int mw_name_matches(const char *pattern, size_t len, const char *host)
{
    size_t host_len = without_dot(host, strlen(host));
    const char *dot;

    len = without_dot(pattern, len);
    if (len == 0 || host_len == 0 || memchr(pattern, '\0', len) != NULL)
        return 0;
    if (memchr(pattern, '*', len) == NULL)
        return same_text(pattern, len, host, host_len);
    if (!is_wildcard(pattern, len))
        return 0;
    dot = memchr(host, '.', host_len);
    if (dot == NULL || dot == host)
        return 0;
    return same_text(pattern + 1, len - 1, dot, host_len - (size_t)(dot - host));
}

/* One GeneralName (RFC 5280 4.2.1.6): context-specific, [2] dNSName, [7] iPAddress. */
static int name_is_for(int tag, const unsigned char *p, size_t len, const mw_host *host)
{
    if ((tag & 0xc0) != 0x80)
        return 0;
    if (host->addr_len != 0)
        return (tag & 0x1f) == 7 && len == host->addr_len && memcmp(p, host->addr, len) == 0;
    return (tag & 0x1f) == 2 && mw_name_matches((const char *)p, len, host->name);
}

int mw_cert_is_for(const mbedtls_x509_crt *crt, const mw_host *host)
{
    const mbedtls_x509_sequence *name;

    for (name = &crt->subject_alt_names; name != NULL; name = name->next)
        if (name->buf.p != NULL &&
            name_is_for(name->buf.tag, name->buf.p, name->buf.len, host))
            return 1;
    return 0;
}
