/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE
#include "support/script.h"
#include "support/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int complain(const struct script *sc, int line, const char *what)
{
    fprintf(stderr, "%s:%d: %s\n", sc->file, line, what);
    return 0;
}

static void *own(struct script *sc, void *p)
{
    if (!p || sc->owned_count == sizeof sc->owned / sizeof *sc->owned) {
        fprintf(stderr, "%s: too long\n", sc->file);
        exit(2);
    }
    return sc->owned[sc->owned_count++] = p;
}

static int hex_digit(int c)
{
    const char *digits = "0123456789abcdef", *at = c ? strchr(digits, c | 0x20) : NULL;

    return at ? (int)(at - digits) : 0;
}

/* One character of p with its escape; *used says how long it was. */
static char unescape_one(const char *p, size_t n, size_t *used)
{
    static const char names[] = "rnt0\\\"", values[] = "\r\n\t\0\\\"";
    const char *at;

    *used = 1;
    if (*p != '\\' || n < 2)
        return *p;
    if (p[1] == 'x' && n >= 4) {
        *used = 4;
        return (char)(hex_digit((unsigned char)p[2]) << 4 | hex_digit((unsigned char)p[3]));
    }
    at = strchr(names, p[1]);
    if (!at)
        return *p;
    *used = 2;
    return values[at - names];
}

static size_t unescape(char *to, const char *p, size_t n)
{
    size_t used, len = 0;

    for (; n; p += used, n -= used)
        to[len++] = unescape_one(p, n, &used);
    return len;
}

/* The unescaped bytes of p, `times` over, with CRLF behind each if wanted. */
static void set_data(struct script *sc, struct script_item *it, const char *p, size_t times,
                     int crlf)
{
    size_t n = strlen(p);
    char *one = malloc(n + 3);
    size_t len = one ? unescape(one, p, n) : 0;

    own(sc, one);
    if (crlf) {
        one[len++] = '\r';
        one[len++] = '\n';
    }
    it->data = own(sc, malloc(len * times + 1));
    for (it->len = 0; times--; it->len += len)
        memcpy(it->data + it->len, one, len);
    it->data[it->len] = 0;
}

/* --- words of '>' and '!' lines: separated by blanks; "..." may hold blanks and escapes --- */

struct token {
    char *p;
    size_t n;
    int quoted; /* from its beginning */
};

/* Cuts the next token from *line, in place. 0: there is none. */
static int next_token(char **line, struct token *t)
{
    char *p = *line, *to;
    int quoted = 0;
    size_t used;

    p += strspn(p, " ");
    if (!*p)
        return 0;
    t->quoted = *p == '"';
    t->p = to = p;
    while (*p && (quoted || *p != ' ')) {
        if (*p == '"') {
            quoted = !quoted;
            p++;
            continue;
        }
        *to++ = quoted ? unescape_one(p, strlen(p), &used) : *p;
        p += quoted ? used : 1;
    }
    *line = *p ? p + 1 : p;
    *to = 0;
    t->n = (size_t)(to - t->p);
    return 1;
}

/* --- events --- */

static int number(const char *p, int64_t *value)
{
    char *end;

    *value = strtoll(p, &end, 0);
    return *p && *end == 0;
}

/* 5.7.8 as 507008 */
static int enhanced(const char *p, int64_t *value)
{
    int a, b, c, n = 0;

    if (sscanf(p, "%d.%d.%d%n", &a, &b, &c, &n) != 3 || p[n])
        return 0;
    *value = a * 100000 + b * 1000 + c;
    return 1;
}

static int code(const char *p, int64_t *value)
{
    return number(p, value) || words_find(words_codes, p, strlen(p), value);
}

