// What a deck says to those who do not see it: the list of keys, the overview, the black
// screen. reveal.js shows all three and says nothing.
const hearing = (() => {
  const BLACK = "The screen is black. Press B to show the slides again.";
  const LONGEST = 80; // letters of a slide without a heading that are enough to know it
  // What reveal.js says is in the language of the page, or in English as a whole.
  const WORDS = document.querySelector(".reveal").dataset.words;
  const setLanguage = (part) => { if (part) part.lang = WORDS; };
  const list = () => document.querySelector(".r-overlay-help");
  let opener = null;

  const readTitle = (slide) => {
    const found = slide.querySelector("h1, h2, h3, h4") ?? slide.querySelector(".cell p, .cell li");
    const title = found?.cloneNode(true);
    for (const part of title?.querySelectorAll("[aria-hidden=true]") ?? []) part.remove();
    return title?.textContent.trim().replace(/\s+/g, " ").slice(0, LONGEST) ?? "";
  };
  const tellPlace = () => {
    const number = Reveal.getSlidePastCount() + 1, total = Reveal.getTotalSlides();
    const title = readTitle(Reveal.getCurrentSlide());
    if (title) return view.say(`Overview, slide ${number} of ${total}: ${title}`);
    view.say(`Overview, slide ${number} of ${total}.`);
  };

  // The number in the corner is a link to the slide. In a draft translation the id
  // stands beside it: who finds a fault names it.
  const writeNumber = (slide) => {
    const number = Reveal.getSlidePastCount(slide) + 1, total = Reveal.getTotalSlides();
    const id = document.querySelector(".draft") ? (slide ?? Reveal.getCurrentSlide())?.id ?? "" : "";
    if (view.isPrinted) return [id ? `${id} · ${number}` : number, "/", total];
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.textContent = `Slide ${number} of ${total}, link to it`;
    return [`<span aria-hidden="true">${number} / ${total}</span>${words.outerHTML}${id && ` <span class="slide-id">${id}</span>`}`];
  };

  // A dialog: it has a name, takes the focus, holds it and gives it back.
  const openList = () => {
    const box = list(), title = box.querySelector(".title");
    const close = box.querySelector(".r-overlay-close"), words = box.querySelector(".r-overlay-content");
    title.id = "keys-title";
    title.textContent = "Keyboard shortcuts";
    title.setAttribute("role", "heading");
    title.setAttribute("aria-level", "2");
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-modal", "true");
    for (const table of box.querySelectorAll("table")) setLanguage(table);
    box.setAttribute("aria-labelledby", title.id);
    close.type = "button";
    close.setAttribute("aria-label", "Esc: close the list of keys");
    words.tabIndex = 0;
    words.setAttribute("role", "group");
    words.setAttribute("aria-labelledby", title.id);
    for (const header of box.querySelectorAll("th")) header.scope = "col";
    opener = document.activeElement;
    close.focus();
    box.addEventListener("keydown", (event) => {
      if (event.key === "Tab") {
        event.preventDefault();
        (document.activeElement === close ? words : close).focus();
      }
      if (!["Escape", "?"].includes(event.key)) event.stopPropagation();
    });
  };
  const closeList = () => {
    if (opener && opener !== document.body) opener.focus();
    opener = null;
  };

  // reveal.js takes no key while the screen is black; people work, and the timer runs.
  const hearKeys = (acts) => (event) => {
    if (!Reveal.isPaused() || list() || event.ctrlKey || event.altKey || event.metaKey) return;
    const act = view.areSingleKeysOn() && acts[event.key.toLowerCase()];
    if (act) act();
    else if (event.key.startsWith("Arrow") || ["PageDown", "PageUp"].includes(event.key)) view.say(BLACK);
  };

  const begin = (acts) => {
    for (const name of ["controls", "pause-overlay"]) setLanguage(document.querySelector(`.reveal > .${name}`));
    addEventListener("keydown", hearKeys(acts));
    Reveal.on("showhelp", openList);
    Reveal.on("closeoverlay", closeList);
    Reveal.on("overviewshown", tellPlace);
    Reveal.on("overviewhidden", () => view.say("The overview is closed."));
    Reveal.on("paused", () => view.say(BLACK));
    Reveal.on("resumed", () => view.say("The slides are shown again."));
    // reveal.js says the words of a slide; what its pictures show belongs to it. In the
    // overview the title is enough.
    const spoken = document.querySelector(".aria-status");
    const completing = new MutationObserver(() => {
      if (Reveal.isOverview()) spoken.textContent = "";
      else spoken.append(...[...Reveal.getCurrentSlide().querySelectorAll("img")].map(({ alt }) => ` ${alt}`));
      completing.takeRecords();
    });
    completing.observe(spoken, { childList: true });
    Reveal.on("slidechanged", () => { if (Reveal.isOverview()) tellPlace(); });
  };
  return { begin, writeNumber };
})();
