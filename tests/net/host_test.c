/* SPDX-License-Identifier: MIT */
/* What is a name, what is an address, and which names a certificate is good for. */

#include "net/host.h"
#include "net/tls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void test_addresses(void **state)
{
    static const struct {
        const char *text;
        size_t len;
        uint8_t addr[16];
    } cases[] = {
        { "127.0.0.1", 4, { 127, 0, 0, 1 } },
        { "255.255.255.255", 4, { 255, 255, 255, 255 } },
        { "0.0.0.0", 4, { 0 } },
        { "::", 16, { 0 } },
        { "::1", 16, { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } },
        { "1::", 16, { 0, 1 } },
        { "2001:db8::ff00:42:8329", 16,
          { 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0x42, 0x83, 0x29 } },
        { "2001:DB8:0:0:0:FF00:42:8329", 16,
          { 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0xff, 0, 0, 0x42, 0x83, 0x29 } },
        { "1:2:3:4:5:6:7:8", 16, { 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8 } },
        { "1:2:3:4:5:6:7::", 16, { 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0 } },
        { "::2:3:4:5:6:7:8", 16, { 0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8 } },
        { "::ffff:192.0.2.33", 16,
          { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 192, 0, 2, 33 } },
        { "1:2:3:4:5:6:192.0.2.33", 16,
          { 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 192, 0, 2, 33 } },
        { "fe80::1%eth0", 16, { 0xfe, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 } },
        { "", 0, { 0 } },
        { "127.0.0", 0, { 0 } },
        { "127.1", 0, { 0 } },
        { "127.0.0.1.", 0, { 0 } },
        { "127.0.0.256", 0, { 0 } },
        { "127.0.0.01", 0, { 0 } },
        { "127.0.0.0001", 0, { 0 } },
        { "127.0.0.1 ", 0, { 0 } },
        { "0x7f.0.0.1", 0, { 0 } },
        { "127..0.1", 0, { 0 } },
        { "1.2.3.4.5", 0, { 0 } },
        { "1.2.3.4%eth0", 0, { 0 } },
        { ":", 0, { 0 } },
        { ":::", 0, { 0 } },
        { ":1", 0, { 0 } },
        { "1:", 0, { 0 } },
        { "1::2::3", 0, { 0 } },
        { "::1:", 0, { 0 } },
        { "1:2:3:4:5:6:7", 0, { 0 } },
        { "1:2:3:4:5:6:7:8:9", 0, { 0 } },
        { "1:2:3:4:5:6:7:8::", 0, { 0 } },
        { "1:2:3:4::5:6:7:8", 0, { 0 } },
        { "::12345", 0, { 0 } },
        { "::g", 0, { 0 } },
        { "::1.2.3", 0, { 0 } },
        { "::1.2.3.4:5", 0, { 0 } },
        { "1:2:3:4:5:6:7:1.2.3.4", 0, { 0 } },
        { "fe80::1%", 0, { 0 } },
        { "mail.example.org", 0, { 0 } },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        uint8_t addr[16];
        size_t len = mw_ip_parse(cases[i].text, addr);

        if (len != cases[i].len || (len > 0 && memcmp(addr, cases[i].addr, len) != 0))
            fail_msg("%s: %zu", cases[i].text, len);
    }
}

static void test_hosts(void **state)
{
    static char too_long[400];
    static const struct {
        const char *text;
        int rc;
        const char *name;
        size_t addr_len;
    } cases[] = {
        { "mail.example.org", MW_OK, "mail.example.org", 0 },
        { "mail.example.org.", MW_OK, "mail.example.org.", 0 },
        { "127.0.0.1", MW_OK, "127.0.0.1", 4 },
        { "::1", MW_OK, "::1", 16 },
        { "[::1]", MW_OK, "::1", 16 },
        { "[fe80::1%eth0]", MW_OK, "fe80::1%eth0", 16 },
        { "[127.0.0.1]", MW_E_ARG, NULL, 0 },
        { "[mail.example.org]", MW_E_ARG, NULL, 0 },
        { "[::1", MW_E_ARG, NULL, 0 },
        { "[]", MW_E_ARG, NULL, 0 },
        { "", MW_E_ARG, NULL, 0 },
        { "a b", MW_E_ARG, NULL, 0 },
        { "a\r\nb", MW_E_ARG, NULL, 0 },
        { "a\x7f", MW_E_ARG, NULL, 0 },
        { NULL, MW_E_ARG, NULL, 0 },
        { too_long, MW_E_ARG, NULL, 0 },
    };
    size_t i;

    (void)state;
    memset(too_long, 'a', sizeof too_long - 1);
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        mw_host host;
        int rc = mw_host_read(&host, cases[i].text);

        if (rc != cases[i].rc)
            fail_msg("case %zu: %d", i, rc);
        if (rc != MW_OK)
            continue;
        assert_string_equal(host.name, cases[i].name);
        assert_int_equal(host.addr_len, cases[i].addr_len);
    }
}

