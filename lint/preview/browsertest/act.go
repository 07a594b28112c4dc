package browsertest

import (
	"fmt"
	"os"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Click presses the mouse on the first element that selector finds, once it is shown.
func (p *Page) Click(selector string) {
	p.t.Helper()
	p.do(chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// Type writes text into the first element that selector finds, behind what is there.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.do(chromedp.SendKeys(chromedp.CSS(selector), text, chromedp.NodeVisible))
}

// Fill puts text in place of what a field holds, as somebody who selects all and pastes.
func (p *Page) Fill(selector, text string) {
	p.t.Helper()
	p.of(selector, fmt.Sprintf(`(el.focus(), el.value = %q, el.dispatchEvent(new Event("input", {bubbles: true})))`, text), nil)
}

// Press presses keys one after the other wherever the keyboard is: "j", or those of chromedp/kb, such as kb.Tab.
func (p *Page) Press(keys string) {
	p.t.Helper()
	p.do(chromedp.KeyEvent(keys))
}

// Until waits for an expression of JavaScript to become true. The test ends if it never does.
func (p *Page) Until(expression string) {
	p.t.Helper()
	p.do(chromedp.Poll[chromedp.Void](expression))
}

// Resize makes the window so many pixels wide and high.
func (p *Page) Resize(width, height int64) {
	p.t.Helper()
	p.do(chromedp.EmulateViewport(width, height))
}

// Media shows the page as for a medium, "screen" or "print", to a person who prefers "light" or "dark".
func (p *Page) Media(medium, scheme string) {
	p.t.Helper()
	call(p, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Media: medium, Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
	})
}

// Screenshot writes a picture of what the window shows to a PNG file.
func (p *Page) Screenshot(file string) {
	p.t.Helper()
	p.write(file, run(p, chromedp.CaptureScreenshot()))
}

// WholeScreenshot writes a picture of the page from its head to its end to a PNG file.
func (p *Page) WholeScreenshot(file string) {
	p.t.Helper()
	p.write(file, run(p, chromedp.FullScreenshot(100)))
}

// PDF prints the page to a file, on A4.
func (p *Page) PDF(file string) {
	p.t.Helper()
	p.write(file, run(p, chromedp.PrintToPDF(chromedp.PDFPaper(chromedp.PaperA4), chromedp.PDFPreferCSSPageSize())))
}

func (p *Page) write(file string, data []byte) {
	p.t.Helper()
	if err := os.WriteFile(file, data, 0o644); err != nil {
		p.t.Fatal(err)
	}
}
