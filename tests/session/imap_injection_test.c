/* SPDX-License-Identifier: MIT */
/* No string of the caller's can carry a command: whatever goes into a function, what comes out is
   nothing, or one command as a server frames it. */

#include "session/port.h"
#include "support/unit.h"

#include <stdio.h>
#include <stdlib.h>

#define LETTERS_MAX 3

static const char letters[] = { '\r', '\n', '"', '\\', '{', '}', '1', '+', '(', ')',
                                '&',  '%',  '*', ' ',  'a', '~', '\x7f', '\xc3', '\xa4' };

static struct port p;

/* --- what takes a string ----------------------------------------------------------------- */

static int do_fetch_set(mw_session *s, const char *word)
{
    mw_fetch f = MW_FETCH_INIT;

    f.items = MW_IMAP_FLAGS;
    f.uids = word;
    return mw_imap_fetch(s, &f);
}

static int do_fetch_section(mw_session *s, const char *word)
{
    mw_fetch f = MW_FETCH_INIT;

    f.items = MW_IMAP_BODY;
    f.section = word;
    return mw_imap_fetch(s, &f);
}

static int do_fetch_more(mw_session *s, const char *word)
{
    mw_fetch f = MW_FETCH_INIT;

    f.more = word;
    return mw_imap_fetch(s, &f);
}

static int store(mw_session *s, const char *flags, uint32_t labels)
{
    mw_store o = MW_STORE_INIT;

    o.uids = "1";
    o.flags = flags;
    o.labels = labels;
    return mw_imap_store(s, &o);
}

static int do_flags(mw_session *s, const char *word)
{
    return store(s, word, 0);
}

static int do_labels(mw_session *s, const char *word)
{
    return store(s, word, 1);
}

static int do_select(mw_session *s, const char *word)
{
    return mw_imap_select(s, word, NULL);
}

static int do_create(mw_session *s, const char *word)
{
    return mw_imap_create(s, "x", word);
}

static int do_copy(mw_session *s, const char *word)
{
    return mw_imap_copy(s, "1", word);
}

static int do_list(mw_session *s, const char *word)
{
    mw_list o = MW_LIST_INIT;

    o.pattern = o.reference = word;
    return mw_imap_list(s, &o);
}

static int do_list_metadata(mw_session *s, const char *word)
{
    mw_list o = MW_LIST_INIT;

    o.metadata = word;
    return mw_imap_list(s, &o);
}

static int do_search(mw_session *s, const char *word)
{
    return mw_imap_search(s, word, NULL);
}

static int do_search_text(mw_session *s, const char *word)
{
    char criteria[32];

    snprintf(criteria, sizeof criteria, "TEXT \"%s\"", word);
    return mw_imap_search(s, criteria, NULL);
}

static int do_sort(mw_session *s, const char *word)
{
    mw_search o = MW_SEARCH_INIT;

    o.sort = word;
    return mw_imap_search(s, "ALL", &o);
}

static int do_id(mw_session *s, const char *word)
{
    const char *fields[] = { word, word, NULL };

    return mw_imap_id(s, fields);
}

static int do_metadata(mw_session *s, const char *word)
{
    return mw_imap_metadata(s, "", word, 0, 0);
}

static int do_set_metadata(mw_session *s, const char *word)
{
    return mw_imap_set_metadata(s, "", "/shared/comment", word, strlen(word) + 1);
}

static int do_set_entry(mw_session *s, const char *word)
{
    return mw_imap_set_metadata(s, "", word, NULL, 0);
}

static int do_set_quota(mw_session *s, const char *word)
{
    return mw_imap_set_quota(s, "", word);
}

static int do_set_acl(mw_session *s, const char *word)
{
    return mw_imap_set_acl(s, "x", word, word);
}

static int (*const functions[])(mw_session *s, const char *word) = {
    do_fetch_set,     do_fetch_section, do_fetch_more,  do_flags,       do_labels,
    do_select,        do_create,        do_copy,        do_list,        do_list_metadata,
    do_search,        do_search_text,   do_sort,        do_id,          do_metadata,
    do_set_metadata,  do_set_entry,     do_set_quota,   do_set_acl,     mw_imap_expunge,
    mw_imap_delete,   mw_imap_quota,    mw_imap_notify, mw_imap_language, mw_imap_enable,
    mw_imap_raw,
};

/* --- how a server reads it ------------------------------------------------------------------ */

