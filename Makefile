# Every command of the house. `make` alone lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
SETUP := scripts/python3 scripts/setup.py
PY := .venv/bin/python
BIN := .venv/bin
NODE := PATH="$(CURDIR)/.tools/node/bin:$$PATH"

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "  make %-16s %s\n", $$1, $$2}'

.PHONY: setup
setup: ## install everything pinned, from lockfiles; safe to repeat
	@$(SETUP) --web --tests

# --- the running product ---------------------------------------------------

.PHONY: run
run: ## the whole product on this machine; Ctrl-C stops all (ARGS=--no-web, --verbose …)
	@$(SETUP) $(if $(findstring --no-web,$(ARGS)),,--web)
	@exec $(PY) -m backend.supervisor run $(ARGS)

.PHONY: health
health: ## probe what should be running; say what is not, and what to try
	@$(PY) -m backend.supervisor health

.PHONY: logs
logs: ## show the end of a part's log: make logs PART=worker (all parts without it)
	@$(PY) -m backend.supervisor logs $(PART)

.PHONY: smoke
smoke: ## drive the running product from outside: sign in, generate, edit, revert, export, delete
	@$(PY) -m backend.cli.smoke $(ARGS)

.PHONY: reset
reset: ## delete all local data under .data/ (asks first)
	@$(PY) -m backend.supervisor reset $(ARGS)

.PHONY: up down
up: ## start the compose stack
	@docker compose up --build --detach --wait
down: ## stop the compose stack
	@docker compose down

# --- proving it ------------------------------------------------------------

.PHONY: fmt
fmt: ## format everything
	@$(BIN)/ruff check --fix-only --quiet . ; $(BIN)/ruff format --quiet .
	@$(NODE) npx prettier --log-level warn --write convex convex_local web tests

.PHONY: generate
generate: ## write the files that are made from code
	@$(PY) scripts/generate.py

.PHONY: check
check: setup-tests ## lint, types, boundaries, dead code, stale generated files
	@$(PY) scripts/check.py

.PHONY: setup-tests
setup-tests:
	@$(SETUP) --tests

.PHONY: test
test: setup ## all suites but the long runs, one summary
	@$(PY) scripts/run_tests.py

.PHONY: test-all
test-all: setup ## all suites whole: golden corpus, attacks, chaos, fuzz
	@$(PY) scripts/run_tests.py --whole

.PHONY: ci
ci: check test ## what CI runs

# --- figures ---------------------------------------------------------------

.PHONY: figures
figures: setup ## measure and keep what docs/performance.md shows: make figures AREA=convex
	@$(PY) scripts/figures.py $(AREA)
	@$(PY) scripts/generate.py

.PHONY: bench-convex bench-functions bench-render bench-pipeline bench-scenes bench-docs bench-web
bench-functions: ## hot paths of convex/ with 200 scenes of 50 versions each
	@$(NODE) nice -n 0 node tests/bench/convex_functions/main.ts
bench-convex: bench-functions ## embedded Convex: latency, throughput, start-up
	@$(NODE) nice -n 0 node convex_local/bench/main.ts
bench-render: ## renderer against the manim command
	@$(PY) -m tests.bench.render $(ARGS)
bench-pipeline: ## accept latency, click to claim, overhead, sessions
	@$(PY) -m tests.bench.pipeline
bench-scenes: ## scene document: compile, validate
	@$(PY) -m tests.bench.scenes
bench-docs: ## docs search: hit rates, latency
	@$(PY) -m tests.bench.docs
bench-web: ## web app: seeks, swaps, weight, accessibility
	@$(PY) -m tests.bench.web
