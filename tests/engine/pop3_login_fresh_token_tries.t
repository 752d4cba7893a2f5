# It is asked for as often as the session may try.
protocol: pop3
security: tls
in_bytes: 256
flags: ask
user: ann
secret: hunter22
auth: oauthbearer
tries: 2
secret_bytes: 20
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
> secret "xxxxxxxxxxxxxxxxxxxx"
C: AUTH OAUTHBEARER
S: + 
C: bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9OTk1AWF1dGg9QmVhcmVyIHh4eHh4eHh4eHh4eHh4eHh4eHh4AQE=
S: -ERR no
! FAILED AUTH_EXPIRED stage=AUTH
