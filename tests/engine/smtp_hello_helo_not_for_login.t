# EHLO is refused where a login is wanted: never a message as nobody.
flags: clear
user: ann
secret: hunter22
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 502 what?
! FAILED AUTH_MECHANISM stage=AUTH
