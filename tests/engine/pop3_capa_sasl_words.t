# Mechanisms that are called like capabilities are none.
protocol: pop3
security: starttls
S: +OK ready
C: CAPA
S: +OK
S: SASL STLS USER TOP
S: .
! FAILED NO_STARTTLS
