/* SPDX-License-Identifier: MIT */
#include "session/session.h"

#include <mailwire/pop3.h>

/* What a person can do about an error. -DMW_NO_ADVICE leaves the sentences out, for firmware that
   has nobody to tell them to. */

#ifdef MW_NO_ADVICE

const char *mw_advice(const mw_session *s, const mw_error *err)
{
    (void)s;
    (void)err;
    return "";
}

#else

struct advice {
    int code;
    const char *sentence;
};

static const struct advice advices[] = {
    { MW_E_USAGE, "The program called a function at the wrong moment." },
    { MW_E_ARG,
      "An address or another value has a broken syntax or a forbidden character; correct it." },
    { MW_E_NOT_OFFERED,
      "The server does not offer this extension; send without it or use another server." },
    { MW_E_TOO_BIG, "The message is larger than the server takes; make it smaller." },
    { MW_E_LIMIT,
      "The server takes fewer recipients or messages at once; send the rest separately." },
    { MW_E_MEMORY, "Give the session a larger block of memory." },
    { MW_E_TOO_LONG, "Give the session a larger out_bytes." },
    { MW_E_CANCELLED, "The program cancelled the session." },
    { MW_E_DNS,
      "Check the spelling of the server's name, and that this device can look names up." },
    { MW_E_CONN_REFUSED,
      "Nobody listens there: check server name and port (submission 465 or 587, IMAP 993, "
      "POP3 995)." },
    { MW_E_UNREACHABLE,
      "Check that this device is connected to the network, and that no firewall is between." },
    { MW_E_CONN_LOST, "The connection broke; try again." },
    { MW_E_TIMEOUT, "The server is silent; try again later." },
    { MW_E_CONN_TIMEOUT,
      "Nothing answers on this port: the provider or a firewall most likely blocks it; try "
      "another port of the server." },
    { MW_E_TRUNCATED,
      "The connection ended in the middle of an answer; do not trust what came, try again." },
    { MW_E_SYSTEM, "This device has run out of sockets or memory; see the system's error number." },
    { MW_E_TLS,
      "The encrypted connection could not be set up or broke; if it stays so, ask the "
      "server's operator." },
    { MW_E_TLS_VERSION,
      "Server and client have no TLS version or cipher in common; the server most likely "
      "needs an update." },
    { MW_E_TLS_CA,
      "Install the CA certificates of the system (ca-certificates) or name a CA file." },
    { MW_E_CERT_EXPIRED,
      "The server's certificate has expired: its operator must renew it; or the clock here is "
      "wrong." },
    { MW_E_CERT_NOT_YET,
      "The certificate is not valid yet: most likely the clock of this device is not set." },
    { MW_E_CERT_HOST,
      "The certificate is for another host: use the server name that stands in it." },
    { MW_E_CERT_UNTRUSTED,
      "Nobody known here vouches for the certificate: add the CA that issued it as CA file, "
      "or have the server send its whole chain." },
    { MW_E_CERT_REVOKED,
      "The certificate was revoked: do not connect, and ask the server's operator." },
    { MW_E_CERT_WEAK,
      "The certificate's key, hash or purpose is not acceptable: its operator must replace "
      "it." },
    { MW_E_CERT_PIN,
      "The server shows none of the keys it is known by: it was changed, or somebody is in "
      "the middle." },
    { MW_E_PORT_IS_PLAIN,
      "This port does not begin with TLS: use STARTTLS here, or the port for TLS (465, 993, "
      "995)." },
    { MW_E_PORT_IS_TLS,
      "This port begins with TLS: switch from STARTTLS to TLS, or use the port for STARTTLS "
      "(587, 143, 110)." },
    { MW_E_NO_STARTTLS,
      "The server refuses encryption on this port, or somebody hides it: use the port for "
      "TLS (465, 993, 995)." },
    { MW_E_INJECTED,
      "Somebody in the network tampers with this connection: do not use this network." },
    { MW_E_AUTH, "User name or password is wrong; type both again." },
    { MW_E_AUTH_MECHANISM,
      "The server offers no way to log in that can be used here; check port and encryption." },
    { MW_E_AUTH_NEEDS_TLS,
      "The password would travel in clear: use TLS (465, 993, 995) or STARTTLS." },
    { MW_E_AUTH_LATER, "The server cannot log in now; try later." },
    { MW_E_AUTH_APP_PASSWORD,
      "The provider wants an application password or OAuth instead of the usual password; "
      "create one in the account's settings." },
    { MW_E_AUTH_SERVER, "The server could not prove that it knows the account: do not trust it." },
    { MW_E_AUTH_EXPIRED, "The token or password has expired: get a fresh one, or log in anew." },
    { MW_E_AUTH_DISABLED,
      "The provider or its administrator does not allow this way to log in; use another (OAuth, an "
      "application password), or have it enabled for the account." },
    { MW_E_AUTH_LOCKED,
      "The account is locked; unlock it with the provider before you try again." },
    { MW_E_AUTH_THROTTLED,
      "Too many logins or connections: close some, and wait as long as the server says." },
    { MW_E_AUTH_DOWNGRADE,
      "Somebody between here and the server weakens the login: do not use this network." },
    { MW_E_AUTH_CHARSET,
      "The password has characters that cannot be used here; change it, or allow PLAIN over TLS." },
    { MW_E_PROTOCOL,
      "The server answered what the protocol does not allow; is it the right server and port?" },
    { MW_E_WRONG_SERVICE,
      "Another kind of server answers there: check the port (submission 587, IMAP 143, POP3 "
      "110)." },
    { MW_E_FLOOD, "The server sends without end; is it the right one?" },
    { MW_E_PREAUTH,
      "The server skips encryption, or somebody makes it look so: use the port for TLS (993)." },
    { MW_E_REPLY_TEMP, "The server refused for now; try again later." },
    { MW_E_REPLY_PERM, "The server refused for good; see what it said." },
    { MW_E_SERVER_BYE, "The server closes the connection; see what it said, and try again later." },
};

/* A port that waits for TLS is silent towards us, and the other way round. */
static const char *silent_greeting(const mw_session *s)
{
    if (s->security != MW_TLS && (s->port == 465 || s->port == 993 || s->port == 995))
        return "This port is silent because it begins with TLS: switch to TLS.";
    return "Somebody listens there but does not greet: check the port, or try again later.";
}

const char *mw_advice(const mw_session *s, const mw_error *err)
{
    size_t i;

    if (err->code == MW_E_TIMEOUT && err->stage == MW_AT_GREETING)
        return silent_greeting(s);
    if (err->code == MW_E_TIMEOUT && err->stage == MW_AT_TLS && s->security == MW_TLS)
        return "Somebody listens there but does not begin TLS: check the port, or use STARTTLS.";
    if (err->code == MW_E_AUTH_LATER && err->reply == MW_POP3_CODE_IN_USE)
        return "Another program has this mailbox open: close it, or wait until it has ended.";
    if (err->stage == MW_AT_DATA_END && err->code <= MW_E_CANCELLED && err->code > MW_E_REPLY_TEMP)
        return "The message may have been delivered: ask its recipient before you send it again.";
    for (i = 0; i < sizeof advices / sizeof *advices; i++)
        if (advices[i].code == err->code)
            return advices[i].sentence;
    return "";
}

#endif
