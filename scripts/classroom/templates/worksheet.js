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
  let kept = ""; // what a save by itself has to say, until the line has been read

  const say = (words) => {
    spoken = Date.now();
    if (status.textContent !== words) status.textContent = words;
  };

  const describeWait = () => {
    const seconds = Math.round((Date.now() - began) / OFTEN) * 10;
    if (seconds < 10 && !opened) return "The worksheet is being opened. The first start takes a minute.";
    if (!opened) return `The worksheet is being opened. Seconds until now: ${seconds}.`;
    if (seconds < 180) return `Python is being fetched. Seconds until now: ${seconds}. You can read on meanwhile.`;
    return `Python is being fetched. Minutes until now: ${Math.floor(seconds / 60)}. If it does not come, load this page again; your saved work stays as it is.`;
  };

  const findOpened = () => {
    const widget = frame.contentWindow?.jupyterapp?.shell?.currentWidget;
    return widget?.context?.path === name ? widget : null;
  };

  // What a browser shows in place of a page that it could not fetch is nobody's.
  const isLost = () => frame.contentDocument === null;

  // What saves by itself does not hide what was said just now, such as "ready".
  const tellKept = () => {
    if (!kept || !ready || Date.now() - spoken < OFTEN) return;
    status.textContent = kept;
    kept = "";
  };

  const watch = () => {
    if (isLost()) {
      say("The worksheet cannot be reached. See that this computer is in the network, then load this page again.");
      return;
    }
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
    tellKept();
  };

  const listen = () => {
    if (!opened) return;
    opened.heard = true;
    opened.context.saveState.connect((_, state) => {
      const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      kept = state === "completed" ? `Saved in this browser at ${time}.` : "";
      if (state === "completed manually") say(`Saved in this browser at ${time}.`);
      if (state === "failed") say("This browser could not save the worksheet. Choose “Take home” now, and tell your facilitator.");
    });
  };

  // What Python keeps: beside the worksheets where it sees them, else in a store whose
  // name workshop/plan/kept.py gives.
  const STORE = "/home/pyodide/kept" + new URL("../lite", location).pathname;
  const PLAN = "my-plan.json";
  const NOT_OPEN = "The worksheet is not open yet. Try again in a moment.";
  const KEPT = /\.(json|html)$/;

  const readStore = () => new Promise((resolve) => {
    const asked = indexedDB.open(STORE);
    asked.onupgradeneeded = () => asked.transaction.abort(); // there is none yet
    asked.onerror = () => resolve([]);
    asked.onsuccess = () => {
      const base = asked.result;
      const files = [];
      if (!base.objectStoreNames.contains("FILE_DATA")) {
        base.close();
        resolve(files);
        return;
      }
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
    const files = await Promise.all(wanted.map((one) => contents.get(one.path, { content: true })));
    return files.map((one) => [one.name, toBytes(one)]);
  };

  const toBytes = ({ content, format }) => {
    if (format === "base64") return Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
    return typeof content === "string" ? content : JSON.stringify(content, null, 2);
  };

  // All files of one's own: the worksheet as it is on the screen, then what the plan wrote.
  const listFiles = async () => {
    if (!opened) return [];
    const worksheet = JSON.stringify(opened.context.model.toJSON(), null, 1) + "\n";
    const kept = new Map([...await readBeside(), ...await readStore()]);
    return [[name, worksheet], ...[...kept].filter(([file]) => KEPT.test(file))];
  };

  const describeFile = (file) => {
    if (file === name) return "This worksheet";
    if (file === PLAN) return "Our plan, to go on with";
    if (file.startsWith("our-plan") && file.endsWith(".html")) return "Our plan as a page, to read and print";
    if (file === BROUGHT) return "The plan that was brought here";
    return "A copy of our plan";
  };

  const save = (file, content) => {
    const link = document.createElement("a");
    const type = file.endsWith(".html") ? "text/html" : "application/json";
    link.href = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    link.download = file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  };

  // What is handed in: the worksheet and the plan, without the copies of it.
  const listHandIn = async () => (await listFiles()).filter(([file]) => file === name || file === PLAN);

  const toText = (content) => (typeof content === "string" ? content : new TextDecoder().decode(content));
  const findTeam = (files) => {
    try {
      const [, plan] = files.find(([file]) => file === PLAN);
      return JSON.parse(toText(plan)).boxes.challenge.team.trim();
    } catch {
      return "";
    }
  };

  // The same as hand_in() makes on the desktop: "collect" reads both.
  const savePacked = async () => {
    const files = await listHandIn();
    if (!files.length) {
      taken.textContent = NOT_OPEN;
      return;
    }
    const team = findTeam(files);
    const now = new Date();
    const received = new Date(now - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
    const word = (team || name.replace(/\.ipynb$/, "")).replace(/[^\p{L}\p{N}_]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 40);
    const file = `hand-in-${word}-${received.slice(11).replaceAll(":", "")}.zip`;
    // Without a team in its plan, a worksheet is nobody's: its time tells it from others.
    const about = { name: team || `${name}, ${received}`, received };
    save(file, makeZip([...files, ["about.json", JSON.stringify(about)]]));
    taken.textContent = `${file} goes to the folder in which your browser keeps downloads. Give it to your facilitator.`;
  };
  document.getElementById("pack").onclick = savePacked;

  // A file that Python finds by its name alone, in either place.
  const put = async (file, text) => {
    const contents = frame.contentWindow.jupyterapp.serviceManager.contents;
    await contents.save(file, { type: "file", format: "text", content: text });
    await putIntoStore(file, new TextEncoder().encode(text));
  };

  const putIntoStore = (file, bytes) => new Promise((resolve, reject) => {
    const asked = indexedDB.open(STORE);
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => resolve(); // Python keeps its files beside the worksheets
    asked.onsuccess = () => {
      const base = asked.result;
      const work = base.transaction("FILE_DATA", "readwrite");
      const entry = { timestamp: new Date(), mode: 0o100644, contents: bytes };
      work.objectStore("FILE_DATA").put(entry, `${STORE}/${file}`);
      work.oncomplete = () => { base.close(); resolve(); };
      work.onerror = () => { base.close(); reject(work.error); };
    };
  });

  const BROUGHT = "plan-from-home.json";
  const bring = async ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    const words = await file.text();
    target.value = "";
    try {
      if (!JSON.parse(words).boxes) throw new SyntaxError("no boxes");
      await put(BROUGHT, words);
      await showFiles();
      taken.textContent = `The plan is in this browser. To make it your team’s plan, run this in an empty cell, after the first cell with code: plan.open_copy("${BROUGHT}")`;
    } catch (error) {
      taken.textContent = error instanceof SyntaxError
        ? `${file.name} is not a plan. Choose the file my-plan.json that was saved here or on another computer.`
        : "This browser could not keep the file. Your plan is as it was.";
    }
  };
  document.getElementById("bring").onchange = bring;

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
    if (!files.length) taken.textContent = NOT_OPEN;
    else if (!files.some(([file]) => file === PLAN)) taken.textContent = "There is no plan yet: it begins when you write its first box.";
  };
  home.ontoggle = () => home.open && showFiles();
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !home.open) return;
    home.open = false;
    home.querySelector("summary").focus();
  });

  // What another page of ours may use: a room hands these files in.
  window.worksheet = { name, listHandIn, say };

  if (location.protocol === "file:") {
    say("You have opened this page from a folder. A worksheet needs a web server: ask the person who gave you this folder for its address.");
    return;
  }
  frame.src = frame.dataset.address;
  say(describeWait());
  setInterval(watch, 500);
})();
