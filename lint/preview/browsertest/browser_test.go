package browsertest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

const samplePage = `<!doctype html><html lang=en><title>Sample</title><h1>Sample</h1>
<p hidden>Not shown</p><p class=shown>Shown <b>now</b></p>
<a href="#x">First</a> <input aria-label=Name id=name> <button onclick="document.title = field.value">Take</button>
<script>const field = document.getElementById("name")
fetch("/later").then(r => r.text()).then(text => { document.body.append(text) })
console.error("a complaint")</script>`

func TestPage(t *testing.T) {
	b := Start(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/":
			w.Header().Set("Content-Type", "text/html")
			w.Write([]byte(samplePage))
		case "/later":
			w.Write([]byte("what came later"))
		case "/favicon.ico":
			w.WriteHeader(http.StatusNoContent)
		}
	}))
	t.Cleanup(server.Close)
	p := b.Open(server.URL)
	p.Until(`document.body.innerText.includes("what came later")`)

	if got := p.Text("p.shown"); got != "Shown now" {
		t.Errorf("the paragraph shows %q", got)
	}
	if p.Count("p") != 2 || p.Visible("p") != 1 {
		t.Errorf("%d paragraphs, %d to be seen", p.Count("p"), p.Visible("p"))
	}
	if got := p.Attribute("a", "href"); got != "#x" {
		t.Errorf("the link leads to %q", got)
	}
	if h, s := p.Box("h1"), p.Box(".shown"); h.Bottom > s.Top || h.Right > 1280 {
		t.Errorf("the heading is at %v, the paragraph at %v", h, s)
	}
	p.Press(kb.Tab)
	if got := p.Focused(); got != "First" {
		t.Errorf("the first stop of the keyboard is %q", got)
	}
	p.Type("#name", "Somebody")
	p.Click("button")
	p.Until(`document.title === "Somebody"`)
	p.Fill("#name", "Else")
	p.Click("button")
	p.Until(`document.title === "Else"`)

	if got := p.Errors(); !slices.Equal(got, []string{`"a complaint"`}) {
		t.Errorf("the page complains: %q", got)
	}
	if got := p.Requests(); !slices.Contains(got, server.URL+"/later") {
		t.Errorf("requests: %q", got)
	}
	for name, take := range map[string]func(string){"window.png": p.Screenshot, "page.png": p.WholeScreenshot, "page.pdf": p.PDF} {
		file := filepath.Join(t.TempDir(), name)
		take(file)
		if data, err := os.ReadFile(file); err != nil || !strings.Contains(string(data[:8]), strings.ToUpper(filepath.Ext(name)[1:])) {
			t.Errorf("%s: %.8q %v", name, data, err)
		}
	}
	p.Media("screen", "dark")
	var dark bool
	if p.Eval(`matchMedia("(prefers-color-scheme: dark)").matches`, &dark); !dark {
		t.Error("it is not dark")
	}
}
