# The LOGIN command cannot say for whom.
protocol: imap
security: tls
user: ann
secret: hunter22
authzid: bob
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=LOGIN] hi
! FAILED AUTH_MECHANISM stage=AUTH
