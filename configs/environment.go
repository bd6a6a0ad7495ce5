package configs

import (
	"slices"
	"strings"

	"soundings/flows"
)

// variables are the SOUNDINGS_… ones that are set to something, with those
// named by a …_FILE read from their files.
func variables(environ []string, readFile func(string) ([]byte, error)) (map[string]string, error) {
	vars := map[string]string{}
	for _, pair := range environ {
		if name, value, _ := strings.Cut(pair, "="); strings.HasPrefix(name, envPrefix) && strings.TrimSpace(value) != "" {
			vars[name] = strings.TrimSpace(value)
		}
	}
	for _, f := range settingList() {
		path, ok := vars[f.variable+fileSuffix]
		if !ok || !f.secret {
			continue
		}
		value, err := fromSecretFile(f.variable, path, vars[f.variable] != "", readFile)
		if err != nil {
			return nil, err
		}
		vars[f.variable] = value
	}
	return vars, nil
}

func fromSecretFile(name, path string, both bool, readFile func(string) ([]byte, error)) (string, error) {
	args := flows.Args{"name": name, "file": name + fileSuffix}
	if both {
		return "", flows.Fail(flows.Invalid, "settings.both", args)
	}
	args = flows.Args{"name": name + fileSuffix, "path": path}
	data, err := readFile(path)
	if err != nil {
		return "", &flows.Error{Code: flows.Invalid, Key: "settings.file_unreadable", Args: args, Err: err}
	}
	value := strings.TrimSpace(strings.TrimPrefix(string(data), "\ufeff"))
	if value == "" {
		return "", flows.Fail(flows.Invalid, "settings.file_empty", args)
	}
	return value, nil
}

// UnknownVariables are the SOUNDINGS_… variables that mean nothing, sorted: a
// guard against typing errors, to be warned about and not refused.
func UnknownVariables(environ []string) []string {
	known := map[string]bool{}
	for _, f := range settingList() {
		known[f.variable] = true
		known[f.variable+fileSuffix] = f.secret
	}
	var unknown []string
	for _, pair := range environ {
		if name, _, _ := strings.Cut(pair, "="); strings.HasPrefix(name, envPrefix) && !known[name] {
			unknown = append(unknown, name)
		}
	}
	slices.Sort(unknown)
	return slices.Compact(unknown)
}
