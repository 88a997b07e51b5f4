# zongjie: build, samples and tests.  `make help` lists the targets.
CC ?= cc
CFLAGS ?= -O2 -g
PREFIX ?= /usr/local
DESTDIR ?=
B ?= build
V ?= 0
SETUP ?= yes
Q = $(if $(filter 0,$V),@,)
say = $(if $(filter 0,$V),@printf '  %-8s %s\n' $(1) $(2),)
setup = $(if $(filter yes,$(SETUP)),@sh .ci/setup $(1),@:)

WARN = -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wvla -Wswitch-enum $(WERROR)
PKGS = libxml-2.0 cairo cairo-ft cairo-pdf cairo-svg pangocairo pangoft2 harfbuzz fontconfig freetype2 libqpdf \
	libzip yajl sqlite3 odbc
SHARE = $(PREFIX)/share/zongjie
VERSION = 0.1.0
DEFS = -std=c17 -D_POSIX_C_SOURCE=200809L -Igenerator -DZONGJIE_SHARE='"$(SHARE)"' \
	-DZONGJIE_LOCALE='"$(PREFIX)/share/locale"' -DZONGJIE_VERSION='"$(VERSION)"'
INCS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null | sed 's/-I/-isystem /g')
LIBS := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lgmp -lm
# FreeXL reads old workbooks too: a judge of ours.
TESTLIBS = -lcriterion -lfreexl
ALLC = $(DEFS) $(INCS) $(WARN) $(CFLAGS) $(SAN)

