package token

// Reading is a name taken apart as an index keeps it. It lives until the next
// one of its Reader.
type Reading struct {
	// Words are what a query of the same text would ask for, in order; a repeated one stands again.
	Words []string
	// Tokens are those under which the name is found, in order, a repeated one again, and
	// Variants those of its second spelling. Both together are Of, each once, in that order.
	Tokens, Variants []string
	// Length counts the characters of the words; it is at least 1.
	Length int
}

// Reader takes names apart, reusing memory; it belongs to one goroutine at a time.
type Reader struct {
	folder  folder
	reading Reading
}

// Read takes a name apart. It costs time linear in the name.
func (r *Reader) Read(name string) Reading {
	f, to := &r.folder, &r.reading
	f.reset(false)
	f.fold(name)
	text := string(f.text)
	to.Words = f.words(text, to.Words[:0])
	to.Length = lengthOf(to.Words)
	to.Tokens, to.Variants = f.tokens(text, to.Tokens[:0]), to.Variants[:0]
	if f.varied {
		f.reset(true)
		f.fold(name)
		to.Variants = f.tokens(string(f.text), to.Variants)
	}
	for _, list := range [...][]string{to.Tokens, to.Variants} {
		for i, token := range list {
			list[i] = clip(token)
		}
	}
	return *to
}
