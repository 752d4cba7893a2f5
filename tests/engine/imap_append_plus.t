# LITERAL+: behind other commands in one flight, and more behind it.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 LITERAL+ MULTIAPPEND BINARY APPENDLIMIT=100] hello
! READY 1
> append_limit 100
> append A bytes=101 = TOO_BIG
> noop
> append A bytes=5
> write hello
> end
> append B bytes=3 binary more
> write \0ab
> end
C: A1 NOOP
C: A2 APPEND "A" {5+}
C: hello
C: A3 APPEND "B" ~{3+}
c: \0ab
> noop = USAGE
> part bytes=1 = USAGE
> append_next bytes=2 flags="\\Seen"
> write xy
> end
> noop
c:  (\\Seen) {2+}\r\n
C: xy
C: A4 NOOP
S: A1 OK n
! DONE 2
S: A2 OK a
! DONE 3
S: A3 OK b
! DONE 4
S: A4 OK n
! DONE 5
