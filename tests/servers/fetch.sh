#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: fetch.sh [exim] [opensmtpd]
#
# Gets the servers that no package can install beside Postfix: Exim unpacked from its package, and
# OpenSMTPD in a root directory of Debian 13 (that of Debian 12 fails every TLS handshake). Both go
# to MW_SERVERS_CACHE (default /var/cache/mailwire-servers) and are made once. Root only.
set -eu

CACHE=${MW_SERVERS_CACHE:-/var/cache/mailwire-servers}

die()
{
    echo "fetch.sh: $*" >&2
    exit 1
}

# the mirror this machine uses, whatever it is
mirror()
{
    apt-get indextargets --format '$(SITE)' 'Created-By: Packages' |
        grep '/debian/*$' | head -1
}

fetch_exim()
{
    [ -x "$CACHE/exim/usr/sbin/exim4" ] && return
    rm -rf "$CACHE/exim.new"
    mkdir -p "$CACHE/exim.new/deb"
    (cd "$CACHE/exim.new/deb" && apt-get -qq -o APT::Sandbox::User=root \
        download exim4-daemon-heavy) ||
        die 'exim4-daemon-heavy cannot be downloaded'
    dpkg -x "$CACHE"/exim.new/deb/*.deb "$CACHE/exim.new"
    rm -rf "$CACHE/exim.new/deb"
    # compiled in; looked up before any configuration is read
    getent group Debian-exim >/dev/null || groupadd -r Debian-exim
    getent passwd Debian-exim >/dev/null ||
        useradd -r -g Debian-exim -d /var/spool/exim4 -s /usr/sbin/nologin Debian-exim
    "$CACHE/exim.new/usr/sbin/exim4" -C /dev/null -bV >"$CACHE/exim.log" 2>&1 ||
        die "exim4 does not run: $(head -1 "$CACHE/exim.log")"
    mv "$CACHE/exim.new" "$CACHE/exim"
}

fetch_opensmtpd()
{
    [ -x "$CACHE/opensmtpd/usr/sbin/smtpd" ] && return
    command -v mmdebstrap >/dev/null || die 'mmdebstrap is not installed'
    site=$(mirror)
    rm -rf "$CACHE/opensmtpd.new"
    mmdebstrap --quiet --variant=apt --include=opensmtpd trixie "$CACHE/opensmtpd.new" \
        "deb ${site:-http://deb.debian.org/debian} trixie main" >"$CACHE/opensmtpd.log" 2>&1 ||
        die "mmdebstrap failed: $(tail -1 "$CACHE/opensmtpd.log")"
    # only the server is wanted, and few files make a fast copy
    (cd "$CACHE/opensmtpd.new" && rm -rf usr/share/doc usr/share/locale usr/share/man \
        usr/share/zoneinfo usr/share/perl* usr/lib/*/perl* var/lib/apt var/cache var/lib/dpkg/info)
    chmod 0755 "$CACHE/opensmtpd.new"
    mv "$CACHE/opensmtpd.new" "$CACHE/opensmtpd"
}

[ "$(id -u)" -eq 0 ] || die 'root only'
mkdir -p "$CACHE"
chmod 0755 "$CACHE"
umask 022
exec 9>"$CACHE/lock"
flock -w 300 9 || die "$CACHE/lock is held by another"
[ $# -gt 0 ] || set -- exim opensmtpd
for server; do
    case $server in
    exim | opensmtpd) "fetch_$server" ;;
    *) die "unknown server $server" ;;
    esac
done
