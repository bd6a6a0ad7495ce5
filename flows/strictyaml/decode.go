package strictyaml

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

type decoder struct{ places Places }

func (d decoder) into(out any, node ast.Node) *Error {
	return d.value("", reflect.ValueOf(out).Elem(), node)
}

func (d decoder) value(path string, out reflect.Value, node ast.Node) *Error {
	d.places.note(path, node)
	if node.Type() == ast.NullType {
		return nil
	}
	switch out.Kind() {
	case reflect.Pointer:
		fresh := reflect.New(out.Type().Elem())
		if err := d.value(path, fresh.Elem(), node); err != nil {
			return err
		}
		out.Set(fresh)
		return nil
	case reflect.Struct:
		return d.fields(path, out, node)
	case reflect.Slice:
		return d.items(path, out, node)
	}
	return scalar(out, node)
}

func (d decoder) fields(path string, out reflect.Value, node ast.Node) *Error {
	mapping, ok := node.(ast.MapNode)
	if !ok {
		return at(node, HintKeys, "keys with values (key: value) are wanted here")
	}
	seen := map[string]bool{}
	for pairs := mapping.MapRange(); pairs.Next(); {
		key := pairs.Key().GetToken()
		field, known := fieldOf(out, key.Value)
		if !known {
			return unknownKey(out, key)
		}
		if seen[key.Value] {
			return atToken(key, HintTwice, fmt.Sprintf("the key %q is there twice", key.Value))
		}
		seen[key.Value] = true
		if err := joined(out, mapping, pairs.Value()); err != nil {
			return err
		}
		inner := key.Value
		if path != "" {
			inner = path + "." + key.Value
		}
		if err := d.value(inner, field, pairs.Value()); err != nil {
			return err
		}
	}
	return nil
}

func fieldOf(out reflect.Value, key string) (reflect.Value, bool) {
	for i := range out.NumField() {
		if name, _, _ := strings.Cut(out.Type().Field(i).Tag.Get("yaml"), ","); name != "" && name == key {
			return out.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func (d decoder) items(path string, out reflect.Value, node ast.Node) *Error {
	list, ok := node.(*ast.SequenceNode)
	if !ok {
		return at(node, HintList, "a list is wanted here")
	}
	out.Set(reflect.MakeSlice(out.Type(), len(list.Values), len(list.Values)))
	for i, item := range list.Values {
		if item.Type() == ast.NullType {
			return at(item, HintEmpty, "an item of the list is empty")
		}
		if err := joinedIDs(list, item); err != nil {
			return err
		}
		if err := d.value(fmt.Sprintf("%s[%d]", path, i), out.Index(i), item); err != nil {
			return err
		}
	}
	return nil
}

func scalar(out reflect.Value, node ast.Node) *Error {
	written, ok := textOf(node)
	if !ok {
		return at(node, HintSingle, "a single value is wanted here")
	}
	switch out.Kind() {
	case reflect.String:
		out.SetString(written)
	case reflect.Bool:
		if node.Type() != ast.BoolType {
			return at(node, HintBool, "true or false is wanted here")
		}
		out.SetBool(strings.EqualFold(written, "true"))
	case reflect.Int:
		n, err := strconv.Atoi(written)
		if err != nil || node.Type() != ast.IntegerType {
			return at(node, HintNumber, "a whole number is wanted here")
		}
		out.SetInt(int64(n))
	default:
		return at(node, "", "this field cannot be read")
	}
	return nil
}

// textOf is a scalar as it was written, without its quotation marks.
func textOf(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, true
	}
	return "", false
}

// short keeps an unknown key from filling the screen.
func short(key string) string {
	if rs := []rune(key); len(rs) > 40 {
		return string(rs[:40]) + "…"
	}
	return key
}
