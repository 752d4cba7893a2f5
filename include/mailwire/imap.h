/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_IMAP_H
#define MAILWIRE_IMAP_H

/* IMAP4rev1 and rev2 (RFC 3501, RFC 9051), the part that reads messages. */

#include <mailwire/session.h>

/* mw_caps */
#define MW_IMAP_CAP_IMAP4REV1 0x0001u
#define MW_IMAP_CAP_IMAP4REV2 0x0002u
#define MW_IMAP_CAP_STARTTLS 0x0004u
#define MW_IMAP_CAP_LOGINDISABLED 0x0008u
#define MW_IMAP_CAP_SASL_IR 0x0010u      /* RFC 4959 */
#define MW_IMAP_CAP_LITERAL_PLUS 0x0020u /* RFC 7888 */
#define MW_IMAP_CAP_LITERAL_MINUS 0x0040u
#define MW_IMAP_CAP_AUTH_PLAIN 0x0100u
#define MW_IMAP_CAP_AUTH_LOGIN 0x0200u
#define MW_IMAP_CAP_AUTH_XOAUTH2 0x0400u

/* mw_imap_select: flags */
#define MW_IMAP_EXAMINE 0x01u /* read-only */

/* mw_fetch.items; the UID always comes: in mw_event.uid */
#define MW_IMAP_FLAGS 0x01u
#define MW_IMAP_SIZE 0x02u
#define MW_IMAP_DATE 0x04u
#define MW_IMAP_ENVELOPE 0x08u
#define MW_IMAP_STRUCTURE 0x10u
#define MW_IMAP_BODY 0x20u      /* streamed as BODY, DATA..., never buffered */
#define MW_IMAP_MARK_SEEN 0x40u /* the default is PEEK                        */

typedef struct mw_fetch {
    uint32_t size;       /* sizeof (mw_fetch)                                         */
    uint32_t items;      /* MW_IMAP_... bits                                          */
    const char *uids;    /* a set, "1:*", "7,9:12"                                    */
    const char *section; /* with _BODY: "" whole, "HEADER", "TEXT", "1.2", "1.2.MIME"    */
    uint64_t offset;     /* with _BODY: a window of it                                   */
    uint64_t length;     /* 0: all                                                       */
} mw_fetch;
#define MW_FETCH_INIT { sizeof(mw_fetch), 0, "1:*", "", 0, 0 }

#ifdef __cplusplus
extern "C" {
#endif

/* Memory: as for SMTP (smtp.h). */
MW_API size_t mw_imap_size(const mw_config *cfg);
MW_API int mw_imap_init(mw_session **s, void *mem, size_t len, const mw_config *cfg);
MW_API int mw_imap_new(mw_session **s, const mw_config *cfg);

/* SELECT or EXAMINE (RFC 9051 6.3.2): MAILBOX events, then DONE. The name is UTF-8, here of
   printable ASCII only; others MW_E_ARG. flags: MW_IMAP_EXAMINE or 0. Commands for the mailbox may
   be submitted at once behind it: they go out in the same flight, and where it is refused, so are
   they. */
MW_API int mw_imap_select(mw_session *s, const char *mailbox_utf8, uint32_t flags);

/* UID FETCH (RFC 9051 6.4.5): for each message MSG, ATTR..., BODY, DATA..., MSG_END; then DONE.
   MW_E_ARG: no items, a set or section with a broken syntax.

   Untagged FETCH data belongs to the oldest fetch in flight, else to id 0; to 0 as well while a
   mailbox is being selected. uid is set in all events of a message once the server has said it,
   which may be behind MSG; only one that is damaged is an ATTR.
   ATTR: data is the raw value, with its quotes, parentheses and literals: (\Seen), "17-Jul-1996
   02:44:25 -0700", {3} CRLF abc, NIL. What is no item of ours has item 0, and its name as the
   server wrote it.
   BODY: num is the count of bytes that come as DATA; 0: none, or a quoted string, whose length is
   known at its end only. data is "NIL" where the server has no such part.
   A name that does not fit in_bytes is "". */
MW_API int mw_imap_fetch(mw_session *s, const mw_fetch *what);

#ifdef __cplusplus
}
#endif
#endif
