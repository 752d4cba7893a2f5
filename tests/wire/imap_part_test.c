/* SPDX-License-Identifier: MIT */
#include "support/readers.h"
#include "support/unit.h"

#include <mailwire/error.h>

#include <stdio.h>
#include <stdlib.h>

/* Parts as lines: SECTION TYPE/SUBTYPE ENCODING OCTETS LINES DISPOSITION NAME, of the numbers and
   strings only those that are there; m: message, p: multipart, d: too deep. */
static int dump(const char *data, size_t n, uint32_t refuse, char *out, size_t cap,
                uint32_t *quirks)
{
    mw_imap_parts w;
    mw_part part;
    mw_slice name;
    size_t at = 0;
    int rc;

    out[0] = 0;
    mw_imap_parts_begin(&w, data, n, refuse);
    while ((rc = mw_imap_part_next(&w, &part)) == 1) {
        assert_true(at < cap);
        at += (size_t)snprintf(out + at, cap - at, "%s%s%s%s%s %s/%s", at ? "|" : "", part.section,
                               part.flags & MW_PART_MESSAGE ? "m" : "",
                               part.flags & MW_PART_MULTIPART ? "p" : "",
                               part.flags & MW_PART_DEEP ? "d" : "", readers_text(part.type),
                               readers_text(part.subtype));
        if (part.encoding.p)
            at += (size_t)snprintf(out + at, cap - at, " %s", readers_text(part.encoding));
        if (part.octets != MW_UNKNOWN)
            at += (size_t)snprintf(out + at, cap - at, " %lu", (unsigned long)part.octets);
        if (part.lines != MW_UNKNOWN)
            at += (size_t)snprintf(out + at, cap - at, " %lu", (unsigned long)part.lines);
        if (part.disposition.p)
            at += (size_t)snprintf(out + at, cap - at, " %s", readers_text(part.disposition));
        if (mw_imap_part_name(&part, &name))
            at += (size_t)snprintf(out + at, cap - at, " %s", readers_text(name));
    }
    *quirks = w.cursor.quirks;
    return rc;
}

static void expect(const char *data, uint32_t quirks, const char *want)
{
    char got[4096];
    uint32_t seen;
    size_t n = strlen(data);

    assert_int_equal(dump(data, n, 0, got, sizeof got, &seen), 0);
    assert_string_equal(got, want);
    assert_int_equal(seen, quirks);
    assert_int_equal(dump(data, n, ~quirks, got, sizeof got, &seen), 0);
    assert_int_equal(dump(data, n, MW_DATA_STRICT, got, sizeof got, &seen),
                     quirks ? MW_E_PROTOCOL : 0);
    readers_damage(data, n);
}

static void of_the_rfc(void **state)
{
    (void)state;
    /* RFC 9051 7.5.2 */
    expect("(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 2279 48)", 0,
           "1 TEXT/PLAIN 7BIT 2279 48");
    expect("((\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\") NIL NIL \"7BIT\" 1152 23)"
           "(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"US-ASCII\" \"NAME\" \"cc.diff\") "
           "\"<960723163407.20117h@cac.washington.edu>\" \"Compiler diff\" \"BASE64\" 4554 73) "
           "\"MIXED\")",
           0, "p multipart/MIXED|1 TEXT/PLAIN 7BIT 1152 23|2 TEXT/PLAIN BASE64 4554 73 cc.diff");
    /* RFC 9051 6.4.5: the example of section numbers */
    expect("((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1)"
           "(\"APPLICATION\" \"OCTET-STREAM\" NIL NIL NIL \"BASE64\" 2)"
           "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 3 "
           "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
           "((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 4 1)"
           "(\"APPLICATION\" \"OCTET-STREAM\" NIL NIL NIL \"7BIT\" 5) \"MIXED\") 9)"
           "((\"IMAGE\" \"GIF\" NIL NIL NIL \"BASE64\" 6)"
           "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 7 "
           "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
           "((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 8 1)"
           "((\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 9 1)"
           "(\"TEXT\" \"RICHTEXT\" NIL NIL NIL \"7BIT\" 10 1) \"ALTERNATIVE\") \"MIXED\") 9) "
           "\"MIXED\") \"MIXED\")",
           0,
           "p multipart/MIXED|1 TEXT/PLAIN 7BIT 1 1|2 APPLICATION/OCTET-STREAM BASE64 2|"
           "3m MESSAGE/RFC822 7BIT 3 9|3p multipart/MIXED|3.1 TEXT/PLAIN 7BIT 4 1|"
           "3.2 APPLICATION/OCTET-STREAM 7BIT 5|4p multipart/MIXED|4.1 IMAGE/GIF BASE64 6|"
           "4.2m MESSAGE/RFC822 7BIT 7 9|4.2p multipart/MIXED|4.2.1 TEXT/PLAIN 7BIT 8 1|"
           "4.2.2p multipart/ALTERNATIVE|4.2.2.1 TEXT/PLAIN 7BIT 9 1|"
           "4.2.2.2 TEXT/RICHTEXT 7BIT 10 1");
}

