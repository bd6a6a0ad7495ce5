package organize

import (
	"errors"
	"io"
	"strings"
	"time"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/strictyaml"
	"soundings/flows/text"
)

// ReadRound reads a round.yaml (DESIGN section 9) into a draft that passes
// Round.Validate. Days count in zone; the closing day is included, so Closes
// is the first moment of the day after. Errors are Invalid; their Args hold
// "line" and "column" wherever a place in the file can be named.
func ReadRound(r io.Reader, presets []Preset, zone *time.Location) (flows.Round, error) {
	data, err := strictyaml.Read(r)
	if err != nil {
		return flows.Round{}, roundFileError(err)
	}
	var f roundFile
	places, err := strictyaml.Decode(data, &f)
	if err != nil {
		return flows.Round{}, roundFileError(err)
	}
	round, err := f.round(presets, zone)
	if err == nil {
		err = round.Validate()
	}
	if err != nil {
		return flows.Round{}, withPlace(err, places)
	}
	return round, nil
}

// roundFile is the form of round.yaml. Pointers tell what was left out.
type roundFile struct {
	Title       string           `yaml:"title"`
	Unit        string           `yaml:"unit"`
	Preset      string           `yaml:"preset"`
	Theme       string           `yaml:"theme"`
	Aspects     []aspectFile     `yaml:"aspects"`
	Opens       string           `yaml:"opens"`
	Closes      string           `yaml:"closes"`
	K           *int             `yaml:"k"`
	Admission   string           `yaml:"admission"`
	Team        *teamFile        `yaml:"team"`
	Members     []memberFile     `yaml:"members"`
	Departments []departmentFile `yaml:"departments"`
	Talks       []string         `yaml:"talks"`
	Recipient   string           `yaml:"recipient"`
	Previous    string           `yaml:"previous"`
}

type aspectFile struct {
	ID    string `yaml:"id"`
	Label string `yaml:"label"`
	Text  string `yaml:"text"`
	Check bool   `yaml:"check"`
}

type teamFile struct {
	Name string `yaml:"name"`
}

type memberFile struct {
	ID        string   `yaml:"id"`
	Name      string   `yaml:"name"`
	Post      string   `yaml:"post"`
	Principal bool     `yaml:"principal"`
	Charge    []string `yaml:"charge"`
	Branch    string   `yaml:"branch"`
}

type departmentFile struct {
	ID   string `yaml:"id"`
	Name string `yaml:"name"`
	Head string `yaml:"head"`
}

func (f roundFile) round(presets []Preset, zone *time.Location) (flows.Round, error) {
	r := flows.Round{Title: text.OneLine(f.Title), Unit: text.OneLine(f.Unit), Preset: text.OneLine(f.Preset), Theme: text.Clean(f.Theme), State: flows.Draft}
	r.Aspects, r.Members, r.Departments = readAspects(f.Aspects), readMembers(f.Members), readDepartments(f.Departments)
	r.Team, r.TalkRules = f.team(r.Unit), f.talks()
	r.K, r.Admission, r.Previous = flows.DefaultK, flows.ByTicket, flows.RoundID(strings.ToLower(text.OneLine(f.Previous)))
	if f.K != nil {
		r.K = *f.K
	}
	if a := text.OneLine(f.Admission); a != "" {
		r.Admission = flows.Admission(a)
	}
	if f.Team == nil && len(f.Members) == 0 {
		return r, flows.Fail(flows.Invalid, "round.no_subjects", nil)
	}
	var err error
	if r, err = withPreset(r, presets); err != nil {
		return r, err
	}
	if r.Opens, r.Closes, err = readWindow(f.Opens, f.Closes, zone); err != nil {
		return r, err
	}
	r.Recipient, err = readRecipient(f.Recipient)
	return r, err
}

// withPreset fills in from the preset what the file does not say itself.
func withPreset(r flows.Round, presets []Preset) (flows.Round, error) {
	if r.Preset == "" {
		return r, nil
	}
	p, err := FindPreset(presets, r.Preset)
	if err != nil {
		return r, err
	}
	if r.Theme == "" {
		r.Theme = p.Theme
	}
	if len(r.Aspects) == 0 {
		r.Aspects = append(r.Aspects, p.Aspects...)
	}
	return r, nil
}

func readRecipient(s string) (string, error) {
	s = strings.TrimSpace(s)
	if s == "" {
		return "", nil
	}
	// Neither error says what was typed: it may be the secret half.
	if strings.HasPrefix(strings.ToUpper(s), "AGE-SECRET-KEY-") {
		return "", flows.Fail(flows.Invalid, "round.recipient_secret", flows.Args{"field": "recipient"})
	}
	parsed, err := age.ParseX25519Recipient(s)
	if err != nil {
		return "", flows.Fail(flows.Invalid, "round.recipient", flows.Args{"field": "recipient"})
	}
	return parsed.String(), nil
}

// roundFileError is the error for a file that could not be read as YAML.
func roundFileError(err error) error {
	e, ok := errors.AsType[*strictyaml.Error](err)
	if !ok {
		return &flows.Error{Code: flows.Invalid, Key: "round.unreadable", Err: err}
	}
	switch e.Reason {
	case strictyaml.TooBig:
		return flows.Fail(flows.Invalid, "round.file_big", flows.Args{"max": strictyaml.MaxSize >> 10})
	case strictyaml.NotUTF8:
		return flows.Fail(flows.Invalid, "round.not_utf8", flows.Args{"line": e.Line})
	case strictyaml.Empty:
		return flows.Fail(flows.Invalid, "round.file_empty", nil)
	case strictyaml.Unknown:
		return flows.Fail(flows.Invalid, "round.unknown_field", flows.Args{"field": e.Field, "line": e.Line, "column": e.Column})
	}
	args := flows.Args{"line": e.Line, "column": e.Column, "problem": e.Problem}
	if e.Hint != "" {
		args["hint"] = dialogue.Say(e.Hint)
	}
	return flows.Fail(flows.Invalid, "round.yaml", args)
}

// withPlace adds line and column to an error that names a field.
func withPlace(err error, places strictyaml.Places) error {
	e, ok := errors.AsType[*flows.Error](err)
	if !ok {
		return err
	}
	field, _ := e.Args["field"].(string)
	if field == "" {
		field = aboutField(e.Key)
	}
	place, ok := places.Find(field)
	if !ok {
		return err
	}
	args := flows.Args{"line": place.Line, "column": place.Column}
	for name, value := range e.Args {
		args[name] = value
	}
	return &flows.Error{Code: e.Code, Key: e.Key, Args: args, Err: e.Err}
}

// aboutField is the field that an error without one is about.
func aboutField(key string) string {
	switch key {
	case "round.closes_before_opens":
		return "closes"
	case "round.principals":
		return "members"
	case "round.aspects_long", "round.no_aspects":
		return "aspects"
	}
	return ""
}
