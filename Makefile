# Every target sets up what it needs by itself; bare `make` lists them.
BIN := .venv/bin
PY := $(BIN)/python
CODE := $(wildcard pos_app ui sync central resources storeday bench installer tests)

# Every program that a target starts reads compiled modules instead of compiling them again.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := list
.PHONY: list run test check simulate bench contract package packagetest format lock prepare

list: ## list the targets (what bare `make` does)
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

prepare: ## set up this checkout: done by itself, instant the second time
	@sh packaging/setup/prepare.sh

run: prepare ## start the demo store with its centre; without a display, the tour of its screens
	@QT_LOGGING_RULES="qt.multimedia.*=false" $(PY) -m storeday

check: prepare ## format, lint, types, import contracts and tidy rules (under a minute)
	@echo 'check: format';           $(BIN)/ruff format --check --quiet --output-format concise $(CODE)
	@echo 'check: lint';             $(BIN)/ruff check --quiet --output-format concise $(CODE)
	@echo 'check: types';            $(BIN)/mypy --no-error-summary $(CODE)
	@echo 'check: import contracts'; $(BIN)/lint-imports --no-logo >var/import-contracts.txt || { cat var/import-contracts.txt; exit 1; }
	@echo 'check: tidy rules';       $(PY) -m pytest -q tests/tidy

test: check ## all that CI runs: check, then every test
	@$(PY) -m pytest -n 4 --dist loadfile --no-loadscope-reorder tests

simulate: prepare ## run seeds of the simulated fleet (docs/simulation.md); SEEDS=n, FROM=n
	@$(PY) -m tests.simulation --seeds $(or $(SEEDS),60) --from $(or $(FROM),1)

bench: prepare ## run the benchmarks and write docs/benchmarks.md; NAME=x runs one
	@$(PY) -m bench $(NAME)

contract: prepare ## hold the protocol against a centre: URL=https://… TOKEN=… UNIT=12; without URL against our own
	@CONTRACT_URL="$(URL)" CONTRACT_TOKEN="$(TOKEN)" CONTRACT_UNIT="$(UNIT)" $(PY) -m pytest -q tests/contract

package: prepare ## build folders and .deb packages of app and centre into dist (minutes: docs/install.md)
	@$(PY) -m installer

packagetest: prepare ## as root: install the packages into a Debian of their own, sell, upgrade, remove (docs/release.md)
	@$(PY) -m tests.packaging.install_day

format: prepare ## format the code and mend what the linter can mend
	@$(BIN)/ruff check --fix --quiet $(CODE); $(BIN)/ruff format --quiet $(CODE)

lock: prepare ## resolve the dependencies anew into requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--group dev pyproject.toml --output-file requirements.lock