static void extensions(void **state)
{
    const char *data =
        "((\"text\" \"plain\" (\"charset\" \"utf-8\") NIL NIL \"8bit\" 10 2 NIL NIL NIL NIL)"
        "(\"application\" \"pdf\" (\"name\" \"no\") NIL NIL \"base64\" 12345 \"Q2hlY2s=\" "
        "(\"attachment\" (\"size\" \"9000\" \"filename\" {8}\r\na \"b\".pd)) (\"en\" \"de\") "
        "\"http://x/y\" \"future\" (1 (2))) "
        "\"mixed\" (\"boundary\" \"-\") (\"inline\" NIL) \"fr\" NIL)";
    mw_imap_parts w;
    mw_part part;

    (void)state;
    expect(data, 0,
           "p multipart/mixed inline|1 text/plain 8bit 10 2|"
           "2 application/pdf base64 12345 attachment a \"b\".pd");
    mw_imap_parts_begin(&w, data, strlen(data), MW_DATA_STRICT);
    assert_int_equal(mw_imap_part_next(&w, &part), 1);
    assert_string_equal(readers_text(part.language), "fr");
    assert_int_equal(part.depth, 0);
    assert_int_equal(mw_imap_part_next(&w, &part), 1);
    assert_int_equal(mw_imap_part_next(&w, &part), 1);
    assert_string_equal(readers_text(part.language), "(\"en\" \"de\")");
    assert_string_equal(readers_text(part.location), "http://x/y");
    assert_string_equal(readers_text(part.md5), "Q2hlY2s=");
    assert_int_equal(part.depth, 1);
    assert_int_equal(mw_imap_part_next(&w, &part), 0);
    assert_int_equal(mw_imap_part_next(&w, &part), 0);
}

static void messages(void **state)
{
    const char *data = "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 99 "
                       "(NIL \"s\" NIL NIL NIL NIL NIL NIL NIL \"<i>\") "
                       "(\"message\" \"global\" NIL NIL NIL \"7bit\" 50 "
                       "(NIL \"t\" NIL NIL NIL NIL NIL NIL NIL NIL) "
                       "(\"text\" \"html\" NIL NIL NIL \"7bit\" 5 1) 7) "
                       "11 NIL (\"attachment\" (\"filename\" \"a.eml\")) NIL NIL)";
    mw_imap_parts w;
    mw_part part;
    mw_envelope env;

    (void)state;
    expect(data, 0,
           "1m message/rfc822 7bit 99 11 attachment a.eml|1.1m message/global 7bit 50 7|"
           "1.1.1 text/html 7bit 5 1");
    mw_imap_parts_begin(&w, data, strlen(data), 0);
    mw_imap_part_next(&w, &part);
    assert_int_equal(
        mw_imap_envelope_read(part.envelope.p, part.envelope.len, MW_DATA_STRICT, &env), MW_OK);
    assert_string_equal(readers_text(env.subject), "s");
    assert_string_equal(readers_text(env.message_id), "<i>");
}

static void multiparts_without_parts(void **state)
{
    (void)state;
    /* Gmail, Yandex, Dovecot, QQ: field.md 4.1, 4.6 */
    expect("((\"ALTERNATIVE\" (\"BOUNDARY\" \"==x\") NIL NIL)"
           "(\"RELATED\" NIL (\"ATTACHMENT\" NIL) NIL)(\"ALTERNATIVE\")"
           "(NIL \"alternative\" (\"boundary\" \"x\") NIL NIL NIL)"
           "(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 1 1) \"MIXED\")",
           MW_DATA_QUIRK_NO_PARTS,
           "p multipart/MIXED|1p multipart/ALTERNATIVE|2p multipart/RELATED ATTACHMENT|"
           "3p multipart/ALTERNATIVE|4p multipart/alternative|5 TEXT/PLAIN 7BIT 1 1");
}

