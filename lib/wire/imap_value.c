/* SPDX-License-Identifier: MIT */
#include "wire/imap_value.h"
#include "base/ascii.h"

#include <string.h>

/* The values of IMAP, RFC 9051 9, as servers write them:

     value   = atom / number / string / "NIL" / list
     atom    = 1*<any but blanks, controls and parentheses>
     string  = quoted / literal
     quoted  = DQUOTE *(<any but CR, LF, DQUOTE, backslash> / backslash any) DQUOTE
     literal = ["~"] "{" number ["+" / "-"] "}" CRLF *OCTET
     list    = "(" [value *(SP value)] ")"

   A literal's count is law. A quoted string with something behind it that cannot follow one has a
   backslash too few or too many. Where a stray one may have hidden its end, it ends there; else at
   the next quote behind which a value or the list's end is seen. Each byte is looked at twice at
   most: an end that was passed over as escaped lies before the next string. */

void mw_data_begin(mw_imap_cursor *c, const char *data, size_t len, uint32_t refuse)
{
    memset(c, 0, sizeof *c);
    c->p = len ? data : "";
    c->end = c->p + len;
    c->refuse = refuse;
}

void mw_data_open(mw_imap_cursor *in, const mw_slice *slice)
{
    mw_data_begin(in, slice->p, slice->len, 0);
}

int mw_data_verdict(const mw_imap_cursor *c, int good)
{
    return c->quirks & c->refuse ? MW_E_PROTOCOL : good;
}

/* Whether nothing but a value's end is at p: a blank, a line's end, a parenthesis. */
static int is_behind_value(const char *p, const char *end)
{
    return p == end || *p == ' ' || *p == ')' || *p == '\r' || *p == '\n';
}

/* The same, and behind a blank is what looks like another value. */
static int ends_before_value(const char *p, const char *end)
{
    if (p == end || *p != ' ')
        return is_behind_value(p, end);
    while (p < end && *p == ' ')
        p++;
    if (mw_starts(p, (size_t)(end - p), "nil"))
        return is_behind_value(p + 3, end);
    return p == end || memchr("\"(){~", *p, 5) != NULL;
}

/* Where the quoted string ends that begins before p: behind its closing quote. */
static const char *behind_quoted(mw_imap_cursor *c, const char *p)
{
    const char *hidden = NULL, *end = c->end;
    int is_loose = 0;

    for (; p < end; p++) {
        if ((unsigned char)*p > '"' && *p != '\\') /* most of any text */
            continue;
        if (*p == '\n')
            break;
        if (*p == '"') {
            if (is_loose ? ends_before_value(p + 1, end) : is_behind_value(p + 1, end))
                return p + 1;
            if (hidden)
                break;
            is_loose = 1;
            c->quirks |= MW_DATA_QUIRK_QUOTE;
        } else if (*p == '\\' && !is_loose && p + 1 < end && p[1] != '\n') {
            p++;
            if (*p == '"' && !hidden && is_behind_value(p + 1, end))
                hidden = p + 1;
        }
    }
    c->quirks |= hidden ? MW_DATA_QUIRK_BACKSLASH : MW_DATA_QUIRK_CUT;
    return hidden ? hidden : p;
}

size_t mw_data_literal_header(const char *p, size_t n, uint64_t *count)
{
    size_t i = n && *p == '~', digits;

    if (i == n || p[i] != '{' || (digits = mw_number(p + i + 1, n - i - 1, count)) == 0)
        return 0;
    i += digits + 1;
    i += i < n && (p[i] == '+' || p[i] == '-');
    if (i == n || p[i++] != '}')
        return 0;
    i += i < n && p[i] == '\r';
    return i < n && p[i] == '\n' ? i + 1 : 0;
}

/* The same for a literal; p itself: there is none. */
static const char *behind_literal(mw_imap_cursor *c, const char *p)
{
    size_t n = (size_t)(c->end - p), head;
    uint64_t count;

    head = mw_data_literal_header(p, n, &count);
    if (head && count > n - head) {
        c->quirks |= MW_DATA_QUIRK_CUT;
        return c->end;
    }
    return head ? p + head + (size_t)count : p;
}

