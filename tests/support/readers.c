/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/guard.h"

#include <mailwire/error.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The bytes being read. */
static const char *bytes;
static size_t count;

static void expect(int truth, const char *what)
{
    if (truth)
        return;
    fprintf(stderr, "%s, of these %zu bytes:\n", what, count);
    fwrite(bytes, 1, count, stderr);
    fputc('\n', stderr);
    abort();
}

static void inside(mw_slice s)
{
    char text[8];
    size_t n = mw_imap_string_copy(s, text, sizeof text);

    expect(n <= s.len, "a string is longer than its raw form");
    expect(strlen(text) <= n, "a string is not ended");
    if (!s.p)
        expect(s.len == 0, "NIL has a length");
    else
        expect(s.p >= bytes && s.p + s.len <= bytes + count, "a slice is outside");
}

/* A string of the data, or a word of the reader's own. */
static void inside_or_word(mw_slice s)
{
    expect(s.p != NULL && s.len <= (count > 14 ? count : 14), "a type is missing");
    if (s.p >= bytes && s.p <= bytes + count)
        inside(s);
}

/* How a step of a cursor ended: 1 to go on. No cursor has more entries than bytes. */
static int go_on(int rc, const mw_imap_cursor *c, size_t *entries)
{
    expect(c->p <= c->end, "a cursor is past its end");
    if (c->quirks & c->refuse)
        expect(rc == MW_E_PROTOCOL, "a refused quirk was taken");
    else
        expect(rc == 0 || rc == 1, "a cursor returns something else");
    expect(++*entries <= count + 2, "a cursor does not end");
    return rc == 1;
}

static void verdict(int rc, const uint32_t *quirks, uint32_t refuse)
{
    expect(rc == (*quirks & refuse ? MW_E_PROTOCOL : MW_OK), "a reader's verdict");
}

/* The value that is there is a number, or that is told. */
static void one_number(uint32_t refuse, const mw_value *v)
{
    uint32_t quirks, none = MW_DATA_QUIRK_NUMBER | MW_DATA_QUIRK_MISSING;
    uint64_t number, again;

    verdict(mw_imap_number_read(bytes, count, refuse, &number, &quirks), &quirks, refuse);
    expect(number == v->number, "a number is another one alone");
    expect((v->type == MW_VALUE_NUMBER) == ((quirks & none) == 0), "no number, and no quirk");
    mw_imap_number_read(bytes, count, refuse, &again, NULL);
    expect(again == number, "a number is another one without its quirks");
}

static void values(uint32_t refuse)
{
    mw_imap_cursor c;
    mw_value v;
    size_t entries = 0;
    uint32_t quirks;

    mw_data_begin(&c, bytes, count, refuse);
    while (go_on(mw_imap_value_next(&c, &v), &c, &entries)) {
        expect(v.type >= MW_VALUE_WORD && v.type <= MW_VALUE_LIST_END, "a value's type");
        expect(v.raw.len > 0, "a value without bytes");
        inside(v.raw);
        if (v.number != MW_UNKNOWN)
            expect(v.type == MW_VALUE_NUMBER, "a number that is none");
    }
    verdict(mw_imap_value_read(bytes, count, refuse, &v, &quirks), &quirks, refuse);
    inside(v.raw);
    mw_imap_value_read(bytes, count, refuse, &v, NULL);
    one_number(refuse, &v);
    mw_data_begin(&c, bytes, count, refuse);
    while (mw_imap_value_next(&c, &v) == 1 && mw_imap_value_skip(&c, &v) == MW_OK)
        expect(v.depth == 0 && (c.depth == 0 || c.p == c.end), "a list is not passed over");
}

static void pairs(mw_slice s, uint32_t refuse)
{
    mw_imap_cursor c;
    mw_pair pair;
    size_t entries = 0;

    inside(s);
    mw_data_begin(&c, s.p, s.len, refuse);
    while (go_on(mw_imap_pair_next(&c, &pair), &c, &entries)) {
        inside(pair.name);
        inside(pair.value);
    }
}

