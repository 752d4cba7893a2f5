# SCRAM-SHA-1, in two round trips and one for the server's proof.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-1 AUTH=PLAIN AUTH=LOGIN] hi
C: A1 AUTHENTICATE SCRAM-SHA-1 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: + cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9MGtvOGFWeGhNanlLRVh4b0RaZVJrdEFDYnVJPQ==
S: + dj13ODRZbG5jYmtiUDZMVmI5eXVpSDBQMkF6eVk9
C:
S: A1 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"
