package discreet

import "regexp"

// mark stands where a secret stood.
const mark = "***"

// A secret is a form of words that must not stand in a log whoever put it
// there: libraries quote addresses in their errors, and an address may hold a
// token or a password.
type secret struct {
	form *regexp.Regexp
	by   string
}

// secrets are the forms of what nobody may learn from a log.
func secrets() []secret {
	return []secret{
		// A bot's token, in a URL as well.
		{regexp.MustCompile(`\d{6,}(?::|%3[Aa])[A-Za-z0-9_-]{30,}`), mark},
		// An age identity.
		{regexp.MustCompile(`(?i)AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]+`), mark},
		// User and password of an address; a password may hold an @ or a slash.
		{regexp.MustCompile(`([A-Za-z][A-Za-z0-9+.-]*://)\S*@`), "${1}" + mark + "@"},
		// A ticket or a receipt, as they are shown.
		{regexp.MustCompile(`\b[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}\b`), mark},
	}
}

// redact is s without secrets.
func redact(secrets []secret, s string) string {
	for _, secret := range secrets {
		s = secret.form.ReplaceAllString(s, secret.by)
	}
	return s
}