static void test_names_beyond_ascii(void **state)
{
    mw_host host;

    (void)state;
    if (!(mw_features() & MW_FEATURE_IDN)) {
        assert_int_equal(mw_host_read(&host, "b\xc3\xbc" "cher.example"), MW_E_ARG);
        return;
    }
    assert_int_equal(mw_host_read(&host, "B\xc3\xbc" "cher.example"), MW_OK);
    assert_string_equal(host.name, "xn--bcher-kva.example");
    assert_int_equal(mw_host_read(&host, "xn--bcher-kva.example"), MW_OK);
    assert_int_equal(mw_host_read(&host, "b\xff.example"), MW_E_ARG);
    /* Fullwidth digits are an address after the conversion, and must be one to us. */
    assert_int_equal(mw_host_read(&host, "\xef\xbc\x91\x32\x37.0.0.1"), MW_OK);
    assert_int_equal(host.addr_len, 4);
}

#define NUL_INSIDE "mail.example.org\0.evil.org"

static void test_certificate_names(void **state)
{
    static const struct {
        const char *pattern;
        size_t len; /* 0: strlen */
        const char *host;
        int matches;
    } cases[] = {
        { "mail.example.org", 0, "mail.example.org", 1 },
        { "MAIL.Example.ORG", 0, "mail.eXample.org", 1 },
        { "mail.example.org.", 0, "mail.example.org", 1 },
        { "mail.example.org", 0, "mail.example.org.", 1 },
        { "mail.example.org..", 0, "mail.example.org", 0 },
        { "mail.example.org", 0, "mail.example.org..", 0 },
        { "mail.example.org", 0, "mail.example.or", 0 },
        { "mail.example.org", 0, "amail.example.org", 0 },
        { "example.org", 0, "mail.example.org", 0 },
        { "mail.example.org", 0, "example.org", 0 },
        { "localhost", 0, "localhost", 1 },
        { "xn--bcher-kva.example", 0, "XN--bcher-kva.example", 1 },
        /* wildcards: all of the left-most label, two labels behind it */
        { "*.example.org", 0, "mail.example.org", 1 },
        { "*.example.org", 0, "MAIL.EXAMPLE.ORG.", 1 },
        { "*.example.org", 0, "xn--bcher-kva.example.org", 1 },
        { "*.example.org", 0, "example.org", 0 },
        { "*.example.org", 0, ".example.org", 0 },
        { "*.example.org", 0, "a.mail.example.org", 0 },
        { "*.org", 0, "example.org", 0 },
        { "*.org.", 0, "example.org", 0 },
        { "*.", 0, "org", 0 },
        { "*", 0, "org", 0 },
        { "*", 0, "localhost", 0 },
        { "*.*.org", 0, "mail.example.org", 0 },
        { "*.example.*", 0, "mail.example.org", 0 },
        { "mail.*.org", 0, "mail.example.org", 0 },
        { "m*.example.org", 0, "mail.example.org", 0 },
        { "*l.example.org", 0, "mail.example.org", 0 },
        { "xn--*.example.org", 0, "xn--bcher-kva.example.org", 0 },
        { "**.example.org", 0, "mail.example.org", 0 },
        { "*..org", 0, "mail..org", 0 },
        { "*.example.org", 0, "*.example.org", 1 }, /* a label like any other */
        /* a NUL inside is never equal to anything */
        { NUL_INSIDE, sizeof NUL_INSIDE - 1, "mail.example.org", 0 },
        { "mail.example.org", sizeof "mail.example.org", "mail.example.org", 0 },
        { "*.example.org\0x", sizeof "*.example.org\0x" - 1, "mail.example.org", 0 },
        { "", 0, "", 0 },
        { ".", 0, ".", 0 },
        { "", 0, "mail.example.org", 0 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t len = cases[i].len > 0 ? cases[i].len : strlen(cases[i].pattern);

        if (mw_name_matches(cases[i].pattern, len, cases[i].host) != cases[i].matches)
            fail_msg("case %zu: %s for %s", i, cases[i].pattern, cases[i].host);
    }
}

/* One subjectAltName of the given tag. */
static int is_for(int tag, const void *value, size_t len, const char *host)
{
    mbedtls_x509_crt crt;
    mw_host h;

    mbedtls_x509_crt_init(&crt);
    crt.subject_alt_names.buf.tag = tag;
    crt.subject_alt_names.buf.p = (unsigned char *)(size_t)value;
    crt.subject_alt_names.buf.len = len;
    assert_int_equal(mw_host_read(&h, host), MW_OK);
    return mw_cert_is_for(&crt, &h);
}

static void test_name_types(void **state)
{
    static const uint8_t v4[4] = { 127, 0, 0, 1 };
    static const uint8_t v6[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1 };
    static const uint8_t mapped[16] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 1 };

    (void)state;
    assert_true(is_for(0x82, "a.test", 6, "a.test"));
    assert_false(is_for(0x86, "a.test", 6, "a.test")); /* URI */
    assert_false(is_for(0x81, "a.test", 6, "a.test")); /* e-mail */
    assert_false(is_for(0x02, "a.test", 6, "a.test")); /* not context-specific: an INTEGER */
    assert_true(is_for(0x87, v4, 4, "127.0.0.1"));
    assert_true(is_for(0x87, v6, 16, "::1"));
    assert_true(is_for(0x87, v6, 16, "[0:0:0:0:0:0:0:1]"));
    assert_false(is_for(0x87, v4, 4, "127.0.0.2"));
    assert_false(is_for(0x87, v6, 16, "::2"));
    assert_false(is_for(0x87, mapped, 16, "127.0.0.1"));
    assert_false(is_for(0x87, v4, 3, "127.0.0.1"));
    assert_false(is_for(0x82, "127.0.0.1", 9, "127.0.0.1"));
    assert_false(is_for(0x82, "*.0.0.1", 7, "127.0.0.1"));
    assert_false(is_for(0x87, "abcd", 4, "abcd"));
    assert_false(is_for(0x82, NULL, 0, "a.test")); /* no subjectAltName at all */
}

