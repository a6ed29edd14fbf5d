/** The secretariat's desk: keys, the mail as it will leave, what is being written. */
import { countDown } from './desk/countdown.js';
import { decide } from './desk/decision.js';
import { keepDraft } from './desk/draft.js';
import { listenToKeys } from './desk/keys.js';

const form = document.querySelector('[data-decision]');
if (form) decide(form);
const answer = document.querySelector('[data-draft-url]');
if (answer) keepDraft(answer);
for (const left of document.querySelectorAll('[data-left]')) countDown(left);
if (document.querySelector('[data-desk]')) listenToKeys(document);
