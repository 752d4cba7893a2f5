/* SPDX-License-Identifier: MIT */
#include "session/session.h"

/* What a code is called, and what a person can do about it. -DMW_NO_ADVICE leaves the sentences
   out, for firmware that has nobody to tell them to. */

#ifdef MW_NO_ADVICE
#define ENTRY(code, name, advice) { code, name }
struct words {
    int16_t code;
    char name[22];
};
#else
#define ENTRY(code, name, advice) { code, name, advice }
struct words {
    int16_t code;
    char name[22];
    const char *advice;
};
#endif

static const struct words words[] = {
    ENTRY(MW_OK, "no error", ""),
    ENTRY(MW_WANT_READ, "wait for input", ""),
    ENTRY(MW_WANT_WRITE, "wait for room", ""),
    ENTRY(MW_EOF, "end of stream", ""),
    ENTRY(MW_E_USAGE, "not at this moment", "The program called a function at the wrong moment."),
    ENTRY(MW_E_ARG, "bad argument",
          "An address or another value has a broken syntax or a forbidden character; correct it."),
    ENTRY(MW_E_NOT_OFFERED, "not offered",
          "The server does not offer this extension; send without it or use another server."),
    ENTRY(MW_E_TOO_BIG, "message too big",
          "The message is larger than the server takes; make it smaller."),
    ENTRY(MW_E_LIMIT, "limit of the server",
          "The server takes fewer recipients or messages at once; send the rest separately."),
    ENTRY(MW_E_MEMORY, "out of memory", "Give the session a larger block of memory."),
    ENTRY(MW_E_TOO_LONG, "command too long", "Give the session a larger out_bytes."),
    ENTRY(MW_E_CANCELLED, "cancelled", "The program cancelled the session."),
    ENTRY(MW_E_DNS, "host name not found",
          "Check the spelling of the server's name, and that this device can look names up."),
    ENTRY(MW_E_CONN_REFUSED, "connection refused",
          "Nobody listens there: check server name and port (submission 465 or 587, IMAP 993, "
          "POP3 995)."),
    ENTRY(MW_E_UNREACHABLE, "server unreachable",
          "Check that this device is connected to the network, and that no firewall is between."),
    ENTRY(MW_E_CONN_LOST, "connection lost", "The connection broke; try again."),
    ENTRY(MW_E_TIMEOUT, "no answer in time", "The server is silent; try again later."),
    ENTRY(MW_E_CONN_TIMEOUT, "cannot connect",
          "Nothing answers on this port: the provider or a firewall most likely blocks it; try "
          "another port of the server."),
    ENTRY(MW_E_TRUNCATED, "cut off",
          "The connection ended in the middle of an answer; do not trust what came, try again."),
    ENTRY(MW_E_SYSTEM, "system error",
          "This device has run out of sockets or memory; see the system's error number."),
    ENTRY(MW_E_TLS, "TLS failed",
          "The encrypted connection could not be set up or broke; if it stays so, ask the "
          "server's operator."),
    ENTRY(MW_E_TLS_VERSION, "no common TLS version",
          "Server and client have no TLS version or cipher in common; the server most likely "
          "needs an update."),
    ENTRY(MW_E_TLS_CA, "no CA certificates",
          "Install the CA certificates of the system (ca-certificates) or name a CA file."),
    ENTRY(MW_E_CERT_EXPIRED, "certificate expired",
          "The server's certificate has expired: its operator must renew it; or the clock here is "
          "wrong."),
    ENTRY(MW_E_CERT_NOT_YET, "certificate not valid",
          "The certificate is not valid yet: most likely the clock of this device is not set."),
    ENTRY(MW_E_CERT_HOST, "wrong host in cert",
          "The certificate is for another host: use the server name that stands in it."),
    ENTRY(MW_E_CERT_UNTRUSTED, "certificate untrusted",
          "Nobody known here vouches for the certificate: add the CA that issued it as CA file, "
          "or have the server send its whole chain."),
    ENTRY(MW_E_CERT_REVOKED, "certificate revoked",
          "The certificate was revoked: do not connect, and ask the server's operator."),
    ENTRY(MW_E_CERT_WEAK, "certificate too weak",
          "The certificate's key, hash or purpose is not acceptable: its operator must replace "
          "it."),
    ENTRY(MW_E_CERT_PIN, "pinned key missing",
          "The server shows none of the keys it is known by: it was changed, or somebody is in "
          "the middle."),
    ENTRY(MW_E_PORT_IS_PLAIN, "port speaks no TLS",
          "This port does not begin with TLS: use STARTTLS here, or the port for TLS (465, 993, "
          "995)."),
    ENTRY(MW_E_PORT_IS_TLS, "port speaks TLS",
          "This port begins with TLS: switch from STARTTLS to TLS, or use the port for STARTTLS "
          "(587, 143, 110)."),
    ENTRY(MW_E_NO_STARTTLS, "no STARTTLS",
          "The server refuses encryption on this port, or somebody hides it: use the port for "
          "TLS (465, 993, 995)."),
    ENTRY(MW_E_INJECTED, "injected bytes",
          "Somebody in the network tampers with this connection: do not use this network."),
    ENTRY(MW_E_AUTH, "login refused", "User name or password is wrong; type both again."),
    ENTRY(MW_E_AUTH_MECHANISM, "no common mechanism",
          "The server offers no way to log in that can be used here; check port and encryption."),
    ENTRY(MW_E_AUTH_NEEDS_TLS, "login needs TLS",
          "The password would travel in clear: use TLS (465, 993, 995) or STARTTLS."),
    ENTRY(MW_E_AUTH_LATER, "login refused for now", "The server cannot log in now; try later."),
    ENTRY(MW_E_AUTH_APP_PASSWORD, "app password needed",
          "The provider wants an application password or OAuth instead of the usual password; "
          "create one in the account's settings."),
    ENTRY(MW_E_AUTH_SERVER, "server unproven",
          "The server could not prove that it knows the account: do not trust it."),
    ENTRY(MW_E_PROTOCOL, "protocol violated",
          "The server answered what the protocol does not allow; is it the right server and port?"),
    ENTRY(MW_E_WRONG_SERVICE, "wrong service",
          "Another kind of server answers there: check the port (submission 587, IMAP 143, POP3 "
          "110)."),
    ENTRY(MW_E_FLOOD, "too much at once", "The server sends without end; is it the right one?"),
    ENTRY(MW_E_PREAUTH, "PREAUTH before TLS",
          "The server skips encryption, or somebody makes it look so: use the port for TLS (993)."),
    ENTRY(MW_E_REPLY_TEMP, "refused for now", "The server refused for now; try again later."),
    ENTRY(MW_E_REPLY_PERM, "refused", "The server refused for good; see what it said."),
    ENTRY(MW_E_SERVER_BYE, "server says goodbye",
          "The server closes the connection; see what it said, and try again later."),
};