static void types_that_are_missing(void **state)
{
    (void)state;
    /* Exchange: field.md 4.2 */
    expect("((NIL NIL NIL NIL NIL \"7BIT\" 0 NIL NIL NIL NIL)"
           "(\"TEXT\" \"PLAIN\" NIL NIL NIL 7BIT -1 -1 NIL (NIL NIL) NIL) \"MIXED\")",
           MW_DATA_QUIRK_NIL | MW_DATA_QUIRK_ATOM | MW_DATA_QUIRK_NUMBER,
           "p multipart/MIXED|1 application/octet-stream 7BIT 0|2 TEXT/PLAIN 7BIT");
    /* field.md 4.7 */
    expect("((\"X-ZIP\" (\"NAME\" \"a.zip\") NIL NIL \"BASE64\" 1234 NIL NIL NIL NIL)"
           "(\"X-ZIP\" NIL NIL NIL \"BASE64\" 5) \"MIXED\")",
           MW_DATA_QUIRK_MEDIA_TYPE,
           "p multipart/MIXED|1 application/X-ZIP BASE64 1234 a.zip|2 application/X-ZIP BASE64 5");
    expect("(\"TEXT\" NIL NIL NIL NIL NIL 0 0)", MW_DATA_QUIRK_NIL, "1 TEXT/octet-stream 7bit 0 0");
    expect("((\"a\" \"b\" NIL NIL NIL \"7bit\" 1))", MW_DATA_QUIRK_MISSING,
           "p multipart/mixed|1 a/b 7bit 1");
}

static void messages_in_basic_form(void **state)
{
    (void)state;
    /* Gmail: field.md 4.1 */
    expect("((\"MESSAGE\" \"RFC822\" NIL NIL NIL \"BASE64\" 77 NIL (\"ATTACHMENT\" (\"FILENAME\" "
           "\"f\")) NIL)(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"BASE64\" 78)"
           "(\"MESSAGE\" \"DELIVERY-STATUS\" NIL NIL NIL \"7BIT\" 79) \"MIXED\")",
           MW_DATA_QUIRK_BASIC,
           "p multipart/MIXED|1 MESSAGE/RFC822 BASE64 77 ATTACHMENT f|2 MESSAGE/RFC822 BASE64 78|"
           "3 MESSAGE/DELIVERY-STATUS 7BIT 79");
    /* Domino: field.md 4.7 */
    expect("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 77 "
           "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) () 5)",
           MW_DATA_QUIRK_EMPTY, "1m MESSAGE/RFC822 7BIT 77 5|1.1 application/octet-stream 0");
    expect("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 77 "
           "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) NIL 5)",
           MW_DATA_QUIRK_NIL, "1 MESSAGE/RFC822 7BIT 77 5");
    expect("(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 77 "
           "(NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) 5 NIL)",
           MW_DATA_QUIRK_NIL, "1 MESSAGE/RFC822 7BIT 77 5");
}

static void behind_a_message(void **state)
{
    (void)state;
    expect(
        "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
        "(\"a\" \"b\" NIL NIL NIL \"7BIT\" 1) 5 NIL \"attachment\")",
        MW_DATA_QUIRK_DISPOSITION, "1m MESSAGE/RFC822 7BIT 9 5 attachment|1.1 a/b 7BIT 1");
    expect(
        "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
        "(\"a\" \"b\" NIL NIL NIL \"7BIT\" 1) (\"attachment\" (\"filename\" \"x\")))",
        MW_DATA_QUIRK_NO_LINES | MW_DATA_QUIRK_MISSING,
        "1m MESSAGE/RFC822 7BIT 9 attachment x|1.1 a/b 7BIT 1");
    expect(
        "(\"MESSAGE\" \"RFC822\" NIL NIL NIL \"7BIT\" 9 (NIL NIL NIL NIL NIL NIL NIL NIL NIL NIL) "
        "(\"a\" \"b\" NIL NIL NIL \"7BIT\" 1))",
        MW_DATA_QUIRK_MISSING, "1m MESSAGE/RFC822 7BIT 9|1.1 a/b 7BIT 1");
}

