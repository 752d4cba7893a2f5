/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "imap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ITEMS_MAX 32

enum kind { ITEM_FLAGS, ITEM_UID, ITEM_SIZE, ITEM_DATE, ITEM_ENVELOPE, ITEM_BODY };
enum section { SECTION_ALL, SECTION_HEADER, SECTION_FIELDS, SECTION_TEXT };

struct item {
    enum kind kind;
    enum section section;
    char name[512];  /* what comes before the value: "BODY[HEADER]<0>" */
    char fields[400]; /* lower-case, each between commas: ",from,to," */
    int sets_seen;
    int partial;
    uint64_t from;
    uint64_t count;
};

struct fetch {
    struct imap *m;
    int by_uid;
    int gone;
    struct item items[ITEMS_MAX];
    size_t count;
};

/* ---- which messages ----------------------------------------------------------------------- */

static int set_fits(const struct imap *m, const struct set *set)
{
    size_t i;

    for (i = 0; i < set->count; i++) {
        uint32_t low = set->all[i].low;
        uint32_t high = set->all[i].high;

        if ((low != UINT32_MAX && low > m->count) || (high != UINT32_MAX && high > m->count) ||
            m->count == 0) {
            return 0;
        }
    }
    return 1;
}

size_t *imap_places(struct imap *m, const struct set *set, int by_uid, size_t *n)
{
    uint32_t biggest = by_uid ? (m->count > 0 ? m->uids[m->count - 1] : 0) : (uint32_t)m->count;
    size_t *places = mem_new(m->count * sizeof *places);
    size_t i;

    *n = 0;
    if (!by_uid && !set_fits(m, set)) {
        imap_bad(m, "no message has such a number");
        free(places);
        return NULL;
    }
    for (i = 0; i < m->count; i++) {
        if (set_has(set, by_uid ? m->uids[i] : (uint32_t)(i + 1), biggest)) {
            places[(*n)++] = i;
        }
    }
    return places;
}

/* ---- which items -------------------------------------------------------------------------- */

static int field_list(struct args *a, struct item *item)
{
    struct buf word = {0};
    struct buf shown = {0};
    size_t len = 1;
    int ok = args_space(a) && args_char(a, '(');

    item->fields[0] = ',';
    while (ok && args_astring(a, &word)) {
        size_t i;

        ok = len + word.len + 2 < sizeof item->fields;
        for (i = 0; ok && i < word.len; i++) {
            item->fields[len++] = (char)(word.p[i] >= 'A' && word.p[i] <= 'Z' ? word.p[i] | 0x20
                                                                              : word.p[i]);
        }
        item->fields[len++] = ',';
        buf_str(&shown, shown.len > 0 ? " " : "");
        buf_add(&shown, word.p, word.len);
        args_space(a);
    }
    item->fields[len] = '\0';
    ok = ok && args_char(a, ')') && shown.len > 0;
    snprintf(item->name, sizeof item->name, "BODY[HEADER.FIELDS (%.440s)]", ok ? shown.p : "");
    buf_free(&word);
    buf_free(&shown);
    return ok;
}

static int section(struct args *a, struct item *item)
{
    struct buf word = {0};
    int ok = 1;

    item->section = SECTION_ALL;
    if (args_word(a, &word)) {
        if (text_eq(word.p, "HEADER")) {
            item->section = SECTION_HEADER;
        } else if (text_eq(word.p, "TEXT")) {
            item->section = SECTION_TEXT;
        } else if (text_eq(word.p, "HEADER.FIELDS")) {
            item->section = SECTION_FIELDS;
            ok = field_list(a, item);
        } else {
            ok = 0;
        }
    }
    if (item->section != SECTION_FIELDS) {
        static const char *const names[] = {"", "HEADER", "", "TEXT"};

        snprintf(item->name, sizeof item->name, "BODY[%s]", names[item->section]);
    }
    buf_free(&word);
    return ok && args_char(a, ']');
}

static int partial(struct args *a, struct item *item)
{
    size_t len = strlen(item->name);

    if (!args_char(a, '<')) {
        return 1;
    }
    item->partial = 1;
    if (!args_number(a, &item->from) || !args_char(a, '.') || !args_number(a, &item->count) ||
        item->count == 0) {
        return 0;
    }
    snprintf(item->name + len, sizeof item->name - len, "<%llu>",
             (unsigned long long)item->from);
    return args_char(a, '>');
}

