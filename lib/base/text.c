/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include <string.h>

void mw_text_byte(struct mw_text *t, int c)
{
    if (t->len < t->cap)
        t->p[t->len] = (char)c;
    t->len++;
}

void mw_text_bytes(struct mw_text *t, const char *p, size_t n)
{
    while (n--)
        mw_text_byte(t, *p++);
}

void mw_text_string(struct mw_text *t, const char *string)
{
    while (*string)
        mw_text_byte(t, *string++);
}

/* Takes the last digit off. A division of 64 bits would call libgcc on small machines. */
static int last_digit(uint64_t *value)
{
    int bits, digit = 0;

    for (bits = 64; bits; bits--) { /* *value becomes its tenth, bit by bit */
        digit = digit << 1 | (int)(*value >> 63);
        *value <<= 1;
        if (digit >= 10) {
            digit -= 10;
            *value |= 1;
        }
    }
    return '0' + digit;
}

void mw_text_number(struct mw_text *t, uint64_t value)
{
    char digits[20], *p = digits + sizeof digits; /* 2^64 has no more */
    uint32_t rest;

    while (value >> 32)
        *--p = (char)last_digit(&value);
    rest = (uint32_t)value;
    do
        *--p = (char)('0' + rest % 10);
    while (rest /= 10);
    while (p != digits + sizeof digits)
        mw_text_byte(t, *p++);
}
