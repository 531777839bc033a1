// Hear from the preview: load the page again when it has changed, say what is wrong.
(() => {
  const mark = document.querySelector(".preview");
  const fault = mark.querySelector(".preview-fault");
  const events = new EventSource("/events?page=" + encodeURIComponent(mark.dataset.page));
  const say = (words) => {
    if (fault.textContent !== words) fault.textContent = words;
  };
  events.addEventListener("message", (event) => {
    const now = JSON.parse(event.data);
    if (String(now.version) !== mark.dataset.version) location.reload();
    else say(now.fault);
  });
  events.addEventListener("error", () => {
    say("The preview has ended: this page changes no more.");
  });
})();
