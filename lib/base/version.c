/* SPDX-License-Identifier: MIT */
#include <mailwire/version.h>

int mw_version(void)
{
    return MW_VERSION;
}