static void lines_and_md5(void **state)
{
    (void)state;
    expect("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 50 NIL (\"INLINE\" (\"FILENAME\" \"a\")) NIL "
           "NIL)",
           MW_DATA_QUIRK_NO_LINES, "1 TEXT/PLAIN 7BIT 50 INLINE a");
    expect("(\"TEXT\" \"PLAIN\" NIL NIL NIL \"7BIT\" 50 NIL NIL (\"INLINE\" (\"FILENAME\" \"a\")) "
           "NIL)",
           MW_DATA_QUIRK_NO_LINES | MW_DATA_QUIRK_DISPOSITION, "1 TEXT/PLAIN 7BIT 50 INLINE a");
    /* Gmail: field.md 4.1 */
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 50 12 \"md5\" (\"INLINE\" NIL) NIL NIL)",
           MW_DATA_QUIRK_EXTRA, "1 IMAGE/PNG BASE64 50 INLINE");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 9.3736e+06 NIL NIL NIL NIL)",
           MW_DATA_QUIRK_NUMBER, "1 IMAGE/PNG BASE64");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 99999999999999999999)", MW_DATA_QUIRK_NUMBER,
           "1 IMAGE/PNG BASE64");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 18446744073709551614)", 0,
           "1 IMAGE/PNG BASE64 18446744073709551614");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\")", MW_DATA_QUIRK_MISSING,
           "1 IMAGE/PNG BASE64");
}

static void dispositions(void **state)
{
    (void)state;
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 50 NIL \"attachment\" NIL NIL)",
           MW_DATA_QUIRK_DISPOSITION, "1 IMAGE/PNG BASE64 50 attachment");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 50 (\"attachment\" (\"filename\" \"x\")) NIL "
           "NIL)",
           MW_DATA_QUIRK_MISSING, "1 IMAGE/PNG BASE64 50 attachment x");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 50 NIL (NIL NIL) (NIL) ())",
           MW_DATA_QUIRK_NIL | MW_DATA_QUIRK_EMPTY, "1 IMAGE/PNG BASE64 50");
    expect("(\"IMAGE\" \"PNG\" (\"name\" NIL) NIL NIL \"BASE64\" 50 NIL (\"inline\" (\"filename\" "
           "NIL)))",
           0, "1 IMAGE/PNG BASE64 50 inline");
    expect("(\"IMAGE\" \"PNG\" () NIL NIL \"BASE64\" 50)", MW_DATA_QUIRK_EMPTY,
           "1 IMAGE/PNG BASE64 50");
}

static void odd_lists(void **state)
{
    (void)state;
    expect("(\"IMAGE\" \"PNG\" \"x\" NIL NIL \"BASE64\" 50)", MW_DATA_QUIRK_EXTRA,
           "1 IMAGE/PNG BASE64 50");
    expect("(\"IMAGE\" \"PNG\" NIL NIL NIL \"BASE64\" 50 NIL (\"inline\" NIL) (\"en\" (\"de\")))",
           0, "1 IMAGE/PNG BASE64 50 inline");
}

static void quotes(void **state)
{
    (void)state;
    /* Domino, Coremail: field.md 4.5, 4.7 */
    expect("(\"TEXT\" \"PLAIN\" (\"CHARSET\" \"3D\"Windows-1252\"\") NIL NIL \"7BIT\" 1 1)",
           MW_DATA_QUIRK_QUOTE, "1 TEXT/PLAIN 7BIT 1 1");
    expect("(\"IMAGE\" \"PNG\" (\"NAME\" \"\"\"\") NIL NIL \"BASE64\" 1)", MW_DATA_QUIRK_QUOTE,
           "1 IMAGE/PNG BASE64 1 \"\"");
    expect("(\"IMAGE\" \"PNG\" (\"NAME\" \"a (\"b\" 2).png\") NIL NIL \"BASE64\" 1)",
           MW_DATA_QUIRK_QUOTE, "1 IMAGE/PNG BASE64 1 a (\"b\" 2).png");
    expect("(\"IMAGE\" \"PNG\" (\"NAME\" \"dir\\\") NIL NIL \"BASE64\" 1)", MW_DATA_QUIRK_BACKSLASH,
           "1 IMAGE/PNG BASE64 1 dir\\");
}

static void expect_name(const char *params, const char *disposition, int kind, const char *want)
{
    mw_part part;
    mw_slice name;

    memset(&part, 0, sizeof part);
    part.params.p = params;
    part.params.len = strlen(params);
    part.disposition_params.p = disposition;
    part.disposition_params.len = strlen(disposition);
    assert_int_equal(mw_imap_part_name(&part, &name), kind);
    assert_string_equal(readers_text(name), want);
}

