import { waitBefore } from './back-off';
import { type Act, type PhoneEvent, step } from './machine';
import { type AgentEvents, type Credentials, type Ear, type MakeAgent, type Mouth, PhoneElsewhere, type PhoneServer, type Pulse, type SipAgent, type Surroundings, type Tab } from './ports';
import { atRest, claimed, type PhoneState } from './state';
import { hear } from './statistics';

const BEAT = 5_000;

export interface Parts { server: PhoneServer; makeAgent: MakeAgent; ear: Ear; mouth: Mouth; tab: Tab; pulse: Pulse; around: Surroundings }

/**
 * The phone of this tab. It lives beside the pages for as long as the tab does: navigation and crashing pages do not
 * touch it. It answers every ring by itself, because the switch rings it only for its own agent (the standing leg).
 */
export class Softphone {
  #state: PhoneState = atRest;
  #agent: SipAgent | null = null;
  #credentials: Credentials | null = null;
  #microphone: MediaStream | null = null;
  #listeners = new Set<() => void>();
  #lost = 0;
  #muted = false;
  #beating = false;

  constructor(private readonly parts: Parts) {}

  readonly state = (): PhoneState => this.#state;
  readonly subscribe = (changed: () => void): (() => void) => {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  };

  start(): void {
    this.#watch();
    this.#tell({ kind: 'start', secure: this.parts.around.secure() });
  }

  stop(): void { this.#tell({ kind: 'stop' }); }

  /** The button of every state that needs one: allow the microphone, take the phone over, try at once. */
  retry(): void { this.#tell({ kind: 'retry' }); }

  /** Silences the microphone in the browser at once; the switch is told by the page. */
  mute(on: boolean): void {
    this.#muted = on;
    this.#openOrShut();
  }

  async unblockSound(): Promise<void> {
    this.#tell({ kind: 'sound', blocked: !(await this.parts.ear.retry()) });
  }

  #openOrShut(): void {
    for (const track of this.#microphone?.getAudioTracks() ?? []) track.enabled = !this.#muted;
  }

  #watch(): void {
    if (this.#beating) return;
    this.#beating = true;
    this.parts.pulse(BEAT, () => void this.#beat());
    this.parts.around.onNetwork(() => this.#tell({ kind: 'network' }));
    this.parts.around.onLeave(() => this.#hangUp(), () => this.#tell({ kind: 'lost' }));
    this.parts.mouth.onChange(() => void this.#askMicrophone());
  }

  #tell(event: PhoneEvent): void {
    const [state, acts] = step(this.#state, event);
    if (state !== this.#state) {
      this.#state = state;
      for (const changed of this.#listeners) changed();
    }
    for (const act of acts) this.#do(act);
  }

  #do(act: Act): void {
    const doings: Record<Act, () => void> = {
      take_tab: () => this.#takeTab(false),
      steal_tab: () => this.#takeTab(true),
      release_tab: () => this.parts.tab.release(),
      ask_microphone: () => void this.#askMicrophone(),
      release_microphone: () => { this.parts.mouth.release(); this.#microphone = null; },
      swap_microphone: () => { if (this.#microphone) this.#agent?.swapMicrophone(this.#microphone); },
      give_back: () => void this.parts.server.release().catch(() => undefined),
      claim: () => void this.#claim(false),
      take_over: () => void this.#claim(true),
      connect: () => void this.#connect(),
      reconnect: () => this.#agent?.reconnect(),
      drop_leg: () => this.#agent?.dropLeg(),
      disconnect: () => this.#disconnect(),
      retry_later: () => this.parts.around.later(waitBefore(this.#state.attempt), () => { if (this.#state.link === 'waiting') this.retry(); }),
    };
    doings[act]();
  }

  #takeTab(steal: boolean): void {
    this.parts.tab.take({ steal }, () => this.#tell({ kind: 'tab_free' }), () => this.#tell({ kind: 'tab_taken' }));
  }

  async #askMicrophone(): Promise<void> {
    if (['off', 'insecure', 'other_tab'].includes(this.#state.link)) return;
    const found = await this.parts.mouth.ask();
    this.#microphone = 'stream' in found ? found.stream : null;
    this.#openOrShut();
    this.#tell({ kind: 'microphone', is: 'stream' in found ? 'granted' : found.refused });
  }

  async #claim(takeOver: boolean): Promise<void> {
    try {
      this.#credentials = await this.parts.server.claim(takeOver);
      this.#tell({ kind: 'claimed' });
    } catch (problem) {
      this.#tell(problem instanceof PhoneElsewhere ? { kind: 'elsewhere' } : { kind: 'claim_failed', problem });
    }
  }

  async #connect(): Promise<void> {
    const [credentials, microphone] = [this.#credentials, this.#microphone];
    if (!credentials || !microphone) return;
    if (this.#agent) { this.#agent.renew(credentials); return; }
    try {
      const agent = await this.parts.makeAgent(credentials, microphone, this.#events());
      if (claimed(this.#state)) this.#agent = agent; else agent.stop();
    } catch (problem) {
      this.#tell({ kind: 'refused', problem });
    }
  }

  #events(): AgentEvents {
    return {
      registered: () => { this.#tell({ kind: 'registered' }); void this.#beat(); },
      refused: (problem) => this.#tell({ kind: 'refused', problem }),
      disconnected: () => this.#tell({ kind: 'disconnected' }),
      legUp: (sound) => { this.#lost = 0; this.#tell({ kind: 'leg_up' }); void this.#play(sound); },
      legSilent: () => this.#tell({ kind: 'leg_silent' }),
      legSounds: () => this.#tell({ kind: 'leg_up' }),
      legGone: () => { this.parts.ear.silence(); this.#tell({ kind: 'leg_gone' }); },
    };
  }

  async #play(sound: MediaStream): Promise<void> {
    this.#tell({ kind: 'sound', blocked: !(await this.parts.ear.play(sound)) });
  }

  #disconnect(): void {
    this.#hangUp();
    this.#credentials = null;
    this.parts.ear.silence();
  }

  /** Says goodbye to the switch, so that it knows at once that this leg is gone and keeps the customer company. */
  #hangUp(): void {
    this.#agent?.stop();
    this.#agent = null;
  }

  async #beat(): Promise<void> {
    if (!claimed(this.#state)) return;
    const heard = this.#agent ? hear(await this.#agent.figures(), this.#lost) : null;
    if (heard) { this.#lost = heard.lostSoFar; this.#tell({ kind: 'quality', quality: heard.quality }); }
    await this.#report(heard?.quality ?? null);
  }

  async #report(quality: PhoneState['quality']): Promise<void> {
    const { link, microphone } = this.#state;
    try {
      await this.parts.server.report({
        registered: link === 'registered', microphone: microphone === 'granted' || microphone === 'denied' ? microphone : 'none',
        packetsLost: quality?.packetsLost ?? 0, jitterMs: quality?.jitterMs ?? 0, roundTripMs: quality?.roundTripMs ?? 0,
      });
      if (link === 'registered') this.#tell({ kind: 'reported' });
    } catch (problem) {
      if (problem instanceof PhoneElsewhere) this.#tell({ kind: 'lost' });
    }
  }
}
