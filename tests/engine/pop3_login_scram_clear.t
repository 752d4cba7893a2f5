# SCRAM tells no secret, so it needs no TLS and no leave.
protocol: pop3
in_bytes: 256
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK hi
C: CAPA
S: +OK
S: SASL SCRAM-SHA-256 PLAIN
S: .
C: AUTH SCRAM-SHA-256 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: + cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9TUpTNm5TRzd0aHhSZ1dFeksrU095bXFDaWJneTVkemcwZk1LZERVWi9rZz0=
S: + dj1mZ29nYUE0OEhYd1FSZHFWVlJMTS82M0hSbVBjcmpBNTgwVW81SEhia3hFPQ==
C:
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
