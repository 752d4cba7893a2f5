# It goes on asking.
protocol: pop3
security: tls
in_bytes: 256
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
S: + 
C: AQ==
S: + 
! FAILED PROTOCOL
