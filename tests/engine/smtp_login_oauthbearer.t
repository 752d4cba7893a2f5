# The example of RFC 7628 4.3.
security: tls
user: user@example.com
secret: vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==
auth: oauthbearer
host: server.example.com
port: 587
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH OAUTHBEARER
C: AUTH OAUTHBEARER bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9NTg3AWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB
S: 235 2.7.0 in
! READY 1 235 "in"
