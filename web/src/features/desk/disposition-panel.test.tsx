import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Call } from '@/client/desk';
import { draw, fakeServer, Refusal } from '@/client/testing/fake-server';
import { DispositionPanel } from './disposition-panel';

const call: Call = {
  id: 'c1', attempt_state: 'ended', direction: 'outbound', mode: 'preview', number: '138****8000', lead_id: 'l1', company: '云杉', person: '', campaign: 'autumn',
  started_at: '2026-11-24T02:00:00Z', answered_at: '2026-11-24T02:00:10Z', talking_since: null, muted: false, held: false, recording: true, resume_until: null, ended_reason: 'customer_left', transfer: null, lead: null,
};
const path = '/api/desk/calls/c1/disposition';
const saved = (server: ReturnType<typeof fakeServer>) => server.of('POST', path).map((one) => one.body);
const press = (key: string) => fireEvent.keyDown(document.body, { key });

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

describe('the result of a call', () => {
  it('is saved by one key once the call is over', async () => {
    const server = fakeServer({ [`POST ${path}`]: {} });
    draw(<DispositionPanel call={call} over />);
    press('4');
    await waitFor(() => expect(saved(server)).toEqual([{ outcome: 'refused', note: '' }]));
  });

  it('is only chosen while the customer is on the line', () => {
    const server = fakeServer({ [`POST ${path}`]: {} });
    draw(<DispositionPanel call={call} over={false} />);
    press('1');
    expect(screen.getByTestId('outcome-interested').getAttribute('aria-pressed')).toBe('true');
    expect((screen.getByTestId('save-outcome') as HTMLButtonElement).disabled).toBe(true);
    expect(saved(server)).toEqual([]);
  });

  it('that bars a number for ever is asked for twice', async () => {
    const server = fakeServer({ [`POST ${path}`]: {} });
    draw(<DispositionPanel call={call} over />);
    press('8');
    expect(screen.getByRole('alert').textContent).toContain('不能撤销');
    expect(saved(server)).toEqual([]);
    press('8');
    await waitFor(() => expect(saved(server)).toEqual([{ outcome: 'do_not_call', note: '' }]));
  });

  it('callback waits for its time', async () => {
    const server = fakeServer({ [`POST ${path}`]: {} });
    draw(<DispositionPanel call={call} over />);
    press('2');
    expect(saved(server)).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '明天 10:00' }));
    fireEvent.keyDown(document.body, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(saved(server)).toEqual([{ outcome: 'callback', note: '', callback_at: expect.stringMatching(/T02:00:00\.000Z$/) as string }]));
  });

  it('keeps note and choice when the save is refused, and after the page was left', async () => {
    fakeServer({ [`POST ${path}`]: () => { throw new Refusal(409, { code: 'calls.already_disposed', zh: '已经有结果了', en: 'There is a result already' }); } });
    const first = draw(<DispositionPanel call={call} over />);
    fireEvent.change(screen.getByTestId('note'), { target: { value: '下周再谈' } });
    press('3');
    expect((await screen.findByTestId('problem')).textContent).toContain('已经有结果了');
    expect((screen.getByTestId('note') as HTMLInputElement).value).toBe('下周再谈');
    first.unmount();
    draw(<DispositionPanel call={call} over />);
    expect((screen.getByTestId('note') as HTMLInputElement).value).toBe('下周再谈');
    expect(screen.getByTestId('outcome-effective').getAttribute('aria-pressed')).toBe('true');
  });

  it('is not touched by digits in the note', () => {
    const server = fakeServer({ [`POST ${path}`]: {} });
    draw(<DispositionPanel call={call} over />);
    fireEvent.keyDown(screen.getByTestId('note'), { key: '1' });
    expect(saved(server)).toEqual([]);
  });
});
