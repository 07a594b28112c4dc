package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/xsf/padpress/lint/preview/browsertest"
)

// ask sends a request to the desk as its page does, but for what change does to it.
func ask(t *testing.T, d *desk, method, path, body string, change func(*http.Request)) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, "http://"+d.host+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Desk-Token", d.token)
	r.Header.Set("Origin", "http://"+d.host)
	if change != nil {
		change(r)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	said, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	if policy := res.Header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "default-src 'none'; script-src 'self';") {
		t.Errorf("%s %s has the policy %q", method, path, policy)
	}
	return res.StatusCode, strings.TrimSpace(string(said))
}

// TestDeskGuard tries what other pages of the same browser could send, and what the page never sends.
func TestDeskGuard(t *testing.T) {
	d, _ := startDesk(t)
	comments, err := d.stage.site.Comments(1)
	if err != nil {
		t.Fatal(err)
	}
	id, err := json.Marshal(map[string]int64{"comment": comments[0].ID})
	if err != nil {
		t.Fatal(err)
	}
	header := func(name, value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	tests := []struct {
		name, method, path, body string
		change                   func(*http.Request)
		status                   int
		want                     string
	}{
		{"another host's name", "GET", "/", "", func(r *http.Request) { r.Host = "elsewhere.example.org" }, 421, "This page is at http://127.0.0.1:"},
		{"another page", "POST", "/pad", `{"text":"x"}`, header("Origin", "https://elsewhere.example.org"), 403, "Only the page itself"},
		{"another port", "POST", "/run", `{"text":"x"}`, header("Origin", "http://127.0.0.1:1"), 403, "Only the page itself"},
		{"another site, as the browser says", "POST", "/accept", string(id), header("Sec-Fetch-Site", "cross-site"), 403, "Only the page itself"},
		{"no token", "POST", "/run", `{"text":"x"}`, header("Desk-Token", ""), 403, "earlier demo"},
		{"another token", "POST", "/delete", string(id), header("Desk-Token", "x"), 403, "earlier demo"},
		{"a change by a link", "GET", "/run", "", nil, 405, ""},
		{"no JSON", "POST", "/run", "text=x", nil, 400, "not JSON"},
		{"no text", "POST", "/pad", `{}`, nil, 400, "no text"},
		{"too much", "POST", "/pad", `{"text":"` + strings.Repeat("a", padLength+1) + `"}`, nil, 413, "too long"},
		{"far too much", "POST", "/pad", `{"text":"` + strings.Repeat("a", 3*padLength) + `"}`, nil, 413, "too long"},
		{"no such comment", "POST", "/accept", `{"comment":1}`, nil, 422, "has no line comment 1."},
		{"no such file", "GET", "/desk/page.html", "", nil, 404, ""},
		{"a folder", "GET", "/sample/site/", "", nil, 404, ""},
		{"nothing", "GET", "/none", "", nil, 404, ""},
	}
	before, text := d.look(), d.stage.pad.Note(samplePad).Text()
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if status, said := ask(t, d, test.method, test.path, test.body, test.change); status != test.status || !strings.Contains(said, test.want) {
				t.Errorf("status %d: %.200q", status, said)
			}
		})
	}
	if after := d.look(); after.head != before.head || len(after.lines) != len(before.lines) || d.stage.pad.Note(samplePad).Text() != text {
		t.Error("something was changed")
	}
	if status, _ := ask(t, d, "POST", "/accept", string(id), nil); status != http.StatusNoContent || d.look().head == before.head {
		t.Error("the page itself may not commit a suggestion")
	}
}

// TestDeskRuns begins without a pull request, and presses the button twice at once.
func TestDeskRuns(t *testing.T) {
	s := openWorld(t)
	d := deskOn(t, s)
	if status, said := ask(t, d, "GET", "/", "", nil); status != 200 || !strings.Contains(said, "No pull request yet") {
		t.Errorf("status %d: %s", status, said)
	}
	if status, said := ask(t, d, "POST", "/resolve", `{"comment":1}`, nil); status != 404 || said != "There is no pull request." {
		t.Errorf("status %d: %s", status, said)
	}
	entered, release := hold(d)
	body, err := json.Marshal(map[string]string{"text": sampleText("pad.md")})
	if err != nil {
		t.Fatal(err)
	}
	first := make(chan string)
	go func() {
		_, said := ask(t, d, "POST", "/run", string(body), nil)
		first <- said
	}()
	<-entered
	if status, said := ask(t, d, "POST", "/run", string(body), nil); status != http.StatusConflict || !strings.Contains(said, "under way") {
		t.Errorf("a second run at once: status %d: %s", status, said)
	}
	close(release)
	said := <-first
	lines := strings.Split(said, "\n")
	if !strings.HasPrefix(lines[0], `{"step":{"name":"pad","text":"3053 bytes from http://127.0.0.1:`) {
		t.Errorf("the first line is %s", lines[0])
	}
	var last struct{ Outcome outcome }
	if err := json.Unmarshal([]byte(lines[len(lines)-1]), &last); err != nil {
		t.Fatal(err)
	}
	if o := last.Outcome; o.Tone != "done" || o.Text != "Pull request #1 was opened, 10 comments are new and the summary was rewritten." || o.Look != "files" {
		t.Errorf("the outcome is %+v", o)
	}
	if status, said := ask(t, d, "GET", "/", "", nil); status != 200 || !strings.Contains(said, last.Outcome.Text) {
		t.Errorf("loaded again, with status %d, the page does not say what the run did", status)
	}
}

