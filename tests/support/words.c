/* SPDX-License-Identifier: MIT */
#include "support/words.h"

#include <mailwire/mailwire.h>

#include <string.h>

#define E(name) { #name, MW_E_##name }
#define EV(name) { #name, MW_EV_##name }
#define AT(name) { #name, MW_AT_##name }

const struct word words_codes[] = {
    { "OK", MW_OK }, { "EOF", MW_EOF }, { "WANT_READ", MW_WANT_READ },
    { "WANT_WRITE", MW_WANT_WRITE },
    E(USAGE), E(ARG), E(NOT_OFFERED), E(TOO_BIG), E(LIMIT), E(MEMORY), E(TOO_LONG), E(CANCELLED),
    E(DNS), E(CONN_REFUSED), E(UNREACHABLE), E(CONN_LOST), E(TIMEOUT), E(CONN_TIMEOUT),
    E(TRUNCATED), E(SYSTEM),
    E(TLS), E(TLS_VERSION), E(TLS_CA), E(CERT_EXPIRED), E(CERT_NOT_YET), E(CERT_HOST),
    E(CERT_UNTRUSTED), E(CERT_REVOKED), E(CERT_WEAK), E(CERT_PIN), E(PORT_IS_PLAIN),
    E(PORT_IS_TLS), E(NO_STARTTLS), E(INJECTED),
    E(AUTH), E(AUTH_MECHANISM), E(AUTH_NEEDS_TLS), E(AUTH_LATER), E(AUTH_APP_PASSWORD),
    E(AUTH_SERVER), E(AUTH_EXPIRED), E(AUTH_DISABLED), E(AUTH_LOCKED), E(AUTH_THROTTLED),
    E(AUTH_DOWNGRADE), E(AUTH_CHARSET),
    E(PROTOCOL), E(WRONG_SERVICE), E(FLOOD), E(PREAUTH), E(REPLY_TEMP), E(REPLY_PERM),
    E(SERVER_BYE),
    { NULL, 0 },
};

const struct word words_events[] = {
    EV(READY), EV(WRITE), EV(MSG), EV(ATTR), EV(BODY), EV(DATA), EV(MSG_END), EV(MAILBOX),
    EV(ITEM), EV(CAP), EV(RCPT), EV(DONE), EV(REFUSED), EV(ABORTED), EV(UNKNOWN), EV(SECURE),
    EV(TRACE), EV(CLOSED), EV(FAILED), EV(CREDENTIAL), EV(OAUTH), { NULL, 0 },
};

const struct word words_stages[] = {
    AT(NONE), AT(DNS), AT(CONNECT), AT(TLS), AT(GREETING), AT(HELLO), AT(STARTTLS), AT(AUTH),
    AT(COMMAND), AT(DATA_START), AT(BODY), AT(DATA_END), AT(QUIT), AT(IDLE),
    { NULL, 0 },
};

const struct word words_event_flags[] = {
    { "NONE", 0 },
    { "LAST", MW_EVF_LAST },
    { "CUT", MW_EVF_CUT },
    { "BEFORE_TLS", MW_EVF_BEFORE_TLS },
    { "REDACTED", MW_EVF_REDACTED },
    { "DAMAGED", MW_EVF_DAMAGED },
    { "EARLIER", MW_EVF_EARLIER },
    { "DOUBTFUL", MW_EVF_DOUBTFUL },
    { NULL, 0 },
};

const struct word words_certs[] = {
    { "EXPIRED", MW_CERT_EXPIRED }, { "NOT_YET", MW_CERT_NOT_YET },
    { "HOST", MW_CERT_HOST },       { "UNTRUSTED", MW_CERT_UNTRUSTED },
    { "REVOKED", MW_CERT_REVOKED }, { "WEAK", MW_CERT_WEAK },
    { "PIN", MW_CERT_PIN },         { NULL, 0 },
};

const struct word words_auth[] = {
    { "plain", MW_AUTH_PLAIN },
    { "login", MW_AUTH_LOGIN },
    { "xoauth2", MW_AUTH_XOAUTH2 },
    { "oauthbearer", MW_AUTH_OAUTHBEARER },
    { "external", MW_AUTH_EXTERNAL },
    { "anonymous", MW_AUTH_ANONYMOUS },
    { "cram", MW_AUTH_CRAM_MD5 },
    { "apop", MW_AUTH_APOP },
    { "scram", MW_AUTH_SCRAM },
    { "default", MW_AUTH_DEFAULT },
    { NULL, 0 },
};

