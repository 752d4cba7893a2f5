/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_ARGS_H
#define MW_WIRE_IMAP_ARGS_H

/* Arguments of commands. RFC 9051 9:

     sequence-set = (seq-number / seq-range) ["," sequence-set]
     seq-range    = seq-number ":" seq-number
     seq-number   = nz-number / "*"
     section-spec = part *("." part) ["." text] / text           ; part = nz-number
     text         = "HEADER" / "TEXT" / "MIME" / "HEADER.FIELDS" [".NOT"] SP "(" names ")"
     quoted       = DQUOTE *( not DQUOTE or "\" / "\" (DQUOTE / "\") ) DQUOTE */

#include "base/text.h"

/* Whether the string is a sequence-set. */
int mw_imap_is_set(const char *p);

/* Whether the string is a section-spec, or empty. Its words are not looked up: other ones come
   with extensions. */
int mw_imap_is_section(const char *p);

/* Whether a quoted string can hold it (RFC 3501 9: 7 bits). */
int mw_imap_can_quote(const char *p);

/* A mailbox name of printable ASCII as a quoted string of modified UTF-7 (RFC 3501 5.1.3). */
void mw_imap_mailbox(struct mw_text *t, const char *name);

#endif
