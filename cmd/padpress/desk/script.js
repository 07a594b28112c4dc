"use strict";
// The page is whole without this script but for what changes something. Elements are found by data attributes: ids may be
// the newsletter's.
(() => {
  const token = document.querySelector('meta[name="desk-token"]').content;
  const find = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const text = find("[data-text]"), pull = find("[data-pull]"), saved = find("[data-saved]");
  const run = find("[data-run]"), outcome = find("[data-outcome]"), log = find("[data-log]"), steps = find("[data-steps]");

  const ended = new Error("The demo has ended: start it again, and load its page.");

  // send asks for a change and gives the answer; what was refused is an error with the reason.
  async function send(path, body) {
    const request = { method: "POST", headers: { "Content-Type": "application/json", "Desk-Token": token }, body: JSON.stringify(body) };
    const answer = await fetch(path, request).catch(() => { throw ended; });
    if (!answer.ok) throw new Error((await answer.text()).trim());
    return answer;
  }

  function element(name, content, className = "") {
    const el = document.createElement(name);
    el.textContent = content;
    el.className = className;
    return el;
  }

  // The pad is saved a moment after the last key, and before each run.

  let timer = 0, written = text.value;
  async function save() {
    clearTimeout(timer);
    const now = text.value;
    if (now === written) return;
    try {
      await send("/pad", { text: now });
      written = now;
      saved.textContent = "saved";
    } catch (error) {
      saved.textContent = error.message;
    }
  }
  text.addEventListener("input", () => {
    saved.textContent = "";
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  });

  // edit puts words in the place of a part of the pad, and shows them there.
  function edit(start, end, words, why) {
    text.focus({ preventScroll: true });
    text.setRangeText(words, start, end, "end");
    reveal(start);
    if (words.length < 1000) text.setSelectionRange(start, start + words.length);
    text.dispatchEvent(new Event("input", { bubbles: true }));
    saved.textContent = why;
  }

  // reveal scrolls to a place in the pad: a field scrolls to its selection only where somebody types.
  function reveal(at) {
    const copy = element("div", text.value.slice(0, at), "measure");
    text.parentNode.append(copy);
    copy.style.width = text.clientWidth + "px";
    text.scrollTop = Math.max(0, copy.offsetHeight - text.clientHeight / 2);
    copy.remove();
  }

  const tries = {
    entry({ before, entry }) {
      const at = text.value.indexOf(before);
      if (at < 0) saved.textContent = "The pad has no such section any more; start over.";
      else if (text.value.includes(entry)) saved.textContent = "The entry is there already.";
      else edit(at, at, entry, "An entry was added.");
    },
    link() {
      const at = text.value.indexOf("](https://");
      if (at < 0) saved.textContent = "The pad has no link that is not broken; start over.";
      else edit(at + 2, at + 7, "htps", "A link was broken.");
    },
  };
  for (const button of all("[data-try]")) {
    button.addEventListener("click", async () => {
      const known = tries[button.dataset.try];
      if (known) return known(button.dataset);
      try {
        const answer = await fetch(button.dataset.try).catch(() => { throw ended; });
        edit(0, text.value.length, await answer.text(), "The pad’s text was replaced.");
      } catch (error) {
        saved.textContent = error.message;
      }
    });
  }

  // A run tells its steps while it goes, and in the end what became of the pull request.

  run.addEventListener("click", start);
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      start();
    }
  });

  async function start() {
    if (run.getAttribute("aria-disabled") === "true") return;
    run.setAttribute("aria-disabled", "true");
    clearTimeout(timer);
    outcome.replaceChildren(element("p", "Running …", "busy"));
    steps.replaceChildren();
    log.hidden = false;
    try {
      written = text.value;
      const answer = await send("/run", { text: written });
      let said = null;
      for await (const line of lines(answer)) {
        if (line.step) tell(line.step);
        if (line.outcome) said = line.outcome;
      }
      if (!said) throw ended;
      const fresh = await refresh();
      report(said, fresh);
    } catch (error) {
      outcome.replaceChildren(element("p", error.message, "refused"));
    }
    run.removeAttribute("aria-disabled");
  }

  async function* lines(answer) {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read().catch(() => { throw ended; });
      if (done) return;
      const parts = (rest + value).split("\n");
      rest = parts.pop();
      for (const part of parts) yield JSON.parse(part);
    }
  }

  function tell({ name, text, took }) {
    const li = document.createElement("li");
    li.append(element("b", name), " ", element("span", text), " ", element("small", took));
    steps.append(li);
  }

  function report({ tone, text, counts, look }, fresh) {
    const line = element("p", text, tone);
    if (look) {
      const show = element("button", "Show me", "show");
      show.type = "button";
      show.addEventListener("click", () => {
        select(look);
        const first = fresh.find((el) => el.isConnected && el.closest("[data-panel]").dataset.panel === look) ?? panel(look);
        first.scrollIntoView({ block: "center" });
        first.focus({ preventScroll: true });
      });
      line.append(" ", show);
    }
    outcome.replaceChildren(line, element("p", counts, "counts"));
  }

  // refresh takes in the pull request as it is now, and gives the comments that are new, or edited in the conversation.
  async function refresh() {
    const answer = await fetch("/pull").catch(() => { throw ended; });
    const html = await answer.text();
    if (!answer.ok) throw new Error(html);
    const before = new Map(all("[data-comment]", pull).map((el) => [el.dataset.comment, find(".words", el)?.textContent]));
    pull.innerHTML = html; // made by the server's templates, which escape what people wrote
    select(chosen);
    const fresh = all("[data-comment]", pull).filter((el) => before.get(el.dataset.comment) !== find(".words", el)?.textContent);
    for (const el of fresh) {
      el.classList.add("fresh");
      find(".who", el)?.append(" ", element("span", before.has(el.dataset.comment) ? "edited" : "new", "new"));
    }
    return fresh;
  }

  // A reviewer's acts.

  pull.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-act]");
    if (!button || button.disabled) return;
    const comment = button.closest("[data-comment]").dataset.comment;
    button.disabled = true;
    try {
      await send("/" + button.dataset.act, { comment: Number(comment) });
      await refresh();
      const said = { accept: "The suggestion was committed to the branch. Run again, and its comment is settled.", resolve: "The comment was resolved. It will not come back.", delete: "The comment was deleted. What is still wrong is said again." };
      outcome.replaceChildren(element("p", said[button.dataset.act], "done"));
      (find(`[data-comment="${comment}"]`, pull) ?? panel(chosen)).focus({ preventScroll: true });
    } catch (error) {
      button.disabled = false;
      outcome.replaceChildren(element("p", error.message, "refused"));
    }
  });

  // The tabs are as the ARIA practices describe them: one stop for the keyboard, arrows between them.

  let chosen = "files";
  const panel = (name) => find(`[data-panel="${name}"]`, pull);
  function select(name) {
    chosen = name;
    for (const tab of all("[data-tab]", pull)) {
      const on = tab.dataset.tab === name;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      panel(tab.dataset.tab).hidden = !on;
    }
  }
  pull.addEventListener("click", ({ target }) => {
    const tab = target.closest("[data-tab]");
    if (tab) select(tab.dataset.tab);
  });
  pull.addEventListener("keydown", (event) => {
    const tabs = all("[data-tab]", pull), at = tabs.indexOf(event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    select(tab.dataset.tab);
    tab.focus();
  });
  select(chosen);
})();
