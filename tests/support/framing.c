/* SPDX-License-Identifier: MIT */
#include "support/framing.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Behind the quoted string that begins at p; NULL: it has no end in its line. */
static const char *behind_quoted(const char *p, const char *end)
{
    for (p++; p < end && *p != '\n'; p++) {
        if (*p == '"')
            return p + 1;
        if (*p == '\\')
            p++;
    }
    return NULL;
}

static int is_line_end(const char *p)
{
    return *p == '\n' || (*p == '\r' && p[1] == '\n');
}

/* Behind the literal that begins at p, or behind its brace if that begins none; NULL: it is
   wrong. */
static const char *behind_literal(const char *p, const char *end)
{
    size_t digits = strspn(++p, "0123456789");
    const char *head = p + digits;
    unsigned long long n = digits < 19 ? strtoull(p, NULL, 10) : UINT64_MAX;

    head += digits && (*head == '+' || *head == '-');
    if (!digits || *head != '}' || !is_line_end(head + 1))
        return is_line_end(p + strcspn(p, " ),]{\"\r\n")) ? NULL : p;
    head = strchr(head, '\n') + 1;
    if (n >= (unsigned long long)(end - head) || !head[n] || !strchr(" )]\r\n", head[n]))
        return NULL;
    return head + n;
}

/* The parentheses that are open as a line begins: so few that there are never too many. */
static int depth_at(const char *p)
{
    char paren = 0;
    int number;

    return sscanf(p, "* %d FETCH %c", &number, &paren) == 2 && paren == '(' ? 0 : INT32_MIN / 2;
}

int framing_of(const char *p, size_t n)
{
    const char *end = p + n;
    int depth = 0, begins = 1;

    while (p < end) {
        int c = *p;

        if (begins) {
            if (c != '*' || depth > 0)
                return FRAMING_ODD;
            depth = depth_at(p);
        }
        begins = c == '\n';
        depth += (c == '(') - (c == ')');
        p = c == '"' ? behind_quoted(p, end) : c == '{' ? behind_literal(p, end) : p + 1;
        if (!p)
            return c == '"' ? FRAMING_ODD : FRAMING_LITERAL;
    }
    return depth > 0 ? FRAMING_ODD : FRAMING_GOOD;
}
