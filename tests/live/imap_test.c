/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L
/* The commands of IMAP against each real server whose IMAP ports run, by STARTTLS and over TLS,
   blocking and not: whatever the server offers is used, and what it says is read. */

#include "live/live.h"
#include "live/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct live live;

/* What came since `forget`. */
#define SEEN_MAX 400
struct seen {
    uint16_t type, item;
    int32_t id;
    uint32_t flags;
    uint64_t num, uid;
    char name[40], data[1200];
    size_t len;
};
static struct seen seen[SEEN_MAX];
static size_t seen_count;
static struct post body;

struct server {
    const char *name;
    uint32_t security;
    int way;
};

static void watch(void *ctx, const mw_event *ev)
{
    struct seen *e;

    (void)ctx;
    if (ev->type == MW_EV_DATA)
        post_add(&body, ev->data, ev->len);
    if (ev->type == MW_EV_DATA || ev->type == MW_EV_CAP || seen_count == SEEN_MAX)
        return;
    e = &seen[seen_count++];
    e->type = ev->type;
    e->item = ev->item;
    e->id = ev->id;
    e->flags = ev->flags;
    e->num = ev->num;
    e->uid = ev->uid;
    snprintf(e->name, sizeof e->name, "%s", ev->name);
    e->len = ev->len < sizeof e->data ? ev->len : sizeof e->data - 1;
    memcpy(e->data, ev->data, e->len);
    e->data[e->len] = '\0';
}

static void forget(void)
{
    seen_count = 0;
    body.len = 0;
}

/* The n-th event about that item; NULL: there is none. */
static const struct seen *nth(int item, unsigned n)
{
    size_t i;

    for (i = 0; i < seen_count; i++)
        if (seen[i].item == item && n-- == 0)
            return &seen[i];
    return NULL;
}

static const struct seen *found(int item)
{
    const struct seen *e = nth(item, 0);

    if (!e)
        fail_msg("no event with item %d", item);
    return e;
}

static unsigned count(int item)
{
    unsigned n = 0;

    while (nth(item, n))
        n++;
    return n;
}

/* The command must succeed; what it brings can be looked at. */
static int does(int id)
{
    forget();
    if (id < 0)
        fail_msg("not submitted: %s", mw_strerror(id));
    live_run(&live, live_id(&live, id));
    if (live.end[id].type != MW_EV_DONE)
        fail_msg("ended in %d: %s: %s", live.end[id].type, mw_strerror(live.err.code), live.text);
    return id;
}

static int offers(uint64_t caps)
{
    return (mw_caps(live.s) & caps) == caps;
}

/* Courier and mailutils have everything below INBOX; mailutils has no hierarchy there. */
static char box[100];

static const char *below(const char *name)
{
    static char full[4][200];
    static unsigned next;
    char *p = full[next++ % 4];

    snprintf(p, sizeof full[0], "%s%s", box, name);
    return p;
}

static const char *name_now;

static int is(const char *server)
{
    return strncmp(name_now, server, strlen(server)) == 0;
}

static void find_place(void)
{
    mw_imap_cursor c;
    mw_namespace ns;
    char prefix[40] = "";

    if (offers(MW_IMAP_CAP_NAMESPACE)) {
        does(mw_imap_namespace(live.s));
        mw_data_begin(&c, found(MW_ITEM_NAMESPACE)->data, found(MW_ITEM_NAMESPACE)->len, 0);
        assert_int_equal(mw_imap_namespace_next(&c, &ns), 1);
        assert_int_equal(ns.kind, MW_NAMESPACE_PERSONAL);
        mw_imap_string_copy(ns.prefix, prefix, sizeof prefix);
    }
    snprintf(box, sizeof box, "%s%s ", prefix, post_token());
}

static void begin(const struct server *server)
{
    mw_config cfg;

    name_now = server->name;
    live_need(server->name);
    cfg = live_config(server->name, server->security);
    if (is("MAILUTILS")) /* its SCRAM-...-PLUS has no channel binding to compare with */
        cfg.auth = MW_AUTH_PLAIN | MW_AUTH_LOGIN;
    live_start(&live, LIVE_IMAP, &cfg, server->way);
    live.watch = watch;
    post_text(&body, "");
    forget();
    find_place();
}

