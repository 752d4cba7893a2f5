# LANG (RFC 6856 3.3).
protocol: pop3
flags: clear
user: ann
secret: s3cret
S: +OK
C: CAPA
S: +OK
S: USER
S: LANG
S: UTF8
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: +OK
S: LANG
S: .
> caps +LANG -UTF8
> lang
C: LANG
S: +OK Language listing follows:
S: en English
! ITEM 2 item=44 num=0 "en English" flags=NONE
S: en-boont English Boontling dialect
! ITEM 2 item=44 "en-boont English Boontling dialect"
S: es Espa\xc3\xb1ol
! ITEM 2 item=44 "es Espa\xc3\xb1ol"
S: .
! DONE 2 0 ""
> lang es
> lang *
> lang MUL
C: LANG es
S: +OK es Idioma cambiado
! ITEM 3 item=44 "es Idioma cambiado" flags=NONE
! DONE 3 0 ""
C: LANG *
S: +OK es
! ITEM 4 item=44 "es"
! DONE 4
C: LANG MUL
S: -ERR es Idioma <<MUL>> no es conocido
! REFUSED 5 REPLY_PERM "es Idioma <<MUL>> no es conocido"
> lang "" = ARG
> lang "a b" = ARG
> lang "a\r\nQUIT" = ARG
> lang "\xc3\xa4" = ARG
> lang "a\x7f" = ARG
> quirk UNOFFERED 0
