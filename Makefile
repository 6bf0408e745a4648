# Two commands: `make run` starts the whole product, `make test` passes every test. Both set up what they need.
.PHONY: setup setup-test run test check bench clean

PYTHON ?= python3

setup:            ## environment, page; afterwards .venv/bin/callwright exists
	@$(PYTHON) ops/setup.py run

setup-test:       # the same plus what tests need (linters, Chromium)
	@$(PYTHON) ops/setup.py test

run: setup        ## start everything; SAMPLE=1 loads the sample company, TELEPHONY=1 takes and makes calls
	@.venv/bin/callwright up $(if $(SAMPLE),--sample) $(if $(TELEPHONY),--telephony)

test: setup-test  ## every check and every test
	@.venv/bin/python ops/check.py all

check: setup-test ## the quick half: lint, types, import contracts, unit tests
	@.venv/bin/python ops/check.py quick

bench: setup-test ## every performance figure as a ratio to a floor measured in the same run
	@.venv/bin/python -m bench
