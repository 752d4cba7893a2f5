# Refused in mid-body: the rest is dropped, and the server gets as many bytes as it was told.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 LITERAL+ MULTIAPPEND] hello
! READY 1
> append A bytes=300
> write 0123456789
C: A1 APPEND "A" {300+}
c: 0123456789
S: A1 NO [OVERQUOTA] full
! REFUSED 2 REPLY_PERM word=OVERQUOTA
c*29:           
C: 
> write more
> end
> noop
C: A2 NOOP
S: A2 OK n
! DONE 3
> append A bytes=2 more
> write ab
> end
C: A3 APPEND "A" {2+}
c: ab
S: A3 NO no
! REFUSED 4 REPLY_PERM
C: 
> append_next bytes=1 = USAGE
> noop
C: A4 NOOP
S: A4 OK n
! DONE 5
