/** The check page: a file is hashed here and never leaves the computer. */

const box = document.querySelector('[data-check=file]');
const status = document.querySelector('[data-check=status]');
const input = document.getElementById('check-file');

/** @param {ArrayBuffer} bytes @returns {Promise<string>} the hash in hexadecimal */
async function sha256(bytes) {
  const hash = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(hash), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/** @param {File | undefined} file */
async function check(file) {
  if (!file) {
    return;
  }
  status.textContent = status.dataset.reading;
  try {
    const hash = await sha256(await file.arrayBuffer());
    window.location.search = new URLSearchParams({ sha256: hash }).toString();
  } catch {
    status.textContent = status.dataset.failed;
  }
}

// Browsers compute hashes on pages that came safely, and nowhere else.
if (box && window.crypto?.subtle) {
  box.hidden = false;
  input.addEventListener('change', () => check(input.files[0]));
  box.addEventListener('dragover', (event) => event.preventDefault());
  box.addEventListener('drop', (event) => {
    event.preventDefault();
    check(event.dataTransfer.files[0]);
  });
}
