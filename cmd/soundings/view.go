package main

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"soundings/flows"
)

// A view is a round as organizers may see it, in JSON for scripts. There is no
// field for an exact number of participants, nor any for opinions (promise 3).
type view struct {
	ID        flows.RoundID   `json:"id"`
	Title     string          `json:"title"`
	Unit      string          `json:"unit"`
	Theme     string          `json:"theme"`
	State     flows.State     `json:"state"`
	Opens     string          `json:"opens"`     // first day; empty: by command
	Closes    string          `json:"closes"`    // last day, included
	OpensAt   string          `json:"opens_at"`  // RFC 3339
	ClosesAt  string          `json:"closes_at"` // first moment after it
	K         int             `json:"k"`
	Admission flows.Admission `json:"admission"`
	Link      string          `json:"link,omitempty"`    // of an open round
	Payload   string          `json:"payload,omitempty"` // what stands in the link
	Recipient string          `json:"recipient,omitempty"`
	Subjects  []viewSubject   `json:"subjects"`
	Aspects   []viewAspect    `json:"aspects"`
	Tickets   int             `json:"tickets"`              // ever issued: those not taken back would tell the turnout
	Turnout   *int            `json:"turnout"`              // rounded down to a multiple of k; null below k
	KeptUntil string          `json:"kept_until,omitempty"` // last day before it is destroyed by itself
	Acts      []viewAct       `json:"acts,omitempty"`       // of organizers, the last first; shown, not listed
}

type viewSubject struct {
	ID   flows.SubjectID   `json:"id"`
	Kind flows.SubjectKind `json:"kind"`
	Name string            `json:"name"`
	Post string            `json:"post"`
}

type viewAspect struct {
	ID    flows.AspectID `json:"id"`
	Label string         `json:"label"`
	Text  string         `json:"text"`
	Check bool           `json:"check,omitempty"`
}

func (p *program) view(ctx context.Context, h *house, r flows.Round) (view, error) {
	v := view{ID: r.ID, Title: r.Title, Unit: r.Unit, Theme: r.Theme, State: r.State, K: r.K,
		Admission: r.Admission, Recipient: r.Recipient, Subjects: []viewSubject{}, Aspects: []viewAspect{},
		Opens: p.stamp(r.Opens, time.DateOnly), Closes: p.stamp(r.LastDay(), time.DateOnly),
		OpensAt: p.stamp(r.Opens, time.RFC3339), ClosesAt: p.stamp(r.Closes, time.RFC3339)}
	for _, s := range r.Subjects() {
		v.Subjects = append(v.Subjects, viewSubject{ID: s.ID, Kind: s.Kind, Name: s.Name, Post: s.Post})
	}
	for _, a := range r.Aspects {
		v.Aspects = append(v.Aspects, viewAspect{ID: a.ID, Label: a.Label, Text: a.Text, Check: a.Check})
	}
	if kept := r.KeptUntil(h.days); !kept.IsZero() {
		v.KeptUntil = p.stamp(kept.Add(-time.Nanosecond), time.DateOnly)
	}
	return v, v.count(ctx, h, r)
}

// count fills in the numbers that may be told.
func (v *view) count(ctx context.Context, h *house, r flows.Round) (err error) {
	if v.Tickets, err = h.tickets.Issued(ctx, r.ID); err != nil {
		return err
	}
	n, told, err := h.office.Turnout(ctx, r)
	if told {
		v.Turnout = &n
	}
	return err
}

func (p *program) stamp(t time.Time, form string) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.zone).Format(form)
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return unwritten(e.Encode(v))
}
