/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "pki.h"

#include "buf.h"
#include "tls.h"

#include <arpa/inet.h>
#include <mbedtls/version.h>
#include <mbedtls/asn1.h>
#include <mbedtls/pk.h>
#include <mbedtls/x509_crt.h>
#include <psa/crypto.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#if MBEDTLS_VERSION_NUMBER < 0x04000000
#include <mbedtls/ecp.h>
#endif
#if MBEDTLS_VERSION_NUMBER < 0x03040000
#include <mbedtls/bignum.h>
#endif

#define DAY_S 86400
#define PEM_BYTES 4096
#define KEY_ID_BYTES 20

/* ---- the places where Mbed TLS differs ---------------------------------------------------- */

#if MBEDTLS_VERSION_NUMBER >= 0x04000000
static int generate_key(mbedtls_pk_context *key)
{
    psa_key_attributes_t attr = PSA_KEY_ATTRIBUTES_INIT;
    mbedtls_svc_key_id_t id = MBEDTLS_SVC_KEY_ID_INIT;
    int rc;

    psa_set_key_usage_flags(&attr, PSA_KEY_USAGE_EXPORT | PSA_KEY_USAGE_SIGN_HASH |
                                       PSA_KEY_USAGE_SIGN_MESSAGE);
    psa_set_key_algorithm(&attr, PSA_ALG_ECDSA(PSA_ALG_ANY_HASH));
    psa_set_key_type(&attr, PSA_KEY_TYPE_ECC_KEY_PAIR(PSA_ECC_FAMILY_SECP_R1));
    psa_set_key_bits(&attr, 256);
    rc = (int)psa_generate_key(&attr, &id);
    if (rc == 0) {
        rc = mbedtls_pk_copy_from_psa(id, key);
        psa_destroy_key(id);
    }
    return rc;
}

static int write_cert(mbedtls_x509write_cert *w, unsigned char *pem)
{
    return mbedtls_x509write_crt_pem(w, pem, PEM_BYTES);
}
#else
static int generate_key(mbedtls_pk_context *key)
{
    int rc = mbedtls_pk_setup(key, mbedtls_pk_info_from_type(MBEDTLS_PK_ECKEY));

    if (rc != 0) {
        return rc;
    }
    return mbedtls_ecp_gen_key(MBEDTLS_ECP_DP_SECP256R1, mbedtls_pk_ec(*key), tls_random, NULL);
}

static int write_cert(mbedtls_x509write_cert *w, unsigned char *pem)
{
    return mbedtls_x509write_crt_pem(w, pem, PEM_BYTES, tls_random, NULL);
}
#endif

#if MBEDTLS_VERSION_NUMBER >= 0x03040000
static int set_serial(mbedtls_x509write_cert *w, unsigned char *serial, size_t len)
{
    return mbedtls_x509write_crt_set_serial_raw(w, serial, len);
}
#else
static int set_serial(mbedtls_x509write_cert *w, unsigned char *serial, size_t len)
{
    mbedtls_mpi n;
    int rc;

    mbedtls_mpi_init(&n);
    rc = mbedtls_mpi_read_binary(&n, serial, len);
    if (rc == 0) {
        rc = mbedtls_x509write_crt_set_serial(w, &n);
    }
    mbedtls_mpi_free(&n);
    return rc;
}
#endif

/* ---- extensions --------------------------------------------------------------------------- */

/* Lengths up to 65535: names in tests are short. */
static void der_add(struct buf *b, unsigned char tag, const void *data, size_t len)
{
    unsigned char head[4] = {0, 0x82, 0, 0};
    size_t n = 4;

    head[0] = tag;
    if (len < 0x80) {
        head[1] = (unsigned char)len;
        n = 2;
    } else {
        head[2] = (unsigned char)(len >> 8);
        head[3] = (unsigned char)(len & 0xff);
    }
    buf_add(b, head, n);
    buf_add(b, data, len);
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void unescape(const char *text, size_t len, struct buf *out)
{
    size_t i;

    for (i = 0; i < len; i++) {
        if (text[i] == '%' && i + 2 < len && hex_value(text[i + 1]) >= 0) {
            buf_chr(out, (char)(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])));
            i += 2;
        } else {
            buf_chr(out, text[i]);
        }
    }
}

static int san_address(const char *text, struct buf *out)
{
    unsigned char raw[16];

    if (inet_pton(AF_INET, text, raw) == 1) {
        der_add(out, 0x87, raw, 4);
        return 0;
    }
    if (inet_pton(AF_INET6, text, raw) == 1) {
        der_add(out, 0x87, raw, 16);
        return 0;
    }
    return -1;
}

static int san_one(const char *item, size_t len, struct buf *out)
{
    struct buf name = {0};
    const char *colon = memchr(item, ':', len);
    int rc = 0;

    if (colon == NULL) {
        return -1;
    }
    unescape(colon + 1, len - (size_t)(colon + 1 - item), &name);
    if (text_starts(item, "DNS:")) {
        der_add(out, 0x82, name.p, name.len);
    } else if (text_starts(item, "EMAIL:")) {
        der_add(out, 0x81, name.p, name.len);
    } else if (text_starts(item, "IP:")) {
        rc = san_address(name.p, out);
    } else {
        rc = -1;
    }
    buf_free(&name);
    return rc;
}