static int want_key(struct script_want *w, const char *key, size_t n, const char *value)
{
    static const struct {
        const char *name;
        unsigned bit;
        size_t at;
    } numbers[] = {
        { "num", WANT_NUM, offsetof(struct script_want, num) },
        { "uid", WANT_UID, offsetof(struct script_want, uid) },
        { "item", WANT_ITEM, offsetof(struct script_want, item) },
        { "len", WANT_LEN, offsetof(struct script_want, len) },
        { "retry", WANT_RETRY, offsetof(struct script_want, retry) },
        { "reply", WANT_REPLY, offsetof(struct script_want, reply) },
        { "err", WANT_ERR, offsetof(struct script_want, err) },
        { "enh", WANT_ENHANCED, offsetof(struct script_want, enhanced) },
        { "wait", WANT_WAIT, offsetof(struct script_want, wait_s) },
        { "scope", WANT_SCOPE, offsetof(struct script_want, scope) },
    };
    size_t i;

    for (i = 0; i < sizeof numbers / sizeof *numbers; i++)
        if (strlen(numbers[i].name) == n && memcmp(key, numbers[i].name, n) == 0) {
            int64_t *to = (int64_t *)(void *)((char *)w + numbers[i].at);

            w->has |= numbers[i].bit;
            return code(value, to) || enhanced(value, to);
        }
    if (n == 4 && memcmp(key, "name", n) == 0) {
        w->has |= WANT_NAME;
        w->name = value;
        return 1;
    }
    if (n == 4 && memcmp(key, "word", n) == 0) {
        w->has |= WANT_WORD;
        w->word = value;
        return 1;
    }
    if (n == 5 && memcmp(key, "flags", n) == 0) {
        w->has |= WANT_FLAGS;
        return words_mask(words_event_flags, value, &w->flags);
    }
    if (n == 5 && memcmp(key, "stage", n) == 0) {
        w->has |= WANT_STAGE;
        return words_find(words_stages, value, strlen(value), &w->stage);
    }
    if (n == 4 && memcmp(key, "cert", n) == 0) {
        w->has |= WANT_CERT;
        return words_mask(words_certs, value, &w->cert);
    }
    return 0;
}

/* A word without a key: id, then code; 5.7.8; TIMEOUT; anything else is the name. */
static void want_word(struct script_want *w, const char *p)
{
    int64_t value;

    if (number(p, &value)) {
        if (w->has & WANT_ID)
            w->code = value;
        else
            w->id = value;
        w->has |= w->has & WANT_ID ? WANT_CODE : WANT_ID;
    } else if (enhanced(p, &value)) {
        w->has |= WANT_NUM;
        w->num = value;
    } else if (w->type != MW_EV_TRACE && w->type != MW_EV_MAILBOX &&
               words_find(words_codes, p, strlen(p), &value)) {
        w->has |= WANT_CODE;
        w->code = value;
    } else {
        w->has |= WANT_NAME;
        w->name = p;
    }
}

static int parse_event(struct script *sc, struct script_item *it, char *p)
{
    struct script_want *w = &it->want;
    struct token t;
    int64_t type;

    if (!next_token(&p, &t) || !words_find(words_events, t.p, t.n, &type))
        return complain(sc, it->line, "no such event");
    w->type = (int)type;
    while (next_token(&p, &t)) {
        char *equal = strchr(t.p, '=');

        if (t.quoted) {
            w->has |= WANT_DATA;
            it->data = t.p;
            it->len = t.n;
        } else if (equal) {
            if (!want_key(w, t.p, (size_t)(equal - t.p), equal + 1))
                return complain(sc, it->line, "no such key or value of an event");
        } else {
            want_word(w, t.p);
        }
    }
    return 1;
}

/* --- calls --- */

/* Takes " = CODE" off the end of a line. */
static void take_result(struct script_item *it, char *p)
{
    char *equal = strrchr(p, '=');
    int64_t rc;

    it->rc = 1;
    if (!equal || equal - p < 2 || equal[-1] != ' ' || equal[1] != ' ' ||
        !words_find(words_codes, equal + 2, strlen(equal + 2), &rc))
        return;
    it->rc = (int)rc;
    equal[-1] = 0;
}

