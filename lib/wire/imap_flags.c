/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

/* flags = "(" [flag *(SP flag)] ")"       ; RFC 9051 9, 2.3.2
   flag  = ["\"] atom / string             ; a string of X-GM-LABELS, and of some servers */

/* In the order of MW_IMAP_FLAG_.... */
static const char flags[] = "\\ANSWERED\0\\FLAGGED\0\\DELETED\0\\SEEN\0\\DRAFT\0\\RECENT\0\\*\0"
                            "$FORWARDED\0$MDNSENT\0$JUNK\0$NOTJUNK\0$PHISHING\0$IMPORTANT\0"
                            "$SUBMITPENDING\0$SUBMITTED\0";

int mw_imap_flag_next(mw_imap_cursor *c, mw_flag *flag)
{
    int rc = mw_imap_string_next(c, &flag->name);
    unsigned place = mw_data_place(flags, flag->name);

    flag->bit = 1u << place >> 1;
    return rc;
}

uint32_t mw_data_bits(mw_imap_cursor *c, const char *words, const mw_slice *list)
{
    uint32_t all = 0;
    mw_imap_cursor in;
    mw_slice word;

    mw_data_open(&in, list);
    while (mw_imap_string_next(&in, &word) == 1)
        all |= 1u << mw_data_place(words, word) >> 1;
    c->quirks |= in.quirks;
    return all;
}

int mw_imap_flags_read(const char *data, size_t len, uint32_t refuse, uint32_t *bits,
                       uint32_t *quirks)
{
    mw_imap_cursor c;
    mw_flag flag;

    mw_data_begin(&c, data, len, refuse);
    if (len == 0 || *data != '(')
        c.quirks |= MW_DATA_QUIRK_NIL;
    for (*bits = 0; mw_imap_flag_next(&c, &flag) == 1; *bits |= flag.bit)
        if (flag.name.p && *flag.name.p == '"')
            c.quirks |= MW_DATA_QUIRK_STRING;
    if (quirks)
        *quirks = c.quirks;
    return mw_data_verdict(&c, MW_OK);
}