static void names(void **state)
{
    (void)state;
    expect_name("", "", 0, "NIL");
    expect_name("(\"name\" \"a\")", "", MW_NAME_PLAIN, "a");
    expect_name("(\"name\" \"a\")", "(\"FileName\" \"b\")", MW_NAME_PLAIN, "b");
    expect_name("(\"charset\" \"x\")", "(\"size\" \"3\")", 0, "NIL");
    expect_name("", "(\"filename*\" \"UTF-8''%e2%82%ac\" \"filename\" \"EUR\")", MW_NAME_PLAIN,
                "EUR");
    expect_name("", "(\"filename*\" \"UTF-8''%e2%82%ac\")", MW_NAME_EXTENDED, "UTF-8''%e2%82%ac");
    expect_name("", "(\"filename*1\" \"b\" \"filename*0\" \"a\")", MW_NAME_PIECE, "a");
    expect_name("", "(\"filename*0*\" \"UTF-8''%20\" \"filename*1*\" \"a\")",
                MW_NAME_EXTENDED_PIECE, "UTF-8''%20");
    expect_name("(\"name\" \"a\")", "(\"name\" \"b\" \"filename\" NIL)", MW_NAME_PLAIN, "a");
    expect_name("(\"filename\" \"a\")", "", 0, "NIL");
    expect_name("", "(\"filename\" \"a\" \"filename\" \"b\" \"filename*\" \"c\")", MW_NAME_PLAIN,
                "a");
}

static void not_bodies(void **state)
{
    (void)state;
    expect("", 0, "");
    expect("NIL", MW_DATA_QUIRK_EXTRA, "");
    expect("()", MW_DATA_QUIRK_EMPTY, "1 application/octet-stream 0");
    expect("(", MW_DATA_QUIRK_CUT | MW_DATA_QUIRK_EMPTY, "1 application/octet-stream 0");
    expect("(\"a\" \"b\" NIL NIL NIL \"7bit\" 1) (\"c\" \"d\" NIL NIL NIL \"7bit\" 1)",
           MW_DATA_QUIRK_EXTRA, "1 a/b 7bit 1");
    expect("(\"a\" \"b\" NIL NIL NIL \"7bit\" 1 )", MW_DATA_QUIRK_SPACE, "1 a/b 7bit 1");
    expect("(\"a\"  \"b\" NIL NIL NIL \"7bit\" 1)", MW_DATA_QUIRK_SPACE, "1 a/b 7bit 1");
    expect("(\"a\" \"b\" NIL NIL NIL \"7bit\" 1))", MW_DATA_QUIRK_PARENS, "1 a/b 7bit 1");
}

/* Many parts side by side: numbers of more digits. */
static void many(void **state)
{
    enum { PARTS = 1234 };
    static char data[PARTS * 40], want[16];
    size_t n = 0;
    unsigned i;
    mw_imap_parts w;
    mw_part part;

    (void)state;
    data[n++] = '(';
    for (i = 0; i < PARTS; i++)
        n += (size_t)snprintf(data + n, 40, "(\"a\" \"b\" NIL NIL NIL \"7bit\" %u)", i);
    n += (size_t)snprintf(data + n, 40, " \"mixed\")");
    mw_imap_parts_begin(&w, data, n, MW_DATA_STRICT);
    assert_int_equal(mw_imap_part_next(&w, &part), 1);
    for (i = 1; i <= PARTS; i++) {
        assert_int_equal(mw_imap_part_next(&w, &part), 1);
        snprintf(want, sizeof want, "%u", i);
        assert_string_equal(part.section, want);
        assert_int_equal(part.octets, i - 1);
    }
    assert_int_equal(mw_imap_part_next(&w, &part), 0);
}

/* Multiparts in each other, each with one more part behind: their numbers are right again once they
   are not too deep any more. */
