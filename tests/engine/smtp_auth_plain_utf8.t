# User and password are UTF-8.
security: tls
user: gr\xc3\xbcn
secret: p\xc3\xa4ssw\xc3\xb6rd
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN
C: AUTH PLAIN AGdyw7xuAHDDpHNzd8O2cmQ=
S: 235 ok
! READY 1
