/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"
#include "base/ascii.h"
#include "wire/imap_days.h"
#include "wire/imap_word.h"

#include <string.h>

/* date-time = DQUOTE day "-" month "-" year SP hour ":" minute ":" second SP zone DQUOTE
   day       = (SP DIGIT) / 2DIGIT           ; RFC 9051 9
   zone      = ("+" / "-") 4DIGIT */

#define DATE_BYTES 32     /* none is longer */
#define EPOCH_DAYS 719468 /* from 0000-03-01 to 1970-01-01 */

static const char form[] = "0-a-0 0:0:0 "; /* 0: a number, a: a month */
static const char months[] = "JAN\0FEB\0MAR\0APR\0MAY\0JUN\0JUL\0AUG\0SEP\0OCT\0NOV\0DEC\0";

enum { DAY, MONTH, YEAR, HOUR, MINUTE, SECOND, DATE_FIELDS };

/* The number at p, of four digits at most; behind it, or NULL: there is none. */
static const char *read_number(const char *p, unsigned *value)
{
    uint64_t number;
    size_t n = mw_number(p, 5, &number); /* up to the NUL */

    *value = (unsigned)number;
    return n && n <= 4 ? p + n : NULL;
}

static const char *read_month(const char *p, unsigned *month)
{
    *month = mw_imap_find(months, p, 3, NULL);
    return *month ? p + 3 : NULL;
}

static int read_zone(const char *p, int *minutes)
{
    unsigned value;

    if ((*p != '+' && *p != '-') || read_number(p + 1, &value) != p + 5 || p[5])
        return 0;
    *minutes = (int)(value / 100 * 60 + value % 100);
    *minutes = *p == '-' ? -*minutes : *minutes;
    return value % 100 < 60;
}

static int read_all(const char *p, unsigned *field, int *offset)
{
    const char *f;

    while (*p == ' ')
        p++;
    for (f = form; p && *f; f++)
        if (*f == '0')
            p = read_number(p, field++);
        else if (*f == 'a')
            p = read_month(p, field++);
        else
            p = *p == *f ? p + 1 : NULL;
    return p && read_zone(p, offset);
}

static int is_real(const unsigned *f)
{
    return f[YEAR] > 0 && f[DAY] > 0 && f[HOUR] < 24 && f[MINUTE] < 60 && f[SECOND] <= 60 &&
           f[DAY] <= mw_days_in(f[YEAR], f[MONTH]);
}

/* Days since 1970, for years that begin in March. */
static int32_t days(const unsigned *f)
{
    uint32_t year = f[YEAR] - (f[MONTH] <= 2), month = (f[MONTH] + 9) % 12;

    return (int32_t)(year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 +
                     f[DAY]) -
           EPOCH_DAYS - 1;
}

int mw_imap_date_read(const char *data, size_t len, uint32_t refuse, mw_date *date)
{
    mw_imap_cursor c;
    mw_value v;
    char text[DATE_BYTES];
    mw_slice string;
    unsigned f[DATE_FIELDS];
    int offset;
    size_t n;

    memset(date, 0, sizeof *date);
    date->seconds = MW_NO_DATE;
    mw_data_begin(&c, data, len, refuse);
    mw_data_element(&c, &v);
    mw_data_as(&c, &v, &string, DATA_TEXT);
    n = mw_imap_string_copy(string, text, sizeof text);
    if (n < sizeof text && read_all(text, f, &offset) && is_real(f)) {
        date->year = (uint16_t)f[YEAR];
        date->month = (uint8_t)f[MONTH];
        date->day = (uint8_t)f[DAY];
        date->hour = (uint8_t)f[HOUR];
        date->minute = (uint8_t)f[MINUTE];
        date->second = (uint8_t)f[SECOND];
        date->offset_minutes = offset;
        date->seconds = (int64_t)days(f) * 86400 +
                        ((int)(f[HOUR] * 3600 + f[MINUTE] * 60 + f[SECOND]) - offset * 60);
    } else if (string.p) {
        c.quirks |= MW_DATA_QUIRK_DATE;
    }
    return mw_data_finish(&c, &date->quirks);
}
