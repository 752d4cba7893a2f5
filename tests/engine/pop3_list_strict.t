# In strict mode +OK has no business in a listing.
protocol: pop3
flags: clear strict
user: ann
secret: s3cret
S: +OK
C: CAPA
S: -ERR
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
> list
C: LIST
S: +OK
S: +OK 1 120
! ABORTED 2 PROTOCOL
! FAILED PROTOCOL
> quirk LISTED_OK 0
