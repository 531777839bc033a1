// Lets every slide show all its words: few are set large, many small, too many scroll.
const fit = (() => {
  const SMALLEST = 24, NOTE_GAP = 6;
  const fits = (box) => box.scrollHeight <= box.clientHeight && box.scrollWidth <= box.clientWidth;

  // What a slide holds beyond the screen scrolls; on paper it goes on.
  const lengthen = (body) => {
    body.classList.add("long");
    for (const table of body.querySelectorAll("table")) {
      table.style.setProperty("--fit", Math.min(1, table.parentElement.clientWidth / table.offsetWidth));
    }
    if (view.isPrinted) return;
    body.tabIndex = 0;
    body.setAttribute("role", "group");
    body.setAttribute("aria-label", "Slide");
  };
  // A reader's own spacing makes the note higher: the text ends above it.
  const clearNote = (body) => {
    const note = body.parentElement.querySelector(":scope > .note-xk");
    if (!note || !note.offsetHeight) return;
    const room = note.offsetTop - body.offsetTop - NOTE_GAP;
    if (room < body.offsetHeight) body.style.height = `${room}px`;
  };
  const shrink = (body, size) => {
    clearNote(body);
    do body.style.fontSize = `${size}px`; while (!fits(body) && --size >= SMALLEST);
    if (!fits(body)) lengthen(body);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key.startsWith("Arrow") && event.target.matches?.(".body.long")) event.stopPropagation();
  }, true);

  const bodies = document.querySelectorAll(".slide .body");
  const begin = () => {
    for (const body of bodies) {
      shrink(body, Number(getComputedStyle(body).getPropertyValue("--largest")));
    }
  };
  // Somebody may ask for wider spacing at any time.
  const again = (body) => {
    if (!body.clientHeight || body.classList.contains("long")) return;
    clearNote(body);
    if (!fits(body)) shrink(body, parseFloat(body.style.fontSize));
  };
  const watch = new ResizeObserver((changes) => {
    for (const body of new Set(changes.map(({ target }) => target.closest(".slide").querySelector(".body")))) again(body);
  });
  const observe = () => {
    for (const body of bodies) {
      for (const part of body.querySelectorAll("h2, h3, h4, p, li, pre, table")) watch.observe(part);
    }
    for (const note of document.querySelectorAll(".slide > .note-xk")) watch.observe(note);
  };
  return { begin, observe, again };
})();