static int simple_item(const char *word, struct item *item)
{
    static const struct {
        const char *name;
        enum kind kind;
        enum section section;
        int sets_seen;
    } known[] = {
        {"FLAGS", ITEM_FLAGS, SECTION_ALL, 0},
        {"UID", ITEM_UID, SECTION_ALL, 0},
        {"RFC822.SIZE", ITEM_SIZE, SECTION_ALL, 0},
        {"INTERNALDATE", ITEM_DATE, SECTION_ALL, 0},
        {"ENVELOPE", ITEM_ENVELOPE, SECTION_ALL, 0},
        {"RFC822", ITEM_BODY, SECTION_ALL, 1},
        {"RFC822.HEADER", ITEM_BODY, SECTION_HEADER, 0},
        {"RFC822.TEXT", ITEM_BODY, SECTION_TEXT, 1},
    };
    size_t i;

    for (i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (text_eq(word, known[i].name)) {
            snprintf(item->name, sizeof item->name, "%s", known[i].name);
            item->kind = known[i].kind;
            item->section = known[i].section;
            item->sets_seen = known[i].sets_seen;
            return 1;
        }
    }
    return 0;
}

static int one_item(struct fetch *f, struct args *a)
{
    struct item *item = &f->items[f->count];
    struct buf word = {0};
    int ok = f->count < ITEMS_MAX && args_word(a, &word);

    if (ok) {
        memset(item, 0, sizeof *item);
        ok = simple_item(word.p, item);
    }
    if (!ok && word.len != 0 && (text_eq(word.p, "BODY") || text_eq(word.p, "BODY.PEEK"))) {
        item->kind = ITEM_BODY;
        item->sets_seen = text_eq(word.p, "BODY");
        ok = args_char(a, '[') && section(a, item) && partial(a, item);
    }
    f->count += ok ? 1 : 0;
    buf_free(&word);
    return ok;
}

static int macro(struct fetch *f, struct args *a)
{
    static const char fast[] = "FLAGS INTERNALDATE RFC822.SIZE";
    static const char all[] = "FLAGS INTERNALDATE RFC822.SIZE ENVELOPE";
    struct args list = {NULL, NULL};
    struct buf word = {0};
    struct args try = *a;
    const char *text = NULL;

    if (args_word(&try, &word) && args_end(&try)) {
        text = text_eq(word.p, "FAST") ? fast : text_eq(word.p, "ALL") ? all : NULL;
    }
    buf_free(&word);
    if (text == NULL) {
        return 0;
    }
    list.p = text;
    list.end = text + strlen(text);
    while (one_item(f, &list) && args_space(&list)) {
    }
    a->p = a->end;
    return 1;
}

static int item_list(struct fetch *f, struct args *a)
{
    int list;

    if (macro(f, a)) {
        return 1;
    }
    list = args_char(a, '(');
    do {
        if (!one_item(f, a)) {
            return 0;
        }
    } while (list && args_space(a));
    return (!list || args_char(a, ')')) && args_end(a);
}

/* ---- values ------------------------------------------------------------------------------- */

/* Where the body begins: behind the first empty line, or at the end. */
static size_t header_len(const struct content *c)
{
    size_t i;

    if (c->len >= 2 && memcmp(c->data, "\r\n", 2) == 0) {
        return 2;
    }
    for (i = 0; i + 4 <= c->len; i++) {
        if (c->data[i] == '\r' && memcmp(c->data + i, "\r\n\r\n", 4) == 0) {
            return i + 4;
        }
    }
    return c->len;
}

/* One header field with its folded lines, from at up to where the next begins. */
static size_t field_end(const char *data, size_t at, size_t len)
{
    do {
        const char *lf = memchr(data + at, '\n', len - at);

        at = lf != NULL ? (size_t)(lf - data) + 1 : len;
    } while (at < len && (data[at] == ' ' || data[at] == '\t'));
    return at;
}

