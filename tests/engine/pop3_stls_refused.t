protocol: pop3
security: starttls
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: STLS
S: .
C: STLS
S: -ERR [SYS/TEMP] not now
! FAILED NO_STARTTLS stage=STARTTLS word=SYS/TEMP
