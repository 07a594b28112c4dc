package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
)

// Tests of what passes over most words and addresses at once: it must never pass over one that matters.

func TestSoughtWords(t *testing.T) {
	list := strings.Fields("Snikket xmpp a it's it’s Émile 2 go-xmpp " + strings.Repeat("long", 40))
	house, err := House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	s := &soughtWords{first: soughtIn(house).first}
	mayBeIn := func(word string) sought { return s.mayBeIn([]byte(word), owner([]byte(word))) }
	s.add(houseNames, list...)
	s.add(agreeingWords, list...)
	for _, w := range list {
		for _, word := range []string{w, string(lower([]byte(w)))} {
			if mayBeIn(word)&agreeingWords == 0 {
				t.Errorf("%s is not found", word)
			}
			if name := string(owner([]byte(word))); name == word && (mayBeIn(word)&houseNames == 0 || mayBeIn(word+"'s")&(houseNames|ownerWords) != houseNames|ownerWords) {
				t.Errorf("%s is not found as a name", word)
			}
		}
	}
	if mayBeIn("SNIKKET")&houseNames == 0 || mayBeIn("snikke") != 0 || mayBeIn("zzz") != 0 {
		t.Error("words are told by something else than their letters and length")
	}
	if mayBeIn("3rd")&(numberWords|calendarWords) != numberWords|calendarWords || mayBeIn("Fbruary") != calendarWords {
		t.Error("dates are not found")
	}
}

// TestPlainWeb: in an address that is plain nothing is wrong, and most are.
func TestPlainWeb(t *testing.T) {
	h, err := House("xmpp.org")
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Fields("https http htps : :// // / . .. a.b example.org localhost 1.2.3.4 [::1] :80 ? ?a=b # #c %20 %zz ( ) ] ] \" > , @ é {{ ~ index.html")
	plain, n := 0, 0
	look := func(address string) {
		if n++; !isPlainWeb(h, address) {
			return
		}
		plain++
		if f, bad := diagnose(h, lint.Span{End: len(address)}, address); bad {
			t.Errorf("%s is plain, and %s", address, f.Message)
		}
	}
	for _, a := range parts {
		for _, b := range parts {
			for _, c := range parts {
				look(a + b + c)
				look("https://" + a + b + c)
				look("https://example.org" + a + b + c)
			}
		}
	}
	if plain == 0 || plain == n {
		t.Fatalf("%d of %d are plain", plain, n)
	}
	files, _ := filepath.Glob("../../shared/corpus/issues/*.md")
	plain, n = 0, 0
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for l := range inlineLinks(lint.Parse(file, text)) {
			look(string(text[l.Destination.Start:l.Destination.End]))
		}
	}
	if 4*plain < 3*n {
		t.Errorf("only %d of %d addresses are plain", plain, n)
	}
}

// TestAlike compares texts letter by letter as well, without the looks that spare it.
func TestAlike(t *testing.T) {
	words := strings.Fields("events Events event Evnets articles Artikel Software-News Software ÉVÉNEMENTS événements Ereignisse x")
	for _, a := range words {
		for _, b := range words {
			x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
			want := 2 * float64(commonest(x, y)) / float64(len(x)+len(y))
			if got := alike(a, b); got != want && max(got, want) >= misspelt {
				t.Errorf("%s and %s are alike by %v, want %v", a, b, got, want)
			}
		}
	}
	if long := strings.Repeat("a", longestAlike+1); alike(long, long) != 0 {
		t.Error("long texts are compared")
	}
}

// commonest is how many letters two texts have in common in the same order.
func commonest(x, y []rune) int {
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	if x[0] == y[0] {
		return 1 + commonest(x[1:], y[1:])
	}
	return max(commonest(x[1:], y), commonest(x, y[1:]))
}
