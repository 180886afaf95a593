package server

import (
	"mime"
	"net/http"
	"strconv"
	"strings"
)

// media is a media type of a GraphQL answer.
type media string

const (
	// mediaJSON is what older clients ask for: the status is 200 for every well-formed request.
	mediaJSON media = "application/json"
	// mediaGraphQL lets the status tell whether there is data.
	mediaGraphQL media = "application/graphql-response+json"
	// mediaEvents is a stream of answers (GraphQL over SSE, distinct connections).
	mediaEvents media = "text/event-stream"
)

// whole is the media type of a refusal, which is one answer in any case.
func (m media) whole() media {
	if m == mediaEvents {
		return mediaJSON
	}
	return m
}

// preference is how much a client wants a media type: the quality it gave,
// then how exactly it named the type, then how early.
type preference struct {
	quality  float64
	exact    int
	position int
}

func (p preference) over(other preference) bool {
	if p.quality != other.quality {
		return p.quality > other.quality
	}
	if p.exact != other.exact {
		return p.exact > other.exact
	}
	return p.position < other.position
}

// negotiate chooses the media type of the answer by the Accept header, as RFC
// 9110 reads it. Without the header, and where the client has no preference,
// it is application/json; a stream is given to those only who name it. False
// means that the client accepts none.
func negotiate(accept []string) (media, bool) {
	header := strings.TrimSpace(strings.Join(accept, ","))
	if header == "" {
		return mediaJSON, true
	}
	asJSON, asGraphQL := preferenceFor(mediaJSON, header), preferenceFor(mediaGraphQL, header)
	asEvents := preferenceFor(mediaEvents, header)
	switch {
	case asEvents.exact == named && asEvents.quality > 0 && asEvents.over(asJSON) && asEvents.over(asGraphQL):
		return mediaEvents, true
	case asGraphQL.quality > 0 && asGraphQL.over(asJSON):
		return mediaGraphQL, true
	case asJSON.quality > 0:
		return mediaJSON, true
	}
	return mediaJSON, false
}

// named is how exact a range is that names the type itself.
const named = 3

// preferenceFor finds the most exact range of the header that covers the type;
// its quality counts, be it 0.
func preferenceFor(wanted media, header string) preference {
	var found preference
	for position, item := range strings.Split(header, ",") {
		name, params, err := mime.ParseMediaType(item)
		if err != nil || !utf8Charset(params) {
			continue
		}
		exact := 0
		switch name {
		case string(wanted):
			exact = named
		case "application/*":
			exact = 2
		case "*/*":
			exact = 1
		}
		if exact > found.exact {
			found = preference{quality: quality(params), exact: exact, position: position}
		}
	}
	return found
}

func quality(params map[string]string) float64 {
	given, ok := params["q"]
	if !ok {
		return 1
	}
	q, err := strconv.ParseFloat(given, 64)
	if err != nil || !(q >= 0 && q <= 1) {
		return 0
	}
	return q
}

func utf8Charset(params map[string]string) bool {
	charset, ok := params["charset"]
	return !ok || strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// readable tells whether a request's body is JSON in UTF-8 as it stands. That
// also keeps out what a browser sends across sites without asking first.
func readable(header http.Header) bool {
	name, params, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || name != string(mediaJSON) || !utf8Charset(params) {
		return false
	}
	encoding := header.Get("Content-Encoding")
	return encoding == "" || strings.EqualFold(encoding, "identity")
}
