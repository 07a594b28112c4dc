package main

import (
	"fmt"
	"strings"

	"github.com/xsf/padpress/lint/report"
	"github.com/xsf/padpress/pad"
)

// writeDrafted tells of the summary that nobody wrote, and whether somebody took it over meanwhile.
func writeDrafted(b *strings.Builder, h *head, i *issue) {
	if i.done.Drafted == "" {
		return
	}
	now := ""
	if k, ok := h.document.Front.Key("summary"); ok {
		now = strings.TrimSpace(h.document.Text(k.Entry))
	}
	if now != i.done.Drafted {
		b.WriteString("\nThe summary was drafted from the sections. Somebody edited it here: it stays so, and no longer follows the pad.\n")
		return
	}
	fmt.Fprintf(b, "\n**Drafted**, since nobody wrote one: the summary in the front matter, from the sections. It follows the pad until somebody edits it here.\n\n- %s\n",
		report.CodeSpan(i.done.Drafted, draftLength))
}

// draftLength is in characters: a draft is there to be read.
const draftLength = 800

// writeOmissions lists what the pad holds and an issue does not, each with the reason.
func writeOmissions(b *strings.Builder, dropped []pad.Omission) {
	var lines []string
	for _, o := range dropped {
		lines = append(lines, fmt.Sprintf("%s: %s", report.CodeSpan(o.Text, entryLength), o.Why))
	}
	writeLines(b, "Left out", lines)
}
