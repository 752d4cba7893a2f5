# An initial response that makes the line longer than 255 octets waits.
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
S: + 
C: AGFubgBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHA=
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
