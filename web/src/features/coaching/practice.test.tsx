import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { draw, fakeServer, Refusal } from '@/client/testing/fake-server';
import { PracticeSection } from './practice';

afterEach(cleanup);

const me = { account_id: 'a', csrf_token: 't', language: 'zh', name: '张三', permissions: ['calls.dial', 'coaching.read'], person_id: 'p1', roles: ['agent'] };
const both = (zh: string, en: string) => ({ zh, en });
const customers = [
  { code: 'busy', name: both('太忙', 'Too busy'), trains: both('说清来意', 'Say why you call'), lines: [both('喂', 'Hello')] },
  { code: 'price', name: both('太贵', 'Too expensive'), trains: both('谈价值', 'Speak of value'), lines: [both('多少钱', 'How much')] },
];
const room = (more = {}) => ({ customers, voice: 'spoken', why_not: null, voice_note: null, ...more });
const call = (id: string, more = {}) => ({
  id, person_id: 'p1', person: '张三', profile: 'busy', customer: both('太忙', 'Too busy'), voice: 'spoken', started_at: '2026-12-01T02:00:00Z', ended_at: '2026-12-01T02:01:05Z',
  talk_seconds: 65, ended_reason: 'customer_left', reviewed: true, checked: 16, missed: 2, ...more,
});
const page = (...items: object[]) => ({ items, total: items.length, page: 1, size: 10 });
const open = (answers: Record<string, object>, own = true) => {
  const server = fakeServer({ 'GET /api/me': me, 'GET /api/desk/practice': room(), 'GET /api/coaching/practice': page(), ...answers });
  draw(<PracticeSection person="" own={own} />);
  return server;
};

describe('practice', () => {
  it('asks for a customer and for nothing else', async () => {
    const server = open({ 'POST /api/desk/practice': { call_id: 'c1' } });
    fireEvent.click(await screen.findByTestId('practise'));
    await waitFor(() => expect(server.of('POST', '/api/desk/practice').map((one) => one.body)).toEqual([{ profile: 'busy' }]));
    expect((await screen.findByText(/正在接通练习客户/)).textContent).toContain('电话条');
  });

  it('says why it is not possible and keeps the button shut', async () => {
    open({ 'GET /api/desk/practice': room({ voice: '', why_not: both('现在不能练习：没有练习客户在线。', 'Not possible now.') }) });
    expect((await screen.findByTestId('practice-why-not')).textContent).toContain('没有练习客户在线');
    expect(screen.getByTestId('practise').closest('button')?.disabled).toBe(true);
  });

  it('warns when the customer hums instead of speaking, before the call and beside it', async () => {
    open({ 'GET /api/desk/practice': room({ voice: 'tones', voice_note: both('没有安装语音合成组件', 'No synthesiser') }), 'GET /api/coaching/practice': page(call('c1', { voice: 'tones', checked: null, missed: null })) });
    expect((await screen.findByTestId('practice-tones')).textContent).toContain('没有安装语音合成组件');
    expect((await screen.findByText('提示音')).textContent).toBe('提示音');
    expect(screen.getByText('只有度量')).toBeTruthy();
  });

  it('shows what the server refused, with its code', async () => {
    const refuse = () => { throw new Refusal(409, { code: 'calls.phone_not_ready', zh: '电话还没有准备好。', en: 'The phone is not ready.' }); };
    open({ 'POST /api/desk/practice': refuse });
    fireEvent.click(await screen.findByTestId('practise'));
    expect((await screen.findByTestId('problem')).textContent).toContain('calls.phone_not_ready');
  });

  it('lists calls with their checks and leads to each; a leader sees no button', async () => {
    open({ 'GET /api/coaching/practice': page(call('c1'), call('c2', { missed: 0 }), call('c3', { ended_at: null, reviewed: false, checked: null, missed: null })) }, false);
    expect(await screen.findByText('14 / 16 项通过')).toBeTruthy();
    expect(screen.getByText('16 / 16 项通过')).toBeTruthy();
    expect(screen.getByText('通话中')).toBeTruthy();
    expect(screen.getAllByText('回听').map((link) => link.getAttribute('href'))).toEqual(['/practice/c1', '/practice/c2']);
    expect(screen.queryByTestId('practise')).toBeNull();
  });
});
