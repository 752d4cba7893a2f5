/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"

#include <string.h>

/* RFC 9051 9:

     envelope  = "(" date SP subject SP from SP sender SP reply-to SP to SP cc SP bcc SP
                 in-reply-to SP message-id ")"
     from, ... = "(" 1*address ")" / nil         ; the others: nstring
     address   = "(" name SP adl SP mailbox SP host ")"

   A field that is not of its kind tells which ones are missing before it. */

/* Fields, from 0: strings but from FROM to before IN_REPLY_TO. */
#define FROM 2
#define IN_REPLY_TO 8
#define ENVELOPE_FIELDS 10

static mw_slice *field(mw_envelope *env, unsigned n)
{
    return (mw_slice *)(void *)((char *)env + offsetof(mw_envelope, date) + n * sizeof(mw_slice));
}

static int is_list(unsigned n)
{
    return n >= FROM && n < IN_REPLY_TO;
}

/* Where a value of this type belongs that comes as the n-th; ENVELOPE_FIELDS: nowhere. */
static unsigned place(unsigned n, unsigned type)
{
    if (type == MW_VALUE_NIL || (type == MW_VALUE_LIST) == is_list(n))
        return n;
    if (type == MW_VALUE_LIST)
        return n < FROM ? FROM : ENVELOPE_FIELDS;
    return type == MW_VALUE_STRING ? IN_REPLY_TO : ENVELOPE_FIELDS;
}

/* Opens the list, and what parentheses are around it in vain. 0: there is none. */
static int enter(mw_imap_cursor *c)
{
    mw_value v;

    if (mw_data_token(c, &v) != MW_VALUE_LIST)
        return 0;
    while (mw_data_peek(c) == MW_VALUE_LIST) {
        mw_data_token(c, &v);
        c->quirks |= MW_DATA_QUIRK_PARENS;
    }
    return 1;
}

int mw_imap_envelope_read(const char *data, size_t len, uint32_t refuse, mw_envelope *env)
{
    mw_imap_cursor c;
    mw_value v;
    unsigned n = 0, at;

    memset(env, 0, sizeof *env);
    mw_data_begin(&c, data, len, refuse);
    v.type = enter(&c) ? MW_VALUE_LIST : 0;
    for (mw_data_field(&c, &v); v.type && n < ENVELOPE_FIELDS; mw_data_field(&c, &v)) {
        at = place(n, v.type);
        if (at == ENVELOPE_FIELDS) {
            c.quirks |= MW_DATA_QUIRK_EXTRA;
            continue;
        }
        c.quirks |= at > n ? MW_DATA_QUIRK_MISSING : 0;
        if (is_list(at))
            mw_data_as(&c, &v, field(env, at), DATA_LIST);
        else
            mw_data_as(&c, &v, field(env, at), DATA_TEXT);
        n = at + 1;
    }
    c.quirks |= n < ENVELOPE_FIELDS ? MW_DATA_QUIRK_MISSING : 0;
    mw_data_fields_end(&c, &v);
    return mw_data_finish(&c, &env->quirks);
}

/* A group's end has no host and no mailbox, its start no host. */
static void set_kind(mw_imap_cursor *c, mw_address *a)
{
    a->kind = a->host.p      ? MW_ADDRESS_MAILBOX
              : a->mailbox.p ? MW_ADDRESS_GROUP
                             : MW_ADDRESS_GROUP_END;
    if (a->kind == MW_ADDRESS_MAILBOX)
        return;
    if (c->state == (a->kind == MW_ADDRESS_GROUP))
        c->quirks |= MW_DATA_QUIRK_GROUP;
    c->state = a->kind == MW_ADDRESS_GROUP;
}

int mw_address_next(mw_imap_cursor *c, mw_address *address)
{
    mw_slice *field;
    mw_value v;

    memset(address, 0, sizeof *address);
    while (mw_data_token(c, &v) && (v.type != MW_VALUE_LIST || v.depth == 0))
        if (v.type == MW_VALUE_LIST_END)
            break;
        else if (v.type != MW_VALUE_LIST && v.depth)
            c->quirks |= v.type == MW_VALUE_NIL ? MW_DATA_QUIRK_NIL : MW_DATA_QUIRK_EXTRA;
    if (v.type != MW_VALUE_LIST) {
        c->quirks |= c->state ? MW_DATA_QUIRK_GROUP : 0;
        c->state = 0;
        mw_data_end(c);
        return mw_data_verdict(c, 0);
    }
    mw_data_field(c, &v);
    for (field = &address->name; field <= &address->host; field++)
        mw_data_take(c, &v, field);
    mw_data_fields_end(c, &v);
    set_kind(c, address);
    return mw_data_verdict(c, 1);
}
