/* SPDX-License-Identifier: MIT */
/* Listings of 100 lines, the 50th damaged at every byte in turn: all others are told as they are,
   or the session ends, as it must where framing_of finds a fault. Where a damaged literal swallowed
   lines behind it, those are gone, and nothing else is; never is a word of one line told as
   another's. */

#include "support/framing.h"

#include <mailwire/imap.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LINES 100
#define DAMAGED 50
#define LINE_MAX_BYTES 100
#define EVENTS_MAX 3 /* of one line */
#define STRANGE_MAX 40 /* events that a damaged line may give, with what it swallowed */

static const char greeting[] = "* OK [CAPABILITY IMAP4rev1 SORT] hello\r\n";
static const char done[] = "A1 OK done\r\n";

struct form {
    int (*submit)(mw_session *s);
    int (*line)(char *to, unsigned number);
    int (*events)(char to[EVENTS_MAX][LINE_MAX_BYTES], unsigned number);
    int escapes; /* a quote with a backslash, of which a tolerant session may think otherwise */
};

/* Of two numbers, more than one digit is different. */
static unsigned number_of(int line)
{
    unsigned n = (unsigned)line;

    return n * 10 + (n / 100 + n / 10 + n) % 10;
}

static int list(mw_session *s)
{
    return mw_imap_list(s, NULL);
}

static int list_line(char *to, unsigned number)
{
    return snprintf(to, LINE_MAX_BYTES,
                    "* LIST (\\Has) \"/\" {18}\r\n\r\n* LIST %04u {3}x ( (1)\r\n", number);
}

static int list_events(char to[EVENTS_MAX][LINE_MAX_BYTES], unsigned number)
{
    snprintf(to[0], LINE_MAX_BYTES,
             "%d 0 0 (\\Has) \"/\" {18}\r\n\r\n* LIST %04u {3}x ( (1)", MW_ITEM_LIST, number);
    return 1;
}

static int status(mw_session *s)
{
    return mw_imap_status(s, "a", MW_STATUS_MESSAGES);
}

static int status_line(char *to, unsigned number)
{
    return snprintf(to, LINE_MAX_BYTES, "* STATUS \"b \\\" %u\" (MESSAGES %u)\r\n", number, number);
}

static int status_events(char to[EVENTS_MAX][LINE_MAX_BYTES], unsigned number)
{
    snprintf(to[0], LINE_MAX_BYTES, "%d 0 0 \"b \\\" %u\" (MESSAGES %u)", MW_ITEM_STATUS, number,
             number);
    return 1;
}

static int search(mw_session *s)
{
    return mw_imap_search(s, "ALL", NULL);
}

static int search_line(char *to, unsigned number)
{
    return snprintf(to, LINE_MAX_BYTES, "* SEARCH %04u %04u9\r\n", number, number);
}

static int search_events(char to[EVENTS_MAX][LINE_MAX_BYTES], unsigned number)
{
    snprintf(to[0], LINE_MAX_BYTES, "%d %u %u %04u", MW_ITEM_SEARCH, number, number, number);
    snprintf(to[1], LINE_MAX_BYTES, "%d %u9 %u9 %04u9", MW_ITEM_SEARCH, number, number, number);
    return 2;
}

static int esearch_line(char *to, unsigned number)
{
    return snprintf(to, LINE_MAX_BYTES,
                    "* ESEARCH (TAG \"A1\") UID COUNT %u ALL %04u,%04u7:%04u9\r\n", number, number,
                    number, number);
}

static int esearch_events(char to[EVENTS_MAX][LINE_MAX_BYTES], unsigned number)
{
    snprintf(to[0], LINE_MAX_BYTES, "%d 0 %u %u", MW_ITEM_COUNT, number, number);
    snprintf(to[1], LINE_MAX_BYTES, "%d %u %u %04u", MW_ITEM_SEARCH, number, number, number);
    snprintf(to[2], LINE_MAX_BYTES, "%d %u7 %u9 %04u7:%04u9", MW_ITEM_SEARCH, number, number,
             number, number);
    return 3;
}

struct run {
    union {
        uint64_t align;
        char bytes[4096];
    } mem;
    mw_session *s;
    const struct form *form;
    const char *at, *end;
    size_t chunk;
    int line, event; /* whose event is due next */
    int strange;     /* events that are nobody's */
    int ended, ids;
};

/* Goes to the next line from `from` on whose first event is this one. 0: there is none. */
static int find_line(struct run *r, const char *text, int from)
{
    char events[EVENTS_MAX][LINE_MAX_BYTES];
    int line;

    for (line = from; line <= LINES; line++) {
        r->form->events(events, number_of(line));
        if (strcmp(events[0], text) == 0) {
            r->line = line;
            r->event = 0;
            return 1;
        }
    }
    return 0;
}

static void told(struct run *r, const mw_event *ev)
{
    char events[EVENTS_MAX][LINE_MAX_BYTES], text[4 * LINE_MAX_BYTES];
    int n, first = r->event == 0;

    snprintf(text, sizeof text, "%u %llu %llu %.*s", ev->item, (unsigned long long)ev->uid,
             (unsigned long long)ev->num, (int)ev->len, ev->data);
    if (r->line == DAMAGED || (first && r->line > DAMAGED && r->strange)) {
        if (!find_line(r, text, DAMAGED + 1)) {
            assert_in_range(++r->strange, 0, STRANGE_MAX);
            return;
        }
    }
    assert_in_range(r->line, 1, LINES);
    n = r->form->events(events, number_of(r->line));
    assert_string_equal(text, events[r->event]);
    assert_int_equal(ev->id, 2);
    assert_int_equal(ev->flags, 0);
    if (++r->event == n) {
        r->event = 0;
        r->line++;
    }
}

