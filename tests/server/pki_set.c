/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "pki.h"

#include "buf.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DAY_S 86400
#define ALL_NAMES                                                                                  \
    "DNS:localhost,DNS:mail.example.test,DNS:*.wild.example.test,IP:127.0.0.1,IP:::1"
#define OTHER_NAMES "DNS:elsewhere.example.test,IP:192.0.2.1"

enum signer { BY_CA, BY_SELF, BY_STRANGER, BY_MIDDLE, BY_SHORT_CA, BY_LEAF };

struct recipe {
    struct pki_spec spec;
    int from_days; /* 0: the spec's default */
    int to_days;
    enum signer by;
    int send_issuer;
};

static const struct recipe recipes[PKI_CHOICES] = {
    [PKI_GOOD] = {.spec = {.cn = "mail.example.test", .san = ALL_NAMES}},
    [PKI_EXPIRED] = {.spec = {.cn = "expired", .san = ALL_NAMES}, .from_days = -30, .to_days = -1},
    [PKI_NOT_YET] = {.spec = {.cn = "early", .san = ALL_NAMES}, .from_days = 1, .to_days = 30},
    [PKI_OTHER_HOST] = {.spec = {.cn = "elsewhere.example.test", .san = OTHER_NAMES}},
    [PKI_EXPIRED_OTHER] = {.spec = {.cn = "elsewhere.example.test", .san = OTHER_NAMES},
                           .from_days = -30,
                           .to_days = -1},
    [PKI_SELF_SIGNED] = {.spec = {.cn = "self", .san = ALL_NAMES}, .by = BY_SELF},
    [PKI_UNKNOWN_CA] = {.spec = {.cn = "mail.example.test", .san = ALL_NAMES}, .by = BY_STRANGER},
    [PKI_CN_ONLY] = {.spec = {.cn = "localhost"}},
    [PKI_DNS_ONLY] = {.spec = {.cn = "names", .san = "DNS:localhost,DNS:mail.example.test"}},
    [PKI_NUL_NAME] = {.spec = {.cn = "nul", .san = "DNS:localhost%00.evil.test"}},
    [PKI_CLIENT_USE] = {.spec = {.cn = "client", .san = ALL_NAMES, .use = PKI_USE_CLIENT}},
    [PKI_ODD_CRITICAL] = {.spec = {.cn = "odd", .san = ALL_NAMES, .odd_extension = 1}},
    [PKI_VIA_INTERMEDIATE] = {.spec = {.cn = "mail.example.test", .san = ALL_NAMES},
                              .by = BY_MIDDLE,
                              .send_issuer = 1},
    [PKI_NO_INTERMEDIATE] = {.spec = {.cn = "mail.example.test", .san = ALL_NAMES},
                             .by = BY_MIDDLE},
    [PKI_ISSUER_NOT_CA] = {.spec = {.cn = "child", .san = ALL_NAMES},
                           .by = BY_LEAF,
                           .send_issuer = 1},
    [PKI_PATH_TOO_LONG] = {.spec = {.cn = "deep", .san = ALL_NAMES},
                           .by = BY_SHORT_CA,
                           .send_issuer = 1},
    [PKI_CLIENT] = {.spec = {.cn = "ann", .san = "EMAIL:ann@example.test", .use = PKI_USE_CLIENT}},
};

static const char *const choice_names[PKI_CHOICES] = {
    [PKI_GOOD] = "good",
    [PKI_EXPIRED] = "expired",
    [PKI_NOT_YET] = "not-yet",
    [PKI_OTHER_HOST] = "other-host",
    [PKI_EXPIRED_OTHER] = "expired-other",
    [PKI_SELF_SIGNED] = "self-signed",
    [PKI_UNKNOWN_CA] = "unknown-ca",
    [PKI_CN_ONLY] = "cn-only",
    [PKI_DNS_ONLY] = "dns-only",
    [PKI_NUL_NAME] = "nul-name",
    [PKI_CLIENT_USE] = "client-use",
    [PKI_ODD_CRITICAL] = "odd-critical",
    [PKI_VIA_INTERMEDIATE] = "intermediate",
    [PKI_NO_INTERMEDIATE] = "no-intermediate",
    [PKI_ISSUER_NOT_CA] = "issuer-not-ca",
    [PKI_PATH_TOO_LONG] = "path-too-long",
    [PKI_CLIENT] = "client",
};

struct pki_set {
    pthread_mutex_t lock;
    struct pki_cert ca;
    struct pki_cert stranger;
    struct pki_cert middle;
    struct pki_cert short_ca; /* two certificates: it and the one it must not have below it */
    struct pki_cert made[PKI_CHOICES];
};

