import { atRest, claimed, type Microphone, type PhoneState, type Quality } from './state';

export type PhoneEvent =
  | { kind: 'start'; secure: boolean }
  | { kind: 'stop' }
  | { kind: 'tab_free' }
  | { kind: 'tab_taken' }
  | { kind: 'microphone'; is: Microphone }
  | { kind: 'claimed' }
  | { kind: 'elsewhere' }
  | { kind: 'claim_failed'; problem: unknown }
  | { kind: 'lost' }
  | { kind: 'reported' }
  | { kind: 'registered' }
  | { kind: 'refused'; problem: unknown }
  | { kind: 'disconnected' }
  | { kind: 'leg_up' }
  | { kind: 'leg_silent' }
  | { kind: 'leg_gone' }
  | { kind: 'network' }
  | { kind: 'retry' }
  | { kind: 'sound'; blocked: boolean }
  | { kind: 'quality'; quality: Quality };

/** What the phone has to do next. */
export type Act =
  | 'take_tab' | 'steal_tab' | 'release_tab'
  | 'ask_microphone' | 'release_microphone' | 'swap_microphone'
  | 'claim' | 'take_over' | 'give_back' | 'connect' | 'reconnect' | 'drop_leg' | 'disconnect' | 'retry_later';

export type Step = readonly [state: PhoneState, acts: readonly Act[]];

/** What follows from an event; knows no network, no clock and no browser. An event that fits no state changes nothing. */
export function step(state: PhoneState, event: PhoneEvent): Step {
  const [after, acts] = follow(state, event);
  return [after.known && after.link !== 'registered' ? { ...after, known: false } : after, acts];
}

function follow(state: PhoneState, event: PhoneEvent): Step {
  switch (event.kind) {
    case 'start': return start(state, event.secure);
    case 'stop': return [atRest, claimed(state) ? ['give_back', 'disconnect', 'release_microphone', 'release_tab'] : ['disconnect', 'release_microphone', 'release_tab']];
    case 'retry': return retry(state);
    case 'tab_free': return state.link === 'other_tab' ? ask(state) : stay(state);
    case 'tab_taken': return state.link === 'off' ? stay(state) : [{ ...atRest, link: 'other_tab' }, ['disconnect', 'release_microphone']];
    case 'microphone': return heardOfMicrophone(state, event.is);
    case 'claimed': return onClaimed(state);
    case 'elsewhere': return state.link === 'off' ? stay(state) : [{ ...state, link: 'elsewhere', leg: 'none', quality: null, problem: null, attempt: 0 }, ['disconnect']];
    case 'claim_failed': return state.link === 'claiming' ? tryLater(state, event.problem) : stay(state);
    case 'refused': return claimed(state) ? tryLater(state, event.problem) : stay(state);
    case 'lost': return claimed(state) ? [{ ...state, link: 'claiming' }, ['claim']] : stay(state);
    case 'reported': return state.link === 'registered' && !state.known ? [{ ...state, known: true }, []] : stay(state);
    default: return onLine(state, event);
  }
}

type LineEvent = Extract<PhoneEvent, { kind: 'registered' | 'disconnected' | 'leg_up' | 'leg_silent' | 'leg_gone' | 'network' | 'sound' | 'quality' }>;

function onLine(state: PhoneState, event: LineEvent): Step {
  switch (event.kind) {
    case 'registered':
      if (!claimed(state)) return stay(state);
      return [{ ...state, link: 'registered', attempt: 0, problem: null }, state.leg === 'shaky' ? ['drop_leg'] : []];
    case 'disconnected': return claimed(state) ? [{ ...state, link: 'reconnecting' }, []] : stay(state);
    case 'leg_up': return given(state) ? [{ ...state, leg: 'up' }, []] : stay(state);
    case 'leg_silent': return state.leg === 'up' ? [{ ...state, leg: 'shaky' }, ['reconnect']] : stay(state);
    case 'leg_gone': return [{ ...state, leg: 'none', quality: null, soundBlocked: false }, []];
    case 'network': return onNetwork(state);
    case 'sound': return [{ ...state, soundBlocked: event.blocked }, []];
    case 'quality': return state.leg === 'none' ? stay(state) : [{ ...state, quality: event.quality }, []];
  }
}

/** The switch may ring it: also while a refused registration is being tried again. */
const given = (state: PhoneState): boolean => claimed(state) || state.link === 'waiting' || state.link === 'claiming';
const stay = (state: PhoneState): Step => [state, []];
const ask = (state: PhoneState): Step => [{ ...state, link: 'microphone', microphone: 'asking', problem: null }, ['ask_microphone']];
const tryLater = (state: PhoneState, problem: unknown): Step => [{ ...state, link: 'waiting', problem, attempt: state.attempt + 1 }, ['retry_later']];

function start(state: PhoneState, secure: boolean): Step {
  if (state.link !== 'off' && state.link !== 'insecure') return stay(state);
  return secure ? [{ ...atRest, link: 'other_tab' }, ['take_tab']] : [{ ...atRest, link: 'insecure' }, []];
}

function retry(state: PhoneState): Step {
  switch (state.link) {
    case 'other_tab': return [state, ['steal_tab']];
    case 'microphone': return ask(state);
    case 'elsewhere': return [{ ...state, link: 'claiming' }, ['take_over']];
    case 'waiting': return [{ ...state, link: 'claiming' }, ['claim']];
    default: return stay(state);
  }
}

function heardOfMicrophone(state: PhoneState, is: Microphone): Step {
  const heard = { ...state, microphone: is };
  if (state.link === 'microphone') return is === 'granted' ? [{ ...heard, link: 'claiming' }, ['claim']] : [heard, []];
  if (state.link === 'off' || state.link === 'other_tab') return stay(state);
  return [heard, is === 'granted' ? ['swap_microphone'] : []];
}

function onClaimed(state: PhoneState): Step {
  if (state.link === 'registered') return [state, ['connect']];
  return state.link === 'claiming' ? [{ ...state, link: 'connecting', problem: null }, ['connect']] : stay(state);
}

function onNetwork(state: PhoneState): Step {
  if (state.link === 'waiting') return retry(state);
  return claimed(state) ? [state, ['reconnect']] : stay(state);
}
