# A server that says "+OK" where "+" asks for the response.
protocol: pop3
security: tls
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
C: AGFubgBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHA=
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
> quirk CHALLENGE_OK 1
