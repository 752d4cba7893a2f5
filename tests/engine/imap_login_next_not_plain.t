# A mechanism without secrets is refused as such: none with is tried.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-256 AUTH=PLAIN AUTH=LOGIN] hi
C: A1 AUTHENTICATE SCRAM-SHA-256 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: A1 BAD not that
C: A2 AUTHENTICATE SCRAM-SHA-256
S: A2 BAD not that
! FAILED AUTH_MECHANISM stage=AUTH
