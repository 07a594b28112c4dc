package rules_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/rules"
)

// TestPublishedWords holds the words of each language against what its translators wrote: how much of their headings, of
// what they say where nothing happened and of how their entries begin is known, and whether their titles are read and
// written again as they are.
func TestPublishedWords(t *testing.T) {
	h := house(t)
	entry := regexp.MustCompile(`^[-*] +\[?(.*?) *\[?XEP-\d{4}`)
	withoutAddress := regexp.MustCompile(`\]\([^)]*\)`)
	version := regexp.MustCompile("`?\\d+(\\.\\d+)+`?")
	for code, least := range map[string]int{"de": 70, "es": 80, "fr": 90, "it": 80, "pt-br": 90} {
		files, _ := filepath.Glob("../../shared/corpus/issues/*." + code + ".md")
		if len(files) == 0 {
			t.Skip("the corpus of past issues is not beside the project")
		}
		l, _ := rules.Language(h, code)
		var known, all [4]int // headings, empty states, beginnings of entries, titles
		asWritten := 0        // of these but the titles, those that padpress would write the same
		count := func(i int, ok bool, what string) {
			if all[i]++; ok {
				known[i]++
			} else {
				t.Logf("%s: %s", code, what)
			}
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			d := lint.Parse("content/blog/newsletter/"+filepath.Base(file), text)
			if title := d.Front.String("title"); !strings.HasPrefix(title, "The ") {
				m, _, ok := l.Find(title)
				count(3, ok && slices.ContainsFunc(l.Titles, func(f string) bool {
					return strings.EqualFold(strings.ReplaceAll(lint.Form{Text: strings.ToLower(f)}.With(l.Format(m)), "’", "'"), strings.NewReplacer("’", "'", " & ", " "+append(l.Joins, "")[0]+" ").Replace(title))
				}), title)
			}
			heads := d.Headings()
			i := slices.IndexFunc(heads, func(head lint.Heading) bool {
				return slices.Contains([]string{"Proposed", "New"}, originalOf(l, head.Text))
			}) - 1
			if i < 0 {
				count(0, false, "no section in "+file)
				continue
			}
			count(0, originalOf(l, heads[i].Text) == h.Specifications.Section, heads[i].Text)
			for k := i + 1; k < len(heads) && heads[k].Level > heads[i].Level; k++ {
				name := originalOf(l, heads[k].Text)
				count(0, name != "", heads[k].Text)
				if own, _ := l.Heading(name); strings.EqualFold(own, strings.TrimSpace(heads[k].Text)) {
					asWritten++
				}
				end := len(d.Src)
				if k+1 < len(heads) {
					end = heads[k+1].Span.Start
				}
				var items []string
				for line := range strings.Lines(string(d.Src[heads[k].Span.End:end])) {
					if line = strings.TrimRight(line, " .\n"); strings.HasPrefix(line, "- ") || strings.HasPrefix(line, "* ") {
						items = append(items, line)
					}
				}
				for _, item := range items {
					if m := entry.FindStringSubmatch(item); m != nil && strings.Contains(m[1], " ") {
						begins := version.ReplaceAllString(strings.NewReplacer("[", "", "]", "").Replace(withoutAddress.ReplaceAllString(strings.TrimSpace(m[1]), "]")), "{version}")
						count(2, slices.ContainsFunc(h.Specifications.Heads, func(form string) bool { return slices.Contains(l.Phrases[form], begins) }), begins)
						if slices.ContainsFunc(h.Specifications.Heads, func(form string) bool { own, _ := l.Phrase(form); return own == begins }) {
							asWritten++
						}
					} else if m == nil && len(items) == 1 && name != "" && !strings.Contains(item, "](") {
						count(1, slices.ContainsFunc(l.Empty[name], func(e string) bool {
							return strings.EqualFold(strings.TrimRight(e, "."), strings.TrimSpace(item[2:]))
						}), name+": "+item)
						if own, _ := l.EmptyState(name); strings.TrimRight(own, ".") == strings.TrimSpace(item[2:]) {
							asWritten++
						}
					}
				}
			}
		}
		sum, total := 0, 0
		for i := range all {
			sum, total = sum+known[i], total+all[i]
		}
		t.Logf("%s: known are %d of %d headings, %d of %d empty states, %d of %d beginnings of entries, %d of %d titles; %d of the first three kinds are as padpress writes them", code, known[0], all[0], known[1], all[1], known[2], all[2], known[3], all[3], asWritten)
		if sum*100 < total*least {
			t.Errorf("%s: %d of %d are known, want %d %%", code, sum, total, least)
		}
	}
}

// originalOf is the name of the section that a heading begins, "" if it is none of the house's.
func originalOf(l lint.Language, text string) string {
	text = strings.TrimSpace(text)
	for name, forms := range l.Headings {
		if strings.EqualFold(name, text) || slices.ContainsFunc(forms, func(f string) bool { return strings.EqualFold(f, text) }) {
			return name
		}
	}
	return ""
}
