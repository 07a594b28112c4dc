package picture

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// svgNames are the elements that a drawing may have. Scripts, foreign content, links, and what fetches or changes
// something are not among them.
const svgNames = " svg g defs symbol use title desc style switch marker clipPath mask pattern linearGradient radialGradient stop " +
	"path rect circle ellipse line polyline polygon text tspan textPath metadata view solidcolor hatch hatchpath " +
	"mesh meshgradient meshpatch meshrow filter feBlend feColorMatrix feComponentTransfer feComposite " +
	"feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB " +
	"feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting " +
	"feSpotLight feTile feTurbulence animate animateTransform animateMotion mpath "

// checkElement refuses an element that does more than draw, or fetches something.
func checkElement(t xml.StartElement) error {
	if !strings.Contains(svgNames, " "+t.Name.Local+" ") {
		return unsafeSVG("the element " + word(t.Name.Local))
	}
	for _, a := range t.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
		low := strings.ToLower(value)
		switch {
		case isEditors(a.Name.Space), a.Name.Space == "xmlns", a.Name.Space == "" && name == "xmlns":
		case strings.HasPrefix(name, "on"), strings.Contains(low, "javascript:"), name == "attributename" && strings.Contains(low, "href"):
			return unsafeSVG("a script in " + word(a.Name.Local))
		case (name == "href" || name == "src") && !strings.HasPrefix(value, "#"):
			return unsafeSVG("a link to " + word(value))
		case name == "base" && a.Name.Space == "xml":
			return unsafeSVG("links that begin elsewhere")
		case !isPlainStyle(value):
			return unsafeSVG("a style that fetches something")
		}
	}
	return nil
}

// isPlainStyle reports whether a style, or an attribute, refers to nothing outside the drawing.
func isPlainStyle(css string) bool {
	if strings.ContainsAny(css, "\\") { // hides the words that are looked for
		return false
	}
	css = strings.ToLower(css)
	for _, bad := range []string{"@import", "@namespace", "@font-face", "expression(", "-moz-binding", "image(", "image-set(", "src("} {
		if strings.Contains(css, bad) {
			return false
		}
	}
	for {
		_, rest, found := strings.Cut(css, "url(")
		if !found {
			return true
		}
		if css = rest; !strings.HasPrefix(strings.TrimLeft(css, " \t\r\n'\""), "#") {
			return false
		}
	}
}

func unsafeSVG(what string) error {
	return fmt.Errorf("%w: the SVG holds %s; save it as a plain SVG, or as PNG", ErrUnsafe, what)
}

// word is a name out of a drawing, short.
func word(s string) string { return fmt.Sprintf("%.40q", s) }
