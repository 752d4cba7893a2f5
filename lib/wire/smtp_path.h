/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_SMTP_PATH_H
#define MW_WIRE_SMTP_PATH_H

/* Addresses and parameter values of MAIL and RCPT. RFC 5321 4.1.2, RFC 6531 3.3:

     Mailbox       = Local-part "@" ( Domain / address-literal )
     Local-part    = Dot-string / Quoted-string
     Quoted-string = DQUOTE *( %d32-33 / %d35-91 / %d93-126 / "\" %d32-126 ) DQUOTE
     Dot-string    = 1*( atext / "." )       ; dots anywhere: such addresses exist
     Domain        = sub-domain *( "." sub-domain )
     address-literal = "[" 1*( ALPHA / DIGIT / "." / ":" / "-" ) "]" ; no wilder ones exist
     xtext         = *( %d33-42 / %d44-60 / %d62-126 / "+" 2HEXDIG )  ; RFC 3461 4 */

#include "base/text.h"

#define MW_PATH_UTF8 1u     /* RFC 6531: bytes above 127, well-formed UTF-8 only             */
#define MW_PATH_NO_DOMAIN 2u /* a Local-part alone will do: "postmaster", LMTP               */

/* Whether the string is a Mailbox, without angle brackets. */
int mw_smtp_is_mailbox(const char *string, unsigned how);

/* How many bytes at p are ASCII letters and digits, or any of `others`, where 0x80 stands for all
   above 127. */
size_t mw_smtp_span(const char *p, const char *others);

/* Appends the string, which is text, as xtext; in a "utf-8;" address (RFC 6533 3) bytes above 127
   stand for themselves and the others that need it are \x{..}. */
void mw_smtp_xtext(struct mw_text *t, const char *p, int utf8);

/* Whether the string says something, has no control bytes, and above 127 only, if utf8, well-formed
   UTF-8. */
int mw_smtp_is_text(const char *string, int utf8);

#endif
