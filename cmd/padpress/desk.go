package main

import (
	"context"
	"crypto/rand"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/xsf/padpress/gitops/githubtest"
)

// The desk is the page of demo --serve: the pad, and beside it the pull request.
//
//go:embed desk
var deskFiles embed.FS

// desk lets a visitor of the stage play all parts: write in the pad, run the line, and answer as a reviewer.
type desk struct {
	*env
	stage   *stage
	host    string // where the page is, such as 127.0.0.1:8080: requests for other hosts are refused
	token   string // what changes something must carry it, so that no other page can drive this one
	page    *template.Template
	forever context.Context // of runs, which go on when the page is closed

	running sync.Mutex // held while a run is under way
	mu      sync.Mutex
	last    transcript // guarded by mu
}

// deskReviewer is the account that answers the comments.
const deskReviewer = "reviewer"

// serveDesk serves the desk on a free port of this machine, and says where, until the context ends.
func serveDesk(ctx context.Context, e *env, s *stage) error {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("serve the page: %w", err)
	}
	d := newDesk(ctx, e, s, l.Addr().String())
	fmt.Fprintf(e.out, "\nOpen http://%s/ in a browser: the pad, and beside it the pull request.\nEnd with Ctrl-C.\n", d.host)
	return d.serve(ctx, l)
}

func newDesk(ctx context.Context, e *env, s *stage, host string) *desk {
	d := &desk{env: e, stage: s, host: host, token: rand.Text(), forever: ctx}
	d.page = template.Must(template.New("").Funcs(template.FuncMap{"markdown": s.forge.HTML, "open": open}).ParseFS(deskFiles, "desk/*.html"))
	s.site.Allow(deskReviewer, githubtest.Write)
	return d
}

// serve answers until the context ends, and waits for the run that is under way.
func (d *desk) serve(ctx context.Context, l net.Listener) error {
	server := &http.Server{Handler: d.guard(d.routes()), ReadHeaderTimeout: 10 * time.Second}
	context.AfterFunc(ctx, func() { server.Close() })
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serve the page: %w", err)
	}
	d.running.Lock() // its context has ended as well
	defer d.running.Unlock()
	return nil
}

func (d *desk) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", d.showPage)
	mux.HandleFunc("GET /pull", d.showPull)
	mux.HandleFunc("GET /body.css", d.showBodyStyle)
	mux.Handle("GET /sample/", http.StripPrefix("/sample", only(http.FileServerFS(sampleTexts()), "/pad.md", "/next.md")))
	mux.Handle("GET /desk/", only(http.FileServerFS(deskFiles), "/desk/style.css", "/desk/script.js"))
	mux.HandleFunc("POST /pad", d.write)
	mux.HandleFunc("POST /run", d.run)
	mux.HandleFunc("POST /accept", d.accept)
	mux.HandleFunc("POST /resolve", d.resolve)
	mux.HandleFunc("POST /delete", d.remove)
	return mux
}
