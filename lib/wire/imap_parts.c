/* SPDX-License-Identifier: MIT */
#include "wire/imap_parts.h"
#include "base/ascii.h"
#include "base/text.h"

#include <string.h>

/* Which part is next, and its number: RFC 9051 9, 6.4.5.

     body      = "(" (part / multipart) ")"
     multipart = 1*body SP subtype ...
     part      = type SP subtype ... [SP envelope SP body] ...   ; the latter of a message

   There is no tree and no recursion. What is open is a count, and the number's text is the stack:
   the n-th part of a multipart has ".n" behind the multipart's number; the body of a message ".1"
   unless it is a multipart, which has no number of its own. A bit for each level tells whether the
   part there is a message, another whether it has a number. What stands behind a part's own parts
   is read ahead of them, but not below MW_PART_DEPTH: so it is passed over that often at most. */

/* For the dot and the largest number, which is less than the bytes of the data, and a NUL. */
#define NUMBER_BYTES 12

static int bit(uint32_t bits, uint32_t level)
{
    return level < MW_PART_DEPTH && (bits >> level & 1);
}

static void set_bit(uint32_t *bits, uint32_t level, int on)
{
    if (level < MW_PART_DEPTH)
        *bits = (*bits & ~(1u << level)) | (uint32_t)on << level;
}

/* Where the last number in the section begins. */
static size_t last_number(const char *section)
{
    size_t n = strlen(section);

    while (n && section[n - 1] != '.')
        n--;
    return n;
}

static void push(mw_imap_parts *w)
{
    size_t n = strlen(w->section);

    if (w->lost || n + NUMBER_BYTES > sizeof w->section)
        w->lost++;
    else
        memcpy(w->section + n, n ? ".1" : "1", n ? 3 : 2);
}

static void pop(mw_imap_parts *w)
{
    size_t n = last_number(w->section);

    if (w->lost)
        w->lost--;
    else
        w->section[n - (n > 0)] = 0;
}

static void increment(mw_imap_parts *w)
{
    size_t n = last_number(w->section);
    struct mw_text text = {w->section + n, 0, NUMBER_BYTES};
    uint64_t number;

    if (w->lost)
        return;
    mw_number(text.p, strlen(text.p), &number);
    mw_text_number(&text, number + 1);
    text.p[text.len] = 0;
}

/* Gives the part its number. `sibling`: it is not the first of its multipart. */
static void number(mw_imap_parts *w, uint32_t level, int sibling, int is_multipart)
{
    int has_own =
        level >= MW_PART_DEPTH || !is_multipart || (level && !bit(w->messages, level - 1));

    if (sibling)
        increment(w);
    else if (has_own)
        push(w);
    set_bit(&w->numbered, level, has_own);
    set_bit(&w->messages, level, 0);
}

/* The part is over whose parts were at `level`. */
static void leave(mw_imap_parts *w, uint32_t level)
{
    if (level >= MW_PART_DEPTH || bit(w->numbered, level))
        pop(w);
}

static void begin(mw_imap_parts *w, mw_part *part, int sibling)
{
    mw_imap_cursor *c = &w->cursor, ahead = *c;
    uint32_t level = c->depth - 1;
    mw_value v;
    int has_parts = mw_data_token(&ahead, &v) == MW_VALUE_LIST;

    memset(part, 0, sizeof *part);
    part->octets = part->lines = MW_UNKNOWN;
    number(w, level, sibling, has_parts);
    part->depth = level;
    part->flags = level >= MW_PART_DEPTH || w->lost ? MW_PART_DEEP : 0;
    part->section = part->flags ? "" : w->section;
    c->quirks |= part->flags ? MW_DATA_QUIRK_DEPTH : 0;
    if (has_parts)
        mw_data_multipart(c, part);
    else
        mw_data_part(c, part);
    set_bit(&w->messages, level, part->flags & MW_PART_MESSAGE ? 1 : 0);
    part->quirks = c->quirks;
}

void mw_imap_parts_begin(mw_imap_parts *w, const char *data, size_t len, uint32_t refuse)
{
    memset(w, 0, sizeof *w);
    mw_data_begin(&w->cursor, data, len, refuse);
}

/* Behind a part, `(` begins the next one of its multipart, and all else is what its parent has
   behind its parts, up to its end. */
int mw_imap_part_next(mw_imap_parts *w, mw_part *part)
{
    mw_imap_cursor *c = &w->cursor;
    mw_value v;

    while (mw_data_token(c, &v)) {
        int is_behind = c->state;

        if (is_behind && v.depth == 0 && v.type != MW_VALUE_LIST_END)
            break;
        if (v.type == MW_VALUE_LIST && (!is_behind || !bit(w->messages, v.depth - 1))) {
            begin(w, part, is_behind);
            return mw_data_verdict(c, 1);
        }
        if (!is_behind)
            break;
        mw_imap_value_skip(c, &v);
        while (v.type != MW_VALUE_LIST_END && mw_data_element(c, &v))
            ;
        leave(w, c->depth + 1);
    }
    c->quirks |= v.type ? MW_DATA_QUIRK_EXTRA : 0;
    memset(part, 0, sizeof *part);
    part->section = "";
    part->quirks = c->quirks;
    return mw_data_verdict(c, 0);
}
