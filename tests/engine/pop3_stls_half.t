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
s: +OK begin
> eof
! FAILED TRUNCATED stage=STARTTLS
