// Opens the worksheet, says how far it is, and gives its files to take home.
"use strict";
(() => {
  const OFTEN = 10_000; // between two signs of life, which a screen reader speaks
  const frame = document.getElementById("worksheet");
  const status = document.getElementById("status");
  const name = frame.dataset.worksheet;
  const began = Date.now();
  let opened = null; // the worksheet in JupyterLite, when it is there
  let ready = false;
  let spoken = 0;

  const say = (words) => {
    spoken = Date.now();
    if (status.textContent !== words) status.textContent = words;
  };

  const describeWait = () => {
    const seconds = Math.round((Date.now() - began) / OFTEN) * 10;
    if (seconds < 10 && !opened) return "The worksheet is being opened. The first start takes a minute.";
    if (!opened) return `The worksheet is being opened: ${seconds} seconds so far.`;
    if (seconds < 180) return `Python is being fetched: ${seconds} seconds so far. You can read on meanwhile.`;
    return `Python is being fetched: ${Math.floor(seconds / 60)} minutes so far. If it does not come, load this page again; your saved work stays as it is.`;
  };

  const findOpened = () => {
    const widget = frame.contentWindow?.jupyterapp?.shell?.currentWidget;
    return widget?.context?.path === name ? widget : null;
  };

  const watch = () => {
    opened ??= findOpened();
    const session = opened?.context.sessionContext;
    const state = session?.kernelDisplayStatus;
    if (!opened?.heard) listen();
    const idle = session?.session?.kernel && (state === "idle" || state === "busy");
    if (idle && !ready) {
      ready = true;
      say("Python is ready. Go to the first cell with code and run it.");
    } else if (!ready && Date.now() - spoken >= OFTEN) {
      say(describeWait());
    }
  };

  const listen = () => {
    if (!opened) return;
    opened.heard = true;
    opened.context.saveState.connect((_, state) => {
      const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      if (state === "completed manually") say(`Saved in this browser at ${time}.`);
      if (state === "completed" && ready) status.textContent = `Saved in this browser at ${time}.`;
      if (state === "failed") say("This browser could not save the worksheet. Choose “Take home” now, and tell your facilitator.");
    });
  };

  // What Python keeps: beside the worksheets where it sees them, else in a store whose
  // name workshop/plan/kept.py gives.
  const STORE = "/home/pyodide/kept" + new URL("../lite", location).pathname;
  const KEPT = /\.(json|html)$/;

  const readStore = () => new Promise((resolve) => {
    const asked = indexedDB.open(STORE);
    asked.onupgradeneeded = () => asked.transaction.abort(); // there is none yet
    asked.onerror = () => resolve([]);
    asked.onsuccess = () => {
      const base = asked.result;
      const files = [];
      const cursor = base.transaction("FILE_DATA").objectStore("FILE_DATA").openCursor();
      cursor.onerror = () => resolve([]);
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (!at) {
          base.close();
          resolve(files);
          return;
        }
        if (at.value.contents) files.push([at.key.split("/").pop(), at.value.contents]);
        at.continue();
      };
    };
  });

  const readBeside = async () => {
    const contents = frame.contentWindow.jupyterapp.serviceManager.contents;
    const listed = (await contents.get("")).content;
    const wanted = listed.filter((one) => one.type === "file" && KEPT.test(one.path));
    const files = await Promise.all(wanted.map((one) => contents.get(one.path, { format: "text", type: "file" })));
    return files.map((one) => [one.name, typeof one.content === "string" ? one.content : JSON.stringify(one.content, null, 2)]);
  };

  // All files of one's own: the worksheet as it is on the screen, then what the plan wrote.
  const listFiles = async () => {
    if (!opened) return [];
    const worksheet = JSON.stringify(opened.context.model.toJSON(), null, 1) + "\n";
    const kept = [...await readBeside(), ...await readStore()];
    return [[name, worksheet], ...kept.filter(([file]) => KEPT.test(file))];
  };

  const describeFile = (file) => {
    if (file === name) return "This worksheet";
    if (file === "my-plan.json") return "Our plan, to go on with";
    if (file.startsWith("our-plan") && file.endsWith(".html")) return "Our plan as a page, to read and print";
    return "A copy of our plan";
  };

  const save = (file, content) => {
    const link = document.createElement("a");
    const type = file.endsWith(".html") ? "text/html" : "application/json";
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  const home = document.getElementById("home");
  const taken = document.getElementById("taken");
  const showFiles = async () => {
    taken.textContent = "";
    const files = await listFiles();
    const items = files.map(([file, content]) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = `${describeFile(file)} (${file})`;
      button.onclick = () => {
        save(file, content);
        taken.textContent = `${file} goes to the folder in which your browser keeps downloads.`;
      };
      item.append(button);
      return item;
    });
    document.getElementById("files").replaceChildren(...items);
    if (!files.length) taken.textContent = "The worksheet is not open yet. Try again in a moment.";
    else if (!files.some(([file]) => file === "my-plan.json")) taken.textContent = "There is no plan yet: it begins when you write its first box.";
  };
  home.ontoggle = () => home.open && showFiles();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !home.open) return;
    home.open = false;
    home.querySelector("summary").focus();
  });

  // What another page of ours may use: a room hands these files in.
  window.worksheet = { name, listFiles, say };

  if (location.protocol === "file:") {
    say("You have opened this page from a folder. A worksheet needs a web server: ask the person who gave you this folder for its address.");
    return;
  }
  frame.src = frame.dataset.address;
  say(describeWait());
  setInterval(watch, 500);
})();