static void test_certificate_codes(void **state)
{
    static const struct {
        uint32_t cert;
        int code;
    } cases[] = {
        { 0, 0 },
        { MW_CERT_EXPIRED, MW_E_CERT_EXPIRED },
        { MW_CERT_EXPIRED | MW_CERT_HOST, MW_E_CERT_HOST },
        { MW_CERT_EXPIRED | MW_CERT_HOST | MW_CERT_REVOKED, MW_E_CERT_REVOKED },
        { 0x7f, MW_E_CERT_UNTRUSTED },
        { MW_CERT_EXPIRED | MW_CERT_NOT_YET, MW_E_CERT_EXPIRED },
        { MW_CERT_NOT_YET | MW_CERT_WEAK | MW_CERT_PIN, MW_E_CERT_NOT_YET },
        { MW_CERT_WEAK | MW_CERT_PIN, MW_E_CERT_WEAK },
        { MW_CERT_PIN, MW_E_CERT_PIN },
        { MW_CERT_NO_CLOCK, 0 },
    };
    size_t i;

    (void)state;
    for (i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(mw_cert_code(cases[i].cert), cases[i].code);
    /* Every flag there is, but the one our own pin check uses, means something. */
    for (i = 0; i < 20; i++)
        if ((1u << i) != MBEDTLS_X509_BADCERT_OTHER)
            assert_int_not_equal(mw_cert_bits(1u << i), 0);
    assert_int_equal(mw_cert_bits(0), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses),         cmocka_unit_test(test_hosts),
        cmocka_unit_test(test_names_beyond_ascii), cmocka_unit_test(test_certificate_names),
        cmocka_unit_test(test_name_types),        cmocka_unit_test(test_certificate_codes),
    };

    return cmocka_run_group_tests_name("host", tests, NULL, NULL);
}
