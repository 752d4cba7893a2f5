/* SPDX-License-Identifier: MIT */
#ifndef TESTS_BENCH_IMAP_BOX_H
#define TESTS_BENCH_IMAP_BOX_H

#include <stddef.h>
#include <stdint.h>

/* A mailbox as servers list it: message n has a line of UID FLAGS INTERNALDATE RFC822.SIZE ENVELOPE
   BODYSTRUCTURE, one of IMAP_BOX_KINDS, made once: encoded words, quotes, literals, groups, long
   lists of recipients, attachments, forwarded messages, reports. */

#define IMAP_BOX_KINDS 1009u
#define IMAP_BOX_LINE_MAX 16384u

/* What is in a number of lines. Whoever has read all of it comes to the same sums. */
struct imap_sums {
    uint64_t messages;
    uint64_t uids;      /* added up, as are */
    uint64_t sizes;     /* RFC822.SIZE */
    uint64_t times;     /* INTERNALDATE in seconds since 1970 */
    uint64_t flags;     /* how many */
    uint64_t addresses; /* of all six lists, without the marks of groups */
    uint64_t parts;     /* of all structures, whole messages and multiparts too */
    uint64_t octets;    /* of all parts that have some */
    uint64_t text;      /* bytes of subjects, names, local parts, hosts, Message-IDs, media types */
};

/* Makes the lines; ends the program when there is no memory. */
void imap_box_make(void);

/* Writes the line of message n, from 1, with its CRLF. Returns its length. */
size_t imap_box_line(char *out, unsigned n);

/* What lines 1 to n hold. */
void imap_box_sums(struct imap_sums *sums, unsigned n);

/* As one line "sums ..."; and the line somewhere in a text: 0, or -1: it is not there. */
void imap_sums_print(const struct imap_sums *sums);
int imap_sums_read(struct imap_sums *sums, const char *text);

#endif
