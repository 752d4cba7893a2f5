# Items of FETCH, and what some of them need.
protocol: imap
out_bytes: 512
S: * OK [CAPABILITY IMAP4rev1 CONDSTORE PREVIEW SAVEDATE OBJECTID X-GM-EXT-1 BINARY PARTIAL] hello
! READY 1
> fetch 1 items=flags,modseq,preview,savedate,emailid,threadid,gm
C: A1 UID FETCH 1 (FLAGS MODSEQ PREVIEW SAVEDATE EMAILID THREADID X-GM-MSGID X-GM-THRID X-GM-LABELS)
> fetch 1 items=binary,binary_size section=1.2
C: A2 UID FETCH 1 (BINARY.SIZE[1.2] BINARY.PEEK[1.2])
> fetch 1 items=binary,mark_seen section=1 offset=5000000000
C: A3 UID FETCH 1 (BINARY[1]<5000000000.4294967295>)
> fetch 1:* items=flags changedsince=7
C: A4 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 7)
> fetch 1:* items=flags changedsince=7 partial=-1:-100
C: A5 UID FETCH 1:* (FLAGS) (CHANGEDSINCE 7 PARTIAL -1:-100)
> fetch 1:* items=size partial=1:100
C: A6 UID FETCH 1:* (RFC822.SIZE) (PARTIAL 1:100)
> fetch 1 items= more="RFC822.HEADER BODY.PEEK[HEADER.FIELDS (A B)]"
C: A7 UID FETCH 1 (RFC822.HEADER BODY.PEEK[HEADER.FIELDS (A B)])
> fetch 1 items=body section=HEADER more=X
C: A8 UID FETCH 1 (BODY.PEEK[HEADER] X)
> fetch 1 items=body,binary section=1 = ARG
> fetch 1 items=binary section=HEADER = ARG
> fetch 1 items=flags vanished = ARG
> fetch 1 items=flags changedsince=3 vanished = USAGE
> fetch 1 items=flags numbers partial=1:2 = ARG
> fetch 1 items=flags partial=1:-2 = ARG
> fetch 1 items=flags partial=1:0 = ARG
> fetch 1 items=flags more="X)" = ARG
> fetch 1 items=flags more="X {3}" = ARG
> fetch 1 items=flags more="X\r\nA NOOP" = ARG
> fetch 1 items=flags more="(" = ARG
> fetch 1 items=32768 = ARG
