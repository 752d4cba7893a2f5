/* SPDX-License-Identifier: MIT */
#include "wire/imap_lex.h"
#include "base/ascii.h"

#include <mailwire/error.h>

/* mw_imap_lex.state */
#define IN_PLAIN 0
#define IN_QUOTED 1
#define IN_ESCAPE 2 /* behind a backslash */
#define IN_BRACE 3  /* behind { */
#define IN_COUNT 4  /* behind a digit */
#define IN_SIGN 5   /* behind + or - */
#define IN_HEAD 6   /* behind } */
#define IN_HEAD_CR 7
#define IN_LITERAL 8
#define IN_QUOTE 9 /* loose: behind a quote that may end the string */
#define BEHIND 10  /* a literal */
#define IN_JUNK 11 /* behind { and what is no header */

#define COUNT_MAX (UINT64_MAX / 16) /* before its last digit */

static int to(struct mw_imap_lex *x, int state)
{
    x->state = (uint8_t)state;
    return 1;
}

static int add_digit(struct mw_imap_lex *x, int c)
{
    if (x->left > COUNT_MAX)
        return MW_E_PROTOCOL;
    x->left = x->left * 10 + (unsigned)(c - '0');
    return to(x, IN_COUNT);
}

/* Whether c may follow a string. */
static int may_follow(int c)
{
    return c == ' ' || c == ')' || c == ']' || c == '\r' || c == '\n';
}

/* A byte of a quoted string. 0: the string had ended before it. */
static int quoted(struct mw_imap_lex *x, int c)
{
    if (c == '\n' && !x->loose)
        return MW_E_PROTOCOL;
    if (c == '\n' || (x->state == IN_QUOTE && (may_follow(c) || c == '(')))
        return to(x, IN_PLAIN) - 1;
    if (x->state == IN_ESCAPE)
        return to(x, IN_QUOTED);
    if (c == '"')
        return to(x, x->loose ? IN_QUOTE : IN_PLAIN);
    return to(x, c == '\\' && !x->loose ? IN_ESCAPE : IN_QUOTED);
}

/* A byte of a literal's header. 0: it is none, it stands for itself. */
static int header(struct mw_imap_lex *x, int c)
{
    int state = x->state;

    if ((state == IN_BRACE || state == IN_COUNT) && mw_is_digit(c))
        return add_digit(x, c);
    if (state == IN_COUNT && (c == '+' || c == '-'))
        return to(x, IN_SIGN);
    if ((state == IN_COUNT || state == IN_SIGN) && c == '}')
        return to(x, IN_HEAD);
    if (state == IN_HEAD && c == '\r')
        return to(x, IN_HEAD_CR);
    if ((state == IN_HEAD || state == IN_HEAD_CR) && c == '\n')
        return to(x, x->left ? IN_LITERAL : BEHIND);
    if (c == '\r' || c == '\n')
        return MW_E_PROTOCOL; /* a damaged one, and what follows is its literal */
    return to(x, c == '"' || may_follow(c) ? IN_PLAIN : IN_JUNK) - 1;
}

/* Whether an element ends before c, with nothing open. */
static int is_end(unsigned how, int c)
{
    if (c == '"')
        how &= MW_LEX_NAME | MW_LEX_BODY;
    else if (c == '{')
        how &= MW_LEX_NAME;
    else if (c == '(')
        how &= MW_LEX_NAME | MW_LEX_SET | MW_LEX_LIST;
    else if (c == ',')
        how &= MW_LEX_SET;
    else if (c == ')')
        how = ~how & MW_LEX_CODE;
    else
        return c == ' ' || c == '\r';
    return how != 0;
}

