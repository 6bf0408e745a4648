import type { AgentEvents } from './ports';

const GATHER_FOR = 600;
const SILENT_AFTER = 2_000;

/** What this phone uses of a JsSIP session. */
export interface Session {
  connection: RTCPeerConnection | undefined;
  on(event: string, then: (told: never) => void): unknown;
  answer(options: object): void;
  terminate(): void;
  isEnded(): boolean;
}

/** The leg between this browser and the switch; answered without a question, because only the switch can ring it. */
export class Leg {
  #silence: ReturnType<typeof setTimeout> | undefined;
  #gathering: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly session: Session, private readonly events: AgentEvents, private readonly current: () => boolean) {
    session.on('peerconnection', ({ peerconnection }: { peerconnection: RTCPeerConnection }) => this.#watch(peerconnection));
    session.on('icecandidate', ({ ready }: { ready: () => void }) => { this.#gathering ??= setTimeout(ready, GATHER_FOR); });
    session.on('ended', () => this.#gone());
    session.on('failed', () => this.#gone());
  }

  /** Local addresses come at once; an unreachable STUN server would hold the answer back for many seconds. */
  answer(mediaStream: MediaStream, iceServers: RTCIceServer[]): void {
    this.session.answer({ mediaStream, pcConfig: { iceServers } });
  }

  swapMicrophone(stream: MediaStream): void {
    const [track] = stream.getAudioTracks();
    const sender = this.session.connection?.getSenders().find((one) => one.track?.kind === 'audio' || one.track === null);
    if (track && sender) void sender.replaceTrack(track);
  }

  async figures(): Promise<Iterable<RTCStats>> {
    const connection = this.session.connection;
    if (!connection || this.session.isEnded()) return [];
    const report = await connection.getStats();
    return [...(report as unknown as Map<string, RTCStats>).values()];
  }

  end(): void {
    clearTimeout(this.#silence);
    if (!this.session.isEnded()) this.session.terminate();
  }

  #watch(connection: RTCPeerConnection): void {
    connection.addEventListener('track', ({ track, streams }) => {
      if (this.current()) this.events.legUp(streams[0] ?? new MediaStream([track]));
    });
    connection.addEventListener('iceconnectionstatechange', () => this.#heard(connection.iceConnectionState));
  }

  #heard(state: RTCIceConnectionState): void {
    clearTimeout(this.#silence);
    if (!this.current()) return;
    if (state === 'connected' || state === 'completed') this.events.legSounds();
    if (state === 'failed') this.events.legSilent();
    if (state === 'disconnected') this.#silence = setTimeout(() => this.events.legSilent(), SILENT_AFTER);
  }

  #gone(): void {
    clearTimeout(this.#silence);
    if (this.current()) this.events.legGone();
  }
}
