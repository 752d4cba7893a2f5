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
S: +OK
! SECURE
> secure CERT_HOST
! FAILED CERT_HOST stage=TLS
