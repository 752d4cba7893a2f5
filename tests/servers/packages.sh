#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: packages.sh check|install|list [demo]
#
# The Debian packages (12 and 13) that `make check` needs; with "demo" only what builds the library
# and its examples. check prints what is missing and exits 1; install needs root or sudo without a
# password, asks nothing and starts no service.
set -eu

DEMO='gcc libc6-dev make libmbedtls-dev pkg-config'
BUILD='binutils clang cmake dpkg-dev libclang-rt-dev llvm git'
LIBRARIES='libc-ares-dev libcmocka-dev libesmtp-dev libgsasl-dev libidn2-dev libunistring-dev libuv1-dev zlib1g-dev'
SERVERS='ca-certificates curl dovecot-imapd dovecot-lmtpd dovecot-pop3d dovecot-submissiond
    iproute2 mmdebstrap openssl postfix procps python3 util-linux'
FIRMWARE='gcc-arm-none-eabi libnewlib-arm-none-eabi qemu-system-arm'

usage()
{
    echo 'usage: packages.sh check|install|list [demo]' >&2
    exit 1
}

# Exim conflicts with Postfix as a package but not as a program: fetch.sh unpacks it, its libraries
# come from here
exim_libraries()
{
    apt-cache depends exim4-daemon-heavy 2>/dev/null |
        sed -n 's/^ *Depends: \(lib[^<>]*\)$/\1/p'
}

# libetpan needs the libcurl of GnuTLS, which cannot be beside another: that one stays
curl_libraries()
{
    if dpkg-query -W -f '${db:Status-Status}' libcurl4-openssl-dev 2>/dev/null |
        grep -qx installed; then
        echo libcurl4-openssl-dev
    else
        echo libcurl4-gnutls-dev libetpan-dev
    fi
}

packages()
{
    case $subset in
    demo) echo $DEMO ;;
    *) echo $DEMO $BUILD $LIBRARIES $(curl_libraries) $SERVERS $FIRMWARE $(exim_libraries) ;;
    esac | tr ' ' '\n'
}

missing()
{
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' 2>/dev/null |
        sed -n 's/^installed //p')
    packages | grep -vxF "$installed" || :
}

apt_line()
{
    echo "apt-get install -y --no-install-recommends --no-remove $(echo $1)"
}

# Packages must not start their services, now or at the next boot
hold_services()
{
    [ -e /usr/sbin/policy-rc.d ] && return
    trap 'rm -f /usr/sbin/policy-rc.d' EXIT INT TERM
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 0755 /usr/sbin/policy-rc.d
}

disable_services()
{
    for service; do
        if command -v systemctl >/dev/null; then
            systemctl disable "$service" >/dev/null 2>&1 || :
        fi
        if command -v update-rc.d >/dev/null; then
            update-rc.d "$service" disable >/dev/null 2>&1 || :
        fi
    done
}

install_as_root()
{
    export DEBIAN_FRONTEND=noninteractive
    apt="apt-get -qq -o DPkg::Lock::Timeout=300"
    $apt update
    wanted=$(missing)
    [ -n "$wanted" ] || { echo 'packages.sh: nothing to install'; return; }
    services=$(echo "$wanted" | sed -n 's/^postfix$/postfix/p; s/^dovecot-imapd$/dovecot/p')
    case $wanted in
    *postfix*)
        echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
        ;;
    esac
    hold_services
    $apt install -y --no-install-recommends --no-remove $wanted </dev/null
    disable_services $services
    [ -z "$(missing)" ] || { echo "packages.sh: still missing: $(echo $(missing))" >&2; exit 1; }
}

[ $# -ge 1 ] && [ $# -le 2 ] || usage
subset=${2:-all}
case $subset in all | demo) ;; *) usage ;; esac
command -v apt-get >/dev/null || { echo 'packages.sh: this is not a Debian system' >&2; exit 1; }

case $1 in
list)
    packages
    ;;
check)
    wanted=$(missing)
    [ -n "$wanted" ] || exit 0
    echo "$wanted"
    exit 1
    ;;
install)
    if [ "$(id -u)" -eq 0 ]; then
        install_as_root
    elif [ -z "$(missing)" ]; then
        echo 'packages.sh: nothing to install'
    elif sudo -n true 2>/dev/null; then
        exec sudo -n sh "$0" install ${2:+"$2"}
    else
        echo 'packages.sh: not root. Run as root:'
        apt_line "$(missing)"
        exit 1
    fi
    ;;
*)
    usage
    ;;
esac
