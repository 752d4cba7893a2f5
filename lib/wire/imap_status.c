/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* status = mailbox SP "(" [item *(SP item)] ")"      ; RFC 9051 9
   item   = name SP (number / nil / "(" id ")") */

/* In the order of MW_STATUS_.... */
static const char items[] = "MESSAGES\0UIDNEXT\0UIDVALIDITY\0UNSEEN\0RECENT\0DELETED\0SIZE\0"
                            "HIGHESTMODSEQ\0APPENDLIMIT\0MAILBOXID\0DELETED-STORAGE\0";

int mw_imap_status_begin(mw_imap_cursor *c, const char *data, size_t len, uint32_t refuse,
                         mw_slice *mailbox)
{
    mw_data_begin(c, data, len, refuse);
    mw_data_long_name(c, mailbox);
    return mw_data_verdict(c, MW_OK);
}

int mw_imap_status_next(mw_imap_cursor *c, mw_status_item *status)
{
    mw_value v;
    mw_pair pair;
    unsigned place;
    int rc = mw_imap_pair_next(c, &pair);

    status->name = pair.name;
    status->value = pair.value;
    place = mw_data_place(items, pair.name);
    status->item = 1u << place >> 1;
    mw_imap_value_read(pair.value.p, pair.value.len, 0, &v, NULL);
    status->number = v.number;
    if (rc == 1 && v.number == MW_UNKNOWN && pair.value.p && *pair.value.p != '(')
        c->quirks |= MW_DATA_QUIRK_NUMBER;
    return mw_data_verdict(c, rc);
}
