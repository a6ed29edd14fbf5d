/** Every page: the top bar on narrow screens, the account menu, what went wrong. */
import { closeOnEscape, collapseTopBar } from './menu.js';

for (const toggle of document.querySelectorAll('.topbar__toggle'))
  collapseTopBar(toggle);
for (const menu of document.querySelectorAll('.account')) closeOnEscape(menu);
document.querySelector('.error-summary')?.focus();
