package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"soundings/bot/telegram"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/storage"
)

type doctorCmd struct{ settingsFlags }

// The times of an examination: of one check, and of all together.
const (
	checkWithin  = 3 * time.Second
	doctorWithin = 10 * time.Second
)

// Run examines everything that serve stands on and changes nothing. It says a
// line for each thing, also where it is well, and fails where anything does.
func (c *doctorCmd) Run(ctx context.Context, p *program) error {
	ctx, cancel := context.WithTimeout(ctx, doctorWithin)
	defer cancel()
	d := &doctor{program: p, flags: c.settingsFlags, each: checkWithin}
	defer d.close()
	err := d.examine(ctx, checks())
	if err == nil && d.failures > 0 {
		err = flows.Fail(flows.Refused, "doctor.failed", flows.Args{"n": d.failures})
	}
	return err
}

// A doctor examines an installation. What one check finds out the next ones
// build on.
type doctor struct {
	*program
	flags    settingsFlags
	each     time.Duration // that a check may take
	failures int
	stuck    bool // a check did not come back, and may use the rest still

	settings *configs.Settings // nil: they cannot be read
	key      configs.Secret    // empty: there is none yet
	store    storage.Store     // nil: it cannot be opened, or is not there yet
	fresh    bool              // the store is not there yet, as before a first run
	client   *telegram.Client  // nil: there is no token
	met      bool              // Telegram knows the bot
}

// How a finding is graded, in words that scripts may read in either language.
type grade string

const (
	well    grade = "ok"
	warning grade = "warn"
	failure grade = "fail"
)

// A finding is one line: what is so, and what to do about it.
type finding struct {
	grade grade
	about error
}

// find is a finding in words of a key, with its arguments in pairs.
func find(g grade, key string, pairs ...any) finding {
	return finding{g, &flows.Error{Key: key, Args: dialogue.Say(key, pairs...).Args}}
}

// A check is one thing that is looked at, where what it needs is there.
type check struct {
	of    string // its name in a list: a key
	needs func(*doctor) bool
	look  func(*doctor, context.Context) []finding
}

func checks() []check {
	always := func(*doctor) bool { return true }
	settings := func(d *doctor) bool { return d.settings != nil }
	store := func(d *doctor) bool { return d.store != nil || d.fresh }
	met := func(d *doctor) bool { return d.met }
	return []check{
		{"doctor.of.settings", always, (*doctor).lookAtSettings},
		{"doctor.of.key", settings, (*doctor).lookAtKey},
		{"doctor.of.store", settings, (*doctor).lookAtStore},
		{"doctor.of.owner", func(d *doctor) bool { return d.fresh || d.store != nil && d.key != "" }, (*doctor).lookAtOwner},
		{"doctor.of.durable", store, (*doctor).lookAtDurability},
		{"doctor.of.settle", store, (*doctor).lookAtSettling},
		{"doctor.of.latency", store, (*doctor).lookAtLatency},
		{"doctor.of.clock", store, (*doctor).lookAtStoreClock},
		{"doctor.of.telegram", settings, (*doctor).lookAtTelegram},
		{"doctor.of.delivery", met, (*doctor).lookAtDelivery},
		{"doctor.of.listen", settings, (*doctor).lookAtAddresses},
	}
}

// examine does the checks in their order, and says at the end which it could
// not do.
func (d *doctor) examine(ctx context.Context, all []check) error {
	var skipped []string
	for _, c := range all {
		if !c.needs(d) {
			skipped = append(skipped, d.say(c.of))
			continue
		}
		if err := d.report(d.within(ctx, c)); err != nil || d.stuck {
			return err
		}
	}
	if len(skipped) == 0 {
		return nil
	}
	return d.report([]finding{find(warning, "doctor.skipped", "what", strings.Join(skipped, d.say("doctor.comma")))})
}

// within does a check that must come to an end. Calls of the network do by
// their context; one of a file on a dead disk may not.
func (d *doctor) within(ctx context.Context, c check) []finding {
	ctx, cancel := context.WithTimeout(ctx, d.each)
	defer cancel()
	done := make(chan []finding, 1)
	go func() { done <- c.look(d, ctx) }()
	timer := time.NewTimer(d.each + d.each/3)
	defer timer.Stop()
	select {
	case found := <-done:
		return found
	case <-timer.C:
		d.stuck = true
		return []finding{find(failure, "doctor.stuck", "what", dialogue.Say(c.of))}
	}
}

func (d *doctor) report(found []finding) error {
	for _, f := range found {
		if f.grade == failure {
			d.failures++
		}
		if _, err := fmt.Fprintf(d.stdout, "%-4s  %s\n", f.grade, d.fault(f.about)); err != nil {
			return unwritten(err)
		}
	}
	return nil
}

func (d *doctor) close() {
	if !d.stuck && d.store != nil {
		_ = d.store.Close() // nothing was written
	}
}
