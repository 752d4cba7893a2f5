/* SPDX-License-Identifier: MIT */
#include "wire/imap_parts.h"
#include "wire/imap_word.h"

#include <string.h>

/* One part, RFC 9051 9:

     part      = type SP subtype SP params SP id SP description SP encoding SP octets
                 [SP envelope SP body] [SP lines]     ; of a message both, of a text the latter
                 [SP md5 [SP extension]]
     multipart = 1*body SP subtype [SP params [SP extension]]
     extension = disposition [SP language [SP location *(SP future)]]
     params    = "(" 1*(name SP value) ")" / nil
     disposition = "(" type SP params ")" / nil

   and what servers make of it:

     "ALTERNATIVE" params disposition ...   a multipart without parts: it has no octets
     NIL "alternative" ...                  the same
     "X-ZIP" params id description encoding octets ...   a type of one word: octets one earlier
     "text" ... octets md5 ...              no lines
     "message" "rfc822" ... octets md5 ...  no envelope and body
     ... octets lines 123 md5 ...           a number too many
     ... "attachment" language ...          a disposition that is a string
     ... md5 nil ("inline" params) ...      a disposition one too late                       */

static void set(mw_slice *to, const char *word)
{
    to->p = word;
    to->len = strlen(word);
}

/* The string of the field, or what is meant when there is none. */
static void take_or(mw_imap_cursor *c, mw_value *v, mw_slice *to, const char *instead)
{
    c->quirks |= v->type == MW_VALUE_NIL ? MW_DATA_QUIRK_NIL : 0;
    mw_data_take(c, v, to);
    if (!to->p)
        set(to, instead);
}

static void take_if_there(mw_imap_cursor *c, mw_value *v, mw_slice *to)
{
    if (v->type)
        mw_data_take(c, v, to);
}

/* Reads the list v once more, from its first element. 0: it is none: late, a list whose second
   element is no list may be one of languages. */
static int read_disposition(mw_imap_cursor *c, const mw_value *v, mw_part *part, int is_late)
{
    mw_imap_cursor in;
    mw_value field;
    mw_slice type;

    mw_data_open(&in, &v->raw);
    mw_data_token(&in, &field);
    mw_data_field(&in, &field);
    in.quirks |= field.type == MW_VALUE_NIL ? MW_DATA_QUIRK_NIL : 0;
    mw_data_take(&in, &field, &type);
    if (is_late && field.type != MW_VALUE_LIST)
        return 0;
    part->disposition = type;
    mw_data_as(&in, &field, &part->disposition_params, DATA_LIST);
    c->quirks |= in.quirks;
    return 1;
}

/* From the disposition on; v is that. What is not there is nothing bad. */
static void read_extension(mw_imap_cursor *c, mw_value *v, mw_part *part)
{
    if (v->type == MW_VALUE_LIST) {
        read_disposition(c, v, part, 0);
    } else if (v->type && v->type != MW_VALUE_NIL) {
        c->quirks |= MW_DATA_QUIRK_DISPOSITION;
        mw_data_as(c, v, &part->disposition, DATA_TEXT);
    }
    mw_data_field(c, v);
    if (v->type == MW_VALUE_LIST && !part->disposition.p && read_disposition(c, v, part, 1)) {
        c->quirks |= MW_DATA_QUIRK_DISPOSITION;
        mw_data_field(c, v);
    }
    if (v->type == MW_VALUE_LIST)
        mw_data_take_list(c, v, &part->language);
    else
        take_if_there(c, v, &part->language);
    take_if_there(c, v, &part->location);
}

#define OCTETS 6u /* their place among the fields, from 0 */

unsigned mw_data_octets_at(const mw_imap_cursor *c)
{
    mw_imap_cursor ahead = *c;
    unsigned n, strings = 0;
    mw_value v;

    for (n = 0; mw_data_element(&ahead, &v); n++) {
        strings += n < 2 && v.type == MW_VALUE_STRING;
        if (strings == 2)
            return OCTETS;
        if (n && mw_data_like_number(&v))
            return n;
    }
    return 0;
}

/* "message": v is behind the octets. *body is then where its body begins, if it has one. */
static void read_message(mw_imap_cursor *c, mw_value *v, mw_part *part, mw_imap_cursor *body)
{
    if (v->type != MW_VALUE_LIST) {
        if (mw_data_place("RFC822\0GLOBAL\0", part->subtype))
            c->quirks |= MW_DATA_QUIRK_BASIC;
        return;
    }
    mw_data_as(c, v, &part->envelope, DATA_LIST);
    if (mw_data_peek(c) == MW_VALUE_LIST) {
        *body = *c;
        part->flags |= MW_PART_MESSAGE;
        if (part->flags & MW_PART_DEEP) {
            v->type = 0;
            return;
        }
    } else {
        c->quirks |= MW_DATA_QUIRK_NIL;
    }
    mw_data_field(c, v);
    if (!mw_data_like_number(v) || part->flags & MW_PART_MESSAGE)
        mw_data_field(c, v);
    if (v->type == MW_VALUE_LIST) {
        c->quirks |= MW_DATA_QUIRK_NO_LINES;
    } else {
        part->lines = mw_data_count(c, v);
        mw_data_field(c, v);
    }
}

