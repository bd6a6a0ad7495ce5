// Package configs holds what is data in Soundings and travels inside the
// program: the documented default settings, the presets and the translations.
// It also reads the operator's settings and keeps the service key.
//
// Call Load first, then ServiceKey, and only then open the store: ServiceKey
// refuses to make a new key for a database that was written with another.
package configs

import (
	"embed"
	"io/fs"
)

var (
	//go:embed soundings.yaml
	defaultFile []byte
	//go:embed presets/*.yaml
	presetFiles embed.FS
	//go:embed locales/*.yaml
	localeFiles embed.FS
)

// Default is the documented soundings.yaml: every key, with its default.
func Default() []byte { return append([]byte(nil), defaultFile...) }

// Presets are the shipped presets, one *.yaml each.
func Presets() fs.FS { return within(presetFiles, "presets") }

// Locales are the translations, one *.yaml a language.
func Locales() fs.FS { return within(localeFiles, "locales") }

func within(files embed.FS, dir string) fs.FS {
	sub, err := fs.Sub(files, dir)
	if err != nil {
		panic(err) // only for a malformed path, and the paths stand above
	}
	return sub
}
