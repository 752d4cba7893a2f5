/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap_line.h"
#include "wire/imap_args.h"
#include "wire/imap_criteria.h"

#include <string.h>

/* SEARCH (RFC 9051 6.4.4, RFC 4731, 5182, 9394), SORT and THREAD (RFC 5256, 5267). */

/* In the order of MW_SEARCH_MIN ... */
static const uint8_t tell_caps[] = { 0, 0, 0, 0, IMAP_CAP(SEARCHRES) };
static const struct imap_words tells = { "MIN\0MAX\0ALL\0COUNT\0SAVE", tell_caps,
                                         sizeof tell_caps };

/* RETURN (...), where the answer can, or must, be an ESEARCH to say what is asked. There is always
   a word in it: Exchange finds nothing for "RETURN ()". */
static void put_return(struct imap_line *l, const mw_search *o, unsigned cap)
{
    uint32_t tell = o->tell;

    if (!(l->m->s.caps >> cap & 1) && !(tell & ~MW_SEARCH_ALL) && !o->partial_from)
        return;
    mw_imap_need(l, cap);
    mw_imap_put(l, " RETURN (");
    if (!tell && !o->partial_from)
        tell = MW_SEARCH_ALL;
    mw_imap_put_words(l, &tells, tell);
    if (o->partial_from)
        mw_imap_put_partial(l, o->partial_from, o->partial_to);
    mw_imap_put_close(l);
}

/* With UTF-8 in them, on a server that does not take it as it is, strings become literals. */
static void put_criteria(struct imap_line *l, const char *p)
{
    size_t n, bytes;

    if (!p || !mw_imap_is_criteria(p)) {
        mw_imap_wrong(l, MW_E_ARG);
        return;
    }
    mw_text_byte(&l->t, ' ');
    for (;;) {
        n = mw_imap_takes_utf8(l->m) ? strlen(p) : mw_imap_criteria_plain(p);
        mw_text_bytes(&l->t, p, n);
        p += n;
        if (!*p)
            return;
        n = mw_imap_quoted_length(p, &bytes);
        mw_imap_put_literal(l, bytes);
        mw_imap_unquote(&l->t, p, 0, bytes);
        p += n;
    }
}

static void put_search(struct imap_line *l, const mw_search *o, const char *criteria)
{
    mw_imap_put(l, "SEARCH");
    put_return(l, o, IMAP_CAP(ESEARCH));
    if (criteria && mw_has_8bit(criteria) && !mw_imap_takes_utf8(l->m))
        mw_imap_put(l, " CHARSET UTF-8");
}

static void put_sort(struct imap_line *l, const mw_search *o)
{
    mw_imap_need(l, IMAP_CAP(SORT));
    mw_imap_put(l, "SORT");
    put_return(l, o, IMAP_CAP(ESORT));
    mw_imap_put(l, " (%w) UTF-8", o->sort);
}

static void put_thread(struct imap_line *l, const mw_search *o)
{
    int is_references = mw_same(o->thread, strlen(o->thread), "references");

    if (o->sort || o->tell || o->partial_from)
        mw_imap_wrong(l, MW_E_ARG);
    mw_imap_need(l, is_references ? IMAP_CAP(THREAD_REFERENCES) : IMAP_CAP(THREAD_ORDEREDSUBJECT));
    mw_imap_put(l, "THREAD %r UTF-8", mw_imap_is_atom(o->thread) ? o->thread : NULL);
}

static int is_all(const char *criteria)
{
    return criteria && mw_same(criteria, strlen(criteria), "all");
}

int mw_imap_search(mw_session *s, const char *criteria, const mw_search *how)
{
    struct imap_line l;
    mw_search o;
    unsigned flags = 0;
    int kind = IMAP_SEARCH;

    mw_imap_options(&o, sizeof o, how);
    mw_imap_line(&l, s);
    if (!o.numbers)
        mw_imap_put(&l, "UID ");
    if (o.thread) {
        put_thread(&l, &o);
        kind = IMAP_THREAD;
    } else if (o.sort) {
        put_sort(&l, &o);
        kind = IMAP_SORT;
    } else {
        put_search(&l, &o, criteria);
        flags = IMAP_CMD_KEEPS;
    }
    put_criteria(&l, criteria);
    flags = o.numbers ? flags | IMAP_CMD_NUMBERS : 0;
    if (is_all(criteria) && !o.partial_from)
        flags |= IMAP_EXPECTS;
    return mw_imap_submit(&l, kind, flags);
}