static void read_lines(mw_imap_cursor *c, mw_value *v, mw_part *part)
{
    if (!mw_data_like_number(v)) {
        c->quirks |= MW_DATA_QUIRK_NO_LINES;
        return;
    }
    part->lines = mw_data_count(c, v);
    mw_data_field(c, v);
}

static void read_md5(mw_imap_cursor *c, mw_value *v, mw_part *part)
{
    if (mw_data_like_number(v)) {
        c->quirks |= MW_DATA_QUIRK_EXTRA;
        mw_data_field(c, v);
    }
    if (v->type == MW_VALUE_LIST) {
        c->quirks |= MW_DATA_QUIRK_MISSING;
        return;
    }
    take_if_there(c, v, &part->md5);
}

/* Up to the octets. */
static void read_basic(mw_imap_cursor *c, mw_value *v, mw_part *part, int is_one_word)
{
    if (is_one_word) {
        c->quirks |= MW_DATA_QUIRK_MEDIA_TYPE;
        set(&part->type, "application");
    } else {
        take_or(c, v, &part->type, "application");
    }
    take_or(c, v, &part->subtype, "octet-stream");
    mw_data_take_list(c, v, &part->params);
    mw_data_take(c, v, &part->id);
    mw_data_take(c, v, &part->description);
    take_or(c, v, &part->encoding, "7bit");
    part->octets = mw_data_count(c, v);
    mw_data_field(c, v);
}

/* All others than multiparts. */
static void read_single(mw_imap_cursor *c, mw_value *v, mw_part *part, unsigned octets,
                        mw_imap_cursor *body)
{
    read_basic(c, v, part, octets < OCTETS);
    if (mw_imap_string_is(part->type, "message"))
        read_message(c, v, part, body);
    else if (mw_imap_string_is(part->type, "text"))
        read_lines(c, v, part);
    read_md5(c, v, part);
}

/* From the subtype on; v is that, or what stands before it where there are no parts. */
static void read_multipart(mw_imap_cursor *c, mw_value *v, mw_part *part)
{
    if (!(part->flags & MW_PART_MULTIPART)) {
        c->quirks |= MW_DATA_QUIRK_NO_PARTS;
        part->flags |= MW_PART_MULTIPART;
        if (v->type == MW_VALUE_NIL)
            mw_data_field(c, v);
    }
    set(&part->type, "multipart");
    take_or(c, v, &part->subtype, "mixed");
    if (v->type)
        mw_data_take_list(c, v, &part->params);
}

void mw_data_part(mw_imap_cursor *c, mw_part *part, unsigned octets)
{
    mw_imap_cursor parts = *c; /* or a message's body */
    mw_value v;
    int has_parts = (part->flags & MW_PART_MULTIPART) != 0;
    int is_deep = part->flags == (MW_PART_MULTIPART | MW_PART_DEEP);

    v.type = is_deep ? 0 : MW_VALUE_LIST;
    do
        mw_data_field(c, &v);
    while (has_parts && v.type == MW_VALUE_LIST);
    if (octets) {
        read_single(c, &v, part, octets, &parts);
    } else if (v.type || has_parts) {
        read_multipart(c, &v, part);
    } else {
        c->quirks |= MW_DATA_QUIRK_EMPTY;
        set(&part->type, "application");
        set(&part->subtype, "octet-stream");
        part->octets = 0;
    }
    read_extension(c, &v, part);
    c->state = !has_parts && !(part->flags & MW_PART_MESSAGE);
    if (c->state) {
        while (v.type)
            mw_data_field(c, &v);
        return;
    }
    if (!is_deep)
        parts.quirks = c->quirks;
    parts.state = 0;
    *c = parts;
}

/* --- its name --- */

static const char name_words[] = "FILENAME\0FILENAME*\0FILENAME*0\0FILENAME*0*\0"
                                 "NAME\0NAME*\0NAME*0\0NAME*0*\0";
#define NAMES 4 /* of each */

/* The first of those, the plain one before the others. */
static unsigned find_name(const mw_slice *params, unsigned first, mw_slice *name)
{
    unsigned best = 0, place;
    mw_imap_cursor c;
    mw_pair pair;

    mw_data_open(&c, params);
    while (mw_imap_pair_next(&c, &pair) == 1) {
        place = mw_data_place(name_words, pair.name) - first;
        if (place >= NAMES || !pair.value.p || (best && place + 1 >= best))
            continue;
        best = place + 1;
        *name = pair.value;
    }
    return best;
}

int mw_imap_part_name(const mw_part *part, mw_slice *name)
{
    unsigned found;

    name->p = NULL;
    name->len = 0;
    found = find_name(&part->disposition_params, 1, name);
    return (int)(found ? found : find_name(&part->params, 1 + NAMES, name));
}
