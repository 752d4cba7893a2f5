/* SPDX-License-Identifier: MIT */
#include "wire/smtp_reply.h"
#include "base/ascii.h"

/* The number of at most three digits at p[*i], which moves behind it; -1: there is none. */
static int32_t number(const char *p, size_t n, size_t *i)
{
    size_t end = *i + 3 < n ? *i + 3 : n;
    int32_t value = -1;

    for (; *i < end && mw_is_digit((unsigned char)p[*i]); ++*i)
        value = (value < 0 ? 0 : value * 10) + (p[*i] - '0');
    return value;
}

/* Passes over the status code at p[4], which begins like the reply's own. */
static void status_code(struct mw_smtp_line *line, const char *p, size_t n)
{
    size_t i = 5;
    int32_t value = p[0] - '0', part, scale;

    for (scale = 100; scale <= 1000; scale *= 10) {
        if (i >= n || p[i++] != '.')
            return;
        part = number(p, n, &i);
        if (part < 0)
            return;
        value = value * scale + part;
    }
    if (i < n && p[i++] != ' ')
        return;
    line->enhanced = value;
    line->text_at = (uint8_t)i;
}

int mw_smtp_line(struct mw_smtp_line *line, const char *p, size_t n)
{
    size_t i = 0;
    int32_t code = number(p, n, &i);

    if (i != 3 || code < 200 || code > 599 || (n > 3 && p[3] != ' ' && p[3] != '-'))
        return 0;
    line->code = (uint16_t)code;
    line->more = n > 3 && p[3] == '-';
    line->enhanced = 0;
    line->text_at = n > 3 ? 4 : 3;
    if (n > 4 && p[4] == p[0] && p[0] != '3')
        status_code(line, p, n);
    return 1;
}
