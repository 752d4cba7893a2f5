# From the first byte: nothing is said before.
security: tls
! SECURE
> secure CERT_HOST
! FAILED CERT_HOST stage=TLS
