# The two commands of a person: `make run` and `make test`. The rest is for developers.
PORT ?= 8000
PYTHON ?= python3
BIN = .venv/bin

.PHONY: run test check bench messages requirements

run:
	@$(PYTHON) bootstrap.py app
	@PORT=$(PORT) $(BIN)/chitalishte serve --setup

test:
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/chitalishte setup --parts
	@$(BIN)/python -m tests.whole

check:
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/chitalishte setup --parts
	@$(BIN)/python -m tests.check

bench:
	@$(PYTHON) bootstrap.py dev
	@$(BIN)/chitalishte setup --parts
	@$(BIN)/python -m bench

# Needs gettext's xgettext.
messages:
	@$(BIN)/chitalishte makemessages -l bg --no-location --no-wrap -i node_modules -i var -i .venv -i tests -i bench -d django

requirements:
	@for f in app dev bench node; do \
	  $(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	    --no-annotate --no-header requirements/$$f.in -o requirements/$$f.txt; done
