/** What the phone of this tab is and does. Codes only: the sentences for them belong to the pages. */

export type Link =
  | 'off'
  /** Plain http on another machine: the browser gives no microphone. */
  | 'insecure'
  /** Another tab of this browser holds the phone. */
  | 'other_tab'
  /** Waits for the microphone, or for leave to use it. */
  | 'microphone'
  | 'claiming'
  /** Another browser holds the phone; it can be taken over. */
  | 'elsewhere'
  | 'connecting'
  | 'registered'
  /** The line to the switch broke; the leg may still carry sound. */
  | 'reconnecting'
  /** Refused or unreachable; tries again by itself. */
  | 'waiting';

export type Microphone = 'unknown' | 'asking' | 'granted' | 'denied' | 'none' | 'busy';

/**
 * The standing leg between this browser and the switch; `shaky` = up, but no sound gets through. A leg that stays so is
 * dropped once the line is back, and the switch rings again: Asterisk 22 takes a restart of ICE but goes on expecting the
 * old credentials, so that a restart ends even a leg that works.
 */
export type Leg = 'none' | 'up' | 'shaky';

/** How the sound of the last seconds came through. */
export interface Quality {
  /** Packets lost since the last look. */
  packetsLost: number;
  jitterMs: number;
  roundTripMs: number;
}

export interface PhoneState {
  link: Link;
  microphone: Microphone;
  leg: Leg;
  /** How often in a row it was refused or found nobody. */
  attempt: number;
  /** The server knows that this phone is registered: calls may come. */
  known: boolean;
  /** What went wrong last, as it was thrown; null once it works. */
  problem: unknown;
  /** The browser plays no sound before somebody has clicked on the page. */
  soundBlocked: boolean;
  quality: Quality | null;
}

export const atRest: PhoneState = { link: 'off', microphone: 'unknown', leg: 'none', attempt: 0, known: false, problem: null, soundBlocked: false, quality: null };

/** The server gave this tab the phone: it reports, and may be rung. */
export const claimed = (state: PhoneState): boolean => state.link === 'connecting' || state.link === 'registered' || state.link === 'reconnecting';