ROOMS := $(shell sed -n 's/^\([a-z]*\):.*/\1/p' generator/ROOMS)
SRC := $(wildcard $(addsuffix /*.c,$(addprefix generator/,$(ROOMS))))
OBJ := $(SRC:%.c=$B/%.o)
TESTSRC := $(wildcard tests/unit/*/*.c tests/property/*.c tests/golden/*.c)
TESTOBJ := $(TESTSRC:%.c=$B/%.o)
HEADERS := $(filter-out generator/base/diag_list.h generator/document/kinds.h,$(wildcard generator/*/*.h))
SAMPLES := $(patsubst samples/%/job.xml,%,$(wildcard samples/*/job.xml))
FONTS = build/fonts/fonts.xml
INSTALLED = templates/*.xml templates/README.md

.DEFAULT_GOAL := all
.PHONY: all help samples samples-now check check-now bench san valgrind cov lint fmt fmt-check rooms headers \
	fonts install uninstall dist clean golden-accept fuzz fuzz-smoke fuzz-targets

## all: the program, build/zongjie
all: $B/zongjie $(B)/locale/zh_CN/LC_MESSAGES/zongjie.mo

$B/zongjie: $(OBJ) $B/generator/main.o
	$(call say,LINK,$@)
	$Q$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LIBS)

$B/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$Q$(CC) $(ALLC) -MMD -MP -c -o $@ $<

-include $(OBJ:.o=.d) $(TESTOBJ:.o=.d)

$B/locale/%/LC_MESSAGES/zongjie.mo: generator/po/%.po
	@mkdir -p $(@D)
	$(call say,MSGFMT,$<)
	$Qmsgfmt --check-format -o $@ $<

## fonts: fetch and prepare the fonts (build/fonts)
fonts: $(FONTS)
# Other build folders find the prepared fonts beside their programs.
build-%/fonts:
	@mkdir -p $(@D)
	@ln -sfn ../build/fonts $@
$(FONTS): fonts/fonts.xml fonts/prepare.c fonts/fetch.sh fonts/SHA256SUMS
	$(call say,FONTS,build/fonts)
	@mkdir -p build/fonts
	$Qsh fonts/fetch.sh build/fonts-src
	$Q$(CC) -std=c17 -D_POSIX_C_SOURCE=200809L $(WARN) -O2 -o build/prepare-fonts fonts/prepare.c \
		$$(pkg-config --cflags --libs harfbuzz-subset harfbuzz)
	$Qbuild/prepare-fonts build/fonts-src build/fonts fonts
	$Qcp fonts/fonts.xml $@

## samples: everything needed, then every sample as PDF under samples/*/out
samples:
	$(call setup,build)
	@$(MAKE) --no-print-directory samples-now
samples-now: all $(FONTS)
	@for s in $(SAMPLES); do $B/zongjie build -q samples/$$s/job.xml && ls samples/$$s/out/*.pdf || exit 1; done

## check: everything needed, then every test
check:
	$(call setup,check)
	@$(MAKE) --no-print-directory check-now
check-now: rooms headers fmt-check all $(FONTS) $B/run-tests
	@for s in $(SAMPLES); do $B/zongjie check -q samples/$$s/job.xml 2>/dev/null || exit 1; done
	LC_ALL=C.UTF-8 TZ=UTC $B/run-tests --jobs 2
	@$(MAKE) --no-print-directory fuzz-smoke

$B/run-tests: $(OBJ) $(TESTOBJ)
	$(call say,LINK,$@)
	$Q$(CC) $(CFLAGS) $(SAN) $(LDFLAGS) -o $@ $^ $(LIBS) $(TESTLIBS)

## rooms: no room includes a room that generator/ROOMS does not allow
rooms:
	@awk -f .ci/rooms.awk generator/ROOMS $(wildcard generator/*/*.c generator/*/*.h)

## headers: every header compiles alone
headers:
	@mkdir -p $B
	@for h in $(HEADERS); do echo "#include \"$${h#generator/}\""; done | sort > $B/headers.txt
	@while read -r line; do echo "$$line" | $(CC) $(DEFS) $(INCS) $(WARN) -fsyntax-only -x c - || exit 1; done < $B/headers.txt

## golden-accept CASE=name: take what one golden case gives now as what it should give
golden-accept:
	@sh tests/golden/run.sh --accept tests/golden/$(CASE)

## bench: speed, size and memory beside the yardstick tests/bench/floor.c
bench:
	$(call setup,bench)
	@$(MAKE) --no-print-directory all $(FONTS)
	@sh tests/bench/run.sh

SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
## san: the tests under AddressSanitizer and UndefinedBehaviorSanitizer
san:
	$(call setup,san)
	@$(MAKE) --no-print-directory $(FONTS)
	@$(MAKE) --no-print-directory B=build-san CFLAGS='-O1 -g' SAN='$(SANITIZE)' all build-san/fonts build-san/run-tests
	@rm -f build-san/asan.*
	@ASAN_OPTIONS=log_path=$(CURDIR)/build-san/asan:detect_leaks=1:allocator_may_return_null=1 \
		LSAN_OPTIONS=suppressions=$(CURDIR)/.ci/lsan.supp:print_suppressions=0 \
		LC_ALL=C.UTF-8 TZ=UTC build-san/run-tests --jobs 2
	@! cat build-san/asan.* 2>/dev/null | grep .

# Fuzz targets: tests/fuzz/TARGET.c, linked with what it needs of these rooms; the smoke test gives each a few seconds.
FUZZ_ROOMS = base value xml table source metric wording prose
FUZZ_FLAGS = -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
FUZZ_NAMES := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
FUZZ_MAKE = $(MAKE) --no-print-directory B=build-fuzz CC=clang CFLAGS='-O1 -g' SAN='-fsanitize=fuzzer-no-link $(FUZZ_FLAGS)'
SECONDS ?= 60
## fuzz: one fuzz target for a time: make fuzz TARGET=csv SECONDS=300
fuzz:
	$(call setup,check)
	@test -n '$(TARGET)' || { echo 'fuzz: name a target: make fuzz TARGET=NAME; there are $(FUZZ_NAMES)' >&2; exit 3; }
	@$(FUZZ_MAKE) build-fuzz/fuzz-$(TARGET)
	@sh .ci/fuzz $(SECONDS) $(TARGET)
## fuzz-smoke: every fuzz target for a few seconds, with the inputs kept in tests/fuzz/corpus
fuzz-smoke:
	@$(FUZZ_MAKE) fuzz-targets
	@printf '%s\n' $(FUZZ_NAMES) | xargs -P 2 -n 1 sh .ci/fuzz 6
fuzz-targets: $(FUZZ_NAMES:%=$B/fuzz-%)
FUZZ_SRC := $(wildcard $(FUZZ_ROOMS:%=generator/%/*.c))
$B/fuzz.a: $(FUZZ_SRC:%.c=$B/%.o)
	@rm -f $@
	$Qar rcs $@ $^
$B/fuzz-%: $B/tests/fuzz/%.o $B/fuzz.a
	$(call say,LINK,$@)
	$Q$(CC) $(CFLAGS) -fsanitize=fuzzer $(FUZZ_FLAGS) -o $@ $^ $(LIBS)
.SECONDARY: $(FUZZ_NAMES:%=$B/tests/fuzz/%.o)
-include $(FUZZ_NAMES:%=$B/tests/fuzz/%.d)

## valgrind: every sample and the unit tests under valgrind
valgrind:
	$(call setup,valgrind)
	@$(MAKE) --no-print-directory all $(FONTS) $B/run-tests
	@sh .ci/valgrind $B

## cov: line coverage by room; fails under 85 %
cov:
	$(call setup,cov)
	@$(MAKE) --no-print-directory $(FONTS)
	@$(MAKE) --no-print-directory B=build-cov CFLAGS='-O0 -g --coverage' all build-cov/fonts build-cov/run-tests
	@find build-cov -name '*.gcda' -delete
	@# gcov writes files of its own, which the tests of a full disk and of opened files see: here only the lines count.
	@LC_ALL=C.UTF-8 TZ=UTC build-cov/run-tests --jobs 2 2>&1 | tail -1
	@gcovr -r . --object-directory build-cov build-cov -f generator/ --fail-under-line 85 --txt

## lint: clang and gcc without a warning, clang-tidy, cppcheck
lint:
	$(call setup,lint)
	@sh .ci/lint

## fmt: format all C files
fmt:
	@clang-format-14 -i $(wildcard generator/*/*.[ch] generator/*.c generator/base/diag/*.h tests/unit/*/*.[ch] tests/property/*.c tests/golden/*.c tests/fuzz/*.c fonts/*.c)
fmt-check:
	@clang-format-14 --dry-run -Werror $(wildcard generator/*/*.[ch] generator/*.c tests/unit/*/*.[ch] tests/property/*.c tests/golden/*.c tests/fuzz/*.c fonts/*.c)

## install, uninstall: under PREFIX (/usr/local), with DESTDIR
install: all $(FONTS)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(SHARE)/fonts $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/locale/zh_CN/LC_MESSAGES
	install -m 755 $B/zongjie $(DESTDIR)$(PREFIX)/bin/zongjie
	install -m 644 generator/zongjie.1 $(DESTDIR)$(PREFIX)/share/man/man1/zongjie.1
	install -m 644 $B/locale/zh_CN/LC_MESSAGES/zongjie.mo $(DESTDIR)$(PREFIX)/share/locale/zh_CN/LC_MESSAGES/
	install -m 644 build/fonts/* $(DESTDIR)$(SHARE)/fonts/
	find templates -type f | while read -r f; do install -D -m 644 "$$f" "$(DESTDIR)$(SHARE)/$$f"; done
uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/zongjie $(DESTDIR)$(PREFIX)/share/man/man1/zongjie.1 \
		$(DESTDIR)$(PREFIX)/share/locale/zh_CN/LC_MESSAGES/zongjie.mo
	rm -rf $(DESTDIR)$(SHARE)

## dist: the sources as zongjie-VERSION.tar.gz
dist:
	@mkdir -p build
	git archive --prefix=zongjie-$(VERSION)/ -o build/zongjie-$(VERSION).tar.gz HEAD
	@echo build/zongjie-$(VERSION).tar.gz

## clean: remove what was built (fonts stay)
clean:
	rm -rf $B/generator $B/tests $B/run-tests $B/zongjie $B/locale build-* samples/*/out

help:
	@sed -n 's/^## //p' Makefile

# make unit-ROOM: the tests of one room alone, linked with that room and those it may include.
room_step = $(sort base $(1) $(foreach r,$(1),$(shell sed -n 's/^$(r)://p' generator/ROOMS)))
room_closure = $(call room_step,$(call room_step,$(call room_step,$(1))))
unit-%:
	@$(MAKE) --no-print-directory $B/unit-$*.run ROOM=$*
ifdef ROOM
ROOM_SRC := $(wildcard $(addsuffix /*.c,$(addprefix generator/,$(call room_closure,$(ROOM)))))
$B/unit-$(ROOM): $(ROOM_SRC:%.c=$B/%.o) $(patsubst %.c,$B/%.o,$(wildcard tests/unit/$(ROOM)/*.c))
	$(call say,LINK,$@)
	$Q$(CC) $(SAN) -o $@ $^ $(LIBS) $(TESTLIBS)
$B/unit-$(ROOM).run: $B/unit-$(ROOM) | $B/fonts
	$< --jobs 2
.PHONY: $B/unit-$(ROOM).run
endif
