# A code alone is a reply (RFC 5321 4.2 wants a blank; servers leave it out); LF alone ends a line.
s: 220\n
C: EHLO [127.0.0.1]
s: 250-mail.example.org\n250 8BITMIME\n
! READY 1 250
> caps +8BITMIME
> noop
C: NOOP
s: 250\n
! DONE 2 250 ""
