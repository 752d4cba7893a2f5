# It does not tell why.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
auth: oauthbearer
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] hi
C: A1 AUTHENTICATE OAUTHBEARER bixhPWFubiwBaG9zdD1tYWlsLmV4YW1wbGUub3JnAXBvcnQ9OTkzAWF1dGg9QmVhcmVyIGh1bnRlcjIyAQE=
S: + 
C: AQ==
S: A1 NO no
! FAILED AUTH_EXPIRED stage=AUTH