static int parse_call(struct script *sc, struct script_item *it, char *p)
{
    struct token t;
    char *text;

    take_result(it, p);
    if (strncmp(p, "write", 5) == 0) {
        unsigned long times = 1;

        text = p + 5;
        if (*text == '*')
            times = strtoul(text + 1, &text, 10);
        set_data(sc, it, text + (*text == ' '), times, 0);
        p[5] = 0;
        it->word[it->words++] = p;
        return 1;
    }
    while (next_token(&p, &t)) {
        if (it->words == SCRIPT_WORDS_MAX)
            return complain(sc, it->line, "too many words");
        it->word[it->words++] = t.p;
    }
    return it->words ? 1 : complain(sc, it->line, "no call");
}

/* --- headers --- */

/* "256": from there up; "=256": only that. */
static int parse_range(const char *value, uint32_t *least, uint32_t *most)
{
    *least = (uint32_t)strtoul(value + (*value == '='), NULL, 10);
    *most = *value == '=' ? *least : UINT32_MAX;
    return *least > 0;
}

static int parse_timeouts(struct script *sc, char *p)
{
    mw_timeouts *t = &sc->timeouts;
    static const char *const names[] = { "connect", "tls",  "greeting", "command",
                                         "data_start", "body", "data_end", "quit" };
    uint32_t *const to[] = { &t->connect_ms,    &t->tls_ms,  &t->greeting_ms, &t->command_ms,
                             &t->data_start_ms, &t->body_ms, &t->data_end_ms, &t->quit_ms };
    struct token word;
    size_t i;

    while (next_token(&p, &word)) {
        char *equal = strchr(word.p, '=');

        for (i = 0; equal && i < sizeof names / sizeof *names; i++)
            if (strncmp(word.p, names[i], (size_t)(equal - word.p)) == 0 &&
                strlen(names[i]) == (size_t)(equal - word.p))
                *to[i] = (uint32_t)strtoul(equal + 1, &equal, 10);
        if (!equal || *equal)
            return 0;
    }
    return 1;
}

static int header(struct script *sc, const char *key, char *value)
{
    int64_t n = 0;
    int ok = 1;

    value[unescape(value, value, strlen(value))] = 0;
    if (strcmp(key, "protocol") == 0) {
        sc->protocol = strcmp(value, "imap") == 0 ? SCRIPT_IMAP
                       : strcmp(value, "pop3") == 0 ? SCRIPT_POP3
                                                    : SCRIPT_SMTP;
    } else if (strcmp(key, "security") == 0) {
        ok = words_mask(words_security, value, &n);
        sc->cfg.security = (uint32_t)n;
    } else if (strcmp(key, "flags") == 0) {
        ok = words_mask(words_config_flags, value, &n);
        sc->cfg.flags = (uint32_t)n;
    } else if (strcmp(key, "auth") == 0) {
        ok = words_mask(words_auth, value, &n);
        sc->cfg.auth = (uint32_t)n;
    } else if (strcmp(key, "user") == 0) {
        sc->cfg.user = value;
    } else if (strcmp(key, "secret") == 0) {
        sc->cfg.secret = value;
    } else if (strcmp(key, "authzid") == 0) {
        sc->cfg.authzid = value;
    } else if (strcmp(key, "nonce") == 0) {
        hash_new(&sc->hash, value);
        sc->cfg.hash = &sc->hash.hash;
        ok = strlen(value) == 24;
    } else if (strcmp(key, "tries") == 0) {
        sc->cfg.tries = (uint32_t)strtoul(value, NULL, 10);
    } else if (strcmp(key, "secret_bytes") == 0) {
        sc->cfg.secret_bytes = (uint32_t)strtoul(value, NULL, 10);
    } else if (strcmp(key, "hello") == 0) {
        sc->cfg.hello = value;
    } else if (strcmp(key, "host") == 0) {
        sc->cfg.host = value;
    } else if (strcmp(key, "port") == 0) {
        sc->cfg.port = (uint32_t)strtoul(value, NULL, 10);
    } else if (strcmp(key, "commands") == 0) {
        sc->cfg.commands = (uint32_t)strtoul(value, NULL, 10);
    } else if (strcmp(key, "in_bytes") == 0) {
        ok = parse_range(value, &sc->in_min, &sc->in_max);
    } else if (strcmp(key, "out_bytes") == 0) {
        ok = parse_range(value, &sc->out_min, &sc->out_max);
    } else if (strcmp(key, "timeouts") == 0) {
        ok = parse_timeouts(sc, value);
    } else if (strcmp(key, "writes") == 0) {
        ok = sc->whole_writes = strcmp(value, "whole") == 0;
    } else if (strcmp(key, "input") == 0) {
        ok = sc->whole = strcmp(value, "whole") == 0;
    } else if (strcmp(key, "modes") == 0) {
        sc->no_faults = strcmp(value, "chunks") == 0;
        ok = sc->no_faults;
    } else {
        ok = 0;
    }
    return ok;
}

