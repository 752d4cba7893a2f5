#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: fetch.sh [exim] [opensmtpd] [dovecot_next] [cyrus] [courier] [mailutils]
#
# Gets the servers that no package can install beside Postfix and Dovecot: Exim unpacked from its
# package, the others each in a root directory of Debian 13 (the OpenSMTPD of Debian 12 fails every
# TLS handshake). They go to MW_SERVERS_CACHE (default /var/cache/mailwire-servers) and are made
# once; half a minute each. Root only.
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

# A root directory of Debian 13 with a server's packages. Only the server is wanted, and few files
# make a fast copy.
# fetch_root SERVER PROGRAM PACKAGES
fetch_root()
{
    [ -x "$CACHE/$1/$2" ] && return
    command -v mmdebstrap >/dev/null || die 'mmdebstrap is not installed'
    site=$(mirror)
    rm -rf "$CACHE/$1.new"
    mmdebstrap --quiet --variant=apt --include="$3" --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/locale/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        trixie "$CACHE/$1.new" "deb ${site:-http://deb.debian.org/debian} trixie main" \
        >"$CACHE/$1.log" 2>&1 || die "mmdebstrap failed: $(tail -1 "$CACHE/$1.log")"
    (cd "$CACHE/$1.new" && rm -rf usr/share/doc usr/share/locale usr/share/man \
        usr/share/perl usr/share/perl5 usr/lib/*/perl usr/lib/*/perl5 \
        var/lib/apt var/cache var/lib/dpkg/info)
    chmod 0755 "$CACHE/$1.new"
    mv "$CACHE/$1.new" "$CACHE/$1"
}

fetch_dovecot_next()
{
    fetch_root dovecot_next usr/sbin/dovecot \
        dovecot-imapd,dovecot-pop3d,dovecot-lmtpd,dovecot-submissiond
}

fetch_opensmtpd()
{
    fetch_root opensmtpd usr/sbin/smtpd opensmtpd
}

fetch_cyrus()
{
    fetch_root cyrus usr/lib/cyrus/bin/imapd \
        cyrus-imapd,cyrus-pop3d,sasl2-bin,libsasl2-modules
}

fetch_courier()
{
    fetch_root courier usr/bin/imapd courier-imap,courier-pop
}

fetch_mailutils()
{
    fetch_root mailutils usr/sbin/imap4d mailutils-imap4d,mailutils-pop3d
}

[ "$(id -u)" -eq 0 ] || die 'root only'
mkdir -p "$CACHE"
chmod 0755 "$CACHE"
umask 022
exec 9>"$CACHE/lock"
flock -w 300 9 || die "$CACHE/lock is held by another"
[ $# -gt 0 ] || set -- exim opensmtpd dovecot_next cyrus courier mailutils
for server; do
    case $server in
    exim | opensmtpd | dovecot_next | cyrus | courier | mailutils) "fetch_$server" ;;
    *) die "unknown server $server" ;;
    esac
done
