# What a fetch looks like.
protocol: imap
in_bytes: 64
out_bytes: 256
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:* items=flags
C: A1 UID FETCH 1:* (FLAGS)
> fetch 1 items=size,structure
C: A2 UID FETCH 1 (RFC822.SIZE BODYSTRUCTURE)
> fetch 1 items=body
C: A3 UID FETCH 1 (BODY.PEEK[])
> fetch 1 items=date,body section=TEXT offset=10
C: A4 UID FETCH 1 (INTERNALDATE BODY.PEEK[TEXT]<10.4294967295>)
> fetch 1 items=body section=1.2.MIME length=7
C: A5 UID FETCH 1 (BODY.PEEK[1.2.MIME]<0.7>)
> fetch 1 items=body,mark_seen section="1.HEADER.FIELDS.NOT (To X-A)" offset=5 length=9223372036854775807
C: A6 UID FETCH 1 (BODY[1.HEADER.FIELDS.NOT (To X-A)]<5.9223372036854775807>)
> fetch 1 items=flags,size,date,envelope,structure,body,mark_seen section=10.11
C: A7 UID FETCH 1 (FLAGS RFC822.SIZE INTERNALDATE ENVELOPE BODYSTRUCTURE BODY[10.11])
