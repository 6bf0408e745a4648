import type { PhoneServer } from './ports';
import { OneTab } from './one-tab';
import { steadyPulse } from './pulse';
import { sipAgent } from './sip-agent';
import { Softphone } from './softphone';
import { HiddenEar, KeptMicrophone } from './sound';
import { browserSurroundings } from './surroundings';

const browserKey = 'callwright.browser';
const wantedKey = 'callwright.phone';

/** The name of this browser, the same in all its tabs and after a reload, so that the server knows its phone again. */
export function browserId(): string {
  const known = localStorage.getItem(browserKey);
  if (known) return known;
  const made = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  localStorage.setItem(browserKey, made);
  return made;
}

/** Whether the phone was on here when the page was last open: after a reload it comes back by itself. */
export const wasOn = (): boolean => localStorage.getItem(wantedKey) === 'on';
export const keepOn = (on: boolean): void => { if (on) localStorage.setItem(wantedKey, 'on'); else localStorage.removeItem(wantedKey); };

export const makePhone = (server: PhoneServer): Softphone =>
  new Softphone({ server, makeAgent: sipAgent, ear: new HiddenEar(), mouth: new KeptMicrophone(), tab: new OneTab('callwright.phone'), pulse: steadyPulse, around: browserSurroundings });
