package linkcheck

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestTruth: of very many addresses, each gets the verdict that is true, within 1.2 of the time that the limits allow.
// The clock is the test's own, so that the time is exact whatever else the machine does.
func TestTruth(t *testing.T) {
	for _, n := range []int{100, 1000, 10_000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			if n > 1000 && testing.Short() {
				t.Skip("many addresses")
			}
			synctest.Test(t, func(t *testing.T) {
				const hosts = 50
				web := newTestWeb(50 * time.Millisecond)
				client, stop := serve(web)
				defer stop()
				c := &Checker{HTTP: client}
				addresses, truth := web.addresses(n, hosts)
				began := time.Now()
				results := c.Check(t.Context(), addresses)
				wall := time.Since(began)
				count := map[Verdict]int{}
				for i, r := range results {
					count[r.Verdict]++
					if r.Verdict != truth[i] || r.URL != addresses[i] {
						t.Errorf("%s is %s (%s), not %s: %s", addresses[i], r.Verdict, r.Why, truth[i], r.Evidence())
					}
				}
				bound := web.bound(c.withDefaults(), hosts)
				t.Logf("%d addresses: %v, in %v of %v that the limits allow", n, count, wall, bound)
				if wall > bound*12/10 {
					t.Errorf("it took %v; the limits allow %v", wall, bound)
				}
				web.mu.Lock()
				defer web.mu.Unlock()
				// A slow request gives its slot back, so a host may see one more for each that hangs.
				if hangs := (n/100 + hosts) / hosts; web.most > 4+2*hangs+1 {
					t.Errorf("%d requests to one host at a time", web.most)
				}
				if web.early > 0 {
					t.Errorf("%d requests before Retry-After was over", web.early)
				}
			})
		})
	}
}

// bound is the least time that the limits leave for what was asked: the busiest host's requests, or all, and at last one
// that hangs.
func (w *testWeb) bound(c *Checker, hosts int) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	perHost := map[string]int{}
	all := 0
	for what, n := range w.asked {
		if host, _, ok := strings.Cut(what, "/"); ok && !strings.Contains(host, " ") {
			perHost[host] += n
			all += n
		}
	}
	var most time.Duration
	for _, n := range perHost {
		most = max(most, time.Duration(n)*w.latency/time.Duration(c.Slots), time.Duration(n)*c.Pace)
	}
	return max(most, time.Duration(all)*w.latency/time.Duration(c.Total)) + c.Timeout
}

// ask has a handler's web asked for some addresses, on a clock of its own.
func ask(t *testing.T, h http.HandlerFunc, set func(*Checker), addresses []string, look func([]Result)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		client, stop := serve(h)
		defer stop()
		c := &Checker{HTTP: client}
		if set != nil {
			set(c)
		}
		look(c.Check(t.Context(), addresses))
	})
}

func TestVerdicts(t *testing.T) {
	answers := map[string]func(http.ResponseWriter, *http.Request){
		"/401": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(401) },
		"/403": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) },
		"/451": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(451) },
		"/500": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(500) },
		"/503": func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(503)
		},
		"/busy": func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(429) },
		"/204":  func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) },
		"/self": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/self", http.StatusFound) },
		"/on": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/on?"+r.URL.RawQuery+"x", http.StatusFound)
		},
		"/dead": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/nothing", http.StatusMovedPermanently)
		},
		"/in":            func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/users/sign_in", http.StatusFound) },
		"/users/sign_in": func(w http.ResponseWriter, _ *http.Request) {},
		"/away": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://nowhere.test/", http.StatusFound)
		},
		"/inside": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "ftp://h.example/", http.StatusFound)
		},
		"/slash": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/slash/", http.StatusPermanentRedirect)
		},
		"/slash/": func(w http.ResponseWriter, _ *http.Request) {},
		"/refused": func(w http.ResponseWriter, r *http.Request) {
			if r.Method == "HEAD" {
				w.WriteHeader(403)
			}
		},
	}
	tests := []struct {
		address string
		verdict Verdict
		to, why string
	}{
		{"http://h.example/401", Unknown, "", "401 Unauthorized"},
		{"http://h.example/403", Unknown, "", "403"},
		{"http://h.example/451", Unknown, "", "451"},
		{"http://h.example/500", Unknown, "", "500"},
		{"http://h.example/503", Unknown, "", "503"},
		{"http://h.example/busy", Unknown, "", "429"},
		{"http://h.example/204", Live, "", ""},
		{"http://h.example/self", Unknown, "", "circle"},
		{"http://h.example/on", Unknown, "", "more than 10 times"},
		{"http://h.example/dead", Broken, "", "404 Not Found"},
		{"http://h.example/nothing", Broken, "", "404"},
		{"http://h.example/in", Unknown, "", "login"},
		{"http://h.example/users/sign_in", Live, "", ""},
		{"http://h.example/away", Broken, "", "no host nowhere.test"},
		{"http://h.example/inside", Unknown, "", "no address of the web"},
		{"http://h.example/slash", Moved, "http://h.example/slash/", ""},
		{"http://h.example/slash#part", Moved, "http://h.example/slash/#part", ""},
		{"http://h.example/refused", Live, "", ""},
		{"http://nowhere.test/a", Broken, "", "no host nowhere.test"},
		{"http://nowhere.test/b", Broken, "", "no host nowhere.test"},
		{"HTTP://H.example:80/204", Live, "", ""},
		{"https:///x", Broken, "", "no host"},
		{"http://[::1", Broken, "", "no address"},
		{"http://me:secret@h.example/", Unknown, "", "user name or a password"},
	}
	var addresses []string
	for _, test := range tests {
		addresses = append(addresses, test.address)
	}
	ask(t, func(w http.ResponseWriter, r *http.Request) {
		if f := answers[r.URL.Path]; f != nil {
			f(w, r)
			return
		}
		http.NotFound(w, r)
	}, nil, addresses, func(results []Result) {
		for i, test := range tests {
			r := results[i]
			if r.Verdict != test.verdict || r.To != test.to || !strings.Contains(r.Why, test.why) || (test.why == "") != (r.Why == "") {
				t.Errorf("%s: %s %s (%s): %s", test.address, r.Verdict, r.To, r.Why, r.Evidence())
			}
		}
	})
}

