# No HELO in LMTP.
flags: lmtp
S: 220 lmtp.example.org LMTP
C: LHLO [127.0.0.1]
S: 500 what?
! FAILED REPLY_PERM stage=HELLO
