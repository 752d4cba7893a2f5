# A token is no password.
protocol: pop3
security: tls
user: ann
secret: t0ken
auth: xoauth2
! SECURE
> secure ok
S: +OK
C: CAPA
S: +OK
S: USER
S: .
! FAILED AUTH_MECHANISM
