/** Every page: the top bar, the account menu, what went wrong, what needs a script. */
import { closeOnEscape, collapseTopBar } from './menu.js';

for (const toggle of document.querySelectorAll('.topbar__toggle'))
  collapseTopBar(toggle);
for (const menu of document.querySelectorAll('.account')) closeOnEscape(menu);
document.querySelector('.error-summary')?.focus();

// A key (passkey, security key) that did not answer: allauth only tells the console.
document.addEventListener('allauth.error', (event) => {
  const trouble = document.querySelector('[data-key-trouble]');
  if (!trouble) return;
  event.preventDefault();
  trouble.hidden = false;
});

for (const button of document.querySelectorAll('[data-print]')) {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}
if (window.PublicKeyCredential)
  for (const button of document.querySelectorAll('[data-needs-passkeys]'))
    button.hidden = false;
