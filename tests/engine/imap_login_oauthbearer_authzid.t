# Another's mailbox: it is authzid that a token is for, RFC 7628 3.1.
protocol: imap
security: tls
user: ann@example.com
authzid: bob@example.com
secret: token
auth: oauthbearer
host: server.example.com
port: 143
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] hi
C: A1 AUTHENTICATE OAUTHBEARER bixhPWJvYkBleGFtcGxlLmNvbSwBaG9zdD1zZXJ2ZXIuZXhhbXBsZS5jb20BcG9ydD0xNDMBYXV0aD1CZWFyZXIgdG9rZW4BAQ==
S: A1 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"
