# `make demo` and `make test` do everything on a machine that has Python 3.11 or later and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
EXTRAS := cluster,fast,ocr,signatures,xlsx
SOURCES := src tests examples benchmarks docs locks

.PHONY: coverage lowest newest locks audit demo test lint test-system hostile same-verdict examples example control docs pictures reading papers bench bench-batch same clean

demo: $(VENV)/.installed
	@$(BIN)/python examples/demo.py

test: lint $(VENV)/.tested-wheel
	$(BIN)/python -m pytest -n auto -q -m "not system and not hostile and not campaign"

# The lines that the tests run, 95 in a hundred at least; a third longer than the tests alone.
coverage: $(VENV)/.tested-wheel
	$(BIN)/python -m pytest -n auto -q --cov --cov-report=term --cov-fail-under=95 -m "not system and not hostile and not campaign"

# The tests run against the built wheel, never against the tree.
$(VENV)/.tested-wheel: $(VENV)/.tools $(shell find src schemas rules -type f -not -name '*.pyc') pyproject.toml
	rm -rf dist
	$(BIN)/python -m build --wheel --no-isolation -o dist . > /dev/null
	$(PIP) install --force-reinstall --no-deps dist/*.whl
	touch $@

lint: $(VENV)/.tested-wheel
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports
	$(BIN)/yamllint --strict action.yml .pre-commit-hooks.yaml .pre-commit-config.yaml docs/gitlab-ci.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions action.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.gitlab-ci docs/gitlab-ci.yml
	$(BIN)/pre-commit validate-manifest .pre-commit-hooks.yaml
	$(BIN)/zizmor --offline --no-progress action.yml
	$(BIN)/hadolint Dockerfile

# The tests marked "system" need Tesseract and its model of French, Chromium, LibreOffice, poppler, npm, and two
# libraries of PHP: on Debian or Ubuntu, apt-get install tesseract-ocr tesseract-ocr-fra chromium libreoffice-calc \
#   poppler-utils nodejs npm php-cli php-dompdf php-tcpdf php-mbstring php-xml
test-system: $(VENV)/.tested-wheel
	$(BIN)/python -m pytest -q -m system

# Every bomb and thousands of damaged PDFs, some minutes.
hostile: $(VENV)/.tested-wheel
	$(BIN)/python -m pytest -q -m hostile tests/hostile

# One dossier, one verdict: every example written otherwise and checked elsewhere, and thousands of made ones.
same-verdict: $(VENV)/.tested-wheel
	$(BIN)/python -m pytest -q -m campaign tests/same_verdict

examples: $(VENV)/.tested-wheel
	$(BIN)/python examples/make.py --expected

# One example in seconds: make example NAME=rejected/MNT006-ttc-faux
example: $(VENV)/.tested-wheel
	@test -n "$(NAME)" || { echo "which example? make example NAME=rejected/MNT006-ttc-faux" >&2; exit 2; }
	$(BIN)/python examples/make.py $(NAME) --expected

# Begins a control, and tells what is left to do: make control CODE=FMT024, with MODULE=documents/prices
# where it does not belong to the module of the family's last one.
control:
	@test -n "$(CODE)" || { echo "which code? make control CODE=FMT024" >&2; exit 2; }
	@$(PYTHON) docs/new_control.py $(CODE) $(if $(MODULE),--module $(MODULE))

# The pages of docs/ that come from the tables; the tests compare them.
docs: $(VENV)/.tested-wheel
	$(BIN)/python docs/generate.py
	$(BIN)/python locks/licences.py

# The pictures of README.md, anew from the examples; needs Chromium.
pictures: $(VENV)/.tested-wheel
	PYTHONPATH=examples $(BIN)/python docs/pictures.py

# docs/lecture.md: half an hour on two processors, over every document of the corpus, and over those of
# LibreOffice, Chromium, wkhtmltopdf, pdfLaTeX, the libraries of npm and of PHP, and Tesseract where they are
# there.
reading: $(VENV)/.tested-wheel
	PYTHONPATH=tests:examples $(BIN)/python -m corpus.measure

# The last section of docs/lecture.md: twenty minutes on two quiet processors. More than a hundred chains of
# programs make, fill, flatten, stamp, merge, turn, distil and scan papers; those of a program that is not
# there are left out and named. On Debian or Ubuntu all are there after apt-get install
#   libreoffice-writer libreoffice-calc chromium wkhtmltopdf texlive-latex-extra texlive-lang-french lmodern
#   texlive-extra-utils nodejs npm php-cli php-dompdf php-tcpdf php-fpdf php-mbstring php-xml ruby-prawn
#   ruby-prawn-table libpdf-api2-perl default-jdk-headless libitext-java pdftk-java qpdf mupdf-tools
#   ghostscript poppler-utils tesseract-ocr tesseract-ocr-fra ocrmypdf fonts-dejavu fonts-liberation
#   fonts-croscore fonts-crosextra-carlito
# pip's group "papers" and npm's packages (tests/papers/node) are fetched by the run. KEEP=folder leaves the
# papers there; with AGAIN=1 too they are not made but checked again, in a minute or two.
papers: $(VENV)/.tested-wheel
	$(PIP) install --group papers
	PYTHONPATH=tests:examples $(BIN)/python -W ignore -m papers.campaign $(if $(KEEP),--keep $(KEEP)) $(if $(AGAIN),--again)

bench: $(VENV)/.tested-wheel
	$(BIN)/python benchmarks/startup.py

# The examples with the oldest versions that pyproject.toml allows, and with the newest ones, each in an
# environment of its own; a minute for both. The last lines say which library has gone further than is allowed.
lowest newest: examples/expected.py pyproject.toml
	rm -rf $(VENV)/$@
	$(PYTHON) -m venv $(VENV)/$@
	$(if $(filter lowest,$@),$(PYTHON) locks/lock.py --lowest,true) > $(VENV)/$@/bounds.txt
	$(VENV)/$@/bin/python -m pip --disable-pip-version-check -q install -c $(VENV)/$@/bounds.txt ".[$(EXTRAS)]"
	$(VENV)/$@/bin/python examples/expected.py
	$(if $(filter newest,$@),$(PYTHON) locks/lock.py --held $(VENV)/$@/bin/python)

# locks/ anew, at the newest versions that pyproject.toml allows.
locks: $(VENV)/.tools
	$(PIP) install uv
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python locks/lock.py

# Known faults of the locked versions, where the index answers for them; where it does not, that is said.
audit: $(VENV)/.tools
	$(PIP) install pip-audit
	$(BIN)/pip-audit --disable-pip --require-hashes -r locks/run.txt -r locks/signatures.txt -r locks/ocr.txt -r locks/xlsx.txt

# What docs/performance.md tells, some minutes on a quiet machine; draws docs/croissance.svg.
bench-batch: $(VENV)/.tested-wheel
	$(PIP) install --group bench
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/large_json.py
	$(BIN)/python benchmarks/batch.py docs/croissance.svg
	$(BIN)/python benchmarks/journal.py 10000

# Whether the tree writes what the commit BASE wrote, to the byte, over all examples; five minutes.
same: $(VENV)/.tested-wheel
	$(BIN)/python benchmarks/same_outputs.py $(or $(BASE),HEAD)

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

# The versions of locks/, whose files have the fingerprints written there.
$(VENV)/.installed: $(VENV)/bin/python pyproject.toml locks/run.txt locks/build.txt
	$(PIP) install --require-hashes -r locks/run.txt -r locks/build.txt
	$(PIP) install --no-deps --no-build-isolation .
	touch $@

$(VENV)/.tools: $(VENV)/.installed locks/ci.txt
	$(PIP) install --require-hashes -r locks/ci.txt
	touch $@

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
