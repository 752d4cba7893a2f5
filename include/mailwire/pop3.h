/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_POP3_H
#define MAILWIRE_POP3_H

/* POP3 (RFC 1939, RFC 2449, RFC 2595, RFC 3206, RFC 6856).

   Commands are queued like SMTP's and pipelined where the server offers that (RFC 2449 6.6): a
   thousand RETR cost about one round trip if mw_config.commands lets so many be in flight. Else
   they go one by one.

   What the server offers comes as CAP events, one a line of its CAPA: data the line, uid its
   MW_POP3_CAP_ bit or 0, num the number behind the word, else UINT64_MAX. So EXPIRE tells days,
   UINT64_MAX being NEVER (RFC 2449 6.7), and LOGIN-DELAY seconds (6.5). It is asked again after
   STLS, and after logging in: in the flight of the first commands, so that CAP events come behind
   READY, too, and until then mw_caps is what was offered before.

   An answer of -ERR is REFUSED, with code and mw_last_error MW_E_REPLY_TEMP for the response codes
   [SYS/TEMP], [IN-USE], [LOGIN-DELAY], else MW_E_REPLY_PERM; mw_error.word is that code, "IN-USE",
   and mw_error.reply the same as a number. A login refused is MW_E_AUTH_LATER for these codes,
   MW_E_REPLY_PERM for [SYS/PERM], else MW_E_AUTH.

   Logging in is by USER and PASS. With MW_FLAG_UTF8 UTF-8 mode is asked for before (RFC 6856 2),
   where it is offered; MW_POP3_CAP_UTF8_ON tells whether it is on. Messages then come as they are,
   with UTF-8 in their headers; otherwise the server may send another form of them, or none:
   MW_POP3_CODE_UTF8. */

#include <mailwire/session.h>

/* mw_caps */
#define MW_POP3_CAP_UIDL 0x0001u
#define MW_POP3_CAP_LANG 0x0002u           /* RFC 6856 3 */
#define MW_POP3_CAP_TOP 0x0004u
#define MW_POP3_CAP_USER 0x0008u
#define MW_POP3_CAP_STLS 0x0010u           /* RFC 2595 4 */
#define MW_POP3_CAP_PIPELINING 0x0020u
#define MW_POP3_CAP_RESP_CODES 0x0040u
#define MW_POP3_CAP_AUTH_RESP_CODE 0x0080u /* RFC 3206 6 */
#define MW_POP3_CAP_EXPIRE 0x0100u
#define MW_POP3_CAP_LOGIN_DELAY 0x0200u
#define MW_POP3_CAP_IMPLEMENTATION 0x0400u
#define MW_POP3_CAP_UTF8 0x0800u           /* RFC 6856 2 */
#define MW_POP3_CAP_SASL 0x1000u           /* RFC 5034, whatever the mechanism */
#define MW_POP3_CAP_UTF8_ON 0x2000u        /* UTF-8 mode was asked for, and is on */

/* mw_error.reply: the response code of an -ERR; 0: none, or another one (mw_error.word has it). */
#define MW_POP3_CODE_SYS_PERM 1    /* RFC 3206: broken, until a person sees to it */
#define MW_POP3_CODE_SYS_TEMP 2    /* RFC 3206: broken for now */
#define MW_POP3_CODE_IN_USE 3      /* RFC 2449 8.1.2: another session has the mailbox open */
#define MW_POP3_CODE_LOGIN_DELAY 4 /* RFC 2449 8.1.1: too soon after the last time: .wait_s */
#define MW_POP3_CODE_AUTH 5        /* RFC 3206: it is user or password */
#define MW_POP3_CODE_UTF8 6        /* RFC 6856 5: only in UTF-8 mode (MW_FLAG_UTF8) */

