// Starts reveal.js where the deck is shown as slides.
(async () => {
  if (view.kind !== "slides") return;
  try {
    await unpack();
  } catch { // A browser that cannot unpack it shows the deck as a page.
    document.documentElement.classList.replace("deck", "as-page");
    return;
  }
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  // Whoever measures a font before it is there measures another one.
  await Promise.allSettled([...document.fonts].map((font) => font.load()));
  fit.begin();
  // Without ?print-pdf, reveal.js would print its slides as text without any look.
  document.getElementById("reveal-style").media = view.isPrinted ? "all" : "screen";
  // Letters, digits and marks; reveal.js hears keys of the speaker view as codes alone.
  const isSingleKey = ({ key, keyCode }) => key
    ? key.length === 1 && key !== " "
    : keyCode >= 48 && keyCode <= 111 || keyCode >= 186;
  const onCondition = (event) => view.areSingleKeysOn() || !isSingleKey(event);

  await Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true,
    navigationMode: "linear", transition: "none", backgroundTransition: "none",
    controlsTutorial: false, controlsBackArrows: "visible", slideNumber: hearing.writeNumber, scrollActivationWidth: null,
    fragments: !calm, pdfSeparateFragments: false, defaultTiming: 0, plugins: [RevealNotes],
    keyboardCondition: onCondition,
  });
  // The role would hide the slides from a screen reader's own keys.
  document.querySelector(".reveal").removeAttribute("role");
  if (view.isPrinted) return;

  const bind = (keyCode, key, description, action) =>
    Reveal.addKeyBinding({ keyCode, key, description }, action);
  const acts = { t: () => timer.press("toggle"), m: () => timer.press("more"), r: () => timer.press("reset") };
  bind(84, "T", "Start or pause the timer", acts.t);
  bind(77, "M", "One minute more", acts.m);
  bind(82, "R", "Set the timer back", acts.r);
  hearing.begin(acts);
  Reveal.registerKeyboardShortcut(view.menu.firstElementChild.textContent, "Switch the keys with one letter off and on");
  document.getElementById("all-keys").addEventListener("click", () => {
    view.close();
    Reveal.toggleHelp(true);
  });

  const arrive = (slide) => {
    timer.look(slide);
    fit.again(slide.querySelector(".body"));
  };
  Reveal.on("slidechanged", ({ currentSlide }) => arrive(currentSlide));
  arrive(Reveal.getCurrentSlide());
  fit.observe();

  // reveal.js knows the question mark of English keyboards only, and no Enter.
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && Reveal.isOverview()) Reveal.toggleOverview(false);
    if (event.key === "?" && event.keyCode !== 191 && view.areSingleKeysOn()) Reveal.toggleHelp();
  });
})();
