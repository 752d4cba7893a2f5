/* SPDX-License-Identifier: MIT */
#include "wire/smtp_reply.h"
#include "base/ascii.h"

/* ".d", ".dd" or ".ddd" at p: how long it is, 0: none; *value its number. */
static size_t status_part(const char *p, size_t n, int32_t *value)
{
    size_t i;

    *value = 0;
    if (n == 0 || *p != '.')
        return 0;
    for (i = 1; i < n && i < 4 && mw_is_digit((unsigned char)p[i]); i++)
        *value = *value * 10 + (p[i] - '0');
    return i > 1 ? i : 0;
}

/* The status code at the start of the text: how long it is with its space; 0: none. */
static size_t status_code(const char *p, size_t n, int32_t *enhanced)
{
    int32_t subject, detail;
    size_t a, b;

    a = status_part(p + 1, n - 1, &subject);
    b = a ? status_part(p + 1 + a, n - 1 - a, &detail) : 0;
    if (b == 0 || (1 + a + b < n && p[1 + a + b] != ' '))
        return 0;
    *enhanced = (p[0] - '0') * 100000 + subject * 1000 + detail;
    return 1 + a + b + (1 + a + b < n);
}

int mw_smtp_line(struct mw_smtp_line *line, const char *p, size_t n)
{
    if (n < 3 || p[0] < '2' || p[0] > '5' || !mw_is_digit((unsigned char)p[1]) ||
        !mw_is_digit((unsigned char)p[2]))
        return 0;
    if (n > 3 && p[3] != ' ' && p[3] != '-')
        return 0;
    line->code = (uint16_t)((p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0'));
    line->more = n > 3 && p[3] == '-';
    line->enhanced = 0;
    line->text_at = n > 3 ? 4 : 3;
    if (n > 4 && p[4] == p[0] && p[0] != '3')
        line->text_at = (uint8_t)(4 + status_code(p + 4, n - 4, &line->enhanced));
    return 1;
}
