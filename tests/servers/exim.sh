# SPDX-License-Identifier: MIT
# Exim (GnuTLS, and extensions Postfix does not have); sourced by start.sh and stop.sh.

exim_ports()
{
    port EXIM_25 60 clear
    port EXIM_587 61 clear
    port EXIM_465 62 tls
    port EXIM_NOPIPE 63 clear
}

exim_missing()
{
    cached exim usr/sbin/exim4
}

exim_conf()
{
    advertised="\${if ={\$received_port}{$EXIM_NOPIPE}{}{*}}"
    cat <<END
exim_path = $CACHE/exim/usr/sbin/exim4
spool_directory = $DIR/exim/spool
log_file_path = $LOG/exim/%s
pid_file_path = $DIR/exim/exim.pid
primary_hostname = mail.example.test
exim_user = mail
exim_group = mail
deliver_drop_privilege = true
keep_environment =
daemon_smtp_ports = <; $EXIM_25 ; $EXIM_587 ; $EXIM_465 ; $EXIM_NOPIPE
local_interfaces = 127.0.0.1
tls_on_connect_ports = $EXIM_465
host_lookup =
rfc1413_query_timeout = 0s
message_size_limit = 60M
smtp_accept_max = 200
smtp_accept_queue_per_connection = 0
check_spool_space = 0
tls_advertise_hosts = *
tls_certificate = $DIR/exim/server.pem
tls_privatekey = $DIR/exim/server.key
tls_verify_certificates = $DIR/exim/ca.pem
tls_try_verify_hosts = *
chunking_advertise_hosts = $advertised
dsn_advertise_hosts = $advertised
smtputf8_advertise_hosts = *
pipelining_advertise_hosts = $advertised
pipelining_connect_advertise_hosts = $advertised
prdr_enable = true
auth_advertise_hosts = \${if def:tls_in_cipher{*}{}}
acl_smtp_rcpt = acl_rcpt
acl_smtp_data_prdr = acl_prdr
acl_smtp_data = accept
acl_smtp_etrn = accept
acl_smtp_vrfy = accept
domainlist local_domains = example.test
begin acl
acl_rcpt:
  defer
    local_parts = defer
    message = Mailbox busy\nplease try later
  accept authenticated = *
  require domains = +local_domains
  require verify = recipient
  accept
acl_prdr:
  deny
    local_parts = carol
    message = this one not
  accept
begin routers
local:
  driver = accept
  domains = +local_domains
  local_parts = lsearch;$DIR/exim/mailboxes
  transport = maildir
other:
  driver = accept
  domains = ! +local_domains
  transport = sink
begin transports
maildir:
  driver = appendfile
  directory = \${lookup{\$local_part}lsearch{$DIR/exim/mailboxes}}
  maildir_format
  create_directory
  user = mail
  group = mail
sink:
  driver = appendfile
  file = /dev/null
  user = mail
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if eq{\$auth3}{\${lookup{\$auth2}lsearch{$DIR/exim/passwords}{\$value}{\n\n}}}}
  server_set_id = \$auth2
login:
  driver = plaintext
  public_name = LOGIN
  server_prompts = <| Username: | Password:
  server_condition = \${if eq{\$auth2}{\${lookup{\$auth1}lsearch{$DIR/exim/passwords}{\$value}{\n\n}}}}
  server_set_id = \$auth1
cram:
  driver = cram_md5
  public_name = CRAM-MD5
  server_secret = \${lookup{\$auth1}lsearch{$DIR/exim/passwords}{\$value}fail}
  server_set_id = \$auth1
external:
  driver = external
  public_name = EXTERNAL
  server_advertise_condition = \$tls_in_certificate_verified
  server_param2 = \${certextract{subject,CN}{\$tls_in_peercert}}
  server_condition = \${if or{{eq{\$auth1}{}}{eq{\$auth1}{\$auth2}}}}
  server_set_id = \$auth2
END
}

exim_start()
{
    mkdir -p "$DIR/exim/spool" "$LOG/exim"
    cp "$TLS/server.pem" "$TLS/server.key" "$TLS/ca.pem" "$DIR/exim"
    for user in $USERS; do
        printf '"%s": %s\n' "$user" "$MAIL/$user/Maildir" >>"$DIR/exim/mailboxes"
        printf '"%s": %s\n' "$user" "$(password_of "$user")" >>"$DIR/exim/passwords"
    done
    chown mail:mail "$DIR/exim/spool" "$LOG/exim" "$DIR/exim/server.key"
    exim_conf >"$DIR/exim/exim.conf"
    "$CACHE/exim/usr/sbin/exim4" -C "$DIR/exim/exim.conf" -bd -q5s >>"$LOG/exim/start.log" 2>&1 ||
        echo 'exim failed: see log/exim' >>"$DIR/failed.txt"
}

exim_stop()
{
    stop_group "$DIR/exim/exim.pid" "$DIR/exim/exim.conf"
}
