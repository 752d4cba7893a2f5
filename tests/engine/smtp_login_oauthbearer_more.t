# It goes on asking.
security: tls
in_bytes: 256
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
S: 334 
C: AQ==
S: 334 
! FAILED PROTOCOL
