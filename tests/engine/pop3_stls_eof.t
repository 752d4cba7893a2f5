protocol: pop3
security: starttls
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: STLS
S: .
C: STLS
> eof
! FAILED CONN_LOST stage=STARTTLS
