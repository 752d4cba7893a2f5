# Keywords in any case, AUTH=, parameters in any order, words nobody knows, odd blanks.
in_bytes: 256
S: 220 mail.example.org ESMTP
C: EHLO [127.0.0.1]
S: 250-mail.example.org at your service PIPELINING
S: 250-size 35882577
! CAP 0 250 "size 35882577"
S: 250-8bitMIME
! CAP 0 250 "8bitMIME"
S: 250-StartTLS
! CAP 0 250 "StartTLS"
S: 250-AUTH=LOGIN
! CAP 0 250 "AUTH=LOGIN"
S: 250-auth PLAIN XOAUTH2 CRAM-MD5
! CAP 0 250 "auth PLAIN XOAUTH2 CRAM-MD5"
S: 250-XAUTH
! CAP 0 250 "XAUTH"
S: 250-PIPELININGS
! CAP 0 250 "PIPELININGS"
S: 250-XSIZE 12
! CAP 0 250 "XSIZE 12"
S: 250-enhancedSTATUScodes
! CAP 0 250 "enhancedSTATUScodes"
S: 250-DSN
! CAP 0 250 "DSN"
S: 250-
! CAP 0 250 ""
S: 250-LIMITS RCPTMAX=2 MAILMAX=1 XYZ=7
! CAP 0 250 "LIMITS RCPTMAX=2 MAILMAX=1 XYZ=7"
S: 250 smtputf8
! CAP 0 250 "smtputf8"
! READY 1 250
> caps +SIZE +8BITMIME +STARTTLS +AUTH +AUTH=login +AUTH=plain +AUTH=xoauth2 +ENHANCED +DSN +LIMITS +SMTPUTF8 +EHLO -PIPELINING -CHUNKING -VRFY
> max_bytes 35882577
> mail ann@example.org bytes=35882578 = TOO_BIG
> mail ann@example.org bytes=35882577
C: MAIL FROM:<ann@example.org> SIZE=35882577 BODY=8BITMIME
S: 250 ok
! DONE 2
> rcpt a@example.net
C: RCPT TO:<a@example.net>
S: 250 ok
! DONE 3
> rcpt b@example.net
C: RCPT TO:<b@example.net>
S: 250 ok
! DONE 4
> rcpt c@example.net = LIMIT
> rset
C: RSET
S: 250 ok
! DONE 5
> mail ann@example.org = LIMIT
