# Every target is a verb of tools/bootstrap.py, so a machine without make loses nothing.
PYTHON ?= python3

.PHONY: run test test-full lint format vendor evaluate bench words
run:
	@$(PYTHON) tools/bootstrap.py run $(ARGS)
test:
	@$(PYTHON) tools/bootstrap.py test $(ARGS)
test-full:
	@$(PYTHON) tools/bootstrap.py test-full $(ARGS)
lint:
	@$(PYTHON) tools/bootstrap.py lint
evaluate:
	@$(PYTHON) tools/bootstrap.py evaluate $(ARGS)
bench:
	@$(PYTHON) tools/bootstrap.py bench $(ARGS)
format:
	@.venv/bin/ruff format . && .venv/bin/ruff check --fix .
words:
	@$(PYTHON) tools/bootstrap.py words $(ARGS)
vendor:
	@.venv/bin/python tools/vendor.py
