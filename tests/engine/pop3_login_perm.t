protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: +OK
C: PASS s3cret
S: -ERR [SYS/PERM] no mailbox
! FAILED REPLY_PERM retry=0 word=SYS/PERM
