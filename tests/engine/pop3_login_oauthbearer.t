# A token always waits to be asked for.
protocol: pop3
security: tls
user: user@example.com
secret: vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==
auth: oauthbearer
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL OAUTHBEARER
S: .
C: AUTH OAUTHBEARER
S: + 
C: bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9bWFpbC5leGFtcGxlLm9yZwFwb3J0PTk5NQFhdXRoPUJlYXJlciB2RjlkZnQ0cW1UYzJOdmIzUmxja0JoYkhSaGRtbHpkR0V1WTI5dENnPT0BAQ==
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
