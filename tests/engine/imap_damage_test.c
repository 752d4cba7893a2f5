/* SPDX-License-Identifier: MIT */
/* 100 messages are listed, and the 50th line is damaged at every byte in turn: all others come as
   they are, or the session ends. Nothing of one message is ever handed over as another's. A strict
   session lives on only where a second reader, which knows nothing but framing, finds no fault. */

#include "support/framing.h"

#include <mailwire/imap.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MESSAGES 100
#define DAMAGED 50
#define LINE_MAX_BYTES 400
#define FIRST_UID 1000
#define BODY_FORMAT "Subject: %d\r\n\r\n) {5} \"%d\r\n* 3 FETCH ("

static const char greeting[] = "* OK [CAPABILITY IMAP4rev1] hello\r\n";
static const char done[] = "A1 OK done\r\n";

/* What of a message came as it should. */
#define SAW_FLAGS 1
#define SAW_ENVELOPE 2
#define SAW_BODY 4
#define SAW_END 8
#define SAW_ALL 15

struct run {
    union {
        uint64_t align;
        char bytes[4096];
    } mem;
    mw_session *s;
    const char *at, *end;
    size_t chunk;
    uint8_t saw[MESSAGES + 1];
    int message; /* whose events come: by its place, as its number may be what is damaged */
    uint64_t uid; /* that its events bear */
    char body[LINE_MAX_BYTES];
    size_t body_len;
    int ended; /* FAILED: its code; 0: the fetch is done */
    int ids;   /* how often its id ended */
};

static int message_line(char *to, int number)
{
    char body[64];
    int n = snprintf(body, sizeof body, BODY_FORMAT, number, number);

    return snprintf(to, LINE_MAX_BYTES,
                    "* %d FETCH (UID %d FLAGS (\\Seen k%d) ENVELOPE (\"d%d) {6}\\\"\" "
                    "{6}\r\n\"(%3d) NIL) BODY[] {%d}\r\n%s UID %d)\r\n",
                    number, FIRST_UID + number, number, number, number, n, body,
                    FIRST_UID + number);
}

static int is_text(const char *p, size_t n, const char *format, int number)
{
    char want[LINE_MAX_BYTES];
    int len = snprintf(want, sizeof want, format, number, number);

    return n == (size_t)len && memcmp(p, want, n) == 0;
}

static void attribute(struct run *r, const mw_event *ev, int number)
{
    if (number == DAMAGED)
        return;
    assert_int_equal(ev->flags, 0);
    if (ev->item == MW_ITEM_FLAGS) {
        assert_true(is_text(ev->data, ev->len, "(\\Seen k%d)", number));
        r->saw[number] |= SAW_FLAGS;
    } else {
        assert_int_equal(ev->item, MW_ITEM_ENVELOPE);
        assert_true(is_text(ev->data, ev->len, "(\"d%d) {6}\\\"\" {6}\r\n\"(%3d) NIL)", number));
        r->saw[number] |= SAW_ENVELOPE;
    }
}

static void body_is(struct run *r, int number)
{
    if (number != DAMAGED && is_text(r->body, r->body_len, BODY_FORMAT, number))
        r->saw[number] |= SAW_BODY;
}

static void take(struct run *r, const mw_event *ev)
{
    int number = r->message;

    if (ev->type == MW_EV_MSG) {
        r->message++;
        if (r->message == DAMAGED && ev->num == DAMAGED + 1 && ev->uid == FIRST_UID + DAMAGED + 1)
            r->message++; /* nothing is left of the damaged one */
        r->body_len = 0;
        r->uid = 0;
        assert_true(r->message == DAMAGED || ev->num == (uint64_t)r->message);
        return;
    }
    if (ev->type >= MW_EV_ATTR && ev->type <= MW_EV_MSG_END && number != DAMAGED) {
        assert_in_range(number, 1, MESSAGES);
        assert_int_equal(ev->uid, FIRST_UID + number);
    }
    if (ev->type >= MW_EV_MSG && ev->type <= MW_EV_MSG_END) {
        assert_true(r->uid == 0 || ev->uid == r->uid);
        r->uid = ev->uid;
    }
    if (ev->type == MW_EV_ATTR)
        attribute(r, ev, number);
    if (ev->type == MW_EV_DATA && r->body_len + ev->len <= sizeof r->body) {
        memcpy(r->body + r->body_len, ev->data, ev->len);
        r->body_len += ev->len;
    }
    if (ev->type == MW_EV_MSG_END && number != DAMAGED) {
        body_is(r, number);
        r->saw[number] |= SAW_END;
    }
    if (ev->type == MW_EV_DONE || ev->type == MW_EV_ABORTED || ev->type == MW_EV_REFUSED)
        r->ids++;
}

static void feed(struct run *r)
{
    size_t n = (size_t)(r->end - r->at), room;
    void *in;

    assert_int_equal(mw_in(r->s, &in, &room), MW_OK);
    n = n < r->chunk ? n : r->chunk;
    n = n < room ? n : room;
    memcpy(in, r->at, n);
    r->at += n;
    mw_in_done(r->s, n);
}

/* Until all is read, or the session has ended. */
static void drive(struct run *r)
{
    const mw_event *ev;
    const void *out;
    size_t n;

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
        feed(r);
    }
}

static void say(struct run *r, const char *p, size_t n)
{
    r->at = p;
    r->end = p + n;
    if (!r->ended)
        drive(r);
}

