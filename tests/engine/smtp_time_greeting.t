# Silence before the greeting.
> timeout 300000
> time 299999
> timeout 1
> time 1
! FAILED TIMEOUT stage=GREETING retry=1