static void leave(void)
{
    live_quit(&live);
    post_free(&body);
}

/* --- messages --- */

static const char first[] = "From: \"A, B\" <ann@example.test>\r\nTo: list: a@example.test, "
                            "b@example.test;\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"
                            "Date: Wed, 17 Jul 1996 02:23:25 -0700\r\nMessage-ID: <1@x>\r\n"
                            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
                            "--b\r\nContent-Type: text/plain; charset=utf-8\r\n"
                            "Content-Transfer-Encoding: 8bit\r\n\r\nGr\xc3\xbc\xc3\x9f"
                            "e\r\n.\r\n--b\r\n"
                            "Content-Type: application/pdf; name=\"a b.pdf\"\r\n"
                            "Content-Transfer-Encoding: base64\r\n"
                            "Content-Disposition: attachment; filename=\"a b.pdf\"\r\n\r\n"
                            "AAECAw==\r\n--b--\r\n";
static const char second[] = "From: bob@example.test\r\nTo: ann@example.test\r\nSubject: two\r\n"
                             "In-Reply-To: <1@x>\r\nReferences: <1@x>\r\n"
                             "Date: Thu, 18 Jul 1996 02:23:25 -0700\r\nMessage-ID: <2@x>\r\n\r\n"
                             "words\r\n";

/* Writes the message that an APPEND has announced; the id is the command's. */
static void write_message(int id, const char *text, size_t len)
{
    live_run(&live, id);
    assert_int_equal(live.end[id].times, 0);
    assert_int_equal(live_body(&live, text, len), MW_OK);
}

static int append(const char *mailbox, const char *text, size_t len, const char *flags)
{
    mw_append how = MW_APPEND_INIT;
    int id;

    how.bytes = len;
    how.flags = flags;
    how.date = "17-Jul-1996 02:44:25 -0700";
    forget();
    id = live_id(&live, mw_imap_append(live.s, mailbox, &how));
    assert_true(id > 0);
    write_message(id, text, len);
    live_is(&live, id, MW_EV_DONE, 0);
    return id;
}

static void append_both(const char *mailbox)
{
    append(mailbox, first, sizeof first - 1, "\\Flagged");
    if (offers(MW_IMAP_CAP_UIDPLUS))
        assert_int_equal(found(MW_ITEM_APPENDUID)->type, MW_EV_MAILBOX);
    append(mailbox, second, sizeof second - 1, "\\Seen");
}

static void make_mailbox(void)
{
    does(mw_imap_create(live.s, below(""), NULL));
    append_both(below(""));
    does(mw_imap_select(live.s, below(""), NULL));
}

static void drop_mailbox(void)
{
    if (offers(MW_IMAP_CAP_UNSELECT))
        does(mw_imap_unselect(live.s));
    else
        does(mw_imap_close(live.s));
    does(mw_imap_delete(live.s, below("")));
}

/* --- tests --- */

