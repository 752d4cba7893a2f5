/* SPDX-License-Identifier: MIT */
#include "hostile_script.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int hex_value(char c)
{
    static const char digits[] = "0123456789abcdef";
    const char *p = c != '\0' ? strchr(digits, c | (c >= 'A' ? 0x20 : 0)) : NULL;

    return p != NULL ? (int)(p - digits) : -1;
}

/* One escape behind its backslash; how many letters it took, 0: none such. */
static size_t escape(const char *text, struct buf *out)
{
    static const char names[] = "rnt0\\";
    static const char bytes[] = "\r\n\t\0\\";
    const char *p = *text != '\0' ? strchr(names, *text) : NULL;

    if (p != NULL) {
        buf_chr(out, bytes[p - names]);
        return 1;
    }
    if (*text == 'x' && hex_value(text[1]) >= 0 && hex_value(text[2]) >= 0) {
        buf_chr(out, (char)(hex_value(text[1]) * 16 + hex_value(text[2])));
        return 3;
    }
    return 0;
}

static int unescape(const char *text, struct buf *out)
{
    buf_add(out, "", 0);
    while (*text != '\0') {
        size_t n = 1;

        if (*text != '\\') {
            buf_chr(out, *text);
        } else {
            n = 1 + escape(text + 1, out);
            if (n == 1) {
                return -1;
            }
        }
        text += n;
    }
    return 0;
}

static int number(const char **text, uint64_t *n)
{
    char *end;

    *n = strtoull(*text, &end, 10);
    if (end == *text || (*end != ' ' && *end != '\0')) {
        return -1;
    }
    *text = *end == ' ' ? end + 1 : end;
    return 0;
}

static int certificate(const char *name, struct step *s)
{
    enum pki_choice choice;

    if (strcmp(name, "own") == 0) {
        s->cert = HST_OWN;
        return 0;
    }
    if (pki_find(name, &choice) != 0) {
        return -1;
    }
    s->cert = choice;
    return 0;
}

static int milliseconds(const char **text, struct step *s)
{
    uint64_t ms;

    if (number(text, &ms) != 0 || ms > 3600000) {
        return -1;
    }
    s->ms = (unsigned)ms;
    return 0;
}

static int arguments(const char *text, struct step *s)
{
    switch (s->op) {
    case OP_SKIP:
        buf_str(&s->text, text);
        return 0;
    case OP_TAKE:
        return number(&text, &s->n);
    case OP_TLS:
        return certificate(text, s);
    case OP_DRIP:
        return number(&text, &s->n) != 0 || s->n == 0 ? -1 : milliseconds(&text, s);
    case OP_FLOOD:
    case OP_REPEAT:
        return number(&text, &s->n) != 0 || unescape(text, &s->text) != 0 || s->text.len == 0
                   ? -1
                   : 0;
    case OP_SILENT:
        return milliseconds(&text, s);
    default:
        return *text == '\0' ? 0 : -1;
    }
}

static int action(const char *text, struct step *s)
{
    static const struct {
        const char *name;
        enum op op;
    } known[] = {
        {"skip", OP_SKIP},     {"take", OP_TAKE},     {"tls", OP_TLS},
        {"drip", OP_DRIP},     {"flood", OP_FLOOD},   {"repeat", OP_REPEAT},
        {"silent", OP_SILENT}, {"fin", OP_FIN},       {"half-close", OP_HALF_CLOSE},
        {"close", OP_CLOSE},   {"bye", OP_BYE},       {"rst", OP_RST},
    };
    size_t len = strcspn(text, " ");
    size_t i;

    for (i = 0; i < sizeof known / sizeof known[0]; i++) {
        if (strlen(known[i].name) == len && memcmp(text, known[i].name, len) == 0) {
            s->op = known[i].op;
            return arguments(text + len + (text[len] == ' ' ? 1 : 0), s);
        }
    }
    return -1;
}

static int parse_step(const char *text, struct step *s)
{
    const char *rest = text[0] != '\0' && text[1] != '\0' ? text + 2 : "";

    memset(s, 0, sizeof *s);
    if (text_starts(text, "! ")) {
        return action(rest, s);
    }
    rest += *rest == ' ' ? 1 : 0;
    if (text_starts(text, "S:")) {
        s->op = OP_LINE;
        buf_str(&s->text, rest);
        buf_str(&s->text, "\r\n");
        return 0;
    }
    if (text_starts(text, "R:")) {
        s->op = OP_RAW;
        return unescape(rest, &s->text);
    }
    if (text_starts(text, "C:")) {
        s->op = OP_EXPECT;
        buf_str(&s->text, rest);
        return 0;
    }
    return -1;
}

size_t hst_script_parse(const char *const *script, struct step **steps)
{
    size_t count = 0;
    size_t i;

    while (script[count] != NULL) {
        count++;
    }
    *steps = mem_new((count + 1) * sizeof **steps);
    for (i = 0; i < count; i++) {
        if (parse_step(script[i], &(*steps)[i]) != 0) {
            fprintf(stderr, "hostile: step %zu is not understood: %s\n", i + 1, script[i]);
            hst_script_free(*steps, i + 1);
            *steps = NULL;
            return 0;
        }
    }
    return count;
}

void hst_script_free(struct step *steps, size_t count)
{
    size_t i;

    for (i = 0; i < count; i++) {
        buf_free(&steps[i].text);
    }
    free(steps);
}
