# Nobody in particular.
protocol: pop3
user: sirhc
auth: anonymous
S: +OK hi
C: CAPA
S: +OK
S: SASL ANONYMOUS
S: .
C: AUTH ANONYMOUS c2lyaGM=
S: +OK in
! READY 1 0 "in"
C: CAPA
S: -ERR
