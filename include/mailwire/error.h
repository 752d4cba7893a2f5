/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_ERROR_H
#define MAILWIRE_ERROR_H

#include <mailwire/version.h>
#include <stddef.h>
#include <stdint.h>

/* Every function that returns int returns MW_OK, an id > 0, or one of these (all negative). */
#define MW_OK 0

/* Not errors. */
#define MW_WANT_READ (-1)  /* wait until the peer has sent something, then call again */
#define MW_WANT_WRITE (-2) /* wait until there is room, then call again */
#define MW_EOF (-3)        /* the peer ended the stream cleanly */

/* The caller's. Nothing was sent; the session lives. */
#define MW_E_USAGE (-100)       /* not at this moment: before READY, while a body is open, twice */
#define MW_E_ARG (-101)         /* a string with CR, LF, NUL or bad syntax, a number out of range */
#define MW_E_NOT_OFFERED (-102) /* the server does not offer the extension that was asked for */
#define MW_E_TOO_BIG (-103)     /* the message is larger than the server's SIZE (RFC 1870) */
#define MW_E_LIMIT (-104)       /* a limit the server announced (LIMITS, RFC 9422) */
#define MW_E_MEMORY (-110)      /* the block is too small, or malloc failed */
#define MW_E_TOO_LONG (-111)    /* a command is longer than out_bytes can ever hold */
#define MW_E_CANCELLED (-120)   /* mw_cancel, or wait() of the transport said so */

/* The way to the server. */
#define MW_E_DNS (-200)          /* the name does not exist, or the resolver does not answer */
#define MW_E_CONN_REFUSED (-201) /* nobody listens there: wrong port or host */
#define MW_E_UNREACHABLE (-202)  /* no route: the network is down, or a firewall rejects */
#define MW_E_CONN_LOST (-203)    /* the connection broke */
#define MW_E_TIMEOUT (-204)      /* silence; .stage says during what */
#define MW_E_CONN_TIMEOUT (-205) /* nothing answers at all: most likely the port is blocked */
#define MW_E_TRUNCATED (-206)    /* the stream ended inside a reply, a listing or a body */
#define MW_E_SYSTEM (-207)       /* no descriptor, no buffer: .backend is errno */

/* TLS. */
#define MW_E_TLS (-300)            /* handshake or record failure: see .backend */
#define MW_E_TLS_VERSION (-301)    /* no TLS version or cipher in common */
#define MW_E_TLS_CA (-302)         /* no CA certificates could be loaded */
#define MW_E_CERT_EXPIRED (-310)
#define MW_E_CERT_NOT_YET (-311)   /* not valid yet: or the clock here is unset */
#define MW_E_CERT_HOST (-312)      /* for another host */
#define MW_E_CERT_UNTRUSTED (-313) /* self-signed, unknown issuer, or the chain is incomplete */
#define MW_E_CERT_REVOKED (-314)
#define MW_E_CERT_WEAK (-315)      /* key, hash or key usage not acceptable */
#define MW_E_CERT_PIN (-316)       /* none of the pinned keys */
#define MW_E_PORT_IS_PLAIN (-320)  /* we spoke TLS, it answers in text */
#define MW_E_PORT_IS_TLS (-321)    /* we waited for text, it speaks TLS */
#define MW_E_NO_STARTTLS (-322)    /* required, but not offered or refused */
#define MW_E_INJECTED (-323)       /* bytes behind the STARTTLS reply: somebody is in the middle */

/* Logging in. */
#define MW_E_AUTH (-400)              /* user or password not accepted */
#define MW_E_AUTH_MECHANISM (-401)    /* no mechanism in common, or it was refused as such */
#define MW_E_AUTH_NEEDS_TLS (-402)    /* a secret would have left in clear; it did not */
#define MW_E_AUTH_LATER (-403)        /* temporary failure */
#define MW_E_AUTH_APP_PASSWORD (-404) /* the provider wants an application password or OAuth */
#define MW_E_AUTH_SERVER (-405)       /* the server failed to prove itself */
#define MW_E_AUTH_EXPIRED (-406)      /* the token or password is not valid any more: a fresh one */
#define MW_E_AUTH_DISABLED (-407)     /* by policy: this account may not log in, or not this way */
#define MW_E_AUTH_LOCKED (-408)       /* the account is locked: a person must unlock it */
#define MW_E_AUTH_THROTTLED (-409)    /* too many logins or connections: .scope, .wait_s */
#define MW_E_AUTH_DOWNGRADE (-410)    /* somebody hides that the server can bind to TLS */
#define MW_E_AUTH_CHARSET (-411)      /* the password has characters that SCRAM cannot have here */

