/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_POP3_LINE_H
#define MW_WIRE_POP3_LINE_H

/* The lines a POP3 server sends. RFC 1939 3, 5 and 7, RFC 2449 3 and 8:

     single-line = status [SP text] CRLF
     status      = "+OK" / "-ERR"
     text        = *schar / resp-code *CHAR
     resp-code   = "[" resp-level *("/" resp-level) "]"
     stat        = "+OK" SP 1*DIGIT SP 1*DIGIT ...
     uidl        = 1*DIGIT SP unique-id            ; LIST: 1*DIGIT SP 1*DIGIT ...

   All take p[0 .. n), a line without its end. */

#include <stddef.h>
#include <stdint.h>

/* Where the text behind the status begins, which is n if there is none; 0: it is no status. The
   line is good news when *p is '+'. */
size_t mw_pop3_status(const char *p, size_t n);

/* How long the response code is that a text begins with, without its brackets; 0: it has none. */
size_t mw_pop3_code(const char *p, size_t n);

/* The place, from 1, of the word p[0 .. n) in a list of lower-case words that each end in NUL, the
   list in another one; what p has behind a "/" does not count. 0: it is not in it. */
unsigned mw_pop3_word(const char *list, const char *p, size_t n);

/* Reads the number an entry of a listing begins with. Returns where the rest begins, behind any
   number of spaces; 0: no number, more than 32 bits, or nothing behind it. *num is 0 where there
   is no number. */
size_t mw_pop3_entry(const char *p, size_t n, uint64_t *num);

/* Reads a size: digits up to the end or a space. 1: it is one. */
int mw_pop3_octets(const char *p, size_t n, uint64_t *octets);

#endif
