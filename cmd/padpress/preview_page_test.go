package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"github.com/xsf/padpress/lint/preview/browsertest"
)

// previewOf writes the preview of a text and gives its address.
func previewOf(t *testing.T, text string, args ...string) string {
	t.Helper()
	dir := t.TempDir()
	var said bytes.Buffer
	e := &env{in: strings.NewReader(text), out: &said, err: &said, get: func(string) string { return "" }}
	file := filepath.Join(dir, "page.html")
	args = append([]string{"preview", "--as", "content/blog/newsletter/2026-12-05-newsletter.md", "--xeps", "none", "-o", file}, args...)
	if status := execute(t.Context(), append(args, "-"), e); status != exitFine {
		t.Fatalf("the status is %d: %s", status, said.String())
	}
	return "file://" + file
}

// selfContained checks that the page asked nobody for anything and has nothing to complain of.
func selfContained(t *testing.T, p *browsertest.Page, address string) {
	t.Helper()
	if got := p.Errors(); len(got) > 0 {
		t.Errorf("the page complains: %q", got)
	}
	for _, r := range p.Requests() {
		if r != address && !strings.HasPrefix(r, "data:") {
			t.Errorf("the page asks for %s", r)
		}
	}
}

// TestPreviewPage reads the preview of a whole issue as a person would.
func TestPreviewPage(t *testing.T) {
	b := browsertest.Start(t)
	site := t.TempDir()
	if err := os.CopyFS(site, sampleSite()); err != nil {
		t.Fatal(err)
	}
	address := previewOf(t, sampleText("pad.md"), "--site", site)
	p := b.Open(address)
	p.Resize(1440, 900)
	p.Until(`document.querySelector(".contents details").open`)

	t.Run("reading", func(t *testing.T) {
		if got := p.Texts("h1"); !slices.Equal(got, []string{"The XMPP newsletter November 2026"}) {
			t.Errorf("headings of the page: %q", got)
		}
		var levels []int
		p.Eval(`[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => Number(h.tagName[1]))`, &levels)
		for i := 1; i < len(levels); i++ {
			if levels[i] > levels[i-1]+1 {
				t.Errorf("heading %d jumps from level %d to %d", i+1, levels[i-1], levels[i])
			}
		}
		if heads, links := p.Texts("article :is(h2, h3)"), p.Texts(".contents a"); len(heads) < 15 || !slices.Equal(heads, links) {
			t.Errorf("headings %q\ncontents %q", heads, links)
		}
		if p.Attribute("html", "lang") != "en" || p.Attribute("article", "lang") != "en" {
			t.Error("the languages are not said")
		}
		var loaded bool
		if p.Eval(`(img => img.complete && img.naturalWidth > 0)(document.querySelector("figure img"))`, &loaded); !loaded {
			t.Error("the banner is not shown")
		}
		p.Click(`.contents a[href="#xmpp-servers"]`)
		p.Until(`location.hash === "#xmpp-servers" && Math.abs(document.querySelector("#xmpp-servers").getBoundingClientRect().top - 80) < 40`)
	})
	t.Run("findings", func(t *testing.T) {
		all := p.Count("aside.finding")
		if all < 10 || p.Visible("aside.finding") != all {
			t.Fatalf("%d findings, %d to be seen", all, p.Visible("aside.finding"))
		}
		// The blank in a link: its entry, the words, and what is asked for.
		const winter = `li:has(> aside .change del):has(mark)`
		if got := p.Text(winter + " mark"); !strings.Contains(got, "[Winter meeting] (") {
			t.Errorf("the mark is on %q", got)
		}
		if got := p.Text(winter + " aside .what"); !strings.Contains(got, "Blank between the text and the address of the link") {
			t.Errorf("the finding says %q", got)
		}
		if p.Text(winter+" aside .do") != "remove the blank" {
			t.Errorf("it asks for %q", p.Text(winter+" aside .do"))
		}
		// Each stands behind its block, and at its words' height in the margin or below the one before it.
		var apart []string
		p.Eval(`[...document.querySelectorAll("article aside.finding")].map(a => {
			const words = document.querySelector("mark[data-finding='" + a.dataset.finding + "']");
			const box = a.getBoundingClientRect(), at = words && words.getBoundingClientRect();
			if (words && !a.parentElement.contains(words)) return "not behind its words: " + a.innerText;
			if (box.left < document.querySelector("article").getBoundingClientRect().right) return "not in the margin: " + a.innerText;
			if (at && box.top < at.top - 3) return "above its words: " + a.innerText;
		}).filter(x => x)`, &apart)
		if len(apart) > 0 {
			t.Errorf("%q", apart)
		}
		p.Press("k") // to the last one, which then stands at the height of its words
		var off float64
		p.Eval(`(a => a.offsetTop - document.querySelector("mark[data-finding='" + a.dataset.finding + "']").getBoundingClientRect().top + document.querySelector("article").getBoundingClientRect().top)(document.activeElement)`, &off)
		if off < -5 || off > 5 {
			t.Errorf("the current finding stands %v pixels below its words", off)
		}
		var over int
		p.Eval(`(boxes => boxes.filter((b, i) => boxes.some((c, k) => k > i && b.top < c.bottom && c.top < b.bottom)).length)([...document.querySelectorAll("article aside.finding")].map(a => a.getBoundingClientRect()))`, &over)
		if over > 0 {
			t.Errorf("%d findings lie over others", over)
		}
	})
	t.Run("filter", func(t *testing.T) {
		warnings, errors := p.Visible("aside.warning"), p.Visible("aside.error")
		if warnings == 0 || errors == 0 {
			t.Fatalf("%d warnings, %d errors", warnings, errors)
		}
		p.Click(`input[name="warning"]`)
		if p.Visible("aside.warning") != 0 || p.Visible("aside.error") != errors {
			t.Errorf("without warnings there are %d, and %d errors", p.Visible("aside.warning"), p.Visible("aside.error"))
		}
		if p.Count("aside.note") > 0 {
			p.Click(`input[name="note"]`)
			if p.Visible("aside.note") != 0 {
				t.Error("notes are still to be seen")
			}
			p.Click(`input[name="note"]`)
		}
		p.Click(`input[name="warning"]`)
		if p.Visible("aside.warning") != warnings {
			t.Error("the warnings do not come back")
		}
	})
	t.Run("keyboard", func(t *testing.T) {
		p := b.Open(address)
		var stops []string
		for range 4 {
			p.Press(kb.Tab)
			stops = append(stops, p.Focused())
		}
		if !strings.HasPrefix(stops[0], "Skip to the newsletter") || !strings.HasPrefix(stops[1], "Skip to the first finding") || !strings.HasPrefix(stops[2], "Errors") {
			t.Errorf("the keyboard stops at %q", stops)
		}
		all := p.Count("aside.finding")
		for _, step := range []struct {
			key  string
			want int
		}{{"j", 1}, {"j", 2}, {"j", 3}, {"k", 2}, {"k", 1}, {"k", all}, {"j", 1}} {
			p.Press(step.key)
			if got := p.Focused(); !strings.HasSuffix(got, fmt.Sprintf(" %d of %d", step.want, all)) {
				t.Errorf("%s leads to %q, not to finding %d", step.key, got, step.want)
			}
			if got, want := p.Text(".walk output"), fmt.Sprintf("%d of %d", step.want, all); got != want {
				t.Errorf("the bar says %q, not %q", got, want)
			}
		}
		var seen bool
		if p.Eval(`(r => r.top >= 0 && r.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())`, &seen); !seen {
			t.Error("the finding is not on the screen")
		}
		if p.Eval(`getComputedStyle(document.activeElement).outlineStyle !== "none"`, &seen); !seen {
			t.Error("the focus cannot be seen")
		}
		p.Click(`input[name="error"]`)
		p.Press("j")
		if got := p.Attribute("aside.current", "class"); strings.Contains(got, "error") {
			t.Errorf("the walk comes by what is hidden: %s", got)
		}
	})
	t.Run("narrow", func(t *testing.T) {
		p.Resize(400, 800)
		p.Until(`document.querySelector("aside.finding").style.top === ""`)
		var wide, above []string
		p.Eval(`[...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && e.getBoundingClientRect().right > 401 && !e.closest("pre, table, .unseen")).map(e => e.outerHTML.slice(0, 80))`, &wide)
		p.Eval(`[...document.querySelectorAll("article aside.finding")].filter(a => { const m = document.querySelector("mark[data-finding='" + a.dataset.finding + "']"); return m && a.getBoundingClientRect().top < m.getBoundingClientRect().top }).map(a => a.innerText)`, &above)
		if len(wide) > 0 || len(above) > 0 {
			t.Errorf("wider than the screen: %q\nabove their words: %q", wide, above)
		}
		p.Resize(1440, 900)
	})
	t.Run("dark and light", func(t *testing.T) {
		for _, scheme := range []string{"light", "dark"} {
			p.Media("screen", scheme)
			checkContrast(t, p, scheme)
		}
		var before, after string
		p.Eval(`getComputedStyle(document.body).backgroundColor`, &before)
		p.Click(".theme")
		p.Eval(`getComputedStyle(document.body).backgroundColor`, &after)
		if before == after || p.Attribute(".theme", "aria-pressed") != "false" {
			t.Errorf("the button leaves the page as it is: %s, %s", before, after)
		}
		checkContrast(t, p, "light by the button")
	})
	t.Run("print", func(t *testing.T) {
		p.Media("print", "dark")
		if p.Visible("aside.finding")+p.Visible(".bar")+p.Visible(".contents")+p.Visible("footer") > 0 {
			t.Error("more is printed than the newsletter")
		}
		if p.Visible("article h2") < 5 || p.Visible("article mark") == 0 {
			t.Error("the newsletter is not printed")
		}
		checkContrast(t, p, "print")
		p.Media("screen", "light")
	})
	selfContained(t, p, address)
}