static void addresses(mw_slice s, uint32_t refuse)
{
    mw_imap_cursor c;
    mw_address a;
    size_t entries = 0;

    inside(s);
    mw_data_begin(&c, s.p, s.len, refuse);
    while (go_on(mw_address_next(&c, &a), &c, &entries)) {
        inside(a.name);
        inside(a.adl);
        inside(a.mailbox);
        inside(a.host);
        expect(a.kind <= MW_ADDRESS_GROUP_END, "an address's kind");
    }
}

static void envelope(mw_slice s, uint32_t refuse)
{
    mw_envelope env;

    inside(s);
    verdict(mw_imap_envelope_read(s.p, s.len, refuse, &env), &env.quirks, refuse);
    inside(env.date);
    inside(env.subject);
    addresses(env.from, refuse);
    addresses(env.sender, refuse);
    addresses(env.reply_to, refuse);
    addresses(env.to, refuse);
    addresses(env.cc, refuse);
    addresses(env.bcc, refuse);
    inside(env.in_reply_to);
    inside(env.message_id);
}

static void part(const mw_part *part, uint32_t refuse)
{
    mw_slice name;

    expect(strlen(part->section) < MW_SECTION_BYTES, "a section is too long");
    expect(part->depth < MW_PART_DEPTH || part->flags & MW_PART_DEEP, "a part is too deep");
    inside_or_word(part->type);
    inside_or_word(part->subtype);
    if (part->encoding.p)
        inside_or_word(part->encoding);
    inside(part->id);
    inside(part->description);
    inside(part->md5);
    inside(part->disposition);
    inside(part->location);
    inside(part->language);
    pairs(part->params, refuse);
    pairs(part->disposition_params, refuse);
    envelope(part->envelope, refuse);
    expect(mw_imap_part_name(part, &name) <= MW_NAME_EXTENDED_PIECE, "a name's kind");
    inside(name);
}

static void parts(uint32_t refuse)
{
    mw_imap_parts w;
    mw_part one;
    size_t entries = 0;

    mw_imap_parts_begin(&w, bytes, count, refuse);
    while (go_on(mw_imap_part_next(&w, &one), &w.cursor, &entries))
        part(&one, refuse);
    if (!refuse)
        expect(*one.section == 0, "the end has a section");
}

static void ranges(mw_imap_cursor c)
{
    mw_range range;
    size_t entries = 0;

    while (go_on(mw_imap_range_next(&c, &range), &c, &entries))
        expect(range.first && range.first <= range.last, "a range that is none");
}

static void set(mw_slice s, uint32_t refuse)
{
    mw_imap_cursor c;

    inside(s);
    mw_data_begin(&c, s.p, s.len, refuse);
    ranges(c);
}

static void sets(uint32_t refuse)
{
    mw_imap_copyuid w;
    mw_copied run;
    mw_imap_cursor c;
    size_t entries = 0;
    int earlier;
    mw_slice all;

    all.p = bytes;
    all.len = count;
    set(all, refuse);
    mw_imap_vanished_begin(&c, bytes, count, refuse, &earlier);
    ranges(c);
    mw_imap_copyuid_begin(&w, bytes, count, refuse);
    while (go_on(mw_imap_copyuid_next(&w, &run), &w.from, &entries))
        expect(run.from && run.to && run.count, "a run of nothing");
}

static void flags(uint32_t refuse)
{
    mw_imap_cursor c;
    mw_flag flag;
    size_t entries = 0;
    uint32_t bits, all = 0, quirks;

    mw_data_begin(&c, bytes, count, refuse);
    while (go_on(mw_imap_flag_next(&c, &flag), &c, &entries)) {
        inside(flag.name);
        all |= flag.bit;
    }
    verdict(mw_imap_flags_read(bytes, count, refuse, &bits, &quirks), &quirks, refuse);
    if (!refuse)
        expect(bits == all, "flags are not the sum of their bits");
}

