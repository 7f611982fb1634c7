SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# What is formatted by rule.
SWIFT_FILES := Package.swift Sources Tests

# The program as it ships. It carries Swift's libraries, which takes half the time off its start and needs no Swift where it runs.
PROGRAM := swift build -c release --static-swift-stdlib --product quittance

.PHONY: help run test test-long kill bench judges format lint generate clean

help: ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

run: ## build the program and play the demo
	.ci/install run
	$(PROGRAM)
	.build/release/quittance demo

test: lint judges ## build everything and run every test that takes seconds
	swift build --build-tests
	swift test --skip-build
	.judges/bin/python -m unittest discover -s Tests/Judges

test-long: judges kill ## run what takes an hour: long fuzzing, every system call, growth to a million documents
	QUITTANCE_LONG=1 swift test
	swift run -c release --static-swift-stdlib --package-path Tests/Benchmarks Benchmarks --growth

kill: ## stop the program at every system call and compare what is left
	.ci/install test
	$(PROGRAM)
	QUITTANCE_KILL=1 Tests/run-some KillTests

bench: ## measure, each figure beside its goal
	.ci/install run
	$(PROGRAM)
	swift run -c release --static-swift-stdlib --package-path Tests/Benchmarks

judges: ## install the judges of the invoices that the tests write
	.ci/install test
	Tests/Judges/install

format: ## lay out the sources by rule
	swift format --in-place --recursive --parallel $(SWIFT_FILES)

lint: ## say what is not laid out by rule
	swift format lint --strict --recursive --parallel $(SWIFT_FILES)

generate: ## write the schema and the reference pages anew from the code
	swift run quittance describe

clean: ## remove what was built; the ledger in .quittance stays
	rm -rf .build Tests/Benchmarks/.build .judges
