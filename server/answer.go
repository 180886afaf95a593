package server

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/gqlerror"

	"entente/graph"
)

// refusal is an answer of HTTP to a request that never became a GraphQL
// operation, or may not run: its status holds for both media types.
type refusal struct {
	status int
	err    *gqlerror.Error
	// header is one more header, name and value.
	header [2]string
}

// answer is what goes back for a GraphQL request.
type answer struct {
	media  media
	errors gqlerror.List
	// data is JSON, empty for a request error: such an answer has no data entry at all.
	data []byte
	// revision is the one that the answer knows at least.
	revision uint64
}

// status follows GraphQL over HTTP: 200 with data, even null or partial, and
// for application/json always; application/graphql-response+json without data
// says whose fault it is.
func (a answer) status() int {
	if len(a.data) > 0 || a.media == mediaJSON {
		return http.StatusOK
	}
	return statusOf(codeOf(a.errors))
}

func statusOf(code string) int {
	switch code {
	case graph.Internal.String():
		return http.StatusInternalServerError
	case graph.Unavailable.String(), graph.Canceled.String():
		return http.StatusServiceUnavailable
	}
	return http.StatusBadRequest
}

func codeOf(errs gqlerror.List) string {
	if len(errs) == 0 {
		return ""
	}
	code, _ := errs[0].Extensions["code"].(string)
	return code
}

// refuse answers with a refusal. Its body is a GraphQL answer too, so that
// clients have one place to look for the code.
func (s *Server) refuse(ctx context.Context, w http.ResponseWriter, media media, r refusal) {
	if r.header[0] != "" {
		w.Header().Set(r.header[0], r.header[1])
	}
	errs := gqlerror.List{r.err}
	note(ctx, errs)
	write(w, media, r.status, s.encode(answer{errors: errs, revision: s.revision()}))
}

// send answers a GraphQL request, compressed where that is worth it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a answer) {
	note(r.Context(), a.errors)
	body := s.encode(a)
	if len(body) >= compressFrom {
		w.Header().Add("Vary", "Accept-Encoding")
		if travels(r) && acceptsGzip(r.Header) {
			w.Header().Set("Content-Encoding", "gzip")
			body = s.packers.pack(body)
		}
	}
	write(w, a.media, a.status(), body)
}

func note(ctx context.Context, errs gqlerror.List) {
	exchange := exchangeOf(ctx)
	exchange.code, exchange.errors = codeOf(errs), len(errs)
}

func write(w http.ResponseWriter, media media, status int, body []byte) {
	header := w.Header()
	header.Set("Content-Type", string(media)+"; charset=utf-8")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body) // the client may be gone; there is nobody left to tell
}

// encode joins the parts of an answer by hand: encoding/json would read and
// copy the data, which is JSON already, once more.
func (s *Server) encode(a answer) []byte {
	var out bytes.Buffer
	out.Grow(len(a.data) + 256)
	out.WriteByte('{')
	if len(a.errors) > 0 {
		out.WriteString(`"errors":`)
		encoder := json.NewEncoder(&out)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(shorten(a.errors, s.limits.Errors)) // strings, numbers and maps of them always encode
		out.Truncate(out.Len() - 1)                            // the line break that an encoder ends with
		out.WriteByte(',')
	}
	if len(a.data) > 0 {
		out.WriteString(`"data":`)
		out.Write(a.data)
		out.WriteByte(',')
	}
	out.WriteString(`"extensions":{"revision":`)
	out.Write(strconv.AppendUint(nil, a.revision, 10))
	out.WriteString(`}}`)
	return out.Bytes()
}

// shorten bounds the errors of an answer in number and in length, and says how
// many it left out: a query of a thousand unknown names has a thousand errors.
func shorten(errs gqlerror.List, most int) gqlerror.List {
	shown := errs[:min(len(errs), most):min(len(errs), most)]
	for _, err := range shown {
		err.Message = clip(err.Message)
	}
	if rest := len(errs) - len(shown); rest > 0 {
		notice := refusalf(graph.Invalid, "%d more errors were left out", rest)
		notice.Extensions = map[string]any{"code": codeOf(errs), "omitted": rest}
		shown = append(shown, notice)
	}
	return shown
}

// clip cuts a message at 500 bytes, between two characters.
func clip(message string) string {
	const most = 500
	if len(message) <= most {
		return message
	}
	end := most
	for !utf8.RuneStart(message[end]) {
		end--
	}
	return message[:end] + "…"
}