static const struct words *find(int code)
{
    size_t i;

    for (i = 0; i < sizeof words / sizeof *words; i++)
        if (words[i].code == code)
            return &words[i];
    return NULL;
}

const char *mw_strerror(int code)
{
    const struct words *w = find(code);

    return w ? w->name : "unknown error";
}

#ifdef MW_NO_ADVICE

const char *mw_advice(const mw_session *s, const mw_error *err)
{
    (void)s;
    (void)err;
    return "";
}

#else

/* A port that waits for TLS is silent towards us, and the other way round. */
static const char *silent_greeting(const mw_session *s)
{
    if (s->security != MW_TLS && (s->port == 465 || s->port == 993 || s->port == 995))
        return "This port is silent because it begins with TLS: switch to TLS.";
    return "Somebody listens there but does not greet: check the port, or try again later.";
}

const char *mw_advice(const mw_session *s, const mw_error *err)
{
    const struct words *w = find(err->code);

    if (err->code == MW_E_TIMEOUT && err->stage == MW_AT_GREETING)
        return silent_greeting(s);
    if (err->code == MW_E_TIMEOUT && err->stage == MW_AT_TLS && s->security == MW_TLS)
        return "Somebody listens there but does not begin TLS: check the port, or use STARTTLS.";
    if (err->stage == MW_AT_DATA_END && (err->code == MW_E_TIMEOUT || err->code == MW_E_CONN_LOST))
        return "The message may have been delivered: ask its recipient before you send it again.";
    return w ? w->advice : "";
}

#endif
