// "We are here now": plan the rest of a day anew. Pauses keep their length, blocks go in
// the order of the course, the plan never goes. Kept in this browser until "Back".
(() => {
  const course = document.querySelector("main").dataset.course;
  const write = (m) => [Math.floor(m / 60), m % 60].map((n) => String(n).padStart(2, "0")).join(":");
  const read = (text) => { const [h, m] = text.split(":").map(Number); return 60 * h + m; };
  const read_clock = () => { const now = new Date(); return 60 * now.getHours() + now.getMinutes(); };
  const store = {
    get: (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } },
    set: (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch { /* a page from a stick may not keep anything */ } },
    drop: (key) => { try { localStorage.removeItem(key); } catch { /* as above */ } },
  };

  // In a narrow window rows are cards. Styles take the meaning of a table away: roles keep it.
  const ROLES = [["table", "table"], ["thead, tbody", "rowgroup"], ["tr", "row"],
    ["thead th", "columnheader"], ["tbody th", "rowheader"], ["td", "cell"]];
  const name_parts = (table) => {
    for (const [parts, role] of ROLES)
      for (const part of table.parentElement.querySelectorAll(parts)) part.setAttribute("role", role);
    const heads = [...table.tHead.rows[0].cells].map((head) => head.textContent);
    for (const row of table.tBodies[0].rows)
      for (const cell of row.cells) cell.dataset.head = heads[cell.cellIndex];
    table.classList.add("cards");
  };

  for (const day of document.querySelectorAll(".day")) {
    name_parts(day.querySelector("table"));
    const rows = [...day.querySelectorAll("tbody tr")];
    const advice = day.querySelector(".advice");
    const field = day.querySelector("input");
    const key = `run-of-show ${course} ${day.dataset.day}`;
    const end = read(day.dataset.end);
    const name = (row) => row.querySelector("th").firstChild.textContent.trim();

    const clear = () => {
      for (const row of rows) {
        row.classList.remove("here", "gone", "done");
        row.removeAttribute("aria-current");
        row.querySelector(".new")?.remove();
      }
    };

    const plan = ({ here, now }) => {
      clear();
      const index = rows.findIndex((row) => row.id === here);
      if (index < 0) return;
      const rest = rows.slice(index);
      const length = (row) => Number(row.dataset.minutes);
      let late = now + rest.reduce((sum, row) => sum + length(row), 0) - end;
      const begin = late;
      const gone = [];
      const may_go = rest.slice(1).filter((row) => row.dataset.drop && row.classList.contains("block"));
      for (const row of may_go.sort((a, b) => a.dataset.drop - b.dataset.drop)) {
        if (late <= 0) break;
        gone.push(row);
        late -= length(row);
      }
      rows.slice(0, index).forEach((row) => row.classList.add("done"));
      rows[index].classList.add("here");
      rows[index].setAttribute("aria-current", "time");
      let time = now;
      for (const row of rest) {
        const mark = document.createElement("span");
        mark.className = "new";
        if (gone.includes(row)) {
          row.classList.add("gone");
          mark.textContent = "leave out";
        } else {
          mark.textContent = `now ${write(time)}`;
          time += length(row);
        }
        row.querySelector(".from").after(" ", mark);
      }
      const parts = [`At ${write(now)} you begin “${name(rows[index])}”.`];
      if (begin > 0) parts.push(`You are ${begin} ${begin === 1 ? "minute" : "minutes"} late.`);
      else if (begin < 0) parts.push(`You have ${-begin} ${begin === -1 ? "minute" : "minutes"} to spare: give them to talk.`);
      else parts.push("You are on time.");
      if (gone.length) parts.push(`Leave out: ${gone.map(name).join("; ")}.`);
      if (late > 0) parts.push(`${late} ${late === 1 ? "minute is" : "minutes are"} still missing: shorten what is left, but not the plan and not the pauses, or tell people that you end at ${write(time)}.`);
      else if (gone.length) parts.push(`You end at ${write(time)}.`);
      advice.textContent = parts.join(" ");
    };

    for (const row of rows) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "We are here now";
      button.setAttribute("aria-label", `We are here now: ${name(row)}`);
      button.addEventListener("click", () => {
        const state = { here: row.id, now: field.value ? read(field.value) : read_clock() };
        store.set(key, state);
        plan(state);
      });
      // Not in the row's header, which would be read with every cell.
      row.querySelector(".clock").append(button);
    }
    day.querySelector(".watch").addEventListener("click", () => {
      field.value = write(read_clock());
      field.focus(); // who does not see the time hears it there
    });
    day.querySelector(".reset").addEventListener("click", () => {
      store.drop(key);
      clear();
      field.value = "";
      advice.textContent = "The plan of the day.";
    });
    day.querySelector(".now").hidden = false;
    const kept = store.get(key);
    if (kept) plan(kept);
    else advice.textContent = "When a block begins, press “We are here now” beside it. The rest of the day is planned anew.";
  }
})();
