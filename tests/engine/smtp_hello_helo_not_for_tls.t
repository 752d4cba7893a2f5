# EHLO is refused where STARTTLS is wanted: no HELO, no word more.
security: starttls
user: ann
secret: hunter22
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 502 what?
! FAILED NO_STARTTLS err=NO_STARTTLS stage=HELLO reply=502 "what?"