static void play(struct run *r, const char *listing, size_t n, size_t chunk, uint32_t flags)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_fetch f = MW_FETCH_INIT;

    memset(r, 0, sizeof *r);
    r->chunk = chunk;
    cfg.flags = flags;
    cfg.host = "mail.example.org";
    cfg.security = MW_PLAIN;
    cfg.in_bytes = 512;
    assert_int_equal(mw_imap_init(&r->s, &r->mem, sizeof r->mem, &cfg), MW_OK);
    assert_int_equal(mw_open(r->s), 1);
    say(r, greeting, sizeof greeting - 1);
    f.items = MW_IMAP_FLAGS | MW_IMAP_ENVELOPE | MW_IMAP_BODY;
    assert_int_equal(mw_imap_fetch(r->s, &f), 2);
    say(r, "", 0);
    say(r, listing, n);
    say(r, done, sizeof done - 1);
    if (!r->ended && !r->ids) { /* a literal swallowed the rest */
        mw_in_done(r->s, 0);
        drive(r);
        assert_int_equal(r->ended, MW_E_TRUNCATED);
    }
    assert_int_equal(r->ids, 1);
    mw_free(r->s);
}

/* All but the damaged one have come; those before it in any case. */
static void check(const struct run *r)
{
    int i;

    for (i = 1; i <= MESSAGES; i++)
        if (i != DAMAGED && (i < DAMAGED || !r->ended))
            assert_int_equal(r->saw[i], SAW_ALL);
}

static char listing[MESSAGES * LINE_MAX_BYTES];
static size_t listing_len, damaged_at, damaged_len;

static int set_up(void **state)
{
    int i;

    (void)state;
    for (i = 1; i <= MESSAGES; i++) {
        int n = message_line(listing + listing_len, i);

        if (i == DAMAGED) {
            damaged_at = listing_len;
            damaged_len = (size_t)n;
        }
        listing_len += (size_t)n;
    }
    return 0;
}

/* --- the tests --- */

/* Tolerant and strict. 1: the tolerant session lived. */
static int both(const char *text, size_t n, size_t chunk)
{
    static struct run r;
    int framing = framing_of(text, n);

    play(&r, text, n, chunk, MW_FLAG_STRICT);
    check(&r);
    assert_true(r.ended || framing == FRAMING_GOOD);
    play(&r, text, n, chunk, 0);
    check(&r);
    assert_true(r.ended || framing != FRAMING_LITERAL);
    return !r.ended;
}

static void undamaged(void **state)
{
    (void)state;
    assert_int_equal(framing_of(listing, listing_len), FRAMING_GOOD);
    assert_true(both(listing, listing_len, 100000));
}

static void every_byte(void **state)
{
    static const char bytes[] = { ' ', '(', ')', '"', '\\', '{', '}', '0', '1', '9', '[',
                                  ']', 'x', '*', '\r', '\n', 0, '\x80' };
    size_t i, b, survived = 0;

    (void)state;
    for (i = damaged_at; i < damaged_at + damaged_len; i++)
        for (b = 0; b < sizeof bytes; b++) {
            char was = listing[i];

            listing[i] = bytes[b];
            survived += (size_t)both(listing, listing_len, 1 + (i + b) % 200);
            listing[i] = was;
        }
    print_message("# %zu of %zu damages cost one message only\n", survived,
                  damaged_len * sizeof bytes);
    assert_true(survived > damaged_len * sizeof bytes / 2);
}

static char copy[sizeof listing + LINE_MAX_BYTES];

/* The listing, with other bytes in the place of some. Returns its length. */
static size_t replace(size_t at, size_t n, const char *with, size_t len)
{
    memcpy(copy, listing, at);
    memcpy(copy + at, with, len);
    memcpy(copy + at + len, listing + at + n, listing_len - at - n);
    copy[listing_len - n + len] = 0;
    return listing_len - n + len;
}

static void a_byte_more_or_less(void **state)
{
    size_t i;

    (void)state;
    for (i = damaged_at; i < damaged_at + damaged_len; i++) {
        both(copy, replace(i, 1, "", 0), 64);
        both(copy, replace(i, 0, "x", 1), 64);
    }
}

/* What may be wrong with a literal's length: none is taken for one, or passed over. */
static void lengths(void **state)
{
    static const char *const headers[] = {
        "{%d}\r\n",   "{%d+}\r\n",  "{%d}\n",         "{}\r\n",
        "{ %d}\r\n",  "{%d }\r\n",  "{-%d}\r\n",     "{+%d}\r\n",
        "{%d++}\r\n", "{%dx}\r\n",  "{%d\r\n",       "%d}\r\n",
        "{%d}\r\r\n", "{%d}\r",     "{%d}x\r\n",     "{%d}\n\r\n",
        "{1844674407370955161%d}\r\n", "{1844674407370955162%d}\r\n", "{9999999999%d}\r\n",
        "\"{%d}\r\n", "({%d}\r\n", "~{%d}\r\n",
    };
    static const int wrong[] = { 0, -1, 1, -2, 3, 50, 200, -6 };
    const char *at = listing + damaged_at, *line_end = at + damaged_len;
    size_t i, w;

    (void)state;
    while ((at = strstr(at, "}\r\n")) != NULL && at < line_end) {
        const char *brace = at;
        int n;

        while (*brace != '{')
            brace--;
        n = atoi(brace + 1);
        for (i = 0; i < sizeof headers / sizeof *headers; i++)
            for (w = 0; w < sizeof wrong / sizeof *wrong; w++) {
                char header[64];
                int len = snprintf(header, sizeof header, headers[i], n + wrong[w]);

                both(copy, replace((size_t)(brace - listing), (size_t)(at + 3 - brace), header,
                                   (size_t)len), 33);
            }
        at++;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(undamaged),
        cmocka_unit_test(every_byte),
        cmocka_unit_test(a_byte_more_or_less),
        cmocka_unit_test(lengths),
    };

    return cmocka_run_group_tests(tests, set_up, NULL);
}
