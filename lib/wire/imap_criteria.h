/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_CRITERIA_H
#define MW_WIRE_IMAP_CRITERIA_H

/* Criteria of a search as callers hand them over: whether they are framed well, and their strings
   taken out where a server wants literals.

     criteria = item *(SP item)
     item     = 1*( %x21-7e but "(" ")" "{" DQUOTE ) / quoted / "(" criteria ")"
     quoted   = DQUOTE *( %x20-7e but DQUOTE "\" / UTF-8 / "\" (DQUOTE / "\") ) DQUOTE */

#include "base/text.h"

#define MW_CRITERIA_NESTED_MAX 64

#define MW_CRITERIA_ASCII 1
#define MW_CRITERIA_UTF8 2 /* a quoted string has UTF-8 in it */

/* What the string is; 0: not well framed, or it begins with CHARSET or RETURN, which are no
   criteria. The words in it are not looked up. */
int mw_imap_is_criteria(const char *p);

/* How much of checked criteria can go out as it is, to the next quoted string with UTF-8 in it or
   to the end. */
size_t mw_imap_criteria_plain(const char *p);

/* Of the quoted string at p: how long it is, and how many bytes it stands for. */
size_t mw_imap_quoted_length(const char *p, size_t *bytes);

/* Appends what the quoted string at p stands for, from byte `from` of it on, at most n bytes. */
void mw_imap_unquote(struct mw_text *t, const char *p, size_t from, size_t n);

#endif
