package discreet_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"soundings/bot/discreet"
)

// TestEveryLogLineIsKnown reads the module's own sources: the message of each
// log line is a constant, and the name of each attribute one that passes. So a
// new name fails here, and not as a hole in an operator's log.
func TestEveryLogLineIsKnown(t *testing.T) {
	lines := 0
	for at, file := range sources(t, "../..") {
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				if wrong, isLine := faults(call); isLine {
					lines++
					for _, w := range wrong {
						t.Errorf("%s: %s", at, w)
					}
				}
			}
			return true
		})
	}
	if lines < 15 {
		t.Errorf("only %d log lines were found", lines)
	}
}

// TestTheWalkSeesWhatIsWrong: what the test above must fail for.
func TestTheWalkSeesWhatIsWrong(t *testing.T) {
	for src, faulty := range map[string]bool{
		`log.Info("m", "size", 1)`: false, `v.log.Warn("a " + "b", "err", err)`: false, `quiet(h.Log).Error("m", "kind", k)`: false,
		`b.Log.WarnContext(ctx, "m", "err", err)`: false, `b.Log.Warn("m", "error", err)`: true, `p.log.Warn(message)`: false, `l.Log.Info("m", slog.Int("size", 1))`: false,
		`log.Info("m", "chat", 1)`: true, `log.Info("m" + u.Text)`: true, `log.Info(u.Text)`: true, `log.DebugContext(ctx, text, "err", 1)`: true,
		`log.Info("m", name, 1)`: true, `log.With("chat", 1)`: true, `log.Info("m", slog.String("text", s))`: true,
		`log.Info("m", args...)`: true, `log.WithGroup("err")`: true, `slog.Info("m")`: true, `slog.SetDefault(l)`: true,
		`slog.New(slog.NewTextHandler(w, nil))`: true, `slog.New(slog.DiscardHandler)`: false, `slog.New(discreet.Handler(h))`: false,
		`log.Printf("m")`: true, `log.LogAttrs(ctx, slog.LevelInfo, "m", a)`: true, `log.Log(ctx, slog.LevelInfo, "m", "size", 1)`: false,
	} {
		expr, err := parser.ParseExpr(src)
		if err != nil {
			t.Fatal(err)
		}
		if wrong, _ := faults(expr.(*ast.CallExpr)); (len(wrong) > 0) != faulty {
			t.Errorf("%s: found %v", src, wrong)
		}
	}
}

// leading is how many arguments stand before the message.
func leading(method string) (n int, isLine bool) {
	switch method {
	case "Debug", "Info", "Warn", "Error":
		return 0, true
	case "DebugContext", "InfoContext", "WarnContext", "ErrorContext":
		return 1, true
	case "Log", "LogAttrs":
		return 2, true
	}
	return 0, false
}

var logger = regexp.MustCompile(`(?i)log(ger)?$`)

// faults are what is wrong with a call, if it is one of a logger.
func faults(call *ast.CallExpr) (wrong []string, isLine bool) {
	f, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || !logger.MatchString(receiver(f.X)) {
		return nil, false
	}
	from, isLine := leading(f.Sel.Name)
	switch {
	case receiver(f.X) == "slog":
		return ofPackage(f.Sel.Name, call), true
	case f.Sel.Name == "With":
		return attributes(call.Args), true
	case f.Sel.Name == "WithGroup", strings.HasPrefix(f.Sel.Name, "Print"), strings.HasPrefix(f.Sel.Name, "Fatal"), strings.HasPrefix(f.Sel.Name, "Panic"):
		return []string{f.Sel.Name + " is not to be used"}, true
	case !isLine || len(call.Args) <= from:
		return nil, false
	}
	if call.Ellipsis.IsValid() {
		return []string{"arguments that cannot be read here"}, true
	}
	if !constant(call.Args[from]) {
		wrong = append(wrong, "a message that is no constant")
	}
	return append(wrong, attributes(call.Args[from+1:])...), true
}

// receiver is the last name of what a method is called on.
func receiver(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr:
		return x.Sel.Name
	case *ast.CallExpr: // quiet(h.Log)
		if len(x.Args) > 0 {
			return receiver(x.Args[0])
		}
	}
	return ""
}

// ofPackage: package slog makes loggers that write nothing or go through here,
// and attributes; its own logger is nobody's.
func ofPackage(name string, call *ast.CallExpr) []string {
	switch name {
	case "New":
		if s, ok := call.Args[0].(*ast.SelectorExpr); ok && s.Sel.Name == "DiscardHandler" {
			return nil
		}
		if c, ok := call.Args[0].(*ast.CallExpr); ok && receiver(c.Fun.(*ast.SelectorExpr).X) == "discreet" {
			return nil
		}
		return []string{"a logger that does not go through discreet"}
	case "Info", "Warn", "Error", "Debug", "SetDefault", "Default", "Log", "With":
		return []string{"the default logger"}
	}
	return nil
}

// attributes looks at pairs of name and value.
func attributes(args []ast.Expr) (wrong []string) {
	for i := 0; i < len(args); i++ {
		name := args[i]
		if made, ok := args[i].(*ast.CallExpr); ok && len(made.Args) > 0 {
			name = made.Args[0] // slog.Int(name, value)
		} else {
			i++
		}
		if s, ok := literal(name); !ok || !slices.Contains(discreet.Names(), s) {
			wrong = append(wrong, "an attribute that does not pass: "+s)
		}
	}
	return wrong
}

// constant says of a message that it is a literal, or what program.warnOf has
// made from the catalogue.
func constant(x ast.Expr) bool {
	if sum, ok := x.(*ast.BinaryExpr); ok {
		return constant(sum.X) && constant(sum.Y)
	}
	if name, ok := x.(*ast.Ident); ok {
		return name.Name == "message"
	}
	_, ok := literal(x)
	return ok
}

func literal(x ast.Expr) (string, bool) {
	lit, ok := x.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// sources are the module's files but for tests.
func sources(t *testing.T, root string) map[string]*ast.File {
	t.Helper()
	all := map[string]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		all[path], err = parser.ParseFile(token.NewFileSet(), path, nil, 0)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
