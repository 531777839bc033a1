// A table or a chart that does not scroll need not take the focus.
(() => {
  const KINDS = ".table, .picture";
  const look = (box) => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) look(target.closest(KINDS));
  });
  // What is inside grows without its box when the fonts of the page arrive.
  for (const box of document.querySelectorAll(KINDS)) {
    for (const one of [box, ...box.children]) watch.observe(one);
  }
})();
