/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_PARTS_H
#define MW_WIRE_IMAP_PARTS_H

#include "wire/imap_value.h"

/* The place of the octets among the fields of a part, by their first number; 0: there is none. c
   has just passed its parenthesis. */
unsigned mw_data_octets_at(const mw_imap_cursor *c);

/* Reads what is in that parenthesis: of a part all, of a multipart, which is marked as such, what
   is behind its parts. c->state: 0: parts of it are next, and c is before them; 1: c is behind
   it. */
void mw_data_part(mw_imap_cursor *c, mw_part *part, unsigned octets);

#endif
