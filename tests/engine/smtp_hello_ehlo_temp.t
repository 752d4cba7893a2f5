# EHLO is refused for now: HELO would not help.
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 451 4.3.0 busy
! FAILED REPLY_TEMP stage=HELLO reply=451 enh=4.3.0 retry=1 "busy"
