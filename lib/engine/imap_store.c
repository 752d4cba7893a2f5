/* SPDX-License-Identifier: MIT */
#include "engine/imap_line.h"
#include "wire/imap_args.h"

/* Commands that change the mailbox that is open, or leave it: RFC 9051 6.4. */

int mw_imap_store(mw_session *s, const mw_store *what)
{
    static const char how[] = { 0, '+', '-' };
    struct imap_line l;
    mw_store o;

    mw_imap_options(&o, sizeof o, what);
    mw_imap_line(&l, s);
    if (o.how >= sizeof how)
        mw_imap_wrong(&l, MW_E_ARG);
    mw_imap_put(&l, o.numbers ? "STORE %u " : "UID STORE %u ", o.uids);
    if (o.unchangedsince)
        mw_imap_put_condstore(&l, "(UNCHANGEDSINCE %d) ", o.unchangedsince);
    if (o.how == MW_STORE_ADD || o.how == MW_STORE_REMOVE)
        mw_text_byte(&l.t, how[o.how]);
    mw_imap_need(&l, o.labels ? IMAP_CAP(X_GM_EXT_1) : 0);
    mw_text_string(&l.t, o.labels ? "X-GM-LABELS" : "FLAGS");
    mw_text_string(&l.t, o.silent ? ".SILENT (" : " (");
    if (o.flags && !o.labels && !mw_imap_is_flags(o.flags))
        mw_imap_wrong(&l, MW_E_ARG);
    mw_imap_put(&l, o.labels ? "%m)" : "%r)", o.flags);
    return mw_imap_submit(&l, IMAP_STORE, o.numbers ? IMAP_CMD_NUMBERS | IMAP_CMD_KEEPS : 0);
}

int mw_imap_copy(mw_session *s, const char *uids, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_COPY, "UID COPY %u %m", uids, mailbox_utf8);
}

int mw_imap_move(mw_session *s, const char *uids, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_MOVE | IMAP_NEEDS(MOVE), "UID MOVE %u %m", uids, mailbox_utf8);
}

int mw_imap_expunge(mw_session *s, const char *uids)
{
    return uids ? mw_imap_command(s, IMAP_EXPUNGE | IMAP_NEEDS(UIDPLUS), "UID EXPUNGE %u", uids)
                : mw_imap_command(s, IMAP_EXPUNGE, "EXPUNGE");
}

int mw_imap_close(mw_session *s)
{
    return mw_imap_command(s, IMAP_CLOSE, "CLOSE");
}

int mw_imap_unselect(mw_session *s)
{
    return mw_imap_command(s, IMAP_UNSELECT | IMAP_NEEDS(UNSELECT), "UNSELECT");
}
