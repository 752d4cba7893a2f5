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

/* Ten to the power of n. Division of 64 bits would call libgcc on small machines. */
static uint64_t power_of_ten(unsigned n)
{
    uint64_t unit = 1;

    while (n--)
        unit *= 10;
    return unit;
}

void mw_text_number(struct mw_text *t, uint64_t value)
{
    unsigned digits = 1;
    uint64_t unit;
    int digit;

    while (digits < 20 && value >= power_of_ten(digits))
        digits++;
    while (digits--) {
        unit = power_of_ten(digits);
        for (digit = '0'; value >= unit; digit++)
            value -= unit;
        mw_text_byte(t, digit);
    }
}
