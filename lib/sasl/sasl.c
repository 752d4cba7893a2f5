/* SPDX-License-Identifier: MIT */
#include "sasl/sasl.h"
#include "base/ascii.h"
#include "wire/imap_word.h"

/* In the order of MW_AUTH_...; what is no SASL mechanism is a blank. */
static const char names[] =
    " \0EXTERNAL\0SCRAM-SHA-512-PLUS\0SCRAM-SHA-256-PLUS\0SCRAM-SHA-1-PLUS\0SCRAM-SHA-512\0"
    "SCRAM-SHA-256\0SCRAM-SHA-1\0CRAM-MD5\0 \0OAUTHBEARER\0XOAUTH2\0PLAIN\0 \0LOGIN\0ANONYMOUS\0";

unsigned mw_sasl_place(unsigned mechanism)
{
    unsigned place = 0;

    while (mechanism >>= 1)
        place++;
    return place;
}

const char *mw_sasl_name(unsigned mechanism)
{
    return mw_string_at(names, mw_sasl_place(mechanism));
}

unsigned mw_sasl_find(const char *p, size_t n)
{
    return 1u << mw_imap_find(names, p, n, NULL) >> 1; /* the places are from 1 */
}

#define BEARER "\1auth=Bearer " MW_SASL_BYTES "\1\1"

/* In the order of MW_AUTH_.... */
static const char forms[] =
    MW_SASL_BYTES "\0" MW_SASL_AUTHZID "\0"
    MW_SASL_BYTES "\0" MW_SASL_BYTES "\0" MW_SASL_BYTES "\0" /* SCRAM-...-PLUS */
    MW_SASL_BYTES "\0" MW_SASL_BYTES "\0" MW_SASL_BYTES "\0"
    MW_SASL_USER " " MW_SASL_BYTES "\0" MW_SASL_USER " " MW_SASL_BYTES "\0"
    "n,a=" MW_SASL_WHOM_NAME ",\1host=" MW_SASL_HOST "\1port=" MW_SASL_TEXT BEARER "\0"
    "user=" MW_SASL_USER BEARER "\0"
    MW_SASL_AUTHZID_NUL MW_SASL_USER_NUL MW_SASL_BYTES "\0"
    MW_SASL_USER "\0" MW_SASL_USER "\0" MW_SASL_USER;

const char *mw_sasl_form(unsigned mechanism, unsigned step)
{
    if (step == 0)
        return mw_string_at(forms, mw_sasl_place(mechanism));
    return mechanism == MW_AUTH_OAUTHBEARER ? "\1"
           : mechanism == MW_AUTH_XOAUTH2   ? ""
                                            : MW_SASL_BYTES;
}