/* mw_quirk */
#define MW_POP3_QUIRK_LF 0u        /* lines, and so a body's end, of LF alone */
#define MW_POP3_QUIRK_LISTED_OK 1u /* "+OK 1 uid" inside a listing */
#define MW_POP3_QUIRK_UNOFFERED 2u /* asked for UIDL, LANG or TOP though CAPA does not name it */
#define MW_POP3_QUIRK_SPACES 3u    /* several spaces between a number and its value */
#define MW_POP3_QUIRK_SIZE 4u      /* octets that are no number, "+OK 3 -1": damaged, but counted */
#define MW_POP3_QUIRK_ENTRY 5u     /* a line of a listing that is no entry: damaged */
#define MW_POP3_QUIRK_CHALLENGE_OK 6u /* "+OK" where "+" asks for the first response of AUTH */
#define MW_POP3_QUIRKS 7u
#define MW_POP3_LANG_MAX 64

#ifdef __cplusplus
extern "C" {
#endif

/* Memory: as for SMTP (smtp.h). */
MW_API size_t mw_pop3_size(const mw_config *cfg);
MW_API int mw_pop3_init(mw_session **s, void *mem, size_t len, const mw_config *cfg);
MW_API int mw_pop3_new(mw_session **s, const mw_config *cfg);

/* Below n is a message's number, from 1 (else MW_E_ARG), the same as long as the session lasts.

   STAT: one ITEM (MW_ITEM_STAT), num = messages, uid = octets of all, then DONE. */
MW_API int mw_pop3_stat(mw_session *s);

/* LIST and UIDL: an ITEM (MW_ITEM_SCAN, MW_ITEM_UIDL) a message, num its number, uid its octets or
   data its unique-id; then DONE. n 0: of all messages, any number of them in any buffer; else of
   that one alone. An entry that does not follow the grammar is MW_EVF_DAMAGED with data the raw
   line, uid 0, and num 0 where that is what was wrong. A message that no entry came for is not
   known: never delete by position.
   UIDL and TOP are sent to servers, too, whose CAPA does not name them, as many have them all the
   same (MW_POP3_QUIRK_UNOFFERED); with MW_FLAG_STRICT that is MW_E_NOT_OFFERED. */
MW_API int mw_pop3_list(mw_session *s, uint32_t n);
MW_API int mw_pop3_uidl(mw_session *s, uint32_t n);

/* LAST: one ITEM (MW_ITEM_LAST), num = the highest message that was ever looked at, 0: none; then
   DONE. Only servers from before RFC 1725 have it, and no capability tells. */
MW_API int mw_pop3_last(mw_session *s);

/* RETR: MSG (num = n), DATA..., MSG_END, then DONE. The bytes are the message, its dots undone,
   lines ending as the server sent them. Without the final dot the message is not complete: the id
   ends in ABORTED with MW_E_TRUNCATED. */
MW_API int mw_pop3_retr(mw_session *s, uint32_t n);

/* TOP: the same of the header and the first so many lines of the body, 0 or more. */
MW_API int mw_pop3_top(mw_session *s, uint32_t n, uint32_t lines);

/* DELE: marks it, until mw_quit deletes, whose id then ends in DONE (all deleted), REFUSED (not
   all), or UNKNOWN; without mw_quit nothing is deleted. As commands go out in one flight where the
   server takes that, queue it, or mw_quit behind it, only when the message is safe with you.
   mw_quit waits command_ms then, not quit_ms. */
MW_API int mw_pop3_dele(mw_session *s, uint32_t n);

/* RSET: takes all marks away. */
MW_API int mw_pop3_rset(mw_session *s);

/* LANG (RFC 6856 3): in which language the server's words are from now on. range: a language range
   (RFC 4647 2.1), "de", "sr-Latn", "*": what the server likes best; MW_E_ARG: it has a blank or a
   byte that is not printable ASCII. One ITEM (MW_ITEM_LANG), data the tag chosen and words, then
   DONE. NULL: which there are: such an ITEM for each, then DONE. */
MW_API int mw_pop3_lang(mw_session *s, const char *range);

#ifdef __cplusplus
}
#endif
#endif
