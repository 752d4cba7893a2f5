# SPDX-License-Identifier: MIT
# GNU mailutils imap4d and pop3d (a greeting without capabilities, mechanisms that cannot succeed)
# in a root of their own; sourced by start.sh and stop.sh.

mailutils_ports()
{
    port MAILUTILS_IMAP 90 clear
    port MAILUTILS_IMAPS 91 tls
    port MAILUTILS_POP3 92 clear
    port MAILUTILS_POP3S 93 tls
}

mailutils_missing()
{
    cached mailutils usr/sbin/imap4d
}

# mailutils_conf PROGRAM PORT TLS-PORT; in the root, the files are below /mailwire
mailutils_conf()
{
    cat <<END
mode daemon;
pidfile "/mailwire/$1.pid";
max-children 50;
logging { syslog yes; facility mail; tag $1; }
tls { ssl-certificate-file "/mailwire/server.pem"; ssl-key-file "/mailwire/server.key"; }
auth { authentication "generic:system"; authorization "system"; }
server 127.0.0.1:$2 { tls-mode ondemand; }
server 127.0.0.1:$3 { tls-mode connection; }
END
}

# Users are the system's. The root's files are shared with others' roots: they are replaced.
mailutils_users()
{
    for file in passwd shadow; do
        cat "$root/etc/$file" >"$root/etc/$file.new" 2>/dev/null || :
    done
    for user in $USERS; do
        case $user in *[!a-z]*) continue ;; esac
        uid=$((${uid:-2000} + 1))
        echo "$user:x:$uid:8::/mailwire/home/$user:/bin/false" >>"$root/etc/passwd.new"
        echo "$user:$(password_of "$user" | openssl passwd -6 -stdin):19000:0:99999:7:::" \
            >>"$root/etc/shadow.new"
        mkdir -p "$root/mailwire/home/$user"
        : >"$root/var/mail/$user"
        chown $uid:8 "$root/mailwire/home/$user" "$root/var/mail/$user"
        chmod 0660 "$root/var/mail/$user"
    done
    chmod 0640 "$root/etc/shadow.new"
    mv "$root/etc/passwd.new" "$root/etc/passwd"
    mv "$root/etc/shadow.new" "$root/etc/shadow"
}

mailutils_start()
{
    root=$DIR/mailutils
    own_root mailutils "$root"
    mkdir -p "$root/mailwire/home"
    (umask 077 && cp "$TLS/server.pem" "$TLS/server.key" "$root/mailwire")
    mailutils_users
    mailutils_conf imap4d "$MAILUTILS_IMAP" "$MAILUTILS_IMAPS" >"$root/mailwire/imap4d.conf"
    mailutils_conf pop3d "$MAILUTILS_POP3" "$MAILUTILS_POP3S" >"$root/mailwire/pop3d.conf"
    log_socket "$root" "$LOG/mailutils.log" mailutils
    for program in imap4d pop3d; do
        MAIL_ROOT="$root" setsid chroot "$root" /usr/sbin/$program --no-site-config \
            --config-file=/mailwire/$program.conf --foreground --daemon=50 \
            </dev/null >>"$LOG/mailutils.log" 2>&1 &
        echo $! >"$DIR/state/$program.pid"
    done
}

mailutils_stop()
{
    stop_group "$DIR/state/imap4d.pid" "MAIL_ROOT=$DIR/mailutils"
    stop_group "$DIR/state/pop3d.pid" "MAIL_ROOT=$DIR/mailutils"
    stop_group "$DIR/state/mailutils-log.pid" "MAIL_LOG=$DIR/log/mailutils.log"
}
