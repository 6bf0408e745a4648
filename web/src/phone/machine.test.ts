import { describe, expect, it } from 'vitest';
import { type Act, type PhoneEvent, step } from './machine';
import { atRest, type PhoneState } from './state';

const quality = { packetsLost: 0, jitterMs: 3, roundTripMs: 20 };
const every: PhoneEvent[] = [
  { kind: 'start', secure: true }, { kind: 'start', secure: false }, { kind: 'stop' }, { kind: 'tab_free' }, { kind: 'tab_taken' },
  { kind: 'microphone', is: 'granted' }, { kind: 'microphone', is: 'denied' }, { kind: 'microphone', is: 'none' }, { kind: 'claimed' }, { kind: 'elsewhere' },
  { kind: 'claim_failed', problem: 'x' }, { kind: 'lost' }, { kind: 'reported' }, { kind: 'registered' }, { kind: 'refused', problem: 'x' }, { kind: 'disconnected' },
  { kind: 'leg_up' }, { kind: 'leg_silent' }, { kind: 'leg_gone' }, { kind: 'network' }, { kind: 'retry' }, { kind: 'sound', blocked: true }, { kind: 'quality', quality },
];
const run = (events: PhoneEvent[], from: PhoneState = atRest): { state: PhoneState; acts: Act[] } =>
  events.reduce<{ state: PhoneState; acts: Act[] }>(({ state, acts }, event) => {
    const [after, more] = step(state, event);
    return { state: after, acts: [...acts, ...more] };
  }, { state: from, acts: [] });

const toRegistered: PhoneEvent[] = [{ kind: 'start', secure: true }, { kind: 'tab_free' }, { kind: 'microphone', is: 'granted' }, { kind: 'claimed' }, { kind: 'registered' }];

