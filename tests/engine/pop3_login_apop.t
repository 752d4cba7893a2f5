# APOP, the example of RFC 1939 7: only where it is asked for.
protocol: pop3
user: mrose
secret: tanstaaf
auth: apop
nonce: fyko+d2lbbFgONRv9qkxdawL
S: +OK POP3 server ready <1896.697170952@dbc.mtview.ca.us>
C: CAPA
S: -ERR
C: APOP mrose c4c9334bac560ecc979e58001b3e22fb
S: +OK in
! READY 1
