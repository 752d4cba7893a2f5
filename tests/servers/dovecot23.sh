# SPDX-License-Identifier: MIT
# Configuration of Dovecot 2.3 (Debian 12); sourced by dovecot.sh.

dovecot_small_quota='userdb_quota_rule=*:storage=100K'

# dovecot_common NAME: what every instance has
dovecot_common()
{
    cat <<END
base_dir = $DIR/dovecot/$1.run
state_dir = $DIR/dovecot/$1.state
instance_name = $1
log_path = $LOG/dovecot-$1.log
hostname = mail.example.test
mail_uid = mail
mail_gid = mail
first_valid_uid = 8
mail_fsync = never
mail_max_userip_connections = 500
auth_failure_delay = 0
auth_username_chars =
auth_username_format = %Ln
auth_verbose = yes
userdb {
  driver = passwd-file
  args = username_format=%Ln $DIR/dovecot/users
  default_fields = uid=mail gid=mail home=$MAIL/%Ln
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
END
}

dovecot_main()
{
    dovecot_common main
    cat <<END
protocols = imap pop3 submission lmtp
listen = $LISTEN
mail_location = maildir:~/Maildir
mail_plugins = quota acl zlib
mail_attribute_dict = file:%h/attributes
imap_metadata = yes
imap_urlauth_host = mail.example.test
auth_mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256 external anonymous oauthbearer xoauth2
ssl = yes
ssl_cert = <$TLS/server.pem
ssl_key = <$TLS/server.key
ssl_ca = <$TLS/ca.pem
ssl_verify_client_cert = yes
ssl_require_crl = no
auth_ssl_username_from_cert = yes
local_name other.example.test {
  ssl_cert = <$TLS/otherhost.pem
  ssl_key = <$TLS/otherhost.key
}
passdb {
  driver = oauth2
  mechanisms = oauthbearer xoauth2
  args = $DIR/dovecot/oauth2.conf.ext
}
passdb {
  driver = passwd-file
  mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256
  args = scheme=PLAIN username_format=%Ln $DIR/dovecot/users
}
passdb {
  driver = static
  mechanisms = external anonymous
  args = nopassword=y
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    auto = subscribe
    special_use = \Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \Sent
  }
  mailbox Trash {
    auto = create
    special_use = \Trash
  }
  mailbox Junk {
    auto = create
    special_use = \Junk
  }
  mailbox Archive {
    auto = create
    special_use = \Archive
  }
}
namespace shared {
  type = shared
  separator = /
  prefix = shared/%%u/
  location = maildir:$MAIL/%%Ln/Maildir:INDEX=~/shared/%%u
  subscriptions = no
  list = children
}
plugin {
  quota = maildir:User quota
  quota_rule = *:storage=4G
  quota_grace = 0
  acl = vfile
  acl_shared_dict = file:$MAIL/.shared/mailboxes
}
protocol imap {
  mail_plugins = \$mail_plugins imap_quota imap_acl imap_zlib
}
submission_relay_host = 127.0.0.1
submission_relay_port = $POSTFIX_RELAY
submission_relay_trusted = yes
submission_max_mail_size = 60M
submission_max_recipients = 2000
END
    dovecot_main_listeners address
}

# No extension announced, no TLS, other separator and prefix, mails in mdbox; the same users with
# mailboxes of their own.
dovecot_old()
{
    dovecot_common old
    cat <<END
protocols = imap pop3
listen = $LISTEN
mail_location = mdbox:~/old
ssl = no
disable_plaintext_auth = no
imap_capability = IMAP4rev1
auth_mechanisms = plain
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%Ln $DIR/dovecot/users
}
namespace inbox {
  inbox = yes
  separator = .
  prefix = INBOX.
}
END
    dovecot_old_listeners
}

dovecot_expired()
{
    dovecot_common expired
    cat <<END
protocols = imap pop3
listen = $LISTEN
mail_location = maildir:~/Maildir
ssl = required
ssl_cert = <$TLS/expired.pem
ssl_key = <$TLS/expired.key
auth_mechanisms = plain login
passdb {
  driver = passwd-file
  args = scheme=PLAIN username_format=%Ln $DIR/dovecot/users
}
namespace inbox {
  inbox = yes
  separator = /
}
END
    dovecot_expired_listeners
}
