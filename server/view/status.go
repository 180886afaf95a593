package view

import (
	"entente/engine"
)

// Status is what the server holds.
type Status struct {
	engine.Status
	Version string
}