static void names(void **state)
{
    mw_list how = MW_LIST_INIT;
    mw_mailbox mailbox;
    mw_status_item item;
    mw_imap_cursor c;
    mw_slice name;
    char text[200], utf8[300];
    unsigned i, n = 0;

    begin(*state);
    does(mw_imap_create(live.s, below("Gr\xc3\xbc\xc3\x9f"
                                      "e & Co"), NULL));
    does(mw_imap_subscribe(live.s, below("Gr\xc3\xbc\xc3\x9f"
                                         "e & Co")));
    how.lsub = 1;
    does(mw_imap_list(live.s, &how));
    assert_true(count(MW_ITEM_LSUB) > 0);
    how.lsub = 0;
    does(mw_imap_list(live.s, &how));
    for (i = 0; i < count(MW_ITEM_LIST); i++) {
        const struct seen *e = nth(MW_ITEM_LIST, i);

        assert_int_equal(mw_imap_list_read(e->data, e->len, 0, &mailbox), MW_OK);
        mw_imap_string_copy(mailbox.name, text, sizeof text);
        assert_int_equal(mw_imap_utf7_decode(utf8, sizeof utf8, text, strlen(text)), MW_OK);
        n += strcmp(utf8, below("Gr\xc3\xbc\xc3\x9f"
                                "e & Co")) == 0;
    }
    assert_int_equal(n, 1);
    does(mw_imap_status(live.s, "INBOX", MW_STATUS_MESSAGES | MW_STATUS_UIDNEXT |
                                             MW_STATUS_UIDVALIDITY | MW_STATUS_UNSEEN));
    assert_int_equal(mw_imap_status_begin(&c, found(MW_ITEM_STATUS)->data,
                                          found(MW_ITEM_STATUS)->len, 0, &name), MW_OK);
    for (n = 0; mw_imap_status_next(&c, &item) == 1;)
        n += item.item != 0 && item.number != MW_UNKNOWN;
    assert_int_equal(n, 4);
    does(mw_imap_rename(live.s, below("Gr\xc3\xbc\xc3\x9f"
                                      "e & Co"), below("renamed")));
    does(mw_imap_unsubscribe(live.s, below("Gr\xc3\xbc\xc3\x9f"
                                           "e & Co")));
    does(mw_imap_delete(live.s, below("renamed")));
    leave();
}

static void extended_list(void **state)
{
    mw_list how = MW_LIST_INIT;

    begin(*state);
    how.tell = MW_LIST_TELL_SUBSCRIBED | MW_LIST_TELL_CHILDREN | MW_LIST_TELL_SPECIAL_USE;
    how.status = MW_STATUS_MESSAGES | MW_STATUS_UNSEEN;
    if (!offers(MW_IMAP_CAP_LIST_EXTENDED | MW_IMAP_CAP_LIST_STATUS | MW_IMAP_CAP_SPECIAL_USE)) {
        assert_int_equal(mw_imap_list(live.s, &how), MW_E_NOT_OFFERED);
        leave();
        return;
    }
    does(mw_imap_list(live.s, &how));
    assert_true(count(MW_ITEM_LIST) >= 5);
    assert_true(count(MW_ITEM_STATUS) >= 5);
    how.tell = how.status = 0;
    how.choose = MW_LIST_SUBSCRIBED;
    does(mw_imap_list(live.s, &how));
    if (offers(MW_IMAP_CAP_CREATE_SPECIAL_USE) && !is("CYRUS")) {
        does(mw_imap_create(live.s, below("use"), "\\Flagged"));
        does(mw_imap_delete(live.s, below("use")));
    }
    leave();
}

static void fetching(void **state)
{
    mw_fetch what = MW_FETCH_INIT;
    mw_envelope env;
    mw_imap_cursor c;
    mw_address who;
    mw_date date;
    uint32_t flags;

    begin(*state);
    make_mailbox();
    what.items = MW_IMAP_FLAGS | MW_IMAP_SIZE | MW_IMAP_DATE | MW_IMAP_ENVELOPE | MW_IMAP_STRUCTURE;
    what.uids = "1";
    does(mw_imap_fetch(live.s, &what));
    assert_int_equal(mw_imap_envelope_read(found(MW_ITEM_ENVELOPE)->data,
                                           found(MW_ITEM_ENVELOPE)->len, 0, &env), MW_OK);
    assert_true(mw_imap_string_is(env.message_id, "<1@x>"));
    mw_data_begin(&c, env.from.p, env.from.len, 0);
    assert_int_equal(mw_address_next(&c, &who), 1);
    assert_true(mw_imap_string_is(who.name, "A, B"));
    assert_true(mw_imap_string_is(who.mailbox, "ann"));
    assert_int_equal(mw_imap_date_read(found(MW_ITEM_DATE)->data, found(MW_ITEM_DATE)->len, 0,
                                       &date), MW_OK);
    if (!is("MAILUTILS")) /* an mbox keeps no zone */
        assert_int_equal(date.seconds, 837596665);
    mw_imap_flags_read(found(MW_ITEM_FLAGS)->data, found(MW_ITEM_FLAGS)->len, 0, &flags, NULL);
    assert_true(flags & MW_IMAP_FLAG_FLAGGED);
    assert_non_null(strstr(found(MW_ITEM_STRUCTURE)->data, "a b.pdf"));
    assert_int_equal(found(MW_ITEM_STRUCTURE)->uid, 1);
    what.items = MW_IMAP_BODY;
    what.section = "1";
    does(mw_imap_fetch(live.s, &what));
    assert_int_equal(body.len, 10);
    assert_memory_equal(body.data, "Gr\xc3\xbc\xc3\x9f"
                                   "e\r\n.", 10);
    what.section = "HEADER.FIELDS (Message-ID)";
    does(mw_imap_fetch(live.s, &what));
    assert_non_null(strstr(body.data, "<1@x>"));
    what.section = "";
    what.uids = "1:2";
    does(mw_imap_fetch(live.s, &what));
    assert_int_equal(count(MW_ITEM_BODY), 2);
    drop_mailbox();
    leave();
}