const struct word words_config_flags[] = {
    { "trace", MW_FLAG_TRACE },
    { "lmtp", MW_FLAG_LMTP },
    { "clear", MW_FLAG_SECRET_IN_CLEAR },
    { "strict", MW_FLAG_STRICT },
    { "raw_names", MW_FLAG_RAW_NAMES },
    { "utf8", MW_FLAG_UTF8 },
    { "ask", MW_FLAG_ASK },
    { NULL, 0 },
};

const struct word words_security[] = {
    { "plain", MW_PLAIN }, { "starttls", MW_STARTTLS }, { "tls", MW_TLS }, { NULL, 0 },
};

#define S(name) { #name, MW_SMTP_CAP_##name }
#define I(name) { #name, MW_IMAP_CAP_##name }
#define P(name) { #name, MW_POP3_CAP_##name }

const struct word words_caps[3][32] = {
    { S(STARTTLS), S(PIPELINING), S(8BITMIME), S(SMTPUTF8), S(SIZE), S(CHUNKING), S(BINARYMIME),
      S(DSN), S(ENHANCED), S(DELIVERBY), S(FUTURERELEASE), S(MT_PRIORITY), S(REQUIRETLS), S(RRVS),
      S(LIMITS), S(VRFY), S(AUTH), S(EHLO), { NULL, 0 } },
    { I(IMAP4REV1), I(IMAP4REV2), I(STARTTLS), I(LOGINDISABLED), I(SASL_IR), I(LITERAL_PLUS),
      I(LITERAL_MINUS), I(IDLE), I(UIDPLUS), I(CONDSTORE), I(COMPRESS_DEFLATE), I(APPENDLIMIT),
      { NULL, 0 } },
    { P(TOP), P(UIDL), P(USER), P(STLS), P(PIPELINING), P(RESP_CODES), P(AUTH_RESP_CODE),
      P(EXPIRE), P(LOGIN_DELAY), P(IMPLEMENTATION), P(UTF8), P(UTF8_ON), P(LANG), P(SASL),
      { NULL, 0 } },
};

#undef S
#undef I
#undef P
#define S(name) { #name, MW_SMTP_QUIRK_##name }
#define I(name) { #name, MW_IMAP_QUIRK_##name }
#define P(name) { #name, MW_POP3_QUIRK_##name }

const struct word words_quirks[3][64] = {
    { S(AUTH_EQUALS), S(NO_CODE), { NULL, 0 } },
    { I(EMPTY_LINE), I(PLUS), I(LF), I(NUL), I(SPACE), I(NO_TEXT), I(NO_STATUS), I(NO_TAG),
      I(CODE_IN_TEXT), I(CAPABILITY), I(NUMBER), I(PARENS), I(EMPTY_FETCH), I(VALUE), I(QUOTE),
      I(ZERO), { NULL, 0 } },
    { P(LF), P(LISTED_OK), P(UNOFFERED), P(SPACES), P(SIZE), P(ENTRY),
      P(CHALLENGE_OK), { NULL, 0 } },
};

const struct word words_fetch[] = {
    { "flags", MW_IMAP_FLAGS },         { "size", MW_IMAP_SIZE },
    { "date", MW_IMAP_DATE },           { "envelope", MW_IMAP_ENVELOPE },
    { "structure", MW_IMAP_STRUCTURE }, { "body", MW_IMAP_BODY },
    { "mark_seen", MW_IMAP_MARK_SEEN }, { "modseq", MW_IMAP_MODSEQ },
    { "preview", MW_IMAP_PREVIEW },     { "savedate", MW_IMAP_SAVEDATE },
    { "emailid", MW_IMAP_EMAILID },     { "threadid", MW_IMAP_THREADID },
    { "gm", MW_IMAP_X_GM },             { "binary", MW_IMAP_BINARY },
    { "binary_size", MW_IMAP_BINARY_SIZE }, { NULL, 0 },
};

int words_find(const struct word *table, const char *name, size_t n, int64_t *value)
{
    for (; table->name; table++)
        if (strlen(table->name) == n && memcmp(table->name, name, n) == 0) {
            *value = table->value;
            return 1;
        }
    return 0;
}

int words_mask(const struct word *table, const char *names, int64_t *mask)
{
    int64_t bit;
    size_t n;

    for (*mask = 0; *names; names += n + (names[n] != 0)) {
        n = strcspn(names, ",| ");
        if (n && !words_find(table, names, n, &bit))
            return 0;
        if (n)
            *mask |= bit;
    }
    return 1;
}

const char *words_name(const struct word *table, int64_t value)
{
    for (; table->name; table++)
        if (table->value == value)
            return table->name;
    return "?";
}
