# The server does not wait for it.
protocol: imap
security: tls
in_bytes: 256
flags: ask
user: ann
secret: hunter22
auth: oauthbearer
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] hi
C: A1 AUTHENTICATE OAUTHBEARER bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9OTkzAWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE=
S: + eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIiwic2NoZW1lcyI6ImJlYXJlciBtYWMiLCJzY29wZSI6Imh0dHBzOi8vbWFpbC5leGFtcGxlLmNvbS8ifQ==
! OAUTH 0 "{\"status\":\"invalid_token\",\"schemes\":\"bearer mac\",\"scope\":\"https://mail.example.com/\"}"
C: AQ==
S: A1 NO no
! CREDENTIAL 0 AUTH_EXPIRED "no"
> eof
! FAILED CONN_LOST stage=AUTH
