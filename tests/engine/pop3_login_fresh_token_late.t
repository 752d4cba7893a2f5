# The server does not wait for it.
protocol: pop3
security: tls
in_bytes: 256
flags: ask
user: ann
secret: hunter22
auth: oauthbearer
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL OAUTHBEARER
S: .
C: AUTH OAUTHBEARER
S: + 
C: bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9OTk1AWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE=
S: + eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NoZW1lcyI6ImJlYXJlciBtYWMiLCJzY29wZSI6Imh0dHBzOi8vbWFpbC5leGFtcGxlLmNvbS8ifQ==
! OAUTH 0 "{\"status\":\"invalid_token\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.example.com/\"}"
C: AQ==
S: -ERR no
! CREDENTIAL 0 AUTH_EXPIRED "no"
> eof
! FAILED CONN_LOST stage=AUTH
