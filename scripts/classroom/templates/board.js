// The board: what the room sends is drawn without reloading; what has the focus stays.
"use strict";
(() => {
  const SPOKEN_EVERY = 15_000; // a screen reader hears changes, and not each of them
  const list = document.getElementById("exercises");
  const quiet = document.getElementById("quiet");
  const spoken = document.getElementById("spoken");
  const which = document.getElementById("which");
  let spokenAt = Date.now();
  let told = null, soon = null; // what a screen reader knows, and when it hears the rest
  let state = JSON.parse(document.getElementById("state").textContent);

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const count = (number, words) => make("li", {}, make("strong", { textContent: number }), ` ${words}`);
  const words = list.dataset;
  // A name in other letters than the page's says in which; its language nobody knows.
  const isCyrillic = /^(mk|sr-Cyrl)/.test(document.documentElement.lang);
  const other = isCyrillic ? [/\p{Script=Latin}/u, "und-Latn"] : [/\p{Script=Cyrillic}/u, "und-Cyrl"];
  const spell = (name) => other[0].test(name) ? make("span", { textContent: name, lang: other[1] }) : name;

  const makeItem = (one) => {
    const item = make("li", { id: `exercise-${one.id}` });
    const parts = ["counts", "bar", "often", "names"].map((name) => make("div", { className: name === "bar" ? "bar" : `${name}-place` }));
    parts[1].setAttribute("aria-hidden", "true"); // the counts say the same
    const notes = make("details", {}, make("summary", { textContent: "What to say" }), ...one.say.map((text) => make("p", { textContent: text })));
    item.append(make("h2", { textContent: one.title }), ...parts);
    if (one.say.length) item.append(notes);
    return item;
  };

  const KINDS = { right: words.sayRight, other: words.sayOther, waiting: words.sayWaiting };
  const fill = (item, one) => {
    const [counts, bar, often, names] = [...item.children].slice(1, 5);
    counts.replaceChildren(make("ul", { className: "counts" }, count(one.right, words.sayRight), count(one.other, words.sayOther), count(one.waiting, words.sayWaiting)));
    bar.replaceChildren(...["right", "other", "waiting"].map((kind) => {
      const part = make("span", { className: kind });
      part.style.flexGrow = one[kind];
      part.style.flexBasis = 0;
      return part;
    }));
    if (one.often.length) {
      const [most] = one.often;
      often.replaceChildren(make("p", { className: "often" }, make("strong", { textContent: `${most.lead} ` }), most.text));
    } else often.replaceChildren();
    const named = Object.entries(KINDS).filter(([kind]) => one.names[kind].length);
    names.replaceChildren(...(state.named && named.length ? [make("dl", { className: "names" }, ...named.flatMap(([kind, heading]) => [make("dt", { textContent: heading }), make("dd", {}, ...one.names[kind].flatMap((name, place) => [...(place ? [", "] : []), spell(name)]))]))] : []));
  };

  const describe = (one) => `${one.title}: ${one.right} ${words.sayRight}, ${one.other} ${words.sayOther}, ${one.waiting} ${words.sayWaiting}.`;

  const listShown = () => state.exercises.filter((one) => !which.value || one.id === which.value);
  const speak = () => {
    soon = null;
    spokenAt = Date.now();
    told = listShown().map(describe).join(" ");
    spoken.textContent = told;
  };

  const drawChoices = () => {
    for (const one of state.exercises) {
      if (![...which.options].some((option) => option.value === one.id)) which.append(make("option", { value: one.id, textContent: one.title }));
    }
  };

  const draw = () => {
    const shown = listShown();
    const wanted = new Set(shown.map((one) => `exercise-${one.id}`));
    for (const item of [...list.children]) if (!wanted.has(item.id)) item.remove();
    shown.forEach((one, index) => {
      const item = document.getElementById(`exercise-${one.id}`) ?? makeItem(one);
      if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
      fill(item, one);
    });
    quiet.textContent = [state.on ? "The board is on." : "The board is off: nothing new arrives.", state.begun, ...(state.named ? [state.shown] : [])].join(" ");
    document.getElementById("with-names").hidden = !state.named;
    document.getElementById("without-names").hidden = state.named;
    drawChoices();
    const words = shown.map(describe).join(" ");
    told ??= words;
    if (words !== told) soon ??= setTimeout(speak, Math.max(0, spokenAt + SPOKEN_EVERY - Date.now()));
  };

  which.onchange = draw;
  draw();
  const stream = new EventSource("/room/board/stream");
  stream.onmessage = ({ data }) => {
    state = JSON.parse(data);
    if (spoken.className === "fault") spoken.textContent = "";
    spoken.className = "visually-hidden";
    draw();
  };
  stream.onerror = () => {
    spoken.className = "fault";
    spoken.textContent = "The room does not answer. Is the window still open in which it was started? If it was started again, load this page again.";
  };
})();
