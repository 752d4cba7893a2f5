/* SPDX-License-Identifier: MIT */
#ifndef OLD_H
#define OLD_H

/* The framing of IMAP (RFC 9051 9): finds where an element ends, whatever it means. An element is
   an atom, a string or a list with all that is in it, and what stands between may be cut anywhere:

     string  = quoted / literal
     quoted  = DQUOTE *( not CR or LF / "\" any ) DQUOTE
     literal = ["~"] "{" number64 ["+" / "-"] "}" CRLF *OCTET   ; RFC 7888: never from a server
     list    = "(" [element *(SP element)] ")"

   A literal is found outside quoted strings only, and passed over by its length alone; where
   something stands behind it that cannot, that length was wrong. CRLF may be a bare LF. There is no
   recursion: nesting is a counter.

   Some servers put quotes into a quoted string without a backslash, or a backslash before the quote
   that ends it. An even number of such quotes hardly ever does harm; where the line seems to end
   within a string or list, the same bytes may be scanned again with `loose` set: then a quote ends
   the string where something may follow it, and only there. */

#include <stddef.h>
#include <stdint.h>

/* State between two pieces of an element; all zero at its start, and again at its end. */
struct old_lex {
    uint64_t left;  /* of the literal at hand: its bytes still to come */
    uint32_t depth; /* parentheses open */
    uint8_t state;
    uint8_t loose;
};

#define OLD_LEX_DEPTH_MAX 65535u

/* What ends an element: a space, a closing parenthesis or the line's end outside everything, and */
#define OLD_LEX_NAME 1u /* also ( " {; but [ and what follows up to ] belong to it: "BODY[TEXT]" */
#define OLD_LEX_CODE 2u /* in a response code: ] and, wherever it stands, the line's end; not ) */
#define OLD_LEX_LINE 4u /* only the line's end: the rest of the response, with its literals */
#define OLD_LEX_BODY 8u /* also " and the start of a literal: OLD_LEX_LITERAL */
#define OLD_LEX_SET 16u /* also ( and a comma */
#define OLD_LEX_LIST 32u /* also ( that is not its first byte: "(1 2)(3)" are two */
/* All arguments of a response code: only ] and the line's end. */
#define OLD_LEX_ARGS (OLD_LEX_CODE | OLD_LEX_LINE)

#define OLD_LEX_LITERAL 2

/* Scans on from p[*at] in p[0 .. n). MW_OK: the element ends before p[*at], which is no part of it;
   scanning again from there says so again. OLD_LEX_LITERAL: its header ends there, and
   x->left bytes follow. MW_WANT_READ: all was scanned, *at is n. MW_E_PROTOCOL: the line ends
   inside, or in what begins as the header of a literal and is none; a literal's length is wrong, or
   more than 64 bits hold. MW_E_FLOOD: nested too deep. */
int old_scan(struct old_lex *x, unsigned how, const char *p, size_t n, size_t *at);

#endif
