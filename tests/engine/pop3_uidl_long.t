# A listing of any length passes through a small buffer; what does not fit is cut.
protocol: pop3
flags: clear
user: ann
secret: s3cret
modes: chunks
in_bytes: =64
S: +OK
C: CAPA
S: +OK
S: USER
S: .
C: USER ann
S: +OK
C: PASS s3cret
S: +OK
! READY 1
C: CAPA
S: -ERR
> uidl
C: UIDL
S: +OK
S: 1 uid-of-1
! ITEM 2 num=1 "uid-of-1" flags=NONE
S: 2 uid-of-2
! ITEM 2 num=2 "uid-of-2" flags=NONE
S: 3 uid-of-3
! ITEM 2 num=3 "uid-of-3" flags=NONE
S: 4 uid-of-4
! ITEM 2 num=4 "uid-of-4" flags=NONE
S: 5 uid-of-5
! ITEM 2 num=5 "uid-of-5" flags=NONE
S: 6 uid-of-6
! ITEM 2 num=6 "uid-of-6" flags=NONE
S: 7 uid-of-7
! ITEM 2 num=7 "uid-of-7" flags=NONE
S: 8 uid-of-8
! ITEM 2 num=8 "uid-of-8" flags=NONE
S: 9 uid-of-9
! ITEM 2 num=9 "uid-of-9" flags=NONE
S: 10 uid-of-10
! ITEM 2 num=10 "uid-of-10" flags=NONE
S: 11 uid-of-11
! ITEM 2 num=11 "uid-of-11" flags=NONE
S: 12 uid-of-12
! ITEM 2 num=12 "uid-of-12" flags=NONE
S: 13 uid-of-13
! ITEM 2 num=13 "uid-of-13" flags=NONE
S: 14 uid-of-14
! ITEM 2 num=14 "uid-of-14" flags=NONE
S: 15 uid-of-15
! ITEM 2 num=15 "uid-of-15" flags=NONE
S: 16 uid-of-16
! ITEM 2 num=16 "uid-of-16" flags=NONE
S: 17 uid-of-17
! ITEM 2 num=17 "uid-of-17" flags=NONE
S: 18 uid-of-18
! ITEM 2 num=18 "uid-of-18" flags=NONE
S: 19 uid-of-19
! ITEM 2 num=19 "uid-of-19" flags=NONE
S: 20 uid-of-20
! ITEM 2 num=20 "uid-of-20" flags=NONE
S: 21 uid-of-21
! ITEM 2 num=21 "uid-of-21" flags=NONE
S: 22 uid-of-22
! ITEM 2 num=22 "uid-of-22" flags=NONE
S: 23 uid-of-23
! ITEM 2 num=23 "uid-of-23" flags=NONE
S: 24 uid-of-24
! ITEM 2 num=24 "uid-of-24" flags=NONE
S: 25 uid-of-25
! ITEM 2 num=25 "uid-of-25" flags=NONE
S: 26 uid-of-26
! ITEM 2 num=26 "uid-of-26" flags=NONE
S: 27 uid-of-27
! ITEM 2 num=27 "uid-of-27" flags=NONE
S: 28 uid-of-28
! ITEM 2 num=28 "uid-of-28" flags=NONE
S: 29 uid-of-29
! ITEM 2 num=29 "uid-of-29" flags=NONE
S: 30 uid-of-30
! ITEM 2 num=30 "uid-of-30" flags=NONE
S: 31 uid-of-31
! ITEM 2 num=31 "uid-of-31" flags=NONE
S: 32 uid-of-32
! ITEM 2 num=32 "uid-of-32" flags=NONE
S: 33 uid-of-33
! ITEM 2 num=33 "uid-of-33" flags=NONE
S: 34 uid-of-34
! ITEM 2 num=34 "uid-of-34" flags=NONE
S: 35 uid-of-35
! ITEM 2 num=35 "uid-of-35" flags=NONE
S: 36 uid-of-36
! ITEM 2 num=36 "uid-of-36" flags=NONE
S: 37 uid-of-37
! ITEM 2 num=37 "uid-of-37" flags=NONE
S: 38 uid-of-38
! ITEM 2 num=38 "uid-of-38" flags=NONE
S: 39 uid-of-39
! ITEM 2 num=39 "uid-of-39" flags=NONE
S: 40 uid-of-40
! ITEM 2 num=40 "uid-of-40" flags=NONE
S: 41 uid-of-41
! ITEM 2 num=41 "uid-of-41" flags=NONE
S: 42 uid-of-42
! ITEM 2 num=42 "uid-of-42" flags=NONE
S: 43 uid-of-43
! ITEM 2 num=43 "uid-of-43" flags=NONE
S: 44 uid-of-44
! ITEM 2 num=44 "uid-of-44" flags=NONE
S: 45 uid-of-45
! ITEM 2 num=45 "uid-of-45" flags=NONE
S: 46 uid-of-46
! ITEM 2 num=46 "uid-of-46" flags=NONE
S: 47 uid-of-47
! ITEM 2 num=47 "uid-of-47" flags=NONE
S: 48 uid-of-48
! ITEM 2 num=48 "uid-of-48" flags=NONE
S: 49 uid-of-49
! ITEM 2 num=49 "uid-of-49" flags=NONE
S: 50 uid-of-50
! ITEM 2 num=50 "uid-of-50" flags=NONE
S: 51 uid-of-51
! ITEM 2 num=51 "uid-of-51" flags=NONE
S: 52 uid-of-52
! ITEM 2 num=52 "uid-of-52" flags=NONE
S: 53 uid-of-53
! ITEM 2 num=53 "uid-of-53" flags=NONE
S: 54 uid-of-54
! ITEM 2 num=54 "uid-of-54" flags=NONE
S: 55 uid-of-55
! ITEM 2 num=55 "uid-of-55" flags=NONE
S: 56 uid-of-56
! ITEM 2 num=56 "uid-of-56" flags=NONE
S: 57 uid-of-57
! ITEM 2 num=57 "uid-of-57" flags=NONE
S: 58 uid-of-58
! ITEM 2 num=58 "uid-of-58" flags=NONE
S: 59 uid-of-59
! ITEM 2 num=59 "uid-of-59" flags=NONE
S: 60 uid-of-60
! ITEM 2 num=60 "uid-of-60" flags=NONE
S: 61 uid-of-61
! ITEM 2 num=61 "uid-of-61" flags=NONE
S: 62 uid-of-62
! ITEM 2 num=62 "uid-of-62" flags=NONE
S: 63 uid-of-63
! ITEM 2 num=63 "uid-of-63" flags=NONE
S: 64 uid-of-64
! ITEM 2 num=64 "uid-of-64" flags=NONE
S: 65 uid-of-65
! ITEM 2 num=65 "uid-of-65" flags=NONE
S: 66 uid-of-66
! ITEM 2 num=66 "uid-of-66" flags=NONE
S: 67 uid-of-67
! ITEM 2 num=67 "uid-of-67" flags=NONE
S: 68 uid-of-68
! ITEM 2 num=68 "uid-of-68" flags=NONE
S: 69 uid-of-69
! ITEM 2 num=69 "uid-of-69" flags=NONE
S: 70 uid-of-70
! ITEM 2 num=70 "uid-of-70" flags=NONE
S: 71 uid-of-71
! ITEM 2 num=71 "uid-of-71" flags=NONE
S: 72 uid-of-72
! ITEM 2 num=72 "uid-of-72" flags=NONE
S: 73 uid-of-73
! ITEM 2 num=73 "uid-of-73" flags=NONE
S: 74 uid-of-74
! ITEM 2 num=74 "uid-of-74" flags=NONE
S: 75 uid-of-75
! ITEM 2 num=75 "uid-of-75" flags=NONE
S: 76 uid-of-76
! ITEM 2 num=76 "uid-of-76" flags=NONE
S: 77 uid-of-77
! ITEM 2 num=77 "uid-of-77" flags=NONE
S: 78 uid-of-78
! ITEM 2 num=78 "uid-of-78" flags=NONE
S: 79 uid-of-79
! ITEM 2 num=79 "uid-of-79" flags=NONE
S: 80 uid-of-80
! ITEM 2 num=80 "uid-of-80" flags=NONE
S: 81 uid-of-81
! ITEM 2 num=81 "uid-of-81" flags=NONE
S: 82 uid-of-82
! ITEM 2 num=82 "uid-of-82" flags=NONE
S: 83 uid-of-83
! ITEM 2 num=83 "uid-of-83" flags=NONE
S: 84 uid-of-84
! ITEM 2 num=84 "uid-of-84" flags=NONE
S: 85 uid-of-85
! ITEM 2 num=85 "uid-of-85" flags=NONE
S: 86 uid-of-86
! ITEM 2 num=86 "uid-of-86" flags=NONE
S: 87 uid-of-87
! ITEM 2 num=87 "uid-of-87" flags=NONE
S: 88 uid-of-88
! ITEM 2 num=88 "uid-of-88" flags=NONE
S: 89 uid-of-89
! ITEM 2 num=89 "uid-of-89" flags=NONE
S: 90 uid-of-90
! ITEM 2 num=90 "uid-of-90" flags=NONE
S: 91 uid-of-91
! ITEM 2 num=91 "uid-of-91" flags=NONE
S: 92 uid-of-92
! ITEM 2 num=92 "uid-of-92" flags=NONE
S: 93 uid-of-93
! ITEM 2 num=93 "uid-of-93" flags=NONE
S: 94 uid-of-94
! ITEM 2 num=94 "uid-of-94" flags=NONE
S: 95 uid-of-95
! ITEM 2 num=95 "uid-of-95" flags=NONE
S: 96 uid-of-96
! ITEM 2 num=96 "uid-of-96" flags=NONE
S: 97 uid-of-97
! ITEM 2 num=97 "uid-of-97" flags=NONE
S: 98 uid-of-98
! ITEM 2 num=98 "uid-of-98" flags=NONE
S: 99 uid-of-99
! ITEM 2 num=99 "uid-of-99" flags=NONE
S: 100 uid-of-100
! ITEM 2 num=100 "uid-of-100" flags=NONE
S: 101 uid-of-101
! ITEM 2 num=101 "uid-of-101" flags=NONE
S: 102 uid-of-102
! ITEM 2 num=102 "uid-of-102" flags=NONE
S: 103 uid-of-103
! ITEM 2 num=103 "uid-of-103" flags=NONE
S: 104 uid-of-104
! ITEM 2 num=104 "uid-of-104" flags=NONE
S: 105 uid-of-105
! ITEM 2 num=105 "uid-of-105" flags=NONE
S: 106 uid-of-106
! ITEM 2 num=106 "uid-of-106" flags=NONE
S: 107 uid-of-107
! ITEM 2 num=107 "uid-of-107" flags=NONE
S: 108 uid-of-108
! ITEM 2 num=108 "uid-of-108" flags=NONE
S: 109 uid-of-109
! ITEM 2 num=109 "uid-of-109" flags=NONE
S: 110 uid-of-110
! ITEM 2 num=110 "uid-of-110" flags=NONE
S: 111 uid-of-111
! ITEM 2 num=111 "uid-of-111" flags=NONE
S: 112 uid-of-112
! ITEM 2 num=112 "uid-of-112" flags=NONE
S: 113 uid-of-113
! ITEM 2 num=113 "uid-of-113" flags=NONE
S: 114 uid-of-114
! ITEM 2 num=114 "uid-of-114" flags=NONE
S: 115 uid-of-115
! ITEM 2 num=115 "uid-of-115" flags=NONE
S: 116 uid-of-116
! ITEM 2 num=116 "uid-of-116" flags=NONE
S: 117 uid-of-117
! ITEM 2 num=117 "uid-of-117" flags=NONE
S: 118 uid-of-118
! ITEM 2 num=118 "uid-of-118" flags=NONE
S: 119 uid-of-119
! ITEM 2 num=119 "uid-of-119" flags=NONE
S: 120 uid-of-120
! ITEM 2 num=120 "uid-of-120" flags=NONE
S: 121 uid-of-121
! ITEM 2 num=121 "uid-of-121" flags=NONE
S: 122 uid-of-122
! ITEM 2 num=122 "uid-of-122" flags=NONE
S: 123 uid-of-123
! ITEM 2 num=123 "uid-of-123" flags=NONE
S: 124 uid-of-124
! ITEM 2 num=124 "uid-of-124" flags=NONE
S: 125 uid-of-125
! ITEM 2 num=125 "uid-of-125" flags=NONE
S: 126 uid-of-126
! ITEM 2 num=126 "uid-of-126" flags=NONE
S: 127 uid-of-127
! ITEM 2 num=127 "uid-of-127" flags=NONE
S: 128 uid-of-128
! ITEM 2 num=128 "uid-of-128" flags=NONE
S: 129 uid-of-129
! ITEM 2 num=129 "uid-of-129" flags=NONE
S: 130 uid-of-130
! ITEM 2 num=130 "uid-of-130" flags=NONE
S: 131 uid-of-131
! ITEM 2 num=131 "uid-of-131" flags=NONE
S: 132 uid-of-132
! ITEM 2 num=132 "uid-of-132" flags=NONE
S: 133 uid-of-133
! ITEM 2 num=133 "uid-of-133" flags=NONE
S: 134 uid-of-134
! ITEM 2 num=134 "uid-of-134" flags=NONE
S: 135 uid-of-135
! ITEM 2 num=135 "uid-of-135" flags=NONE
S: 136 uid-of-136
! ITEM 2 num=136 "uid-of-136" flags=NONE
S: 137 uid-of-137
! ITEM 2 num=137 "uid-of-137" flags=NONE
S: 138 uid-of-138
! ITEM 2 num=138 "uid-of-138" flags=NONE
S: 139 uid-of-139
! ITEM 2 num=139 "uid-of-139" flags=NONE
S: 140 uid-of-140
! ITEM 2 num=140 "uid-of-140" flags=NONE
S: 141 uid-of-141
! ITEM 2 num=141 "uid-of-141" flags=NONE
S: 142 uid-of-142
! ITEM 2 num=142 "uid-of-142" flags=NONE
S: 143 uid-of-143
! ITEM 2 num=143 "uid-of-143" flags=NONE
S: 144 uid-of-144
! ITEM 2 num=144 "uid-of-144" flags=NONE
S: 145 uid-of-145
! ITEM 2 num=145 "uid-of-145" flags=NONE
S: 146 uid-of-146
! ITEM 2 num=146 "uid-of-146" flags=NONE
S: 147 uid-of-147
! ITEM 2 num=147 "uid-of-147" flags=NONE
S: 148 uid-of-148
! ITEM 2 num=148 "uid-of-148" flags=NONE
S: 149 uid-of-149
! ITEM 2 num=149 "uid-of-149" flags=NONE
S: 150 uid-of-150
! ITEM 2 num=150 "uid-of-150" flags=NONE
S: 151 uid-of-151
! ITEM 2 num=151 "uid-of-151" flags=NONE
S: 152 uid-of-152
! ITEM 2 num=152 "uid-of-152" flags=NONE
S: 153 uid-of-153
! ITEM 2 num=153 "uid-of-153" flags=NONE
S: 154 uid-of-154
! ITEM 2 num=154 "uid-of-154" flags=NONE
S: 155 uid-of-155
! ITEM 2 num=155 "uid-of-155" flags=NONE
S: 156 uid-of-156
! ITEM 2 num=156 "uid-of-156" flags=NONE
S: 157 uid-of-157
! ITEM 2 num=157 "uid-of-157" flags=NONE
S: 158 uid-of-158
! ITEM 2 num=158 "uid-of-158" flags=NONE
S: 159 uid-of-159
! ITEM 2 num=159 "uid-of-159" flags=NONE
S: 160 uid-of-160
! ITEM 2 num=160 "uid-of-160" flags=NONE
S: 161 uid-of-161
! ITEM 2 num=161 "uid-of-161" flags=NONE
S: 162 uid-of-162
! ITEM 2 num=162 "uid-of-162" flags=NONE
S: 163 uid-of-163
! ITEM 2 num=163 "uid-of-163" flags=NONE
S: 164 uid-of-164
! ITEM 2 num=164 "uid-of-164" flags=NONE
S: 165 uid-of-165
! ITEM 2 num=165 "uid-of-165" flags=NONE
S: 166 uid-of-166
! ITEM 2 num=166 "uid-of-166" flags=NONE
S: 167 uid-of-167
! ITEM 2 num=167 "uid-of-167" flags=NONE
S: 168 uid-of-168
! ITEM 2 num=168 "uid-of-168" flags=NONE
S: 169 uid-of-169
! ITEM 2 num=169 "uid-of-169" flags=NONE
S: 170 uid-of-170
! ITEM 2 num=170 "uid-of-170" flags=NONE
S: 171 uid-of-171
! ITEM 2 num=171 "uid-of-171" flags=NONE
S: 172 uid-of-172
! ITEM 2 num=172 "uid-of-172" flags=NONE
S: 173 uid-of-173
! ITEM 2 num=173 "uid-of-173" flags=NONE
S: 174 uid-of-174
! ITEM 2 num=174 "uid-of-174" flags=NONE
S: 175 uid-of-175
! ITEM 2 num=175 "uid-of-175" flags=NONE
S: 176 uid-of-176
! ITEM 2 num=176 "uid-of-176" flags=NONE
S: 177 uid-of-177
! ITEM 2 num=177 "uid-of-177" flags=NONE
S: 178 uid-of-178
! ITEM 2 num=178 "uid-of-178" flags=NONE
S: 179 uid-of-179
! ITEM 2 num=179 "uid-of-179" flags=NONE
S: 180 uid-of-180
! ITEM 2 num=180 "uid-of-180" flags=NONE
S: 181 uid-of-181
! ITEM 2 num=181 "uid-of-181" flags=NONE
S: 182 uid-of-182
! ITEM 2 num=182 "uid-of-182" flags=NONE
S: 183 uid-of-183
! ITEM 2 num=183 "uid-of-183" flags=NONE
S: 184 uid-of-184
! ITEM 2 num=184 "uid-of-184" flags=NONE
S: 185 uid-of-185
! ITEM 2 num=185 "uid-of-185" flags=NONE
S: 186 uid-of-186
! ITEM 2 num=186 "uid-of-186" flags=NONE
S: 187 uid-of-187
! ITEM 2 num=187 "uid-of-187" flags=NONE
S: 188 uid-of-188
! ITEM 2 num=188 "uid-of-188" flags=NONE
S: 189 uid-of-189
! ITEM 2 num=189 "uid-of-189" flags=NONE
S: 190 uid-of-190
! ITEM 2 num=190 "uid-of-190" flags=NONE
S: 191 uid-of-191
! ITEM 2 num=191 "uid-of-191" flags=NONE
S: 192 uid-of-192
! ITEM 2 num=192 "uid-of-192" flags=NONE
S: 193 uid-of-193
! ITEM 2 num=193 "uid-of-193" flags=NONE
S: 194 uid-of-194
! ITEM 2 num=194 "uid-of-194" flags=NONE
S: 195 uid-of-195
! ITEM 2 num=195 "uid-of-195" flags=NONE
S: 196 uid-of-196
! ITEM 2 num=196 "uid-of-196" flags=NONE
S: 197 uid-of-197
! ITEM 2 num=197 "uid-of-197" flags=NONE
S: 198 uid-of-198
! ITEM 2 num=198 "uid-of-198" flags=NONE
S: 199 uid-of-199
! ITEM 2 num=199 "uid-of-199" flags=NONE
S: 200 uid-of-200
! ITEM 2 num=200 "uid-of-200" flags=NONE
S: 201 uid-of-201
! ITEM 2 num=201 "uid-of-201" flags=NONE
S: 202 uid-of-202
! ITEM 2 num=202 "uid-of-202" flags=NONE
S: 203 uid-of-203
! ITEM 2 num=203 "uid-of-203" flags=NONE
S: 204 uid-of-204
! ITEM 2 num=204 "uid-of-204" flags=NONE
S: 205 uid-of-205
! ITEM 2 num=205 "uid-of-205" flags=NONE
S: 206 uid-of-206
! ITEM 2 num=206 "uid-of-206" flags=NONE
S: 207 uid-of-207
! ITEM 2 num=207 "uid-of-207" flags=NONE
S: 208 uid-of-208
! ITEM 2 num=208 "uid-of-208" flags=NONE
S: 209 uid-of-209
! ITEM 2 num=209 "uid-of-209" flags=NONE
S: 210 uid-of-210
! ITEM 2 num=210 "uid-of-210" flags=NONE
S: 211 uid-of-211
! ITEM 2 num=211 "uid-of-211" flags=NONE
S: 212 uid-of-212
! ITEM 2 num=212 "uid-of-212" flags=NONE
S: 213 uid-of-213
! ITEM 2 num=213 "uid-of-213" flags=NONE
S: 214 uid-of-214
! ITEM 2 num=214 "uid-of-214" flags=NONE
S: 215 uid-of-215
! ITEM 2 num=215 "uid-of-215" flags=NONE
S: 216 uid-of-216
! ITEM 2 num=216 "uid-of-216" flags=NONE
S: 217 uid-of-217
! ITEM 2 num=217 "uid-of-217" flags=NONE
S: 218 uid-of-218
! ITEM 2 num=218 "uid-of-218" flags=NONE
S: 219 uid-of-219
! ITEM 2 num=219 "uid-of-219" flags=NONE
S: 220 uid-of-220
! ITEM 2 num=220 "uid-of-220" flags=NONE
S: 221 uid-of-221
! ITEM 2 num=221 "uid-of-221" flags=NONE
S: 222 uid-of-222
! ITEM 2 num=222 "uid-of-222" flags=NONE
S: 223 uid-of-223
! ITEM 2 num=223 "uid-of-223" flags=NONE
S: 224 uid-of-224
! ITEM 2 num=224 "uid-of-224" flags=NONE
S: 225 uid-of-225
! ITEM 2 num=225 "uid-of-225" flags=NONE
S: 226 uid-of-226
! ITEM 2 num=226 "uid-of-226" flags=NONE
S: 227 uid-of-227
! ITEM 2 num=227 "uid-of-227" flags=NONE
S: 228 uid-of-228
! ITEM 2 num=228 "uid-of-228" flags=NONE
S: 229 uid-of-229
! ITEM 2 num=229 "uid-of-229" flags=NONE
S: 230 uid-of-230
! ITEM 2 num=230 "uid-of-230" flags=NONE
S: 231 uid-of-231
! ITEM 2 num=231 "uid-of-231" flags=NONE
S: 232 uid-of-232
! ITEM 2 num=232 "uid-of-232" flags=NONE
S: 233 uid-of-233
! ITEM 2 num=233 "uid-of-233" flags=NONE
S: 234 uid-of-234
! ITEM 2 num=234 "uid-of-234" flags=NONE
S: 235 uid-of-235
! ITEM 2 num=235 "uid-of-235" flags=NONE
S: 236 uid-of-236
! ITEM 2 num=236 "uid-of-236" flags=NONE
S: 237 uid-of-237
! ITEM 2 num=237 "uid-of-237" flags=NONE
S: 238 uid-of-238
! ITEM 2 num=238 "uid-of-238" flags=NONE
S: 239 uid-of-239
! ITEM 2 num=239 "uid-of-239" flags=NONE
S: 240 uid-of-240
! ITEM 2 num=240 "uid-of-240" flags=NONE
S: 241 uid-of-241
! ITEM 2 num=241 "uid-of-241" flags=NONE
S: 242 uid-of-242
! ITEM 2 num=242 "uid-of-242" flags=NONE
S: 243 uid-of-243
! ITEM 2 num=243 "uid-of-243" flags=NONE
S: 244 uid-of-244
! ITEM 2 num=244 "uid-of-244" flags=NONE
S: 245 uid-of-245
! ITEM 2 num=245 "uid-of-245" flags=NONE
S: 246 uid-of-246
! ITEM 2 num=246 "uid-of-246" flags=NONE
S: 247 uid-of-247
! ITEM 2 num=247 "uid-of-247" flags=NONE
S: 248 uid-of-248
! ITEM 2 num=248 "uid-of-248" flags=NONE
S: 249 uid-of-249
! ITEM 2 num=249 "uid-of-249" flags=NONE
S: 250 uid-of-250
! ITEM 2 num=250 "uid-of-250" flags=NONE
S: 251 uid-of-251
! ITEM 2 num=251 "uid-of-251" flags=NONE
S: 252 uid-of-252
! ITEM 2 num=252 "uid-of-252" flags=NONE
S: 253 uid-of-253
! ITEM 2 num=253 "uid-of-253" flags=NONE
S: 254 uid-of-254
! ITEM 2 num=254 "uid-of-254" flags=NONE
S: 255 uid-of-255
! ITEM 2 num=255 "uid-of-255" flags=NONE
S: 256 uid-of-256
! ITEM 2 num=256 "uid-of-256" flags=NONE
S: 257 uid-of-257
! ITEM 2 num=257 "uid-of-257" flags=NONE
S: 258 uid-of-258
! ITEM 2 num=258 "uid-of-258" flags=NONE
S: 259 uid-of-259
! ITEM 2 num=259 "uid-of-259" flags=NONE
S: 260 uid-of-260
! ITEM 2 num=260 "uid-of-260" flags=NONE
S: 261 uid-of-261
! ITEM 2 num=261 "uid-of-261" flags=NONE
S: 262 uid-of-262
! ITEM 2 num=262 "uid-of-262" flags=NONE
S: 263 uid-of-263
! ITEM 2 num=263 "uid-of-263" flags=NONE
S: 264 uid-of-264
! ITEM 2 num=264 "uid-of-264" flags=NONE
S: 265 uid-of-265
! ITEM 2 num=265 "uid-of-265" flags=NONE
S: 266 uid-of-266
! ITEM 2 num=266 "uid-of-266" flags=NONE
S: 267 uid-of-267
! ITEM 2 num=267 "uid-of-267" flags=NONE
S: 268 uid-of-268
! ITEM 2 num=268 "uid-of-268" flags=NONE
S: 269 uid-of-269
! ITEM 2 num=269 "uid-of-269" flags=NONE
S: 270 uid-of-270
! ITEM 2 num=270 "uid-of-270" flags=NONE
S: 271 uid-of-271
! ITEM 2 num=271 "uid-of-271" flags=NONE
S: 272 uid-of-272
! ITEM 2 num=272 "uid-of-272" flags=NONE
S: 273 uid-of-273
! ITEM 2 num=273 "uid-of-273" flags=NONE
S: 274 uid-of-274
! ITEM 2 num=274 "uid-of-274" flags=NONE
S: 275 uid-of-275
! ITEM 2 num=275 "uid-of-275" flags=NONE
S: 276 uid-of-276
! ITEM 2 num=276 "uid-of-276" flags=NONE
S: 277 uid-of-277
! ITEM 2 num=277 "uid-of-277" flags=NONE
S: 278 uid-of-278
! ITEM 2 num=278 "uid-of-278" flags=NONE
S: 279 uid-of-279
! ITEM 2 num=279 "uid-of-279" flags=NONE
S: 280 uid-of-280
! ITEM 2 num=280 "uid-of-280" flags=NONE
S: 281 uid-of-281
! ITEM 2 num=281 "uid-of-281" flags=NONE
S: 282 uid-of-282
! ITEM 2 num=282 "uid-of-282" flags=NONE
S: 283 uid-of-283
! ITEM 2 num=283 "uid-of-283" flags=NONE
S: 284 uid-of-284
! ITEM 2 num=284 "uid-of-284" flags=NONE
S: 285 uid-of-285
! ITEM 2 num=285 "uid-of-285" flags=NONE
S: 286 uid-of-286
! ITEM 2 num=286 "uid-of-286" flags=NONE
S: 287 uid-of-287
! ITEM 2 num=287 "uid-of-287" flags=NONE
S: 288 uid-of-288
! ITEM 2 num=288 "uid-of-288" flags=NONE
S: 289 uid-of-289
! ITEM 2 num=289 "uid-of-289" flags=NONE
S: 290 uid-of-290
! ITEM 2 num=290 "uid-of-290" flags=NONE
S: 291 uid-of-291
! ITEM 2 num=291 "uid-of-291" flags=NONE
S: 292 uid-of-292
! ITEM 2 num=292 "uid-of-292" flags=NONE
S: 293 uid-of-293
! ITEM 2 num=293 "uid-of-293" flags=NONE
S: 294 uid-of-294
! ITEM 2 num=294 "uid-of-294" flags=NONE
S: 295 uid-of-295
! ITEM 2 num=295 "uid-of-295" flags=NONE
S: 296 uid-of-296
! ITEM 2 num=296 "uid-of-296" flags=NONE
S: 297 uid-of-297
! ITEM 2 num=297 "uid-of-297" flags=NONE
S: 298 uid-of-298
! ITEM 2 num=298 "uid-of-298" flags=NONE
S: 299 uid-of-299
! ITEM 2 num=299 "uid-of-299" flags=NONE
S: 300 uid-of-300
! ITEM 2 num=300 "uid-of-300" flags=NONE
S: 301 0123456789012345678901234567890123456789012345678901234567890123456789
! ITEM 2 num=301 "012345678901234567890123456789012345678901234567890123456789" flags=CUT
S: 302 next
! ITEM 2 num=302 "next" flags=NONE
S: .
! DONE 2
