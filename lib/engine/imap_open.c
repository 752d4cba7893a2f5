/* SPDX-License-Identifier: MIT */
#include "base/ascii.h"
#include "engine/auth.h"
#include "engine/imap.h"
#include "wire/imap_hash.h"

/* From the greeting to READY: RFC 9051 7.1, 6.1.1, 6.2.1. One command at a time. */

/* What the server offers, in the order of MW_IMAP_CAP_..., and at the end another word for
   UTF8=ACCEPT. */
static const uint32_t offers[] = {
    0x43574e56, /* IMAP4REV1 */                  0x42574cc3, /* IMAP4REV2 */
    0x88ec767c, /* STARTTLS */                   0x9dbd684a, /* LOGINDISABLED */
    0x60f7f93e, /* SASL-IR */                    0x77904ddd, /* LITERAL+ */
    0x7190446b, /* LITERAL- */                   0xaf8bb8ce, /* ENABLE */
    0xc301cf93, /* IDLE */                       0x699aabad, /* UIDPLUS */
    0x184b0014, /* MOVE */                       0x6b1295e2, /* UNSELECT */
    0xcace7aa0, /* NAMESPACE */                  0x37386ae0, /* ID */
    0x0fc150e6, /* CONDSTORE */                  0x1dd31152, /* QRESYNC */
    0xc161fcdc, /* ESEARCH */                    0xf8088b8d, /* SEARCHRES */
    0x31cedb2a, /* WITHIN */                     0x042bc8d1, /* SORT */
    0x4604ac1e, /* THREAD=REFERENCES */          0xb37e769d, /* LIST-EXTENDED */
    0x195f26ce, /* LIST-STATUS */                0xf93f8eee, /* SPECIAL-USE */
    0x7c44b205, /* CREATE-SPECIAL-USE */         0xdd856cfc, /* BINARY */
    0xa86108b6, /* MULTIAPPEND */                0x95f5f6c8, /* CATENATE */
    0xe0de2c6b, /* COMPRESS=DEFLATE */           0x063656c1, /* UTF8=ACCEPT */
#if IMAP_RARE
    0xa06d7e3c, /* NOTIFY */                     0xae88758b, /* QUOTA */
    0x354a5223, /* ACL */                        0x66225340, /* METADATA */
    0xc643e097, /* STATUS=SIZE */                0xbafe0937, /* OBJECTID */
    0x79c2d79c, /* SAVEDATE */                   0x4afa6757, /* PREVIEW */
    0xa13884c3, /* REPLACE */                    0xc54d769a, /* PARTIAL */
    0x73626e51, /* INPROGRESS */                 0xe476431f, /* UIDONLY */
    0xb3a6e7b1, /* LIST-METADATA */              0x43e5f5dd, /* LIST-MYRIGHTS */
    0x2d526597, /* JMAPACCESS */                 0x725ebe17, /* UNAUTHENTICATE */
    0xb9ef387b, /* LANGUAGE */                   0xba2c7828, /* SEARCH=FUZZY */
    0x40085f66, /* X-GM-EXT-1 */                 0xa802d820, /* APPENDLIMIT */
    0xf243569c, /* ESORT */                      0x96c112d7, /* THREAD=ORDEREDSUBJECT */
    0x82b8604c, /* METADATA-SERVER */
#endif
    0x029eeb8f, /* UTF8=ONLY */
};
#define OFFERS (sizeof offers / sizeof *offers)

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
    unsigned place = mw_imap_hashed(offers, OFFERS, p, n);

    return place == OFFERS ? IMAP_CAP(UTF8_ACCEPT) + 1 : place;
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
    place = mw_imap_offer(p, n);
    if (place)
        m->s.caps |= UINT64_C(1) << (place - 1);
    else if (mw_starts(p, n, "auth="))
        mw_auth_offer(&m->s, p + 5, n - 5);
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
    return mw_imap_words(m, MW_EV_READY, MW_OPEN_ID, MW_OK);
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
    if (kind >= IMAP_LOGIN)
        return mw_imap_auth_reply(m);
    if (m->r.status != IMAP_OK)
        return mw_imap_fail(m, mw_tls_is_due(&m->s) ? MW_E_NO_STARTTLS : mw_imap_refusal(m));
    if (kind == IMAP_STARTTLS)
        return mw_starttls_go(&m->s);
    m->s.has |= IMAP_HAS_CAPS;
    return mw_imap_go_on(m);
}
