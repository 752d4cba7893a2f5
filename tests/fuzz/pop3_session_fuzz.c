/* SPDX-License-Identifier: MIT */
/* A whole POP3 session (session.h). */

#include "fuzz/session.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct player {
    struct session f;
    int in_body; /* id of the message that comes */
};

static void submit(struct session *f)
{
    mw_session *s = f->s;

    switch (f->next++) {
    case 0:
        session_note(f, mw_pop3_stat(s));
        session_note(f, mw_pop3_uidl(s, 0));
        session_note(f, mw_pop3_retr(s, 1));
        session_note(f, mw_pop3_retr(s, 4294967295u));
        break;
    case 1:
        session_note(f, mw_pop3_dele(s, 1));
        session_note(f, mw_pop3_uidl(s, 0));
        session_note(f, mw_pop3_list(s, 0));
        break;
    case 2:
        session_note(f, mw_noop(s));
        session_note(f, mw_pop3_top(s, 3, 0));
        session_note(f, mw_pop3_list(s, 2));
        break;
    case 3:
        session_note(f, mw_pop3_rset(s));
        session_note(f, mw_pop3_lang(s, NULL));
        session_note(f, mw_pop3_uidl(s, 7));
        break;
    case 4:
        session_note(f, mw_pop3_last(s));
        session_note(f, mw_pop3_lang(s, "de"));
        session_note(f, mw_pop3_dele(s, 2));
        break;
    default:
        session_note(f, mw_quit(s));
    }
}

static void check(struct session *f, const mw_event *ev)
{
    struct player *p = (struct player *)f;
    const mw_error *err = mw_last_error(f->s);

    session_expect(err->text_len == 0 || err->word_len <= err->text_len);
    session_expect(err->reply <= MW_POP3_CODE_UTF8);
    if (ev->type == MW_EV_CAP)
        session_expect(f->secure && ev->id == 0);
    if (ev->type == MW_EV_ITEM && !(ev->flags & MW_EVF_DAMAGED))
        session_expect(ev->num <= UINT32_MAX);
    if (ev->type == MW_EV_MSG)
        p->in_body = ev->id;
    if (ev->type == MW_EV_DATA || ev->type == MW_EV_MSG_END)
        session_expect(p->in_body == ev->id);
    if (ev->type == MW_EV_MSG_END)
        p->in_body = 0;
    if (ev->type == MW_EV_DATA)
        session_expect(ev->len > 0);
    if (ev->type == MW_EV_DONE)
        session_expect(p->in_body != ev->id);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct player p;

    memset(&p, 0, sizeof p);
    p.f.submit = submit;
    p.f.check = check;
    return session_fuzz(&p.f, data, size, mw_pop3_size, mw_pop3_init);
}
