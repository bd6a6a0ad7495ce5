package configs

import (
	"net"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

var (
	tokenForm  = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)
	secretForm = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`) // Bot API, setWebhook
	botForm    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]{2,31}$`)
	storeForm  = regexp.MustCompile(`^(sqlite:.+|rediss?://.+)$`)
)

// maxRetention is some ten years: who wants longer wants for ever.
const maxRetention = 3650

// normal takes out differences that mean nothing.
func (s Settings) normal() Settings {
	s.Telegram.API = strings.TrimRight(s.Telegram.API, "/")
	s.Telegram.Bot = strings.TrimPrefix(s.Telegram.Bot, "@")
	s.Log.Level, s.Log.Format = strings.ToLower(s.Log.Level), strings.ToLower(s.Log.Format)
	return s
}

// validate says the first setting that is wrong; source names a setting as the
// operator wrote it.
func (s Settings) validate(source func(setting) string) error {
	for _, f := range settingList() {
		key, args := s.wrong(f)
		if key == "" {
			continue
		}
		all := flows.Args{"name": source(f), "variable": f.variable}
		if !f.secret {
			all["value"] = text.Cut(withoutUser(f.of(s)), 100)
		}
		for name, value := range args {
			all[name] = value
		}
		return flows.Fail(flows.Invalid, key, all)
	}
	return nil
}

// wrong is the translation key for what is wrong with a setting, if anything.
func (s Settings) wrong(f setting) (key string, args flows.Args) {
	value := f.of(s)
	switch f.key {
	case "telegram.api":
		return unless(isURL(value, "http", "https"), "settings.url"), nil
	case "webhook.url":
		return s.wrongWebhook(), nil
	case "webhook.secret":
		return s.wrongSecret(), nil
	case "listen":
		return unless(isAddress(value), "settings.address"), nil
	case "metrics.listen":
		return s.wrongMetrics(), nil
	case "log.level":
		return choice(value, "debug", "info", "warn", "error")
	case "log.format":
		return choice(value, "text", "json")
	case "timezone":
		_, err := s.Zone()
		return unless(err == nil && value != "", "settings.timezone"), nil
	case "retention":
		days, err := s.RetentionDays()
		return unless(err == nil && days >= 0 && days <= maxRetention, "settings.retention"), flows.Args{"max": maxRetention}
	case "grouping.alike":
		alike, err := s.Alike()
		return unless(err == nil && alike > 0 && alike <= 1, "settings.alike"), nil // NaN is neither
	case "ledger_retention":
		days, err := s.LedgerDays()
		return unless(err == nil && days >= 0 && days <= maxRetention, "settings.retention"), flows.Args{"max": maxRetention}
	case "telegram.token":
		return unless(value == "" || tokenForm.MatchString(value), "settings.token"), nil
	case "telegram.bot":
		return unless(value == "" || botForm.MatchString(value), "settings.bot"), nil
	case "store":
		return unless(storeForm.MatchString(value), "settings.store"), nil
	case "key":
		return s.wrongKey(), nil
	}
	return "", nil
}

// wrongWebhook: Telegram's own servers deliver over https only.
func (s Settings) wrongWebhook() string {
	switch u := s.Webhook.URL; {
	case u == "" || isURL(u, "https"):
		return ""
	case !isURL(u, "http"):
		return "settings.url"
	}
	api, err := url.Parse(s.Telegram.API)
	return unless(err == nil && !strings.EqualFold(api.Hostname(), "api.telegram.org"), "settings.webhook_https")
}

// wrongSecret: without a secret anybody could deliver updates.
func (s Settings) wrongSecret() string {
	if s.Webhook.Secret == "" {
		return unless(s.Webhook.URL == "", "settings.webhook_secret_missing")
	}
	return unless(secretForm.MatchString(s.Webhook.Secret.Reveal()), "settings.webhook_secret")
}

// wrongMetrics: they have an address of their own, so that whoever may reach the
// webhook does not reach them.
func (s Settings) wrongMetrics() string {
	switch at := s.Metrics.Listen; {
	case at == "":
		return ""
	case at == s.Listen && !strings.HasSuffix(at, ":0"):
		return "settings.metrics_same"
	default:
		return unless(isAddress(at), "settings.address")
	}
}

func (s Settings) wrongKey() string {
	if s.Key == "" {
		return ""
	}
	_, err := identityIn(s.Key.Reveal())
	return unless(err == nil, "settings.key")
}

func unless(right bool, key string) string {
	if right {
		return ""
	}
	return key
}

func choice(value string, choices ...string) (string, flows.Args) {
	return unless(slices.Contains(choices, value), "settings.choice"), flows.Args{"choices": strings.Join(choices, ", ")}
}

func isURL(s string, schemes ...string) bool {
	u, err := url.Parse(s)
	return err == nil && slices.Contains(schemes, u.Scheme) && u.Hostname() != "" && u.Fragment == "" && u.Opaque == ""
}

func isAddress(s string) bool {
	_, port, err := net.SplitHostPort(s)
	n, numeric := strconv.Atoi(port)
	return err == nil && numeric == nil && n >= 0 && n <= 65535
}

// withoutUser drops a user and password from what looks like a URL.
func withoutUser(s string) string {
	scheme, rest, ok := strings.Cut(s, "://")
	if i := strings.LastIndex(rest, "@"); ok && i >= 0 {
		return scheme + "://" + rest[i+1:]
	}
	return s
}

// StoreLabel is the store without passwords, for logs and messages.
func (s Settings) StoreLabel() string {
	label := s.Store.Reveal()
	if !strings.HasPrefix(label, "redis") {
		return label
	}
	scheme, _, _ := strings.Cut(label, "://")
	if options := strings.Index(label, "?"); options >= 0 && options < strings.LastIndex(label, "@") {
		return scheme + "://***" // one of the two marks stands in a password; which cannot be told
	}
	label, _, _ = strings.Cut(withoutUser(label), "?")
	return label
}
