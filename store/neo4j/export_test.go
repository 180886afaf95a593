package neo4j

// Statements gives every statement that the database is ever sent, by name.
func Statements() map[string]string {
	texts := map[string]string{}
	for _, st := range statements() {
		texts[st.name] = st.text
	}
	return texts
}

// Parameters lists the parameters of a statement, all null.
func Parameters(text string) map[string]any {
	parameters := map[string]any{}
	for name := range parametersOf(statement{text: text}) {
		parameters[name] = nil
	}
	return parameters
}

// PlansAnew tells whether the database will be asked to plan a statement anew, and leaves it at that.
func (s *Store) PlansAnew(name string) bool {
	s.plans.mutex.Lock()
	defer s.plans.mutex.Unlock()
	return level(s.plans.size) > s.plans.levels[name]
}