/* The bytes that are there are those that were appended; mailutils, whose mailbox is an mbox, adds
   fields. */
static void bytes(void **state)
{
    static const uint64_t windows[][2] = { { 0, 0 }, { 0, 100 }, { 50, 1000 }, { 100000, 50000 } };
    struct server *server = *state;
    struct post big = { NULL, 0, 0 };
    mw_fetch what = MW_FETCH_INIT;
    size_t i;

    begin(server);
    does(mw_imap_create(live.s, below(""), NULL));
    post_text(&big, "Subject: big\r\n\r\n");
    while (big.len < 300000)
        post_text(&big, "A001 OK no {3}\r\n.\r\n* 1 FETCH (UID 2)\r\n)\r\n\"\\\r\n");
    append(below(""), big.data, big.len, NULL);
    does(mw_imap_examine(live.s, below(""), NULL));
    what.items = MW_IMAP_BODY;
    for (i = 0; i < sizeof windows / sizeof *windows; i++) {
        size_t from = windows[i][0], n = windows[i][1] ? windows[i][1] : big.len - from;

        if (is("MAILUTILS") && i)
            break;
        what.offset = from;
        what.length = windows[i][1];
        does(mw_imap_fetch(live.s, &what));
        if (is("MAILUTILS")) {
            assert_true(body.len > big.len);
            assert_memory_equal(body.data + body.len - big.len + 14, big.data + 14, big.len - 14);
        } else {
            assert_int_equal(body.len, n);
            assert_memory_equal(body.data, big.data + from, n);
        }
    }
    drop_mailbox();
    post_free(&big);
    leave();
}

static uint64_t first_hit(void)
{
    return found(MW_ITEM_SEARCH)->uid;
}

static void searching(void **state)
{
    mw_search how = MW_SEARCH_INIT;
    char memory[200];
    const char *criteria;
    mw_criteria q;

    begin(*state);
    make_mailbox();
    does(mw_imap_search(live.s, "ALL", NULL));
    assert_true(count(MW_ITEM_SEARCH) > 0);
    mw_criteria_init(&q, memory, sizeof memory);
    mw_criteria_key(&q, MW_KEY_SEEN);
    mw_criteria_text(&q, MW_KEY_SUBJECT, "two");
    mw_criteria_date(&q, MW_KEY_SINCE, 1996, 1, 1);
    assert_int_equal(mw_criteria_end(&q, &criteria), MW_OK);
    does(mw_imap_search(live.s, criteria, NULL));
    assert_int_equal(count(MW_ITEM_SEARCH), 1);
    assert_int_equal(first_hit(), 2);
    does(mw_imap_search(live.s, "SUBJECT \"no such words\"", NULL));
    assert_int_equal(count(MW_ITEM_SEARCH), 0);
    if (!is("MAILUTILS")) {
        does(mw_imap_search(live.s, "BODY \"Gr\xc3\xbc\xc3\x9f"
                                    "e\"", NULL));
        assert_int_equal(first_hit(), 1);
    }
    if (offers(MW_IMAP_CAP_ESEARCH)) {
        how.tell = MW_SEARCH_MIN | MW_SEARCH_MAX | MW_SEARCH_COUNT;
        does(mw_imap_search(live.s, "ALL", &how));
        assert_int_equal(found(MW_ITEM_MIN)->num, 1);
        assert_int_equal(found(MW_ITEM_MAX)->num, 2);
        assert_int_equal(found(MW_ITEM_COUNT)->num, 2);
        how.tell = 0;
    }
    if (offers(MW_IMAP_CAP_SORT)) {
        how.sort = "REVERSE DATE";
        does(mw_imap_search(live.s, "ALL", &how));
        assert_int_equal(count(MW_ITEM_SORT), 2);
        assert_int_equal(nth(MW_ITEM_SORT, 0)->uid, 2);
        how.sort = NULL;
    }
    if (offers(MW_IMAP_CAP_THREAD_REFERENCES)) {
        how.thread = "REFERENCES";
        does(mw_imap_search(live.s, "ALL", &how));
        assert_string_equal(found(MW_ITEM_THREAD)->data, "(1 2)");
    }
    drop_mailbox();
    leave();
}

