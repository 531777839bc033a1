// reveal.js (MIT licence, Copyright 2011-2024 Hakim El Hattab) lies packed in the deck.
// Until it is unpacked, it says that it is not ready.
window.Reveal = { isReady: () => false, getCurrentSlide: () => null };
const unpack = async () => {
  const packed = atob(document.getElementById("packed").textContent);
  const bytes = Uint8Array.from(packed, (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const script = document.createElement("script");
  script.textContent = await new Response(unpacked).text();
  document.head.append(script);
};
