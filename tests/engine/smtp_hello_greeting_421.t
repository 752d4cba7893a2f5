S: 421 4.3.2 too many connections
! FAILED SERVER_BYE stage=GREETING reply=421 retry=1 "too many connections"
