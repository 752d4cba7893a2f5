/* SPDX-License-Identifier: MIT */
#include "wire/smtp_reply.h"
#include "base/ascii.h"

#define CLASS 100000u /* of a status code, in enhanced; what is less has one number to come */

/* Passes over the status code at p[4], which begins like the reply's own. */
static void status_code(struct mw_smtp_line *line, const char *p, size_t n)
{
    uint32_t value = (uint32_t)(p[4] - '0') * (CLASS / 1000);
    size_t i = 5, digits;
    uint64_t part;

    for (;;) {
        if (i >= n || p[i++] != '.')
            return;
        digits = mw_number(p + i, n - i, &part);
        if (digits - 1 > 2)
            return;
        i += digits;
        value += (uint32_t)part;
        if (value >= CLASS)
            break;
        value *= 1000;
    }
    if (i < n && p[i++] != ' ')
        return;
    line->enhanced = (int32_t)value;
    line->text_at = (uint8_t)i;
}

int mw_smtp_line(struct mw_smtp_line *line, const char *p, size_t n)
{
    char sign = n > 3 ? p[3] : ' ';
    uint64_t code;

    if (mw_number(p, n, &code) != 3 || (uint32_t)code - 200 > 399 || (sign != ' ' && sign != '-'))
        return 0;
    line->code = (uint16_t)code;
    line->more = sign == '-';
    line->enhanced = 0;
    line->text_at = n > 3 ? 4 : 3;
    if (n > 4 && p[4] == p[0] && p[0] != '3')
        status_code(line, p, n);
    return 1;
}
