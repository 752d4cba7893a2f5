# SPDX-License-Identifier: MIT
# Dovecot: the main instance, an instance that imitates an old server and one with a certificate
# that has expired; sourced by start.sh and stop.sh.
# dovecot23.sh and dovecot24.sh have the configurations.

dovecot_ports()
{
    port DOVECOT_IMAP 40 clear
    port DOVECOT_IMAPS 41 tls
    port DOVECOT_POP3 42 clear
    port DOVECOT_POP3S 43 tls
    port DOVECOT_SUBMISSION 44 clear
    port DOVECOT_SUBMISSIONS 45 tls
    port DOVECOT_LMTP 46 clear
    port DOVECOT_AUTH 47 clear
    port DOVECOT_OLD_IMAP 48 clear
    port DOVECOT_OLD_POP3 49 clear
    port DOVECOT_EXPIRED_IMAP 50 clear
    port DOVECOT_EXPIRED_IMAPS 51 tls
    port DOVECOT_EXPIRED_POP3 52 clear
    port DOVECOT_EXPIRED_POP3S 53 tls
}

dovecot_missing()
{
    missing_programs dovecot
    for part in imap pop3 submission lmtp; do
        [ -x /usr/lib/dovecot/$part ] || echo "dovecot's $part service is not installed"
    done
}

dovecot_users()
{
    for user in $USERS; do
        extra=
        [ "$user" = quota ] && extra=$dovecot_small_quota
        echo "$user:{PLAIN.b64}$(password_of "$user" | base64_of)::::::$extra"
    done
    echo "anonymous:{PLAIN.b64}$(openssl rand -base64 24)::::::"
}

# jwt SUBJECT LIFETIME-S: a bearer token the main instance takes (or not, if its time is over)
jwt()
{
    now=$(date +%s)
    body=$(printf '{"alg":"HS256","typ":"JWT"}' | base64url).$(printf \
        '{"sub":"%s","iss":"https://issuer.example.test","iat":%d,"nbf":%d,"exp":%d}' \
        "$1" $((now - 7200)) $((now - 7200)) $((now + $2)) | base64url)
    printf '%s.%s' "$body" "$(printf '%s' "$body" |
        openssl dgst -sha256 -mac HMAC -macopt "hexkey:$oauth_key" -binary | base64url)"
}

base64url()
{
    base64_of | tr '+/' '-_' | tr -d '='
}

dovecot_oauth()
{
    oauth_key=$(openssl rand -hex 32)
    mkdir -p "$DIR/dovecot/keys/default/HS256" "$DIR/tokens"
    printf '%s' "$oauth_key" | python3 -c 'import sys, base64
print(base64.b64encode(bytes.fromhex(sys.stdin.read())).decode(), end="")' \
        >"$DIR/dovecot/keys/default/HS256/default"
    jwt alice 604800 >"$DIR/tokens/alice"
    jwt alice -3600 >"$DIR/tokens/alice-expired"
    cat >"$DIR/dovecot/oauth2.conf.ext" <<END
introspection_mode = local
local_validation_key_dict = fs:posix:prefix=$DIR/dovecot/keys/
username_attribute = sub
issuers = https://issuer.example.test
openid_configuration_url = https://issuer.example.test/.well-known/openid-configuration
END
    chown -R root:dovecot "$DIR/dovecot/keys"
    chmod -R u=rwX,g=rX,o= "$DIR/dovecot/keys"
}

# The listeners are written alike in the languages of 2.3 and 2.4, but for the word for an address.

dovecot_main_listeners()
{
    cat <<END
service imap-login {
  process_min_avail = 1
  inet_listener imap {
    port = $DOVECOT_IMAP
  }
  inet_listener imaps {
    port = $DOVECOT_IMAPS
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $DOVECOT_POP3
  }
  inet_listener pop3s {
    port = $DOVECOT_POP3S
    ssl = yes
  }
}
service submission-login {
  inet_listener submission {
    port = $DOVECOT_SUBMISSION
  }
  inet_listener submissions {
    port = $DOVECOT_SUBMISSIONS
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    port = $DOVECOT_LMTP
  }
}
service imap-urlauth-login {
  unix_listener imap-urlauth {
  }
}
service auth {
  inet_listener auth {
    $1 = 127.0.0.1
    port = $DOVECOT_AUTH
  }
}
END
}

dovecot_old_listeners()
{
    cat <<END
service imap-login {
  inet_listener imap {
    port = $DOVECOT_OLD_IMAP
  }
  inet_listener imaps {
    port = 0
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $DOVECOT_OLD_POP3
  }
  inet_listener pop3s {
    port = 0
  }
}
END
}

dovecot_expired_listeners()
{
    cat <<END
service imap-login {
  inet_listener imap {
    port = $DOVECOT_EXPIRED_IMAP
  }
  inet_listener imaps {
    port = $DOVECOT_EXPIRED_IMAPS
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $DOVECOT_EXPIRED_POP3
  }
  inet_listener pop3s {
    port = $DOVECOT_EXPIRED_POP3S
    ssl = yes
  }
}
END
}

dovecot_start()
{
    case $(dovecot --version) in
    2.3.*) . "$HERE/dovecot23.sh" ;;
    *) . "$HERE/dovecot24.sh" ;;
    esac
    mkdir -p "$DIR/dovecot" "$MAIL/.shared"
    chown mail:mail "$MAIL" "$MAIL/.shared"
    dovecot_users >"$DIR/dovecot/users"
    chown root:dovecot "$DIR/dovecot/users"
    chmod 0640 "$DIR/dovecot/users"
    dovecot_oauth
    for instance in main old expired; do
        "dovecot_$instance" >"$DIR/dovecot/$instance.conf"
        dovecot -c "$DIR/dovecot/$instance.conf" >>"$LOG/dovecot-$instance.log" 2>&1 ||
            echo "dovecot ($instance) failed: see log/dovecot-$instance.log" >>"$DIR/failed.txt"
    done
}

dovecot_stop()
{
    for instance in main old expired; do
        stop_group "$DIR/dovecot/$instance.run/master.pid" "$DIR/dovecot/$instance.conf"
    done
}
