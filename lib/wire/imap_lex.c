/* SPDX-License-Identifier: MIT */
#include "wire/imap_lex.h"
#include "base/ascii.h"

#include <mailwire/error.h>
#include <string.h>

/* mw_imap_lex.state */
#define IN_PLAIN 0
#define IN_QUOTED 1
#define IN_ESCAPE 2 /* behind a backslash */
#define IN_QUOTE 3  /* loose: behind a quote that may end the string */
#define BEHIND 4    /* a literal */
#define IN_LITERAL 5
#define IN_JUNK 6  /* behind { and what is no header */
#define IN_BRACE 7 /* behind {; from here on it may be a header */
#define IN_COUNT 8 /* behind a digit */
#define IN_SIGN 9  /* behind + or - */
#define IN_HEAD 10 /* behind } */
#define IN_HEAD_CR 11

#define COUNT_MAX (UINT64_MAX / 16) /* before its last digit */

static int to(struct mw_imap_lex *x, int state)
{
    x->state = (uint8_t)state;
    return MW_WANT_READ;
}

/* Whether an element ends before c, with nothing open. */
static int is_end(unsigned how, int c)
{
    static const char enders[] = MW_LEX_ENDERS;
    const char *at = memchr(enders, c, sizeof enders - 1);

    if (at)
        return (int)(how >> (at - enders) & 1);
    if (c == ')')
        how &= MW_LEX_ARGS;
    else if (c == ' ' || c == '\r')
        how &= MW_LEX_LINE;
    else
        return 0;
    return how == 0;
}

/* A byte that stands for itself. MW_OK: the element ends before it; MW_WANT_READ: it goes on. */
static int plain(struct mw_imap_lex *x, unsigned how, int c)
{
    int outside = x->depth == 0, nests = (how & MW_LEX_BRACKETS) != 0;

    if (c == '\n')
        return outside || (how & MW_LEX_ARGS) ? MW_OK : MW_E_PROTOCOL;
    if (outside && is_end(how, c))
        return MW_OK;
    if (c == '"')
        return to(x, IN_QUOTED);
    if (c == '{') {
        x->left = 0;
        return to(x, IN_BRACE);
    }
    if (c == '(' || (nests && c == '['))
        x->depth++;
    else if (!outside && (c == ')' || (nests && c == ']')))
        x->depth--;
    return x->depth > MW_LEX_DEPTH_MAX ? MW_E_FLOOD : MW_WANT_READ;
}

/* The same, where a string or what seemed to be one is over. */
static int plain_again(struct mw_imap_lex *x, unsigned how, int c)
{
    x->state = IN_PLAIN;
    return plain(x, how, c);
}

/* A byte of a quoted string, or the one behind it. */
static int quoted(struct mw_imap_lex *x, unsigned how, int c, int may_follow)
{
    int loose = x->loose, next = IN_QUOTED;

    if (c == '\n' && !loose)
        return MW_E_PROTOCOL;
    if (c == '\n' || (x->state == IN_QUOTE && (may_follow || c == '(')))
        return plain_again(x, how, c);
    if (x->state != IN_ESCAPE) {
        if (c == '"')
            next = loose ? IN_QUOTE : IN_PLAIN;
        else if (c == '\\' && !loose)
            next = IN_ESCAPE;
    }
    return to(x, next);
}

/* The last byte of a literal's header. */
static int end_header(struct mw_imap_lex *x, unsigned how)
{
    if (x->depth == 0 && (how & MW_LEX_BODY)) {
        x->state = IN_PLAIN;
        return MW_LEX_LITERAL;
    }
    return to(x, x->left ? IN_LITERAL : BEHIND);
}

/* A byte of a literal's header. One that is none stands for itself. */
static int header(struct mw_imap_lex *x, unsigned how, int c, int may_follow)
{
    int state = x->state;

    if ((state == IN_BRACE || state == IN_COUNT) && mw_is_digit(c)) {
        if (x->left > COUNT_MAX)
            return MW_E_PROTOCOL;
        x->left = x->left * 10 + (unsigned)(c - '0');
        return to(x, IN_COUNT);
    }
    if (state == IN_COUNT && (c == '+' || c == '-'))
        return to(x, IN_SIGN);
    if ((state == IN_COUNT || state == IN_SIGN) && c == '}')
        return to(x, IN_HEAD);
    if (state == IN_HEAD && c == '\r')
        return to(x, IN_HEAD_CR);
    if (state >= IN_HEAD && c == '\n')
        return end_header(x, how);
    if (c == '\r' || c == '\n')
        return MW_E_PROTOCOL; /* a damaged one, and what follows is its literal */
    if (c == '"' || may_follow)
        return plain_again(x, how, c);
    x->state = IN_JUNK;
    return plain(x, how, c);
}

/* One byte: as plain(), or MW_LEX_LITERAL when it is the last of such a header. */
static int step(struct mw_imap_lex *x, unsigned how, int c)
{
    int may_follow; /* a string */

    if (x->state == IN_PLAIN)
        return plain(x, how, c);
    may_follow = memchr(" )]\r\n", c, 5) != NULL;
    if (x->state < BEHIND)
        return quoted(x, how, c, may_follow);
    if (x->state > BEHIND)
        return header(x, how, c, may_follow);
    return may_follow ? plain_again(x, how, c) : MW_E_PROTOCOL;
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
    int is_list = (how & (MW_LEX_NAME | MW_LEX_SET)) == MW_LEX_LIST, rc = MW_WANT_READ;
    unsigned first = is_list ? how & ~MW_LEX_LIST : how;

    while (i < n && rc == MW_WANT_READ) {
        if (x->state == IN_LITERAL) {
            i += pass(x, n - i);
            continue;
        }
        if (x->state <= IN_QUOTED)
            i = pass_idle(x, x->depth || (how & MW_LEX_LINE), p, i, n);
        if (i == n)
            break;
        rc = step(x, i ? how : first, (unsigned char)p[i]);
        if (rc == MW_WANT_READ || rc == MW_LEX_LITERAL)
            i++;
    }
    if (rc == MW_OK)
        x->depth = x->state = x->loose = 0;
    *at = (uint32_t)i;
    return rc;
}
