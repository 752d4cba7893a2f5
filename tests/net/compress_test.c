/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
/* An IMAP session that turns compression on; the server is zlib and a few lines. */

#include "net/rig.h"

#ifdef MW_HAVE_ZLIB

#include <zlib.h>

#define GREETING "* PREAUTH [CAPABILITY IMAP4rev1 COMPRESS=DEFLATE] hello\r\n"

static mw_transport *memory, *filter;
static mw_session *s;
static z_stream in, out;

static int begin(void **state)
{
    mw_config cfg = MW_CONFIG_INIT;

    (void)state;
    memset(&in, 0, sizeof in);
    memset(&out, 0, sizeof out);
    if (mw_memory_new(&memory, 4096) != MW_OK || mw_deflate_over(&filter, memory) != MW_OK ||
        inflateInit2(&in, -15) != Z_OK ||
        deflateInit2(&out, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        return -1;
    cfg.host = "localhost";
    cfg.security = MW_PLAIN;
    cfg.transport = filter;
    return mw_imap_new(&s, &cfg);
}

static int end(void **state)
{
    (void)state;
    mw_free(s);
    mw_transport_free(filter);
    mw_transport_free(memory);
    inflateEnd(&in);
    deflateEnd(&out);
    return 0;
}

static void says(const char *text)
{
    assert_int_equal(mw_memory_put(memory, text, strlen(text)), strlen(text));
}

static size_t squeeze(const char *text, unsigned char *to, size_t cap)
{
    out.next_in = (unsigned char *)(size_t)text;
    out.avail_in = (uInt)strlen(text);
    out.next_out = to;
    out.avail_out = (uInt)cap;
    assert_int_equal(deflate(&out, Z_SYNC_FLUSH), Z_OK);
    return cap - out.avail_out;
}

static void hears(const char *text)
{
    char raw[256];
    size_t n = mw_memory_take(memory, raw, sizeof raw);

    assert_int_equal(n, strlen(text));
    assert_memory_equal(raw, text, n);
}

static void hears_squeezed(const char *text)
{
    unsigned char raw[256], plain[256];
    size_t n = mw_memory_take(memory, (char *)raw, sizeof raw);

    in.next_in = raw;
    in.avail_in = (uInt)n;
    in.next_out = plain;
    in.avail_out = sizeof plain;
    assert_int_equal(inflate(&in, Z_SYNC_FLUSH), Z_OK);
    assert_int_equal(sizeof plain - in.avail_out, strlen(text));
    assert_memory_equal(plain, text, strlen(text));
}

static void comes(int type, int id)
{
    const mw_event *ev = mw_next(s);

    assert_non_null(ev);
    assert_int_equal(ev->type, type);
    assert_int_equal(ev->id, id);
}

static void skip_to(int type, int id)
{
    const mw_event *ev;

    while ((ev = mw_next(s)) != NULL && ev->type != type)
        assert_false(ev->flags & MW_EVF_LAST);
    assert_non_null(ev);
    assert_int_equal(ev->id, id);
}

static void be_ready(void)
{
    int id = mw_open(s);

    assert_true(id > 0);
    says(GREETING);
    skip_to(MW_EV_READY, id);
}

/* NOOP is submitted behind it, and waits. */
static int turn_on(void)
{
    int id, noop;

    be_ready();
    id = mw_imap_compress(s);
    assert_true(id > 0);
    noop = mw_noop(s);
    assert_true(noop > 0);
    assert_null(mw_next(s));
    hears("A1 COMPRESS DEFLATE\r\n");
    says("A1 OK active\r\n");
    comes(MW_EV_DONE, id);
    assert_int_equal(mw_imap_compress(s), MW_E_USAGE);
    assert_null(mw_next(s));
    hears_squeezed("A2 NOOP\r\n");
    return noop;
}

static void test_turn_on(void **state)
{
    unsigned char raw[64];
    size_t len;
    int id;

    (void)state;
    id = turn_on();
    len = squeeze("A2 OK done\r\n", raw, sizeof raw);
    assert_int_equal(mw_memory_put(memory, raw, len), len);
    comes(MW_EV_DONE, id);
    assert_true(mw_noop(s) > 0);
    assert_null(mw_next(s));
    hears_squeezed("A3 NOOP\r\n");
}

/* Some of what is compressed comes in one piece with the OK: at every cut. */
static void test_ahead(void **state)
{
    static const char data[] = "* 5 EXISTS\r\n* OK still here\r\n";
    size_t len = 1, cut, n;

    for (cut = 0; cut <= len; cut++) {
        unsigned char piece[128] = "A1 OK active\r\n";
        unsigned char raw[64];
        int id, other;

        assert_int_equal(begin(state), 0);
        be_ready();
        id = mw_imap_compress(s);
        assert_null(mw_next(s));
        hears("A1 COMPRESS DEFLATE\r\n");
        len = squeeze(data, raw, sizeof raw); /* the same each time */
        memcpy(piece + 14, raw, cut);
        assert_int_equal(mw_memory_put(memory, piece, 14 + cut), 14 + cut);
        comes(MW_EV_DONE, id);
        assert_int_equal(mw_memory_put(memory, raw + cut, len - cut), len - cut);
        other = mw_noop(s);
        while (mw_next(s) != NULL)
            ;
        hears_squeezed("A2 NOOP\r\n");
        n = squeeze("A2 OK done\r\n", raw, sizeof raw);
        assert_int_equal(mw_memory_put(memory, raw, n), n);
        skip_to(MW_EV_DONE, other);
        end(state);
    }
}

static void test_refused(void **state)
{
    int id, noop;

    (void)state;
    be_ready();
    id = mw_imap_compress(s);
    noop = mw_noop(s);
    assert_null(mw_next(s));
    hears("A1 COMPRESS DEFLATE\r\n");
    says("A1 NO not now\r\n");
    comes(MW_EV_REFUSED, id);
    assert_null(mw_next(s));
    hears("A2 NOOP\r\n");
    says("A2 OK done\r\n");
    comes(MW_EV_DONE, noop);
    assert_true(mw_imap_compress(s) > 0);
}

/* Text where compressed bytes must be: the session ends, and says that the server is at fault. */
static void test_not_compressed(void **state)
{
    const mw_event *ev;

    (void)state;
    turn_on();
    says("A2 OK done\r\n");
    while ((ev = mw_next(s)) != NULL && !(ev->flags & MW_EVF_LAST))
        ;
    assert_non_null(ev);
    assert_int_equal(ev->type, MW_EV_FAILED);
    assert_int_equal(ev->code, MW_E_PROTOCOL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_turn_on, begin, end),
        cmocka_unit_test(test_ahead),
        cmocka_unit_test_setup_teardown(test_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_not_compressed, begin, end),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#else

/* Over a transport that cannot, it is not offered. */
static void test_not_built_in(void **state)
{
    mw_config cfg = MW_CONFIG_INIT;
    mw_session *s;

    (void)state;
    cfg.host = "localhost";
    cfg.security = MW_PLAIN;
    assert_int_equal(mw_net_imap(&s, &cfg), MW_OK);
    assert_true(mw_imap_compress(s) < 0);
    mw_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_not_built_in) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