/* The dialogue. */
#define MW_E_PROTOCOL (-500)      /* a reply that the protocol does not allow here */
#define MW_E_WRONG_SERVICE (-501) /* another protocol's greeting */
#define MW_E_FLOOD (-502)         /* a limit of ours: too many lines, too long, no progress */
#define MW_E_PREAUTH (-503)       /* PREAUTH greeting where TLS is required (RFC 9051 11.1) */
#define MW_E_REPLY_TEMP (-510)    /* 4yz, [INUSE], [UNAVAILABLE]: may work later */
#define MW_E_REPLY_PERM (-511)    /* 5yz, NO, BAD, -ERR */
#define MW_E_SERVER_BYE (-512)    /* 421, BYE: the server closes the session */

/* Bits of mw_error.cert: everything that applied, not only what chose the code. */
#define MW_CERT_EXPIRED 0x01u
#define MW_CERT_NOT_YET 0x02u
#define MW_CERT_HOST 0x04u
#define MW_CERT_UNTRUSTED 0x08u
#define MW_CERT_REVOKED 0x10u
#define MW_CERT_WEAK 0x20u
#define MW_CERT_PIN 0x40u
#define MW_CERT_NO_CLOCK 0x80u /* this build cannot check dates: never a failure by itself */

/* mw_error.stage: what was going on. */
#define MW_AT_NONE 0
#define MW_AT_DNS 1
#define MW_AT_CONNECT 2
#define MW_AT_TLS 3
#define MW_AT_GREETING 4
#define MW_AT_HELLO 5       /* EHLO, CAPABILITY, CAPA */
#define MW_AT_STARTTLS 6
#define MW_AT_AUTH 7
#define MW_AT_COMMAND 8
#define MW_AT_BODY 9        /* a body on its way, either direction */
#define MW_AT_DATA_END 10   /* waiting for the reply to a whole message */
#define MW_AT_QUIT 11
#define MW_AT_IDLE 12       /* connected, nothing in flight */
#define MW_AT_DATA_START 13 /* waiting for the leave to send a message */

/* mw_error.scope: of what there is too much. */
#define MW_SCOPE_NONE 0
#define MW_SCOPE_ACCOUNT 1    /* more connections do not help */
#define MW_SCOPE_CONNECTION 2 /* connections at the same time: close one */

/* Why something failed. Owned by the session; `text` and `word` are slices of its input buffer:
   valid until the next mw_next, after FAILED until mw_free. Fields are only appended. */
typedef struct mw_error {
    int32_t code;       /* MW_E_..., 0: nothing failed yet                                   */
    int32_t backend;    /* errno or Mbed TLS value, an alert as -(0x7780 + alert); 0: none      */
    int32_t enhanced;   /* enhanced status code (RFC 3463), 5.7.8 as 507008; 0: none            */
    uint32_t cert;      /* MW_CERT_...                                                       */
    const char *text;   /* the server's words, control bytes replaced; never NULL               */
    const char *word;   /* IMAP and POP3 response code, "AUTHENTICATIONFAILED"; never NULL      */
    const char *advice; /* one sentence for a person: what to do; static; never NULL            */
    uint16_t text_len;  /* neither text nor word is NUL-terminated                              */
    uint16_t word_len;
    uint16_t reply; /* SMTP reply code, 535; MW_POP3_CODE_...; else 0                      */
    uint8_t stage;  /* MW_AT_...                                                         */
    uint8_t retry;  /* 1: the same may work later, unchanged                                */
    uint8_t before_tls; /* 1: text was said before TLS: anybody may have said it              */
    uint8_t scope;      /* MW_SCOPE_...                                                       */
    uint16_t wait_s;    /* how long to wait before another try, where that was said; 0: not   */
} mw_error;

#ifdef __cplusplus
extern "C" {
#endif

/* A few words naming a code, "certificate expired". Static; never NULL, any int will do. Empty, as
   .advice is, in a build with MW_NO_ADVICE. */
MW_API const char *mw_strerror(int code);

#ifdef __cplusplus
}
#endif
#endif
