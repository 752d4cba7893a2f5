/* SPDX-License-Identifier: MIT */
/* A whole IMAP session (session.h). */

#include "fuzz/session.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct player {
    struct session f;
    int in_message;       /* 1 + the id of its events */
    uint64_t number, uid; /* of it */
    int in_body;
    uint64_t left; /* of the body; 0: not known */
};

static void fetch(struct session *f, uint32_t items)
{
    mw_fetch what = MW_FETCH_INIT;

    what.items = items;
    session_note(f, mw_imap_fetch(f->s, &what));
}

static void read_mail(struct session *f)
{
    switch (f->next++) {
    case 0:
        session_note(f, mw_imap_select(f->s, "INBOX", NULL));
        fetch(f, MW_IMAP_FLAGS | MW_IMAP_ENVELOPE);
        fetch(f, MW_IMAP_BODY);
        break;
    case 1:
        session_note(f, mw_noop(f->s));
        fetch(f, MW_IMAP_BODY | MW_IMAP_MARK_SEEN);
        break;
    case 2:
        session_note(f, mw_imap_examine(f->s, "x", NULL));
        session_note(f, mw_imap_search(f->s, "ALL", NULL));
        session_note(f, mw_imap_list(f->s, NULL));
        session_note(f, mw_imap_status(f->s, "x", MW_STATUS_MESSAGES));
        break;
    default:
        session_note(f, mw_quit(f->s));
    }
}

/* One after the other in one command, made of parts, and one instead of another. */
static void append(struct session *f)
{
    mw_append how = MW_APPEND_INIT;
    int i = f->next++;

    how.bytes = i == 3 ? 0 : 60;
    how.flags = i ? NULL : "\\Seen";
    how.more = i == 0;
    how.catenate = i == 3;
    how.binary = i == 2;
    how.replace_uid = i == 5 ? 7 : 0;
    if (i == 4)
        session_note(f, mw_imap_part(f->s, NULL, 60, 0));
    else
        session_note(f, mw_imap_append(f->s, i == 1 ? NULL : "x\r\"\xc3\xa4", &how));
    if (i == 3)
        session_note(f, mw_imap_part(f->s, "/INBOX/;UID=20", 0, 1));
    session_body(f, i == 3 ? 0 : 60);
    if (i == 0 || i > 4)
        session_note(f, mw_imap_append(f->s, "y", &how));
    if (i > 6)
        session_note(f, mw_quit(f->s));
}

static void idle(struct session *f)
{
    static const char *const fields[] = { "name", "a \"b\"", "version", NULL, NULL };

    switch (f->next++) {
    case 0:
        session_note(f, mw_imap_enable(f->s, "QRESYNC UTF8=ACCEPT UIDONLY"));
        session_note(f, mw_imap_select(f->s, "\xc3\xa4 & b", NULL));
        session_note(f, mw_imap_idle(f->s));
        break;
    case 1:
        session_note(f, mw_imap_idle(f->s));
        session_note(f, mw_imap_id(f->s, fields));
        break;
    case 2:
        session_note(f, mw_imap_notify(f->s, "(selected MessageNew)"));
        session_note(f, mw_imap_idle(f->s));
        mw_imap_idle_done(f->s);
        break;
    case 3:
        session_note(f, mw_imap_raw(f->s, "X-ANY \"a\" (b)"));
        session_note(f, mw_imap_language(f->s, "de"));
        session_note(f, mw_imap_unauthenticate(f->s));
        break;
    case 4:
        session_note(f, mw_imap_idle(f->s));
        break;
    default:
        session_note(f, mw_quit(f->s));
        if (f->next > 7)
            mw_cancel(f->s);
    }
}

static void look(struct session *f)
{
    mw_list how = MW_LIST_INIT;

    switch (f->next++) {
    case 0:
        how.choose = MW_LIST_SUBSCRIBED | MW_LIST_RECURSIVEMATCH;
        how.tell = MW_LIST_TELL_CHILDREN | MW_LIST_TELL_MYRIGHTS;
        how.status = MW_STATUS_MESSAGES | MW_STATUS_SIZE;
        how.metadata = "/shared/comment";
        session_note(f, mw_imap_list(f->s, &how));
        session_note(f, mw_imap_namespace(f->s));
        session_note(f, mw_imap_quota_root(f->s, "a\nb"));
        session_note(f, mw_imap_quota(f->s, ""));
        break;
    case 1:
        session_note(f, mw_imap_acl(f->s, "a"));
        session_note(f, mw_imap_my_rights(f->s, "a"));
        session_note(f, mw_imap_list_rights(f->s, "a", "ann"));
        session_note(f, mw_imap_metadata(f->s, "a", "/shared", 1, 100));
        session_note(f, mw_imap_set_metadata(f->s, "a", "/shared/x", "\0\r\n", 3));
        break;
    case 2:
        session_note(f, mw_imap_create(f->s, "a", "\\Sent"));
        session_note(f, mw_imap_rename(f->s, "a", "b"));
        session_note(f, mw_imap_delete(f->s, "b"));
        session_note(f, mw_imap_subscribe(f->s, "b"));
        break;
    default:
        session_note(f, mw_quit(f->s));
    }
}

