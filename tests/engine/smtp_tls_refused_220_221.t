# STARTTLS is answered by anything but 220: the end, before any secret.
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
S: 220-
S: 221 x
! FAILED PROTOCOL stage=STARTTLS
