/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_POP3_LINE_H
#define MW_WIRE_POP3_LINE_H

/* The lines a POP3 server sends. RFC 1939 3, 5 and 7, RFC 2449 3 and 8:

     single-line = status [SP text] CRLF
     status      = "+OK" / "-ERR" / "+"     ; the last of RFC 5034 4
     text        = *schar / resp-code *CHAR
     resp-code   = "[" resp-level *("/" resp-level) "]"
     capability  = capa-tag *(SP param) CRLF
     entry       = 1*DIGIT SP (unique-id / 1*DIGIT [SP ...])     ; of UIDL, of LIST and STAT */

#include <mailwire/pop3.h>

/* What is left of a line, without its end. */
struct mw_words {
    char *p;
    size_t n;
};

/* Passes over the first word and one blank behind it. Returns how long the word is. */
size_t mw_pop3_word(struct mw_words *w);

/* The same; returns the word's place, from 1, in a list (wire/imap_word.h); 0: it is not there. */
unsigned mw_pop3_find(const char *list, struct mw_words *w);

#define MW_POP3_STATUS "+OK\0-ERR\0+\0"

/* Reads the number that p begins with, up to the end or a space. Returns where the rest begins,
   behind any spaces; 0: there is none of at most 64 bits, and *value is 0. */
size_t mw_pop3_number(const char *p, size_t n, uint64_t *value);

/* What the response code that err->text begins with adds to an error (RFC 2449 8.1, RFC 3206 3):
   word, and as far as its levels are known, reply; MW_E_REPLY_PERM becomes MW_E_REPLY_TEMP where
   another time may do. */
void mw_pop3_code(mw_error *err);

#endif
