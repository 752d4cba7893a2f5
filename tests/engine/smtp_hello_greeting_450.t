S: 450 4.3.2 too busy
! FAILED REPLY_TEMP stage=GREETING reply=450 retry=1