static const struct pki_cert *make_ca(struct pki_cert *cert, const char *cn, int path_length,
                                      const struct pki_cert *by)
{
    struct pki_spec spec = {0};

    if (cert->pem == NULL) {
        spec.cn = cn;
        spec.is_ca = 1;
        spec.path_length = path_length;
        if (pki_make(&spec, by, cert) != 0) {
            return NULL;
        }
    }
    return cert;
}

static void append_pem(struct pki_cert *cert, const char *more)
{
    struct buf all = {0};

    buf_str(&all, cert->pem);
    buf_str(&all, more);
    free(cert->pem);
    cert->pem = all.p;
}

/* CA -> limited (pathlen 0) -> below it another CA: one too many. */
static const struct pki_cert *make_short_ca(struct pki_set *set)
{
    struct pki_cert limited = {0};
    const struct pki_cert *made = NULL;

    if (set->short_ca.pem != NULL) {
        return &set->short_ca;
    }
    if (make_ca(&limited, "mailwire limited CA", 1, &set->ca) != NULL) {
        made = make_ca(&set->short_ca, "mailwire CA too deep", 0, &limited);
    }
    if (made != NULL) {
        append_pem(&set->short_ca, limited.pem);
    }
    pki_free(&limited);
    return made;
}

static const struct pki_cert *make_choice(struct pki_set *set, enum pki_choice choice);

/* NULL: it could not be made. */
static const struct pki_cert *signer_of(struct pki_set *set, enum signer by)
{
    switch (by) {
    case BY_STRANGER:
        return make_ca(&set->stranger, "a stranger's CA", 0, NULL);
    case BY_MIDDLE:
        return make_ca(&set->middle, "mailwire intermediate CA", 1, &set->ca);
    case BY_SHORT_CA:
        return make_short_ca(set);
    case BY_LEAF:
        return make_choice(set, PKI_GOOD);
    case BY_CA:
    case BY_SELF:
        break;
    }
    return &set->ca;
}

static const struct pki_cert *make_choice(struct pki_set *set, enum pki_choice choice)
{
    const struct recipe *r = &recipes[choice];
    struct pki_cert *cert = &set->made[choice];
    struct pki_spec spec = r->spec;
    const struct pki_cert *by = signer_of(set, r->by);

    if (cert->pem != NULL) {
        return cert;
    }
    spec.not_before = r->from_days != 0 ? time(NULL) + r->from_days * DAY_S : 0;
    spec.not_after = r->to_days != 0 ? time(NULL) + r->to_days * DAY_S : 0;
    if (by == NULL || pki_make(&spec, r->by == BY_SELF ? NULL : by, cert) != 0) {
        return NULL;
    }
    if (r->send_issuer) {
        append_pem(cert, by->pem);
    }
    return cert;
}

struct pki_set *pki_set_new(void)
{
    struct pki_set *set = mem_new(sizeof *set);

    pthread_mutex_init(&set->lock, NULL);
    if (make_ca(&set->ca, "mailwire test CA", 0, NULL) == NULL) {
        pki_set_free(set);
        return NULL;
    }
    return set;
}

void pki_set_free(struct pki_set *set)
{
    size_t i;

    if (set == NULL) {
        return;
    }
    pki_free(&set->ca);
    pki_free(&set->stranger);
    pki_free(&set->middle);
    pki_free(&set->short_ca);
    for (i = 0; i < PKI_CHOICES; i++) {
        pki_free(&set->made[i]);
    }
    pthread_mutex_destroy(&set->lock);
    free(set);
}

const char *pki_ca_pem(const struct pki_set *set)
{
    return set->ca.pem;
}

const struct pki_cert *pki_get(struct pki_set *set, enum pki_choice choice)
{
    const struct pki_cert *cert;

    pthread_mutex_lock(&set->lock);
    cert = make_choice(set, choice);
    pthread_mutex_unlock(&set->lock);
    return cert;
}

const char *pki_name(enum pki_choice choice)
{
    return choice_names[choice];
}

int pki_find(const char *name, enum pki_choice *choice)
{
    unsigned i;

    for (i = 0; i < PKI_CHOICES; i++) {
        if (strcmp(name, choice_names[i]) == 0) {
            *choice = (enum pki_choice)i;
            return 0;
        }
    }
    return -1;
}

int pki_write_ca(const struct pki_set *set, const char *path)
{
    FILE *f = fopen(path, "w");
    int rc;

    if (f == NULL) {
        return -1;
    }
    rc = fputs(set->ca.pem, f) < 0 ? -1 : 0;
    return fclose(f) != 0 ? -1 : rc;
}
