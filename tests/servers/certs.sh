#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: certs.sh DIR
#
# Makes the certificate authorities and every certificate of the live tests in DIR. Keys are P-256
# but for server-rsa. Nothing is made again while DIR holds a complete set of the last week.
set -eu
umask 077

[ $# -eq 1 ] || { echo "usage: certs.sh DIR" >&2; exit 1; }
command -v openssl >/dev/null || { echo "certs.sh: openssl is not installed" >&2; exit 1; }
mkdir -p "$1"
cd "$1"

if [ -n "$(find . -maxdepth 1 -name complete -mtime -7 2>/dev/null)" ]; then
    exit 0
fi
rm -rf ./*.pem ./*.key ./*.csr ./*.cnf ./*.ext ./db complete certs.log
exec 3>&2 2>certs.log
trap '[ $? -eq 0 ] || { cat certs.log >&3; echo "certs.sh: failed in $PWD" >&3; }' EXIT

good_names='DNS:localhost,DNS:mail.example.test,DNS:*.wild.example.test,IP:127.0.0.1,IP:::1'
now=$(date +%s)

at_days()
{
    date -u -d "@$((now + $1 * 86400))" +%y%m%d%H%M%SZ
}

new_key()
{
    if [ "$2" = rsa ]; then
        openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$1.key"
    else
        openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1.key"
    fi
}

# ca_config NAME: what `openssl ca` needs to sign with NAME.pem
ca_config()
{
    mkdir -p "db/$1"
    : >"db/$1/index.txt"
    echo 'unique_subject = no' >"db/$1/index.txt.attr"
    cat >"$1.cnf" <<END
[ca]
default_ca = this
[this]
database = db/$1/index.txt
new_certs_dir = db/$1
rand_serial = yes
certificate = $1.pem
private_key = $1.key
default_md = sha256
policy = any
email_in_dn = no
unique_subject = no
[any]
commonName = optional
organizationName = optional
END
}

# sign ISSUER NAME COMMON-NAME FIRST-DAY LAST-DAY < extensions
sign()
{
    cat >"$2.ext"
    openssl req -new -key "$2.key" -subj "/O=mailwire tests/CN=$3" -out "$2.csr"
    openssl ca -batch -notext -config "$1.cnf" -in "$2.csr" -out "$2.pem" -extfile "$2.ext" \
        -startdate "$(at_days "$4")" -enddate "$(at_days "$5")"
    rm -f "$2.csr" "$2.ext"
}

# root NAME COMMON-NAME
root()
{
    new_key "$1" ec
    openssl req -x509 -new -key "$1.key" -subj "/O=mailwire tests/CN=$2" -days 3650 -sha256 \
        -addext 'keyUsage=critical,keyCertSign,cRLSign' -out "$1.pem"
    ca_config "$1"
}

# server ISSUER NAME COMMON-NAME FIRST-DAY LAST-DAY SUBJECT-ALT-NAMES [rsa]
server()
{
    new_key "$2" "${7:-ec}"
    sign "$1" "$2" "$3" "$4" "$5" <<END
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature${7:+, keyEncipherment}
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
${6:+subjectAltName = $6}
END
}

client()
{
    new_key "client-$1" ec
    sign ca "client-$1" "$1" -1 3650 <<END
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
END
}

root ca 'mailwire test CA'
root unknown-ca 'CA that nobody trusts'

new_key intermediate ec
sign ca intermediate 'mailwire intermediate CA' -1 3650 <<END
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
END
ca_config intermediate

server ca server mail.example.test -1 3650 "$good_names"
server ca server-rsa mail.example.test -1 3650 "$good_names" rsa
server intermediate chain-leaf mail.example.test -1 3650 "$good_names"
server ca expired mail.example.test -30 -2 "$good_names"
server ca notyet mail.example.test 30 3650 "$good_names"
server ca otherhost other.example.test -1 3650 DNS:other.example.test,IP:192.0.2.1
server unknown-ca unknown mail.example.test -1 3650 "$good_names"
server ca wildcard '*.example.test' -1 3650 'DNS:*.example.test'
server ca iponly 127.0.0.1 -1 3650 IP:127.0.0.1,IP:::1
server ca cnonly mail.example.test -1 3650 ''
client alice
client bob

cat chain-leaf.pem intermediate.pem >chain.pem
mv chain-leaf.key chain.key

new_key selfsigned ec
openssl req -x509 -new -key selfsigned.key -subj '/O=mailwire tests/CN=mail.example.test' \
    -days 3650 -sha256 -addext "subjectAltName=$good_names" -out selfsigned.pem

chmod 0644 ./*.pem
rm -rf db ./*.cnf
exec 2>&3
: >complete
