/* SPDX-License-Identifier: MIT */
/* The input buffer: lines in it, whole and cut, and words kept for an event, wherever the input is
   cut; against lines found by hand. The buffer ends at a closed page. */

#include "engine/engine.h"
#include "support/guard.h"
#include "support/unit.h"

static struct guard guard;

static mw_session session(uint32_t cap)
{
    mw_session s;

    memset(&s, 0, sizeof s);
    s.in = guard_end(&guard, cap);
    s.in_cap = cap;
    memset(s.in, '#', cap);
    return s;
}

/* Up to n bytes into the buffer; how many it took. */
static size_t put(mw_session *s, const char *p, size_t n)
{
    void *at;
    size_t room = mw_input_room(s, &at);
    char *to = at;

    assert_true(to >= s->in && to + room == s->in + s->in_cap);
    n = n < room ? n : room;
    memcpy(to, p, n);
    s->in_len += (uint32_t)n;
    return n;
}

/* --- every line of a stream, as text: "<one><tw!>", where ! is a cut line --- */

static size_t note(char *log, const char *p, size_t n, int cut)
{
    size_t len = 0;

    log[len++] = '<';
    memcpy(log + len, p, n);
    len += n;
    if (cut)
        log[len++] = '!';
    log[len++] = '>';
    return len;
}

static size_t read_lines(char *log, const char *p, size_t n, uint32_t cap, size_t chunk)
{
    mw_session s = session(cap);
    size_t used = 0, len = 0, now, line_len;
    char *line, *again;
    int rc;

    for (;;) {
        rc = mw_line_get(&s, &line, &line_len);
        if (rc == MW_OK) {
            assert_int_equal(mw_line_get(&s, &again, &now), MW_OK); /* it stays */
            assert_true(again == line && now == line_len);
            assert_true(line >= s.in && line + line_len <= s.in + s.in_len);
            len += note(log + len, line, line_len, s.cut);
            mw_line_done(&s);
            mw_input_release(&s);
            continue;
        }
        assert_int_equal(rc, MW_WANT_READ);
        if (used == n)
            return len;
        now = put(&s, p + used, n - used < chunk ? n - used : chunk);
        assert_true(now > 0); /* who wants to read has room */
        used += now;
    }
}

/* The same by hand: a line is whole if it fits with its LF. */
static size_t by_hand(char *log, const char *p, size_t n, size_t cap)
{
    size_t len = 0, line, i;
    char clean[64];

    for (; n; p += line, n -= line) {
        const char *lf = memchr(p, '\n', n);
        size_t text;
        int cut;

        line = lf ? (size_t)(lf - p) + 1 : n;
        cut = line > cap || (!lf && line == cap);
        if (!lf && !cut)
            break;
        text = cut ? cap : line - 1;
        if (!cut && text && p[text - 1] == '\r')
            text--;
        for (i = 0; i < text; i++)
            clean[i] = (unsigned char)p[i] < 0x20 || p[i] == 0x7f ? '?' : p[i];
        len += note(log + len, clean, text, cut);
    }
    return len;
}

static void check(const char *p, size_t n)
{
    static const size_t chunks[] = { 1, 2, 100 };
    char got[128], want[128];
    size_t want_len, len, i;
    uint32_t cap;

    for (cap = 1; cap <= n + 2; cap++) {
        want_len = by_hand(want, p, n, cap);
        for (i = 0; i < 3; i++) {
            len = read_lines(got, p, n, cap, chunks[i]);
            assert_int_equal(len, want_len);
            assert_memory_equal(got, want, len);
        }
    }
}

static void exhaustive(void **state)
{
    static const char letters[] = { 'a', '\n', '\r', 0, 'b', 0x7f, '\xff', ' ' };
    char word[5];
    size_t n = 0;

    (void)state;
    while (next_word(word, &n, 4, letters, 8))
        check(word, n);
    for (n = 0; next_word(word, &n, 5, letters, 3);)
        check(word, n);
}

static void longer(void **state)
{
    static const char letters[] = { 'a', '\n', '\r' };
    char word[8];
    size_t n = 0;

    (void)state;
    while (next_word(word, &n, 8, letters, 3))
        if (n > 6)
            check(word, n);
}

/* --- words of several lines kept together --- */

