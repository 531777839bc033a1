// Puts files into a zip, as they are: one thing to give away instead of several.
"use strict";
const makeZip = (files) => {
  const TABLE = Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let turn = 0; turn < 8; turn += 1) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1;
    return sum >>> 0;
  });
  const addUp = (bytes) => {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  };
  // The fields of a header: [bytes, value] each, the lowest byte first.
  const lay = (fields) => {
    const whole = new Uint8Array(fields.reduce((size, [width]) => size + width, 0));
    let at = 0;
    for (const [width, value] of fields) {
      for (let byte = 0; byte < width; byte += 1) whole[at + byte] = Math.floor(value / 256 ** byte) % 256;
      at += width;
    }
    return whole;
  };
  const now = new Date();
  const date = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
  const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
  const UTF8 = 0x800; // names may have any letters
  const encode = (text) => new TextEncoder().encode(text);
  const parts = [], list = [];
  let at = 0;
  for (const [file, content] of files) {
    const name = encode(file);
    const bytes = typeof content === "string" ? encode(content) : content;
    const shared = [[2, 20], [2, UTF8], [2, 0], [2, time], [2, date], [4, addUp(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
    const head = lay([[4, 0x04034b50], ...shared]);
    list.push(lay([[4, 0x02014b50], [2, 20], ...shared, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), name);
    parts.push(head, name, bytes);
    at += head.length + name.length + bytes.length;
  }
  const size = list.reduce((sum, part) => sum + part.length, 0);
  const end = lay([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]]);
  return new Blob([...parts, ...list, end], { type: "application/zip" });
};
