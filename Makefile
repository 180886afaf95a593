# Entente. `make` alone lists what can be done.
SHELL := /bin/bash
GO ?= go
export CGO_ENABLED ?= 0

.DEFAULT_GOAL := help
.PHONY: help build serve neo4j test generate console bench fuzz

help: ## list what can be done
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

build: ## build one static binary into bin/entente
	$(GO) build -trimpath -o bin/entente ./cmd/entente

serve: ## start the server on the default store
	$(GO) run ./cmd/entente serve

neo4j: ## start a Neo4j server and show the lines that make Entente use it (VERSION=2026.09.0)
	@$(GO) run ./internal/neo4j/run $(if $(VERSION),-version $(VERSION))

test: ## set up what the tests need and run them all; what CI runs
	@./internal/check/run

generate: ## write server/exec anew from schema.graphqls
	$(GO) run ./internal/generate

console: ## build the console's bundle anew from web/console
	cd web/console && npm ci --no-audit --no-fund && npm run build

bench: ## measure what is promised, with ratios to the peers that are installed
	$(GO) run ./bench

fuzz: ## fuzz every decoder for a while (FUZZ=30s each)
	@./internal/check/fuzz $${FUZZ:-30s}