static void take(struct run *r, const mw_event *ev)
{
    if (ev->type == MW_EV_DONE || ev->type == MW_EV_ABORTED || ev->type == MW_EV_REFUSED)
        r->ids++;
    else if (ev->type == MW_EV_ITEM)
        told(r, ev);
    else if (ev->type != MW_EV_READY && ev->type != MW_EV_CAP)
        assert_int_equal(r->line, DAMAGED);
}

static void drive(struct run *r)
{
    const mw_event *ev;
    const void *out;
    void *in;
    size_t n, room;

    for (;;) {
        while ((ev = mw_next(r->s)) != NULL) {
            if (ev->flags & MW_EVF_LAST) {
                r->ended = ev->code;
                return;
            }
            take(r, ev);
        }
        while (mw_out(r->s, &out, &n) == MW_OK)
            mw_out_done(r->s, n);
        if (r->at == r->end)
            return;
        assert_int_equal(mw_in(r->s, &in, &room), MW_OK);
        n = (size_t)(r->end - r->at);
        n = n < r->chunk ? n : r->chunk;
        n = n < room ? n : room;
        memcpy(in, r->at, n);
        r->at += n;
        mw_in_done(r->s, n);
    }
}

static void say(struct run *r, const char *p, size_t n)
{
    r->at = p;
    r->end = p + n;
    if (!r->ended)
        drive(r);
}

static char listing[LINES * LINE_MAX_BYTES];
static size_t listing_len, damaged_at, damaged_len;

static void build(const struct form *form)
{
    int i;

    listing_len = 0;
    for (i = 1; i <= LINES; i++) {
        int n = form->line(listing + listing_len, number_of(i));

        if (i == DAMAGED) {
            damaged_at = listing_len;
            damaged_len = (size_t)n;
        }
        listing_len += (size_t)n;
    }
}

/* 1: the session lived, and no line but the damaged one was lost. */
static int play(const struct form *form, const char *text, size_t n, size_t chunk, uint32_t flags)
{
    static struct run r;
    mw_config cfg = MW_CONFIG_INIT;
    int framing = framing_of(text, n);

    memset(&r, 0, sizeof r);
    r.form = form;
    r.chunk = chunk;
    r.line = 1;
    cfg.flags = flags;
    cfg.host = "mail.example.org";
    cfg.security = MW_PLAIN;
    cfg.in_bytes = 512;
    assert_int_equal(mw_imap_init(&r.s, &r.mem, sizeof r.mem, &cfg), MW_OK);
    assert_int_equal(mw_open(r.s), 1);
    say(&r, greeting, sizeof greeting - 1);
    assert_int_equal(form->submit(r.s), 2);
    say(&r, "", 0);
    say(&r, text, n);
    say(&r, done, sizeof done - 1);
    if (!r.ended && !r.ids) { /* a literal swallowed the rest */
        mw_in_done(r.s, 0);
        drive(&r);
        assert_int_equal(r.ended, MW_E_TRUNCATED);
    }
    assert_int_equal(r.ids, 1);
    assert_true(r.line >= DAMAGED);
    assert_true(r.ended || framing == FRAMING_GOOD ||
                (!flags && (framing == FRAMING_ODD || form->escapes)));
    mw_free(r.s);
    return !r.ended && r.line == LINES + 1;
}

/* Strict, and tolerant. */
static size_t both(const struct form *form, const char *text, size_t n, size_t chunk)
{
    play(form, text, n, chunk, MW_FLAG_STRICT);
    return (size_t)play(form, text, n, chunk, 0);
}

static void damage(const struct form *form)
{
    static const char bytes[] = { ' ', '(', ')', '"', '\\', '{', '}', '0', '1', '9', '[',
                                  ']', 'x', '*', '\r', '\n', 0, '\x80', ',', ':' };
    static char copy[sizeof listing + 1];
    size_t i, b, survived = 0, all;

    build(form);
    assert_true(listing_len > 0);
    for (i = damaged_at; i < damaged_at + damaged_len; i++) {
        char was = listing[i];

        for (b = 0; b < sizeof bytes; b++) {
            listing[i] = bytes[b];
            survived += both(form, listing, listing_len, 1 + (i + b) % 200);
        }
        listing[i] = was;
        memcpy(copy, listing, i);
        memcpy(copy + i, listing + i + 1, listing_len - i - 1);
        survived += both(form, copy, listing_len - 1, 64);
        copy[i] = 'x';
        memcpy(copy + i + 1, listing + i, listing_len - i);
        survived += both(form, copy, listing_len + 1, 64);
    }
    all = damaged_len * (sizeof bytes + 2);
    print_message("# %zu of %zu damages cost one line only\n", survived, all);
    assert_true(survived > all / 2);
}

static void lists(void **state)
{
    static const struct form form = { list, list_line, list_events, 0 };

    (void)state;
    damage(&form);
}

static void statuses(void **state)
{
    static const struct form form = { status, status_line, status_events, 1 };

    (void)state;
    damage(&form);
}

static void searches(void **state)
{
    static const struct form form = { search, search_line, search_events, 0 };

    (void)state;
    damage(&form);
}

static void esearches(void **state)
{
    static const struct form form = { search, esearch_line, esearch_events, 0 };

    (void)state;
    damage(&form);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists),
        cmocka_unit_test(statuses),
        cmocka_unit_test(searches),
        cmocka_unit_test(esearches),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
