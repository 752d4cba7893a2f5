/* SPDX-License-Identifier: MIT */
#include "smtp.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* esmtp-param = keyword ["=" value]; value NULL: there was no "=". Checkers return 1 if right. */

static int all_of(const char *text, const char *allowed)
{
    return *text != '\0' && text[strspn(text, allowed)] == '\0';
}

static int digits(const char *text)
{
    return all_of(text, "0123456789") && strlen(text) <= 20;
}

static int no_value(struct smtp *m, const char *value)
{
    (void)m;
    return value == NULL;
}

static int check_size(struct smtp *m, const char *value)
{
    if (value == NULL || !digits(value)) {
        return 0;
    }
    m->too_big |= strtoull(value, NULL, 10) > m->s->opts->size_max_bytes;
    return 1;
}

static int check_body(struct smtp *m, const char *value)
{
    if (value == NULL) {
        return 0;
    }
    if (text_eq(value, "7BIT")) {
        m->body = BODY_7BIT;
    } else if (text_eq(value, "8BITMIME")) {
        m->body = BODY_8BITMIME;
    } else if (text_eq(value, "BINARYMIME") && smtp_offers(m, SRV_BINARYMIME)) {
        m->body = BODY_BINARYMIME;
    } else {
        return 0;
    }
    return 1;
}

static int check_utf8(struct smtp *m, const char *value)
{
    m->utf8 = 1;
    return value == NULL;
}

static int hex(char c)
{
    return c != '\0' && strchr("0123456789ABCDEF", c) != NULL;
}

/* RFC 3461 4: printable ASCII but "+" and "="; "+" and two capital hex digits for the rest. */
static int xtext(const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '+') {
            if (!hex(text[1]) || !hex(text[2])) {
                return 0;
            }
            text += 2;
        } else if (*text < '!' || *text > '~' || *text == '=') {
            return 0;
        }
    }
    return 1;
}

static int check_envid(struct smtp *m, const char *value)
{
    (void)m;
    return value != NULL && *value != '\0' && strlen(value) <= 100 && xtext(value);
}

static int check_auth(struct smtp *m, const char *value)
{
    (void)m;
    return value != NULL && (strcmp(value, "<>") == 0 || (*value != '\0' && xtext(value)));
}

static int check_ret(struct smtp *m, const char *value)
{
    (void)m;
    return value != NULL && (text_eq(value, "FULL") || text_eq(value, "HDRS"));
}

/* RFC 2852: BY=[-]seconds;R|N[T] */
static int check_by(struct smtp *m, const char *value)
{
    size_t n;

    (void)m;
    if (value == NULL) {
        return 0;
    }
    value += *value == '-' ? 1 : 0;
    n = strspn(value, "0123456789");
    return n >= 1 && n <= 9 && value[n] == ';' &&
           (text_eq(value + n, ";R") || text_eq(value + n, ";N") || text_eq(value + n, ";RT") ||
            text_eq(value + n, ";NT"));
}

static int check_holdfor(struct smtp *m, const char *value)
{
    (void)m;
    return value != NULL && digits(value) && strlen(value) <= 9;
}

static int check_date(struct smtp *m, const char *value)
{
    (void)m;
    return value != NULL && strlen(value) >= 20 && value[4] == '-' && value[7] == '-' &&
           value[10] == 'T' && all_of(value, "0123456789-:.+TZ");
}

/* RFC 7293: a date and, if wanted, ";C" or ";R" */
static int check_rrvs(struct smtp *m, const char *value)
{
    const char *semicolon = value != NULL ? strchr(value, ';') : NULL;
    char *date;
    int ok;

    if (semicolon == NULL) {
        return check_date(m, value);
    }
    date = mem_text(value, (size_t)(semicolon - value));
    ok = check_date(m, date) && (text_eq(semicolon, ";C") || text_eq(semicolon, ";R"));
    mem_free(date);
    return ok;
}

static int check_priority(struct smtp *m, const char *value)
{
    (void)m;
    if (value == NULL) {
        return 0;
    }
    value += *value == '-' ? 1 : 0;
    return strlen(value) == 1 && *value >= '0' && *value <= '9';
}