// TestAskedOnce: an address is asked once, whatever its fragments, and by GET alone where a fragment is to be found.
func TestAskedOnce(t *testing.T) {
	var asked []string
	ask(t, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Method+" "+r.URL.Path)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		switch r.URL.Path {
		case "/script":
			fmt.Fprint(w, "<script src=x></script>")
		case "/long":
			fmt.Fprint(w, strings.Repeat("<p>long", 400_000))
		default:
			fmt.Fprint(w, `<h1 id="one">1</h1><a name="user-content-two">2</a><p id="a b">`)
		}
	}, func(c *Checker) { c.Slots = 1 }, []string{
		"http://h.example/", "http://h.example", "http://h.example/#one", "http://h.example/#two", "http://h.example/#three",
		"http://h.example/#a%20b", "http://h.example/#:~:text=x", "http://h.example/script#x", "http://h.example/long#x",
	}, func(results []Result) {
		var absent []string
		for _, r := range results {
			if r.Verdict != Live {
				t.Error(r.URL, r.Verdict, r.Why)
			}
			if r.Anchor != "" {
				absent = append(absent, r.URL)
			}
		}
		if want := []string{"http://h.example/#three"}; !slices.Equal(absent, want) {
			t.Error(absent)
		}
		if want := []string{"GET /", "GET /script", "GET /long"}; !slices.Equal(asked, want) {
			t.Error(asked)
		}
	})
}

// TestDeadServer: a server that never answers costs a few time-outs and not one for each of its links.
func TestDeadServer(t *testing.T) {
	var addresses []string
	for i := range 400 {
		addresses = append(addresses, fmt.Sprintf("http://h.example/hanging/%d", i))
	}
	web := newTestWeb(0)
	ask(t, web.ServeHTTP, nil, addresses, func(results []Result) {
		for _, r := range results {
			if r.Verdict != Unknown || r.Why == "" {
				t.Error(r)
			}
		}
		web.mu.Lock()
		defer web.mu.Unlock()
		requests := 0
		for _, n := range web.asked {
			requests += n
		}
		if requests /= 2; requests > 120 { // they are counted by address, and by method and address
			t.Errorf("%d requests", requests)
		}
	})
}

// TestEnd: a run that is ended, or has no time left, tells what it knows by then.
func TestEnd(t *testing.T) {
	addresses := []string{"http://a.example/fine/1", "http://b.example/missing/1", "http://c.example/hanging/1", "http://d.example/busy-once/1"}
	want := []Verdict{Live, Broken, Unknown, Unknown}
	for name, set := range map[string]struct {
		budget, cancel time.Duration
		why            string
	}{"budget": {500 * time.Millisecond, time.Hour, "the time was over"}, "interrupt": {time.Hour, 500 * time.Millisecond, "the run was ended"}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				client, stop := serve(newTestWeb(time.Millisecond))
				defer stop()
				ctx, cancel := context.WithTimeoutCause(t.Context(), set.cancel, context.Canceled)
				defer cancel()
				began := time.Now()
				results := (&Checker{HTTP: client, Budget: set.budget}).Check(ctx, addresses)
				if took := time.Since(began); took != 500*time.Millisecond {
					t.Error("it took", took)
				}
				for i, r := range results {
					if r.Verdict != want[i] || r.Verdict == Unknown && !strings.Contains(r.Why, set.why) {
						t.Error(r.URL, r.Verdict, r.Why)
					}
				}
			})
		})
	}
}

// TestRetryAfter reads both forms, by the server's own clock.
func TestRetryAfter(t *testing.T) {
	const date = "Mon, 23 Nov 2026 10:00:00 GMT"
	for text, want := range map[string]time.Duration{
		"": 7, "0": 0, "12": 12, "-1": 7, "soon": 7, "Mon, 23 Nov 2026 10:01:00 GMT": 60, "Mon, 23 Nov 2026 09:00:00 GMT": 7, "99999999999": 1 << 20,
	} {
		resp := &http.Response{Header: http.Header{"Retry-After": {text}, "Date": {date}}}
		if got := retryAfter(resp, 7*time.Second); got != want*time.Second {
			t.Errorf("%q: %v", text, got)
		}
	}
}
