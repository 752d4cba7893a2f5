# Commas and equal signs in names are escaped; for whom besides who.
security: tls
in_bytes: 256
user: a,b=c
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
authzid: =x,
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH SCRAM-SHA-256 LOGIN
C: AUTH SCRAM-SHA-256 bixhPT0zRHg9MkMsbj1hPTJDYj0zRGMscj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: 334 cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXhoUFQwelJIZzlNa01zLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9cHpsNmduYmg1L0p6Rk5FZEd0L0hmejlNaFc4NittZ3dYOFhrbkN3clllYz0=
S: 334 dj1kSHI1dnJtcEVDVjBESkVReC9QTHIyVSt3Z1dWOFhzN1V5ekZhdlV1R2tzPQ==
C:
S: 235 2.7.0 in
! READY 1 235 "in"
