/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_POP3_LINE_H
#define MW_WIRE_POP3_LINE_H

/* The lines a POP3 server sends. RFC 1939 3, 5 and 7, RFC 2449 3 and 8:

     single-line = status [SP text] CRLF
     status      = "+OK" / "-ERR" / "+"     ; the last of RFC 5034 4
     text        = *schar / resp-code *CHAR
     resp-code   = "[" resp-level *("/" resp-level) "]"
     capability  = capa-tag *(SP param) CRLF
     entry       = 1*DIGIT SP (unique-id / 1*DIGIT [SP ...])     ; of UIDL, of LIST and STAT

   All take p[0 .. n), a line without its end. */

#include <stddef.h>
#include <stdint.h>

/* With which word of the list p begins, whole and in any case: its place from 1; 0: none. The
   list's words are in lower case and end in NUL each, the list in another one. */
unsigned mw_pop3_word(const char *list, const char *p, size_t n);

#define MW_POP3_STATUS "+ok\0-err\0+\0"

/* How long the response code is that a text begins with, without its brackets; 0: it has none. */
size_t mw_pop3_code(const char *p, size_t n);

/* Reads the number that p begins with, up to the end or a space. Returns where the rest begins,
   behind any spaces; 0: there is none of at most 64 bits, and *value is 0. */
size_t mw_pop3_number(const char *p, size_t n, uint64_t *value);

#endif
