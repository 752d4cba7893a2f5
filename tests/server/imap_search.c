/* SPDX-License-Identifier: MIT */
#include "imap.h"

#include <stdlib.h>
#include <string.h>

/* SEARCH by flags and sets only: enough to find one's way. */

struct query {
    unsigned with;
    unsigned without;
    struct set numbers; /* count 0: any */
    struct set uids;
};

static int flag_key(const char *word, struct query *q)
{
    static const struct {
        const char *key;
        unsigned flag;
    } keys[] = {
        {"SEEN", STORE_SEEN},       {"ANSWERED", STORE_ANSWERED}, {"FLAGGED", STORE_FLAGGED},
        {"DELETED", STORE_DELETED}, {"DRAFT", STORE_DRAFT},
    };
    size_t i;

    if (text_eq(word, "ALL")) {
        return 1;
    }
    for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (text_eq(word, keys[i].key)) {
            q->with |= keys[i].flag;
            return 1;
        }
        if (text_starts(word, "UN") && text_eq(word + 2, keys[i].key)) {
            q->without |= keys[i].flag;
            return 1;
        }
    }
    return 0;
}

static int one_key(struct args *a, struct query *q)
{
    struct buf word = {0};
    struct args again = *a;
    int ok;

    if (a->p < a->end && ((*a->p >= '0' && *a->p <= '9') || *a->p == '*')) {
        return q->numbers.count == 0 && args_set(a, &q->numbers);
    }
    ok = args_word(a, &word);
    if (ok && text_eq(word.p, "UID")) {
        ok = q->uids.count == 0 && args_space(a) && args_set(a, &q->uids);
    } else if (ok && text_eq(word.p, "CHARSET")) {
        ok = args_space(a) && args_astring(a, &word);
    } else {
        ok = ok && flag_key(word.p, q);
    }
    if (!ok) {
        *a = again;
    }
    buf_free(&word);
    return ok;
}

static int matches(struct imap *m, const struct query *q, size_t i)
{
    struct message *msg;
    unsigned flags;

    if ((q->numbers.count != 0 && !set_has(&q->numbers, (uint32_t)(i + 1), (uint32_t)m->count)) ||
        (q->uids.count != 0 && !set_has(&q->uids, m->uids[i], m->uids[m->count - 1]))) {
        return 0;
    }
    msg = store_hold(m->s->store, m->s->user, m->uids[i]);
    if (msg == NULL) {
        return 0;
    }
    flags = store_flags(m->s->store, msg);
    store_release(m->s->store, msg);
    return (flags & q->with) == q->with && (flags & q->without) == 0;
}

void imap_search(struct imap *m, struct args *a, int by_uid)
{
    struct query q = {0};
    int ok = 0;
    size_t i;

    while (args_space(a) && (ok = one_key(a, &q))) {
    }
    if (!ok || !args_end(a)) {
        imap_no(m, "only flags and sets can be searched for here");
    } else {
        io_text(&m->s->io, "* SEARCH");
        for (i = 0; i < m->count; i++) {
            if (matches(m, &q, i)) {
                io_printf(&m->s->io, " %zu", by_uid ? (size_t)m->uids[i] : i + 1);
            }
        }
        io_text(&m->s->io, "\r\n");
        imap_ok(m, "searched");
    }
    set_free(&q.numbers);
    set_free(&q.uids);
}
