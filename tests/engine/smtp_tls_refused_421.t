# 
security: starttls
user: ann
secret: hunter22
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 STARTTLS
C: STARTTLS
S: 421 4.3.2 no
! FAILED SERVER_BYE stage=STARTTLS retry=1
