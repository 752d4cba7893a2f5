/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"
#include "engine/imap.h"
#include "wire/imap_word.h"

/* From the greeting to READY: RFC 9051 7.1, 6.1.1, 6.2.1. One command at a time. */

/* What the server offers, in the order of MW_IMAP_CAP_... */
static const char offers[] =
    "IMAP4REV1\0IMAP4REV2\0STARTTLS\0LOGINDISABLED\0SASL-IR\0LITERAL+\0LITERAL-\0ENABLE\0IDLE\0"
    "UIDPLUS\0MOVE\0UNSELECT\0NAMESPACE\0ID\0CONDSTORE\0QRESYNC\0ESEARCH\0SEARCHRES\0WITHIN\0"
    "SORT\0THREAD=REFERENCES\0LIST-EXTENDED\0LIST-STATUS\0SPECIAL-USE\0CREATE-SPECIAL-USE\0BINARY\0"
    "MULTIAPPEND\0CATENATE\0COMPRESS=DEFLATE\0UTF8=ACCEPT\0NOTIFY\0QUOTA\0ACL\0METADATA\0"
    "STATUS=SIZE\0OBJECTID\0SAVEDATE\0PREVIEW\0REPLACE\0PARTIAL\0INPROGRESS\0UIDONLY\0"
    "LIST-METADATA\0LIST-MYRIGHTS\0JMAPACCESS\0UNAUTHENTICATE\0LANGUAGE\0SEARCH=FUZZY\0"
    "X-GM-EXT-1\0APPENDLIMIT\0ESORT\0THREAD=ORDEREDSUBJECT\0"
    "METADATA-SERVER\0";

/* What IMAP4rev2 has in itself (RFC 9051 appendix E). */
#define REV2_MEMBERS                                                                          \
    (MW_IMAP_CAP_SASL_IR | MW_IMAP_CAP_LITERAL_MINUS | MW_IMAP_CAP_IDLE | MW_IMAP_CAP_UIDPLUS |    \
     MW_IMAP_CAP_MOVE | MW_IMAP_CAP_UNSELECT | MW_IMAP_CAP_NAMESPACE | MW_IMAP_CAP_ESEARCH |       \
     MW_IMAP_CAP_SEARCHRES | MW_IMAP_CAP_LIST_EXTENDED | MW_IMAP_CAP_LIST_STATUS |                 \
     MW_IMAP_CAP_SPECIAL_USE | MW_IMAP_CAP_BINARY | MW_IMAP_CAP_STATUS_SIZE)

int mw_imap_offers(const struct imap *m, unsigned cap)
{
    const uint64_t both = MW_IMAP_CAP_IMAP4REV1 | MW_IMAP_CAP_IMAP4REV2;
    uint64_t has = m->s.caps | MW_IMAP_CAP_IMAP4REV1;

    if ((m->enabled & MW_IMAP_ON_REV2) || (m->s.caps & both) == MW_IMAP_CAP_IMAP4REV2)
        has |= REV2_MEMBERS;
    if (has & MW_IMAP_CAP_IMAP4REV2)
        has |= MW_IMAP_CAP_ENABLE;
    if (has & MW_IMAP_CAP_QRESYNC)
        has |= MW_IMAP_CAP_CONDSTORE;
    return (int)(has >> cap & 1);
}

unsigned mw_imap_offer(const char *p, size_t n)
{
    unsigned place = mw_imap_find(offers, p, n, NULL);

    return place ? place - 1 : 0;
}

void mw_imap_capability(struct imap *m, const char *p, size_t n)
{
    static const char limit[] = "appendlimit=";
    uint32_t number;
    unsigned place;

    if (mw_starts(p, n, limit)) {
        m->s.max_bytes =
            mw_imap_number(p + sizeof limit - 1, n - (sizeof limit - 1), &number) ? number : 0;
        n = sizeof limit - 2;
    }
    place = mw_imap_find(offers, p, n, NULL);
    if (place)
        m->s.caps |= UINT64_C(1) << (place - 1);
    else if (mw_same(p, n, "utf8=only"))
        m->s.caps |= MW_IMAP_CAP_UTF8_ACCEPT;
    else if (mw_starts(p, n, "auth="))
        mw_auth_offer(&m->s, p + 5, n - 5);
}