static int notify_word(const char *word, size_t len)
{
    static const char *const known[] = {"SUCCESS", "FAILURE", "DELAY"};
    size_t i;

    for (i = 0; i < 3; i++) {
        if (strlen(known[i]) == len && text_starts(word, known[i])) {
            return 1;
        }
    }
    return 0;
}

static int check_notify(struct smtp *m, const char *value)
{
    (void)m;
    if (value == NULL || text_eq(value, "NEVER")) {
        return value != NULL;
    }
    for (;;) {
        size_t len = strcspn(value, ",");

        if (!notify_word(value, len)) {
            return 0;
        }
        if (value[len] == '\0') {
            return 1;
        }
        value += len + 1;
    }
}

/* RFC 6533 adds utf-8;address with \x{...} or raw UTF-8 for what is no xtext. */
static int check_orcpt(struct smtp *m, const char *value)
{
    const char *semicolon = value != NULL ? strchr(value, ';') : NULL;

    if (semicolon == NULL || semicolon == value || semicolon[1] == '\0') {
        return 0;
    }
    if (text_starts(value, "utf-8;")) {
        return m->utf8 || xtext(semicolon + 1);
    }
    return xtext(semicolon + 1);
}

struct param {
    const char *keyword;
    unsigned extension;
    int (*check)(struct smtp *m, const char *value);
};

static const struct param mail_list[] = {
    {"SIZE", SRV_SIZE, check_size},
    {"BODY", SRV_8BITMIME, check_body},
    {"SMTPUTF8", SRV_SMTPUTF8, check_utf8},
    {"RET", SRV_DSN, check_ret},
    {"ENVID", SRV_DSN, check_envid},
    {"AUTH", SRV_AUTH, check_auth},
    {"BY", SRV_DELIVERBY, check_by},
    {"HOLDFOR", SRV_FUTURERELEASE, check_holdfor},
    {"HOLDUNTIL", SRV_FUTURERELEASE, check_date},
    {"MT-PRIORITY", SRV_MT_PRIORITY, check_priority},
    {"REQUIRETLS", SRV_REQUIRETLS, no_value},
};

static const struct param rcpt_list[] = {
    {"NOTIFY", SRV_DSN, check_notify},
    {"ORCPT", SRV_DSN, check_orcpt},
    {"RRVS", SRV_RRVS, check_rrvs},
};

static const struct param *find_param(const struct smtp *m, const struct param *list, size_t n,
                                      const char *word)
{
    size_t i;

    for (i = 0; i < n; i++) {
        if (text_eq(word, list[i].keyword)) {
            return m->extended && smtp_offers(m, list[i].extension) ? &list[i] : NULL;
        }
    }
    return NULL;
}

/* word is cut at its "=". */
static int one_param(struct smtp *m, const struct param *list, size_t n, char *word,
                     unsigned *seen)
{
    char *value = strchr(word, '=');
    const struct param *p;

    if (value != NULL) {
        *value++ = '\0';
    }
    p = find_param(m, list, n, word);
    if (p == NULL) {
        session_fault(m->s, "parameter %s was not offered", word);
        smtp_reply(m, 555, "5.5.4", "parameter not known");
        return 0;
    }
    if ((*seen >> (p - list) & 1u) || !p->check(m, value)) {
        session_fault(m->s, "malformed or repeated parameter %s=%s", word,
                      value != NULL ? value : "");
        smtp_reply(m, 501, "5.5.4", "malformed parameter");
        return 0;
    }
    *seen |= 1u << (p - list);
    return 1;
}

static int each_param(struct smtp *m, const struct param *list, size_t n, const char *params)
{
    unsigned seen = 0;
    int ok = 1;

    while (ok && *params != '\0') {
        size_t len = strcspn(params, " ");
        char *word = mem_text(params, len);

        ok = one_param(m, list, n, word, &seen);
        mem_free(word);
        params += len + (params[len] == ' ' ? 1 : 0);
    }
    return ok;
}

int smtp_mail_params(struct smtp *m, const char *params)
{
    if (!each_param(m, mail_list, sizeof mail_list / sizeof mail_list[0], params)) {
        return 0;
    }
    if (m->too_big) {
        smtp_reply(m, 552, "5.3.4", "message too big");
        return 0;
    }
    return 1;
}

int smtp_rcpt_params(struct smtp *m, const char *params)
{
    return each_param(m, rcpt_list, sizeof rcpt_list / sizeof rcpt_list[0], params);
}
