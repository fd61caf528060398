# make demo: the sample edition, from a bare clone.   make test: everything that CI runs.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
SAMPLE := editions/sarnovo-diary

.PHONY: demo book-images site-images test check schema accuracy intake-table validation-table sizes benchmarks clean

demo: $(VENV)/installed
	$(BIN)/tei build $(SAMPLE)
	@echo
	@echo "the site: $(SAMPLE)/build/site/index.html"
	@echo "the book: $(SAMPLE)/build/sarnovo-diary.pdf"

# the pages of the sample book that README.md shows: its title, an opening with notes, the index
book-images: demo
	@scripts/system_packages.sh pdftoppm=poppler-utils
	for page in title:3 left:26 right:27 index:36; do \
	  pdftoppm -r 66 -gray -png -singlefile -f $${page#*:} -l $${page#*:} $(SAMPLE)/build/sarnovo-diary.pdf \
	    docs/images/book-$${page%:*}; done

# the pages of the sample site that README.md and docs/ show
site-images: $(VENV)/installed-dev demo
	@scripts/system_packages.sh chromium=chromium
	$(BIN)/python scripts/site_images.py

test: $(VENV)/installed-dev check
	@scripts/system_packages.sh chromium=chromium pdftotext=poppler-utils xmllint=libxml2-utils
	$(BIN)/python -m pytest -n 2

check: $(VENV)/installed-dev
	$(BIN)/ruff check tei_toolkit scripts tests benchmarks
	$(BIN)/mypy

# docs/accuracy.md, from the development cases in ../shared/gold
accuracy: $(VENV)/installed-dev
	$(BIN)/python scripts/accuracy.py

# the table of docs/intake.md: ours beside pandoc and others, which it installs
intake-table: $(VENV)/installed-dev
	$(BIN)/python -m pip install -q --disable-pip-version-check pypandoc_binary mammoth docx2python
	$(BIN)/python scripts/intake_table.py

# the table of docs/validation.md: ours beside lxml and jing, with ../shared/oracle/tei_all.rng
validation-table: $(VENV)/installed-dev
	$(BIN)/python scripts/validation_table.py

# schema/tei_diary.rng, .xsd and .sch from the ODD: docs/schema.md says what TEI_STYLESHEETS and TEI_P5SUBSET are
export TEI_STYLESHEETS TEI_P5SUBSET
schema: $(VENV)/installed-dev
	$(BIN)/python scripts/compile_schema.py

benchmarks: $(VENV)/installed-dev
	$(BIN)/python benchmarks/conversion.py
	$(BIN)/python benchmarks/intake.py
	$(BIN)/python benchmarks/validation.py --write

sizes:
	@wc -l $$(git ls-files 'tei_toolkit/*.py' 'xslt/*.xsl' 'xslt/*.typ') | sort -n | tail -40

clean:
	rm -rf $(VENV) editions/*/build

$(VENV)/bin/python:
	@scripts/system_packages.sh python:ensurepip=python3-venv
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/bin/python pyproject.toml
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/installed
