/* SPDX-License-Identifier: MIT */
#include "wire/imap_days.h"

uint32_t mw_is_leap(uint32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

uint32_t mw_days_in(uint32_t year, uint32_t month)
{
    return month == 2 ? 28 + mw_is_leap(year) : 30 + ((month + (month >> 3)) & 1);
}