static const char *behind_atom(mw_imap_cursor *c, const char *p)
{
    for (; p < c->end && (unsigned char)*p > ' ' && *p != '(' && *p != ')'; p++)
        if (*p == '"')
            c->quirks |= MW_DATA_QUIRK_QUOTE;
    return p;
}

/* Where the next token begins; no parenthesis closes what was not opened. */
static const char *pass_blanks(mw_imap_cursor *c)
{
    const char *p = c->p, *end = c->end;
    unsigned blanks = 0, due = c->behind != BEHIND_NOTHING;

    if (end - p > 1 && (!due || *p == ' ') && (unsigned char)p[due] > ' ' && p[due] != ')')
        return p + due; /* as most of them, which is faster */
    for (; p < end && ((unsigned char)*p <= ' ' || (*p == ')' && c->depth == 0)); p++)
        if (*p == ')')
            c->quirks |= MW_DATA_QUIRK_PARENS;
        else
            blanks += *p == ' ' ? 1 : 2;
    if (p == end || *p == ')' || (blanks == 0 && *p == '(' && c->behind == BEHIND_LIST))
        due = 0;
    if (blanks != due)
        c->quirks |= MW_DATA_QUIRK_SPACE;
    return p;
}

/* Goes over the next token, which begins at *from, and over more until no more than `depth` lists
   are open. Returns the type of the last one, WORD of all atoms; 0: there is none. */
static unsigned pass(mw_imap_cursor *c, const char **from, uint32_t depth)
{
    const char *p;
    unsigned type, behind;

    do {
        *from = c->p = p = pass_blanks(c);
        if (p == c->end) {
            c->quirks |= c->depth ? MW_DATA_QUIRK_CUT : 0;
            return 0;
        }
        type = MW_VALUE_STRING;
        behind = BEHIND_VALUE;
        if (*p == '"') {
            p = behind_quoted(c, p + 1);
        } else if (*p == '(') {
            type = MW_VALUE_LIST;
            behind = BEHIND_NOTHING;
            c->depth++;
            p++;
        } else if (*p == ')') {
            type = MW_VALUE_LIST_END;
            behind = BEHIND_LIST;
            c->depth--;
            p++;
        } else {
            p = *p == '{' || *p == '~' ? behind_literal(c, p) : p;
            if (p == c->p) {
                type = MW_VALUE_WORD;
                p = behind_atom(c, p);
            }
        }
        c->behind = (uint16_t)behind;
        c->p = p;
    } while (c->depth > depth);
    return type;
}

unsigned mw_data_token(mw_imap_cursor *c, mw_value *v)
{
    size_t n;

    v->type = pass(c, &v->raw.p, UINT32_MAX);
    v->depth = c->depth - (v->type == MW_VALUE_LIST);
    v->number = MW_UNKNOWN;
    v->raw.len = n = (size_t)(c->p - v->raw.p);
    if (v->type == MW_VALUE_WORD) {
        if (mw_same(v->raw.p, n, "nil"))
            v->type = MW_VALUE_NIL;
        else if (mw_number(v->raw.p, n, &v->number) == n)
            v->type = MW_VALUE_NUMBER;
        else
            v->number = MW_UNKNOWN;
    } else if (v->type == 0) {
        v->raw.p = NULL;
    }
    return v->type;
}

unsigned mw_data_peek(const mw_imap_cursor *c)
{
    mw_imap_cursor ahead = *c;
    const char *from;

    return pass(&ahead, &from, UINT32_MAX);
}

int mw_imap_value_next(mw_imap_cursor *c, mw_value *v)
{
    return mw_data_verdict(c, mw_data_token(c, v) != 0);
}

int mw_imap_value_skip(mw_imap_cursor *c, mw_value *v)
{
    const char *from;

    if (v->type == MW_VALUE_LIST) {
        if (c->depth > v->depth)
            pass(c, &from, v->depth);
        v->raw.len = (size_t)(c->p - v->raw.p);
    }
    return mw_data_verdict(c, MW_OK);
}

