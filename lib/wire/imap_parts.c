/* SPDX-License-Identifier: MIT */
#include "wire/imap_parts.h"
#include "base/text.h"

#include <string.h>

/* Which part is next, and its number: RFC 9051 9, 6.4.5.

     body      = "(" (part / multipart) ")"
     multipart = 1*body SP subtype ...
     part      = type SP subtype ... [SP envelope SP body] ...   ; the latter of a message

   There is no tree and no recursion: what is open is a count. Of each level down to MW_PART_DEPTH
   it is known whether the part there is a message, and which one of its multipart it is; a
   multipart that is a message's body, or the whole, has no number of its own. What stands behind a
   part's own parts is read ahead of them, but not below that depth: so it is passed over that
   often at most. */

static int is_message(const mw_imap_parts *w, uint32_t level)
{
    return level < MW_PART_DEPTH && (w->messages >> level & 1);
}

/* Gives the part its number and writes its section. 0: it is too deep. */
static int number(mw_imap_parts *w, uint32_t level, int is_sibling, int is_multipart)
{
    struct mw_text text;
    uint32_t i;

    if (level >= MW_PART_DEPTH)
        return 0;
    w->messages &= ~(1u << level);
    if (is_sibling)
        w->number[level]++;
    else
        w->number[level] = !is_multipart || (level && !is_message(w, level - 1));
    text.p = w->section;
    text.len = 0;
    text.cap = sizeof w->section;
    for (i = 0; i <= level; i++)
        if (w->number[i]) {
            if (text.len)
                mw_text_byte(&text, '.');
            mw_text_number(&text, w->number[i]);
        }
    mw_text_byte(&text, 0);
    return text.len <= text.cap;
}

static void begin(mw_imap_parts *w, mw_part *part, int is_sibling)
{
    mw_imap_cursor *c = &w->cursor;
    uint32_t level = c->depth - 1;
    int has_parts = mw_data_peek(c) == MW_VALUE_LIST;

    part->section = w->section;
    part->depth = level;
    part->octets = part->lines = MW_UNKNOWN;
    if (!number(w, level, is_sibling, has_parts)) {
        part->flags = MW_PART_DEEP;
        part->section = "";
        c->quirks |= MW_DATA_QUIRK_DEPTH;
    }
    if (has_parts)
        part->flags |= MW_PART_MULTIPART;
    mw_data_part(c, part, has_parts ? 0 : mw_data_octets_at(c));
    if (part->flags & MW_PART_MESSAGE && level < MW_PART_DEPTH)
        w->messages |= 1u << level;
}

void mw_imap_parts_begin(mw_imap_parts *w, const char *data, size_t len, uint32_t refuse)
{
    memset(w, 0, sizeof *w);
    mw_data_begin(&w->cursor, data, len, refuse);
}

/* Goes to the parenthesis that begins the next part. Behind a part, `(` begins another one of its
   multipart, and all else is what its parent has behind its parts, up to its end. */
static int find(mw_imap_parts *w)
{
    mw_imap_cursor *c = &w->cursor;
    mw_value v;

    while (mw_data_token(c, &v)) {
        int is_behind = c->state, is_list = v.type == MW_VALUE_LIST;

        if (is_list && (!is_behind || (v.depth && !is_message(w, v.depth - 1))))
            return 1;
        if (!is_behind || (v.depth == 0 && v.type != MW_VALUE_LIST_END)) {
            c->quirks |= MW_DATA_QUIRK_EXTRA;
            return 0;
        }
        mw_imap_value_skip(c, &v);
        while (v.type != MW_VALUE_LIST_END && mw_data_element(c, &v))
            ;
    }
    return 0;
}

int mw_imap_part_next(mw_imap_parts *w, mw_part *part)
{
    int has_one = find(w);

    memset(part, 0, sizeof *part);
    part->section = "";
    if (has_one)
        begin(w, part, w->cursor.state);
    part->quirks = w->cursor.quirks;
    return mw_data_verdict(&w->cursor, has_one);
}
