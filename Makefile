# Two commands are all a newcomer needs: `make run` and `make test`.
SHELL := bash
.SHELLFLAGS := -o pipefail -ec
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TORCH_INDEX := https://download.pytorch.org/whl/cpu
SAMPLE := eval/sample/library
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test setup check fix eval torture sample lock clean

run: $(VENV)/.run  ## Set up, index the sample library, serve it on 127.0.0.1:8000
	@export LIAISON_HOME=.liaison/sample; \
	echo "Indexing the sample library (half a minute the first time) ..."; \
	for register in $(SAMPLE)/register-*.xlsx; do \
	  $(BIN)/liaison ingest --register $$register >/dev/null; \
	done; \
	$(BIN)/liaison ingest $(SAMPLE) >/dev/null; \
	$(BIN)/liaison serve --try-file eval/sample/try.txt

test: $(VENV)/.test check  ## Set up and run every check and test that CI runs
	@$(BIN)/python -m pytest

setup: $(VENV)/.test  ## Set up for development

check: $(VENV)/.test  ## Style, types, import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(VENV)/.test  ## Format, and mend what can be mended automatically
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

eval: $(VENV)/.test  ## Run the whole evaluation suite on the sample library
	@$(BIN)/liaison eval

torture: $(VENV)/.test  ## Every fault and attack of the catalogue, with a table (20 minutes and more)
	@$(BIN)/python -m tests.torture.run

sample: $(VENV)/.test  ## Build the sample library again from its sources
	@$(BIN)/python -m eval.sample.build

lock:  ## Pin all dependencies again (needs uv)
	@.ci/lock

clean:  ## Remove what was set up and indexed
	rm -rf $(VENV) .liaison build *.egg-info

$(VENV)/bin/python:
	@.ci/need-python $(PYTHON)
	@echo "Making a virtual environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV)

# torch comes first and alone: only its CPU build is wanted, and that is offered by PyTorch's own
# index; where this can't be reached, the build that the ordinary index offers is taken.
$(VENV)/.torch: $(VENV)/bin/python constraints.txt
	@echo "Installing the CPU build of torch (200 MB) ..."
	@$(BIN)/pip install -q --no-deps --retries 1 -r constraints.txt --extra-index-url $(TORCH_INDEX) 2>&1 | .ci/quiet-pip
	@touch $@

$(VENV)/.run: $(VENV)/.torch requirements.txt pyproject.toml
	@echo "Installing pinned dependencies (2 to 4 minutes the first time) ..."
	@$(BIN)/pip install --progress-bar off --require-hashes --no-deps -r requirements.txt 2>&1 | .ci/quiet-pip
	@$(BIN)/pip install -q --no-deps --no-build-isolation -e . 2>&1 | .ci/quiet-pip
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.txt
	@echo "Installing pinned test dependencies ..."
	@$(BIN)/pip install --progress-bar off --require-hashes --no-deps -r requirements-test.txt 2>&1 | .ci/quiet-pip
	@touch $@
