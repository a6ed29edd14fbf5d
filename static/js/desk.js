/** The secretariat's desk: keys, the mail as it will leave, the time left to undo. */
import { countDown } from './desk/countdown.js';
import { decide } from './desk/decision.js';
import { listenToKeys } from './desk/keys.js';

const form = document.querySelector('[data-decision]');
if (form) decide(form);
for (const left of document.querySelectorAll('[data-left]')) countDown(left);
if (document.querySelector('[data-desk]')) listenToKeys(document);
