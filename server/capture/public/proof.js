// Proof of work: finds a number whose SHA-256 with the page's token begins with enough zero bits. A person waits a fifth of a
// second; a robot that sends ten thousand forms waits half an hour. crypto.subtle is absent on plain HTTP, so the hash is here.
(() => {
  const constants = [], start = [];
  for (let n = 2; constants.length < 64; n++) {
    let prime = true;
    for (let d = 2; d * d <= n; d++) if (n % d === 0) { prime = false; break; }
    if (!prime) continue;
    const fraction = root => ((root - Math.floor(root)) * 2 ** 32) | 0;
    if (start.length < 8) start.push(fraction(Math.sqrt(n)));
    constants.push(fraction(Math.cbrt(n)));
  }
  const turn = (x, by) => (x >>> by) | (x << (32 - by));
  const words = new Int32Array(64);

  function sha256(text) {
    const length = text.length, blocks = (length + 9 + 63) >> 6;
    const bytes = new Uint8Array(blocks * 64), view = new DataView(bytes.buffer);
    for (let i = 0; i < length; i++) bytes[i] = text.charCodeAt(i);
    bytes[length] = 0x80;
    view.setUint32(bytes.length - 4, length * 8);
    const state = start.slice();
    for (let at = 0; at < bytes.length; at += 64) {
      for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
      for (let i = 16; i < 64; i++) {
        const a = words[i - 15], b = words[i - 2];
        const s0 = turn(a, 7) ^ turn(a, 18) ^ (a >>> 3), s1 = turn(b, 17) ^ turn(b, 19) ^ (b >>> 10);
        words[i] = (words[i - 16] + s0 + words[i - 7] + s1) | 0;
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25), choice = (e & f) ^ (~e & g);
        const one = (h + s1 + choice + constants[i] + words[i]) | 0;
        const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22), majority = (a & b) ^ (a & c) ^ (b & c);
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + s0 + majority) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] = (state[i] + value) | 0; });
    }
    return state;
  }

  // Gives way to the page every few milliseconds.
  function solve(token, bits) {
    return new Promise(done => {
      let number = 0;
      (function some() {
        const until = Date.now() + 12;
        for (; Date.now() < until; number++)
          if (sha256(`${token}:${number}`)[0] >>> (32 - bits) === 0) return done(String(number));
        setTimeout(some);
      })();
    });
  }
  window.sarnakhProof = solve;

  const field = document.querySelector('input[name="_proof"][data-bits]');
  if (field) {
    const button = document.querySelector('button[data-proof]');
    if (button) button.disabled = true;
    solve(field.dataset.token, Number(field.dataset.bits)).then(proof => {
      field.value = proof;
      if (button) button.disabled = false;
    });
  }
})();
