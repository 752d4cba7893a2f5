/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_SMTP_H
#define MAILWIRE_SMTP_H

/* Submission (RFC 6409, RFC 5321) and LMTP (RFC 2033).

   A message is mw_smtp_mail, any number of mw_smtp_rcpt, mw_smtp_data, then the body by
   MW_EV_WRITE, mw_write and mw_write_end. Queue them without waiting: they are pipelined where the
   server can (RFC 2920, RFC 3030), else sent one by one. The next message may be queued after
   mw_write_end.
   Each call's id ends by itself: a recipient's DONE or REFUSED is that recipient's verdict; the
   verdict of the message is that of mw_smtp_data's id:
     DONE     accepted by the server, for the recipients that were DONE; data: its words
     REFUSED  rejected, or no recipient was left; nothing was delivered
     ABORTED  not sent
     UNKNOWN  sent, but the final reply never came: it may be delivered (RFC 5321 4.2.5). Never
              send it again by yourself. */

#include <mailwire/session.h>

/* mw_caps */
#define MW_SMTP_CAP_STARTTLS 0x000001u     /* RFC 3207 */
#define MW_SMTP_CAP_PIPELINING 0x000002u   /* RFC 2920 */
#define MW_SMTP_CAP_8BITMIME 0x000004u     /* RFC 6152 */
#define MW_SMTP_CAP_SMTPUTF8 0x000008u     /* RFC 6531 */
#define MW_SMTP_CAP_SIZE 0x000010u         /* RFC 1870 */
#define MW_SMTP_CAP_CHUNKING 0x000020u     /* RFC 3030 */
#define MW_SMTP_CAP_BINARYMIME 0x000040u   /* RFC 3030 */
#define MW_SMTP_CAP_DSN 0x000080u          /* RFC 3461 */
#define MW_SMTP_CAP_ENHANCED 0x000100u     /* ENHANCEDSTATUSCODES, RFC 2034 */
#define MW_SMTP_CAP_DELIVERBY 0x000200u    /* RFC 2852 */
#define MW_SMTP_CAP_FUTURERELEASE 0x000400u /* RFC 4865 */
#define MW_SMTP_CAP_MT_PRIORITY 0x000800u  /* RFC 6710 */
#define MW_SMTP_CAP_REQUIRETLS 0x001000u   /* RFC 8689 */
#define MW_SMTP_CAP_RRVS 0x002000u         /* RFC 7293 */
#define MW_SMTP_CAP_LIMITS 0x004000u       /* RFC 9422 */
#define MW_SMTP_CAP_VRFY 0x008000u
#define MW_SMTP_CAP_AUTH 0x010000u         /* RFC 4954, whatever the mechanism */
#define MW_SMTP_CAP_EHLO 0x100000u         /* EHLO was understood, or this is LMTP */

/* mw_mail.body */
#define MW_BODY_AUTO 0u   /* 8BITMIME where the server has it, and nothing said where not */
#define MW_BODY_7BIT 1u
#define MW_BODY_8BIT 2u   /* MW_E_NOT_OFFERED without 8BITMIME                          */
#define MW_BODY_BINARY 3u /* bytes as they are, by BDAT (RFC 3030)                         */

/* mw_mail.flags */
#define MW_MAIL_UTF8 0x01u       /* addresses or headers are UTF-8 (RFC 6531)               */
#define MW_MAIL_REQUIRETLS 0x02u /* RFC 8689; the session itself must run over TLS          */
#define MW_MAIL_BY_TRACE 0x04u   /* the T of BY= (RFC 2852)                                 */

/* mw_mail.ret (RFC 3461) */
#define MW_RET_DEFAULT 0u
#define MW_RET_FULL 1u
#define MW_RET_HDRS 2u

/* mw_mail.by_mode (RFC 2852) */
#define MW_BY_NONE 0u
#define MW_BY_RETURN 1u /* return it when it cannot be delivered in time; by_seconds > 0 */
#define MW_BY_NOTIFY 2u /* notify, and deliver all the same                              */

/* What an option needs and the server does not offer is MW_E_NOT_OFFERED: nothing is left out
   in silence. 0 and NULL: the default, nothing said. */
