# The example of RFC 7628 4.1.
protocol: imap
security: tls
user: user@example.com
secret: vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==
auth: oauthbearer
host: server.example.com
port: 143
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=OAUTHBEARER] hi
C: A1 AUTHENTICATE OAUTHBEARER bixhPXVzZXJAZXhhbXBsZS5jb20sAWhvc3Q9c2VydmVyLmV4YW1wbGUuY29tAXBvcnQ9MTQzAWF1dGg9QmVhcmVyIHZGOWRmdDRxbVRjMk52YjNSbGNrQmhiSFJoZG1semRHRXVZMjl0Q2c9PQEB
S: A1 OK [CAPABILITY IMAP4rev1] in
! READY 1 0 "in"
