package main

import (
	"reflect"
	"strconv"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// scalar decodes a single value. Numbers and truth values are no texts: what people meant to be text goes in quotes.
func (d *decoder) scalar(path string, n ast.Node, v reflect.Value) error {
	text, isText := textOf(n)
	wrong := func(want string) error {
		return d.mistake(n, "%s is %s, and must be %s", path, kindOf(n), want)
	}
	switch v.Kind() {
	case reflect.String:
		if number, ok := n.(*ast.IntegerNode); ok && v.Type() == reflect.TypeFor[milestone]() {
			text, isText = number.Token.Value, true
		}
		if !isText {
			return wrong("text; put it in quotes if it is meant as text")
		}
		v.SetString(text)
	case reflect.Int:
		number, ok := n.(*ast.IntegerNode)
		if !ok {
			return wrong("a whole number")
		}
		value, err := strconv.Atoi(number.Token.Value)
		if err != nil {
			return wrong("a whole number such as 20")
		}
		v.SetInt(int64(value))
	case reflect.Bool:
		truth, ok := n.(*ast.BoolNode)
		if !ok {
			return wrong("true or false")
		}
		v.SetBool(truth.Value)
	case reflect.Interface:
		if err := yaml.NodeToValue(n, v.Addr().Interface()); err != nil {
			return d.mistake(n, "%s cannot be read", path)
		}
	default:
		return d.mistake(n, "%s cannot be set in a file", path)
	}
	return nil
}

// keyOf is a key as it is written.
func keyOf(key ast.MapKeyNode) string {
	if k, ok := key.(*ast.MappingKeyNode); ok && k.Value != nil {
		return k.Value.GetToken().Value
	}
	return key.GetToken().Value
}

// textOf is the text of a node that holds one.
func textOf(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	}
	return "", false
}

// kindOf names what a node holds, for people.
func kindOf(n ast.Node) string {
	switch n.(type) {
	case *ast.StringNode, *ast.LiteralNode:
		return "text"
	case *ast.IntegerNode:
		return "a whole number"
	case *ast.FloatNode, *ast.InfinityNode, *ast.NanNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.NullNode:
		return "nothing"
	case *ast.SequenceNode:
		return "a list"
	case ast.MapNode:
		return "a mapping"
	}
	return "something else"
}
