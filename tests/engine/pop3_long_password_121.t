# About as long as the output buffer, which also holds "PASS " and CRLF.
protocol: pop3
out_bytes: =128
flags: clear
user: ann
secret: ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: +OK
C: PASS ppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp
S: +OK
! READY 1
