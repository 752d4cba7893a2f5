# The server does not wait for it.
security: tls
in_bytes: 256
flags: ask
user: ann
secret: hunter22
auth: oauthbearer
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH OAUTHBEARER
C: AUTH OAUTHBEARER bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9NDY1AWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE=
S: 334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NoZW1lcyI6ImJlYXJlciBtYWMiLCJzY29wZSI6Imh0dHBzOi8vbWFpbC5leGFtcGxlLmNvbS8ifQ==
! OAUTH 0 "{\"status\":\"invalid_token\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.example.com/\"}"
C: AQ==
S: 535 5.7.8 no
! CREDENTIAL 0 AUTH_EXPIRED "no"
> eof
! FAILED CONN_LOST stage=AUTH
