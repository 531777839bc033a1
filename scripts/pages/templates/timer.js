// One timer for a deck and its speaker view. It lives in the window of the deck; the
// slides within the speaker view ask for its state and hand on what one presses there.
const timer = (() => {
  const bar = document.getElementById("timer-bar");
  const [toggle, more, reset, sound] = bar.querySelectorAll("button");
  const status = document.getElementById("timer-status");
  const owner = view.isReceiver ? parent.opener : null;
  const EMPTY = { slide: "", minutes: 0, left: 0, end: 0, words: "", said: 0 };
  let state = { ...EMPTY, ...JSON.parse(view.recall("deck-timer", "sessionStorage") ?? "{}") };
  let heard = owner ? null : state.said, audio = null, current = null;

  // Browsers know the words for time in all languages; those of Montenegrin are Serbian.
  const language = document.documentElement.lang;
  const count = (number, unit) => new Intl.NumberFormat([language === "cnr" ? "sr-Latn" : language, "en-GB"], { style: "unit", unit, unitDisplay: "long" }).format(number);
  const spell = (seconds) => {
    const parts = [[Math.floor(seconds / 60), "minute"], [seconds % 60, "second"]];
    return parts.filter(([number]) => number).map((part) => count(...part)).join(" ") || count(0, "second");
  };
  const write = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  const measure = () => state.end ? Math.max(0, Math.round((state.end - Date.now()) / 1000)) : state.left;
  const say = (words) => Object.assign(state, { words, said: state.said + 1 });

  const beep = () => {
    if (view.recall("deck-sound") !== "on" || audio?.state !== "running") return;
    for (const start of [0, 0.5, 1]) {
      const tone = audio.createOscillator(), volume = audio.createGain();
      volume.gain.value = 0.2;
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + start);
      tone.stop(audio.currentTime + start + 0.25);
    }
  };

  // What the timer can be told; ``slide`` has the minutes that it begins with.
  const acts = {
    toggle(slide) {
      if (state.end) {
        Object.assign(state, { left: measure(), end: 0 });
        return say(`The timer is paused, ${spell(state.left)} left.`);
      }
      if (slide && slide.id !== state.slide) load(slide);
      if (!state.slide) return;
      if (!state.left) state.left = state.minutes * 60;
      state.end = Date.now() + state.left * 1000;
      say(`The timer runs, ${spell(state.left)} left.`);
    },
    begin(slide) {
      load(slide);
      acts.toggle(slide);
    },
    more(slide) {
      if (!state.slide && slide) load(slide);
      if (!state.slide) return;
      if (state.end) state.end = Math.max(state.end, Date.now()) + 60000;
      else state.left += 60;
      say(`One minute more: ${spell(measure())} left.`);
    },
    reset(slide) {
      if (slide) load(slide);
      if (!state.slide) return;
      Object.assign(state, { left: state.minutes * 60, end: 0 });
      say(`The timer is set to ${spell(state.left)}.`);
    },
  };
  const load = ({ id, minutes }) => {
    Object.assign(state, { slide: id, minutes, left: minutes * 60, end: 0 });
  };

  const act = (what, slide) => {
    if (owner) return owner.postMessage({ timer: what, slide }, "*");
    acts[what]?.(slide);
    keep();
  };
  const keep = () => {
    view.remember("deck-timer", JSON.stringify(state), "sessionStorage");
    draw();
  };

  const draw = () => {
    const left = measure(), own = current?.id === state.slide;
    for (const button of document.querySelectorAll("button.timer")) {
      const mine = button.closest("section").id === state.slide;
      button.querySelector(".time").textContent =
        mine ? write(left) : `${button.dataset.minutes}:00`;
      button.classList.toggle("running", mine && state.end > 0);
      button.classList.toggle("over", mine && left === 0);
    }
    // Far from its slide the time stands here; the next exercise begins with its own.
    const isAway = state.slide && !own && (state.end || !current);
    toggle.textContent = (isAway ? `${write(left)} ` : "") + (state.end ? toggle.dataset.sayPause : toggle.dataset.sayStart);
    sound.textContent = view.recall("deck-sound") === "on" ? sound.dataset.sayOn : sound.dataset.sayOff;
    bar.hidden = !(current || state.slide && (state.end || left < state.minutes * 60));
    if (heard !== null && state.said !== heard) {
      heard = state.said;
      status.textContent = state.words;
      if (state.words === "Time is up.") beep();
    }
  };
  const tick = () => {
    const left = measure();
    if (owner) owner.postMessage({ timer: "tell" }, "*");
    else if (state.end && left === 0) { state.left = state.end = 0; say("Time is up."); keep(); }
    else if (state.end && left === 60 && state.words !== "One minute left.") { say("One minute left."); keep(); }
    draw();
  };

  addEventListener("message", ({ data, source }) => {
    if (!data?.timer) return;
    if (owner && source === owner) {
      state = data.state;
      heard ??= state.said;
      return draw();
    }
    if (owner || !["tell", ...Object.keys(acts)].includes(data.timer)) return;
    if (data.timer !== "tell") act(data.timer, data.slide);
    source.postMessage({ timer: "state", state }, "*");
  });

  // A browser lets only that window sound in which somebody pressed something.
  const wake = () => { audio ??= window.AudioContext && new AudioContext(); audio?.resume(); };
  const read = (button) => button && { id: button.closest("section").id, minutes: Number(button.dataset.minutes) };
  const press = (what, slide = current) => { wake(); act(what, slide); };
  toggle.addEventListener("click", () => press("toggle"));
  more.addEventListener("click", () => press("more"));
  reset.addEventListener("click", () => press("reset"));
  sound.addEventListener("click", () => {
    view.remember("deck-sound", view.recall("deck-sound") === "on" ? "off" : "on");
    wake();
    draw();
  });
  for (const button of document.querySelectorAll("button.timer")) {
    const slide = read(button);
    button.addEventListener("click", () => press(slide.id === state.slide ? "toggle" : "begin", slide));
  }
  // Space belongs to the button that has the focus, not to the next slide.
  document.addEventListener("keydown", (event) => {
    const isButton = event.target.matches?.(".timer, .timer-bar button");
    if (isButton && [" ", "Enter"].includes(event.key)) event.stopPropagation();
  }, true);
  setInterval(tick, 250);
  draw();

  return { press, look: (slide) => { current = read(slide.querySelector(".timer")); draw(); } };
})();
