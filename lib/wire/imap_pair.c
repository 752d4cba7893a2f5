/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* Entries without or with parentheses around all of them:

     strings = *(SP astring)
     pairs   = *(SP pair) / "(" [pair *(SP pair)] ")" / nil
     pair    = astring SP value
     quota   = "(" [resource *(SP resource)] ")"       ; RFC 9208
     resource = name SP usage SP limit */

/* An entry's name, of any form; 0: no entry is left. */
static int name_next(mw_imap_cursor *c, mw_slice *name)
{
    mw_value v;

    name->p = NULL;
    name->len = 0;
    if (mw_data_token(c, &v) == MW_VALUE_LIST && v.depth == 0)
        mw_data_token(c, &v);
    if (v.type == MW_VALUE_LIST_END || (v.type == MW_VALUE_NIL && v.depth == 0))
        return mw_data_end(c);
    if (v.type == 0)
        return 0;
    mw_imap_value_skip(c, &v);
    c->quirks |= v.type == MW_VALUE_NIL ? MW_DATA_QUIRK_NIL : 0;
    mw_data_as(c, &v, name, DATA_WORD);
    return 1;
}

int mw_imap_string_next(mw_imap_cursor *c, mw_slice *string)
{
    return mw_data_verdict(c, name_next(c, string));
}

int mw_imap_pair_next(mw_imap_cursor *c, mw_pair *pair)
{
    mw_value v;
    int has_one = name_next(c, &pair->name);

    memset(&pair->value, 0, sizeof pair->value);
    if (has_one) {
        mw_data_element(c, &v);
        mw_data_as(c, &v, &pair->value, DATA_ANY);
    }
    return mw_data_verdict(c, has_one);
}

int mw_imap_quota_next(mw_imap_cursor *c, mw_quota *quota)
{
    mw_value v;
    int has_one = name_next(c, &quota->resource);

    quota->usage = quota->limit = MW_UNKNOWN;
    if (has_one) {
        v.type = MW_VALUE_LIST;
        mw_data_field(c, &v);
        quota->usage = mw_data_count(c, &v);
        mw_data_field(c, &v);
        quota->limit = mw_data_count(c, &v);
    }
    return mw_data_verdict(c, has_one);
}
