/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_ARGS_H
#define MW_WIRE_IMAP_ARGS_H

/* Arguments of commands. RFC 9051 9:

     sequence-set = (seq-number / seq-range) ["," sequence-set]
     seq-range    = seq-number ":" seq-number
     seq-number   = nz-number / "*"
     section-spec = part *("." part) ["." text] / text           ; part = nz-number
     text         = "HEADER" / "TEXT" / "MIME" / "HEADER.FIELDS" [".NOT"] SP "(" names ")"
     flag         = "\" atom / atom
     atom         = 1*( %x21-7e but "(" ")" "{" "%" "*" DQUOTE "\" "]" )
     quoted       = DQUOTE *( not DQUOTE or "\" / "\" (DQUOTE / "\") ) DQUOTE */

#include "base/text.h"

/* Whether the string is a sequence-set. */
int mw_imap_is_set(const char *p);

/* Whether the string is a section-spec, or empty; has_text 0: the number of a part, "1.2", for
   BINARY[1.2]. Its words are not looked up: other ones come with extensions. */
int mw_imap_is_section(const char *p, int has_text);

/* Whether a quoted string can hold it on any server: 7 bits, no control bytes. */
int mw_imap_can_quote(const char *p);

#define MW_QUOTED 1
#define MW_LITERAL 2

/* What p[0 .. n) has to be sent as, byte for byte: MW_QUOTED, MW_LITERAL, or MW_E_ARG: with a NUL
   it can be neither. utf8: the server takes UTF-8 in quoted strings (RFC 9051, UTF8=ACCEPT). */
int mw_imap_quoting(const char *p, size_t n, int utf8);

/* Appends a byte of a quoted string, behind a backslash if it needs one. */
void mw_imap_quoted_byte(struct mw_text *t, int c);

/* Appends a quoted string. */
void mw_imap_quote(struct mw_text *t, const char *p, size_t n);

/* Appends a mailbox's name; utf8: IMAP4rev2 or UTF8=ACCEPT is enabled, so not in modified UTF-7.
   0: nothing was written, as it has control bytes, or is no UTF-8. */
int mw_imap_mailbox(struct mw_text *t, const char *name, int utf8);

/* imap_atoms.c */
int mw_imap_is_atom(const char *p);
/* Whether the string is flags with one space between, "\\Seen $Forwarded", or empty. "]" may be in
   them, as servers have such. */
int mw_imap_is_flags(const char *p);
/* Whether ID (RFC 2971) can say so, in quoted strings; value may be NULL, for NIL. */
int mw_imap_is_id(const char *field, const char *value);

#endif
