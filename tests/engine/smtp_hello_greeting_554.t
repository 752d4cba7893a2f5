S: 554 5.7.1 you are on a list
! FAILED REPLY_PERM stage=GREETING reply=554 enh=5.7.1 retry=0 "you are on a list"