static void changing(void **state)
{
    mw_store what = MW_STORE_INIT;

    begin(*state);
    make_mailbox();
    what.uids = "1:2";
    what.how = MW_STORE_ADD;
    what.flags = "\\Answered";
    does(mw_imap_store(live.s, &what));
    assert_non_null(strstr(found(MW_ITEM_FLAGS)->data, "\\Answered"));
    does(mw_imap_create(live.s, below("other"), NULL));
    does(mw_imap_copy(live.s, "1", below("other")));
    if (offers(MW_IMAP_CAP_UIDPLUS))
        found(MW_ITEM_COPYUID);
    if (offers(MW_IMAP_CAP_MOVE)) {
        does(mw_imap_move(live.s, "2", below("other")));
        assert_true(count(MW_ITEM_EXPUNGE) + count(MW_ITEM_VANISHED) > 0);
    } else {
        assert_int_equal(mw_imap_move(live.s, "2", below("other")), MW_E_NOT_OFFERED);
    }
    what.uids = "1";
    what.how = MW_STORE_SET;
    what.flags = "\\Deleted";
    what.silent = 1;
    does(mw_imap_store(live.s, &what));
    does(mw_imap_expunge(live.s, offers(MW_IMAP_CAP_UIDPLUS) ? "1" : NULL));
    if (!is("MAILUTILS")) /* which tells the new count only */
        assert_int_equal(count(MW_ITEM_EXPUNGE) + count(MW_ITEM_VANISHED), 1);
    does(mw_imap_check(live.s));
    does(mw_imap_delete(live.s, below("other")));
    drop_mailbox();
    leave();
}

static void idling(void **state)
{
    const struct server *server = *state;
    static struct live other;
    mw_config cfg;
    int id, append_id;
    mw_append how = MW_APPEND_INIT;

    begin(server);
    if (!offers(MW_IMAP_CAP_IDLE) || is("MAILUTILS")) {
        leave(); /* mailutils does not tell of new mail for half a minute */
        return;
    }
    make_mailbox();
    id = live_id(&live, mw_imap_idle(live.s));
    assert_true(id > 0);
    cfg = live_config(server->name, server->security);
    live_start(&other, LIVE_IMAP, &cfg, LIVE_BLOCKING);
    how.bytes = sizeof second - 1;
    append_id = live_id(&other, mw_imap_append(other.s, below(""), &how));
    live_run(&other, append_id);
    assert_int_equal(live_body(&other, second, sizeof second - 1), MW_OK);
    live_is(&other, append_id, MW_EV_DONE, 0);
    live_quit(&other);
    forget();
    while (!nth(MW_ITEM_EXISTS, 0)) {
        const mw_event *ev = mw_each(live.s, id);

        assert_non_null(ev);
        watch(NULL, ev);
    }
    assert_int_equal(found(MW_ITEM_EXISTS)->num, 3);
    assert_int_equal(mw_imap_idle_done(live.s), id);
    live_is(&live, id, MW_EV_DONE, 0);
    drop_mailbox();
    leave();
}

