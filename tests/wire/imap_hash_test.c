/* SPDX-License-Identifier: MIT */
#include "engine/imap.h"
#include "support/guard.h"
#include "support/unit.h"
#include "wire/imap_hash.h"

static struct guard guard;

/* In the order of MW_IMAP_CAP_... */
static const char *const words[] = {
    "IMAP4rev1", "IMAP4rev2", "STARTTLS", "LOGINDISABLED", "SASL-IR", "LITERAL+", "LITERAL-",
    "ENABLE", "IDLE", "UIDPLUS", "MOVE", "UNSELECT", "NAMESPACE", "ID", "CONDSTORE", "QRESYNC",
    "ESEARCH", "SEARCHRES", "WITHIN", "SORT", "THREAD=REFERENCES", "LIST-EXTENDED", "LIST-STATUS",
    "SPECIAL-USE", "CREATE-SPECIAL-USE", "BINARY", "MULTIAPPEND", "CATENATE", "COMPRESS=DEFLATE",
    "UTF8=ACCEPT", "NOTIFY", "QUOTA", "ACL", "METADATA", "STATUS=SIZE", "OBJECTID", "SAVEDATE",
    "PREVIEW", "REPLACE", "PARTIAL", "INPROGRESS", "UIDONLY", "LIST-METADATA", "LIST-MYRIGHTS",
    "JMAPACCESS", "UNAUTHENTICATE", "LANGUAGE", "SEARCH=FUZZY", "X-GM-EXT-1", "APPENDLIMIT",
    "ESORT", "THREAD=ORDEREDSUBJECT", "METADATA-SERVER",
};

/* What servers say besides: IANA's other names, and those of their own. */
static const char *const others[] = {
    "", "IMAP4", "IMAP4rev3", "IMAP4rev", "AUTH=", "AUTH=PLAIN", "LITERAL", "LITERAL*",
    "I18NLEVEL=1", "I18NLEVEL=2", "CHILDREN", "LOGIN-REFERRALS", "MAILBOX-REFERRALS",
    "CONTEXT=SEARCH", "CONTEXT=SORT", "CONVERT", "ESEARCH=", "FILTERS", "IMAPSIEVE=",
    "MESSAGELIMIT=1000", "MULTISEARCH", "NOTIFY=", "OBJECTID+", "QUOTASET", "QUOTA=RES-STORAGE",
    "QUOTA=RES-MESSAGE", "RIGHTS=texk", "SASL", "SORT=DISPLAY", "THREAD=REFS", "THREAD=",
    "URLAUTH", "URLAUTH=BINARY", "URL-PARTIAL", "UTF8=ALL", "UTF8=APPEND", "UTF8=USER",
    "ANNOTATE-EXPERIMENT-1", "ANNOTATEMORE", "SEARCHRES+", "STATUS", "STATUS=COUNTERS",
    "SAVELIMIT=1000", "PREVIEW=FUZZY", "SNIPPET=FUZZY", "XLIST", "X-NETSCAPE",
    "XAPPLEPUSHSERVICE", "XMOVE", "XCONVERSATIONS", "XDOVECOT", "XSERVERINFO", "XSENDER", "XUM1",
    "XYMHIGHESTMODSEQ", "X-QUOTA=X-NUM-FOLDERS", "X-REPLICATION", "X-SIEVE", "X-MS-SINGLEBODY",
    "XEXEC", "XPROXY", "XAUTOREPLY", "DIGEST=SHA1", "NO_ATOMIC_RENAME", "MUPDATE=", "SCAN",
    "LIST", "LISTEXT", "LIST-SUBSCRIBED", "WITHINX", "UIDPLUS2", "EXPUNGED", "COMPRESS",
    "COMPRESS=GZIP", "CLIENTACCESSRULES", "CLIENTNETWORKPRESENCELOCATION", "BACKENDAUTHENTICATE",
};

/* As it stands in the server's line: with no byte behind it that may be read. */
static unsigned offer(const char *word)
{
    return mw_imap_offer(guard_copy(&guard, word, strlen(word)), strlen(word));
}

static uint32_t fnv_1a(const char *word)
{
    uint32_t hash = 2166136261u;

    for (; *word; word++)
        hash = (hash ^ (unsigned char)*word) * 16777619u;
    return hash;
}

static void offers(void **state)
{
    char lower[32];
    size_t i, j;

    (void)state;
    for (i = 0; i < sizeof words / sizeof *words; i++) {
        for (j = 0; words[i][j]; j++)
            lower[j] = (char)(words[i][j] | (words[i][j] >= 'A' && words[i][j] <= 'Z' ? 0x20 : 0));
        lower[j] = 0;
        if (offer(words[i]) != i + 1)
            fail_msg("%s has the hash 0x%08x", words[i], (unsigned)fnv_1a(lower));
        assert_int_equal(offer(lower), i + 1);
        lower[j - 1] ^= 1;
        assert_int_equal(offer(lower), 0);
    }
    assert_int_equal(offer("UTF8=ONLY"), IMAP_CAP(UTF8_ACCEPT) + 1);
    for (i = 0; i < sizeof others / sizeof *others; i++)
        assert_int_equal(offer(others[i]), 0);
}

/* Against published values. */
static void hash(void **state)
{
    static const uint32_t list[] = { 0x811c9dc5, 0xe40c292c, 0xbf9cf968 };

    (void)state;
    assert_int_equal(mw_imap_hashed(list, 3, "", 0), 1);
    assert_int_equal(mw_imap_hashed(list, 3, "a", 1), 2);
    assert_int_equal(mw_imap_hashed(list, 3, "FOOBAR", 6), 3);
    assert_int_equal(mw_imap_hashed(list, 3, "foobaz", 6), 0);
    assert_int_equal(mw_imap_hashed(list, 1, "a", 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(offers), cmocka_unit_test(hash) };
    int failed;

    guard_new(&guard, 4096);
    failed = cmocka_run_group_tests(tests, NULL, NULL);
    guard_free(&guard);
    return failed;
}
