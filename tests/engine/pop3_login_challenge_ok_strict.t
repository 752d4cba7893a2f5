# The same in strict mode.
protocol: pop3
security: tls
flags: strict
user: ann
secret: pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp
! SECURE
> secure ok
S: +OK hi
C: CAPA
S: +OK
S: SASL PLAIN
S: .
C: AUTH PLAIN
S: +OK go ahead
! FAILED PROTOCOL