static void identity(void **state)
{
    const char *const fields[] = { "name", "mailwire", "version", "1", NULL };

    begin(*state);
    if (offers(MW_IMAP_CAP_ID)) {
        does(mw_imap_id(live.s, fields));
        if (!is("MAILUTILS"))
            found(MW_ITEM_ID);
        does(mw_imap_id(live.s, NULL));
    }
    if (offers(MW_IMAP_CAP_QUOTA)) {
        does(mw_imap_quota_root(live.s, "INBOX"));
        assert_true(count(MW_ITEM_QUOTAROOT) > 0);
    }
    if (offers(MW_IMAP_CAP_ACL)) {
        does(mw_imap_my_rights(live.s, "INBOX"));
        found(MW_ITEM_MYRIGHTS);
        does(mw_imap_acl(live.s, "INBOX"));
        found(MW_ITEM_ACL);
    }
    if (offers(MW_IMAP_CAP_METADATA)) {
        does(mw_imap_set_metadata(live.s, "INBOX", "/private/comment", "a\r\nb\"", 5));
        does(mw_imap_metadata(live.s, "INBOX", "/private/comment", 0, 0));
        assert_non_null(strstr(found(MW_ITEM_METADATA)->data, "a\r\nb"));
        does(mw_imap_set_metadata(live.s, "INBOX", "/private/comment", NULL, 0));
    }
    does(mw_imap_raw(live.s, "NOOP"));
    leave();
}

static void resync(void **state)
{
    mw_select how = MW_SELECT_INIT;
    mw_fetch what = MW_FETCH_INIT;
    uint64_t modseq;

    begin(*state);
    if (!offers(MW_IMAP_CAP_QRESYNC | MW_IMAP_CAP_ENABLE)) {
        leave();
        return;
    }
    does(mw_imap_enable(live.s, "QRESYNC"));
    assert_true(mw_imap_enabled(live.s) & MW_IMAP_ON_QRESYNC);
    make_mailbox();
    modseq = found(MW_ITEM_HIGHESTMODSEQ)->num;
    how.uidvalidity = (uint32_t)found(MW_ITEM_UIDVALIDITY)->num;
    how.modseq = modseq;
    assert_true(modseq > 0);
    does(mw_imap_raw(live.s, "UID STORE 1 +FLAGS.SILENT (\\Deleted)"));
    does(mw_imap_expunge(live.s, "1"));
    assert_int_equal(found(MW_ITEM_VANISHED)->uid, 1);
    does(mw_imap_unselect(live.s));
    does(mw_imap_select(live.s, below(""), &how));
    assert_int_equal(found(MW_ITEM_VANISHED)->uid, 1);
    assert_true(found(MW_ITEM_VANISHED)->flags & MW_EVF_EARLIER);
    what.items = MW_IMAP_FLAGS | MW_IMAP_MODSEQ;
    what.changedsince = 1;
    does(mw_imap_fetch(live.s, &what));
    assert_true(found(MW_ITEM_MODSEQ)->num > 0);
    drop_mailbox();
    leave();
}

static void compressed(void **state)
{
    mw_fetch what = MW_FETCH_INIT;

    begin(*state);
    if (!offers(MW_IMAP_CAP_COMPRESS_DEFLATE) || !(mw_features() & MW_FEATURE_COMPRESS)) {
        leave();
        return;
    }
    does(mw_imap_compress(live.s));
    make_mailbox();
    what.items = MW_IMAP_BODY;
    what.uids = "1";
    does(mw_imap_fetch(live.s, &what));
    assert_int_equal(body.len, sizeof first - 1);
    assert_memory_equal(body.data, first, body.len);
    drop_mailbox();
    leave();
}

