// How a deck is shown: as slides, as one page to read, or as speaker notes to print.
// On a small screen, or zoomed in, it stays what it is without JavaScript: a page.
const view = (() => {
  const asked = new URLSearchParams(location.search);
  const isReceiver = asked.has("receiver"), isPrinted = asked.has("print-pdf");
  const isNotes = asked.has("notes") && !isReceiver;
  const isUpcoming = isReceiver && asked.get("controls") === "false";
  const small = matchMedia(
    "(max-width: 700px), (max-height: 500px), (max-width: 960px) and (min-resolution: 1.9dppx)");
  const ZOOMED = 1.5; // from here on, letters of a slide would not grow any more

  // A browser may forbid to keep anything; then a setting holds until the page is left.
  const kept = {};
  const recall = (name, store = "localStorage") => {
    try { return window[store].getItem(name); } catch { return kept[name] ?? null; }
  };
  const remember = (name, value, store = "localStorage") => {
    try { window[store].setItem(name, value); } catch { kept[name] = value; }
  };

  const decide = () => {
    if (isReceiver || isPrinted) return "slides";
    if (isNotes) return "notes";
    const chosen = recall("deck-view", "sessionStorage");
    if (chosen) return chosen;
    return small.matches || outerWidth / innerWidth >= ZOOMED ? "page" : "slides";
  };
  const kind = decide();
  const root = document.documentElement;
  root.classList.add(kind === "slides" ? "deck" : `as-${kind}`);
  root.classList.toggle("receiver", isReceiver);
  root.classList.toggle("upcoming", isUpcoming);

  const slides = [...document.querySelectorAll("section.slide")];
  const findPlace = () => {
    if (kind === "slides") return Reveal.getCurrentSlide();
    return slides.find((slide) => slide.getBoundingClientRect().bottom > innerHeight / 4);
  };
  const show = (address) => location.assign(`${address}#/${findPlace()?.id ?? ""}`);
  const reload = () => {
    history.replaceState(null, "", "#/" + (findPlace()?.id ?? ""));
    location.reload();
  };
  // A sheet of paper is no small screen.
  let isPrinting = false;
  addEventListener("beforeprint", () => { isPrinting = true; });
  addEventListener("afterprint", () => { isPrinting = false; });
  const follow = () => { if (!isPrinting && decide() !== kind) reload(); };
  addEventListener("resize", follow);
  small.addEventListener("change", follow);

  if (kind !== "slides" && location.hash.startsWith("#/")) {
    history.scrollRestoration = "manual";
    const id = decodeURIComponent(location.hash.slice(2)).split("/")[0];
    const find = () => document.getElementById(id)?.scrollIntoView();
    find();
    addEventListener("load", find);
  }

  const menu = document.querySelector(".menu");
  const single = document.getElementById("single-keys");
  for (const part of menu.querySelectorAll("[hidden]")) part.hidden = false;
  for (const part of menu.querySelectorAll("[data-only]")) {
    part.hidden = !part.dataset.only.split(" ").includes(kind);
  }
  for (const button of menu.querySelectorAll("[data-view]")) {
    button.addEventListener("click", () => {
      if (button.dataset.view === "notes") return show("?notes");
      remember("deck-view", button.dataset.view, "sessionStorage");
      isNotes ? show(location.pathname) : reload();
    });
  }
  document.getElementById("print").addEventListener("click", () => print());
  const close = () => { menu.open = false; menu.firstElementChild.focus(); };
  // Keys pressed in the menu belong to it, not to the slides.
  menu.addEventListener("keydown", (event) => {
    if (menu.open || [" ", "Enter"].includes(event.key)) event.stopPropagation();
    if (event.key === "Escape" && menu.open) close();
  });
  document.addEventListener("click", (event) => {
    if (kind === "slides" && !menu.contains(event.target)) menu.open = false;
  });
  const areSingleKeysOn = () => recall("deck-single-keys") !== "off";
  single.checked = areSingleKeysOn();
  single.addEventListener("change", () => remember("deck-single-keys", single.checked ? "on" : "off"));

  return {
    kind, isReceiver, isPrinted, recall, remember, areSingleKeysOn, menu, close,
    // The same words are heard again when they differ by a space.
    say: (words) => {
      const status = document.getElementById("deck-status");
      status.textContent = status.textContent === words ? `${words}\u00a0` : words;
    },
  };
})();
