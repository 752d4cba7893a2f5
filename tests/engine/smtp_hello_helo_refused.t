# Neither EHLO nor HELO.
S: 220 old.example.org
C: EHLO [127.0.0.1]
S: 502 what?
C: HELO [127.0.0.1]
S: 550 5.7.1 go away
! FAILED REPLY_PERM stage=HELLO reply=550 enh=5.7.1 retry=0 "go away"
