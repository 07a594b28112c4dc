package align_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/lint/align"
)

const original = `A word before all.

## News

The [heron](https://heron.example/) is back.

### Lake

- [Heron 1.2](https://heron.example/1.2) flies.
- [Gannet 0.9](https://gannet.example/0.9) dives, and needs 40 m.
  - It needs air, too.

Nobody knows why.

### Reeds

{{< figure src="/images/reeds.png" caption="Reeds" >}}

## End

That is all.
`

// names knows two sections by their names.
func names(one, other string) int {
	known := func(name string) string {
		switch name {
		case "News", "Neues":
			return "news"
		case "End", "Schluss":
			return "end"
		}
		return ""
	}
	switch a, b := known(one), known(other); {
	case a == "" || b == "":
		return 0
	case a == b:
		return 1
	}
	return -1
}

func aligned(theirs, ours string) (align.Alignment, *lint.Document, *lint.Document) {
	o, d := lint.Parse("a.md", []byte(theirs)), lint.Parse("a.de.md", []byte(ours))
	texts := align.Texts{Original: o, Translation: d,
		Names:   func(i, k int) int { return names(o.Headings()[i].Text, d.Headings()[k].Text) },
		Address: func(a string) string { return strings.TrimSuffix(a, "/") }}
	return texts.Align(), o, d
}

// pairs writes what stands for what, each by its first word; nothing for what stands for itself under the same word.
func pairs(theirs, ours string) []string {
	a, o, d := aligned(theirs, ours)
	word := func(d *lint.Document, i int, heading bool) string {
		switch {
		case i < 0:
			return "-"
		case heading:
			return strings.Repeat("#", d.Headings()[i].Level) + strings.Fields(d.Headings()[i].Text)[0]
		}
		return strings.Fields(d.PlainText(d.Blocks()[i].Node) + " {{")[0]
	}
	var found []string
	for _, p := range a.Headings {
		found = append(found, word(o, p.Original, true)+" "+word(d, p.Translation, true))
	}
	for _, p := range a.Blocks {
		found = append(found, word(o, p.Original, false)+" "+word(d, p.Translation, false))
	}
	return found
}

func TestAlign(t *testing.T) {
	for _, x := range []struct {
		name, ours string
		want       []string
	}{
		{"all is translated", `Ein Wort vorweg.

## Neues

Der [Reiher](https://heron.example/) ist zurück.

### See

- [Heron 1.2](https://heron.example/1.2) fliegt.
- [Gannet 0.9](https://gannet.example/0.9) taucht.
  - Er braucht Luft.

Niemand weiß, warum.

### Schilf

{{< figure src="/images/reeds.png" caption="Schilf" >}}

## Schluss

Das ist alles.
`, []string{"##News ##Neues", "###Lake ###See", "###Reeds ###Schilf", "##End ##Schluss",
			"A Ein", "The Der", "Heron Heron", "Gannet Gannet", "It Er", "Nobody Niemand", "{{ {{", "That Das"}},
		{"headings are lost, and levels shifted", `Ein Wort vorweg.

# Neues

Der [Reiher](https://heron.example/) ist zurück.

- [Heron 1.2](https://heron.example/1.2) fliegt.
- [Gannet 0.9](https://gannet.example/0.9) taucht.

{{< figure src="https://elsewhere.example/Reeds.png" caption="Schilf" >}}

# Schluss

Das ist alles.
`, []string{"##News #Neues", "###Lake -", "###Reeds -", "##End #Schluss",
			"A Ein", "The Der", "Heron Heron", "Gannet Gannet", "It -", "Nobody -", "{{ {{", "That Das"}},
		{"an entry is lost, one is new, and links are", `## Neues

Der Reiher ist zurück.

### See

- Ein [Kormoran](https://cormorant.example/) kam.
- Gannet 0.9 taucht bis 40 m.

### Schilf

## Schluss

Das ist alles.
`, []string{"##News ##Neues", "###Lake ###See", "###Reeds ###Schilf", "##End ##Schluss",
			"A -", "The Der", "Heron Ein", "Gannet Gannet", "It -", "Nobody -", "{{ -", "That Das"}},
		{"sections change places", `## Schluss

Das ist alles.

## Neues

Der [Reiher](https://heron.example/) ist zurück.

- [Heron 1.2](https://heron.example/1.2) fliegt.
`, []string{"- ##Schluss", "##News ##Neues", "###Lake -", "###Reeds -", "##End -",
			"A Das", "The Der", "Heron Heron", "Gannet -", "It -", "Nobody -", "{{ -", "That -"}},
		{"nothing", "", []string{"##News -", "###Lake -", "###Reeds -", "##End -",
			"A -", "The -", "Heron -", "Gannet -", "It -", "Nobody -", "{{ -", "That -"}},
	} {
		if diff := cmp.Diff(x.want, pairs(original, x.ours)); diff != "" {
			t.Errorf("%s: %s", x.name, diff)
		}
	}
}

