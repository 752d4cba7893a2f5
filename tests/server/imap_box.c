/* SPDX-License-Identifier: MIT */
#include "imap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- SELECT ------------------------------------------------------------------------------- */

void imap_unselect(struct imap *m)
{
    free(m->uids);
    m->uids = NULL;
    m->count = 0;
    m->selected = 0;
}

static size_t first_unseen(struct imap *m)
{
    size_t i;

    for (i = 0; i < m->count; i++) {
        struct message *msg = store_hold(m->s->store, m->s->user, m->uids[i]);
        int seen = msg == NULL || (store_flags(m->s->store, msg) & STORE_SEEN);

        if (msg != NULL) {
            store_release(m->s->store, msg);
        }
        if (!seen) {
            return i + 1;
        }
    }
    return 0;
}

static void describe(struct imap *m)
{
    struct io *io = &m->s->io;
    size_t unseen = first_unseen(m);
    const char *all = "\\Seen \\Answered \\Flagged \\Deleted \\Draft";

    io_printf(io, "* %zu EXISTS\r\n* 0 RECENT\r\n* FLAGS (%s)\r\n", m->count, all);
    io_printf(io, "* OK [PERMANENTFLAGS (%s)] flags that stay\r\n", m->read_only ? "" : all);
    if (unseen != 0) {
        io_printf(io, "* OK [UNSEEN %zu] first unseen\r\n", unseen);
    }
    io_printf(io, "* OK [UIDVALIDITY %u] UIDs valid\r\n* OK [UIDNEXT %u] next UID\r\n",
              IMAP_UIDVALIDITY, (unsigned)store_next_uid(m->s->store, m->s->user));
}

void imap_select(struct imap *m, struct args *a, int read_only)
{
    struct buf name = {0};
    int ok = args_space(a) && args_astring(a, &name) && args_end(a);

    imap_unselect(m);
    if (!ok) {
        imap_bad(m, "mailbox name expected");
    } else if (!text_eq(name.p, "INBOX")) {
        imap_no(m, "[NONEXISTENT] there is only INBOX");
    } else {
        m->selected = 1;
        m->read_only = read_only;
        m->count = store_uids(m->s->store, m->s->user, &m->uids);
        describe(m);
        imap_ok(m, read_only ? "[READ-ONLY] done" : "[READ-WRITE] done");
    }
    buf_free(&name);
}

/* ---- changes by others -------------------------------------------------------------------- */

static void drop_place(struct imap *m, size_t i)
{
    memmove(&m->uids[i], &m->uids[i + 1], (m->count - i - 1) * sizeof *m->uids);
    m->count -= 1;
    io_printf(&m->s->io, "* %zu EXPUNGE\r\n", i + 1);
}

static void drop_missing(struct imap *m, const uint32_t *now, size_t now_count)
{
    size_t i = 0;
    size_t k = 0;

    while (i < m->count) {
        while (k < now_count && now[k] < m->uids[i]) {
            k++;
        }
        if (k < now_count && now[k] == m->uids[i]) {
            i++;
        } else {
            drop_place(m, i);
        }
    }
}

static size_t add_new(struct imap *m, const uint32_t *now, size_t now_count)
{
    uint32_t last = m->count > 0 ? m->uids[m->count - 1] : 0;
    size_t first = now_count;
    uint32_t *all;

    while (first > 0 && now[first - 1] > last) {
        first--;
    }
    if (first == now_count) {
        return 0;
    }
    all = mem_new((m->count + now_count - first) * sizeof *all);
    memcpy(all, m->uids, m->count * sizeof *all);
    memcpy(all + m->count, now + first, (now_count - first) * sizeof *all);
    free(m->uids);
    m->uids = all;
    m->count += now_count - first;
    return now_count - first;
}

void imap_sync(struct imap *m, int may_expunge)
{
    uint32_t *now;
    size_t n;

    if (!m->selected || m->s->user == NULL) {
        return;
    }
    n = store_uids(m->s->store, m->s->user, &now);
    if (may_expunge) {
        drop_missing(m, now, n);
    }
    if (add_new(m, now, n) > 0) {
        io_printf(&m->s->io, "* %zu EXISTS\r\n", m->count);
    }
    free(now);
}

/* ---- EXPUNGE ------------------------------------------------------------------------------ */

static int is_deleted(struct imap *m, uint32_t uid)
{
    struct message *msg = store_hold(m->s->store, m->s->user, uid);
    int deleted = 0;

    if (msg != NULL) {
        deleted = (store_flags(m->s->store, msg) & STORE_DELETED) != 0;
        store_release(m->s->store, msg);
    }
    return deleted;
}

/* Takes them out of the store; imap_sync then says what is gone. */
static void expunge_from_store(struct imap *m, const struct set *only)
{
    uint32_t biggest = m->count > 0 ? m->uids[m->count - 1] : 0;
    size_t i;

    for (i = 0; i < m->count; i++) {
        if (is_deleted(m, m->uids[i]) &&
            (only == NULL || set_has(only, m->uids[i], biggest))) {
            store_expunge(m->s->store, m->s->user, m->uids[i]);
        }
    }
}

