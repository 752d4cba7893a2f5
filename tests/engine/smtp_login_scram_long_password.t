# A password longer than a block of the hash.
security: tls
in_bytes: 256
user: ann
secret: pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp
nonce: fyko+d2lbbFgONRv9qkxdawL
! SECURE
> secure ok
S: 220 mail.example.org
C: EHLO [127.0.0.1]
S: 250-x
S: 250 AUTH SCRAM-SHA-256
C: AUTH SCRAM-SHA-256 biwsbj1hbm4scj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0w=
S: 334 cj1meWtvK2QybGJiRmdPTlJ2OXFreGRhd0wzcmZjTkhZSlkxWlZ2V1ZzN2oscz1jMkZzZEhOaGJIUnpZV3gwYzJGc2RBPT0saT0xMDA=
C: Yz1iaXdzLHI9ZnlrbytkMmxiYkZnT05Sdjlxa3hkYXdMM3JmY05IWUpZMVpWdldWczdqLHA9SStiQk1ZdVYvNEN1azFNNGRJLzNHeXlZVFRIZ2xabFgySzhzNVdUL3FEST0=
S: 334 dj1RTE50MEpGQ3JLS1NoNkRmWUJkRVErOGVvbnFKNjZBdURWSzNDbVdkT2I0PQ==
C:
S: 235 2.7.0 in
! READY 1 235 "in"
