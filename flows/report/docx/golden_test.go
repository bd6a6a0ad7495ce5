package docx

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	var want []string
	for name, content := range unzip(t, written(t, sample)) {
		file := strings.ReplaceAll(name, "/", "-")
		if strings.HasSuffix(name, ".xlsx") {
			content, file = listed(unzip(t, []byte(content))), file+".txt"
		}
		want = append(want, file)
		golden(t, file, strings.ReplaceAll(content, "><", ">\n<")+"\n")
	}
	files, err := os.ReadDir("testdata/parts")
	if err != nil || len(files) != len(want) {
		t.Errorf("%d golden files for %d parts: %v", len(files), len(want), err)
	}
}

func listed(parts map[string]string) string {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		b.WriteString("-- " + name + " --\n" + parts[name] + "\n")
	}
	return b.String()
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "parts", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-update writes it anew):\n%s", path, diff)
	}
}

func TestTheSameCallsGiveTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, sample), written(t, sample)) {
		t.Error("two documents differ")
	}
}
