/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_POP3_H
#define MAILWIRE_POP3_H

/* POP3 (RFC 1939, RFC 2449, RFC 2595).

   Commands are queued like SMTP's and pipelined where the server offers that (RFC 2449 6.6); else
   they go one by one. An answer of -ERR is REFUSED, with code and mw_last_error MW_E_REPLY_TEMP for
   the response codes [SYS/TEMP], [IN-USE], [LOGIN-DELAY], else MW_E_REPLY_PERM; mw_error.word is
   that code, "IN-USE". A login refused is MW_E_AUTH_LATER for the same codes, MW_E_REPLY_PERM for
   [SYS/PERM], else MW_E_AUTH. Logging in is by USER and PASS. */

#include <mailwire/session.h>

/* mw_caps */
#define MW_POP3_CAP_TOP 0x0001u
#define MW_POP3_CAP_UIDL 0x0002u
#define MW_POP3_CAP_USER 0x0004u
#define MW_POP3_CAP_STLS 0x0008u
#define MW_POP3_CAP_PIPELINING 0x0010u
#define MW_POP3_CAP_RESP_CODES 0x0020u
#define MW_POP3_CAP_SASL 0x0040u /* RFC 5034, whatever the mechanism */

/* mw_quirk */
#define MW_POP3_QUIRK_LF 0u       /* lines, and so a body's end, of LF alone */
#define MW_POP3_QUIRK_UIDL_OK 1u  /* "+OK 1 uid" inside a listing */
#define MW_POP3_QUIRKS 2u

#ifdef __cplusplus
extern "C" {
#endif

/* Memory: as for SMTP (smtp.h). */
MW_API size_t mw_pop3_size(const mw_config *cfg);
MW_API int mw_pop3_init(mw_session **s, void *mem, size_t len, const mw_config *cfg);
MW_API int mw_pop3_new(mw_session **s, const mw_config *cfg);

/* STAT: one ITEM (MW_ITEM_STAT), num = messages, uid = octets of all, then DONE. */
MW_API int mw_pop3_stat(mw_session *s);

/* UIDL: an ITEM (MW_ITEM_UIDL) a message, num its number, data its unique-id; then DONE. Any number
   of messages in any buffer. An entry that does not follow the grammar is MW_EVF_DAMAGED with data
   the raw line, and num 0 where that is what was wrong; a message without an entry is not
   known: never delete by position. Works with many servers that do not offer it (caps). */
MW_API int mw_pop3_uidl(mw_session *s);

/* RETR: MSG (num = n), DATA..., MSG_END, then DONE. n from 1, else MW_E_ARG. The bytes are the
   message, its dots undone, lines ending as the server sent them. Without the final dot the message
   is not complete: the id ends in ABORTED with MW_E_TRUNCATED. */
MW_API int mw_pop3_retr(mw_session *s, uint32_t n);

/* DELE: marks it, until mw_quit deletes, whose id then ends in DONE (all deleted), REFUSED (not
   all), or UNKNOWN; without mw_quit nothing is deleted. As commands go out in one flight where the
   server takes that, queue it, or mw_quit behind it, only when the message is safe with you. n
   from 1. mw_quit waits command_ms then, not quit_ms. */
MW_API int mw_pop3_dele(mw_session *s, uint32_t n);

#ifdef __cplusplus
}
#endif
#endif