static int field_is(const char *field, size_t len, const char *fields)
{
    char name[128] = ",";
    size_t n = 1;
    size_t i;

    for (i = 0; i < len && field[i] != ':' && n + 2 < sizeof name; i++) {
        name[n++] = (char)(field[i] >= 'A' && field[i] <= 'Z' ? field[i] | 0x20 : field[i]);
    }
    name[n++] = ',';
    name[n] = '\0';
    return i < len && field[i] == ':' && strstr(fields, name) != NULL;
}

static void pick_fields(const struct content *c, const char *fields, struct buf *out)
{
    size_t end = header_len(c);
    size_t at = 0;

    while (at < end && c->data[at] != '\r') {
        size_t next = field_end(c->data, at, end);

        if (field_is(c->data + at, next - at, fields)) {
            buf_add(out, c->data + at, next - at);
        }
        at = next;
    }
    buf_str(out, "\r\n");
}

static void put_literal(struct fetch *f, const struct item *item, const char *data, size_t len)
{
    if (item->partial) {
        size_t from = item->from < len ? (size_t)item->from : len;

        data += from;
        len -= from;
        len = item->count < len ? (size_t)item->count : len;
    }
    io_printf(&f->m->s->io, "%s {%zu}\r\n", item->name, len);
    io_write(&f->m->s->io, data, len);
}

static void put_body(struct fetch *f, const struct item *item, const struct content *c)
{
    struct buf fields = {0};
    size_t head = item->section == SECTION_ALL ? 0 : header_len(c);

    switch (item->section) {
    case SECTION_ALL:
        put_literal(f, item, c->data, c->len);
        break;
    case SECTION_HEADER:
        put_literal(f, item, c->data, head);
        break;
    case SECTION_TEXT:
        put_literal(f, item, c->data + head, c->len - head);
        break;
    case SECTION_FIELDS:
        pick_fields(c, item->fields, &fields);
        put_literal(f, item, fields.p, fields.len);
        buf_free(&fields);
        break;
    }
}

static void put_date(struct fetch *f, time_t when)
{
    struct tm tm;
    char text[64];

    gmtime_r(&when, &tm);
    strftime(text, sizeof text, "%d-%b-%Y %H:%M:%S +0000", &tm);
    io_printf(&f->m->s->io, "INTERNALDATE \"%s\"", text[0] == '0' ? (text[0] = ' ', text) : text);
}

static void put_item(struct fetch *f, const struct item *item, struct message *msg)
{
    struct io *io = &f->m->s->io;
    char flags[80];

    switch (item->kind) {
    case ITEM_FLAGS:
        imap_flags_text(store_flags(f->m->s->store, msg), flags, sizeof flags);
        io_printf(io, "FLAGS %s", flags);
        break;
    case ITEM_UID:
        io_printf(io, "UID %u", (unsigned)msg->uid);
        break;
    case ITEM_SIZE:
        io_printf(io, "RFC822.SIZE %zu", msg->content->len);
        break;
    case ITEM_DATE:
        put_date(f, msg->received);
        break;
    case ITEM_ENVELOPE:
        imap_envelope(io, msg->content);
        break;
    case ITEM_BODY:
        put_body(f, item, msg->content);
        break;
    }
}

static int has_kind(const struct fetch *f, enum kind kind)
{
    size_t i;

    for (i = 0; i < f->count; i++) {
        if (f->items[i].kind == kind) {
            return 1;
        }
    }
    return 0;
}

/* 1 if \Seen is new: then the flags are told, asked for or not. */
static int mark_seen(struct fetch *f, struct message *msg)
{
    size_t i;

    for (i = 0; i < f->count; i++) {
        if (f->items[i].sets_seen && !f->m->read_only &&
            !(store_flags(f->m->s->store, msg) & STORE_SEEN)) {
            store_set_flags(f->m->s->store, msg, STORE_SEEN, 0);
            return !has_kind(f, ITEM_FLAGS);
        }
    }
    return 0;
}