static int add_extension(mbedtls_x509write_cert *w, const char *oid, int critical,
                         const struct buf *value)
{
    return mbedtls_x509write_crt_set_extension(w, oid, strlen(oid), critical,
                                               (const unsigned char *)value->p, value->len);
}

static int add_san(mbedtls_x509write_cert *w, const char *san)
{
    struct buf names = {0};
    struct buf seq = {0};
    int rc = 0;

    while (rc == 0 && *san != '\0') {
        size_t len = strcspn(san, ",");

        rc = san_one(san, len, &names);
        san += len + (san[len] == ',' ? 1 : 0);
    }
    if (rc == 0) {
        der_add(&seq, 0x30, names.p, names.len);
        rc = add_extension(w, "\x55\x1d\x11", 0, &seq);
    }
    buf_free(&names);
    buf_free(&seq);
    return rc;
}

static int add_use(mbedtls_x509write_cert *w, enum pki_use use)
{
    static const char *const purpose[] = {
        [PKI_USE_SERVER] = "\x2b\x06\x01\x05\x05\x07\x03\x01",
        [PKI_USE_CLIENT] = "\x2b\x06\x01\x05\x05\x07\x03\x02",
        [PKI_USE_CODE] = "\x2b\x06\x01\x05\x05\x07\x03\x03",
    };
    struct buf oid = {0};
    struct buf seq = {0};
    int rc;

    if (use == PKI_USE_NONE) {
        return 0;
    }
    der_add(&oid, 0x06, purpose[use], 8);
    der_add(&seq, 0x30, oid.p, oid.len);
    rc = add_extension(w, "\x55\x1d\x25", 0, &seq);
    buf_free(&oid);
    buf_free(&seq);
    return rc;
}

/* RFC 7093 method 1, over the whole SubjectPublicKeyInfo: any unique value will do. */
static int key_id(mbedtls_pk_context *key, unsigned char *id)
{
    unsigned char der[512];
    unsigned char hash[32];
    size_t got;
    int len = mbedtls_pk_write_pubkey_der(key, der, sizeof der);

    if (len < 0) {
        return len;
    }
    if (psa_hash_compute(PSA_ALG_SHA_256, der + sizeof der - (size_t)len, (size_t)len, hash,
                         sizeof hash, &got) != PSA_SUCCESS) {
        return -1;
    }
    memcpy(id, hash, KEY_ID_BYTES);
    return 0;
}

static int add_key_ids(mbedtls_x509write_cert *w, mbedtls_pk_context *own,
                       mbedtls_pk_context *issuer)
{
    unsigned char id[KEY_ID_BYTES];
    struct buf inner = {0};
    struct buf outer = {0};
    int rc = key_id(own, id);

    if (rc == 0) {
        der_add(&outer, 0x04, id, sizeof id);
        rc = add_extension(w, "\x55\x1d\x0e", 0, &outer);
    }
    if (rc == 0) {
        rc = key_id(issuer, id);
    }
    if (rc == 0) {
        buf_reset(&outer);
        der_add(&inner, 0x80, id, sizeof id);
        der_add(&outer, 0x30, inner.p, inner.len);
        rc = add_extension(w, "\x55\x1d\x23", 0, &outer);
    }
    buf_free(&inner);
    buf_free(&outer);
    return rc;
}

static int add_odd(mbedtls_x509write_cert *w)
{
    struct buf value = {0};
    int rc;

    der_add(&value, 0x05, "", 0);
    rc = add_extension(w, "\x2a\x03\x04\x05", 1, &value);
    buf_free(&value);
    return rc;
}

static int add_extensions(mbedtls_x509write_cert *w, const struct pki_spec *spec,
                          mbedtls_pk_context *own, mbedtls_pk_context *issuer)
{
    unsigned use = spec->is_ca ? MBEDTLS_X509_KU_KEY_CERT_SIGN | MBEDTLS_X509_KU_CRL_SIGN
                               : MBEDTLS_X509_KU_DIGITAL_SIGNATURE;
    int rc = mbedtls_x509write_crt_set_basic_constraints(w, spec->is_ca,
                                                         spec->is_ca ? spec->path_length - 1 : -1);

    if (rc == 0) {
        rc = mbedtls_x509write_crt_set_key_usage(w, use);
    }
    if (rc == 0) {
        rc = add_key_ids(w, own, issuer);
    }
    if (rc == 0 && spec->san != NULL) {
        rc = add_san(w, spec->san);
    }
    if (rc == 0 && !spec->is_ca) {
        rc = add_use(w, spec->use);
    }
    if (rc == 0 && spec->odd_extension) {
        rc = add_odd(w);
    }
    return rc;
}

