/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"
#include "base/ascii.h"

#include <string.h>

/* set   = range *("," range)
   range = number [":" number]
   number = nz-number / "*"                ; RFC 9051 9: 1 to 2^32 - 1

   copyuid = uidvalidity SP set SP set     ; RFC 9051 7.1, the sets without *

   What is no range is passed over up to the next comma. */

#define IN_SET 3 /* mw_imap_cursor.behind */

/* One number and the byte behind it; 0: it is none. */
static uint32_t read_number(mw_imap_cursor *c)
{
    uint64_t value = 0;
    size_t n = 1;

    if (c->p < c->end && *c->p == '*')
        value = MW_IMAP_STAR;
    else
        n = mw_number(c->p, (size_t)(c->end - c->p), &value);
    c->p += n;
    return value > UINT32_MAX ? 0 : (uint32_t)value;
}

static int read_range(mw_imap_cursor *c, mw_range *range)
{
    range->first = range->last = read_number(c);
    if (c->p < c->end && *c->p == ':') {
        c->p++;
        range->last = read_number(c);
    }
    if (range->first > range->last) {
        uint32_t first = range->first;

        range->first = range->last;
        range->last = first;
    }
    return range->first && (c->p == c->end || *c->p == ',' || *c->p == ' ');
}

/* Past the comma or, before the set, a space. */
static void pass_separator(mw_imap_cursor *c)
{
    unsigned blanks = 0;

    for (; c->p < c->end && (unsigned char)*c->p <= ' '; c->p++)
        blanks++;
    if (blanks != (c->behind == BEHIND_VALUE))
        c->quirks |= MW_DATA_QUIRK_SPACE;
    if (c->behind == IN_SET && c->p < c->end) {
        if (*c->p == ',')
            c->p++;
        else
            c->quirks |= MW_DATA_QUIRK_EXTRA;
    }
    c->behind = IN_SET;
}

int mw_imap_range_next(mw_imap_cursor *c, mw_range *range)
{
    for (;;) {
        range->first = range->last = 0;
        pass_separator(c);
        if (c->p == c->end)
            return mw_data_verdict(c, 0);
        if (read_range(c, range))
            return mw_data_verdict(c, 1);
        c->quirks |= MW_DATA_QUIRK_NUMBER;
        while (c->p < c->end && *c->p != ',')
            c->p++;
    }
}

/* vanished = ["(EARLIER)" SP] set */
int mw_imap_vanished_begin(mw_imap_cursor *c, const char *data, size_t len, uint32_t refuse,
                           int *earlier)
{
    mw_value v;

    *earlier = 0;
    mw_data_begin(c, data, len, refuse);
    if (mw_data_peek(c) == MW_VALUE_LIST) {
        mw_data_element(c, &v);
        *earlier = mw_data_bits(c, "EARLIER\0", &v.raw) != 0;
        c->behind = BEHIND_VALUE;
    }
    return mw_data_verdict(c, MW_OK);
}

/* --- COPYUID --- */

int mw_imap_copyuid_begin(mw_imap_copyuid *w, const char *data, size_t len, uint32_t refuse)
{
    mw_imap_cursor c;
    mw_value v;
    mw_slice set;

    memset(w, 0, sizeof *w);
    mw_data_begin(&c, data, len, refuse);
    v.type = MW_VALUE_LIST;
    mw_data_field(&c, &v);
    w->uidvalidity = mw_data_count(&c, &v);
    mw_data_field(&c, &v);
    mw_data_as(&c, &v, &set, DATA_WORD);
    mw_data_begin(&w->from, set.p, set.len, refuse);
    mw_data_field(&c, &v);
    mw_data_as(&c, &v, &set, DATA_WORD);
    mw_data_begin(&w->to, set.p, set.len, refuse);
    return mw_data_finish(&c, &w->from.quirks);
}

/* What is left of the range at hand, or the next one. */
static uint32_t left(mw_imap_cursor *c, mw_range *range)
{
    if (!range->first)
        mw_imap_range_next(c, range);
    return range->first ? range->last - range->first + 1 : 0;
}

static uint32_t take(mw_range *range, uint32_t count)
{
    uint32_t first = range->first;

    range->first = range->last - first < count ? 0 : first + count;
    return first;
}

int mw_imap_copyuid_next(mw_imap_copyuid *w, mw_copied *run)
{
    uint32_t from = left(&w->from, &w->from_range), to = left(&w->to, &w->to_range);

    w->from.quirks |= w->to.quirks | (!from != !to ? MW_DATA_QUIRK_MISSING : 0);
    run->count = from < to ? from : to;
    run->from = take(&w->from_range, run->count);
    run->to = take(&w->to_range, run->count);
    return mw_data_verdict(&w->from, run->count != 0);
}
