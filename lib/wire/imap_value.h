/* SPDX-License-Identifier: MIT */
#ifndef MW_WIRE_IMAP_VALUE_H
#define MW_WIRE_IMAP_VALUE_H

/* What the readers of IMAP values have in common. */

#include <mailwire/imap_data.h>

/* mw_imap_cursor.behind */
#define BEHIND_NOTHING 0 /* at the start, or behind ( */
#define BEHIND_VALUE 1
#define BEHIND_LIST 2

/* How long the header of a literal at p[0 .. n) is, and what it counts. 0: it is none. */
size_t mw_data_literal_header(const char *p, size_t n, uint64_t *count);

/* The next token; its type, 0: there is none. Past the end it says so again and again. */
unsigned mw_data_token(mw_imap_cursor *c, mw_value *v);

/* Begins on a slice of a value: its quirks do no harm before they are added to the value's. */
void mw_data_open(mw_imap_cursor *in, const mw_slice *slice);

/* The type of the next token, which stays the next. */
unsigned mw_data_peek(const mw_imap_cursor *c);

/* The next element of the list in which the cursor is, a list in it as a whole. 0: that list is
   over, and its parenthesis passed. */
unsigned mw_data_element(mw_imap_cursor *c, mw_value *v);

/* The same field by field: v->type becomes 0 behind the last and stays so. */
void mw_data_field(mw_imap_cursor *c, mw_value *v);

/* Passes over the fields that are left: there should be none. */
void mw_data_fields_end(mw_imap_cursor *c, mw_value *v);

/* The end of a value: nothing should be left but parentheses that close. Returns 0. */
int mw_data_end(mw_imap_cursor *c);

/* The same of one that is read at once. Returns what the reader returns. */
int mw_data_finish(mw_imap_cursor *c, uint32_t *quirks);

/* What a field means as one of these. */
#define DATA_WORD 1u /* a string or an atom */
#define DATA_LIST 2u
#define DATA_ANY (DATA_WORD | DATA_LIST)
#define DATA_TEXT 5u /* a string: atoms are a quirk */
void mw_data_as(mw_imap_cursor *c, const mw_value *v, mw_slice *to, unsigned kinds);

/* The same as a number. */
uint64_t mw_data_count(mw_imap_cursor *c, const mw_value *v);

/* As DATA_TEXT and DATA_LIST; then v is the next field. */
void mw_data_take(mw_imap_cursor *c, mw_value *v, mw_slice *to);
void mw_data_take_list(mw_imap_cursor *c, mw_value *v, mw_slice *to);

/* Whether it has a digit or a minus where a number has it. */
int mw_data_like_number(const mw_value *v);

/* As a number 1, 2, ... the place of the string in a list of words as mw_imap_find wants it; 0: it
   is not there. */
unsigned mw_data_place(const char *list, mw_slice string);

/* A bit for each place of the list's words in `words`; its quirks become c's. */
uint32_t mw_data_bits(mw_imap_cursor *c, const char *words, const mw_slice *list);

/* A delimiter of hierarchies; 0: NIL, or it is none. */
uint32_t mw_data_delimiter(mw_imap_cursor *c, const mw_value *v);

/* A mailbox's name which, where it has no quotes, goes on to " (" or the end. */
void mw_data_long_name(mw_imap_cursor *c, mw_slice *to);

/* What a reader returns: `good`, unless a quirk was met that is refused. */
int mw_data_verdict(const mw_imap_cursor *c, int good);

#endif