/* APPEND in its other forms. */
static void putting(void **state)
{
    mw_append how = MW_APPEND_INIT;
    mw_fetch what = MW_FETCH_INIT;
    int id;

    begin(*state);
    make_mailbox();
    if (offers(MW_IMAP_CAP_MULTIAPPEND)) {
        how.bytes = sizeof first - 1;
        how.more = 1;
        id = live_id(&live, mw_imap_append(live.s, below(""), &how));
        write_message(id, first, sizeof first - 1);
        how.bytes = sizeof second - 1;
        how.more = 0;
        assert_int_equal(mw_imap_append(live.s, NULL, &how), id);
        write_message(id, second, sizeof second - 1);
        live_is(&live, id, MW_EV_DONE, 0);
    }
    if (offers(MW_IMAP_CAP_CATENATE)) {
        how.bytes = 0;
        how.more = 0;
        how.catenate = 1;
        forget();
        id = live_id(&live, mw_imap_append(live.s, below(""), &how));
        assert_true(id > 0);
        assert_int_equal(mw_imap_part(live.s, NULL, sizeof second - 1, 1), id);
        write_message(id, second, sizeof second - 1);
        assert_int_equal(mw_imap_part(live.s, NULL, 6, 0), id);
        write_message(id, "more\r\n", 6);
        live_is(&live, id, MW_EV_DONE, 0);
        how.catenate = 0;
    }
    if (offers(MW_IMAP_CAP_REPLACE)) {
        how.bytes = sizeof second - 1;
        how.replace_uid = 1;
        id = live_id(&live, mw_imap_append(live.s, below(""), &how));
        write_message(id, second, sizeof second - 1);
        live_is(&live, id, MW_EV_DONE, 0);
        what.items = MW_IMAP_FLAGS;
        what.uids = "1";
        does(mw_imap_fetch(live.s, &what));
        assert_int_equal(count(MW_ITEM_FLAGS), 0);
    }
    if (offers(MW_IMAP_CAP_BINARY)) {
        what.items = MW_IMAP_BINARY;
        what.section = "2";
        what.uids = "1:*";
        forget();
        does(mw_imap_fetch(live.s, &what));
    }
    drop_mailbox();
    leave();
}

/* What the server refuses is refused, and the session lives. */
static void refused(void **state)
{
    int id;

    begin(*state);
    id = live_id(&live, mw_imap_select(live.s, below("no such"), NULL));
    assert_int_equal(live_run(&live, id)->type, MW_EV_REFUSED);
    assert_int_equal(live.end[id].error, MW_E_REPLY_PERM);
    id = live_id(&live, mw_imap_raw(live.s, "XNOSUCH \"a\""));
    assert_int_equal(live_run(&live, id)->type, MW_EV_REFUSED);
    does(mw_noop(live.s));
    leave();
}

#define SERVERS 10
#define EACH(f) f, #f

int main(void)
{
    static const struct {
        void (*function)(void **);
        const char *name;
    } all[] = {
        { EACH(names) },  { EACH(extended_list) }, { EACH(fetching) }, { EACH(bytes) },
        { EACH(searching) }, { EACH(changing) },   { EACH(idling) },   { EACH(identity) },
        { EACH(resync) }, { EACH(compressed) },    { EACH(putting) },  { EACH(refused) },
    };
    static struct server servers[SERVERS] = {
        { "DOVECOT_IMAPS", MW_TLS, LIVE_BLOCKING },
        { "DOVECOT_IMAP", MW_STARTTLS, LIVE_POLLED },
        { "DOVECOT24_IMAPS", MW_TLS, LIVE_POLLED },
        { "DOVECOT24_IMAP", MW_STARTTLS, LIVE_BLOCKING },
        { "CYRUS_IMAPS", MW_TLS, LIVE_BLOCKING },
        { "CYRUS_IMAP", MW_STARTTLS, LIVE_POLLED },
        { "COURIER_IMAPS", MW_TLS, LIVE_POLLED },
        { "COURIER_IMAP", MW_STARTTLS, LIVE_BLOCKING },
        { "MAILUTILS_IMAPS", MW_TLS, LIVE_BLOCKING },
        { "MAILUTILS_IMAP", MW_STARTTLS, LIVE_POLLED },
    };
    static struct CMUnitTest tests[SERVERS * sizeof all / sizeof *all];
    static char titles[sizeof tests / sizeof *tests][80];
    size_t i, j, n = 0;

    for (i = 0; i < SERVERS; i++)
        for (j = 0; j < sizeof all / sizeof *all; j++, n++) {
            snprintf(titles[n], sizeof titles[n], "%s: %s", servers[i].name, all[j].name);
            tests[n].name = titles[n];
            tests[n].test_func = all[j].function;
            tests[n].initial_state = &servers[i];
        }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
