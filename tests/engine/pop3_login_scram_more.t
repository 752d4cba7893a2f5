# It goes on asking.
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
S: SASL SCRAM-SHA-256
S: .
C: AUTH SCRAM-SHA-256 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: + cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9TUpTNm5TRzd0aHhSZ1dFeksrU095bXFDaWJneTVkemcwZk1LZERVWi9rZz0=
S: + dj1mZ29nYUE0OEhYd1FSZHFWVlJMTS82M0hSbVBjcmpBNTgwVW81SEhia3hFPQ==
C:
S: + dj1mZ29nYUE0OEhYd1FSZHFWVlJMTS82M0hSbVBjcmpBNTgwVW81SEhia3hFPQ==
! FAILED PROTOCOL