/* "*N" behind the kind of a line, or 1. */
static size_t repetition(char **p)
{
    return **p == '*' ? strtoul(*p + 1, p, 10) : 1;
}

static struct script_item *new_item(struct script *sc, char kind, int line)
{
    struct script_item *it;

    if (sc->count == sc->room) {
        sc->room = sc->room ? sc->room * 2 : 64;
        sc->item = realloc(sc->item, sc->room * sizeof *sc->item);
        if (!sc->item)
            exit(2);
    }
    it = &sc->item[sc->count++];
    memset(it, 0, sizeof *it);
    it->kind = kind;
    it->line = line;
    return it;
}

static int parse_line(struct script *sc, char *p, int line)
{
    static const char kinds[] = "SCsc";
    char kind = *p, *value;
    size_t times;

    if (kind == 0 || kind == '#')
        return 1;
    if (kind == '!')
        return parse_event(sc, new_item(sc, '!', line), p + 1);
    if (kind == '>')
        return parse_call(sc, new_item(sc, '>', line), p + 1 + strspn(p + 1, " "));
    if (strchr(kinds, kind) && (p[1] == ':' || p[1] == '*')) {
        p++;
        times = repetition(&p);
        if (*p++ != ':')
            return complain(sc, line, "no colon");
        set_data(sc, new_item(sc, kind == 's' ? 'S' : kind == 'c' ? 'C' : kind, line),
                 p + (*p == ' '), times, kind == 'S' || kind == 'C');
        return 1;
    }
    value = strstr(p, ": ");
    if (!value)
        return complain(sc, line, "what is this?");
    *value = 0;
    return header(sc, p, value + 2) ? 1 : complain(sc, line, "unknown header or value");
}

static char *read_file(struct script *sc, size_t *n)
{
    FILE *f = fopen(sc->file, "rb");
    char *text;

    if (!f) {
        perror(sc->file);
        return NULL;
    }
    text = own(sc, malloc(1 << 20));
    *n = fread(text, 1, (1 << 20) - 1, f);
    fclose(f);
    text[*n] = 0;
    return text;
}

int script_read(struct script *sc, const char *file)
{
    static const mw_config cfg = MW_CONFIG_INIT;
    static const mw_timeouts timeouts = MW_TIMEOUTS_INIT;
    char *p, *lf;
    size_t n;
    int line;

    memset(sc, 0, sizeof *sc);
    sc->file = file;
    sc->cfg = cfg;
    sc->timeouts = timeouts;
    sc->cfg.host = "mail.example.org";
    sc->cfg.security = MW_PLAIN;
    sc->in_min = 64;
    sc->out_min = 128;
    sc->in_max = sc->out_max = UINT32_MAX;
    p = read_file(sc, &n);
    for (line = 1; p && *p; line++, p = lf + 1) {
        lf = strchr(p, '\n');
        if (!lf)
            return complain(sc, line, "no newline at the end");
        *lf = 0;
        if (!parse_line(sc, p, line))
            return 0;
    }
    return p != NULL;
}

void script_free(struct script *sc)
{
    while (sc->owned_count)
        free(sc->owned[--sc->owned_count]);
    free(sc->item);
    sc->item = NULL;
}