/* A byte that stands for itself. MW_OK: the element ends before it; MW_WANT_READ: it goes on. */
static int plain(struct mw_imap_lex *x, unsigned how, int c)
{
    int outside = x->depth == 0, ends = outside && !(how & MW_LEX_LINE);

    if (c == '\n')
        return ends || (how & (MW_LEX_LINE | MW_LEX_CODE)) ? MW_OK : MW_E_PROTOCOL;
    if ((ends && is_end(how, c)) || (outside && c == ']' && (how & MW_LEX_CODE)))
        return MW_OK;
    if (c == '"' || c == '{') {
        x->left = 0;
        x->state = c == '"' ? IN_QUOTED : IN_BRACE;
    } else if (c == '(' || (c == '[' && (how & MW_LEX_NAME))) {
        x->depth++;
    } else if (!outside && (c == ')' || (c == ']' && (how & MW_LEX_NAME)))) {
        x->depth--;
    }
    return x->depth > MW_LEX_DEPTH_MAX ? MW_E_FLOOD : MW_WANT_READ;
}

/* One byte: as plain(), or MW_LEX_LITERAL when it is the last of such a header. */
static int step(struct mw_imap_lex *x, unsigned how, int c)
{
    int state = x->state, rc = 0;

    if (state == BEHIND)
        rc = may_follow(c) ? to(x, IN_PLAIN) - 1 : MW_E_PROTOCOL;
    else if (state == IN_QUOTED || state == IN_ESCAPE || state == IN_QUOTE)
        rc = quoted(x, c);
    else if (state != IN_PLAIN)
        rc = header(x, c);
    if (rc == 0)
        return plain(x, how, c);
    if (rc < 0)
        return rc;
    if ((state != IN_HEAD && state != IN_HEAD_CR) || x->state == IN_HEAD_CR ||
        !(how & MW_LEX_BODY) || x->depth)
        return MW_WANT_READ;
    x->state = IN_PLAIN;
    return MW_LEX_LITERAL;
}

/* Passes over bytes of the literal at hand. */
static size_t pass(struct mw_imap_lex *x, size_t n)
{
    if (n >= x->left) {
        n = (size_t)x->left;
        x->state = BEHIND;
    }
    x->left -= n;
    return n;
}

/* Whether the byte means nothing outside of quotes, wherever it stands. */
static int is_idle(int c)
{
    return (c >= '-' && c <= 'Z') || (c >= 'a' && c != '{');
}

/* Passes over what means nothing, most of all data, and over whole quoted strings where they are
   nothing but that: inside a list, or a line. Returns where something else stands, or n. */
static size_t pass_idle(struct mw_imap_lex *x, int inside, const char *p, size_t i, size_t n)
{
    for (;;) {
        if (x->state == IN_QUOTED)
            while (i < n && ((unsigned char)p[i] > '\\' ||
                             (p[i] != '"' && p[i] != '\\' && p[i] != '\n')))
                i++;
        else
            while (i < n && (is_idle((unsigned char)p[i]) || (inside && p[i] == ' ')))
                i++;
        if (i == n || p[i] != '"' || x->loose || (x->state == IN_PLAIN && !inside))
            return i;
        x->state ^= IN_QUOTED;
        i++;
    }
}

int mw_imap_scan(struct mw_imap_lex *x, unsigned how, const char *p, size_t n, uint32_t *at)
{
    size_t i = *at;
    int rc = MW_WANT_READ;

    while (i < n) {
        if (x->state == IN_LITERAL) {
            i += pass(x, n - i);
            continue;
        }
        if (x->state <= IN_QUOTED) {
            i = pass_idle(x, x->depth || (how & MW_LEX_LINE), p, i, n);
            if (i == n)
                break;
        }
        rc = step(x, i ? how : how & ~MW_LEX_LIST, (unsigned char)p[i]);
        if (rc <= MW_OK && rc != MW_WANT_READ)
            break;
        i++;
        if (rc == MW_LEX_LITERAL)
            break;
    }
    if (rc == MW_OK)
        x->depth = x->state = x->loose = 0;
    *at = (uint32_t)i;
    return rc;
}
