import type { Socket } from 'jssip/lib/Socket';
import type { IncomingRTCSessionListener, RTCSessionListener, UA } from 'jssip/lib/UA';
import { Leg, type Session } from './leg';
import type { AgentEvents, Credentials, MakeAgent, SipAgent } from './ports';

const REGISTER_FOR = 120;
const ENDED_BY_US = 4000;
/** The switch learns a claimed phone's password a moment after the browser; a refusal in that moment means nothing. */
const TOLD_LATE = { after: 400, times: 8 };

/** A path becomes the page's own server, with the security of the page. */
export function lineAddress(given: string, page: string): string {
  const address = new URL(given, page);
  address.protocol = address.protocol.replace('http', 'ws');
  return address.href;
}

/** SIP over WebSocket by JsSIP, in a chunk of its own: whoever never calls never loads it. */
export const sipAgent: MakeAgent = async (credentials, microphone, events) => {
  const loaded = await import('jssip');
  const sip = (loaded as unknown as { default?: typeof loaded }).default ?? loaded;
  const line = new sip.WebSocketInterface(lineAddress(credentials.websocketUrl, globalThis.location.href));
  const ua = new sip.UA({
    sockets: [line], uri: credentials.uri, password: credentials.password, register: true, register_expires: REGISTER_FOR,
    session_timers: false, connection_recovery_min_interval: 1, connection_recovery_max_interval: 8, user_agent: 'Callwright',
  });
  const agent = new JsSipAgent(ua, line, credentials, microphone, events);
  ua.start();
  return agent;
};

/** One registration and the leg that the switch rang last; an older one is dead by then and is ended. */
class JsSipAgent implements SipAgent {
  #leg: Leg | null = null;
  #refusals = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly ua: UA, private readonly line: Socket, private credentials: Credentials, private microphone: MediaStream, private readonly events: AgentEvents) {
    ua.on('registered', () => { this.#refusals = 0; events.registered(); });
    ua.on('disconnected', () => events.disconnected());
    ua.on('registrationFailed', ({ cause, response }) => {
      if (!response) return;
      this.#refusals += 1;
      if (this.#refusals <= TOLD_LATE.times) this.#again = setTimeout(() => ua.register(), TOLD_LATE.after);
      else events.refused(new Error(`${response.status_code} ${cause ?? ''}`.trim()));
    });
    ua.on('newRTCSession', this.#rung as RTCSessionListener);
  }

  readonly #rung: IncomingRTCSessionListener = ({ session }) => {
    if (session.direction !== 'incoming') return;
    this.#leg?.end();
    const leg: Leg = new Leg(session as unknown as Session, this.events, () => this.#leg === leg);
    this.#leg = leg;
    leg.answer(this.microphone, this.credentials.iceServers);
  };

  renew(credentials: Credentials): void {
    this.credentials = credentials;
    this.#refusals = 0;
    clearTimeout(this.#again);
    this.ua.set('password', credentials.password);
    this.ua.register();
  }

  reconnect(): void {
    this.line.disconnect();
    this.line.ondisconnect(true, ENDED_BY_US, 'the network changed');
  }

  dropLeg(): void { this.#leg?.end(); }

  swapMicrophone(stream: MediaStream): void {
    this.microphone = stream;
    this.#leg?.swapMicrophone(stream);
  }

  async figures(): Promise<Iterable<RTCStats>> { return this.#leg?.figures() ?? []; }

  stop(): void {
    clearTimeout(this.#again);
    this.#leg?.end();
    this.ua.removeAllListeners();
    this.ua.stop();
  }
}
