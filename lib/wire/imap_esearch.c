/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* esearch = ["(" *(tag SP value) ")"] [SP "UID"] *(SP name SP value)     ; RFC 9051 9, 7377

   in any order; parentheses around names and values are passed over. */

/* Slices and numbers are in the order of the struct's. */
static const char names[] = "TAG\0MAILBOX\0ALL\0RELEVANCY\0MIN\0MAX\0COUNT\0MODSEQ\0UIDVALIDITY\0"
                            "PARTIAL\0UID\0";
enum { NAME_TAG = 1, NAME_MIN = 5, NAME_PARTIAL = 10, NAME_UID };

static void read_partial(mw_imap_cursor *c, const mw_value *v, mw_esearch *found)
{
    mw_imap_cursor in;
    mw_pair pair;

    mw_data_open(&in, &v->raw);
    mw_imap_pair_next(&in, &pair);
    found->partial_range = pair.name;
    found->partial = pair.value;
    c->quirks |= in.quirks;
}

static void set(mw_imap_cursor *c, const mw_value *v, mw_esearch *found, unsigned name)
{
    void *slices = (char *)found + offsetof(mw_esearch, tag);
    void *numbers = (char *)found + offsetof(mw_esearch, min);

    if (name == NAME_PARTIAL)
        read_partial(c, v, found);
    else if (name >= NAME_MIN)
        ((uint64_t *)numbers)[name - NAME_MIN] = mw_data_count(c, v);
    else if (name)
        mw_data_as(c, v, (mw_slice *)slices + name - NAME_TAG, DATA_ANY);
}

int mw_imap_esearch_read(const char *data, size_t len, uint32_t refuse, mw_esearch *found)
{
    mw_imap_cursor c;
    mw_value v;
    unsigned name;

    memset(found, 0, sizeof *found);
    found->min = found->max = found->count = found->modseq = found->uidvalidity = MW_UNKNOWN;
    mw_data_begin(&c, data, len, refuse);
    for (; mw_data_token(&c, &v);) {
        if (v.type == MW_VALUE_LIST_END)
            continue;
        if (v.type == MW_VALUE_LIST) {
            c.quirks |= v.raw.p > data ? MW_DATA_QUIRK_PARENS : 0;
            continue;
        }
        name = mw_data_place(names, v.raw);
        if (name == NAME_UID) {
            found->uid = 1;
            continue;
        }
        mw_data_element(&c, &v);
        set(&c, &v, found, name);
    }
    return mw_data_finish(&c, &found->quirks);
}
