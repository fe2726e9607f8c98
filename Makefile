# What a developer types. `make run` and `make test` install again only when an input changed.
.PHONY: run test check i18n describe lock
INPUTS = pyproject.toml hatch_build.py frontend.toml package.json package-lock.json

.venv/.installed: $(INPUTS) $(wildcard translations/*.po)
	python3 -m venv .venv
	.venv/bin/pip install -q -e '.[test,dev]'
	touch $@

run: .venv/.installed
	.venv/bin/python run.py

test: .venv/.installed
	.venv/bin/python -m pytest

check:
	bin/check

i18n: .venv/.installed
	bin/i18n

describe: .venv/.installed  # after a change of an activity
	.venv/bin/python -m methods.describe > docs/activities.md

lock:  # after a change of dependencies; needs uv
	uv pip compile -q pyproject.toml --extra many --universal --generate-hashes --upgrade \
	  --no-emit-index-url --no-emit-find-links --no-header --no-annotate -o requirements.lock
