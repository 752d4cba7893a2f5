/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/imap_line.h"
#include "wire/imap_args.h"
#include "wire/imap_word.h"
#include "wire/utf8.h"

#include <string.h>

/* Commands of extensions that few servers have, or few callers need: a firmware that calls none of
   them has none of this. */

/* The flag of a command that waits until it is alone. */
static unsigned alone(const mw_session *s)
{
    return s->queue_count ? MW_CMD_HOLD : 0;
}

int mw_imap_check(mw_session *s)
{
    return mw_imap_command(s, IMAP_OTHER, "CHECK");
}

/* --- QUOTA (RFC 9208) --- */

int mw_imap_quota(mw_session *s, const char *root)
{
    return mw_imap_command(s, IMAP_QUOTA | IMAP_NEEDS(QUOTA), "GETQUOTA %s", root);
}

int mw_imap_quota_root(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_QUOTA | IMAP_NEEDS(QUOTA), "GETQUOTAROOT %m", mailbox_utf8);
}

int mw_imap_set_quota(mw_session *s, const char *root, const char *limits)
{
    if (limits && !*limits)
        return mw_imap_command(s, IMAP_SET_QUOTA | IMAP_NEEDS(QUOTA), "SETQUOTA %s ()", root);
    return mw_imap_command(s, IMAP_SET_QUOTA | IMAP_NEEDS(QUOTA), "SETQUOTA %s (%w)", root, limits);
}

/* --- ACL (RFC 4314) --- */

int mw_imap_set_acl(mw_session *s, const char *mailbox_utf8, const char *who, const char *rights)
{
    return mw_imap_command(s, IMAP_CHANGE | IMAP_NEEDS(ACL), "SETACL %m %s %s", mailbox_utf8, who,
                           rights);
}

int mw_imap_delete_acl(mw_session *s, const char *mailbox_utf8, const char *who)
{
    return mw_imap_command(s, IMAP_CHANGE | IMAP_NEEDS(ACL), "DELETEACL %m %s", mailbox_utf8, who);
}

int mw_imap_acl(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_ACL | IMAP_NEEDS(ACL), "GETACL %m", mailbox_utf8);
}

int mw_imap_list_rights(mw_session *s, const char *mailbox_utf8, const char *who)
{
    return mw_imap_command(s, IMAP_ACL | IMAP_NEEDS(ACL), "LISTRIGHTS %m %s", mailbox_utf8, who);
}

int mw_imap_my_rights(mw_session *s, const char *mailbox_utf8)
{
    return mw_imap_command(s, IMAP_ACL | IMAP_NEEDS(ACL), "MYRIGHTS %m", mailbox_utf8);
}

/* --- METADATA (RFC 5464) --- */

/* The server's own annotations need less than those of mailboxes. */
static void metadata(struct imap_line *l, mw_session *s, const char *mailbox)
{
    mw_imap_line(l, s);
    if (!mailbox || *mailbox || !mw_imap_offers(l->m, IMAP_CAP(METADATA_SERVER)))
        mw_imap_need(l, IMAP_CAP(METADATA));
}

int mw_imap_metadata(mw_session *s, const char *mailbox_utf8, const char *entries, uint32_t depth,
                     uint64_t max_bytes)
{
    static const char *const depths[] = { NULL, " (DEPTH 1", " (DEPTH infinity" };
    struct imap_line l;

    metadata(&l, s, mailbox_utf8);
    mw_imap_put(&l, "GETMETADATA");
    if (depth >= sizeof depths / sizeof *depths)
        mw_imap_wrong(&l, MW_E_ARG);
    else if (depth)
        mw_imap_put(&l, depths[depth]);
    if (max_bytes)
        mw_imap_put(&l, depth ? " MAXSIZE %d" : " (MAXSIZE %d", max_bytes);
    mw_imap_put(&l, depth || max_bytes ? ") %m (%w)" : " %m (%w)", mailbox_utf8, entries);
    return mw_imap_submit(&l, IMAP_METADATA, 0);
}

int mw_imap_set_metadata(mw_session *s, const char *mailbox_utf8, const char *entry,
                         const void *value, size_t len)
{
    struct imap_line l;

    metadata(&l, s, mailbox_utf8);
    mw_imap_put(&l, value ? "SETMETADATA %m (%r " : "SETMETADATA %m (%r NIL", mailbox_utf8,
                entry && mw_imap_is_atom(entry) ? entry : NULL);
    if (value)
        mw_imap_put_string(&l, value, len);
    mw_text_byte(&l.t, ')');
    return mw_imap_submit(&l, IMAP_CHANGE, 0);
}

