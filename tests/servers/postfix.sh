# SPDX-License-Identifier: MIT
# Postfix: one instance, one line of master.cf for each kind of server; sourced by start.sh and
# stop.sh.

postfix_ports()
{
    port POSTFIX_25 0 clear
    port POSTFIX_25_PLAIN 1 clear
    port POSTFIX_587 2 clear
    port POSTFIX_465 3 tls
    port POSTFIX_CLEAR 4 clear
    port POSTFIX_OLD 5 clear
    port POSTFIX_NOPIPE 6 clear
    port POSTFIX_NOCHUNK 7 clear
    port POSTFIX_NO8BIT 8 clear
    port POSTFIX_SMALL 9 clear
    port POSTFIX_TIMEOUT 10 clear
    port POSTFIX_AUTHEQ 11 clear
    port POSTFIX_SCRAM 12 clear
    port POSTFIX_TLS12 13 tls
    port POSTFIX_TLS13 14 tls
    port POSTFIX_RSA 15 tls
    port POSTFIX_CHAIN 16 tls
    port POSTFIX_EXPIRED 17 tls
    port POSTFIX_NOTYET 18 tls
    port POSTFIX_OTHERHOST 19 tls
    port POSTFIX_UNKNOWN 20 tls
    port POSTFIX_SELFSIGNED 21 tls
    port POSTFIX_WILDCARD 22 tls
    port POSTFIX_IPONLY 23 tls
    port POSTFIX_CNONLY 24 tls
    port POSTFIX_587_EXPIRED 25 clear
    port POSTFIX_CLIENTCERT 26 tls
    port POSTFIX_POSTSCREEN 27 clear
    port POSTFIX_REJECT 28 clear
    port POSTFIX_HALFCHAIN 29 tls
    port POSTFIX_RELAY 30 clear
}

postfix_missing()
{
    missing_programs postfix dovecot
}

postfix_main_cf()
{
    cat <<END
compatibility_level = 3.6
queue_directory = $DIR/postfix/spool
data_directory = $DIR/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $LOG/postfix.log
maillog_file_prefixes = $LOG
inet_interfaces = loopback-only
inet_protocols = $INET_PROTOCOLS
myhostname = mail.example.test
mydestination =
mynetworks =
smtpd_peername_lookup = no
smtp_dns_support_level = disabled
alias_maps =
local_recipient_maps =
enable_long_queue_ids = yes
queue_minfree = 0
in_flow_delay = 0
queue_run_delay = 3s
minimal_backoff_time = 3s
maximal_backoff_time = 6s

virtual_mailbox_domains = example.test, sink.example.test
virtual_mailbox_maps = texthash:$DIR/postfix/mailboxes
virtual_mailbox_base = $MAIL
virtual_uid_maps = static:8
virtual_gid_maps = static:8
virtual_minimum_uid = 8
virtual_mailbox_limit = 0
virtual_transport = lmtp:inet:127.0.0.1:$DOVECOT_LMTP
lmtp_line_length_limit = 0
transport_maps = texthash:$DIR/postfix/transport
header_checks = regexp:$DIR/postfix/utf8
default_transport = discard:other-domains

message_size_limit = 62914560
smtpd_recipient_limit = 2000
smtpd_recipient_overshoot_limit = 100
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
smtpd_soft_error_limit = 10000
smtpd_hard_error_limit = 10000
smtpd_junk_command_limit = 10000
smtpd_timeout = 60s

smtpd_helo_required = yes
strict_rfc821_envelopes = yes
smtpd_forbid_bare_newline = reject
smtpd_forbid_unauth_pipelining = yes

smtpd_tls_security_level = may
smtpd_tls_chain_files = $TLS/server.key, $TLS/server.pem
smtpd_tls_CAfile = $TLS/ca.pem
smtpd_tls_loglevel = 1
smtpd_tls_received_header = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$DOVECOT_AUTH
smtpd_sasl_security_options = noanonymous
smtpd_sasl_authenticated_header = yes
smtpd_sender_restrictions = check_sender_access texthash:$DIR/postfix/access,
    check_sender_access regexp:$DIR/postfix/utf8
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated,
    reject_unauth_destination
smtpd_recipient_restrictions = check_recipient_access texthash:$DIR/postfix/access, permit
END
}