static void search(struct session *f)
{
    mw_search how = MW_SEARCH_INIT;

    how.tell = MW_SEARCH_ALL | MW_SEARCH_COUNT | MW_SEARCH_SAVE;
    session_note(f, mw_imap_search(f->s, "TEXT \"\xc3\xa4\"", &how));
    how.tell = 0;
    how.partial_from = -1;
    how.partial_to = -100;
    session_note(f, mw_imap_search(f->s, "SEEN", &how));
    how.partial_from = how.partial_to = 0;
    how.numbers = 1;
    how.sort = "REVERSE DATE";
    session_note(f, mw_imap_search(f->s, "SEEN", &how));
    how.sort = NULL;
    how.thread = "REFERENCES";
    session_note(f, mw_imap_search(f->s, "SEEN", &how));
}

static void change(struct session *f)
{
    mw_select how = MW_SELECT_INIT;
    mw_store to = MW_STORE_INIT;

    switch (f->next++) {
    case 0:
        session_note(f, mw_imap_enable(f->s, "QRESYNC"));
        how.uidvalidity = 9;
        how.modseq = 7;
        how.known_uids = "1:9";
        session_note(f, mw_imap_select(f->s, "a", &how));
        session_note(f, mw_imap_select(f->s, "a", NULL));
        break;
    case 1:
        search(f);
        break;
    case 2:
        to.uids = "1:3,9";
        to.flags = "\\Seen $x";
        to.unchangedsince = 7;
        session_note(f, mw_imap_store(f->s, &to));
        to.numbers = 1;
        session_note(f, mw_imap_store(f->s, &to));
        session_note(f, mw_imap_copy(f->s, "$", "b"));
        session_note(f, mw_imap_move(f->s, "1:*", "b"));
        session_note(f, mw_imap_expunge(f->s, "7"));
        break;
    case 3:
        fetch(f, MW_IMAP_BINARY | MW_IMAP_BINARY_SIZE | MW_IMAP_X_GM | MW_IMAP_MODSEQ);
        session_note(f, mw_imap_unselect(f->s));
        session_note(f, mw_imap_close(f->s));
        break;
    default:
        session_note(f, mw_quit(f->s));
    }
}

static void submit(struct session *f)
{
    static void (*const scripts[])(struct session *f) = { read_mail, append, idle,
                                                          look,      change, append,
                                                          idle,      change };

    scripts[f->script & 7](f);
}

static void body_event(struct player *p, const mw_event *ev)
{
    if (ev->type == MW_EV_BODY) {
        p->in_body = 1;
        p->left = ev->num;
    } else if (ev->type == MW_EV_DATA) {
        session_expect(p->in_body && ev->len > 0);
        session_expect(p->left == 0 || ev->len <= p->left);
        p->left -= p->left ? ev->len : 0;
        p->in_body = 1 + (p->left == 0 && p->in_body == 1);
    } else {
        session_expect(p->in_body != 1 || p->left == 0);
        p->in_body = 0;
    }
}

/* What belongs to a message stands between its MSG and MSG_END and bears its marks. */
static void message_event(struct player *p, const mw_event *ev)
{
    if (ev->type == MW_EV_MSG) {
        session_expect(!p->in_message && p->f.secure && (ev->num > 0 || ev->uid > 0));
        p->in_message = 1 + ev->id;
        p->number = ev->num;
        p->uid = 0;
    }
    if (ev->type < MW_EV_MSG || ev->type > MW_EV_MSG_END)
        return;
    session_expect(p->in_message == 1 + ev->id);
    session_expect(p->uid == 0 || p->uid == ev->uid);
    p->uid = ev->uid;
    body_event(p, ev);
    if (ev->type == MW_EV_MSG_END) {
        session_expect(ev->num == p->number);
        p->in_message = 0;
    }
}

static void check(struct session *f, const mw_event *ev)
{
    struct player *p = (struct player *)f;

    message_event(p, ev);
    if (ev->type == MW_EV_MAILBOX || ev->type == MW_EV_ITEM || ev->type == MW_EV_CAP)
        session_expect(f->secure && !p->in_message && (ev->type != MW_EV_CAP || ev->id == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct player p;

    memset(&p, 0, sizeof p);
    p.f.submit = submit;
    p.f.check = check;
    return session_fuzz(&p.f, data, size, mw_imap_size, mw_imap_init);
}