static void deep(void **state)
{
    enum { LEVELS = 100 };
    static char data[LEVELS * 100], want[256];
    size_t n = 0, k;
    unsigned i, seen = 0;
    mw_imap_parts w;
    mw_part part;

    (void)state;
    memset(data, '(', LEVELS);
    n = LEVELS;
    n += (size_t)snprintf(data + n, 80, "(\"a\" \"b\" NIL NIL NIL \"7bit\" 0)");
    for (i = LEVELS; i-- > 0;)
        n += (size_t)snprintf(data + n, 80, "(\"c\" \"d\" NIL NIL NIL \"7bit\" %u) \"m%u\")", i, i);
    mw_imap_parts_begin(&w, data, n, 0);
    while (mw_imap_part_next(&w, &part) == 1) {
        seen++;
        if (part.flags & MW_PART_DEEP) {
            assert_string_equal(part.section, "");
            assert_true(part.depth >= MW_PART_DEPTH);
        }
        if (mw_imap_string_is(part.type, "c")) {
            assert_int_equal(part.octets, part.depth - 1);
            if (part.flags & MW_PART_DEEP)
                continue;
            for (k = 0; k + 1 < part.depth; k++)
                memcpy(want + 2 * k, "1.", 2);
            memcpy(want + 2 * k, "2", 2);
            assert_string_equal(part.section, want);
        } else if (part.flags & MW_PART_MULTIPART && !(part.flags & MW_PART_DEEP)) {
            snprintf(want, sizeof want, "m%u", part.depth);
            assert_true(mw_imap_string_is(part.subtype, want));
        }
    }
    assert_int_equal(seen, 2 * LEVELS + 1);
    assert_int_equal(w.cursor.quirks, MW_DATA_QUIRK_DEPTH);
}

/* The tenth part of the tenth part and so on, until the section has no room. */
static void long_section(void **state)
{
    enum { LEVELS = 30 };
    static char data[LEVELS * 400];
    char want[256] = "";
    size_t n = 0;
    unsigned i, k, deepest = 0;
    mw_imap_parts w;
    mw_part part;

    (void)state;
    for (i = 0; i < LEVELS; i++) {
        data[n++] = '(';
        for (k = 0; k < 9; k++)
            n += (size_t)snprintf(data + n, 80, "(\"a\" \"b\" NIL NIL NIL \"7bit\" 0)");
    }
    n += (size_t)snprintf(data + n, 80, "(\"c\" \"d\" NIL NIL NIL \"7bit\" 0)");
    for (i = 0; i < LEVELS; i++)
        n += (size_t)snprintf(data + n, 80, " \"mixed\")");
    mw_imap_parts_begin(&w, data, n, 0);
    while (mw_imap_part_next(&w, &part) == 1) {
        assert_true(strlen(part.section) < MW_SECTION_BYTES);
        if (!(part.flags & MW_PART_MULTIPART))
            continue;
        if (part.flags & MW_PART_DEEP) {
            assert_string_equal(part.section, "");
            continue;
        }
        assert_string_equal(part.section, want);
        snprintf(want + strlen(want), 8, "%s10", *want ? "." : "");
        deepest = part.depth;
    }
    assert_int_equal(deepest, MW_SECTION_BYTES / 3);
    assert_int_equal(w.cursor.quirks, MW_DATA_QUIRK_DEPTH);
}

/* As long as the time is in proportion to the data, this takes a moment. */
static void hostile(void **state)
{
    static const char *const piece[] = {
        "(",
        "((\"a\" ",
        "(\"message\" \"rfc822\" NIL NIL NIL \"7bit\" 1 (NIL) ",
        "(NIL ",
        "(\"a\" (",
        "\"\\\" ",
        "(\"a\\\") \" ",
        "(\"text\" \"plain\" NIL NIL NIL NIL 1 (\"x\" (",
        "(1 ",
    };
    enum { BYTES = 1 << 20 };
    char *data = malloc(BYTES);
    size_t i, n, len;

    (void)state;
    assert_non_null(data);
    for (i = 0; i < sizeof piece / sizeof *piece; i++) {
        len = strlen(piece[i]);
        for (n = 0; n + len <= BYTES; n += len)
            memcpy(data + n, piece[i], len);
        readers_all(data, n);
    }
    free(data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(of_the_rfc),
        cmocka_unit_test(extensions),
        cmocka_unit_test(messages),
        cmocka_unit_test(multiparts_without_parts),
        cmocka_unit_test(types_that_are_missing),
        cmocka_unit_test(messages_in_basic_form),
        cmocka_unit_test(behind_a_message),
        cmocka_unit_test(lines_and_md5),
        cmocka_unit_test(dispositions),
        cmocka_unit_test(odd_lists),
        cmocka_unit_test(quotes),
        cmocka_unit_test(names),
        cmocka_unit_test(not_bodies),
        cmocka_unit_test(many),
        cmocka_unit_test(deep),
        cmocka_unit_test(long_section),
        cmocka_unit_test(hostile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
