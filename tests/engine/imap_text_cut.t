# Words longer than the buffer.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: A1 NO [OVERQUOTA] a text that is longer than the buffer, so that its end is cut, and then some more of it
! REFUSED 2 flags=CUT "a text that is longer than the buffer," word=OVERQUOTA
> noop
C: A2 NOOP
S: A2 NO [A-CODE-THAT-IS-LONGER-THAN-THE-WHOLE-BUFFER-OF-64-BYTES-WHICH-IS-MUCH x] text
! REFUSED 3 "text" word=""
