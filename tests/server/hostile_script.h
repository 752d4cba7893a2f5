/* SPDX-License-Identifier: MIT */
#ifndef SERVER_HOSTILE_SCRIPT_H
#define SERVER_HOSTILE_SCRIPT_H

#include "hostile.h"
#include "io.h"

/* Private to hostile.c, hostile_script.c and hostile_play.c. */

#define HST_OWN PKI_CHOICES /* "! tls own" */

enum op {
    OP_LINE, OP_RAW, OP_EXPECT, OP_SKIP, OP_TAKE, OP_TLS, OP_DRIP, OP_FLOOD, OP_REPEAT, OP_SILENT,
    OP_HALF_CLOSE, OP_FIN, OP_CLOSE, OP_BYE, OP_RST
};

struct step {
    enum op op;
    struct buf text;  /* escapes resolved */
    uint64_t n;
    unsigned ms;
    unsigned cert;    /* a pki_choice or HST_OWN */
};

/* The number of steps, *steps to be freed with hst_script_free; 0 and words on stderr if wrong. */
size_t hst_script_parse(const char *const *script, struct step **steps);
void hst_script_free(struct step *steps, size_t count);

struct play {
    struct hst *owner;
    struct io io;
    const struct step *steps;
    size_t step_count;
    struct tls_ctx *const *tls; /* by certificate */
    unsigned limit_ms;
    const struct step *drip;    /* for the next text */
    char tag[64];
    struct buf line;
    int over;                   /* the connection is closed */
    /* What hst_result tells; guarded by the owner. */
    struct hst_result seen;
    struct buf clear;
    struct buf under_tls;
};

void hst_play_run(struct play *p);

/* In hostile.c: changes to what a test may read. */
void hst_play_progress(struct play *p, size_t steps, uint64_t sent);
void hst_play_end(struct play *p, enum hst_end end, const struct buf *line);
void hst_play_tls(struct play *p, int worked);

#endif
