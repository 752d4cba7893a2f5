/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_SMTP_REPLY_H
#define MW_WIRE_SMTP_REPLY_H

/* One line of an SMTP reply, RFC 5321 4.2 and RFC 2034:

     Reply-line = Reply-code [ SP / "-" ] [ textstring ] CRLF
     Reply-code = %x32-35 2DIGIT             ; 6 to 9 in the middle exist: 571
     textstring = [ status-code SP ] ...
     status-code = ("2" / "4" / "5") "." 1*3DIGIT "." 1*3DIGIT       ; RFC 3463 */

#include <stddef.h>
#include <stdint.h>

struct mw_smtp_line {
    uint16_t code;
    uint8_t more;      /* "-": another line follows                                 */
    uint8_t text_at;   /* where the text begins, behind code and status code        */
    int32_t enhanced;  /* 5.7.8 as 507008; 0: none                                     */
};

/* p[0 .. n) is the line without its end. 1: it is a reply line; 0: it is not. */
int mw_smtp_line(struct mw_smtp_line *line, const char *p, size_t n);

#endif
