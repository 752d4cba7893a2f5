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

static void submit(struct session *f)
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
