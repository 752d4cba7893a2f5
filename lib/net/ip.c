/* SPDX-License-Identifier: MIT */
#include "net/host.h"
#include <string.h>

/* Address literals, RFC 4291 2.2 and RFC 3986's IPv4address. An own reader, as a TLS filter over
   a firmware's IP stack has no inet_pton, and what is an address must not depend on the system. */

static int hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* One to three digits, no leading zero (which some read as octal), at most 255. */
static const char *read_octet(const char *p, const char *end, uint8_t *out)
{
    const char *start = p;
    unsigned value = 0;

    while (p < end && p - start < 3 && *p >= '0' && *p <= '9')
        value = value * 10 + (unsigned)(*p++ - '0');
    if (p == start || value > 255 || (p - start > 1 && *start == '0'))
        return NULL;
    *out = (uint8_t)value;
    return p;
}

static int read_v4(const char *p, const char *end, uint8_t addr[4])
{
    int i;

    for (i = 0; i < 4; i++) {
        if (i > 0 && (p == end || *p++ != '.'))
            return 0;
        p = read_octet(p, end, &addr[i]);
        if (p == NULL)
            return 0;
    }
    return p == end;
}

/* One to four hex digits. */
static const char *read_group(const char *p, const char *end, uint8_t out[2])
{
    const char *start = p;
    unsigned value = 0;

    while (p < end && p - start < 4 && hex_value(*p) >= 0)
        value = value * 16 + (unsigned)hex_value(*p++);
    out[0] = (uint8_t)(value >> 8);
    out[1] = (uint8_t)(value & 0xff);
    return p == start ? NULL : p;
}

/* Reads groups separated by ':' up to end or "::"; *used counts bytes. NULL: broken. */
static const char *read_groups(const char *p, const char *end, uint8_t *out, size_t *used,
                               size_t room)
{
    *used = 0;
    while (p < end && *p != ':') {
        const char *next;

        if (room - *used >= 4 && read_v4(p, end, out + *used)) {
            *used += 4;
            return end;
        }
        if (room - *used < 2)
            return NULL;
        next = read_group(p, end, out + *used);
        if (next == NULL || (next < end && *next != ':'))
            return NULL;
        *used += 2;
        p = next;
        if (p == end || (end - p > 1 && p[1] == ':'))
            return p;
        if (end - ++p == 0)
            return NULL; /* a single ':' at the end */
    }
    return p;
}

static int read_v6(const char *p, const char *end, uint8_t addr[16])
{
    uint8_t tail[16];
    size_t head_len, tail_len;

    memset(addr, 0, 16);
    p = read_groups(p, end, addr, &head_len, 16);
    if (p == NULL)
        return 0;
    if (p == end)
        return head_len == 16;
    if (end - p < 2 || p[0] != ':' || p[1] != ':')
        return 0;
    /* "::" stands for one group of zeros at least. */
    if (head_len > 14)
        return 0;
    p = read_groups(p + 2, end, tail, &tail_len, 14 - head_len);
    if (p != end)
        return 0;
    memcpy(addr + 16 - tail_len, tail, tail_len);
    return 1;
}

size_t mw_ip_parse(const char *text, uint8_t addr[16])
{
    const char *end = text + strlen(text);
    const char *zone = strchr(text, '%');

    memset(addr, 0, 16);
    if (read_v4(text, end, addr))
        return 4;
    if (strchr(text, ':') == NULL || (zone != NULL && zone + 1 == end))
        return 0;
    return read_v6(text, zone != NULL ? zone : end, addr) ? 16 : 0;
}
