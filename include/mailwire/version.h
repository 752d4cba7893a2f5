/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_VERSION_H
#define MAILWIRE_VERSION_H

#include <stdint.h>

#ifndef MW_API
#if defined(__GNUC__) && !defined(MW_STATIC)
#define MW_API __attribute__((visibility("default")))
#else
#define MW_API
#endif
#endif

#define MW_VERSION 0x000100 /* 0.1.0: major << 16 | minor << 8 | patch */
#define MW_VERSION_STRING "0.1.0"

#ifdef __cplusplus
extern "C" {
#endif

/* The MW_VERSION of the library that runs, which may be newer than the header's. */
MW_API int mw_version(void);

#ifdef __cplusplus
}
#endif
#endif
