# A mechanism is refused as such: the next one tells no more.
protocol: imap
security: tls
in_bytes: 256
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=SCRAM-SHA-512 AUTH=SCRAM-SHA-256 AUTH=PLAIN] hi
C: A1 AUTHENTICATE SCRAM-SHA-512 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: A1 BAD not that
C: A2 AUTHENTICATE SCRAM-SHA-512
S: A2 BAD not that
C: A3 AUTHENTICATE SCRAM-SHA-256
S: + 
C: biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: + cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9TUpTNm5TRzd0aHhSZ1dFeksrU095bXFDaWJneTVkemcwZk1LZERVWi9rZz0=
S: + dj1mZ29nYUE0OEhYd1FSZHFWVlJMTS82M0hSbVBjcmpBNTgwVW81SEhia3hFPQ==
C:
S: A3 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"
