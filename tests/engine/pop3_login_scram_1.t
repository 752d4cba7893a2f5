# SCRAM-SHA-1, in two round trips and one for the server's proof.
protocol: pop3
security: tls
in_bytes: 256
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL SCRAM-SHA-1 PLAIN LOGIN
S: .
C: AUTH SCRAM-SHA-1 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: + cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9MGtvOGFWeGhNanlLRVh4b0RaZVJrdEFDYnVJPQ==
S: + dj13ODRZbG5jYmtiUDZMVmI5eXVpSDBQMkF6eVk9
C:
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
