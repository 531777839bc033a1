// In a room: handing in, and what the board is told. Only a room sends this script.
"use strict";
(() => {
  const base = new URL("/room/", location.href);
  const place = document.getElementById("room");
  const LOOKS = 20_000; // between two looks whether the board is on
  const OFFLINE = "The room does not answer, and nothing was handed in. Is this computer still in the Wi-Fi of the room, and is the address on the screen still the one above? Until then choose “Take home” and give the files to your facilitator on a stick.";

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  // The start page has no worksheet: it says what a room adds.
  const describeRoom = () => {
    const list = document.querySelector("main dl.keys");
    const row = (title, text) => make("div", {}, make("dt", { textContent: title }), make("dd", { textContent: text }));
    list?.append(
      row("Handing in", "Choose “Hand in” above a worksheet. Worksheet and plan go to the facilitator’s laptop in this room, and nowhere else."),
      row("The address has changed", "When these pages stop answering, look at the screen in the room: the address may be another one. What you have saved belongs to the old address, so choose “Take home” before you leave it.")
    );
  };

  const SEAT = "room-seat", NO = "room-board-no";
  const recall = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  const keep = (key, value) => { try { value === null ? localStorage.removeItem(key) : localStorage.setItem(key, value); } catch { /* then it is asked again */ } };
  const tellRoom = () => {
    let seat = recall(SEAT);
    if (!/^[0-9a-f]{16}$/.test(seat ?? "")) {
      seat = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");
      keep(SEAT, seat);
    }
    document.cookie = `room-seat=${seat}; path=/room/reply; SameSite=Strict`;
    document.cookie = `room-board=${recall(NO) ? "no" : "yes"}; path=/room; SameSite=Strict`;
  };

  const style = `
    #room { display: contents; }
    #room details { position: relative; }
    #room summary { padding: 0.25rem 1rem; border: 2px solid #ffffff; border-radius: 2em; font-weight: 600; cursor: pointer; list-style: none; }
    #room summary::-webkit-details-marker { display: none; }
    #room summary::after { content: " ▾" / ""; }
    #room label + form { margin-top: 0.8rem; }
    #room label { display: block; margin-top: 0.6rem; font-weight: 600; }
    #room input[type="text"] { width: 100%; margin: 0.3rem 0 0.6rem; padding: 0.4rem 0.6rem; border: 2px solid var(--brand); border-radius: 0.3em; font: inherit; }
    #room button + button { margin-top: 0.5rem; background: var(--card); color: var(--brand); }
    #room .said { margin-top: 0.6rem; font-weight: 600; }
    @media (max-width: 40rem) { #room details { position: static; } #room details[open] { width: 100%; } #room summary { width: fit-content; padding-inline: 0.7rem; } }`;

  const fold = (title, ...children) => {
    const details = make("details", { name: "above" }, make("summary", { textContent: title }), make("div", { className: "sheet" }, ...children));
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
    return details;
  };

  // Handing in
  const NAME = "room-name";
  let limit = 8_000_000;

  // What Python keeps comes as bytes.
  const toText = (content) => (typeof content === "string" ? content : new TextDecoder().decode(content));

  // Returns {arrived, words}; says "handed in" only when the laptop has said so.
  const handIn = async (name) => {
    const files = await window.worksheet.listHandIn();
    if (!files.length) return { arrived: false, words: "The worksheet is not open yet. Nothing was handed in; try again in a moment." };
    const body = JSON.stringify({ name, files: files.map(([file, content]) => ({ name: file, content: toText(content) })) });
    if (new Blob([body]).size > limit) {
      return { arrived: false, words: `Nothing was handed in: this is larger than ${Math.round(limit / 1e6)} MB. In the worksheet, choose Edit, Clear Outputs of All Cells, and try again.` };
    }
    try {
      const answer = await fetch(new URL("hand-in", base), { method: "POST", headers: { "Content-Type": "application/json" }, body });
      const said = await answer.json();
      if (answer.status === 201) keep(NAME, name);
      return { arrived: answer.status === 201, words: said.said };
    } catch {
      return { arrived: false, words: OFFLINE };
    }
  };

  const makeHandIn = () => {
    const said = make("p", { className: "said" });
    said.setAttribute("role", "status");
    const field = make("input", { type: "text", id: "room-name", maxLength: 80, required: true, autocomplete: "off", value: recall(NAME) ?? "" });
    const button = make("button", { type: "submit", textContent: "Hand in worksheet and plan" });
    const form = make("form", {}, make("label", { htmlFor: "room-name", textContent: "Your name, or that of your team" }), field, button);
    form.onsubmit = async (event) => {
      event.preventDefault();
      if (button.getAttribute("aria-disabled")) return;
      button.setAttribute("aria-disabled", "true");
      said.textContent = "Handing in …";
      said.textContent = (await handIn(field.value)).words;
      button.removeAttribute("aria-disabled");
    };
    const promise = make("p", { textContent: "This worksheet and your team’s plan go to the facilitator’s laptop. Your facilitator can read them, nobody else in the room can, and they stay there until your facilitator deletes them. You can hand in as often as you like: every version is kept." });
    return fold("Hand in", promise, form, said);
  };

  // What the board is told
  const SHOWN = "room-board-name";
  const tellSeat = async (wish) => {
    try {
      const body = JSON.stringify({ seat: recall(SEAT), ...wish });
      await fetch(new URL("seat", base), { method: "POST", headers: { "Content-Type": "application/json" }, body });
    } catch { /* the next look tells it again */ }
  };
  // Without a yes of this very browser, no name travels.
  const tellName = () => recall(SHOWN) && !recall(NO) && tellSeat({ name: recall(SHOWN) });

  const makeNaming = () => {
    const field = make("input", { type: "text", id: "room-shown", maxLength: 80, autocomplete: "off", value: recall(SHOWN) ?? recall(NAME) ?? "" });
    const said = make("p", { className: "said" });
    said.setAttribute("role", "status");
    const yes = make("button", { type: "submit", textContent: "Yes, show my name" });
    const no = make("button", { type: "button", textContent: "No, without my name" });
    const form = make("form", {},
      make("p", { textContent: "Your facilitator would like the board to show names, too. If you say yes, the whole room can read your name beside each exercise, under “right”, “another reply” or “no answer yet”. If you say nothing, your name does not stand there. You can change your mind at any time." }),
      make("label", { htmlFor: "room-shown", textContent: "The name that the board is to show" }), field, yes, no, said);
    const describe = () => { said.textContent = recall(SHOWN) ? `The board shows your name: ${recall(SHOWN)}.` : "The board does not show your name."; };
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!field.value.trim()) {
        said.textContent = "Write the name that the board is to show.";
        return;
      }
      keep(SHOWN, field.value.trim());
      tellName();
      describe();
    };
    no.onclick = () => {
      keep(SHOWN, null);
      tellSeat({ name: "" });
      describe();
    };
    describe();
    form.hidden = true;
    return form;
  };

  const makeBoard = () => {
    const box = make("input", { type: "checkbox", id: "room-willing", checked: !recall(NO) });
    const naming = makeNaming();
    box.onchange = () => {
      keep(NO, box.checked ? null : "no");
      tellRoom();
      // A no is for what was told before, too.
      if (!box.checked) tellSeat({ leave: true });
    };
    const label = make("label", { htmlFor: "room-willing" }, box, " Tell the board which replies I get");
    const words = make("p", { textContent: "The board is on. It shows the room how many people got which reply to an exercise. It is told the number of the exercise, the name of the reply and a random number. It is not told your answer or your code, and your name only if you give it here." });
    const board = fold("Board: on", words, label, naming);
    board.hidden = true;
    let wasOn = null; // of what changes, who listens hears
    board.show = ({ board: on, named }) => {
      if (on && wasOn === false) window.worksheet.say("The board is on.");
      wasOn = on;
      board.hidden = !on;
      naming.hidden = !named;
      board.querySelector("summary").textContent = named ? "Board: on, with names" : "Board: on";
      if (on && named) tellName();
    };
    return board;
  };

  const answerKernel = () => {
    const channel = new BroadcastChannel("workshop-room");
    channel.onmessage = async ({ data }) => {
      const wish = JSON.parse(data);
      if (!wish.hand_in || !isOurs(wish.cell)) return;
      const said = await handIn(wish.name);
      channel.postMessage(JSON.stringify({ answer_to: wish.hand_in, ...said }));
    };
  };

  // Every open worksheet hears a wish: it comes from the one whose kernel is at work on it.
  const isOurs = (code) => {
    const widget = document.getElementById("worksheet").contentWindow?.jupyterapp?.shell?.currentWidget;
    if (widget?.context?.path !== window.worksheet.name) return false;
    const cells = widget.context.model.toJSON().cells;
    const busy = widget.context.sessionContext.session?.kernel?.status === "busy";
    return busy && cells.some((cell) => [cell.source].flat().join("").trim() === code.trim());
  };

  const begin = () => {
    tellRoom();
    if (!place || !window.worksheet) {
      describeRoom();
      return;
    }
    const board = makeBoard();
    document.head.append(make("style", { textContent: style }));
    place.append(board, makeHandIn());
    place.hidden = false;
    answerKernel();
    const look = async () => {
      try {
        const state = await (await fetch(new URL("state", base), { cache: "no-store" })).json();
        limit = state.limit;
        board.show(state);
      } catch { /* the next look will tell; handing in says it aloud */ }
    };
    look();
    setInterval(look, LOOKS);
  };
  begin();
})();
