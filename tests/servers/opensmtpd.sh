# SPDX-License-Identifier: MIT
# OpenSMTPD (no PIPELINING, no second EHLO) in a root of its own; sourced by start.sh and stop.sh.

opensmtpd_ports()
{
    port OPENSMTPD_25 80 clear
    port OPENSMTPD_587 81 clear
    port OPENSMTPD_465 82 tls
}

opensmtpd_missing()
{
    cached opensmtpd usr/sbin/smtpd
}

# in the root, the files are below /mailwire
opensmtpd_conf()
{
    cat <<END
pki mail cert "/mailwire/server-rsa.pem"
pki mail key "/mailwire/server-rsa.key"
table creds file:/mailwire/creds
table mailusers file:/mailwire/users
table virtuals file:/mailwire/virtuals
smtp max-message-size 60M
listen on 127.0.0.1 port $OPENSMTPD_25 tls pki mail hostname mail.example.test
listen on 127.0.0.1 port $OPENSMTPD_587 tls-require pki mail auth <creds> hostname mail.example.test
listen on 127.0.0.1 port $OPENSMTPD_465 smtps pki mail auth <creds> hostname mail.example.test
action "local" lmtp "127.0.0.1:$DOVECOT_LMTP" rcpt-to userbase <mailusers> virtual <virtuals>
action "sink" mda "cat >/dev/null" user mail
match from any for domain "example.test" action "local"
match from any auth for any action "sink"
END
}

opensmtpd_start()
{
    root=$DIR/opensmtpd
    own_root opensmtpd "$root"
    mkdir -p "$root/mailwire/home" "$root/etc/ssl/certs"
    chown 8:8 "$root/mailwire/home"
    # read at the start, though nothing here is sent by TLS
    cp --remove-destination "$TLS/ca.pem" "$root/etc/ssl/certs/ca-certificates.crt"
    (umask 077 && cp "$TLS/server-rsa.pem" "$TLS/server-rsa.key" "$root/mailwire" &&
        opensmtpd_conf >"$root/mailwire/smtpd.conf")
    for user in $USERS; do
        printf '%s\t%s\n' "$user" "$(password_of "$user" | openssl passwd -6 -stdin)" \
            >>"$root/mailwire/creds"
        echo "$user@example.test $user" >>"$root/mailwire/virtuals"
        echo "$user 8:8:/mailwire/home" >>"$root/mailwire/users"
    done
    chown "0:$(awk -F: '$1 == "opensmtpd" { print $3 }' "$root/etc/group")" "$root/mailwire/creds"
    chmod 0640 "$root/mailwire/creds"
    MAIL_ROOT="$root" setsid chroot "$root" /usr/sbin/smtpd -d -f /mailwire/smtpd.conf \
        </dev/null >>"$LOG/opensmtpd.log" 2>&1 &
    echo $! >"$DIR/state/opensmtpd.pid"
}

opensmtpd_stop()
{
    stop_group "$DIR/state/opensmtpd.pid" "MAIL_ROOT=$DIR/opensmtpd"
}
