package linkcheck

import (
	"container/heap"
	"context"
	"time"
)

// run is one call of Check. All of its state belongs to the goroutine that called; those that ask send events.
type run struct {
	*Checker
	lines    map[string]*line // by host
	ready    []*line          // that may ask now, in the order of their turn
	sleeping sleepers         // that may ask later
	running  int              // requests that hold a slot
	slow     int              // requests that gave theirs away
	left     int              // pages that have no verdict
	all      int
	heard    bool // a server of the web has answered
	events   chan event
	over     chan struct{} // closed when nobody listens to events any more
}

// line is where the pages of one host wait for their turn.
type line struct {
	waiting []*page
	busy    int       // slots in use
	next    time.Time // before which no request begins
	in      bool      // it is ready or sleeping
	spoke   bool      // the server has answered
	silent  int       // requests in a row that it has not answered
}

// event says that a request of a page is slow, or has ended.
type event struct {
	page    *page
	line    *line
	attempt int
	ended   bool
	answer
}

// ask has all pages settled.
func (r *run) ask(ctx context.Context, pages []*page) {
	ctx, cancel := context.WithTimeoutCause(ctx, r.Budget, errBudget)
	defer cancel()
	defer close(r.over)
	r.all = len(pages)
	for _, p := range pages {
		if r.recall(p); !p.settled && r.Offline {
			p.settle(Unknown, "not asked, and not in the cache")
		}
		if !p.settled {
			r.left++
			r.queue(p, false)
		}
	}
	timer := time.NewTimer(0)
	defer timer.Stop()
	for r.left > 0 && ctx.Err() == nil {
		r.start(ctx)
		if len(r.sleeping) > 0 {
			timer.Reset(time.Until(r.sleeping[0].next))
		}
		select {
		case e := <-r.events:
			r.take(e)
		case <-timer.C:
		case <-ctx.Done():
		}
	}
	cancel()
	for n := r.running + r.slow; n > 0; { // they end at once, and own their pages until then
		if e := <-r.events; e.ended {
			n--
			r.end(e.page)
		}
	}
	for _, p := range pages {
		if !p.settled {
			p.giveUp(overWhy(ctx))
		}
	}
	r.doubt(pages)
	r.remember(pages)
}

// queue has a page wait for its next request; one that has begun goes before all others.
func (r *run) queue(p *page, begun bool) {
	host := p.at.Host
	l := r.lines[host]
	if l == nil {
		l = &line{}
		r.lines[host] = l
	}
	if begun {
		l.waiting = append([]*page{p}, l.waiting...)
	} else {
		l.waiting = append(l.waiting, p)
	}
	r.line(l)
}

// line puts a line among those that are ready, or may be later.
func (r *run) line(l *line) {
	if l.in || len(l.waiting) == 0 || l.busy >= r.Slots {
		return
	}
	l.in = true
	if l.next.After(time.Now()) {
		heap.Push(&r.sleeping, l)
		return
	}
	r.ready = append(r.ready, l)
}

// start begins as many requests as may be.
func (r *run) start(ctx context.Context) {
	for len(r.sleeping) > 0 && !r.sleeping[0].next.After(time.Now()) {
		r.ready = append(r.ready, heap.Pop(&r.sleeping).(*line))
	}
	for r.running < r.Total && len(r.ready) > 0 {
		now := time.Now()
		l := r.ready[0]
		r.ready = r.ready[1:]
		l.in = false
		if len(l.waiting) > 0 && l.busy < r.Slots && !l.next.After(now) {
			r.begin(ctx, l, now)
		}
		r.line(l)
	}
}

func (r *run) begin(ctx context.Context, l *line, now time.Time) {
	p := l.waiting[0]
	l.waiting = l.waiting[1:]
	l.busy++
	r.running++
	l.next = now.Add(r.Pace)
	p.attempt++
	p.released = false
	e := event{page: p, line: l, attempt: p.attempt}
	go func() {
		slow := time.AfterFunc(r.Slow, func() { r.send(e) })
		ended := e
		ended.ended, ended.answer = true, r.step(ctx, p)
		slow.Stop()
		r.send(ended)
	}()
}

func (r *run) send(e event) {
	select {
	case r.events <- e:
	case <-r.over:
	}
}

// take goes on after an event.
func (r *run) take(e event) {
	p, l := e.page, e.line
	if !e.ended {
		if e.attempt == p.attempt && !p.released && r.slow < r.Total {
			p.released = true
			l.busy--
			r.running--
			r.slow++
			r.line(l)
		}
		return
	}
	r.end(p)
	if !p.released {
		l.busy--
	}
	if e.pause > 0 {
		l.next = time.Now().Add(e.pause)
		heap.Init(&r.sleeping) // it may be one of them
	}
	r.learn(l, e.answer)
	if p.settled {
		r.done()
	} else {
		r.queue(p, true)
	}
	if e.noHost {
		r.giveUp(l, func(other *page) { other.Hops = append(other.Hops, p.Hops[len(p.Hops)-1]); other.settle(Broken, p.Why) })
	}
	const patience = 3
	if !l.spoke && l.silent >= patience {
		r.giveUp(l, func(other *page) { other.settle(Unknown, "not asked, since its server does not answer") })
	}
	r.line(l)
}

// end gives back what a request held.
func (r *run) end(p *page) {
	if p.released {
		r.slow--
	} else {
		r.running--
	}
}

func (r *run) learn(l *line, a answer) {
	switch {
	case a.answered:
		l.spoke, l.silent, r.heard = true, 0, true
	case a.silent:
		l.silent++
	}
}

// giveUp settles all that wait in a line.
func (r *run) giveUp(l *line, how func(*page)) {
	for _, p := range l.waiting {
		how(p)
		r.done()
	}
	l.waiting = nil
}

func (r *run) done() {
	r.left--
	if r.Asked != nil {
		r.Asked(r.all-r.left, r.all)
	}
}

// doubt takes back that hosts do not exist where no server at all has answered, and no name is known: then it is this
// machine that has no network.
func (r *run) doubt(pages []*page) {
	if r.heard {
		return
	}
	const why = "no name could be looked up: is there a network?"
	asked, online := false, false
	for _, p := range pages {
		if p.Verdict != Broken || len(p.Hops) == 0 || p.Hops[len(p.Hops)-1].Status != 0 || !p.Asked.IsZero() {
			continue
		}
		if !asked {
			asked, online = true, isOnline(r.HTTP)
		}
		if !online {
			p.giveUp(why)
		}
	}
}

// sleepers is a heap, the first to wake on top.
type sleepers []*line

func (s sleepers) Len() int           { return len(s) }
func (s sleepers) Less(i, j int) bool { return s[i].next.Before(s[j].next) }
func (s sleepers) Swap(i, j int)      { s[i], s[j] = s[j], s[i] }
func (s *sleepers) Push(l any)        { *s = append(*s, l.(*line)) }
func (s *sleepers) Pop() any {
	old := *s
	l := old[len(old)-1]
	*s = old[:len(old)-1]
	return l
}