void imap_expunge(struct imap *m, struct args *a, int by_uid)
{
    struct set set = {0};
    int ok = by_uid ? args_space(a) && args_set(a, &set) && args_end(a) : args_end(a);

    if (!ok) {
        imap_bad(m, "UID set expected");
    } else if (m->read_only) {
        imap_no(m, "[READ-ONLY] the mailbox was opened with EXAMINE");
    } else {
        expunge_from_store(m, by_uid ? &set : NULL);
        imap_sync(m, 1);
        imap_ok(m, "expunged");
    }
    set_free(&set);
}

void imap_expunge_quietly(struct imap *m)
{
    if (!m->read_only) {
        expunge_from_store(m, NULL);
    }
}

/* ---- STATUS, LIST, APPEND ----------------------------------------------------------------- */

static unsigned long status_value(struct imap *m, const char *item, int *known)
{
    *known = 1;
    if (text_eq(item, "MESSAGES")) {
        return (unsigned long)store_count(m->s->store, m->s->user);
    }
    if (text_eq(item, "UIDNEXT")) {
        return store_next_uid(m->s->store, m->s->user);
    }
    if (text_eq(item, "UIDVALIDITY")) {
        return IMAP_UIDVALIDITY;
    }
    *known = text_eq(item, "RECENT");
    return 0;
}

static int status_items(struct imap *m, struct args *a, struct buf *out)
{
    struct buf item = {0};
    int known = 1;

    while (known && args_word(a, &item)) {
        char text[80];
        unsigned long value = status_value(m, item.p, &known);

        snprintf(text, sizeof text, "%s%.40s %lu", out->len > 0 ? " " : "", item.p, value);
        buf_str(out, text);
        args_space(a);
    }
    buf_free(&item);
    return known && args_char(a, ')') && args_end(a) && out->len > 0;
}

void imap_status(struct imap *m, struct args *a)
{
    struct buf name = {0};
    struct buf items = {0};
    int ok = args_space(a) && args_astring(a, &name) && args_space(a) && args_char(a, '(') &&
             status_items(m, a, &items);

    if (!ok) {
        imap_bad(m, "mailbox and list of items expected");
    } else if (!text_eq(name.p, "INBOX")) {
        imap_no(m, "[NONEXISTENT] there is only INBOX");
    } else {
        io_printf(&m->s->io, "* STATUS INBOX (%s)\r\n", items.p);
        imap_ok(m, "done");
    }
    buf_free(&name);
    buf_free(&items);
}

static int list_pattern(struct args *a, struct buf *out)
{
    const char *start = a->p;

    if (a->p < a->end && (*a->p == '"' || *a->p == '{')) {
        return args_astring(a, out);
    }
    while (a->p < a->end && *a->p > ' ') {
        a->p++;
    }
    buf_reset(out);
    buf_add(out, start, (size_t)(a->p - start));
    return a->p != start;
}

void imap_list(struct imap *m, struct args *a, const char *verb)
{
    struct buf reference = {0};
    struct buf pattern = {0};

    if (args_space(a) && args_astring(a, &reference) && args_space(a) &&
        list_pattern(a, &pattern) && args_end(a)) {
        if (pattern.len == 0) {
            io_printf(&m->s->io, "* %s (\\Noselect) \"/\" \"\"\r\n", verb);
        } else if (strpbrk(pattern.p, "*%") != NULL || text_eq(pattern.p, "INBOX")) {
            io_printf(&m->s->io, "* %s () \"/\" INBOX\r\n", verb);
        }
        imap_ok(m, "done");
    } else {
        imap_bad(m, "reference and pattern expected");
    }
    buf_free(&reference);
    buf_free(&pattern);
}

static int append_args(struct args *a, struct buf *name, unsigned *flags, const char **data,
                       size_t *len)
{
    struct buf date = {0};
    int ok = args_space(a) && args_astring(a, name) && args_space(a);

    if (ok && a->p < a->end && *a->p == '(') {
        ok = args_flags(a, flags) && args_space(a);
    }
    if (ok && a->p < a->end && *a->p == '"') {
        ok = args_astring(a, &date) && args_space(a);
    }
    buf_free(&date);
    return ok && args_literal(a, data, len) && args_end(a);
}

static void append(struct imap *m, unsigned flags, const char *data, size_t len)
{
    uint32_t uid = store_put(m->s->store, m->s->user, data, len);
    struct message *msg = store_hold(m->s->store, m->s->user, uid);
    char text[64];

    if (msg != NULL) {
        store_set_flags(m->s->store, msg, flags, 0);
        store_release(m->s->store, msg);
    }
    session_message(m->s, len);
    snprintf(text, sizeof text, "[APPENDUID %u %u] taken", IMAP_UIDVALIDITY, (unsigned)uid);
    imap_sync(m, 0);
    imap_ok(m, m->s->opts->imap_off & SRV_IMAP_UIDPLUS ? "taken" : text);
}

void imap_append(struct imap *m, struct args *a)
{
    struct buf name = {0};
    unsigned flags = 0;
    const char *data;
    size_t len;

    if (!append_args(a, &name, &flags, &data, &len)) {
        imap_bad(m, "mailbox, flags, date and literal expected");
    } else if (!text_eq(name.p, "INBOX")) {
        imap_no(m, "[TRYCREATE] there is only INBOX");
    } else {
        append(m, flags, data, len);
    }
    buf_free(&name);
}