/* All lines of text from their byte `from` on, in a buffer of `cap` bytes. */
static void keep(const char *text, size_t from, uint32_t cap, size_t chunk, const char *want,
                 int want_cut)
{
    mw_session s = session(cap);
    size_t n = strlen(text), used = 0, now, len;
    char *line;

    while (used < n || s.in_len > s.in_off + s.held) {
        while (mw_line_get(&s, &line, &len) == MW_OK) {
            size_t at = from < len ? from : len;

            mw_line_keep(&s, at, len - at);
            mw_line_done(&s);
        }
        if (used == n)
            break;
        now = put(&s, text + used, n - used < chunk ? n - used : chunk);
        assert_true(now > 0);
        used += now;
    }
    assert_int_equal(s.cut, want_cut);
    assert_int_equal(s.held, strlen(want));
    assert_memory_equal(s.in + s.in_off, want, s.held);
    mw_input_release(&s);
    assert_int_equal(s.held, 0);
    assert_int_equal(s.cut | s.given, 0);
}

static void kept(void **state)
{
    static const char reply[] = "250-one\r\n250-two\r\n250 three\r\n";
    size_t chunk;

    (void)state;
    for (chunk = 1; chunk < 40; chunk++) {
        keep(reply, 4, 64, chunk, "one\ntwo\nthree", 0);
        keep(reply, 1, 64, chunk, "50-one\n50-two\n50 three", 0);
        keep(reply, 4, 18, chunk, "one\ntwo\nthree", 0);
        keep("250-\r\n250-x\r\n250-\r\n250 y\r\n", 4, 64, chunk, "x\n\ny", 0);
        keep("250 x\n", 4, 6, chunk, "x", 0);
        keep("250 12345678\r\n", 4, 10, chunk, "123456", 1);
    }
    /* earlier lines make room for the present one */
    keep(reply, 4, 15, 1, "three", 1);
    keep(reply, 4, 11, 1, "three", 1);
}

static void dropped(void **state)
{
    mw_session s = session(32);

    (void)state;
    put(&s, "keep this\nand not that", 22);
    s.held = 4;
    s.scan = 7;
    mw_input_drop(&s, 6); /* behind the held ones */
    assert_int_equal(s.scan, 0);
    assert_int_equal(s.held, 4);
    assert_memory_equal(s.in + s.in_off, "keepand not that", 16);
    assert_int_equal(s.in_len - s.in_off, 16);
    mw_input_release(&s);
    mw_input_drop(&s, 4);
    assert_memory_equal(s.in + s.in_off, "not that", 8);
}

/* --- limits --- */

/* A cut line may have 64 KB, but not more, whatever the buffer. */
static void flood(void **state)
{
    size_t total, i, len;
    uint32_t cap;
    char *line;
    int over, rc;

    (void)state;
    for (cap = 64; cap <= 4096; cap *= 8)
        for (over = 0; over < 2; over++) {
            mw_session s = session(cap);

            total = MW_LINE_MAX_BYTES + cap + (size_t)over;
            for (i = 0; i < cap; i++)
                put(&s, "x", 1);
            assert_int_equal(mw_line_get(&s, &line, &len), MW_OK);
            mw_line_done(&s);
            mw_input_release(&s);
            while (i < total) {
                rc = mw_line_get(&s, &line, &len);
                assert_int_equal(rc, MW_WANT_READ);
                i += put(&s, "xxxxxxxxxxxxxxxx", total - i < 16 ? total - i : 16);
            }
            put(&s, "\nnext\n", 6);
            rc = mw_line_get(&s, &line, &len);
            assert_int_equal(rc, over ? MW_E_FLOOD : MW_OK);
            if (!over)
                assert_memory_equal(line, "next", 4);
        }
}

static void skipped(void **state)
{
    mw_session s = session(8);

    (void)state;
    assert_int_equal(mw_line_skip(&s), MW_OK); /* nothing to be skipped */
    s.skip = 1;
    assert_int_equal(mw_line_skip(&s), MW_WANT_READ);
    put(&s, "12345678", 8);
    assert_int_equal(mw_line_skip(&s), MW_WANT_READ);
    put(&s, "\nrest", 5);
    assert_int_equal(mw_line_skip(&s), MW_OK);
    assert_int_equal(s.skip, 0);
    assert_memory_equal(s.in + s.in_off, "rest", 4);
    assert_int_equal(s.in_len - s.in_off, 4);
}

static void clean(void **state)
{
    char all[256];
    int i;

    (void)state;
    for (i = 0; i < 256; i++)
        all[i] = (char)i;
    mw_line_clean(all, sizeof all);
    for (i = 0; i < 256; i++)
        assert_int_equal((unsigned char)all[i], i < 32 || i == 127 ? '?' : i);
    mw_line_clean(NULL, 0);
}

