/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_WORDS_H
#define TESTS_SUPPORT_WORDS_H

/* The constants of the public headers by name, for transcripts and for messages. */

#include <stddef.h>
#include <stdint.h>

struct word {
    const char *name;
    int64_t value;
};

extern const struct word words_codes[]; /* "TIMEOUT": MW_E_TIMEOUT, also "OK", "EOF", "WANT_READ" */
extern const struct word words_events[]; /* "DONE" */
extern const struct word words_stages[]; /* "DATA_END" */
extern const struct word words_event_flags[];
extern const struct word words_certs[];
extern const struct word words_auth[];
extern const struct word words_config_flags[];
extern const struct word words_security[];
extern const struct word words_caps[3][32]; /* SMTP, IMAP, POP3 */
extern const struct word words_quirks[3][64]; /* the same */
extern const struct word words_fetch[];

/* 1: *value is that of name[0 .. n) in the table, which ends with a NULL name. */
int words_find(const struct word *table, const char *name, size_t n, int64_t *value);
/* Names joined by ',' or '|' to a mask. */
int words_mask(const struct word *table, const char *names, int64_t *mask);
const char *words_name(const struct word *table, int64_t value);

#endif
