// Starts reveal.js on a screen that has room for slides. On a narrow screen, or zoomed
// in, the deck stays what it is without JavaScript: one page that reads from top to
// bottom.
(async () => {
  const narrow = matchMedia("(max-width: 700px)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const isPartOfSpeakerView = /receiver|print-pdf/.test(location.search);
  narrow.addEventListener("change", () => isPartOfSpeakerView || location.reload());
  if (narrow.matches && !isPartOfSpeakerView) return;

  document.documentElement.classList.add("deck");
  // What other people's slides hold beyond the screen scrolls; on paper it goes on.
  const isPrinted = /print-pdf/.test(location.search);
  const lengthen = (body) => {
    body.classList.add("long");
    for (const table of body.querySelectorAll("table")) {
      table.style.setProperty("--fit", Math.min(1, table.parentElement.clientWidth / table.offsetWidth));
    }
    if (isPrinted) return;
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", "Slide");
    body.addEventListener("keydown", (event) => {
      if (event.key.startsWith("Arrow") && event.target === body) event.stopPropagation();
    });
  };
  // Whoever measures a font before it is there measures another one.
  await Promise.allSettled([...document.fonts].map((font) => font.load()));
  // Few words are set large, many small.
  const fits = (box) => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth;
  for (const body of document.querySelectorAll(".slide .body")) {
    let size = Number(getComputedStyle(body).getPropertyValue("--largest"));
    do body.style.fontSize = `${size}px`; while (!fits(body) && --size >= 24);
    if (!fits(body)) lengthen(body);
  }
  // Without ?print-pdf, reveal.js would print its slides as text without any look.
  document.getElementById("reveal-style").media = isPrinted ? "all" : "screen";
  Reveal.initialize({
    width: 1280, height: 720, margin: 0, center: false, hash: true,
    navigationMode: "linear", transition: "none", backgroundTransition: "none",
    controlsTutorial: false, controlsBackArrows: "visible", slideNumber: "c/t", scrollActivationWidth: null,
    fragments: !calm, pdfSeparateFragments: false, plugins: [RevealNotes],
  }).then(() => {
    // The role would hide the slides from a screen reader's own keys.
    document.querySelector(".reveal").removeAttribute("role");
    Reveal.addKeyBinding({ keyCode: 84, key: "T", description: "Start or pause the timer" },
      () => Reveal.getCurrentSlide().querySelector(".timer")?.click());
  });

  // reveal.js knows the question mark of English keyboards only, and no Enter.
  addEventListener("keydown", (event) => {
    if (event.key === "Enter" && Reveal.isOverview()) Reveal.toggleOverview(false);
    if (event.key === "?" && event.keyCode !== 191) Reveal.toggleHelp();
  });

  for (const button of document.querySelectorAll(".timer")) {
    const time = button.querySelector(".time");
    let end = 0, left = button.dataset.minutes * 60, ticking = 0;
    const tick = () => {
      left = Math.max(0, Math.round((end - Date.now()) / 1000));
      time.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      if (left === 0) { toggle(); say("Time is up."); }
    };
    const toggle = () => {
      clearInterval(ticking);
      ticking = ticking || left === 0 ? 0 : setInterval(tick, 250);
      end = Date.now() + left * 1000;
      button.classList.toggle("running", ticking !== 0);
      button.classList.toggle("over", left === 0);
      say(ticking ? "The timer runs." : "The timer is paused.");
    };
    const say = (words) => { document.getElementById("timer-status").textContent = words; };
    button.addEventListener("click", toggle);
    // Space belongs to the button that has the focus, not to the next slide.
    button.addEventListener("keydown", (event) => {
      if (event.key === " " || event.key === "Enter") event.stopPropagation();
    });
  }
})();