static void date(uint32_t refuse)
{
    mw_date d;

    verdict(mw_imap_date_read(bytes, count, refuse, &d), &d.quirks, refuse);
    if (d.seconds == MW_NO_DATE)
        expect(d.year == 0 && d.month == 0 && d.day == 0, "half a date");
    else
        expect(d.year && d.month && d.month <= 12 && d.day && d.day <= 31, "no date");
}

static void mailboxes(uint32_t refuse)
{
    mw_mailbox list;
    mw_imap_cursor c;
    mw_status_item status;
    mw_namespace ns;
    mw_slice name;
    size_t entries = 0;

    verdict(mw_imap_list_read(bytes, count, refuse, &list), &list.quirks, refuse);
    inside(list.name);
    inside(list.attribute_list);
    inside(list.old_name);
    pairs(list.extended, refuse);
    mw_imap_status_begin(&c, bytes, count, refuse, &name);
    inside(name);
    while (go_on(mw_imap_status_next(&c, &status), &c, &entries)) {
        inside(status.name);
        inside(status.value);
    }
    entries = 0;
    mw_data_begin(&c, bytes, count, refuse);
    while (go_on(mw_imap_namespace_next(&c, &ns), &c, &entries)) {
        inside(ns.prefix);
        expect(ns.kind >= 1 && ns.kind <= 3 && ns.delimiter < 256, "a namespace");
    }
}

static void others(uint32_t refuse)
{
    mw_imap_cursor c;
    mw_slice name;
    mw_quota quota;
    mw_esearch found;
    mw_imap_threads w;
    mw_thread thread;
    size_t entries = 0;

    mw_data_begin(&c, bytes, count, refuse);
    mw_imap_string_next(&c, &name);
    inside(name);
    while (go_on(mw_imap_quota_next(&c, &quota), &c, &entries))
        inside(quota.resource);
    verdict(mw_imap_esearch_read(bytes, count, refuse, &found), &found.quirks, refuse);
    inside(found.tag);
    inside(found.mailbox);
    inside(found.relevancy);
    inside(found.partial_range);
    set(found.all, refuse);
    set(found.partial, refuse);
    entries = 0;
    mw_imap_threads_begin(&w, bytes, count, refuse);
    while (go_on(mw_imap_thread_next(&w, &thread), &w.cursor, &entries))
        expect(thread.thread > 0 && thread.depth <= count, "a thread");
}

void readers_all(const char *p, size_t n)
{
    static const uint32_t refuse[] = {0, MW_DATA_STRICT};
    mw_slice all;
    size_t i;

    all.p = n ? p : NULL;
    all.len = n;
    bytes = p;
    count = n;
    for (i = 0; i < 2; i++) {
        values(refuse[i]);
        pairs(all, refuse[i]);
        addresses(all, refuse[i]);
        envelope(all, refuse[i]);
        parts(refuse[i]);
        sets(refuse[i]);
        flags(refuse[i]);
        date(refuse[i]);
        mailboxes(refuse[i]);
        others(refuse[i]);
    }
}

void readers_damage(const char *p, size_t n)
{
    static const char other[] = "\"\\() {9N-*\n";
    struct guard guard;
    size_t i, k;
    char *copy;

    guard_new(&guard, n + 1);
    for (i = 0; i <= n; i++)
        readers_all(guard_copy(&guard, p, i), i);
    for (i = 0; i < n; i++) {
        copy = guard_copy(&guard, p, n);
        for (k = 0; k < sizeof other; k++) { /* with its NUL */
            copy[i] = other[k];
            readers_all(copy, n);
        }
    }
    guard_free(&guard);
}

const char *readers_text(mw_slice string)
{
    static char texts[8][512];
    static unsigned at;
    char *text = texts[at++ % 8];

    if (!string.p)
        return "NIL";
    mw_imap_string_copy(string, text, sizeof texts[0]);
    return text;
}