describe('the phone', () => {
  it('comes up: tab, microphone, claim, registration', () => {
    const { state, acts } = run(toRegistered);
    expect(state).toMatchObject({ link: 'registered', microphone: 'granted', leg: 'none', problem: null });
    expect(acts).toEqual(['take_tab', 'ask_microphone', 'claim', 'connect']);
  });

  it('says what is wrong on plain http and asks the browser for nothing', () => {
    expect(run([{ kind: 'start', secure: false }])).toEqual({ state: { ...atRest, link: 'insecure' }, acts: [] });
  });

  it('waits while another tab has it, and takes it when asked to', () => {
    const waiting = run([{ kind: 'start', secure: true }, { kind: 'tab_taken' }]);
    expect(waiting.state.link).toBe('other_tab');
    expect(run([{ kind: 'retry' }], waiting.state).acts).toEqual(['steal_tab']);
    expect(run([{ kind: 'tab_free' }], waiting.state).acts).toEqual(['ask_microphone']);
  });

  it('lets go of everything when another tab takes it, mid-call too', () => {
    const { state, acts } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'tab_taken' }]);
    expect(state).toEqual({ ...atRest, link: 'other_tab' });
    expect(acts.slice(-2)).toEqual(['disconnect', 'release_microphone']);
  });

  it('claims nothing without a microphone, and goes on once it is allowed', () => {
    const refused = run([{ kind: 'start', secure: true }, { kind: 'tab_free' }, { kind: 'microphone', is: 'denied' }]);
    expect(refused.state).toMatchObject({ link: 'microphone', microphone: 'denied' });
    expect(refused.acts).not.toContain('claim');
    expect(run([{ kind: 'microphone', is: 'granted' }], refused.state).acts).toEqual(['claim']);
    expect(run([{ kind: 'retry' }], refused.state).acts).toEqual(['ask_microphone']);
  });

  it('offers to take over from another browser, and stops at once when another takes it', () => {
    const claiming = run(toRegistered.slice(0, 3)).state;
    const elsewhere = run([{ kind: 'elsewhere' }], claiming).state;
    expect(elsewhere.link).toBe('elsewhere');
    expect(run([{ kind: 'retry' }], elsewhere).acts).toEqual(['take_over']);
    const lost = run([...toRegistered, { kind: 'leg_up' }, { kind: 'elsewhere' }]);
    expect(lost.state).toMatchObject({ link: 'elsewhere', leg: 'none' });
    expect(lost.acts.at(-1)).toBe('disconnect');
  });

  it('keeps the leg while the line to the switch is away, and keeps quiet about tries that fail', () => {
    const { state } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'disconnected' }, { kind: 'disconnected' }]);
    expect(state).toMatchObject({ link: 'reconnecting', leg: 'up' });
    expect(run([{ kind: 'registered' }], state)).toMatchObject({ state: { link: 'registered', leg: 'up' }, acts: [] });
  });

  it('takes a new line after a change of network and leaves a leg alone that still sounds', () => {
    const { state, acts } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'network' }, { kind: 'disconnected' }, { kind: 'registered' }]);
    expect(state).toMatchObject({ link: 'registered', leg: 'up' });
    expect(acts.at(-1)).toBe('reconnect');
  });

  it('drops a leg that stays silent once the line is back, so that the switch rings again', () => {
    const silent = run([...toRegistered, { kind: 'leg_up' }, { kind: 'leg_silent' }, { kind: 'disconnected' }]);
    expect(silent.state.leg).toBe('shaky');
    expect(run([{ kind: 'leg_up' }, { kind: 'registered' }], silent.state)).toMatchObject({ state: { leg: 'up' }, acts: [] });
    expect(run([{ kind: 'registered' }], silent.state).acts).toEqual(['drop_leg']);
    expect(run([{ kind: 'registered' }, { kind: 'leg_gone' }, { kind: 'leg_up' }], silent.state).state).toMatchObject({ link: 'registered', leg: 'up' });
  });

  it('reconnects once when the leg falls silent, not at every look', () => {
    const { acts } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'leg_silent' }, { kind: 'leg_silent' }]);
    expect(acts.filter((act) => act === 'reconnect')).toHaveLength(1);
  });

  it('counts refusals and claims afresh, with the leg untouched', () => {
    const { state, acts } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'refused', problem: '403' }]);
    expect(state).toMatchObject({ link: 'waiting', attempt: 1, problem: '403', leg: 'up' });
    expect(acts.at(-1)).toBe('retry_later');
    const again = run([{ kind: 'retry' }, { kind: 'claim_failed', problem: 'y' }, { kind: 'retry' }, { kind: 'claimed' }], state);
    expect(again.state).toMatchObject({ link: 'connecting', attempt: 2, leg: 'up' });
    expect(run([{ kind: 'registered' }], again.state).state.attempt).toBe(0);
  });

  it('asks for the phone again when the server says it is lost, and stops only when another browser has it', () => {
    const { state, acts } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'lost' }]);
    expect(acts.at(-1)).toBe('claim');
    expect(run([{ kind: 'claimed' }], state)).toMatchObject({ state: { link: 'connecting', leg: 'up' }, acts: ['connect'] });
    expect(run([{ kind: 'elsewhere' }], state)).toMatchObject({ state: { link: 'elsewhere', leg: 'none' }, acts: ['disconnect'] });
  });

  it('is known to the server only while it is registered', () => {
    const known = run([...toRegistered, { kind: 'reported' }]).state;
    expect(known.known).toBe(true);
    for (const event of [{ kind: 'disconnected' }, { kind: 'elsewhere' }, { kind: 'refused', problem: 'x' }, { kind: 'tab_taken' }, { kind: 'lost' }] as PhoneEvent[]) expect(run([event], known).state.known, event.kind).toBe(false);
  });

  it('gives the phone back when it is switched off on purpose', () => {
    expect(run([...toRegistered, { kind: 'stop' }]).acts.slice(-4)).toEqual(['give_back', 'disconnect', 'release_microphone', 'release_tab']);
  });

  it('changes the microphone under a running call', () => {
    const { state, acts } = run([...toRegistered, { kind: 'leg_up' }, { kind: 'microphone', is: 'none' }, { kind: 'microphone', is: 'granted' }]);
    expect(state).toMatchObject({ link: 'registered', leg: 'up', microphone: 'granted' });
    expect(acts.at(-1)).toBe('swap_microphone');
  });

  it('does nothing of its own once it is off, whatever still arrives', () => {
    for (const event of every.filter((one) => one.kind !== 'start' && one.kind !== 'stop')) {
      const [state, acts] = step(atRest, event);
      expect(acts, event.kind).toEqual([]);
      expect(state.link, event.kind).toBe('off');
    }
  });

  it('never has a leg or a claim without leave to use both, over every row of four events', () => {
    for (const a of every) for (const b of every) for (const c of every) {
      const { state } = run([{ kind: 'start', secure: true }, { kind: 'tab_free' }, a, b, c]);
      if (['off', 'insecure', 'other_tab', 'elsewhere'].includes(state.link)) expect(state.leg, `${a.kind} ${b.kind} ${c.kind}`).toBe('none');
      if (state.leg === 'none') expect(state.quality).toBeNull();
    }
  });
});
