package main

import (
	"bytes"
	"context"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/xsf/padpress/lint/preview/browsertest"
)

// startDesk serves the desk on a stage where the sample has been submitted once, and gives its address.
func startDesk(t *testing.T) (*desk, string) {
	t.Helper()
	s := openWorld(t)
	if err := s.grown(); err != nil {
		t.Fatal(err)
	}
	if p := s.perform(t.Context(), quiet(), 0); p.err != nil {
		t.Fatal(p.err)
	}
	d := deskOn(t, s)
	return d, "http://" + d.host + "/"
}

// deskOn serves the desk of a stage until the test ends.
func deskOn(t *testing.T, s *stage) *desk {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	d := newDesk(ctx, quiet(), s, l.Addr().String())
	served := make(chan error, 1)
	go func() { served <- d.serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		if err := <-served; err != nil {
			t.Error(err)
		}
	})
	return d
}

// pressRun presses the button and waits until the run has ended.
func pressRun(p *browsertest.Page) {
	p.Click("[data-run]")
	runEnds(p)
}

func runEnds(p *browsertest.Page) {
	p.Until(`!document.querySelector("[data-run]").hasAttribute("aria-disabled") && document.querySelector(".counts")`)
}

// under is what the comments say under the line of the diff that holds some words.
const under = `(words => {
  const row = [...document.querySelectorAll(".diff tr:not(.under)")].find(tr => tr.querySelector(".code")?.textContent.includes(words));
  const next = row?.nextElementSibling;
  return next?.matches(".under") ? next.innerText : "";
})`