/* Each line is a TRACE event first, once, with its control bytes replaced. */
static void trace(void **state)
{
    mw_session s = session(16);
    size_t len;
    char *line;
    int secure;

    (void)state;
    s.config = MW_FLAG_TRACE;
    for (secure = 0; secure < 2; secure++) {
        s.secure = (uint8_t)secure;
        put(&s, "a\tb\r\n", 5);
        assert_int_equal(mw_line_get(&s, &line, &len), MW_AGAIN);
        assert_int_equal(s.ev.type, MW_EV_TRACE);
        assert_string_equal(s.ev.name, "S");
        assert_int_equal(s.ev.len, 3);
        assert_memory_equal(s.ev.data, "a?b", 3);
        assert_int_equal(s.ev.flags, secure ? 0 : MW_EVF_BEFORE_TLS);
        assert_int_equal(mw_line_get(&s, &line, &len), MW_OK);
        assert_int_equal(mw_line_get(&s, &line, &len), MW_OK);
        mw_line_done(&s);
    }
    put(&s, "0123456789abcdefghi", 16);
    assert_int_equal(mw_line_get(&s, &line, &len), MW_AGAIN);
    assert_int_equal(s.ev.flags, MW_EVF_CUT);
    assert_int_equal(s.ev.len, 16);
}

/* What is traced of a line while, or not while, a mechanism runs. */
static void challenge(const char *text, int state, unsigned mechanism, size_t shown)
{
    mw_session s = session(32);
    char *line;
    size_t len;

    s.config = MW_FLAG_TRACE;
    s.secure = 1;
    s.state = (uint8_t)state;
    s.mechanism = (uint16_t)mechanism;
    put(&s, text, strlen(text));
    assert_int_equal(mw_line_get(&s, &line, &len), MW_AGAIN);
    assert_int_equal(s.ev.len, shown);
    assert_int_equal(s.ev.flags, shown < strlen(text) - 2 ? MW_EVF_REDACTED : 0);
    assert_int_equal(mw_line_get(&s, &line, &len), MW_OK);
    assert_int_equal(len, strlen(text) - 2);
}

static void challenges(void **state)
{
    (void)state;
    challenge("334 c2VjcmV0\r\n", MW_ST_OPENING, MW_AUTH_PLAIN, 3);
    challenge("+ c2VjcmV0\r\n", MW_ST_OPENING, MW_AUTH_PLAIN, 1);
    challenge("334 c2VjcmV0\r\n", MW_ST_OPENING, 0, 12);
    challenge("334 c2VjcmV0\r\n", MW_ST_READY, MW_AUTH_PLAIN, 12);
    challenge("+OK in\r\n", MW_ST_OPENING, MW_AUTH_PLAIN, 6);
    challenge("235 in\r\n", MW_ST_OPENING, MW_AUTH_PLAIN, 6);
}

static void bare_lf(void **state)
{
    static const char text[] = "a\r\nb\n\r\n\n";
    static const uint8_t want[] = { 0, 1, 0, 1 };
    mw_session s = session(32);
    char *line;
    size_t len, i;

    (void)state;
    put(&s, text, sizeof text - 1);
    for (i = 0; i < sizeof want; i++) {
        assert_int_equal(mw_line_get(&s, &line, &len), MW_OK);
        assert_int_equal(len, i < 2);
        assert_int_equal(s.bare_lf, want[i]);
        mw_line_done(&s);
    }
}

static int greeting(const char *text)
{
    mw_session s = session(32);

    put(&s, text, strlen(text));
    return mw_greeting_byte(&s, '+', '-');
}

static void greetings(void **state)
{
    (void)state;
    assert_int_equal(greeting(""), MW_OK);
    assert_int_equal(greeting("+"), MW_OK);
    assert_int_equal(greeting("-ERR"), MW_OK);
    assert_int_equal(greeting("* OK"), MW_E_WRONG_SERVICE);
    assert_int_equal(greeting("."), MW_E_WRONG_SERVICE);
    assert_int_equal(greeting("\x13"), MW_E_WRONG_SERVICE);
    assert_int_equal(greeting("\x15\x03"), MW_E_PORT_IS_TLS);
    assert_int_equal(greeting("\x16\x03"), MW_E_PORT_IS_TLS);
    assert_int_equal(greeting("\x18"), MW_E_WRONG_SERVICE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exhaustive), cmocka_unit_test(longer), cmocka_unit_test(kept),
        cmocka_unit_test(dropped),    cmocka_unit_test(flood),  cmocka_unit_test(skipped),
        cmocka_unit_test(clean),      cmocka_unit_test(trace),  cmocka_unit_test(challenges),
        cmocka_unit_test(bare_lf),    cmocka_unit_test(greetings),
    };
    int failed;

    guard_new(&guard, 8192);
    failed = cmocka_run_group_tests_name("engine/line", tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}