// TestSure: what has nothing in common is sure only if nothing around it is without a partner.
func TestSure(t *testing.T) {
	const theirs = "[a](/a)\n\nOne two three.\n\n[b](/b)\n\nFour five six.\n\nSeven eight nine.\n\n[c](/c)\n\nTen.\n"
	const ours = "[a](/a)\n\nEins zwei drei.\n\n[b](/b)\n\nVier fünf sechs.\n\n[c](/c)\n\nZehn.\n"
	a, _, _ := aligned(theirs, ours)
	var got []string
	for _, p := range a.Blocks {
		got = append(got, fmt.Sprint(p.Original, p.Translation, p.Sure))
	}
	want := []string{"0 0 true", "1 1 true", "2 2 true", "3 3 false", "4 -1 false", "5 4 true", "6 5 true"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestBounded: a text made to be hard is not compared piece by piece, and costs no more than a moment.
func TestBounded(t *testing.T) {
	var b strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&b, "# %d\n\n[%d](/%d)\n\n", i, i, i)
	}
	if a, _, _ := aligned(b.String(), b.String()); len(a.Blocks)+len(a.Headings) > 0 {
		t.Error("twenty thousand headings are aligned with as many")
	}
	long := strings.Repeat("a\n\n", 2000)
	if a, _, _ := aligned(long, long); len(a.Blocks) > 0 {
		t.Error("two thousand paragraphs without a heading are aligned with as many")
	}
}

// FuzzAlign: each heading and each block of both texts stands in one pair, and no two pairs cross.
func FuzzAlign(f *testing.F) {
	f.Add(original, original)
	f.Add(original, "## Schluss\n\n- [Heron 1.2](https://heron.example/1.2)\n\n## Neues\n")
	f.Add("a\n\n- b\n  - c\n", "# a\n\n> d\n")
	f.Fuzz(func(t *testing.T, theirs, ours string) {
		a, o, d := aligned(theirs, ours)
		if len(a.Headings)+len(a.Blocks) == 0 {
			return
		}
		follow(t, a.Headings, len(o.Headings()), len(d.Headings()))
		follow(t, a.Blocks, len(o.Blocks()), len(d.Blocks()))
	})
}

func follow(t *testing.T, pairs []align.Pair, theirs, ours int) {
	next := align.Pair{}
	for _, p := range pairs {
		if p.Original >= 0 && p.Original != next.Original || p.Translation >= 0 && p.Translation != next.Translation || p.Original < 0 && p.Translation < 0 {
			t.Fatalf("after %v comes %v: %v", next, p, pairs)
		}
		if p.Original >= 0 {
			next.Original++
		}
		if p.Translation >= 0 {
			next.Translation++
		}
	}
	if next.Original != theirs || next.Translation != ours {
		t.Fatalf("%d and %d were paired of %d and %d", next.Original, next.Translation, theirs, ours)
	}
}
