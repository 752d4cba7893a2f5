/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SUPPORT_SCRIPT_H
#define TESTS_SUPPORT_SCRIPT_H

/* A transcript file in memory. tests/engine/README.md describes the format. */

#include "support/hash.h"

#include <mailwire/mailwire.h>

#define SCRIPT_SMTP 0
#define SCRIPT_IMAP 1
#define SCRIPT_POP3 2

#define SCRIPT_WORDS_MAX 24

/* What an event must be; only the fields in `has` are compared. */
#define WANT_ID 0x0001u
#define WANT_CODE 0x0002u
#define WANT_NUM 0x0004u
#define WANT_UID 0x0008u
#define WANT_ITEM 0x0010u
#define WANT_NAME 0x0020u
#define WANT_FLAGS 0x0040u
#define WANT_LEN 0x0080u
#define WANT_DATA 0x0100u
#define WANT_ERR 0x0200u
#define WANT_STAGE 0x0400u
#define WANT_RETRY 0x0800u
#define WANT_REPLY 0x1000u
#define WANT_ENHANCED 0x2000u
#define WANT_CERT 0x4000u
#define WANT_WORD 0x8000u
#define WANT_SCOPE 0x40000u
#define WANT_WAIT 0x20000u

struct script_want {
    unsigned has;
    int type;
    int64_t id, code, num, uid, item, flags, len;
    int64_t scope, err, stage, retry, reply, enhanced, cert, wait_s;
    const char *name, *word;
};

struct script_item {
    char kind; /* 'S', 'C', '!' or '>' */
    int line;
    char *data; /* S, C, write: the bytes; '!': the expected data */
    size_t len;
    struct script_want want;
    int words; /* '>' */
    char *word[SCRIPT_WORDS_MAX];
    int rc; /* what the call must return, unless 1: success */
};

struct script {
    const char *file;
    int protocol;
    mw_config cfg; /* without buffers and transport */
    struct hash hash; /* of cfg, if the file says `nonce` */
    mw_timeouts timeouts;
    uint32_t in_min, in_max, out_min, out_max;
    int no_faults; /* the file says so: `modes: chunks` */
    int whole_writes; /* each `write` is one call: `writes: whole` */
    int whole;     /* what the server says at once stays together: `input: whole` */
    size_t count, room;
    struct script_item *item;
    void *owned[8192]; /* what script_free frees */
    size_t owned_count;
};

/* 1: sc is filled in; 0: it is broken, and stderr says where. */
int script_read(struct script *sc, const char *file);
void script_free(struct script *sc);

#endif
