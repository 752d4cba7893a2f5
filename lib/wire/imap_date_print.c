/* SPDX-License-Identifier: MIT */
#include "wire/imap_date_print.h"
#include "wire/imap_days.h"

#include <mailwire/imap_build.h>

/* RFC 9051 9:

     date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE
     date-text = date-day "-" date-month "-" date-year
     zone      = ("+" / "-") 4DIGIT
     date-day-fixed = (SP DIGIT) / 2DIGIT */

#define DAY_SECONDS 86400
#define YEAR_0_DAYS 719528                              /* from 1-Jan-0000 to 1970 */
#define YEAR_0 ((int64_t)YEAR_0_DAYS * DAY_SECONDS)     /* the same in seconds */
#define YEAR_10000 (INT64_C(3652425) * DAY_SECONDS)     /* from 1-Jan-0000, 25 times 400 years */
#define DAYS_400_YEARS 146097u

static void put_2(struct mw_text *t, uint32_t n)
{
    mw_text_byte(t, (int)('0' + n / 10));
    mw_text_byte(t, (int)('0' + n % 10));
}

void mw_imap_put_date(struct mw_text *t, uint32_t year, uint32_t month, uint32_t day)
{
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

    mw_text_number(t, day);
    mw_text_byte(t, '-');
    mw_text_bytes(t, months + 3 * (month - 1), 3);
    mw_text_byte(t, '-');
    put_2(t, year / 100);
    put_2(t, year % 100);
}

/* days: from 1-Jan-0000 */
static void put_days(struct mw_text *t, uint32_t days)
{
    uint32_t year = days / DAYS_400_YEARS * 400, month = 1;

    days %= DAYS_400_YEARS;
    for (; days >= 365 + mw_is_leap(year); year++)
        days -= 365 + mw_is_leap(year);
    for (; days >= mw_days_in(year, month); month++)
        days -= mw_days_in(year, month);
    if (days < 9)
        mw_text_byte(t, ' ');
    mw_imap_put_date(t, year, month, days + 1);
}

int mw_imap_date_print(char *out, size_t cap, int64_t seconds, int32_t zone_minutes)
{
    struct mw_text t = { NULL, 0, 0 };
    uint32_t zone, parts, second;

    if (!out || zone_minutes <= -24 * 60 || zone_minutes >= 24 * 60)
        return MW_E_ARG;
    if (cap < MW_IMAP_DATE_TEXT)
        return MW_E_MEMORY;
    if (seconds < -YEAR_0 - DAY_SECONDS || seconds > YEAR_10000)
        return MW_E_ARG;
    seconds += YEAR_0 + zone_minutes * 60;
    if (seconds < 0 || seconds >= YEAR_10000)
        return MW_E_ARG;
    t.p = out;
    t.cap = cap;
    zone = (uint32_t)(zone_minutes < 0 ? -zone_minutes : zone_minutes);
    parts = (uint32_t)(seconds >> 7); /* of 128 seconds, 675 a day: no division of 64 bits */
    second = parts % 675 * 128 + (uint32_t)(seconds & 127);
    put_days(&t, parts / 675);
    mw_text_byte(&t, ' ');
    put_2(&t, second / 3600);
    mw_text_byte(&t, ':');
    put_2(&t, second / 60 % 60);
    mw_text_byte(&t, ':');
    put_2(&t, second % 60);
    mw_text_byte(&t, ' ');
    mw_text_byte(&t, zone_minutes < 0 ? '-' : '+');
    put_2(&t, zone / 60);
    put_2(&t, zone % 60);
    out[t.len] = 0;
    return MW_OK;
}
