/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_PARTS_H
#define MW_WIRE_IMAP_PARTS_H

#include "wire/imap_value.h"

/* Read what is in the parenthesis that c has just passed: of a part all, of a multipart what is
   behind its parts, unless it is too deep. c->state: 0: parts of it are next, and c is before
   them; 1: c is behind it. */
void mw_data_part(mw_imap_cursor *c, mw_part *part);
void mw_data_multipart(mw_imap_cursor *c, mw_part *part);

#endif
