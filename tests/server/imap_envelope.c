/* SPDX-License-Identifier: MIT */
#include "imap.h"

#include <string.h>

/* ENVELOPE of ordinary header fields: no groups, no comments. */

/* The field's value, unfolded; 0: there is none. */
static int value_of(const struct content *c, const char *name, struct buf *out)
{
    const char *p = c->data;
    const char *end = c->data + c->len;
    size_t len = strlen(name);

    buf_reset(out);
    while (p < end && *p != '\r') {
        const char *lf = memchr(p, '\n', (size_t)(end - p));
        int mine = (size_t)(end - p) > len && text_starts(p, name) && p[len] == ':';

        lf = lf != NULL ? lf : end - 1;
        if (mine) {
            buf_add(out, p + len + 1, (size_t)(lf - p) - len - 1);
        }
        p = lf + 1;
        while (mine && p < end && (*p == ' ' || *p == '\t')) {
            lf = memchr(p, '\n', (size_t)(end - p));
            lf = lf != NULL ? lf : end - 1;
            buf_add(out, p, (size_t)(lf - p));
            p = lf + 1;
        }
        if (mine) {
            return 1;
        }
    }
    return 0;
}

/* Quoted where it can be, else a literal; CRs of the folding are left out. */
static void put_text(struct io *io, const char *text, size_t len)
{
    struct buf plain = {0};
    int simple = 1;
    size_t i;

    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    for (i = 0; i < len; i++) {
        if (text[i] != '\r' && text[i] != '\n') {
            simple &= text[i] >= ' ' && text[i] != '"' && text[i] != '\\' && text[i] != 0x7f;
            buf_chr(&plain, text[i]);
        }
    }
    if (simple) {
        io_printf(io, "\"%s\"", plain.len != 0 ? plain.p : "");
    } else {
        io_printf(io, "{%zu}\r\n", plain.len);
        io_write(io, plain.p, plain.len);
    }
    buf_free(&plain);
}

static size_t trimmed(const char *text, size_t len)
{
    while (len > 0 && strchr(" \t\r\n", text[len - 1]) != NULL) {
        len--;
    }
    return len;
}

static void put_name(struct io *io, const char *text, size_t len)
{
    while (len > 0 && (*text == ' ' || *text == '\t')) {
        text++;
        len--;
    }
    len = trimmed(text, len);
    if (len >= 2 && text[0] == '"' && text[len - 1] == '"') {
        text++;
        len -= 2;
    }
    if (len == 0) {
        io_text(io, "NIL");
    } else {
        put_text(io, text, len);
    }
}

/* One address: "Ann <ann@example.test>" or "ann@example.test". */
static void put_address(struct io *io, const char *text, size_t len)
{
    const char *open = memchr(text, '<', len);
    const char *end = open != NULL ? memchr(open, '>', (size_t)(text + len - open)) : NULL;
    const char *start = end != NULL ? open + 1 : text;
    size_t address_len = end != NULL ? (size_t)(end - start) : trimmed(text, len);
    const char *at = memchr(start, '@', address_len);
    size_t local = at != NULL ? (size_t)(at - start) : address_len;

    io_text(io, "(");
    put_name(io, text, end != NULL ? (size_t)(open - text) : 0);
    io_text(io, " NIL ");
    put_text(io, start, local);
    io_text(io, " ");
    put_text(io, at != NULL ? at + 1 : "", at != NULL ? address_len - local - 1 : 0);
    io_text(io, ")");
}

static size_t address_len(const char *text, size_t len)
{
    int quoted = 0;
    size_t i;

    for (i = 0; i < len && (quoted || text[i] != ','); i++) {
        if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) {
            quoted = !quoted;
        }
    }
    return i;
}

static void put_addresses(struct io *io, const struct buf *value)
{
    size_t at = 0;

    io_text(io, "(");
    while (at < value->len) {
        size_t len = address_len(value->p + at, value->len - at);

        if (trimmed(value->p + at, len) > 0) {
            put_address(io, value->p + at, len);
        }
        at += len + 1;
    }
    io_text(io, ")");
}

static void put_field(struct io *io, const struct content *c, const char *name, const char *or_else,
                      int addresses)
{
    struct buf value = {0};

    if (!value_of(c, name, &value) && (or_else == NULL || !value_of(c, or_else, &value))) {
        io_text(io, "NIL");
    } else if (addresses) {
        put_addresses(io, &value);
    } else {
        put_text(io, value.p, trimmed(value.p, value.len));
    }
    buf_free(&value);
}

void imap_envelope(struct io *io, const struct content *c)
{
    static const struct {
        const char *name;
        const char *or_else;
        int addresses;
    } fields[] = {
        {"Date", NULL, 0},       {"Subject", NULL, 0},    {"From", NULL, 1},
        {"Sender", "From", 1},   {"Reply-To", "From", 1}, {"To", NULL, 1},
        {"Cc", NULL, 1},         {"Bcc", NULL, 1},        {"In-Reply-To", NULL, 0},
        {"Message-ID", NULL, 0},
    };
    size_t i;

    io_text(io, "ENVELOPE (");
    for (i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        io_text(io, i > 0 ? " " : "");
        put_field(io, c, fields[i].name, fields[i].or_else, fields[i].addresses);
    }
    io_text(io, ")");
}