static void put_message(struct fetch *f, size_t place, struct message *msg)
{
    static const struct item uid = {.kind = ITEM_UID};
    static const struct item flags = {.kind = ITEM_FLAGS};
    struct io *io = &f->m->s->io;
    int tell_flags = mark_seen(f, msg);
    size_t i;

    io_printf(io, "* %zu FETCH (", place + 1);
    if (f->by_uid && !has_kind(f, ITEM_UID)) {
        put_item(f, &uid, msg);
        io_text(io, f->count > 0 ? " " : "");
    }
    for (i = 0; i < f->count; i++) {
        io_text(io, i > 0 ? " " : "");
        put_item(f, &f->items[i], msg);
    }
    if (tell_flags) {
        io_text(io, " ");
        put_item(f, &flags, msg);
    }
    io_text(io, ")\r\n");
}

static void put_messages(struct fetch *f, const size_t *places, size_t n)
{
    struct session *s = f->m->s;
    size_t i;

    for (i = 0; i < n && s->io.failed == IO_OK; i++) {
        struct message *msg = store_hold(s->store, s->user, f->m->uids[places[i]]);

        if (msg == NULL) {
            f->gone = 1;
            continue;
        }
        put_message(f, places[i], msg);
        store_release(s->store, msg);
    }
}

void imap_fetch(struct imap *m, struct args *a, int by_uid)
{
    struct fetch *f = mem_new(sizeof *f);
    struct set set = {0};
    size_t *places = NULL;
    size_t n = 0;

    f->m = m;
    f->by_uid = by_uid;
    if (!args_space(a) || !args_set(a, &set) || !args_space(a) || !item_list(f, a)) {
        imap_bad(m, "set and items expected");
    } else if ((places = imap_places(m, &set, by_uid, &n)) != NULL) {
        put_messages(f, places, n);
        if (f->gone) {
            imap_no(m, "[EXPUNGEISSUED] some of these messages are gone");
        } else {
            imap_ok(m, "fetched");
        }
    }
    free(places);
    set_free(&set);
    mem_free(f);
}

/* ---- STORE -------------------------------------------------------------------------------- */

struct change {
    unsigned set;
    unsigned clear;
    int silent;
};

static int parse_change(struct args *a, struct change *c)
{
    struct buf word = {0};
    unsigned flags = 0;
    const char *name;
    int ok = args_word(a, &word) && args_space(a) && args_flags(a, &flags) && args_end(a);

    if (ok) {
        name = word.p[0] == '+' || word.p[0] == '-' ? word.p + 1 : word.p;
        c->silent = text_eq(name, "FLAGS.SILENT");
        ok = c->silent || text_eq(name, "FLAGS");
        c->set = word.p[0] == '-' ? 0 : flags;
        c->clear = word.p[0] == '-' ? flags : word.p[0] == '+' ? 0 : ~0u;
    }
    buf_free(&word);
    return ok;
}

static void change_one(struct fetch *f, const struct change *c, size_t place)
{
    struct session *s = f->m->s;
    struct message *msg = store_hold(s->store, s->user, f->m->uids[place]);

    if (msg == NULL) {
        f->gone = 1;
        return;
    }
    store_set_flags(s->store, msg, c->set, c->clear);
    if (!c->silent) {
        put_message(f, place, msg);
    }
    store_release(s->store, msg);
}

static void change_all(struct imap *m, const struct change *c, const size_t *places, size_t n,
                       int by_uid)
{
    struct fetch *f = mem_new(sizeof *f);
    size_t i;

    f->m = m;
    f->by_uid = by_uid;
    f->count = 1;
    f->items[0].kind = ITEM_FLAGS;
    for (i = 0; i < n; i++) {
        change_one(f, c, places[i]);
    }
    if (f->gone) {
        imap_no(m, "[EXPUNGEISSUED] some of these messages are gone");
    } else {
        imap_ok(m, "stored");
    }
    mem_free(f);
}

void imap_store(struct imap *m, struct args *a, int by_uid)
{
    struct set set = {0};
    struct change c = {0};
    size_t *places = NULL;
    size_t n = 0;

    if (!args_space(a) || !args_set(a, &set) || !args_space(a) || !parse_change(a, &c)) {
        imap_bad(m, "set, FLAGS and flags expected");
    } else if (m->read_only) {
        imap_no(m, "[READ-ONLY] the mailbox was opened with EXAMINE");
    } else if ((places = imap_places(m, &set, by_uid, &n)) != NULL) {
        change_all(m, &c, places, n, by_uid);
    }
    free(places);
    set_free(&set);
}
