# A secret never leaves in clear.
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN LOGIN
! FAILED AUTH_NEEDS_TLS stage=AUTH
