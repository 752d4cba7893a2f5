# SPDX-License-Identifier: MIT
# Dovecot 2.4 where the system's is 2.3 (SCRAM with channel binding, UTF8=ACCEPT), in a root of its
# own; sourced by start.sh and stop.sh. The configuration is that of dovecot24.sh.

dovecot_next_ports()
{
    port DOVECOT24_IMAP 31 clear
    port DOVECOT24_IMAPS 32 tls
    port DOVECOT24_POP3 33 clear
    port DOVECOT24_POP3S 34 tls
    port DOVECOT24_SUBMISSION 35 clear
    port DOVECOT24_SUBMISSIONS 36 tls
    port DOVECOT24_LMTP 37 clear
    port DOVECOT24_AUTH 38 clear
}

dovecot_next_missing()
{
    case $(dovecot --version 2>/dev/null) in
    2.3.*) cached dovecot_next usr/sbin/dovecot ;;
    *) echo "the system's Dovecot is as new" ;;
    esac
}

# What the configuration says where; DIR is the one inside the root.
dovecot_next_conf()
{
    for name in IMAP IMAPS POP3 POP3S SUBMISSION SUBMISSIONS LMTP AUTH; do
        eval "DOVECOT_$name=\$DOVECOT24_$name"
    done
    DIR=/mailwire LOG=/mailwire/log TLS=/mailwire/tls MAIL=/mailwire/mail
    . "$HERE/dovecot24.sh"
    binding_mechanisms='scram-sha-1-plus scram-sha-256-plus'
    dovecot_main
}

dovecot_next_start()
{
    root=$DIR/dovecot_next
    own_root dovecot_next "$root"
    files=$root/mailwire
    mkdir -p "$files/dovecot" "$files/log" "$files/mail/.shared"
    cp -r "$TLS" "$files/tls"
    (
        DIR=$files
        . "$HERE/dovecot24.sh"
        dovecot_users >"$files/dovecot/users"
        dovecot_oauth
    ) 2>>"$LOG/dovecot_next.log"
    (dovecot_next_conf) >"$files/dovecot/main.conf"
    chroot "$root" sh -c 'chown mail:mail /mailwire/mail /mailwire/mail/.shared
        chown -R root:dovecot /mailwire/dovecot/users /mailwire/dovecot/keys
        chmod 0640 /mailwire/dovecot/users
        chmod -R u=rwX,g=rX,o= /mailwire/dovecot/keys'
    mkdir -p "$DIR/tokens"
    cp "$files/tokens/alice" "$DIR/tokens/alice-24"
    cp "$files/tokens/alice-expired" "$DIR/tokens/alice-24-expired"
    MAIL_ROOT="$root" setsid chroot "$root" /usr/sbin/dovecot -F -c /mailwire/dovecot/main.conf \
        </dev/null >>"$LOG/dovecot_next.log" 2>&1 &
    echo $! >"$DIR/state/dovecot_next.pid"
}

dovecot_next_stop()
{
    # it clears its environment
    stop_group "$DIR/state/dovecot_next.pid" /mailwire/dovecot/main.conf
}
