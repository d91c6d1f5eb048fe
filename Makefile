# Every target sets up what it needs; a fresh machine needs Python ≥ 3.11 and Java ≥ 11 (or network, once).
# The first that runs: a version manager leaves names on the path that only say where they could be had.
PYTHON ?= $(or $(shell for python in python3.13 python3.12 python3.11 python3 python; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && command -v $$python && break; done),python3)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.locked
# An older pip looks for the newest release of whatever is asked for with extras, locked or not.
PIP := pip>=23.3
# Runs side by side, each told of when it is over; each with a temporary folder of its own, for pytest cleans up
# whatever it finds.
AT_ONCE := $(MAKE) --no-print-directory $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)
PYTEST := mkdir -p .cache/pytest && $(BIN)/pytest -q --durations=10 --basetemp=.cache/pytest
UNIT := not emulator and not flow and not browser and not wire
UNITS := tests/unit tests/contracts
FIRST_PAGES := tests/page/test_[a-p]*
# Dozens of processes start in each run: without what is compiled already, each would compile shared/ anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run demo test test-first-pages test-pages-and-ports test-system test-rest terraform \
	proof proof-crashes proof-elsewhere proof-rest proof-long unit check lint package frontend bench doctor person smoke screenshots lock
.DEFAULT_GOAL := help

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: $(STAMP)  ## start everything with demo data, play the three steps, keep serving
	@$(BIN)/python -m local run

demo: $(STAMP)  ## play the three steps with both kinds of credentials, and end; 0 only if each applicant is in Personio once
	@$(BIN)/python -m local demo

test: $(STAMP)  ## unit, emulator, browser and flow tests; four runs side by side, since most of them wait
	+@$(AT_ONCE) -j4 test-first-pages test-pages-and-ports test-system test-rest

test-first-pages: $(STAMP)
	$(PYTEST)/first-pages -m "not proof" $(FIRST_PAGES)

test-pages-and-ports: $(STAMP)
	$(PYTEST)/pages-and-ports -m "not proof" tests/page tests/contracts --ignore-glob='$(FIRST_PAGES)'

test-system: $(STAMP)
	$(PYTEST)/system -m "not proof" tests/system

test-rest: $(STAMP)
	$(PYTEST)/rest -m "not proof" $(foreach folder,page contracts system terraform proofs,--ignore=tests/$(folder))

terraform: $(STAMP)  ## the Terraform configuration: planned, with mocks, and compared with what it has to be
	$(PYTEST)/terraform tests/terraform

proof: $(STAMP)  ## what takes its time: crashes, crowds, simulations, poisoned documents, inputs at random
	+@$(AT_ONCE) -j2 proof-rest proof-crashes proof-elsewhere

proof-crashes: $(STAMP)
	$(PYTEST)/crashes -m proof tests/proofs/test_crashes.py tests/proofs/test_crowds.py

proof-elsewhere: $(STAMP)
	$(PYTEST)/elsewhere -m proof --ignore=tests/proofs --ignore=tests/terraform

proof-rest: $(STAMP)
	$(PYTEST)/proofs tests/proofs $(foreach file,crashes crowds soak,--ignore=tests/proofs/test_$(file).py)

proof-long: export PROOF_EXAMPLES ?= 2000
proof-long: $(STAMP)  ## a longer search of the ledger for holes, and for thirteen that are made on purpose; 5,000 calls of each function
	$(BIN)/pytest -q -s -k twins tests/proofs/test_ledger_stateful.py
	$(BIN)/pytest -q -s tests/proofs/test_soak.py
	$(BIN)/python -m tests.proofs.mutants

unit: $(STAMP)  ## the fast layer only: no servers, no processes
	$(BIN)/pytest -q -m "$(UNIT)" $(UNITS)

lint: $(STAMP)  ## lint, format, types, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test terraform proof  ## everything

package: $(STAMP)  ## .build/<function>: each folder exactly as it is deployed
	@$(BIN)/python -m local.package

frontend:  ## needs Node ≥ 20.12: rebuild frontend/, compare with what is committed, measure, unit tests
	@node -e 'const [major, minor] = process.versions.node.split("."); process.exit(major > 20 || (major == 20 && minor >= 12) ? 0 : 1)' \
		2>/dev/null || { echo "Node 20.12 or newer is needed, with npm."; exit 1; }
	cd frontend && npm ci --ignore-scripts --loglevel=error && npm run --silent check && npm test --silent

bench: $(STAMP)  ## measure against references in the same run; writes bench.json
	@$(BIN)/python -m bench

doctor: $(STAMP)  ## ask a real Personio what is only assumed of it; REPORT=report.json: which switches play that account
	@$(BIN)/python -m $(if $(REPORT),local.personio.reported $(REPORT) $(STAND_IN),doctor $(ARGS))

screenshots: $(STAMP)  ## docs/screenshots/*.png, taken of the running page in Chromium
	@$(BIN)/python -m local.screenshots

person: $(STAMP)  ## what is held of one person in a deployment, and their erasure: make person ARGS="--project P --developer ID"
	@$(BIN)/python -m privacy $(ARGS)

smoke: $(STAMP)  ## ask a real deployment whether it is there and works: make smoke ARGS="--project matched-staging"
	@$(BIN)/python -m smoke $(ARGS)

lock: ## lock the dependencies anew, under the deployed Python 3.13
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 13) and "make lock needs PYTHON=python3.13")'
	$(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install -q pip-tools
	.venv-lock/bin/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links -o requirements.txt pyproject.toml
	.venv-lock/bin/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --extra aws -c requirements.txt -o requirements/aws.txt pyproject.toml
	.venv-lock/bin/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --allow-unsafe --extra aws --extra dev -c requirements/aws.txt -o requirements/dev.txt pyproject.toml
	echo checkov | .venv-lock/bin/pip-compile -q --upgrade --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links --allow-unsafe -o requirements/checkov.txt -

$(STAMP): requirements/dev.txt
	@$(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "The virtual environment could not be made: install your system's python3-venv."; exit 1; }
	@echo "Installing the locked dependencies (once) …"
	@{ $(BIN)/pip install -q --disable-pip-version-check '$(PIP)' \
		&& $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt; } 2>$(VENV)/pip.log \
		|| { echo "The dependencies could not be installed: the first set-up needs a network that reaches a package index ($(VENV)/pip.log)."; exit 1; }
	@touch $@
