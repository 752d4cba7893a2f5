# A server that is not at home.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: -ERR come back later\r\n
! FAILED REPLY_PERM "come back later" stage=GREETING retry=0