/* ---- one certificate ---------------------------------------------------------------------- */

static void stamp(time_t when, char *text, size_t cap)
{
    struct tm tm;

    gmtime_r(&when, &tm);
    strftime(text, cap, "%Y%m%d%H%M%S", &tm);
}

static int set_validity(mbedtls_x509write_cert *w, const struct pki_spec *spec)
{
    time_t now = time(NULL);
    char from[32];
    char to[32];

    stamp(spec->not_before != 0 ? spec->not_before : now - DAY_S, from, sizeof from);
    stamp(spec->not_after != 0 ? spec->not_after : now + 5 * 365 * DAY_S, to, sizeof to);
    return mbedtls_x509write_crt_set_validity(w, from, to);
}

static int set_names(mbedtls_x509write_cert *w, const struct pki_spec *spec,
                     const mbedtls_x509_crt *issuer)
{
    char subject[256];
    char by[256];
    int rc;

    if (spec->cn != NULL) {
        snprintf(subject, sizeof subject, "CN=%s,O=mailwire test", spec->cn);
    } else {
        snprintf(subject, sizeof subject, "O=mailwire test");
    }
    rc = mbedtls_x509write_crt_set_subject_name(w, subject);
    if (rc == 0 && issuer != NULL) {
        rc = mbedtls_x509_dn_gets(by, sizeof by, &issuer->subject);
        rc = rc < 0 ? rc : mbedtls_x509write_crt_set_issuer_name(w, by);
    } else if (rc == 0) {
        rc = mbedtls_x509write_crt_set_issuer_name(w, subject);
    }
    return rc;
}

static int fill(mbedtls_x509write_cert *w, const struct pki_spec *spec, mbedtls_pk_context *own,
                mbedtls_pk_context *by, const mbedtls_x509_crt *issuer)
{
    unsigned char serial[16];
    int rc = tls_random(NULL, serial, sizeof serial);

    serial[0] = (unsigned char)((serial[0] & 0x7f) | 0x40);
    mbedtls_x509write_crt_set_version(w, MBEDTLS_X509_CRT_VERSION_3);
    mbedtls_x509write_crt_set_md_alg(w, MBEDTLS_MD_SHA256);
    mbedtls_x509write_crt_set_subject_key(w, own);
    mbedtls_x509write_crt_set_issuer_key(w, by);
    if (rc == 0) {
        rc = set_serial(w, serial, sizeof serial);
    }
    if (rc == 0) {
        rc = set_validity(w, spec);
    }
    if (rc == 0) {
        rc = set_names(w, spec, issuer);
    }
    if (rc == 0) {
        rc = add_extensions(w, spec, own, by);
    }
    return rc;
}

static int write_out(mbedtls_x509write_cert *w, mbedtls_pk_context *own, struct pki_cert *out)
{
    unsigned char pem[PEM_BYTES];
    int rc = write_cert(w, pem);

    if (rc == 0) {
        out->pem = mem_text((const char *)pem, strlen((const char *)pem));
        rc = mbedtls_pk_write_key_pem(own, pem, sizeof pem);
    }
    if (rc == 0) {
        out->key_pem = mem_text((const char *)pem, strlen((const char *)pem));
    }
    return rc;
}

static int load_issuer(const struct pki_cert *issuer, mbedtls_x509_crt *crt,
                       mbedtls_pk_context *key)
{
    int rc = mbedtls_x509_crt_parse(crt, (const unsigned char *)issuer->pem,
                                    strlen(issuer->pem) + 1);

    return rc != 0 ? rc : tls_load_key(key, issuer->key_pem);
}

int pki_make(const struct pki_spec *spec, const struct pki_cert *issuer, struct pki_cert *out)
{
    mbedtls_x509write_cert w;
    mbedtls_x509_crt by;
    mbedtls_pk_context own_key;
    mbedtls_pk_context by_key;
    int rc = tls_ready();

    memset(out, 0, sizeof *out);
    mbedtls_x509write_crt_init(&w);
    mbedtls_x509_crt_init(&by);
    mbedtls_pk_init(&own_key);
    mbedtls_pk_init(&by_key);
    if (rc == 0) {
        rc = generate_key(&own_key);
    }
    if (rc == 0 && issuer != NULL) {
        rc = load_issuer(issuer, &by, &by_key);
    }
    if (rc == 0) {
        rc = fill(&w, spec, &own_key, issuer != NULL ? &by_key : &own_key,
                  issuer != NULL ? &by : NULL);
    }
    if (rc == 0) {
        rc = write_out(&w, &own_key, out);
    }
    mbedtls_pk_free(&by_key);
    mbedtls_pk_free(&own_key);
    mbedtls_x509_crt_free(&by);
    mbedtls_x509write_crt_free(&w);
    if (rc != 0) {
        pki_free(out);
    }
    return rc;
}

void pki_free(struct pki_cert *cert)
{
    free(cert->pem);
    free(cert->key_pem);
    memset(cert, 0, sizeof *cert);
}