unsigned mw_data_element(mw_imap_cursor *c, mw_value *v)
{
    if (mw_data_token(c, v) == MW_VALUE_LIST_END) {
        v->raw.p = NULL;
        v->raw.len = 0;
        return v->type = 0;
    }
    mw_imap_value_skip(c, v);
    return v->type;
}

void mw_data_field(mw_imap_cursor *c, mw_value *v)
{
    if (v->type)
        mw_data_element(c, v);
}

void mw_data_fields_end(mw_imap_cursor *c, mw_value *v)
{
    while (v->type) {
        c->quirks |= MW_DATA_QUIRK_EXTRA;
        mw_data_element(c, v);
    }
}

int mw_data_end(mw_imap_cursor *c)
{
    const char *from;
    unsigned type;

    while ((type = pass(c, &from, UINT32_MAX)) != 0)
        c->quirks |= type == MW_VALUE_LIST_END ? 0 : MW_DATA_QUIRK_EXTRA;
    return 0;
}

int mw_data_finish(mw_imap_cursor *c, uint32_t *quirks)
{
    mw_data_end(c);
    *quirks = c->quirks;
    return mw_data_verdict(c, MW_OK);
}

int mw_imap_value_read(const char *data, size_t len, uint32_t refuse, mw_value *v, uint32_t *quirks)
{
    mw_imap_cursor c;
    uint32_t all;
    int rc;

    mw_data_begin(&c, data, len, refuse);
    if (mw_data_token(&c, v) == MW_VALUE_LIST && mw_data_element(&c, v) == 0)
        c.quirks |= MW_DATA_QUIRK_EMPTY;
    rc = mw_data_finish(&c, &all);
    if (quirks)
        *quirks = all;
    return rc;
}

int mw_imap_number_read(const char *data, size_t len, uint32_t refuse, uint64_t *number,
                        uint32_t *quirks)
{
    mw_value v;
    uint32_t all;

    mw_imap_value_read(data, len, 0, &v, &all);
    *number = v.number;
    if (v.type != MW_VALUE_NUMBER)
        all |= v.type ? MW_DATA_QUIRK_NUMBER : MW_DATA_QUIRK_MISSING;
    if (quirks)
        *quirks = all;
    return all & refuse ? MW_E_PROTOCOL : MW_OK;
}

/* --- what an element means --- */

void mw_data_as(mw_imap_cursor *c, const mw_value *v, mw_slice *to, unsigned kinds)
{
    unsigned kind = v->type == MW_VALUE_LIST ? DATA_LIST : DATA_WORD, quirk = 0;

    to->p = NULL;
    to->len = 0;
    if (v->type == 0) {
        quirk = MW_DATA_QUIRK_MISSING;
    } else if (kind == DATA_LIST && v->raw.len <= 2 && kinds != DATA_ANY) {
        quirk = MW_DATA_QUIRK_EMPTY;
    } else if (v->type != MW_VALUE_NIL) {
        if (!(kinds & kind))
            quirk = MW_DATA_QUIRK_EXTRA;
        else
            *to = v->raw;
        if (kinds == DATA_TEXT && v->type < MW_VALUE_STRING)
            quirk = MW_DATA_QUIRK_ATOM;
    }
    c->quirks |= quirk;
}

void mw_data_take(mw_imap_cursor *c, mw_value *v, mw_slice *to)
{
    mw_data_as(c, v, to, DATA_TEXT);
    mw_data_field(c, v);
}

void mw_data_take_list(mw_imap_cursor *c, mw_value *v, mw_slice *to)
{
    mw_data_as(c, v, to, DATA_LIST);
    mw_data_field(c, v);
}

uint64_t mw_data_count(mw_imap_cursor *c, const mw_value *v)
{
    if (v->type != MW_VALUE_NUMBER)
        c->quirks |= v->type ? MW_DATA_QUIRK_NUMBER : MW_DATA_QUIRK_MISSING;
    return v->number;
}

int mw_data_like_number(const mw_value *v)
{
    if (v->type != MW_VALUE_WORD)
        return v->type == MW_VALUE_NUMBER;
    return *v->raw.p == '-' || mw_is_digit((unsigned char)*v->raw.p);
}
