# SPDX-License-Identifier: MIT
# Cyrus IMAP (IMAP4rev2, UIDONLY, SCRAM) in a root of its own; sourced by start.sh and stop.sh.

cyrus_ports()
{
    port CYRUS_IMAP 64 clear
    port CYRUS_IMAPS 65 tls
    port CYRUS_POP3 66 clear
    port CYRUS_POP3S 67 tls
    port CYRUS_LMTP 68 clear
}

cyrus_missing()
{
    cached cyrus usr/lib/cyrus/bin/imapd
}

# in the root, the files are below /mailwire
cyrus_imapd_conf()
{
    cat <<END
configdirectory: /mailwire/conf
partition-default: /mailwire/spool
sievedir: /mailwire/sieve
admins: cyrus
servername: mail.example.test
unixhierarchysep: yes
altnamespace: yes
virtdomains: off
allowplaintext: no
allowanonymouslogin: no
allowapop: yes
popminpoll: 0
failedloginpause: 0
xlist-drafts: Drafts
xlist-sent: Sent
imapidlepoll: 1
idlesocket: /mailwire/sock/idle
lmtpsocket: /mailwire/sock/lmtp
notifysocket: /mailwire/sock/notify
conversations: yes
annotation_allow_undefined: yes
autocreate_quota: 102400
autocreate_post: yes
autocreate_inbox_folders: Drafts | Sent | Trash | Junk | Archive
autocreate_subscribe_folders: Drafts | Sent | Trash | Junk | Archive
sasl_pwcheck_method: auxprop
sasl_auxprop_plugin: sasldb
sasl_sasldb_path: /mailwire/sasldb2
sasl_mech_list: PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-512 EXTERNAL ANONYMOUS
tls_server_cert: /mailwire/tls/server.pem
tls_server_key: /mailwire/tls/server.key
tls_client_ca_file: /mailwire/tls/ca.pem
tls_client_certs: optional
allowstarttls: on
END
}

cyrus_master_conf()
{
    imapd='-U 30 -C /mailwire/imapd.conf'
    cat <<END
START {
  recover cmd="ctl_cyrusdb -C /mailwire/imapd.conf -r"
}
SERVICES {
  imap cmd="imapd $imapd" listen="127.0.0.1:$CYRUS_IMAP" prefork=1 maxchild=100
  imaps cmd="imapd -s $imapd" listen="127.0.0.1:$CYRUS_IMAPS" prefork=0 maxchild=100
  pop3 cmd="pop3d $imapd" listen="127.0.0.1:$CYRUS_POP3" prefork=0 maxchild=50
  pop3s cmd="pop3d -s $imapd" listen="127.0.0.1:$CYRUS_POP3S" prefork=0 maxchild=50
  lmtp cmd="lmtpd -a -C /mailwire/imapd.conf" listen="127.0.0.1:$CYRUS_LMTP" prefork=0 maxchild=20
}
EVENTS {
}
DAEMON {
  idled cmd="idled -C /mailwire/imapd.conf"
}
END
}

# Its user names are ASCII only.
cyrus_start()
{
    root=$DIR/cyrus
    own_root cyrus "$root"
    files=$root/mailwire
    mkdir -p "$files/tls"
    for part in conf conf/proc conf/socket conf/log conf/lock conf/db spool sieve sock; do
        mkdir -p "$files/$part"
    done
    cp "$TLS/server.pem" "$TLS/server.key" "$TLS/ca.pem" "$files/tls"
    cyrus_imapd_conf >"$files/imapd.conf"
    cyrus_master_conf >"$files/cyrus.conf"
    for user in $USERS; do
        case $user in *[!a-z+]*) continue ;; esac
        password_of "$user" | chroot "$root" /usr/sbin/saslpasswd2 -p -f /mailwire/sasldb2 -c \
            -u mail.example.test "$user" 2>>"$LOG/cyrus.log"
    done
    chroot "$root" chown -R cyrus:mail /mailwire
    log_socket "$root" "$LOG/cyrus.log" cyrus
    MAIL_ROOT="$root" setsid chroot "$root" /usr/sbin/cyrmaster -C /mailwire/imapd.conf \
        -M /mailwire/cyrus.conf -p /mailwire/master.pid </dev/null >>"$LOG/cyrus.log" 2>&1 &
    echo $! >"$DIR/state/cyrus.pid"
}

cyrus_stop()
{
    stop_group "$DIR/state/cyrus.pid" "MAIL_ROOT=$DIR/cyrus"
    stop_group "$DIR/state/cyrus-log.pid" "MAIL_LOG=$DIR/log/cyrus.log"
}
