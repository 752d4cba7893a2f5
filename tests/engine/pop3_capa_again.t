# Asked again after logging in: what the server offers now, and pipelining with it.
protocol: pop3
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: +OK
C: CAPA
S: +OK
S: USER
! CAP 0 "USER" uid=8 num=-1
S: SASL PLAIN
! CAP 0 "SASL PLAIN" uid=4096 num=-1
S: EXPIRE 5 USER
! CAP 0 "EXPIRE 5 USER" uid=256 num=5
S: LOGIN-DELAY 900 USER
! CAP 0 "LOGIN-DELAY 900 USER" uid=512 num=900
S: .
C: AUTH PLAIN AGFubgBzM2NyZXQ=
S: +OK in
! READY 1 0 "in"
C: CAPA
> caps +USER +SASL +AUTH=plain +EXPIRE +LOGIN_DELAY -UIDL -TOP -PIPELINING
> noop
> uidl
S: +OK
S: TOP
! CAP 0 "TOP" uid=4 num=-1
S: UIDL
! CAP 0 "UIDL" uid=1 num=-1
S: PIPELINING
! CAP 0 "PIPELINING" uid=32 num=-1
S: RESP-CODES
! CAP 0 "RESP-CODES" uid=64
S: AUTH-RESP-CODE
! CAP 0 "AUTH-RESP-CODE" uid=128
S: EXPIRE NEVER
! CAP 0 "EXPIRE NEVER" uid=256 num=-1
S: login-delay 0
! CAP 0 "login-delay 0" uid=512 num=0
S: IMPLEMENTATION Shlemazle-Plotz-v302
! CAP 0 "IMPLEMENTATION Shlemazle-Plotz-v302" uid=1024
S: UTF8 USER
! CAP 0 "UTF8 USER" uid=2048
S: LANG
! CAP 0 "LANG" uid=2
S: XSENDER 12 x
! CAP 0 "XSENDER 12 x" uid=0 num=12
S: .
C: NOOP
C: UIDL
S: +OK
! DONE 2
> caps +TOP +UIDL +PIPELINING +RESP_CODES +AUTH_RESP_CODE +EXPIRE +LOGIN_DELAY +IMPLEMENTATION
> caps +UTF8 +LANG -UTF8_ON -USER -SASL -AUTH=plain
S: +OK
S: .
! DONE 3
> quirk UNOFFERED 1