/* Behind one command; NULL: the bytes are not one. Literals are those at the end of a line. */
static const char *command_end(const char *at, const char *end)
{
    int depth = 0, quoted = 0;
    unsigned long n;
    const char *open = NULL;
    char *behind;

    for (; at < end; at++) {
        if (*at == '\r' || *at == '\n') {
            if (quoted || *at != '\r' || at + 1 == end || at[1] != '\n')
                return NULL;
            if (!open)
                return depth ? NULL : at + 2;
            n = strtoul(open + 1, &behind, 10);
            behind += *behind == '+';
            if (*behind != '}' || behind + 1 != at || n > (size_t)(end - at - 2))
                return NULL;
            at += 1 + n;
            open = NULL;
            continue;
        }
        if (quoted && *at == '\\')
            at++;
        else if (*at == '"')
            quoted = !quoted;
        else if (!quoted)
            depth += (*at == '(') - (*at == ')');
        if (!quoted && *at == '{')
            open = at;
        else if (open && at[-1] == '}')
            open = NULL;
        if (depth < 0)
            return NULL;
    }
    return NULL;
}

static void check(unsigned i, const char *word, unsigned *tag)
{
    char answer[32], start[16];
    int raw = functions[i] == mw_imap_raw, id = functions[i](p.s, word);
    const char *sent;
    size_t n;

    port_drive(&p);
    n = p.sent_len;
    sent = port_sent(&p);
    if (id < 0) {
        assert_int_equal(n, 0);
        return;
    }
    snprintf(start, sizeof start, "A%u ", ++*tag);
    assert_int_equal(strncmp(sent, start, strlen(start)), 0);
    if (raw ? memchr(sent, '\r', n) != sent + n - 2 : command_end(sent, sent + n) != sent + n)
        fail_msg("function %u sends for \"%s\": %s", i, word, sent);
    snprintf(answer, sizeof answer, "A%u NO\r\n", *tag);
    port_say(&p, answer);
    p.log_len = 0;
    memset(p.ends, 0, sizeof p.ends);
}

/* A session for each function: ids are small numbers. */
static void begin(const char *literals)
{
    mw_config cfg = port_config();
    char greeting[512];

    snprintf(greeting, sizeof greeting,
             "* OK [CAPABILITY IMAP4rev1 %s ID ENABLE X-GM-EXT-1 UIDPLUS CREATE-SPECIAL-USE "
             "LIST-METADATA METADATA SORT QUOTA ACL NOTIFY LANGUAGE]\r\n",
             literals);
    port_new(&p, &protocols[1], &cfg);
    mw_open(p.s);
    port_drive(&p);
    port_say(&p, greeting);
}

static void test_words(void **state)
{
    char word[LETTERS_MAX + 1];
    unsigned i, tag = 0, done;
    size_t n;

    (void)state;
    for (i = 0; i < sizeof functions / sizeof *functions; i++) {
        memset(word, 0, sizeof word);
        n = 0;
        done = 0;
        do {
            if (done++ % (PORT_IDS_MAX - 2) == 0) {
                if (done > 1)
                    port_free(&p);
                begin("LITERAL+");
                tag = 0;
            }
            check(i, word, &tag);
        } while (next_word(word, &n, LETTERS_MAX, letters, sizeof letters));
        port_free(&p);
    }
}

/* A line is at most 8,000 bytes, whatever out_bytes is; what stands in literals does not count. */
static void test_long_line(void **state)
{
    static uint64_t block[10000]; /* aligned for a session */
    static char set[8200], value[20000];
    mw_config cfg = port_config();
    mw_session *s;
    size_t i, n;

    (void)state;
    cfg.out_bytes = 60000;
    cfg.in_bytes = 512;
    assert_int_equal(mw_imap_init(&s, (char *)block, sizeof block, &cfg), MW_OK);
    mw_open(s);
    mw_next(s);
    {
        static const char hello[] = "* OK [CAPABILITY IMAP4rev1 LITERAL+ METADATA-SERVER]\r\n";
        void *in;

        assert_int_equal(mw_in(s, &in, &n), MW_OK);
        memcpy(in, hello, sizeof hello - 1);
        mw_in_done(s, sizeof hello - 1);
        while (mw_next(s))
            ;
    }
    for (i = 0; i < 7979; i++)
        set[i] = i % 2 ? ',' : '1';
    memset(value, 'x', sizeof value);
    value[7] = '\n';
    assert_true(mw_imap_set_metadata(s, "", "/a", value, sizeof value) > 0);
    assert_int_equal(do_fetch_set(s, set), MW_E_TOO_LONG);
    set[7977] = 0; /* "A2 UID FETCH " set " (FLAGS)" CRLF */
    assert_true(do_fetch_set(s, set) > 0);
    mw_free(s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_long_line),
    };

    return cmocka_run_group_tests_name("session/imap_injection", tests, NULL, NULL);
}
