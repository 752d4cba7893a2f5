/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_DAYS_H
#define MW_WIRE_IMAP_DAYS_H

#include <stdint.h>

/* The Gregorian calendar, from the year 0 on. */

/* Whether the year has a day more: 0 or 1. */
uint32_t mw_is_leap(uint32_t year);

/* How many days the month has, from 1. */
uint32_t mw_days_in(uint32_t year, uint32_t month);

#endif
