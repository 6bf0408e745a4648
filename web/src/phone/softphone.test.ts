import { describe, expect, it, vi } from 'vitest';
import { waitBefore } from './back-off';
import { type AgentEvents, type Credentials, PhoneElsewhere, type Report } from './ports';
import { lineAddress } from './sip-agent';
import { Softphone } from './softphone';
import { hear } from './statistics';

const credentials: Credentials = { uri: 'sip:a@b', password: 'p', websocketUrl: '/sip', iceServers: [], expiresAt: '2026-11-24T10:00:00Z' };
const track = { enabled: true };
const stream = { getAudioTracks: () => [track] } as unknown as MediaStream;
const settled = () => new Promise((done) => { setTimeout(done, 0); });

function bench() {
  const later: (() => void)[] = [];
  const nothing = () => undefined;
  const seen: { events: AgentEvents | null; beat: () => void; network: () => void; leave: () => void; back: () => void; now: number } = { events: null, beat: nothing, network: nothing, leave: nothing, back: nothing, now: Date.parse('2026-11-24T09:00:00Z') };
  const agent = { renew: vi.fn(), reconnect: vi.fn(), dropLeg: vi.fn(), swapMicrophone: vi.fn(), figures: vi.fn(async () => [] as RTCStats[]), stop: vi.fn() };
  const server = { claim: vi.fn<(takeOver: boolean) => Promise<Credentials>>(async () => credentials), report: vi.fn<(report: Report) => Promise<void>>(async () => undefined), release: vi.fn(async () => undefined) };
  const ear = { play: vi.fn(async () => true), retry: vi.fn(async () => true), silence: vi.fn() };
  const mouth = { ask: vi.fn<() => Promise<{ stream: MediaStream } | { refused: 'denied' }>>(async () => ({ stream })), onChange: vi.fn(), release: vi.fn() };
  const phone = new Softphone({
    server, ear, mouth,
    makeAgent: async (_, __, events) => { seen.events = events; return agent; },
    tab: { take: (_, free) => free(), release: vi.fn() },
    pulse: (_, beat) => { seen.beat = beat; },
    around: { secure: () => true, now: () => seen.now, later: (_, then) => later.push(then), onNetwork: (changed) => { seen.network = changed; }, onLeave: (leave, back) => { seen.leave = leave; seen.back = back; } },
  });
  const up = async () => { phone.start(); await settled(); seen.events?.registered(); };
  const beat = async () => { seen.beat(); await settled(); };
  return { phone, agent, server, ear, mouth, later, seen, up, beat };
}