void mw_imap_start(mw_session *s)
{
    mw_out_string(s, "", IMAP_GREETING, MW_CMD_HIDDEN | MW_CMD_LAST | MW_CMD_TRACED);
    imap_of(s)->next_tag = 1;
    imap_of(s)->r.m = imap_of(s);
}

/* Whether the first byte can be an IMAP greeting's, before there is a line. MW_WANT_READ: yes. */
int mw_imap_greeting_bytes(const mw_session *s)
{
    char c;

    if (s->in_len == s->in_off || s->step != IMAP_AT_START)
        return MW_WANT_READ;
    c = s->in[s->in_off];
    if (c == '*')
        return MW_WANT_READ;
    return c == 0x15 || c == 0x16 ? MW_E_PORT_IS_TLS : MW_E_WRONG_SERVICE;
}

/* Answers the reply at hand with the next command. */
static int ask(struct imap *m, const char *verb, int kind)
{
    mw_session *s = &m->s;
    int rc;

    mw_input_release(s);
    if (s->released)
        mw_queue_pop(s);
    rc = mw_imap_fixed(m, verb, kind, MW_CMD_HIDDEN | MW_CMD_LAST);
    return rc == MW_OK ? MW_AGAIN : rc;
}

void mw_imap_secured(mw_session *s)
{
    s->caps = s->mechanisms = 0;
    s->has = 0;
    imap_of(s)->r.unasked = 0;
    ask(imap_of(s), "CAPABILITY", IMAP_CAPABILITY);
}

static int ready(struct imap *m)
{
    m->s.pipeline = 1;
    mw_ready(&m->s);
    m->s.ev.data += m->r.word;
    m->s.ev.len -= m->r.word;
    return MW_OK;
}

int mw_imap_go_on(struct imap *m)
{
    mw_session *s = &m->s;

    if (!(s->has & IMAP_HAS_CAPS))
        return ask(m, "CAPABILITY", IMAP_CAPABILITY);
    if (mw_tls_is_due(s)) {
        if (!(s->caps & MW_IMAP_CAP_STARTTLS))
            return mw_imap_fail(m, MW_E_NO_STARTTLS);
        return ask(m, "STARTTLS", IMAP_STARTTLS);
    }
    if (!s->auth || (s->has & IMAP_HAS_USER))
        return ready(m);
    return mw_imap_auth_start(m);
}

int mw_imap_greeting(struct imap *m)
{
    mw_session *s = &m->s;

    if (m->r.status == IMAP_BYE)
        return mw_imap_fail(m, MW_E_SERVER_BYE);
    if (m->r.status == IMAP_PREAUTH) {
        if (mw_tls_is_due(s))
            return mw_imap_fail(m, MW_E_PREAUTH);
        s->has |= IMAP_HAS_USER;
    } else if (m->r.status != IMAP_OK) {
        return mw_imap_fail(m, MW_E_PROTOCOL);
    }
    return mw_imap_go_on(m);
}

int mw_imap_open_reply(struct imap *m, int kind)
{
    if (kind == IMAP_STARTTLS)
        return m->r.status == IMAP_OK ? mw_starttls_go(&m->s) : mw_imap_fail(m, MW_E_NO_STARTTLS);
    if (kind != IMAP_CAPABILITY)
        return mw_imap_auth_reply(m);
    if (m->r.status != IMAP_OK)
        return mw_imap_fail(m, mw_tls_is_due(&m->s) ? MW_E_NO_STARTTLS : mw_imap_refusal(m));
    m->s.has |= IMAP_HAS_CAPS;
    return mw_imap_go_on(m);
}
