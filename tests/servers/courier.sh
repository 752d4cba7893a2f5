# SPDX-License-Identifier: MIT
# Courier IMAP and POP3 (UTF8=ACCEPT with UTF-8 names, LANG, no SASL-IR, no literal without leave)
# in a root of their own; sourced by start.sh and stop.sh.

courier_ports()
{
    port COURIER_IMAP 84 clear
    port COURIER_IMAPS 85 tls
    port COURIER_POP3 86 clear
    port COURIER_POP3S 87 tls
}

courier_missing()
{
    cached courier usr/bin/imapd
}

# in the root, the files are below /mailwire; its user names here are ASCII
courier_users()
{
    for user in $USERS; do
        case $user in *[!a-z+]*) continue ;; esac
        mkdir -p "$root/mailwire/mail/$user"
        chroot "$root" /usr/bin/maildirmake.courier "/mailwire/mail/$user/Maildir"
        printf '%s\tuid=8|gid=8|home=/mailwire/mail/%s|mail=/mailwire/mail/%s/Maildir|systempw=%s' \
            "$user" "$user" "$user" "$(password_of "$user" | openssl passwd -6 -stdin)"
        for hash in md5 sha1 sha256; do
            printf '|hmac-%spw=%s' $hash "$(printf '%s\n' "$(password_of "$user")" |
                chroot "$root" /usr/sbin/userdbpw -hmac-$hash)"
        done
        echo
    done
    chroot "$root" chown -R mail:mail /mailwire/mail
}

courier_script()
{
    imap='IMAP4rev1 UIDPLUS CHILDREN NAMESPACE THREAD=ORDEREDSUBJECT THREAD=REFERENCES SORT QUOTA'
    cram='CRAM-MD5 CRAM-SHA1 CRAM-SHA256'
    cat <<END
/usr/lib/courier/courier-authlib/authdaemond &
tcpd()
{
    couriertcpd -address=127.0.0.1 -maxprocs=40 -maxperip=40 -nodnslookup "\$@" &
    echo \$! >/mailwire/\$1.pid
}
export TLS_CERTFILE=/mailwire/tls.pem TLS_TRUSTCERTS=/mailwire/ca.pem TLS_VERIFYPEER=PEER
export TLS_EXTERNAL=CN COURIERTLS=/usr/bin/couriertls TLS_DHPARAMS=/etc/courier/dhparams.pem
export MAILDIRPATH=Maildir IMAP_KEYWORDS=1 IMAP_ACL=1 IMAP_USELOCKS=1 IMAP_ENHANCEDIDLE=1
export IMAP_CAPABILITY='$imap AUTH=CRAM-MD5 AUTH=CRAM-SHA1 AUTH=CRAM-SHA256 IDLE'
export IMAP_CAPABILITY_TLS='$imap AUTH=CRAM-MD5 AUTH=CRAM-SHA1 AUTH=CRAM-SHA256 AUTH=PLAIN IDLE'
export POP3AUTH='LOGIN $cram' POP3AUTH_TLS='LOGIN PLAIN $cram'
lib=/usr/lib/courier/courier
IMAP_STARTTLS=YES tcpd $COURIER_IMAP \$lib/imaplogin /usr/bin/imapd Maildir
IMAP_TLS=1 IMAP_STARTTLS=NO tcpd $COURIER_IMAPS /usr/bin/couriertls -server -tcpd -user=courier \
    \$lib/imaplogin /usr/bin/imapd Maildir
POP3_STARTTLS=YES tcpd $COURIER_POP3 \$lib/courierpop3login \$lib/courierpop3d Maildir
POP3_TLS=1 POP3_STARTTLS=NO tcpd $COURIER_POP3S /usr/bin/couriertls -server -tcpd -user=courier \
    \$lib/courierpop3login \$lib/courierpop3d Maildir
wait
END
}

courier_start()
{
    root=$DIR/courier
    own_root courier "$root"
    mkdir -p "$root/mailwire/mail" "$root/run/courier/authdaemon"
    cp "$TLS/ca.pem" "$root/mailwire"
    (umask 077 && cat "$TLS/server.key" "$TLS/server.pem" >"$root/mailwire/tls.pem" &&
        courier_users >"$root/etc/courier/userdb")
    rm -f "$root/etc/courier/authdaemonrc"
    cat >"$root/etc/courier/authdaemonrc" <<END
authmodulelist="authuserdb"
authmodulelistorig="authuserdb"
daemons=5
authdaemonvar=/run/courier/authdaemon
DEBUG_LOGIN=0
DEFAULTOPTIONS=""
LOGGEROPTS=""
END
    chroot "$root" chown -R courier /run/courier /mailwire/tls.pem
    chroot "$root" /usr/sbin/makeuserdb >>"$LOG/courier.log" 2>&1
    courier_script >"$root/mailwire/start"
    log_socket "$root" "$LOG/courier.log" courier
    MAIL_ROOT="$root" setsid chroot "$root" /bin/sh /mailwire/start \
        </dev/null >>"$LOG/courier.log" 2>&1 &
    echo $! >"$DIR/state/courier.pid"
}

courier_stop()
{
    stop_group "$DIR/state/courier.pid" "MAIL_ROOT=$DIR/courier"
    # each is a process group of its own
    for pid in "$DIR"/courier/mailwire/*.pid; do
        stop_group "$pid" "MAIL_ROOT=$DIR/courier"
    done
    stop_group "$DIR/state/courier-log.pid" "MAIL_LOG=$DIR/log/courier.log"
}
