// A table or a chart that does not scroll need not take the focus.
(() => {
  const boxes = document.querySelectorAll(".table, .picture");
  const watch = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of boxes) watch.observe(box);
})();