// checkContrast wants 4.5 to 1 for what is read, as WCAG does.
func checkContrast(t *testing.T, p *browsertest.Page, scheme string) {
	t.Helper()
	var low []string
	p.Eval(`(() => {
		const paint = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
		const rgb = color => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = color; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data] };
		const light = c => { const [r, g, b] = c.map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };
		const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor); if (c[3] > 250) return c } return [255, 255, 255] };
		return [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
			const a = light(rgb(getComputedStyle(e).color)), b = light(ground(e)), ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
			return ratio < 4.5 ? e.outerHTML.slice(0, 60) + " " + ratio.toFixed(2) : "";
		}).filter(x => x);
	})()`, &low)
	if len(low) > 0 {
		t.Errorf("%s: too little contrast: %q", scheme, low[:min(len(low), 8)])
	}
}

// TestPreviewHostile: whatever a text holds, it is read and does nothing.
func TestPreviewHostile(t *testing.T) {
	b := browsertest.Start(t)
	for name, front := range hostileFronts() {
		if name == "binary" {
			continue // it is no text, and files with it are refused
		}
		t.Run(name, func(t *testing.T) {
			text := hostileText(front) + "\n<img src=https://track.example/y.png onerror=alert(1)><script>alert(2)</script>\n"
			for i, n := range nasty {
				text += fmt.Sprintf("\n{{< figure src=%q caption=%q link=%[2]q class=%[2]q attr=%[2]q attrlink=%[2]q title=%[2]q width=%[2]q alt=%[2]q >}}\n\n[a]({{< ref %[2]q >}}) {{< nasty%d %[2]q >}}\n", n, n, i)
				text += fmt.Sprintf("\n### Heading {#%s .finding onclick=alert(1) style=\"position:fixed\"}\n\n</script></style></title><a href=javascript:alert(1)>%s</a> [a](JaVaScRiPt:alert(1)) [b](data:text/html,x) <javascript:alert(1)>\n", "pp:1", n)
			}
			address := previewOf(t, text)
			p := b.Open(address)
			var bad []string
			p.Eval(`[...document.querySelectorAll("*")].filter(e =>
				[...e.attributes].some(a => a.name.startsWith("on") || a.name === "style" && e.tagName !== "ASIDE" && e.tagName !== "ARTICLE") ||
				["IFRAME", "OBJECT", "EMBED", "FORM", "BASE"].includes(e.tagName) ||
				e.tagName === "A" && !["https:", "http:", "mailto:", "xmpp:", "file:"].includes(e.protocol) && e.getAttribute("href") ||
				e.tagName === "IMG" && !e.src.startsWith("data:")).map(e => e.outerHTML.slice(0, 200))`, &bad)
			if len(bad) > 0 {
				t.Errorf("%d are dangerous: %q", len(bad), bad[:min(3, len(bad))])
			}
			if p.Count("script") != 1 || p.Count("style") != 1 || p.Count("meta[http-equiv]") != 1 {
				t.Errorf("%d scripts, %d styles", p.Count("script"), p.Count("style"))
			}
			var disguised bool
			if p.Eval(`/[\u202a-\u202e\u2066-\u2069]/.test(document.title + document.querySelector("h1").innerText + document.querySelector(".contents").innerText + [...document.querySelectorAll("aside")].map(a => a.innerText).join(""))`, &disguised); disguised {
				t.Error("the direction of writing is changed outside of the newsletter")
			}
			if p.Count("article aside.finding") == 0 || p.Text(".walk output") == "" {
				t.Error("the page does not work any more")
			}
			selfContained(t, p, address)
		})
	}
}

// TestPreviewCorpus: the page of each real issue is quiet, and has all that was found.
func TestPreviewCorpus(t *testing.T) {
	issues, _ := filepath.Glob(shared + "/corpus/issues/2025-*-newsletter.md")
	if len(issues) == 0 {
		t.Skip("there are no newsletters beside the project")
	}
	b := browsertest.Start(t)
	for _, path := range issues {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		address := previewOf(t, string(text), "--site", shared+"/site", "--as", "content/blog/newsletter/"+filepath.Base(path))
		p := b.Open(address)
		var overlaps int
		p.Eval(`(boxes => boxes.filter((b, i) => i > 0 && b.top < boxes[i-1].bottom).length)([...document.querySelectorAll("article > aside.finding, article :not(.outside) > aside.finding")].map(a => a.getBoundingClientRect()))`, &overlaps)
		if n := p.Count("aside.finding"); n != p.Visible("aside.finding") || overlaps > 0 {
			t.Errorf("%s: of %d findings %d are to be seen, %d over others", path, n, p.Visible("aside.finding"), overlaps)
		}
		selfContained(t, p, address)
	}
}