describe('the softphone', () => {
  it('registers, answers with sound and reports itself', async () => {
    const { phone, seen, ear, server, up, beat } = bench();
    await up();
    seen.events?.legUp(stream);
    await beat();
    expect(phone.state()).toMatchObject({ link: 'registered', leg: 'up', soundBlocked: false });
    expect(ear.play).toHaveBeenCalledWith(stream);
    expect(server.report).toHaveBeenCalledWith({ registered: true, microphone: 'granted', packetsLost: 0, jitterMs: 0, roundTripMs: 0 });
  });

  it('reports nothing before it has the phone', async () => {
    const { phone, server, beat, mouth } = bench();
    mouth.ask.mockResolvedValue({ refused: 'denied' });
    phone.start();
    await settled();
    await beat();
    expect(phone.state()).toMatchObject({ link: 'microphone', microphone: 'denied' });
    expect(server.report).not.toHaveBeenCalled();
  });

  it('counts what was lost since the last report', async () => {
    const { agent, server, seen, up, beat } = bench();
    await up();
    seen.events?.legUp(stream);
    const sound = (packetsLost: number) => [{ type: 'inbound-rtp', kind: 'audio', packetsLost, jitter: 0.004 }, { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.031 }] as unknown as RTCStats[];
    agent.figures.mockResolvedValueOnce(sound(7)).mockResolvedValueOnce(sound(9));
    await beat();
    await beat();
    expect(server.report.mock.calls.slice(1).map(([report]) => [report.packetsLost, report.jitterMs, report.roundTripMs])).toEqual([[7, 4, 31], [2, 4, 31]]);
  });

  it('stops at once when the server says another browser has it, and takes it back when asked', async () => {
    const { phone, agent, server, ear, up, beat } = bench();
    await up();
    server.report.mockRejectedValueOnce(new PhoneElsewhere());
    server.claim.mockRejectedValueOnce(new PhoneElsewhere());
    await beat();
    expect(phone.state().link).toBe('elsewhere');
    expect(agent.stop).toHaveBeenCalledOnce();
    expect(ear.silence).toHaveBeenCalled();
    phone.retry();
    await settled();
    expect(server.claim.mock.calls).toEqual([[false], [false], [true]]);
  });

  it('goes on through a refused report, and tries a failed claim again by itself', async () => {
    const { phone, server, later, beat, up } = bench();
    server.claim.mockRejectedValueOnce(new Error('503'));
    phone.start();
    await settled();
    expect(phone.state()).toMatchObject({ link: 'waiting', attempt: 1 });
    later.pop()?.();
    await settled();
    expect(phone.state().link).toBe('connecting');
    await up();
    server.report.mockRejectedValueOnce(new Error('503'));
    await beat();
    expect(phone.state().link).not.toBe('elsewhere');
  });

  it('shuts the microphone at once, and keeps it shut when the microphone is changed', async () => {
    const { phone, mouth, up } = bench();
    await up();
    phone.mute(true);
    expect(track.enabled).toBe(false);
    track.enabled = true;
    mouth.onChange.mock.calls[0]?.[0]();
    await settled();
    expect(track.enabled).toBe(false);
    phone.mute(false);
    expect(track.enabled).toBe(true);
  });

  it('says goodbye when the page goes, and registers anew when the browser brings the page back', async () => {
    const { phone, agent, server, seen, up } = bench();
    await up();
    seen.events?.legUp(stream);
    seen.leave();
    expect(agent.stop).toHaveBeenCalledOnce();
    seen.back();
    await settled();
    expect(server.claim).toHaveBeenCalledTimes(2);
    seen.events?.registered();
    expect(phone.state().link).toBe('registered');
  });

  it('says when the browser plays no sound without a click', async () => {
    const { phone, ear, seen, up } = bench();
    await up();
    ear.play.mockResolvedValueOnce(false);
    seen.events?.legUp(stream);
    await settled();
    expect(phone.state().soundBlocked).toBe(true);
    await phone.unblockSound();
    expect(phone.state().soundBlocked).toBe(false);
  });
});

describe('around the phone', () => {
  it('waits longer after each failure, never much over fifteen seconds, never all at once', () => {
    expect([1, 2, 3, 4, 5, 9].map((attempt) => waitBefore(attempt, () => 0.5))).toEqual([1000, 2000, 4000, 8000, 15000, 15000]);
    expect(waitBefore(1, () => 0)).toBe(800);
    expect(waitBefore(50, () => 1)).toBe(18000);
  });

  it('finds the line to the switch on the page’s own server, as secure as the page', () => {
    expect(lineAddress('/sip', 'https://calls.example/desk')).toBe('wss://calls.example/sip');
    expect(lineAddress('/sip', 'http://127.0.0.1:8010/')).toBe('ws://127.0.0.1:8010/sip');
    expect(lineAddress('wss://switch.example:8089/ws', 'https://calls.example/')).toBe('wss://switch.example:8089/ws');
  });

  it('hears nothing before sound came in, and never counts less than nothing', () => {
    expect(hear([], 0)).toBeNull();
    expect(hear([{ type: 'inbound-rtp', kind: 'audio', packetsLost: -2 } as unknown as RTCStats], 5)?.quality).toEqual({ packetsLost: 0, jitterMs: 0, roundTripMs: 0 });
  });
});
