/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_POP3_H
#define MAILWIRE_POP3_H

/* POP3 (RFC 1939, RFC 2449, RFC 2595). */

#include <mailwire/session.h>

/* mw_caps */
#define MW_POP3_CAP_TOP 0x0001u
#define MW_POP3_CAP_UIDL 0x0002u
#define MW_POP3_CAP_USER 0x0004u
#define MW_POP3_CAP_STLS 0x0008u
#define MW_POP3_CAP_PIPELINING 0x0010u
#define MW_POP3_CAP_RESP_CODES 0x0020u
#define MW_POP3_CAP_SASL 0x0040u /* RFC 5034, whatever the mechanism */
#define MW_POP3_CAP_AUTH_PLAIN 0x0100u
#define MW_POP3_CAP_AUTH_LOGIN 0x0200u
#define MW_POP3_CAP_AUTH_XOAUTH2 0x0400u

#ifdef __cplusplus
extern "C" {
#endif

/* Memory: as for SMTP (smtp.h). */
MW_API size_t mw_pop3_size(const mw_config *cfg);
MW_API int mw_pop3_init(mw_session **s, void *mem, size_t len, const mw_config *cfg);
MW_API int mw_pop3_new(mw_session **s, const mw_config *cfg);

/* STAT: one ITEM (MW_ITEM_STAT) with num = messages, uid = octets, then DONE. */
MW_API int mw_pop3_stat(mw_session *s);
/* UIDL: an ITEM (MW_ITEM_UIDL) a message, num its number, data its unique-id, then DONE. */
MW_API int mw_pop3_uidl(mw_session *s);
/* RETR: MSG (num = n), DATA..., MSG_END, then DONE. n from 1. The bytes are the message, its
   dots undone, lines ending as the server sent them. Without the final dot the message is not
   complete and the id does not end in DONE. */
MW_API int mw_pop3_retr(mw_session *s, uint32_t n);
/* DELE: marks it; it happens at mw_quit, whose id then ends in DONE (all deleted), REFUSED (not
   all), or UNKNOWN. */
MW_API int mw_pop3_dele(mw_session *s, uint32_t n);

#ifdef __cplusplus
}
#endif
#endif
