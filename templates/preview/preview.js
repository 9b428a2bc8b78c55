// Follows the files: when the server tells that this page has changed, what differs is exchanged in place, and the
// paragraph that stood topmost stays where it was. A click on a piece of text, or Enter on its number, opens its panel.
// This script runs before the site's own, so that it sees the page as the server gave it.
"use strict";

(() => {
  const root = document.documentElement;
  const aside = document.getElementById("press-preview");
  const panel = document.getElementById("press-preview-panel");
  const { language, name, document: doc } = aside.dataset;
  const NOTICE = "p.press-draft"; // comes when something is not translated, and goes
  const OUTSIDE = ["header.press-top", NOTICE, "nav.press-contents", "footer.press-bottom"];
  let pristine = document.cloneNode(true);
  let shown = "";
  let opener = null;

  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");
  const fetched = async (address) => {
    const answer = await fetch(address, { cache: "no-store" });
    return parsed(await answer.text());
  };

  // The topmost piece of text in view, by a name that lasts, and where it stands.
  const place = () => {
    for (const element of document.querySelectorAll("main [data-segment], main [id]")) {
      const box = element.getBoundingClientRect();
      if (box.height && box.bottom > 8) {
        return { segment: element.dataset.segment, id: element.id, top: box.top };
      }
    }
    return null;
  };
  const placed = ({ segment, id }) =>
    (segment && document.querySelector(`main [data-segment="${CSS.escape(segment)}"]`)) || (id && document.getElementById(id));
  const keepingPlace = (change) => {
    const before = scrollY > 8 ? place() : null;
    change();
    const after = before && placed(before);
    if (after) scrollBy({ top: after.getBoundingClientRect().top - before.top, behavior: "instant" });
  };

  // Makes `live` what `fresh` is; `old` is what the server gave before. Whatever is the same stays untouched.
  const sync = (live, old, fresh, changed) => {
    if (old.isEqualNode(fresh)) return;
    const lives = [...live.childNodes].filter((node) => !(node.nodeType === 1 && node.matches(".press-original.press-shown")));
    const olds = [...old.childNodes];
    const news = [...fresh.childNodes];
    const opaque = old.matches("p, h1, h2, h3, h4, h5, h6, table, dl, figure, .press-note");
    if (opaque || old.localName !== fresh.localName || lives.length !== olds.length) {
      const made = document.importNode(fresh, true);
      live.replaceWith(made);
      changed.push(made);
      return;
    }
    for (const { name: key } of [...old.attributes]) if (!fresh.hasAttribute(key)) live.removeAttribute(key);
    for (const { name: key, value } of [...fresh.attributes]) if (old.getAttribute(key) !== value) live.setAttribute(key, value);
    let start = 0;
    let end = 0;
    const most = Math.min(olds.length, news.length);
    while (start < most && olds[start].isEqualNode(news[start])) start += 1;
    while (end < most - start && olds[olds.length - 1 - end].isEqualNode(news[news.length - 1 - end])) end += 1;
    const pairs = olds.length === news.length;
    for (let at = start; pairs && at < olds.length - end; at += 1) {
      if (olds[at].nodeType === 1 && news[at].nodeType === 1) sync(lives[at], olds[at], news[at], changed);
      else if (!olds[at].isEqualNode(news[at])) lives[at].replaceWith(document.importNode(news[at], true));
    }
    if (pairs) return;
    const after = lives[lives.length - end] ?? null;
    for (const gone of lives.slice(start, lives.length - end)) gone.remove();
    for (const node of news.slice(start, news.length - end)) {
      const made = document.importNode(node, true);
      live.insertBefore(made, after);
      if (made.nodeType === 1) changed.push(made);
    }
  };

  const flash = (elements) => {
    for (const element of elements) {
      element.classList.add("press-preview-changed");
      setTimeout(() => element.classList.remove("press-preview-changed"), 1700);
    }
  };

  const exchange = (fresh) => {
    const changed = [];
    const next = fresh.getElementById("press-preview");
    const main = document.querySelector("main");
    keepingPlace(() => {
      sync(main, pristine.querySelector("main"), fresh.querySelector("main"), changed);
      for (const selector of OUTSIDE) {
        const [live, old, now] = [document, pristine, fresh].map((tree) => tree.querySelector(selector));
        if (live && old && now) sync(live, old, now, []);
        else if (live && selector === NOTICE) live.remove();
        else if (now && selector === NOTICE) document.querySelector(".press-page").before(document.importNode(now, true));
        else if (live || now) return location.reload();
      }
      document.title = fresh.title;
      aside.querySelector("#press-preview-problems")?.remove();
      const problems = next.querySelector("#press-preview-problems");
      if (problems) panel.after(document.importNode(problems, true));
      aside.querySelector(".press-bar").replaceWith(document.importNode(next.querySelector(".press-bar"), true));
      Object.assign(aside.dataset, next.dataset);
    });
    pristine = fresh;
    select();
    flash(changed);
  };

  let running = null;
  const update = async () => {
    try {
      const fresh = await fetched(location.pathname);
      if (!fresh.getElementById("press-preview") || !fresh.querySelector("main")) return location.reload();
      if (fresh.getElementById("press-preview").dataset.document !== doc) return location.reload();
      exchange(fresh);
      if (shown) await open(shown, { quietly: true });
    } catch {
      live(false);
    }
  };
  const told = ({ page, style }) => {
    if (style !== aside.dataset.style) return location.reload();
    if (page === aside.dataset.digest) return;
    running = (running ?? Promise.resolve()).then(() => (page === aside.dataset.digest ? null : update()));
  };

  const live = (is) => {
    aside.classList.toggle("press-live", is);
    aside.classList.toggle("press-lost", !is);
    const light = aside.querySelector(".press-light");
    const text = is ? light.dataset.live : light.dataset.lost;
    if (light.textContent !== text) [light.textContent, light.title] = [text, text];
  };
  const events = new EventSource(`../events?${new URLSearchParams({ language, name })}`);
  events.addEventListener("open", () => live(true));
  events.addEventListener("error", () => live(false));
  events.addEventListener("message", (event) => { live(true); told(JSON.parse(event.data)); });
  addEventListener("pagehide", () => events.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

  // The panel.
  const piece = (id) => document.querySelector(`main [data-segment="${CSS.escape(id)}"]`);
  const select = () => {
    for (const element of document.querySelectorAll(".press-preview-selected")) element.classList.remove("press-preview-selected");
    if (shown) piece(shown)?.classList.add("press-preview-selected");
  };
  const fill = (tree) => {
    const content = tree.querySelector("#press-preview .press-content");
    if (!content) return false;
    panel.replaceChildren(document.importNode(content, true));
    panel.hidden = false;
    root.classList.add("press-preview-open");
    return true;
  };
  const open = async (id, { quietly = false } = {}) => {
    const found = fill(await fetched(`${doc}.segment?${new URLSearchParams({ id })}`));
    if (!found) return quietly ? close() : undefined;
    shown = id;
    select();
    if (!quietly) piece(id)?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    root.classList.remove("press-preview-open");
    shown = "";
    select();
    if (opener?.isConnected) opener.focus({ preventScroll: true });
    opener = null;
  };

  const BLOCKS = "p, li, dt, dd, h1, h2, h3, h4, h5, h6, td, th, caption, figcaption, figure";
  const asked = (target) => {
    const number = target.closest("a.press-pn, a.press-pm");
    const own = number ? null : target.closest("[data-segment]");
    if (own) return own.dataset.segment;
    const within = target.closest(BLOCKS)?.querySelectorAll("[data-segment]") ?? [];
    return number || within.length === 1 ? within[0]?.dataset.segment : "";
  };
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { target } = event;
    if (aside.contains(target)) return inside(event);
    const other = target.closest("a, button, summary, input");
    if (!target.closest("main") || !doc || (other && !other.matches("a.press-pn, a.press-pm"))) return;
    if (!other && getSelection()?.toString()) return;
    const id = asked(target);
    if (!id) return;
    event.preventDefault();
    opener = other ?? opener;
    open(id).then(() => { if (!event.detail) panel.focus({ preventScroll: true }); });
  });
  const inside = (event) => {
    const copy = event.target.closest(".press-copy");
    if (copy) {
      navigator.clipboard?.writeText(copy.textContent).then(() => copy.classList.add("press-copied"), () => {});
      return;
    }
    if (event.target.closest(".press-close")) return close();
    const link = event.target.closest("[data-open]");
    const sheet = event.target.closest("[data-sheet]");
    if (!link && !sheet) return;
    event.preventDefault();
    if (link) return open(link.dataset.open).then(() => panel.focus({ preventScroll: true }));
    opener = sheet;
    shown = "";
    fetched(sheet.href).then((tree) => { if (fill(tree)) { select(); panel.focus({ preventScroll: true }); } });
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) close();
  });
})();
