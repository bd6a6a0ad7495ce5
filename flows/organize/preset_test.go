package organize

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"soundings/configs"
	"soundings/flows"
)

func shipped(t *testing.T) []Preset {
	t.Helper()
	presets, err := ReadPresets(configs.Presets())
	if err != nil {
		t.Fatalf("%v %v", err, argsOf(err))
	}
	return presets
}

func argsOf(err error) flows.Args {
	if e, ok := err.(*flows.Error); ok {
		return e.Args
	}
	return nil
}

func TestShippedPresets(t *testing.T) {
	var ids []string
	for _, p := range shipped(t) {
		ids = append(ids, p.ID)
		for i, a := range p.Aspects {
			if want := readAspects([]aspectFile{{}, {}, {}, {}, {}, {}})[i].ID; a.ID != want {
				t.Errorf("%s: aspect %d has id %s, want %s", p.ID, i, a.ID, want)
			}
			if a.Check && !p.Check {
				t.Errorf("%s: %s is marked, the preset is not", p.ID, a.ID)
			}
		}
	}
	want := []string{"2018-annual", "2021-party-history", "2022-annual", "2023-themeedu-1", "2023-themeedu-2",
		"2024-annual", "2025-annual", "generic-opinion"}
	if !slices.Equal(ids, want) {
		t.Errorf("presets %v, want %v", ids, want)
	}
}

// What was remembered and never seen must not look like the notice's wording.
func TestWordingFromMemoryIsMarked(t *testing.T) {
	p, err := FindPreset(shipped(t), "2025-annual")
	if err != nil {
		t.Fatal(err)
	}
	var marked []flows.AspectID
	for _, a := range p.Aspects {
		if a.Check {
			marked = append(marked, a.ID)
		}
	}
	if want := []flows.AspectID{"a2", "a3", "a4", "a5"}; !p.Check || !slices.Equal(marked, want) {
		t.Errorf("check %v, marked %v; want true, %v", p.Check, marked, want)
	}
}

func TestAnUnknownPresetNamesTheChoices(t *testing.T) {
	_, err := FindPreset(shipped(t), "2017-annual")
	if flows.KeyOf(err) != "round.no_preset" || flows.CodeOf(err) != flows.Invalid {
		t.Fatalf("FindPreset = %v", err)
	}
	args := argsOf(err)
	if args["value"] != "2017-annual" || !strings.HasPrefix(args["choices"].(string), "2018-annual, 2021-party-history, ") {
		t.Errorf("args %v", args)
	}
}

func TestPresetsThatAreRefused(t *testing.T) {
	const good = "id: x\nkind: 民主生活会\ntheme: 主题\naspects:\n  - {label: 一, text: 一方面}\n"
	for _, c := range []struct{ name, file, in, key string }{
		{"good", "x.yaml", good, ""},
		{"other name", "y.yaml", good, "preset.id"},
		{"unknown key", "x.yaml", good + "tiny: a\n", "preset.yaml"},
		{"no theme", "x.yaml", strings.Replace(good, "theme: 主题", "theme: ''", 1), "preset.invalid"},
		{"no aspects", "x.yaml", "id: x\nkind: a\ntheme: b\n", "preset.invalid"},
		{"long label", "x.yaml", strings.Replace(good, "label: 一", "label: "+strings.Repeat("一", 25), 1), "preset.invalid"},
		{"empty", "x.yaml", "", "preset.yaml"},
	} {
		t.Run(c.name, func(t *testing.T) {
			presets, err := ReadPresets(fstest.MapFS{c.file: {Data: []byte(c.in)}, "README.md": {}})
			if c.key == "" {
				if err != nil || len(presets) != 1 || presets[0].Aspects[0].ID != "a1" {
					t.Errorf("ReadPresets = %v, %v", presets, err)
				}
				return
			}
			if flows.KeyOf(err) != c.key || argsOf(err)["file"] != c.file {
				t.Errorf("ReadPresets = %v %v, want %s", err, argsOf(err), c.key)
			}
		})
	}
}
