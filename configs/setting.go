package configs

import (
	"fmt"
	"reflect"
	"strings"
)

// A setting is one leaf of Settings, with the names people know it by.
type setting struct {
	key      string // log.level
	variable string // SOUNDINGS_LOG_LEVEL
	secret   bool
	index    []int
}

// settingList reads them off the struct tags, so that nothing is listed twice.
func settingList() []setting {
	return leaves(reflect.TypeFor[Settings](), setting{variable: envPrefix})
}

func leaves(t reflect.Type, above setting) []setting {
	var all []setting
	for i := range t.NumField() {
		f := t.Field(i)
		s := setting{
			key:      above.key + f.Tag.Get("yaml"),
			variable: above.variable + f.Tag.Get("envPrefix") + f.Tag.Get("env"),
			secret:   f.Type == reflect.TypeFor[Secret](),
			index:    append(append([]int{}, above.index...), i),
		}
		if f.Type.Kind() == reflect.Struct {
			s.key += "."
			all = append(all, leaves(f.Type, s)...)
			continue
		}
		all = append(all, s)
	}
	return all
}

func (f setting) of(s Settings) string { return reflect.ValueOf(s).FieldByIndex(f.index).String() }

// source names where the value came from: the variable, or the key of the file.
func (f setting) source(vars map[string]string) string {
	switch {
	case vars[f.variable] == "":
		return f.key
	case f.secret && vars[f.variable+fileSuffix] != "":
		return f.variable + fileSuffix
	}
	return f.variable
}

// String is every setting, secrets hidden, for logs and bug reports.
func (s Settings) String() string {
	var all []string
	for _, f := range settingList() {
		value := f.of(s)
		switch {
		case f.key == "store":
			value = s.StoreLabel()
		case f.secret:
			value = Secret(value).String()
		}
		all = append(all, fmt.Sprintf("%s=%q", f.key, withoutUser(value)))
	}
	return strings.Join(all, " ")
}

// GoString keeps %#v from going round String.
func (s Settings) GoString() string { return "configs.Settings{" + s.String() + "}" }
