// Starts reveal.js where the deck is shown as slides.
(async () => {
  if (view.kind !== "slides") return;
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
    controlsTutorial: false, controlsBackArrows: "visible", slideNumber: "c/t", scrollActivationWidth: null,
    fragments: !calm, pdfSeparateFragments: false, defaultTiming: 0, plugins: [RevealNotes],
    keyboardCondition: onCondition,
  });
  // The role would hide the slides from a screen reader's own keys.
  document.querySelector(".reveal").removeAttribute("role");
  if (view.isPrinted) return;

  const bind = (keyCode, key, description, action) =>
    Reveal.addKeyBinding({ keyCode, key, description }, action);
  bind(84, "T", "Start or pause the timer", () => timer.press("toggle"));
  bind(77, "M", "One minute more", () => timer.press("more"));
  bind(82, "R", "Set the timer back", () => timer.press("reset"));
  Reveal.registerKeyboardShortcut("Menu", "Switch the keys with one letter off and on");
  document.getElementById("all-keys").addEventListener("click", () => {
    view.close();
    Reveal.toggleHelp(true);
  });

  // reveal.js says the words of a slide; what its pictures show belongs to it.
  const spoken = document.querySelector(".aria-status");
  const describing = new MutationObserver(() => {
    const pictures = [...Reveal.getCurrentSlide().querySelectorAll("img")];
    spoken.append(...pictures.map((picture) => ` ${picture.alt}`));
    describing.takeRecords();
  });
  describing.observe(spoken, { childList: true });
  const arrive = (slide) => {
    timer.look(slide);
    fit.again(slide.querySelector(".body"));
  };
  Reveal.on("slidechanged", ({ currentSlide }) => arrive(currentSlide));
  arrive(Reveal.getCurrentSlide());
  fit.observe();
  Reveal.on("paused", () => view.say("The screen is black. Press B to show the slides again."));
  Reveal.on("resumed", () => view.say("The slides are shown again."));

  // reveal.js knows the question mark of English keyboards only, and no Enter.
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && Reveal.isOverview()) Reveal.toggleOverview(false);
    if (event.key === "?" && event.keyCode !== 191 && view.areSingleKeysOn()) Reveal.toggleHelp();
  });
})();
