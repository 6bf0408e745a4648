import { act, cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Call, Desk } from '@/client/desk';
import { draw, fakeServer } from '@/client/testing/fake-server';
import PhoneBar from './phone-bar';

const call: Call = {
  id: 'c1', attempt_state: 'talking', direction: 'outbound', mode: 'preview', number: '138****8000', lead_id: null, company: '云杉机械', person: '', campaign: 'autumn',
  started_at: '2026-11-24T02:00:00Z', answered_at: '2026-11-24T02:00:10Z', talking_since: '2026-11-24T02:00:10Z', muted: false, held: false, recording: true, resume_until: null, ended_reason: null, transfer: null, lead: null,
};
const desk: Desk = {
  person_id: 'p', person: '陈晓', state: 'talking', since: '2026-11-24T02:00:10Z', reason: '', allowed_states: ['break'], wrap_up_until: null,
  phone: { name: 'x', claimed_by_this_browser: true, claimed_elsewhere: false, registered: true, kind: 'sip' }, campaigns: [], campaign: null, preview: null, call, pending_disposition: null, next_task: null, why_idle: null, colleagues: [],
};
const me = { account_id: 'a', csrf_token: 't', language: 'zh', name: '陈晓', permissions: ['*'], person_id: 'p', roles: ['agent'] };
const open = (now: Partial<Desk>) => {
  const server = fakeServer({ 'GET /api/me': me, 'GET /api/desk': { ...desk, ...now }, 'POST /api/desk/state': {}, ...Object.fromEntries(['mute', 'hold', 'hang-up', 'resume'].map((verb) => [`POST /api/desk/calls/c1/${verb}`, {}])) });
  draw(<PhoneBar />);
  return server;
};
const leaving = () => {
  const event = new Event('beforeunload', { cancelable: true });
  globalThis.dispatchEvent(event);
  return event.defaultPrevented;
};

beforeEach(() => vi.useFakeTimers({ shouldAdvanceTime: true }));
afterEach(() => { cleanup(); vi.useRealTimers(); });

describe('the phone bar', () => {
  it('says who is on the line and asks before the page is left', async () => {
    open({});
    expect((await screen.findByTestId('phone-bar')).textContent).toContain('云杉机械138****8000通话中');
    await waitFor(() => expect(leaving()).toBe(true));
  });

  it('lets the page go when nobody is on the line', async () => {
    open({ call: null, state: 'ready' });
    await screen.findByTestId('phone-bar');
    expect(leaving()).toBe(false);
  });

  it('mutes, holds and hangs up by keys with Alt, from any page and while typing', async () => {
    const server = open({});
    await screen.findByTestId('hang-up');
    for (const code of ['KeyM', 'KeyK', 'KeyH']) fireEvent.keyDown(document.body, { key: 'x', code, altKey: true });
    await waitFor(() => expect(server.asked.filter((one) => one.method === 'POST').map((one) => one.path.split('/').at(-1))).toEqual(['mute', 'hold', 'hang-up']));
  });

  it('brings a lost call back by itself after three seconds, once', async () => {
    const server = open({ call: { ...call, attempt_state: 'agent_lost', resume_until: '2099-01-01T00:00:00Z' } });
    expect((await screen.findByTestId('resume')).textContent).toContain('客户还在线上等');
    expect(server.of('POST', '/api/desk/calls/c1/resume')).toHaveLength(0);
    await act(() => vi.advanceTimersByTimeAsync(3500));
    await waitFor(() => expect(server.of('POST', '/api/desk/calls/c1/resume')).toHaveLength(1));
    await act(() => vi.advanceTimersByTimeAsync(6000));
    expect(server.of('POST', '/api/desk/calls/c1/resume')).toHaveLength(1);
  });

  it('waits with the lost call until the phone is there', async () => {
    const server = open({ call: { ...call, attempt_state: 'agent_lost' }, phone: { ...desk.phone, registered: false } });
    expect((await screen.findByTestId('resume')).textContent).toContain('电话连上后自动恢复');
    expect((screen.getByTestId('resume-now') as HTMLButtonElement).disabled).toBe(true);
    await act(() => vi.advanceTimersByTimeAsync(5000));
    expect(server.of('POST', '/api/desk/calls/c1/resume')).toHaveLength(0);
  });

  it('explains a browser without a secure address', async () => {
    vi.stubGlobal('isSecureContext', false);
    open({ call: null, state: 'offline', allowed_states: ['ready'], phone: { ...desk.phone, kind: 'webrtc', registered: false } });
    await screen.findByTestId('phone-bar');
    fireEvent.keyDown(document.body, { key: 'r', code: 'KeyR', altKey: true });
    expect((await screen.findByTestId('phone-trouble')).textContent).toContain('没有加密');
  });
});
