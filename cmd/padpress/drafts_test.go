package main

import (
	"bytes"
	"errors"
	"html"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"

	"github.com/xsf/padpress/lint"
	"github.com/xsf/padpress/pad"
	"github.com/xsf/padpress/rules"
)

// removed are the front matter keys that may be gone: only pads read them.
var removed = []string{"tags", "robots", "lang", "dir", "breaks", "GA", "disqus", "slideOptions", "type", "description", "opengraph", "langs", "image"}

// forWriters is what the pads of those years told their writers, as whole paragraphs.
var forWriters = regexp.MustCompile(`(?m)^_(To everyone involved, please do not|Please do not simply drop|Please be so kind and write)[^_]*_[ \t]*\n`)

// TestEveryDraft submits every distinct first draft, as it was and with its front matter cut off, to the site as it was
// then. The check shares nothing with our code: by stock goldmark the file on the branch has the words and the links of
// the pad, but for what told the writers what to do, and every line of the pad's front matter.
func TestEveryDraft(t *testing.T) {
	if testing.Short() {
		t.Skip("it submits all drafts")
	}
	house, err := rules.House(defaultHouse)
	if err != nil {
		t.Fatal(err)
	}
	needGit(t)
	var distinct []draft
	for _, d := range drafts(t, house) {
		if !slices.ContainsFunc(distinct, func(o draft) bool { return o.first == d.first }) {
			distinct = append(distinct, d)
		}
	}
	why := map[string]int{}
	for _, d := range distinct {
		t.Run(d.release.Format(time.DateOnly), func(t *testing.T) {
			for reason := range submitDraft(t, house, d, d.first) {
				why[reason]++
			}
			if front, body := cut(d.first); front != "" {
				for reason := range submitDraft(t, house, d, body) {
					why["without front matter: "+reason]++
				}
			}
		})
	}
	t.Logf("%d distinct texts; what happened to them:", len(distinct))
	for _, reason := range slices.Sorted(maps.Keys(why)) {
		t.Logf("%4d %s", why[reason], reason)
	}
}

const otherMonth = "refused first: it names another month than its date"

// submitDraft takes one text through the line and yields what happened. A refusal is answered as its message says.
func submitDraft(t *testing.T, house *lint.House, d draft, text string) map[string]bool {
	s := newRealWorld(t, house, d)
	defer s.close()
	s.pad.Set(samplePad, text)
	s.forge.ResetRequests()

	month := lint.MonthOf(d.release.AddDate(0, 0, -d.release.Day()))
	o := submitOptions{repo: "xsf/xmpp.org", month: month.String(), release: d.release.Format(time.DateOnly)}
	happened := map[string]bool{}
	for {
		out, err := line(t, s, d.release, o)
		if err != nil && s.forge.Writes() > 0 {
			t.Errorf("refused, and yet something was written: %v\n%s", err, out)
		}
		switch {
		case errors.Is(err, pad.ErrEmpty) && strings.TrimSpace(text) == "":
			return map[string]bool{"refused: empty": true}
		case errors.Is(err, pad.ErrMonth) && o.month == month.String():
			m, _ := pad.Covers(lint.Parse("", []byte(text)), house)
			o.month, o.release = m.String(), "" // as the refusal says
			happened[otherMonth] = true
		case errors.Is(err, pad.ErrMerged) && !o.acceptShrink:
			o.acceptShrink = true
			happened["refused first: it holds last month's news"] = true
		case err != nil:
			t.Fatalf("%v\n%s", err, out)
		case strings.Contains(out, "\nover     ") || strings.HasPrefix(out, "over     "):
			if !happened[otherMonth] || s.forge.Writes() > 0 {
				t.Errorf("over, though the month is not published:\n%s", out)
			}
			happened["skipped: the month it names was published long ago, by its own slip"] = true
			return happened
		default:
			happened["submitted"] = true
			checkCommitted(t, s, text)
			return happened
		}
	}
}

func checkCommitted(t *testing.T, s *stage, text string) {
	t.Helper()
	p := s.site.Pulls()[0]
	names, err := s.forge.Git().Run(t.Context(), "xsf/xmpp.org", "diff", "--name-only", "master", p.Head)
	if err != nil {
		t.Fatal(err)
	}
	if files := strings.Fields(string(names)); len(files) != 1 || path.Dir(files[0]) != "content/blog/newsletter" {
		t.Fatalf("the branch changes %q", names)
	}
	committed, err := s.forge.Git().Run(t.Context(), "xsf/xmpp.org", "show", p.Head+":"+strings.TrimSpace(string(names)))
	if err != nil {
		t.Fatal(err)
	}
	frontBefore, bodyBefore := cut(text)
	frontAfter, bodyAfter := cut(string(committed))
	wordsBefore, linksBefore := shown(t, forWriters.ReplaceAllString(bodyBefore, ""))
	wordsAfter, linksAfter := shown(t, bodyAfter)
	if !slices.Equal(wordsBefore, wordsAfter) {
		t.Errorf("the words of the page change: %s", firstChange(wordsBefore, wordsAfter))
	}
	if !slices.Equal(linksBefore, linksAfter) {
		t.Errorf("the links of the page change: %s", firstChange(linksBefore, linksAfter))
	}
	kept := strings.Split(frontAfter, "\n")
	for _, l := range strings.Split(frontBefore, "\n") {
		key, _, _ := strings.Cut(l, ":")
		if strings.TrimSpace(l) != "" && !slices.Contains(removed, key) && !slices.Contains(kept, l) {
			t.Errorf("a line of the front matter is lost: %q", l)
		}
	}
}

// cut parts a text at the end of its front matter.
func cut(text string) (front, body string) {
	text = strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
	if m := regexp.MustCompile(`(?s)^---\n(.*?\n)---[ \t]*(?:\n|$)`).FindStringSubmatchIndex(text); m != nil {
		return text[m[2]:m[3]], text[m[1]:]
	}
	return "", text
}

// shown is what stock goldmark makes of a text: its words, and where its links lead, sorted.
func shown(t *testing.T, text string) (words, links []string) {
	page := stockHTML(t, text)
	for _, m := range regexp.MustCompile(`href="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		links = append(links, html.UnescapeString(m[1]))
	}
	slices.Sort(links)
	return strings.Fields(html.UnescapeString(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " "))), links
}

// stockHTML is the HTML that stock goldmark makes of a text.
func stockHTML(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(text), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func firstChange(a, b []string) string {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return strings.Join(a[max(0, i-3):min(len(a), i+3)], " ") + " → " + strings.Join(b[max(0, i-3):min(len(b), i+3)], " ")
		}
	}
	return ""
}
