# make demo   – set everything up and convert the sample speech to Markdown, PDF and DOCX (into out/)
# make test   – set everything up and run the checks: ruff, mypy, the tests
# make test-full – the tests that need LibreOffice, pandoc and npm
# make gallery – every kind of document in fixtures/gallery/ as PDF and DOCX (into out/gallery/)
# make bench  – the benchmarks
# make fuzz   – every law under Hypothesis with new examples, then SECONDS of atheris for each stage
# make lock   – write locks/ anew, as pyproject.toml asks (needs uv)

.PHONY: demo test test-full gallery bench fuzz lock clean
.DELETE_ON_ERROR:

BIN := .venv/bin
SAMPLE := fixtures/speech.txt
STAGES := read clean structure markdown html writers
SECONDS ?= 60

demo: .venv/demo.ready
	@mkdir -p out
	$(BIN)/doconv clean $(SAMPLE) -o out/speech.md
	$(BIN)/doconv render out/speech.md --pdf --docx -o out/
	@echo "made: out/speech.md  out/speech.pdf  out/speech.docx"

# A document that has a style of its own beside it is set in that one.
gallery: .venv/demo.ready
	@mkdir -p out/gallery
	@for text in fixtures/gallery/*.md; do \
	    style=$${text%.md}.toml; \
	    $(BIN)/doconv render "$$text" --pdf --docx -o out/gallery/ $$([ -f "$$style" ] && echo --style "$$style") || exit; \
	done
	@echo "made: out/gallery/, $$(ls out/gallery/*.pdf | wc -l) documents"

test: .venv/test.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -m "not full"

test-full: .venv/full.ready
	$(BIN)/pytest -q -m full

bench: .venv/bench.ready
	$(BIN)/python -m tests.bench

fuzz: .venv/fuzz.ready
	DOCONV_FUZZ_EXAMPLES=2000 $(BIN)/pytest -q -m "hypothesis and not full"
	for stage in $(STAGES); do $(BIN)/python -m tests.fuzz $$stage $(SECONDS) || exit 1; done

lock:
	sh .ci/lock

.venv/%.ready: pyproject.toml .ci/setup $(wildcard locks/*)
	@sh .ci/setup $*
	@touch $@

clean:
	rm -rf .venv out .mypy_cache .ruff_cache .pytest_cache .hypothesis
