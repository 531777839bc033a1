// Keeps the list of what was handed in up to date, and says when something has come.
"use strict";
(() => {
  const OFTEN = 5_000;
  const SILENT = "The room does not answer: is the window still open in which it was started?";
  const table = document.getElementById("handed-in");
  const news = document.getElementById("news");
  let shown = null;
  const look = async () => {
    try {
      const answer = await fetch("/room/handed-in", { cache: "no-store" });
      if (answer.redirected) {
        location.reload(); // the room was started again and asks for its new password
        return;
      }
      const html = await answer.text();
      news.classList.remove("fault");
      if (shown !== null && html !== shown && !table.contains(document.activeElement)) {
        table.innerHTML = html;
        news.textContent = "The list of what was handed in has changed.";
        shown = html;
      }
      shown ??= html;
      if (news.textContent === SILENT) news.textContent = "";
    } catch {
      news.classList.add("fault");
      news.textContent = SILENT;
    }
  };
  look();
  setInterval(look, OFTEN);
})();
