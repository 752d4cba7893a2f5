/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"
#include "wire/imap_args.h"

#include <string.h>

/* ID (RFC 2971) and ENABLE (RFC 5161). */

int mw_imap_id(mw_session *s, const char *const *fields)
{
    struct imap_line l;
    int first = '(';

    mw_imap_line(&l, s);
    mw_imap_need(&l, IMAP_CAP(ID));
    mw_imap_put(&l, "ID ");
    for (; fields && *fields; fields += 2, first = ' ') {
        if (!mw_imap_is_id(fields[0], fields[1]))
            mw_imap_wrong(&l, MW_E_ARG);
        mw_text_byte(&l.t, first);
        mw_imap_put(&l, fields[1] ? "%s %s" : "%s NIL", fields[0], fields[1]);
    }
    mw_imap_put(&l, first == ' ' ? ")" : "NIL"); /* never "ID ()" */
    return mw_imap_submit(&l, IMAP_ID, 0);
}

/* What stands behind the answer to COMPRESS is compressed already. */
static int compressed(mw_session *s)
{
    const mw_transport *t = s->transport;
    uint32_t from = s->in_off + s->held, n = s->in_len - from;

    s->in_len = from;
    s->has |= IMAP_HAS_COMPRESS;
    return t->compress(t->ctx, s->in + from, n);
}

int mw_imap_effect(struct imap *m, int kind, int good)
{
    if (kind == IMAP_ENABLE) {
        m->enabled |= good ? m->asked : 0; /* iCloud says no more than OK */
        m->asked = 0;
    }
    if (kind == IMAP_UNAUTHENTICATE && good)
        m->enabled = 0; /* RFC 8437 3 */
    return kind == IMAP_COMPRESS && good ? compressed(&m->s) : MW_OK;
}

/* In the order of MW_IMAP_ON_... */
static const uint8_t enables[] = { IMAP_CAP(CONDSTORE), IMAP_CAP(QRESYNC), IMAP_CAP(UTF8_ACCEPT),
                                   IMAP_CAP(IMAP4REV2), IMAP_CAP(UIDONLY) };

/* What the words turn on; those the server does not offer are in *missing. */
static unsigned words_on(const struct imap *m, const char *p, size_t n, int *missing)
{
    unsigned on = 0, place, cap;
    size_t len;

    for (*missing = 0; n; p += len, n -= len) {
        for (len = 0; len < n && p[len] > ' '; len++)
            continue;
        cap = mw_imap_offer(p, len);
        for (place = 0; place < sizeof enables; place++)
            on |= (unsigned)(enables[place] + 1u == cap) << place;
        *missing |= cap && !mw_imap_offers(m, cap - 1);
        len += len < n;
    }
    return on;
}

void mw_imap_note_enabled(struct imap *m, const char *p, size_t n)
{
    int missing;

    m->enabled |= (uint8_t)words_on(m, p, n, &missing);
    m->asked = 0;
}

int mw_imap_enable(mw_session *s, const char *words)
{
    struct imap *m = imap_of(s);
    struct imap_line l;
    int missing = 0, id;
    unsigned on = words ? words_on(m, words, strlen(words), &missing) : 0;

    mw_imap_line(&l, s);
    mw_imap_need(&l, IMAP_CAP(ENABLE));
    mw_imap_wrong(&l, missing ? MW_E_NOT_OFFERED : m->asked ? MW_WANT_WRITE : MW_OK);
    mw_imap_put(&l, "ENABLE %w", words);
    m->effect = mw_imap_effect;
    id = mw_imap_submit(&l, IMAP_ENABLE, 0);
    if (id > 0)
        m->asked = (uint8_t)on;
    return id;
}

uint32_t mw_imap_enabled(const mw_session *s)
{
    return ((const struct imap *)s)->enabled;
}
