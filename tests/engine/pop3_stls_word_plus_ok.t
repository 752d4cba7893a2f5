# What is not +OK does not begin TLS.
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
S: + OK
! FAILED PROTOCOL stage=STARTTLS
