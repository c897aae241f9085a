# make run     the One Map of the synthetic demo district in QGIS (on a virtual screen where there is none)
# make test    every test
# All targets install what is missing first and may be run again at no cost. VENV names the virtual environment.

VENV ?= .venv
CENTRE ?= build/demo_centre
PYTHON := $(VENV)/bin/python
export VENV CENTRE
export PROJ_DATA ?= /usr/share/proj

.PHONY: run test lint bench package install translations clean

run:
	@scripts/setup.sh run
	@scripts/run.sh

test:
	@scripts/setup.sh test
	@scripts/test.sh $(TESTS)

lint: package
	@scripts/setup.sh test
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy yanqing_eco_plugin/core
	scripts/check_package.sh dist/yanqing_eco_plugin.zip

bench:
	@scripts/setup.sh test
	@scripts/bench.sh $(BENCH)

package:
	@scripts/setup.sh run
	$(PYTHON) scripts/package.py dist/yanqing_eco_plugin.zip

# Into the default profile of the user's own QGIS.
install: package
	$(PYTHON) scripts/package.py --install dist/yanqing_eco_plugin.zip

translations:
	$(PYTHON) scripts/translations.py

clean:
	rm -rf build dist .pytest_cache .ruff_cache .mypy_cache .hypothesis
