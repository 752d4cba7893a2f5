# PLAIN is refused as such: LOGIN tells the same.
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH PLAIN LOGIN
C: AUTH PLAIN AGFubgBodW50ZXIyMg==
S: 504 5.7.4 no
C: AUTH LOGIN
S: 334 VXNlcm5hbWU6
C: YW5u
S: 334 UGFzc3dvcmQ6
C: aHVudGVyMjI=
S: 235 2.7.0 in
! READY 1 235 "in"
