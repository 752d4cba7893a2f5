# A server that says for how long.
protocol: pop3
flags: clear
user: ann
secret: s3cret
s: -ERR [SYS/TEMP] maintenance\r\n
! FAILED REPLY_TEMP "[SYS/TEMP] maintenance" stage=GREETING retry=1 word=SYS/TEMP
