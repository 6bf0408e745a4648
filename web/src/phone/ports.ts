import type { Microphone } from './state';

/** What the server gives a phone it has claimed; it is kept in memory only. */
export interface Credentials {
  uri: string;
  password: string;
  /** ws:// or wss://, or a path on the page's own server. */
  websocketUrl: string;
  iceServers: RTCIceServer[];
  /** When the password runs out; null = never. */
  expiresAt: string | null;
}

/** What the phone says about itself every five seconds; losses count since the last report. */
export interface Report {
  registered: boolean;
  microphone: 'granted' | 'denied' | 'none';
  packetsLost: number;
  jitterMs: number;
  roundTripMs: number;
}

/** Thrown by the server's side of the phone when another browser holds it. */
export class PhoneElsewhere extends Error {
  constructor() {
    super('another browser holds this phone');
    this.name = 'PhoneElsewhere';
  }
}

export interface PhoneServer {
  claim(takeOver: boolean): Promise<Credentials>;
  report(report: Report): Promise<void>;
  /** Given back on purpose. */
  release(): Promise<void>;
}

export interface AgentEvents {
  registered(): void;
  refused(problem: unknown): void;
  disconnected(): void;
  legUp(sound: MediaStream): void;
  legSilent(): void;
  legSounds(): void;
  legGone(): void;
}

/** The SIP part: registers, answers whatever the switch rings, and knows the sound's figures. */
export interface SipAgent {
  renew(credentials: Credentials): void;
  reconnect(): void;
  dropLeg(): void;
  swapMicrophone(stream: MediaStream): void;
  figures(): Promise<Iterable<RTCStats>>;
  stop(): void;
}

export type MakeAgent = (credentials: Credentials, microphone: MediaStream, events: AgentEvents) => Promise<SipAgent>;

export interface Ear {
  /** False when the browser wants a click first. */
  play(sound: MediaStream): Promise<boolean>;
  retry(): Promise<boolean>;
  silence(): void;
}

export interface Mouth {
  ask(): Promise<{ stream: MediaStream } | { refused: Exclude<Microphone, 'granted' | 'asking' | 'unknown'> }>;
  /** Called when the microphone is pulled out, plugged in, forbidden or allowed while the page is open. */
  onChange(changed: () => void): void;
  release(): void;
}

export interface Tab {
  /** `free` when this tab holds the phone (now or later), `taken` when another one does or takes it. */
  take(how: { steal: boolean }, free: () => void, taken: () => void): void;
  release(): void;
}

/** A beat every so many milliseconds, also in a tab nobody looks at. */
export type Pulse = (milliseconds: number, beat: () => void) => void;

export interface Surroundings {
  secure(): boolean;
  now(): number;
  later(milliseconds: number, then: () => void): void;
  onNetwork(changed: () => void): void;
  /** The page goes away: reload, closed tab, another address; `back` when the browser shows the same page again. */
  onLeave(leave: () => void, back: () => void): void;
}
