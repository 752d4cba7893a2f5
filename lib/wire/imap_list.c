/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* list     = "(" [flag *(SP flag)] ")" SP (DQUOTE char DQUOTE / nil) SP mailbox [SP extended]
   extended = "(" [tag SP value *(SP tag SP value)] ")"      ; RFC 9051 9, RFC 5258 6

   A mailbox without quotes goes on to the line's end, whatever is in it, but not into extended
   data. */

static const char attributes[] =
    "\\NOINFERIORS\0\\NOSELECT\0\\MARKED\0\\UNMARKED\0\\HASCHILDREN\0\\HASNOCHILDREN\0"
    "\\NONEXISTENT\0\\SUBSCRIBED\0\\REMOTE\0\\ALL\0\\ARCHIVE\0\\DRAFTS\0\\FLAGGED\0\\JUNK\0"
    "\\SENT\0\\TRASH\0\\IMPORTANT\0";
static const char tags[] = "CHILDINFO\0OLDNAME\0";
static const char childinfo[] = "SUBSCRIBED\0REMOTE\0SPECIAL-USE\0";

static void read_extended(mw_imap_cursor *c, mw_mailbox *list)
{
    mw_imap_cursor in, old;
    mw_pair pair;
    unsigned tag;

    mw_data_open(&in, &list->extended);
    while (mw_imap_pair_next(&in, &pair) == 1) {
        tag = mw_data_place(tags, pair.name);
        if (tag == 1)
            list->childinfo = mw_data_bits(c, childinfo, &pair.value);
        mw_data_open(&old, &pair.value);
        if (tag == 2)
            mw_imap_string_next(&old, &list->old_name);
    }
    c->quirks |= in.quirks;
}

int mw_imap_list_read(const char *data, size_t len, uint32_t refuse, mw_mailbox *list)
{
    mw_imap_cursor c;
    mw_value v;

    memset(list, 0, sizeof *list);
    mw_data_begin(&c, data, len, refuse);
    if (mw_data_element(&c, &v) == MW_VALUE_LIST || v.type == MW_VALUE_NIL) {
        c.quirks |= v.type == MW_VALUE_NIL ? MW_DATA_QUIRK_NIL : 0;
        list->attribute_list = v.raw;
        list->attributes = mw_data_bits(&c, attributes, &v.raw);
        mw_data_element(&c, &v);
    } else {
        c.quirks |= MW_DATA_QUIRK_MISSING;
    }
    list->delimiter = mw_data_delimiter(&c, &v);
    mw_data_long_name(&c, &list->name);
    mw_data_element(&c, &v);
    if (v.type) {
        mw_data_as(&c, &v, &list->extended, DATA_LIST);
        read_extended(&c, list);
    }
    return mw_data_finish(&c, &list->quirks);
}
