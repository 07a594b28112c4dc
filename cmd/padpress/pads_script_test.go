package main

import (
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/xsf/padpress/pad/padtest"
)

// padToken is the one that the stand-ins of HackMD and HedgeDoc 2 know.
const padToken = "pad-token-SECRET"

// pads are the servers that a story may start beside the HedgeDoc of its stage.
type pads struct {
	etherpads map[string]*padtest.Etherpad
	hedgedoc2 *padtest.HedgeDoc2
	hackmd    *padtest.HackMD
	internet  *padtest.Internet
}

func setPads(e *testscript.Env) {
	p := &pads{
		etherpads: map[string]*padtest.Etherpad{
			"etherpad1": padtest.NewEtherpad(padtest.Etherpad1, nil), "etherpad2": padtest.NewEtherpad(padtest.Etherpad2, nil),
		},
		hedgedoc2: padtest.NewHedgeDoc2(padToken, nil), hackmd: padtest.NewHackMD(padToken, nil), internet: padtest.NewInternet(),
	}
	codimd, cryptpad := padtest.New(padtest.AsCodiMD()), padtest.NewCryptPad()
	codimd.Set("november", sampleText("pad.md"))
	for name, s := range p.etherpads {
		e.Defer(s.Close)
		e.Setenv(strings.ToUpper(name), s.URL)
	}
	for _, s := range []interface{ Close() }{codimd, cryptpad, p.hedgedoc2, p.hackmd, p.internet} {
		e.Defer(s.Close)
	}
	e.Setenv("CODIMD", codimd.URL)
	e.Setenv("CRYPTPAD", cryptpad.URL)
	e.Setenv("HEDGEDOC2", p.hedgedoc2.URL)
	p.internet.Handle("hackmd.io", p.hackmd.Handler())
	p.internet.Handle("api.hackmd.io", p.hackmd.Handler())
	for _, forge := range []string{"raw.githubusercontent.com", "codeberg.org"} {
		p.internet.Handle(forge, http.HandlerFunc(rawFiles))
	}
	e.Values["pads"] = p
}

// rawFiles is what forges say of files: they have one.
func rawFiles(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if !strings.HasSuffix(r.URL.Path, "/november.md") {
		w.WriteHeader(http.StatusNotFound)
		w.Write([]byte("404: Not Found"))
		return
	}
	w.Write([]byte(sampleText("pad.md")))
}

// scriptPads:
//
//	pads time TIME          what the clock of the HedgeDoc at $PAD says from now on
//	pads text KIND NAME     put the sample on a pad of etherpad1, etherpad2, hedgedoc2, or hackmd, where everybody may read it
//	pads private KIND NAME  the same, where a guest may not read it
//	pads internet           from now on hackmd.io and some forges are on this machine, and nothing else of the internet
func scriptPads(ts *testscript.TestScript, neg bool, args []string) {
	p := ts.Value("pads").(*pads)
	switch args[0] {
	case "time":
		at, err := time.Parse(time.RFC3339, args[1])
		ts.Check(err)
		stageOf(ts).pad.SetTime(at)
	case "text", "private":
		p.put(args[1], args[2], sampleText("pad.md"), args[0] == "text")
	case "internet":
		file := ts.MkAbs("authority.pem")
		ts.Check(os.WriteFile(file, p.internet.Authority, 0o600))
		ts.Setenv("SSL_CERT_FILE", file)
		ts.Setenv("HTTPS_PROXY", p.internet.URL)
	default:
		ts.Fatalf("pads: what is %q?", args)
	}
}

func (p *pads) put(kind, name, text string, public bool) {
	switch s := p.etherpads[kind]; {
	case s != nil:
		s.Set(name, text)
		if !public {
			s.Forbid(name)
		}
	case kind == "hedgedoc2":
		p.hedgedoc2.Set(name, text)
	case kind == "hackmd":
		p.hackmd.Add(padtest.HackMDNote{ID: name, Permalink: name, Public: public, Text: text})
	}
}
