/* SPDX-License-Identifier: MIT */
#include <mailwire/error.h>

/* What a code is called. -DMW_NO_ADVICE leaves the words out. */

#ifdef MW_NO_ADVICE

const char *mw_strerror(int code)
{
    (void)code;
    return "";
}

#else

struct name {
    int16_t code;
    char words[22];
};

static const struct name names[] = {
    { MW_OK, "no error" },
    { MW_WANT_READ, "wait for input" },
    { MW_WANT_WRITE, "wait for room" },
    { MW_EOF, "end of stream" },
    { MW_E_USAGE, "not at this moment" },
    { MW_E_ARG, "bad argument" },
    { MW_E_NOT_OFFERED, "not offered" },
    { MW_E_TOO_BIG, "message too big" },
    { MW_E_LIMIT, "limit of the server" },
    { MW_E_MEMORY, "out of memory" },
    { MW_E_TOO_LONG, "command too long" },
    { MW_E_CANCELLED, "cancelled" },
    { MW_E_DNS, "host name not found" },
    { MW_E_CONN_REFUSED, "connection refused" },
    { MW_E_UNREACHABLE, "server unreachable" },
    { MW_E_CONN_LOST, "connection lost" },
    { MW_E_TIMEOUT, "no answer in time" },
    { MW_E_CONN_TIMEOUT, "cannot connect" },
    { MW_E_TRUNCATED, "cut off" },
    { MW_E_SYSTEM, "system error" },
    { MW_E_TLS, "TLS failed" },
    { MW_E_TLS_VERSION, "no common TLS version" },
    { MW_E_TLS_CA, "no CA certificates" },
    { MW_E_CERT_EXPIRED, "certificate expired" },
    { MW_E_CERT_NOT_YET, "certificate not valid" },
    { MW_E_CERT_HOST, "wrong host in cert" },
    { MW_E_CERT_UNTRUSTED, "certificate untrusted" },
    { MW_E_CERT_REVOKED, "certificate revoked" },
    { MW_E_CERT_WEAK, "certificate too weak" },
    { MW_E_CERT_PIN, "pinned key missing" },
    { MW_E_PORT_IS_PLAIN, "port speaks no TLS" },
    { MW_E_PORT_IS_TLS, "port speaks TLS" },
    { MW_E_NO_STARTTLS, "no STARTTLS" },
    { MW_E_INJECTED, "injected bytes" },
    { MW_E_AUTH, "login refused" },
    { MW_E_AUTH_MECHANISM, "no common mechanism" },
    { MW_E_AUTH_NEEDS_TLS, "login needs TLS" },
    { MW_E_AUTH_LATER, "login refused for now" },
    { MW_E_AUTH_APP_PASSWORD, "app password needed" },
    { MW_E_AUTH_SERVER, "server unproven" },
    { MW_E_AUTH_EXPIRED, "token expired" },
    { MW_E_AUTH_DISABLED, "login disabled" },
    { MW_E_AUTH_LOCKED, "account locked" },
    { MW_E_AUTH_THROTTLED, "login throttled" },
    { MW_E_AUTH_DOWNGRADE, "login downgraded" },
    { MW_E_AUTH_CHARSET, "password unusable" },
    { MW_E_PROTOCOL, "protocol violated" },
    { MW_E_WRONG_SERVICE, "wrong service" },
    { MW_E_FLOOD, "too much at once" },
    { MW_E_PREAUTH, "PREAUTH before TLS" },
    { MW_E_REPLY_TEMP, "refused for now" },
    { MW_E_REPLY_PERM, "refused" },
    { MW_E_SERVER_BYE, "server says goodbye" },
};

const char *mw_strerror(int code)
{
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].code == code)
            return names[i].words;
    return "unknown error";
}

#endif