# smtpd PORT [option=value ...]
smtpd()
{
    # IPv4 always; the same port on ::1 where the machine has it
    echo "127.0.0.1:$1 inet n - n - - smtpd"
    smtpd_options "$@"
    [ "$INET_PROTOCOLS" = ipv4 ] && return
    echo "[::1]:$1 inet n - n - - smtpd"
    smtpd_options "$@"
}

smtpd_options()
{
    shift
    for option; do
        echo "  -o $option"
    done
}

# submissions PORT CERTIFICATE [option=value ...]: implicit TLS
submissions()
{
    number=$1
    name=$2
    shift 2
    smtpd "$number" smtpd_tls_wrappermode=yes smtpd_sasl_auth_enable=yes \
        "smtpd_tls_chain_files=$TLS/$name.key,$TLS/$name.pem" "$@"
}

postfix_master_cf()
{
    starttls='smtpd_tls_security_level=encrypt smtpd_sasl_auth_enable=yes smtpd_tls_auth_only=yes'
    clear='smtpd_tls_security_level=none smtpd_sasl_auth_enable=yes smtpd_tls_auth_only=no'
    optional='smtpd_sasl_auth_enable=yes smtpd_tls_auth_only=yes'
    discard=smtpd_discard_ehlo_keywords

    # word splitting of these option lists is wanted
    smtpd "$POSTFIX_25"
    smtpd "$POSTFIX_25_PLAIN" smtpd_tls_security_level=none
    smtpd "$POSTFIX_587" $starttls
    submissions "$POSTFIX_465" server
    smtpd "$POSTFIX_CLEAR" $clear
    smtpd "$POSTFIX_OLD" smtputf8_enable=no smtpd_tls_security_level=none \
        $discard=pipelining,size,vrfy,etrn,enhancedstatuscodes,8bitmime,dsn,smtputf8,chunking,silent-discard
    smtpd "$POSTFIX_NOPIPE" $optional $discard=pipelining,silent-discard
    smtpd "$POSTFIX_NOCHUNK" $optional $discard=chunking,silent-discard
    smtpd "$POSTFIX_NO8BIT" $optional smtputf8_enable=no \
        $discard=8bitmime,smtputf8,dsn,chunking,silent-discard
    smtpd "$POSTFIX_SMALL" $optional message_size_limit=20000 smtpd_recipient_limit=3 \
        smtpd_recipient_overshoot_limit=1000
    smtpd "$POSTFIX_TIMEOUT" $optional smtpd_timeout=2s
    smtpd "$POSTFIX_AUTHEQ" $clear broken_sasl_auth_clients=yes \
        smtpd_sasl_mechanism_filter=login,plain $discard=pipelining,chunking,dsn,silent-discard
    smtpd "$POSTFIX_SCRAM" $clear smtpd_sasl_mechanism_filter=scram-sha-256
    submissions "$POSTFIX_TLS12" server 'smtpd_tls_mandatory_protocols=>=TLSv1.2,<=TLSv1.2' \
        'smtpd_tls_protocols=>=TLSv1.2,<=TLSv1.2'
    submissions "$POSTFIX_TLS13" server 'smtpd_tls_mandatory_protocols=>=TLSv1.3' \
        'smtpd_tls_protocols=>=TLSv1.3'
    submissions "$POSTFIX_RSA" server-rsa
    submissions "$POSTFIX_CHAIN" chain
    submissions "$POSTFIX_EXPIRED" expired
    submissions "$POSTFIX_NOTYET" notyet
    submissions "$POSTFIX_OTHERHOST" otherhost
    submissions "$POSTFIX_UNKNOWN" unknown
    submissions "$POSTFIX_SELFSIGNED" selfsigned
    submissions "$POSTFIX_WILDCARD" wildcard
    submissions "$POSTFIX_IPONLY" iponly
    submissions "$POSTFIX_CNONLY" cnonly
    smtpd "$POSTFIX_587_EXPIRED" $starttls \
        "smtpd_tls_chain_files=$TLS/expired.key,$TLS/expired.pem"
    smtpd "$POSTFIX_CLIENTCERT" smtpd_tls_wrappermode=yes smtpd_tls_req_ccert=yes \
        "relay_clientcerts=texthash:$DIR/postfix/fingerprints" smtpd_tls_fingerprint_digest=sha256 \
        smtpd_relay_restrictions=permit_tls_clientcerts,reject_unauth_destination
    smtpd "$POSTFIX_REJECT" smtpd_delay_reject=no smtpd_client_restrictions=reject
    smtpd "$POSTFIX_HALFCHAIN" smtpd_tls_wrappermode=yes smtpd_sasl_auth_enable=yes \
        "smtpd_tls_chain_files=$TLS/chain.key,$TLS/chain-leaf.pem"
    # Dovecot's submission service hands its mail over here
    smtpd "$POSTFIX_RELAY" smtpd_tls_security_level=none mynetworks=127.0.0.0/8,[::1]/128 \
        smtpd_authorized_xclient_hosts=127.0.0.1
    cat <<END
127.0.0.1:$POSTFIX_POSTSCREEN inet n - n - 1 postscreen
  -o postscreen_greet_wait=2s
  -o postscreen_greet_action=enforce
  -o postscreen_access_list=
  -o postscreen_cache_map=
smtpd pass - - n - - smtpd
dnsblog unix - - n - 0 dnsblog
tlsproxy unix - - n - 0 tlsproxy
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
lmtp unix - - n - - lmtp
virtual unix - n n - - virtual
discard unix - - n - - discard
error unix - - n - - error
retry unix - - n - - error
showq unix n - n - - showq
flush unix n - n 1000? 0 flush
postlog unix-dgram n - n - 1 postlogd
END
}

