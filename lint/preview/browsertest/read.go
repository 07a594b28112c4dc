package browsertest

import (
	"encoding/json"
	"fmt"

	"github.com/chromedp/chromedp"
)

// Eval runs an expression of JavaScript in the page and puts its value into result, which is as for encoding/json; nil
// drops it. A promise is waited for.
func (p *Page) Eval(expression string, result any) {
	p.t.Helper()
	text := run(p, chromedp.Evaluate[string]("(async () => JSON.stringify(await ("+expression+") ?? null))()", chromedp.EvalAwaitPromise))
	if result == nil {
		return
	}
	if err := json.Unmarshal([]byte(text), result); err != nil {
		p.t.Fatalf("%s is %s: %v", expression, text, err)
	}
}

// of evaluates an expression about el, the first element that selector finds.
func (p *Page) of(selector, expression string, result any) {
	p.t.Helper()
	if p.Count(selector) == 0 {
		p.t.Fatalf("the page has no %s", selector)
	}
	p.Eval(fmt.Sprintf("(el => %s)(document.querySelector(%q))", expression, selector), result)
}

// Count is how many elements a CSS selector finds.
func (p *Page) Count(selector string) (n int) {
	p.t.Helper()
	p.Eval(fmt.Sprintf("document.querySelectorAll(%q).length", selector), &n)
	return n
}

// Text is what the first element that selector finds shows: nothing of what is hidden.
func (p *Page) Text(selector string) (text string) {
	p.t.Helper()
	p.of(selector, "el.innerText", &text)
	return text
}

// Texts is Text of all elements that selector finds.
func (p *Page) Texts(selector string) (texts []string) {
	p.t.Helper()
	p.Eval(fmt.Sprintf("[...document.querySelectorAll(%q)].map(el => el.innerText)", selector), &texts)
	return texts
}

// Attribute is an attribute of the first element that selector finds, "" where it has none.
func (p *Page) Attribute(selector, name string) (value string) {
	p.t.Helper()
	p.of(selector, fmt.Sprintf(`el.getAttribute(%q) ?? ""`, name), &value)
	return value
}

// Visible is how many of the elements that selector finds are shown.
func (p *Page) Visible(selector string) (n int) {
	p.t.Helper()
	p.Eval(fmt.Sprintf("[...document.querySelectorAll(%q)].filter(el => el.checkVisibility()).length", selector), &n)
	return n
}

// Box is where something is, in pixels from the top left corner of the page.
type Box struct{ Left, Top, Right, Bottom float64 }

// Box is the place of the first element that selector finds.
func (p *Page) Box(selector string) (b Box) {
	p.t.Helper()
	p.of(selector, `(r => ({Left: r.left + scrollX, Top: r.top + scrollY, Right: r.right + scrollX, Bottom: r.bottom + scrollY}))(el.getBoundingClientRect())`, &b)
	return b
}

// Focused is what the keyboard is on: the text of the element, or where it has none its label, value or name.
func (p *Page) Focused() (name string) {
	p.t.Helper()
	p.Eval(`(el => el === document.body ? "" : (el.getAttribute("aria-label") || el.innerText || el.labels?.[0]?.innerText || el.value || el.id || el.tagName).trim())(document.activeElement)`, &name)
	return name
}
