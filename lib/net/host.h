/* SPDX-License-Identifier: MIT */
#ifndef MW_NET_HOST_H
#define MW_NET_HOST_H

#include <stddef.h>
#include <stdint.h>

#define MW_HOST_BYTES 256 /* 253 of a name, its dot, the NUL (RFC 1035 2.3.4) */

/* A host as the user wrote it, made ready for look-up and certificate check. */
typedef struct mw_host {
    char name[MW_HOST_BYTES]; /* A-labels; or the address without brackets, with its zone */
    uint8_t addr[16];
    size_t addr_len; /* 4 or 16: an address literal; 0: a name */
} mw_host;

/* MW_OK; MW_E_ARG: empty, too long, control bytes, or beyond ASCII and not convertible;
   MW_E_MEMORY. */
int mw_host_read(mw_host *host, const char *text);

/* Reads an IPv4 or IPv6 literal, an IPv6 zone ("%eth0") being skipped. Returns 4, 16, or 0 when
   it is none. Only four decimal numbers are IPv4: what else inet_aton takes is a name. */
size_t mw_ip_parse(const char *text, uint8_t addr[16]);

/* UTF-8 name to A-labels (RFC 5891). MW_E_ARG: not possible, or not built in; MW_E_MEMORY. */
int mw_idn_to_ascii(const char *utf8, char *out, size_t cap);

#endif
