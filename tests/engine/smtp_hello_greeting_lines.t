# A greeting of several lines, without ESMTP in it; nothing is said before its end.
hello: client.example.org
in_bytes: 128
S: 220-old.example.org welcomes
S: 220-all who do not
S: 220 advertise
C: EHLO client.example.org
S: 250 old.example.org
! READY 1 250
> caps +EHLO -PIPELINING