# Answers chosen by the address, as recipient or as sender
postfix_access()
{
    cat <<END
reject@example.test 550 5.1.1 No such user
defer@example.test 450 4.2.1 Mailbox busy
full@example.test 452 4.2.2 Mailbox full
policy@example.test 554 5.7.1 Refused by policy
drop@example.test 421 4.3.2 Closing the channel
slow@example.test sleep 3
END
}

postfix_start()
{
    mkdir -p "$DIR/postfix/etc" "$DIR/postfix/spool" "$DIR/postfix/data"
    chown postfix "$DIR/postfix/data"
    postfix_main_cf >"$DIR/postfix/etc/main.cf"
    postfix_master_cf >"$DIR/postfix/etc/master.cf"
    postfix_access >"$DIR/postfix/access"
    for user in $USERS; do
        echo "$user@example.test $user/Maildir/"
    done >"$DIR/postfix/mailboxes"
    for user in reject defer full policy drop slow; do
        echo "$user@example.test empty/Maildir/"
    done >>"$DIR/postfix/mailboxes"
    echo '@sink.example.test empty/Maildir/' >>"$DIR/postfix/mailboxes"
    # Dovecot 2.3 has no SMTPUTF8 in LMTP: Postfix itself writes what needs it into the Maildir
    cat >"$DIR/postfix/transport" <<END
sink.example.test discard:sink
eai@example.test virtual:
jøran@example.test virtual:
用户@example.test virtual:
END
    echo '/[^[:print:][:space:]]/ FILTER virtual:' >"$DIR/postfix/utf8"
    openssl x509 -in "$TLS/client-alice.pem" -noout -fingerprint -sha256 |
        sed 's/.*=//; s/$/ alice/' >"$DIR/postfix/fingerprints"
    # Postfix waits for configuration files younger than two seconds
    touch -d '1 minute ago' "$DIR"/postfix/etc/* "$DIR/postfix/mailboxes" "$DIR/postfix/access" \
        "$DIR/postfix/transport" "$DIR/postfix/utf8" "$DIR/postfix/fingerprints"
    postfix -c "$DIR/postfix/etc" start >>"$LOG/postfix-start.log" 2>&1 ||
        echo 'postfix failed: see log/postfix-start.log, log/postfix.log' >>"$DIR/failed.txt"
}

postfix_stop()
{
    stop_group "$DIR/postfix/spool/pid/master.pid" "MAIL_CONFIG=$DIR/postfix/etc"
}