/* --- NOTIFY (RFC 5465), LANGUAGE (RFC 5255), JMAPACCESS (RFC 9698) --- */

int mw_imap_notify(mw_session *s, const char *groups)
{
    return groups ? mw_imap_command(s, IMAP_NOTIFY | IMAP_NEEDS(NOTIFY), "NOTIFY SET %w", groups)
                  : mw_imap_command(s, IMAP_NOTIFY | IMAP_NEEDS(NOTIFY), "NOTIFY NONE");
}

int mw_imap_language(mw_session *s, const char *ranges)
{
    return ranges ? mw_imap_command(s, IMAP_LANGUAGE | IMAP_NEEDS(LANGUAGE), "LANGUAGE %w", ranges)
                  : mw_imap_command(s, IMAP_LANGUAGE | IMAP_NEEDS(LANGUAGE), "LANGUAGE");
}

int mw_imap_jmap_access(mw_session *s)
{
    return mw_imap_command(s, IMAP_JMAP | IMAP_NEEDS(JMAPACCESS), "GETJMAPACCESS");
}

/* --- what changes the session --- */

/* Neither can be undone but by the other, which would end the compression on its own (RFC 8437). */
int mw_imap_compress(mw_session *s)
{
    const mw_transport *t = s->transport;
    struct imap_line l;

    mw_imap_line(&l, s);
    mw_imap_need(&l, IMAP_CAP(COMPRESS_DEFLATE));
    if (!t || t->size < offsetof(mw_transport, compress) + sizeof t->compress || !t->compress)
        mw_imap_wrong(&l, MW_E_NOT_OFFERED);
    if (s->has & IMAP_HAS_COMPRESS)
        mw_imap_wrong(&l, MW_E_USAGE);
    mw_imap_put(&l, "COMPRESS DEFLATE");
    l.m->effect = mw_imap_effect;
    return mw_imap_submit(&l, IMAP_COMPRESS, MW_CMD_LAST);
}

int mw_imap_unauthenticate(mw_session *s)
{
    struct imap_line l;

    mw_imap_line(&l, s);
    mw_imap_need(&l, IMAP_CAP(UNAUTHENTICATE));
    if (s->has & IMAP_HAS_COMPRESS)
        mw_imap_wrong(&l, MW_E_USAGE);
    mw_imap_put(&l, "UNAUTHENTICATE");
    l.m->effect = mw_imap_effect;
    return mw_imap_submit(&l, IMAP_UNAUTHENTICATE, alone(s) | MW_CMD_LAST);
}

/* --- the way out --- */

/* Those that change what the bytes behind them mean. */
static const char not_raw[] = "STARTTLS\0AUTHENTICATE\0LOGOUT\0IDLE\0COMPRESS\0APPEND\0";

/* One line, with nothing at its end that makes what follows a literal. */
static int is_line(const char *p)
{
    size_t n = strlen(p), word = 0;

    while (word < n && p[word] != ' ')
        word++;
    return word && !mw_has_control(p) && mw_is_utf8(p, n) && p[n - 1] != '}' &&
           !mw_imap_find(not_raw, p, word, NULL);
}

int mw_imap_raw(mw_session *s, const char *command)
{
    struct imap_line l;

    mw_imap_line(&l, s);
    if (!command || !is_line(command))
        mw_imap_wrong(&l, MW_E_ARG);
    else
        mw_text_string(&l.t, command);
    return mw_imap_submit(&l, IMAP_RAW, alone(s) | MW_CMD_LAST);
}

/* --- CATENATE (RFC 4469) --- */

int mw_imap_part(mw_session *s, const char *url, uint64_t bytes, int more)
{
    struct imap *m = imap_of(s);
    struct imap_line l;
    int id, waits = 0;

    mw_imap_more(&l, s, IMAP_APPEND_PARTS);
    if (url && bytes)
        mw_imap_wrong(&l, MW_E_ARG);
    if (url)
        mw_imap_put(&l, "URL %s", url);
    else
        mw_imap_put(&l, "TEXT ");
    if (!url)
        waits = mw_imap_put_header(m, &l.t, bytes);
    id = mw_imap_more_end(&l);
    if (id < 0)
        return id;
    if (!more)
        m->append &= (uint8_t)~IMAP_APPEND_PARTS;
    mw_imap_literal_begins(m, waits, bytes);
    if (url) {
        s->write_due = 0;
        mw_imap_append_finish(s);
    }
    return id;
}
