package main

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// flow writes a value in one line.
func flow(v reflect.Value) string {
	switch v.Kind() {
	case reflect.String:
		return scalarText(v.String())
	case reflect.Interface:
		if v.IsNil() {
			return "null"
		}
		return flow(v.Elem())
	case reflect.Slice:
		items := make([]string, v.Len())
		for i := range items {
			items[i] = flow(v.Index(i))
		}
		return "[" + strings.Join(items, ", ") + "]"
	case reflect.Map:
		var items []string
		for _, key := range v.MapKeys() {
			items = append(items, scalarText(fmt.Sprint(key))+": "+flow(v.MapIndex(key)))
		}
		slices.Sort(items)
		return "{" + strings.Join(items, ", ") + "}"
	case reflect.Struct:
		var items []string
		for _, f := range yamlFields(v) {
			if !f.value.IsZero() {
				items = append(items, f.key+": "+flow(f.value))
			}
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
	return fmt.Sprint(v)
}

// scalarText writes a text plainly where it cannot be taken for anything else, and else in quotes with escapes.
func scalarText(s string) string {
	word := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune(" -_./", r)
	}
	first, _ := utf8.DecodeRuneInString(s)
	plain := unicode.IsLetter(first) && !strings.HasSuffix(s, " ") &&
		!strings.ContainsFunc(strings.ReplaceAll(s, "://", ""), func(r rune) bool { return !word(r) })
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		plain = false
	}
	if plain {
		return s
	}
	return strconv.Quote(s)
}

func milestoneText(m milestone) string {
	if _, err := strconv.Atoi(string(m)); err == nil {
		return string(m)
	}
	return scalarText(string(m))
}

// plainComment keeps a file's name from ending the comment it stands in.
func plainComment(s string) string { return strings.Trim(strconv.Quote(s), `"`) }
