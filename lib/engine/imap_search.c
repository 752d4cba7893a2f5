/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap_line.h"

#include <string.h>

/* SEARCH (RFC 9051 6.4.4, RFC 4731, 5182, 9394), SORT and THREAD (RFC 5256, 5267). */

/* RETURN (...), always with words in it: Exchange gives nothing for "RETURN ()". */
static void put_return(struct imap_line *l, const mw_search *o)
{
    static const char words[] = "MIN \0MAX \0ALL \0COUNT \0SAVE \0";
    uint32_t tell = o->tell;
    const char *word = words;

    mw_imap_put(l, " RETURN (");
    if (!tell && !o->partial_from)
        tell = MW_SEARCH_ALL;
    for (; *word; tell >>= 1, word++) {
        if (tell & 1)
            mw_text_string(&l->t, word);
        while (*word)
            word++;
    }
    if (tell)
        mw_imap_wrong(l, MW_E_ARG);
    if (o->partial_from)
        mw_imap_put_partial(l, o->partial_from, o->partial_to);
    else
        l->t.len--; /* the last space */
    mw_text_byte(&l->t, ')');
}

/* Whether the answer is to be an ESEARCH: where it can, or must be, to say what is asked. */
static int is_extended(const struct imap *m, const mw_search *o, uint64_t extension)
{
    return (m->s.caps & extension) || (o->tell & ~MW_SEARCH_ALL) || o->partial_from;
}

static void extend(struct imap_line *l, const mw_search *o, uint64_t extension)
{
    if (!is_extended(l->m, o, extension))
        return;
    if (!mw_imap_offers(l->m, extension) ||
        ((o->tell & MW_SEARCH_SAVE) && !mw_imap_offers(l->m, MW_IMAP_CAP_SEARCHRES)))
        mw_imap_wrong(l, MW_E_NOT_OFFERED);
    put_return(l, o);
}

static void put_search(struct imap_line *l, const mw_search *o, const char *criteria)
{
    mw_imap_put(l, "SEARCH");
    extend(l, o, MW_IMAP_CAP_ESEARCH);
    if (criteria && mw_has_8bit(criteria) &&
        !(l->m->enabled & (MW_IMAP_ON_UTF8 | MW_IMAP_ON_REV2)))
        mw_imap_put(l, " CHARSET UTF-8");
}

static void put_sort(struct imap_line *l, const mw_search *o)
{
    if (!mw_imap_offers(l->m, MW_IMAP_CAP_SORT))
        mw_imap_wrong(l, MW_E_NOT_OFFERED);
    mw_imap_put(l, "SORT");
    extend(l, o, MW_IMAP_CAP_ESORT);
    mw_imap_put(l, " (%w) UTF-8", o->sort);
}

static void put_thread(struct imap_line *l, const mw_search *o)
{
    size_t n = strlen(o->thread);
    uint64_t needs = mw_same(o->thread, n, "references") ? MW_IMAP_CAP_THREAD_REFERENCES
                                                         : MW_IMAP_CAP_THREAD_ORDEREDSUBJECT;

    if (o->sort || o->tell || o->partial_from)
        mw_imap_wrong(l, MW_E_ARG);
    if (!mw_imap_offers(l->m, needs))
        mw_imap_wrong(l, MW_E_NOT_OFFERED);
    mw_imap_put(l, "THREAD %a UTF-8", o->thread);
}

int mw_imap_search(mw_session *s, const char *criteria, const mw_search *how)
{
    struct imap_line l;
    mw_search o;
    int kind = IMAP_SEARCH;

    mw_imap_options(&o, sizeof o, how);
    mw_imap_line(&l, s, 0);
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
    }
    mw_imap_put(&l, " %c", criteria);
    return mw_imap_submit(&l, kind, o.numbers ? IMAP_CMD_NUMBERS : 0);
}
