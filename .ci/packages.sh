#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what `make check` needs ("demo": only what the examples need).
exec "$(dirname "$0")/../tests/servers/packages.sh" install "$@"
