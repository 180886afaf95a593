package view

import (
	"entente/engine"
)

// Status is what the server holds.
type Status struct {
	engine.Status
	Version string
}

// Entities counts the entities of each kind; Unavailable while the index that
// counts them is being built.
func (s *Status) Entities() ([]engine.KindCount, error) {
	if s.Building != nil {
		return nil, s.Building.Unavailable()
	}
	return s.Status.Entities, nil
}

// Relationships counts the relationships of each kind, as Entities does.
func (s *Status) Relationships() ([]engine.TieCount, error) {
	if s.Building != nil {
		return nil, s.Building.Unavailable()
	}
	return s.Status.Relationships, nil
}
