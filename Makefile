# The commands of the project. Each starts from a fresh clone and may be repeated;
# what is already there and unchanged is not done again.
.DEFAULT_GOAL := help
.PHONY: help run test check format deep mutants bench shots lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' Makefile

run: ## the portal with demonstration data on http://localhost:8000/ (PORT=…)
	@exec scripts/run

test: ## the whole suite; a part by ARGS="tests/core -k gate" (DB=sqlite|postgres|both)
	@DB="$(DB)" exec scripts/test $(ARGS)

check: ## linters, types, layers, templates, catalogues, settings, migrations
	@exec scripts/check

format: ## put the sources into the project's form
	@exec scripts/format

deep: ## the long races, kills and vectors in full, then the mutants
	@DB="$(or $(DB),postgres)" scripts/test -m deep $(ARGS)
	@$(if $(ARGS),true,exec scripts/mutate)

mutants: ## change the trust core: a test fails for each (ARGS="imap/core/gate.py")
	@exec scripts/mutate $(ARGS)

bench: ## benchmarks, as ratios within one run
	@exec scripts/with-services .venv/bin/python -m tests.bench $(ARGS)

shots: ## screenshots of every page to var/shots/
	@exec scripts/with-services .venv/bin/python scripts/shots.py $(ARGS)

lock: ## pin the newest allowed versions, with hashes
	@exec scripts/lock

clean: ## start over: environment, assets, data and caches
	rm -rf .venv node_modules static/build var .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache
	find imap accounts profiles tests scripts -name __pycache__ -prune -exec rm -rf {} +
	find imap -name '*.mo' -delete
