/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* namespaces = personal SP other SP shared                        ; RFC 9051 9
   personal   = nil / "(" 1*("(" prefix SP delimiter *(SP extension) ")") ")" */

int mw_imap_namespace_next(mw_imap_cursor *c, mw_namespace *ns)
{
    mw_value v;

    memset(ns, 0, sizeof *ns);
    do {
        mw_data_token(c, &v);
        if (v.depth == 0 && (v.type == MW_VALUE_LIST || v.type == MW_VALUE_NIL))
            c->state = (uint16_t)(c->state + (c->state <= MW_NAMESPACE_SHARED));
        else if (v.type != MW_VALUE_LIST && v.type != MW_VALUE_LIST_END)
            c->quirks |= v.type ? MW_DATA_QUIRK_EXTRA : 0;
    } while (v.type && (v.depth == 0 || v.type != MW_VALUE_LIST));
    if (c->state > MW_NAMESPACE_SHARED) {
        c->quirks |= MW_DATA_QUIRK_EXTRA;
        v.type = 0;
    }
    if (v.type == 0)
        return mw_data_verdict(c, 0);
    ns->kind = c->state;
    mw_data_field(c, &v);
    mw_data_as(c, &v, &ns->prefix, DATA_WORD);
    mw_data_field(c, &v);
    ns->delimiter = mw_data_delimiter(c, &v);
    while (v.type)
        mw_data_field(c, &v);
    return mw_data_verdict(c, 1);
}