// TestDesk plays the visitor of demo --serve: writer, runner and reviewer.
func TestDesk(t *testing.T) {
	b := browsertest.Start(t)
	d, address := startDesk(t)
	p := b.Open(address)
	shots := os.Getenv("PADPRESS_SCREENSHOTS")
	shoot := func(name string) {
		if shots != "" {
			p.Screenshot(filepath.Join(shots, name+".png"))
		}
	}
	said := func(words string) (text string) {
		p.Eval(under+"("+strconv.Quote(words)+")", &text)
		return text
	}

	t.Run("reading", func(t *testing.T) {
		shoot("1-first")
		if got := p.Visible("h1"); got != 1 {
			t.Errorf("%d headings of the page", got)
		}
		var levels []int
		p.Eval(`[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(h => h.checkVisibility()).map(h => Number(h.tagName[1]))`, &levels)
		for i := 1; i < len(levels); i++ {
			if levels[i] > levels[i-1]+1 {
				t.Errorf("heading %d jumps from level %d to %d", i+1, levels[i-1], levels[i])
			}
		}
		if got := p.Text(".pull"); !strings.Contains(got, "Draft: The XMPP Newsletter November 2026 #1") || !strings.Contains(got, "Newsletter :email:") {
			t.Errorf("the pull request: %q", got)
		}
		if got := said("[Wren]"); !strings.Contains(got, "no blank behind the link") || !strings.Contains(got, "Suggested change") {
			t.Errorf("under the entry about Wren: %q", got)
		}
		if p.Text("[data-open]") != "14" || p.Count(".diff .under") != 14 {
			t.Errorf("%s open comments, %d under lines", p.Text("[data-open]"), p.Count(".diff .under"))
		}
	})
	t.Run("keyboard", func(t *testing.T) {
		var stops []string
		p.Eval(`document.activeElement.blur()`, nil)
		for range 8 {
			p.Press(kb.Tab)
			stops = append(stops, p.Focused())
		}
		want := []string{"its own page", "the pad", "Add a late entry", "Break a link", "Paste next month’s template", "Start over", "Run padpress submit"}
		if !slices.Equal(stops[:1], want[:1]) || !slices.Equal(stops[2:7], want[2:]) || !strings.HasPrefix(stops[7], "Files changed") {
			t.Errorf("stops of the keyboard: %q", stops)
		}
		p.Press(kb.ArrowRight)
		if !strings.HasPrefix(p.Focused(), "Newsletter") || p.Visible("article h2") == 0 || p.Visible(".diff") != 0 {
			t.Errorf("the arrow led to %q", p.Focused())
		}
		if got := p.Text("article"); !strings.Contains(got, "Spread the news") || !strings.Contains(got, "No blank behind the link") {
			t.Errorf("the newsletter: %q", got)
		}
		var loaded bool
		if p.Eval(`(img => img.complete && img.naturalWidth > 0)(document.querySelector("article img"))`, &loaded); !loaded {
			t.Error("the banner is not shown")
		}
		shoot("2-newsletter")
		p.Press(kb.ArrowRight)
		if got := p.Text(`[data-panel="conversation"]`); p.Focused() != "Conversation" || !strings.Contains(got, "The pad and this pull request") || strings.Contains(got, "<!--") {
			t.Errorf("the conversation at %q: %q", p.Focused(), got)
		}
		shoot("3-conversation")
	})
	t.Run("nothing changed", func(t *testing.T) {
		pressRun(p)
		p.Click(".log summary")
		if got := p.Text("[data-outcome]"); !strings.Contains(got, "Nothing changed, so nothing was written.") || !strings.Contains(got, ", 0 of them to write") {
			t.Errorf("the page says %q", got)
		}
		if p.Text("[data-open]") != "14" || !strings.Contains(strings.Join(p.Texts("[data-steps] b"), " "), "pad site branch pull") {
			t.Errorf("%s open comments; steps %q", p.Text("[data-open]"), p.Texts("[data-steps] b"))
		}
	})
	t.Run("a mistake", func(t *testing.T) {
		p.Click(`[data-try="link"]`)
		p.Eval(`document.querySelector("[data-text]").setSelectionRange(1e6, 1e6)`, nil)
		p.Type("[data-text]", "\n\nOne more late line, typed by hand.\n")
		pressRun(p)
		if got := p.Text("[data-outcome]"); !strings.HasPrefix(got, "The branch has a new commit, 1 comment is new and the summary was rewritten.") {
			t.Errorf("the page says %q", got)
		}
		p.Click(".show")
		if got := said("members-november"); !strings.Contains(got, "scheme of the address is misspelt") || !strings.Contains(got, "new") {
			t.Errorf("under the line: %q", got)
		}
		if got := p.Texts(".diff .fresh"); len(got) != 1 || p.Text("[data-open]") != "15" {
			t.Errorf("new comments: %q, %s open", got, p.Text("[data-open]"))
		}
		shoot("4-mistake")
		if text := d.stage.pad.Note(samplePad).Text(); !strings.Contains(text, "typed by hand") {
			t.Error("the pad does not hold what was typed")
		}
		pressRun(p)
		if got := p.Text("[data-outcome]"); !strings.Contains(got, "Nothing changed") {
			t.Errorf("a second time: %q", got)
		}
	})
	t.Run("a reviewer", func(t *testing.T) {
		p.Eval(`[...document.querySelectorAll("[data-comment]")].find(el => el.innerText.includes("missing-space")).querySelector("[data-act=accept]").click()`, nil)
		p.Until(`document.querySelector(".outdated")?.innerText.includes("missing-space")`)
		if got := said("[Wren]"); got != "" || !strings.Contains(p.Text(".diff"), "0.12/) with quieter") {
			t.Errorf("the line was not changed; under it: %q", got)
		}
		shoot("5-accepted")
		pressRun(p)
		if got := p.Text("[data-outcome]"); !strings.HasPrefix(got, "1 comment was settled") {
			t.Errorf("the page says %q", got)
		}
		if p.Attribute(".outdated", "open") != "" || p.Count(".outdated .resolved") != 1 || p.Text("[data-open]") != "14" {
			t.Errorf("%d resolved, %s open", p.Count(".outdated .resolved"), p.Text("[data-open]"))
		}
		p.Eval(`[...document.querySelectorAll("[data-comment]")].find(el => el.innerText.includes("seperate")).querySelector("[data-act=resolve]").click()`, nil)
		p.Until(`document.querySelector("[data-open]").innerText === "13"`)
		p.Eval(`[...document.querySelectorAll("[data-comment]")].find(el => el.innerText.includes("its its")).querySelector("[data-act=delete]").click()`, nil)
		p.Until(`document.querySelector("[data-open]").innerText === "12"`)
	})
	t.Run("next month", func(t *testing.T) {
		p.Click(`[data-try="/sample/next.md"]`)
		p.Until(`document.querySelector("[data-text]").value.includes("December 2026")`)
		p.Click("[data-text]")
		p.Eval(`document.querySelector("[data-text]").dispatchEvent(new KeyboardEvent("keydown", {key: "Enter", ctrlKey: true, cancelable: true}))`, nil)
		runEnds(p)
		if got := p.Text("[data-outcome]"); !strings.HasPrefix(got, "Refused: the pad now holds December 2026") {
			t.Errorf("the page says %q", got)
		}
		p.Click(".show")
		if got := p.Text(`[data-panel="conversation"] .fresh`); !strings.Contains(got, "edited") || !strings.Contains(got, "The pad now holds December 2026") {
			t.Errorf("the conversation: %q", got)
		}
		shoot("6-refused")
		p.Click(`[data-try="/sample/pad.md"]`)
		p.Until(`document.querySelector("[data-text]").value.includes("November 2026")`)
		pressRun(p)
		p.Click(`[data-tab="files"]`)
		if got := p.Text("[data-outcome]"); !strings.Contains(got, "The branch has a new commit") || strings.Contains(p.Text(".diff"), "typed by hand") {
			t.Errorf("back to the sample: %q", got)
		}
	})
	t.Run("sizes", func(t *testing.T) {
		for _, scheme := range []string{"light", "dark"} {
			p.Media("screen", scheme)
			for _, width := range []int64{400, 1280} {
				p.Resize(width, 900)
				for _, tab := range []string{"conversation", "newsletter", "files"} {
					p.Eval(`document.querySelector("[data-tab=`+tab+`]").click()`, nil)
					var overflow float64
					if p.Eval(`document.documentElement.scrollWidth - innerWidth`, &overflow); overflow > 0 {
						t.Errorf("at %d pixels %s is %v too wide", width, tab, overflow)
					}
				}
				p.Eval(`scrollTo(0, 0)`, nil)
				shoot("7-" + scheme + map[int64]string{400: "-narrow", 1280: "-wide"}[width])
				p.Eval(`document.querySelector(".pull").scrollIntoView()`, nil)
				shoot("8-" + scheme + map[int64]string{400: "-narrow", 1280: "-wide"}[width])
			}
		}
	})
	if got := p.Errors(); len(got) > 0 {
		t.Errorf("the page complains: %q", got)
	}
	for _, r := range p.Requests() {
		if !strings.HasPrefix(r, address) && !strings.HasPrefix(r, "data:") {
			t.Errorf("the page asks for %s", r)
		}
	}
}

// TestServedDemo runs demo --serve and ends it as Ctrl-C does.
func TestServedDemo(t *testing.T) {
	ctx, interrupt := context.WithCancel(t.Context())
	defer interrupt()
	var out bytes.Buffer
	e := quiet()
	e.out = writerFunc(func(p []byte) (int, error) {
		if bytes.Contains(p, []byte("Ctrl-C")) {
			defer interrupt()
		}
		return out.Write(p)
	})
	if err := demo(ctx, e, true, 0); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.Contains(got, "14 new comments") || !strings.Contains(got, "\nOpen http://127.0.0.1:") || strings.Contains(got, "2. ") {
		t.Errorf("it says\n%s", got)
	}
}

type writerFunc func([]byte) (int, error)

func (f writerFunc) Write(p []byte) (int, error) { return f(p) }
