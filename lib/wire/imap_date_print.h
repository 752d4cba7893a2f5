/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_DATE_PRINT_H
#define MW_WIRE_IMAP_DATE_PRINT_H

#include "base/text.h"

/* Appends a date, "1-Feb-1994" (RFC 9051 9, date-text): month 1 to 12, year up to 9999. */
void mw_imap_put_date(struct mw_text *t, uint32_t year, uint32_t month, uint32_t day);

#endif
