# It asks for ever: that ends.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH LOGIN
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5u
S: 334 UGFzc3dvcmQ6
C: aHVudGVyMjI=
S: 334 UGFzc3dvcmQ6
! FAILED PROTOCOL stage=AUTH
