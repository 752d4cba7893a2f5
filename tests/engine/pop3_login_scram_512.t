# SCRAM-SHA-512, in two round trips and one for the server's proof.
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
S: SASL SCRAM-SHA-512 PLAIN LOGIN
S: .
C: AUTH SCRAM-SHA-512 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: + cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9WkxRMi8raVJiSndmdld4YkdqWmlFMUtDNlNsRWVzSldHR3BRZjBCdTRmM1EvUTltbytzNG05YnhtbFpidDlWUDcvcklmTmRhbVljSWI1ekZnZHRsSGc9PQ==
S: + dj1yR0Q2YlU5MWxDNGtmNk5vWWVZZERPTHZUc1hqV1hIZkV6VG5Yd2hVRFliQVRUNnc0Mlk2OGUxSytQSUlyQ2hxSmJsdHJFTlBraWVSV1Z5SGpZOHlaUT09
C:
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