typedef struct mw_mail {
    uint32_t size;            /* sizeof (mw_mail)                                            */
    uint32_t flags;           /* MW_MAIL_...                                                 */
    uint64_t bytes;           /* size of the message as sent, for SIZE=; 0: not known           */
    uint32_t body;            /* MW_BODY_...                                                 */
    uint32_t ret;             /* MW_RET_...                                                  */
    const char *envid;        /* up to 100 bytes, encoded as xtext by us (RFC 3461 4.4)         */
    uint32_t by_mode;         /* MW_BY_...                                                   */
    int32_t by_seconds;       /* -999999999 to 999999999                                        */
    uint32_t hold_seconds;    /* HOLDFOR (RFC 4865), up to 999999999; not with hold_until       */
    const char *hold_until;   /* HOLDUNTIL, "2026-12-24T18:00:00Z"                           */
    int32_t priority;         /* MT-PRIORITY (RFC 6710), -9 to 9, with the following            */
    uint32_t with_priority;   /* 1: .priority counts, also 0                                    */
    const char *auth;         /* AUTH= (RFC 4954 5): who first submitted it; "" is <>           */
} mw_mail;
#define MW_MAIL_INIT { sizeof(mw_mail), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }

/* mw_rcpt.notify (RFC 3461 4.1) */
#define MW_NOTIFY_DEFAULT 0u
#define MW_NOTIFY_SUCCESS 1u
#define MW_NOTIFY_FAILURE 2u
#define MW_NOTIFY_DELAY 4u
#define MW_NOTIFY_NEVER 8u /* alone */

typedef struct mw_rcpt {
    uint32_t size;      /* sizeof (mw_rcpt)                                                   */
    uint32_t notify;    /* MW_NOTIFY_..., a mask                                              */
    const char *orcpt;  /* original address; sent as rfc822;xtext, or utf-8; if it is not ASCII  */
    const char *rrvs;   /* RRVS (RFC 7293), "2014-04-03T23:01:00Z", may end in ";C" or ";R"   */
} mw_rcpt;
#define MW_RCPT_INIT { sizeof(mw_rcpt), 0, 0, 0 }

/* mw_quirk */
#define MW_SMTP_QUIRK_AUTH_EQUALS 0u /* EHLO "AUTH=LOGIN", of drafts before RFC 2554 */
#define MW_SMTP_QUIRK_NO_CODE 1u     /* lines of an EHLO reply without their code */
#define MW_SMTP_QUIRKS 2u

#ifdef __cplusplus
extern "C" {
#endif

/* Memory. How much a session with this configuration needs, in bytes; 0: cfg is not valid. */
MW_API size_t mw_smtp_size(const mw_config *cfg);
/* Makes a session in the caller's block, which must be aligned as uint64_t and stay until mw_free.
   MW_E_ARG, MW_E_MEMORY. Nothing is allocated, then or later. */
MW_API int mw_smtp_init(mw_session **s, void *mem, size_t len, const mw_config *cfg);
/* libmailwire only: the same in one malloc, which mw_free frees. */
MW_API int mw_smtp_new(mw_session **s, const mw_config *cfg);

/* MAIL FROM. from: an address, "" for the empty path <>; without angle brackets. opt NULL: all
   defaults. Besides the common errors MW_E_NOT_OFFERED; MW_E_TOO_BIG: opt->bytes is above the
   server's SIZE; MW_E_LIMIT: MAILMAX, open another connection; MW_E_USAGE: the message
   before has no mw_smtp_data yet. A non-ASCII address needs MW_MAIL_UTF8, else MW_E_ARG. */
MW_API int mw_smtp_mail(mw_session *s, const char *from, const mw_mail *opt);

/* RCPT TO. to: an address without angle brackets, or "postmaster". opt NULL: all defaults.
   MW_E_NOT_OFFERED; MW_E_LIMIT: RCPTMAX, send the rest as another message; MW_E_USAGE:
   no mail before it. */
MW_API int mw_smtp_rcpt(mw_session *s, const char *to, const mw_rcpt *opt);

/* DATA, or BDAT where CHUNKING is offered and out_bytes is at least MW_BDAT_MIN_BYTES. Ends at once
   in REFUSED when no recipient was accepted. MW_E_USAGE: no rcpt before it. After this only
   mw_write and mw_write_end until the latter. */
MW_API int mw_smtp_data(mw_session *s);
#define MW_BDAT_MIN_BYTES 4096u

/* RSET: gives up the message begun (MW_E_USAGE in its body). */
MW_API int mw_smtp_rset(mw_session *s);

/* VRFY: `who` is a name or an address; DONE with 250, 251 or 252. */
MW_API int mw_smtp_vrfy(mw_session *s, const char *who);

/* The server's SIZE in bytes; 0: none given, or one beyond 4 GB. */
MW_API uint64_t mw_smtp_max_bytes(const mw_session *s);

#ifdef __cplusplus
}
#endif
#endif