// hold has the next run wait where it first asks git, until release is closed.
func hold(d *desk) (entered, release chan bool) {
	entered, release = make(chan bool), make(chan bool)
	var once sync.Once
	d.stage.forge.Git().SetFault(func(http.ResponseWriter, *http.Request) bool {
		once.Do(func() { close(entered); <-release })
		return false
	})
	return entered, release
}

// TestDeskLeft closes the page while a run is under way: the run goes on to its end.
func TestDeskLeft(t *testing.T) {
	d, _ := startDesk(t)
	entered, release := hold(d)
	body, err := json.Marshal(map[string]string{"text": lateNews(sampleText("pad.md"))})
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	left := make(chan error)
	go func() {
		r, err := http.NewRequestWithContext(ctx, "POST", "http://"+d.host+"/run", bytes.NewReader(body))
		if err == nil {
			r.Header.Set("Desk-Token", d.token)
			var res *http.Response
			if res, err = http.DefaultClient.Do(r); err == nil {
				_, err = io.Copy(io.Discard, res.Body)
				res.Body.Close()
			}
		}
		left <- err
	}()
	<-entered
	leave()
	if err := <-left; !errors.Is(err, context.Canceled) {
		t.Fatalf("the page was closed: %v", err)
	}
	before := d.look().head
	close(release)
	d.running.Lock() // the run's end
	defer d.running.Unlock()
	if d.look().head == before || d.last.Outcome == nil || d.last.Outcome.Tone != "done" {
		t.Errorf("the run did not go on: %+v", d.last.Outcome)
	}
}

// TestDeskHostile shows what somebody wrote to take the page over.
func TestDeskHostile(t *testing.T) {
	b := browsertest.Start(t)
	d, address := startDesk(t)
	evil := `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script></textarea><script>document.title='taken'</script>`
	text := strings.Replace(sampleText("pad.md"), "Welcome to the newsletter!", evil+"\n\n[Click](javascript:document.title='taken')\n\n|a|b|\n|:-:|-:|\n|1|2|\n\n![far](https://pictures.example.org/a.png)", 1)
	text += "\n## Pad {#desk-pad}\n\n## Run {#desk-pull}\n"
	d.stage.pad.Set(samplePad, text)
	view, err := d.stage.site.View(1)
	if err != nil {
		t.Fatal(err)
	}
	path := issueIn(view.Files)
	for _, body := range []string{evil, "```suggestion\n" + evil + "\n```", "[x](javascript:document.title='taken') ![far](data:text/html,x)"} {
		if _, err := d.stage.site.CommentLine(1, "visitor", path, 5, body); err != nil {
			t.Fatal(err)
		}
		if _, err := d.stage.site.Comment(1, "visitor", body); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.stage.site.Retitle(1, evil); err != nil {
		t.Fatal(err)
	}
	p := b.Open(address)
	pressRun(p)
	for _, tab := range []string{"conversation", "newsletter", "files"} {
		p.Click("[data-tab=" + tab + "]")
	}
	p.Eval(`[...document.querySelectorAll("a")].filter(a => /javascript/i.test(a.href)).forEach(a => a.click())`, nil)
	var title string
	if p.Eval(`document.title`, &title); title == "taken" || p.Count("script") != 1 {
		t.Errorf("the title is %q, and there are %d scripts", title, p.Count("script"))
	}
	if got := p.Text("[data-outcome]"); !strings.Contains(got, "The branch has a new commit") {
		t.Errorf("the page says %q", got)
	}
	var same bool
	if p.Eval(`document.querySelector("[data-text]").value.includes("</textarea><script>")`, &same); !same {
		t.Error("the pad's text is not as it was written")
	}
	for _, r := range p.Requests() {
		if !strings.HasPrefix(r, address) && !strings.HasPrefix(r, "data:") {
			t.Errorf("the page asks for %s", r)
		}
	}
	if got := p.Errors(); len(got) > 0 {
		t.Errorf("the page complains: %q", got)
	}
}
