# Its nonce is the beginning of ours.
security: tls
in_bytes: 512
user: ann
secret: hunter22
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH SCRAM-SHA-256 PLAIN
C: AUTH SCRAM-SHA-256 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: 334 cj1meWtvK2QybGJiLHM9YzJGc2RITmhiSFJ6WVd4MGMyRnNkQT09LGk9MTAw
! FAILED AUTH_SERVER stage=AUTH
