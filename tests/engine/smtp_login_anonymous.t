# Nobody in particular.
user: sirhc
auth: anonymous
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH ANONYMOUS
C: AUTH ANONYMOUS c2lyaGM=
S: 235 2.7.0 in
! READY 1 235 "in"
