# SPDX-License-Identifier: MIT
# Configuration of Dovecot 2.4 (Debian 13), the same servers in its own language; sourced by
# dovecot.sh.

# Not for an instance that Postfix asks, too: it hands no channel binding on, so it offers no -PLUS,
# and Dovecot takes a client that could bind for one whom somebody hides it from.
binding_mechanisms=

dovecot_small_quota='userdb_quota/user/storage_size=100K'

# dovecot_common NAME: what every instance has
dovecot_common()
{
    cat <<END
dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.0
base_dir = $DIR/dovecot/$1.run
state_dir = $DIR/dovecot/$1.state
instance_name = $1
log_path = $LOG/dovecot-$1.log
listen = $LISTEN
hostname = mail.example.test
postmaster_address = postmaster@example.test
mail_home = $MAIL/%{user | username | lower}
mail_uid = mail
mail_gid = mail
first_valid_uid = 8
mail_fsync = never
mail_max_userip_connections = 500
auth_failure_delay = 0
auth_username_chars =
auth_username_format = %{user | username | lower}
auth_verbose = yes
userdb passwd-file {
  passwd_file_path = $DIR/dovecot/users
  fields {
    uid = mail
    gid = mail
    home = $MAIL/%{user | username | lower}
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
END
}

# dovecot_passwords [MECHANISM ...]
dovecot_passwords()
{
    cat <<END
passdb passwd-file {
  ${1:+passdb_mechanisms_filter = $*}
  default_password_scheme = PLAIN
  passwd_file_path = $DIR/dovecot/users
}
END
}

dovecot_maildir()
{
    cat <<END
mail_driver = maildir
mail_path = ~/Maildir
mail_inbox_path = ~/Maildir
mailbox_list_layout = fs
END
}

dovecot_main()
{
    dovecot_common main
    dovecot_maildir
    cat <<END
protocols = imap pop3 submission lmtp
mail_utf8_extensions = yes
mail_plugins {
  quota = yes
  acl = yes
}
mail_attribute {
  dict file {
    path = %{home}/attributes
  }
}
imap_metadata = yes
imap_urlauth_host = mail.example.test
auth_allow_weak_schemes = yes
auth_mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256 $binding_mechanisms external anonymous oauthbearer xoauth2
auth_ssl_username_from_cert = yes
ssl = yes
ssl_server_cert_file = $TLS/server.pem
ssl_server_key_file = $TLS/server.key
ssl_server_ca_file = $TLS/ca.pem
ssl_server_request_client_cert = yes
ssl_server_require_crl = no
ssl_server_cert_username_field = commonName
local_name other.example.test {
  ssl_server_cert_file = $TLS/otherhost.pem
  ssl_server_key_file = $TLS/otherhost.key
}
oauth2 {
  introspection_mode = local
  username_attribute = sub
  issuers = https://issuer.example.test
  openid_configuration_url = https://issuer.example.test/.well-known/openid-configuration
  oauth2_local_validation {
    dict fs {
      fs posix {
        prefix = $DIR/dovecot/keys/
      }
    }
  }
}
END
    # mechanisms are words
    # shellcheck disable=SC2086
    dovecot_passwords plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256 \
        $binding_mechanisms
    cat <<END
passdb static {
  passdb_mechanisms_filter = external anonymous
  fields {
    nopassword = yes
  }
}
quota user {
  storage_size = 4G
  storage_grace = 0
}
acl_driver = vfile
acl_sharing_map {
  dict file {
    path = $MAIL/.shared/mailboxes
  }
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Drafts {
    auto = subscribe
    special_use = "\\\\Drafts"
  }
  mailbox Sent {
    auto = subscribe
    special_use = "\\\\Sent"
  }
  mailbox Trash {
    auto = create
    special_use = "\\\\Trash"
  }
  mailbox Junk {
    auto = create
    special_use = "\\\\Junk"
  }
  mailbox Archive {
    auto = create
    special_use = "\\\\Archive"
  }
}
namespace shared {
  type = shared
  separator = /
  prefix = shared/\$user/
  mail_path = %{owner_home}/Maildir
  mail_index_private_path = ~/shared/%{owner_user}
  subscriptions = no
  list = children
}
protocol imap {
  mail_plugins {
    imap_quota = yes
    imap_acl = yes
  }
}
submission_relay_host = 127.0.0.1
submission_relay_port = $POSTFIX_RELAY
submission_relay_trusted = yes
submission_max_mail_size = 60M
submission_max_recipients = 2000
END
    dovecot_main_listeners listen
}

dovecot_old()
{
    dovecot_common old
    cat <<END
protocols = imap pop3
mail_driver = mdbox
mail_path = ~/old
ssl = no
auth_allow_cleartext = yes
imap_capability = IMAP4rev1
auth_mechanisms = plain
namespace inbox {
  inbox = yes
  separator = .
  prefix = INBOX.
}
END
    dovecot_passwords
    dovecot_old_listeners
}

dovecot_expired()
{
    dovecot_common expired
    dovecot_maildir
    cat <<END
protocols = imap pop3
ssl = required
ssl_server_cert_file = $TLS/expired.pem
ssl_server_key_file = $TLS/expired.key
auth_mechanisms = plain login
namespace inbox {
  inbox = yes
  separator = /
}
END
    dovecot_passwords
    dovecot_expired_listeners
}
