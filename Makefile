# SPDX-License-Identifier: MIT
# GNU make. `make help` lists the targets; docs are in README.md.
#
#   make CC=clang WERROR=1      another compiler, warnings are errors
#   make V=1                    shows the commands
#   make B=DIR                  objects and results in DIR instead of build
#   make MBEDTLS=PREFIX         the Mbed TLS installed there
#   make ZLIB=no                without zlib; also CARES=no, IDN2=no, UNISTRING=no

SAN ?=
B ?= $(if $(SAN),build/san,build)
CFLAGS ?= -O2 -g
AR ?= ar
ARM ?= arm-none-eabi-
FUZZ_CC ?= clang
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
DESTDIR ?=

VERSION := $(shell sed -n 's/^.define MW_VERSION_STRING "\(.*\)"$$/\1/p' include/mailwire/version.h)
SONAME := libmailwire.so.1
REALNAME := $(SONAME).$(VERSION)
CORE_DIRS := base wire sasl mime engine session
# What is not a program of its own there is common to all test programs.
TEST_DIRS := $(filter-out abi bench demo fuzz servers tools,$(notdir $(patsubst %/,%,$(wildcard tests/*/))))

MW_FLAGS := -std=c99 -Wall -Wextra -Wpedantic -Wconversion -Wshadow $(if $(WERROR),-Werror) \
    -fPIC -Iinclude
SAN_1 := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
SAN_fuzz := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
MW_FLAGS += $(SAN_$(SAN))

CORE := $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard $(CORE_DIRS:%=lib/%/*.c))))
NET := $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard lib/net/*.c)))
HELPERS := $(basename $(sort $(filter-out %_test.c tests/server/main.c tests/engine/transcript.c, \
    $(wildcard $(TEST_DIRS:%=tests/%/*.c)))))
SUPPORT = $(foreach h,$(HELPERS),$(if $(call MISSING_FOR,$(h)),,$(B)/obj/$(h).o))
TESTS := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/*/*_test.c)))
RUNNER := $(patsubst %.c,$(B)/%,$(wildcard tests/engine/transcript.c))
BENCHES := $(patsubst %.c,$(B)/%,$(sort $(wildcard tests/bench/bench_*.c tests/bench/peer_*.c)))
BENCH_COMMON := $(filter-out $(BENCHES:$(B)/%=$(B)/obj/%.o),$(patsubst %.c,$(B)/obj/%.o,\
    $(sort $(wildcard tests/bench/*.c))))
EXAMPLES := $(patsubst %.c,$(B)/%,$(sort $(wildcard examples/*.c)))
FUZZERS := $(patsubst %_fuzz.c,$(B)/%_fuzz,$(sort $(wildcard tests/fuzz/*_fuzz.c)))
FUZZ_COMMON := $(patsubst %.c,$(B)/obj/%.o,$(sort \
    $(filter-out %_fuzz.c tests/fuzz/replay.c,$(wildcard tests/fuzz/*.c))))
MAN := $(sort $(wildcard include/man/*.[1-9]))
LIBRARIES := $(B)/libmailwire-core.a $(B)/libmailwire.a $(B)/libmailwire.so
Q := $(if $(V),,@)
SAY = @$(if $(V)$(findstring s,$(firstword -$(MAKEFLAGS))),:,printf '%-5s %s\n')
CHECK := MAKE='$(MAKE)' B='$(B)' CC='$(CC)' tests/tools
CHECK_SAN := MAKE='$(MAKE) SAN=1' B='$(if $(filter build,$(B)),build/san,$(B))' CC='$(CC)' tests/tools

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SECONDARY:
.PHONY: FORCE

# --- what is there ---------------------------------------------------------------------------

ifneq ($(filter-out clean help,$(or $(MAKECMDGOALS),all)),)
include $(B)/config.mk
endif

# When packages come or go, these change.
PLACES := $(MBEDTLS:%=%/lib) $(MBEDTLS:%=%/include) /usr/bin /usr/include /usr/local/include \
    $(wildcard /usr/lib/*/pkgconfig /usr/local/lib/pkgconfig)

$(B)/config.in: FORCE
	@mkdir -p $(@D)
	@{ printf '%s\n' '$(CC)|$(MBEDTLS)|$(CARES)|$(IDN2)|$(UNISTRING)|$(ZLIB)|$(PKG_CONFIG_PATH)'; \
	    stat -c '%n %Y' $(PLACES) 2>/dev/null || :; } >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(B)/config.mk: tests/tools/configure.sh $(B)/config.in
	@CC='$(CC)' MBEDTLS='$(MBEDTLS)' CARES='$(CARES)' IDN2='$(IDN2)' UNISTRING='$(UNISTRING)' ZLIB='$(ZLIB)' \
	    $< >$@

config: ## Shows what was found and will be used
	@printf '%-12s %s\n' compiler '$(or $(CC_VERSION),none: $(NEED_CC))' flags '$(CFLAGS)' \
	    'Mbed TLS' '$(if $(NEED_MBEDTLS),none: $(NEED_MBEDTLS),$(MBEDTLS_VERSION) by $(MBEDTLS_HOW))' \
	    c-ares '$(CARES_HOW)' libidn2 '$(IDN2_HOW)' libunistring '$(UNISTRING_HOW)' zlib '$(ZLIB_HOW)' \
	    cmocka '$(or $(NEED_CMOCKA),yes)' objects '$(B)/'

need-cc:
	@test -z '$(NEED_CC)' || { echo '$(NEED_CC)' >&2; exit 1; }

need-mbedtls: need-cc
	@test -z '$(NEED_MBEDTLS)' || { echo '$(NEED_MBEDTLS)' >&2; exit 1; }

need-cmocka: need-mbedtls
	@test -z '$(NEED_CMOCKA)' || { echo '$(NEED_CMOCKA)' >&2; exit 1; }

# Other flags, another compiler, another file list: build again what they touch.
$(B)/flags: FORCE
	@printf '%s\n' '$(CC)|$(CC_VERSION)|$(CPPFLAGS)|$(CFLAGS)|$(MW_FLAGS)|$(LDFLAGS)|$(HOSTED_CFLAGS)|$(HOSTED_LIBS)|$(MBEDTLS_VERSION)' >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

$(B)/sources: FORCE
	@printf '%s\n' '$(CORE) $(NET) $(SUPPORT) $(FUZZ_COMMON) $(BENCH_COMMON)' >$@.new
	@if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi

# A test, bench or example that includes another library's header is built where that library is.
OPTIONAL := uv glib curl esmtp etpan gsasl
HEADER_uv := uv.h
HEADER_glib := glib
HEADER_curl := curl/
HEADER_esmtp := libesmtp.h
HEADER_gsasl := gsasl.h
HEADER_etpan := libetpan/
MAY_USE := $(wildcard tests/*/*_test.c $(HELPERS:%=%.c) tests/bench/*.c examples/*.c)
$(foreach w,$(OPTIONAL),$(eval USES_$(w) := $(basename \
    $(shell grep -ls '^#include <$(HEADER_$(w))' $(MAY_USE) /dev/null))))
# the live tests' helper asks libcurl what has arrived
USES_curl += $(if $(filter tests/live/%,$(USES_curl)),$(basename $(wildcard tests/live/*_test.c)))
WANTS = $(foreach w,$(OPTIONAL),$(if $(filter $(1),$(USES_$(w))),$(w)))
WANTED_CFLAGS = $(foreach w,$(call WANTS,$*),$(CFLAGS_$(w)))
WANTED_TEST_CFLAGS = $(foreach w,$(call WANTS,tests/$*),$(CFLAGS_$(w)))
WANTED_LIBS = $(foreach w,$(call WANTS,$*),$(LIBS_$(w)))
MISSING_FOR = $(foreach w,$(call WANTS,$(1:$(B)/%=%)),$(if $(HAVE_$(w)),,$(w)))
LEFT_OUT = $(foreach p,$(1),$(if $(call MISSING_FOR,$(p)),$(p:$(B)/%=%)))
CAN_BUILD = $(foreach p,$(1),$(if $(call MISSING_FOR,$(p)),,$(p)))

# --- libraries -------------------------------------------------------------------------------

all: $(LIBRARIES) ## The libraries: static, shared, and the freestanding core

core: $(B)/libmailwire-core.a ## Only the freestanding core; needs no Mbed TLS

HOSTED_OBJECTS := $(NET) $(SUPPORT)
$(HOSTED_OBJECTS): EXTRA = $(HOSTED_CFLAGS)
$(HOSTED_OBJECTS): | need-mbedtls
$(CORE) $(NET): EXTRA += -Ilib -fvisibility=hidden

$(B)/obj/%.o: %.c $(B)/flags | need-cc
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CPPFLAGS) $(MW_FLAGS) $(EXTRA) $(CFLAGS) -MD -MP -c -o $@ $<

$(B)/obj/tests/%.o: tests/%.c $(B)/flags | need-mbedtls
	@mkdir -p $(@D)
	$(SAY) CC $<
	$(Q)$(CC) $(CPPFLAGS) $(MW_FLAGS) $(HOSTED_CFLAGS) $(WANTED_TEST_CFLAGS) -Ilib -Itests -pthread \
	    $(CFLAGS) -MD -MP -c -o $@ $<

$(B)/libmailwire-core.a: $(CORE) $(B)/sources
	@test -n '$(CORE)' || { echo 'there is no source in lib/' >&2; exit 1; }
	@rm -f $@
	$(SAY) AR $@
	$(Q)$(AR) rcs $@ $(CORE)

$(B)/libmailwire.a: $(CORE) $(NET) $(B)/sources
	@rm -f $@
	$(SAY) AR $@
	$(Q)$(AR) rcs $@ $(CORE) $(NET)

$(B)/$(REALNAME): $(CORE) $(NET) $(B)/sources lib/mailwire.map
	$(SAY) LINK $@
	$(Q)$(CC) -shared -Wl,-soname,$(SONAME) -Wl,--version-script=lib/mailwire.map $(if $(SAN),,-Wl,-z,defs) \
	    $(SAN_$(SAN)) $(CFLAGS) $(LDFLAGS) -o $@ $(CORE) $(NET) $(HOSTED_LIBS) $(MBEDTLS_RPATH)

$(B)/libmailwire.so: $(B)/$(REALNAME)
	@ln -sf $(REALNAME) $(B)/$(SONAME)
	@ln -sf $(SONAME) $@

single: ## The core as one mailwire.c and one mailwire.h, for firmware
	@$(CHECK)/single.sh $(B)/single

rare: ## IMAP's transcripts without the names of rare extensions
	@$(CHECK)/rare.sh

# --- programs --------------------------------------------------------------------------------

$(B)/tests/libsupport.a: $(SUPPORT) $(B)/sources
	@mkdir -p $(@D)
	@rm -f $@
	$(SAY) AR $@
	$(Q)$(AR) rcs $@ $(SUPPORT)

# The loopback server alone: what the demo links must need no test library.
SERVER = $(filter $(B)/obj/tests/server/%,$(SUPPORT))
$(B)/tests/libserver.a: $(SERVER) $(B)/sources
	@mkdir -p $(@D)
	@rm -f $@
	$(SAY) AR $@
	$(Q)$(AR) rcs $@ $(SERVER)

SERVER_LIBS = $(B)/tests/libserver.a $(B)/libmailwire.a
TEST_LIBS = $(B)/tests/libsupport.a $(B)/libmailwire.a
LINK = $(CC) $(SAN_$(SAN)) $(CFLAGS) $(LDFLAGS) -pthread -o $@
TEST_LINK = $(LINK) $< $(TEST_LIBS) -lcmocka $(WANTED_LIBS) $(HOSTED_LIBS) $(MBEDTLS_RPATH)

$(TESTS) $(RUNNER): $(B)/%: $(B)/obj/%.o $(B)/tests/libsupport.a $(B)/libmailwire.a | need-cmocka
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(TEST_LINK)

$(B)/mailserver: $(B)/obj/tests/server/main.o $(SERVER_LIBS)
	$(SAY) LINK $@
	$(Q)$(LINK) $< $(SERVER_LIBS) $(HOSTED_LIBS) $(MBEDTLS_RPATH)

DEMO := $(patsubst %.c,$(B)/obj/%.o,$(sort $(wildcard tests/demo/*.c)))
$(B)/demo: $(DEMO) $(SERVER_LIBS) $(B)/sources
	@test -n '$(DEMO)' || { echo 'there is no source in tests/demo/' >&2; exit 1; }
	$(SAY) LINK $@
	$(Q)$(LINK) $(DEMO) $(SERVER_LIBS) $(HOSTED_LIBS) $(MBEDTLS_RPATH)

$(EXAMPLES:$(B)/%=$(B)/obj/%.o): EXTRA = $(WANTED_CFLAGS)

# bench_NAME is a bench, peer_NAME a program that it runs, the rest is common to them.
$(B)/tests/libbench.a: $(BENCH_COMMON) $(B)/sources
	@mkdir -p $(@D)
	@rm -f $@
	$(SAY) AR $@
	$(Q)$(AR) rcs $@ $(BENCH_COMMON)

$(BENCHES): $(B)/%: $(B)/obj/%.o $(B)/tests/libbench.a $(B)/tests/libsupport.a $(B)/libmailwire.a
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(LINK) $< $(B)/tests/libbench.a $(TEST_LIBS) $(WANTED_LIBS) $(HOSTED_LIBS) $(MBEDTLS_RPATH)

# An example without main() is a piece for the user's own program: compiled only.
$(EXAMPLES): $(B)/%: $(B)/obj/%.o $(B)/libmailwire.a | need-mbedtls
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)if grep -q '^int main(' $*.c; then \
	    $(LINK) $< $(B)/libmailwire.a $(WANTED_LIBS) $(HOSTED_LIBS) $(MBEDTLS_RPATH); \
	else cp $< $@; fi

examples: $(call CAN_BUILD,$(EXAMPLES)) ## The example programs

left-out: # NAME of each program that is not built, as a library is not there
	@printf '%s\n' $(call LEFT_OUT,$(TESTS) $(BENCHES) $(EXAMPLES))

programs: all examples $(RUNNER) $(B)/mailserver $(B)/demo $(call CAN_BUILD,$(TESTS) $(BENCHES))

# --- checks ----------------------------------------------------------------------------------

check: ## Everything; installs missing packages where it may
	@tests/tools/install.sh check
	@$(CHECK)/check.sh build tools unit small bench fuzz live demo

check-unit: ## Unit tests and transcripts: no servers, nothing installed
	@$(CHECK)/check.sh build unit

check-programs: ## Unit, small-buffer and live tests
	@$(CHECK)/check.sh build unit small live

check-san: ## Unit, small-buffer and live tests under ASan and UBSan
	@$(CHECK_SAN)/check.sh build unit small live

check-small: ## Unit tests and transcripts with the smallest buffers
	@$(CHECK)/check.sh build small

interop: ## Tests against real servers on loopback
	@$(CHECK)/check.sh build live

layers: ## Do includes go one way, and does the core include nothing hosted?
	@$(CHECK)/layers.sh

freestanding: ## Does the core need nothing but six memory functions?
	@$(CHECK)/freestanding.sh

size: ## Code, data, structs and stack for a Cortex-M3; fails past tests/tools/size.limits
	@tests/tools/install.sh size
	@$(CHECK)/size.sh

size-table: size ## Writes the size table of README.md
	@B='$(B)' tests/tools/size-table.sh

style: ## Line, file and function lengths, blanks, forbidden words
	@$(CHECK)/style.sh

docs-check: all ## Do the programs in README and man pages compile; is every function described?
	@$(CHECK)/docs-check.sh

headers: ## Do the public headers compile alone, as C99 and C++11?
	@$(CHECK)/headers.sh

abi: all ## Exported symbols = version script = headers; struct layouts as recorded
	@$(CHECK)/abi.sh

consumer: all ## Builds a program outside the tree against an installed copy
	@$(CHECK)/consumer.sh

tidy: ## clang-tidy over lib/
	@command -v clang-tidy >/dev/null || { echo 'clang-tidy is missing: apt-get install clang-tidy' >&2; exit 1; }
	clang-tidy --quiet --warnings-as-errors='*' lib/*/*.c -- -std=c99 -Iinclude -Ilib $(HOSTED_CFLAGS)

fuzz: ## Runs each fuzz target for MW_FUZZ_SECONDS (60)
	@MW_FUZZ_SECONDS=$${MW_FUZZ_SECONDS:-60} $(CHECK)/check.sh fuzz

# libFuzzer where FUZZ_CC has it, else a program that replays the corpus once.
fuzzers: $(FUZZERS)

$(FUZZERS): $(B)/%: $(B)/obj/%.o $(FUZZ_COMMON) $(B)/tests/libsupport.a $(B)/libmailwire.a
	@mkdir -p $(@D)
	$(SAY) LINK $@
	$(Q)$(CC) $(if $(filter fuzz,$(SAN)),-fsanitize=fuzzer,$(B)/obj/tests/fuzz/replay.o) $(SAN_$(SAN)) $(CFLAGS) \
	    $(LDFLAGS) -pthread -o $@ $< $(FUZZ_COMMON) $(TEST_LIBS) $(HOSTED_LIBS) $(MBEDTLS_RPATH)

ifneq ($(SAN),fuzz)
$(FUZZERS): $(B)/obj/tests/fuzz/replay.o
endif

demo: ## A message out by SMTP, back by IMAP and POP3, step by step
	@tests/tools/install.sh demo
	@$(MAKE) --no-print-directory --silent $(B)/demo $(B)/mailserver
	@$(B)/demo

bench: $(call CAN_BUILD,$(BENCHES)) ## Speed and memory, beside libcurl, libESMTP and libetpan where they are
	@test -n '$^' || { echo 'there is no source in tests/bench/' >&2; exit 1; }
	@for m in $(call LEFT_OUT,$(BENCHES)); do echo "not built: $$m, a library is not there"; done
	@set -e; for p in $(foreach p,$^,$(if $(filter bench_%,$(notdir $p)),$p)); do echo "== $${p##*/}"; $$p; done

# --- installation ----------------------------------------------------------------------------

PC = sed -e 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' \
    -e 's|@LIBDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(LIBDIR))|' \
    -e 's|@INCLUDEDIR@|$(patsubst $(PREFIX)/%,$${prefix}/%,$(INCLUDEDIR))|' \
    -e 's|@PRIVATE_LIBS@|$(strip $(HOSTED_LIBS))|'
PCS := mailwire.pc mailwire-core.pc

install: all ## DESTDIR, PREFIX, LIBDIR, INCLUDEDIR, MANDIR
	install -d '$(DESTDIR)$(INCLUDEDIR)/mailwire' '$(DESTDIR)$(LIBDIR)/pkgconfig'
	install -m 644 include/mailwire/*.h '$(DESTDIR)$(INCLUDEDIR)/mailwire'
	install -m 644 $(B)/libmailwire.a $(B)/libmailwire-core.a '$(DESTDIR)$(LIBDIR)'
	install -m 755 $(B)/$(REALNAME) '$(DESTDIR)$(LIBDIR)'
	ln -sf $(REALNAME) '$(DESTDIR)$(LIBDIR)/$(SONAME)'
	ln -sf $(SONAME) '$(DESTDIR)$(LIBDIR)/libmailwire.so'
	for p in $(PCS); do $(PC) pkgconfig/$$p.in >$(B)/$$p && \
	    install -m 644 $(B)/$$p '$(DESTDIR)$(LIBDIR)/pkgconfig' || exit 1; done
	for m in $(MAN); do d='$(DESTDIR)$(MANDIR)'/man$${m##*.}; install -d "$$d" && \
	    install -m 644 $$m "$$d" || exit 1; done

uninstall: ## Removes what install made
	for h in include/mailwire/*.h; do rm -f '$(DESTDIR)$(INCLUDEDIR)'/mailwire/$${h##*/}; done
	-rmdir '$(DESTDIR)$(INCLUDEDIR)/mailwire'
	for f in libmailwire.a libmailwire-core.a libmailwire.so $(SONAME) $(REALNAME) $(PCS:%=pkgconfig/%); do \
	    rm -f '$(DESTDIR)$(LIBDIR)'/$$f; done
	for m in $(MAN); do rm -f '$(DESTDIR)$(MANDIR)'/man$${m##*.}/$${m##*/}; done

dist: ## build/mailwire-VERSION.tar.gz of what is committed
	@git rev-parse --verify -q HEAD >/dev/null || { echo 'make dist needs a git checkout with a commit' >&2; exit 1; }
	@test -z "$$(git status --porcelain)" || echo 'note: changes that are not committed are left out'
	@mkdir -p $(B)
	git archive --format=tar.gz --prefix=mailwire-$(VERSION)/ -o $(B)/mailwire-$(VERSION).tar.gz HEAD

clean: ## Removes $(B)/
	rm -rf $(B)

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)$$/\1|\2/p' Makefile | awk -F'|' '{ printf "%-14s %s\n", $$1, $$2 }'

.PHONY: config need-cc need-mbedtls need-cmocka all core single rare examples left-out programs check check-unit \
    check-programs check-san check-small interop layers freestanding size style docs-check headers abi consumer tidy \
    fuzz fuzzers demo bench install uninstall dist clean help

-include $(shell find $(B)/obj -name '*.d' 2>/dev/null)
