/** The waveform behind the player: wavesurfer with both channels, drawn from the server's peaks, audio by range requests. */
import WaveSurfer from 'wavesurfer.js';
import Regions from 'wavesurfer.js/dist/plugins/regions.esm.js';
import type { Peaks, Turn } from './api';

export interface Waveform {
  toggle(): void;
  seek(seconds: number): void;
  speed(rate: number): void;
  close(): void;
}

interface Options {
  address: string;
  peaks: Peaks;
  turns: Turn[];
  colours: { agent: string; customer: string; cursor: string };
  startAt: number;
  onTime: (seconds: number) => void;
  onPlaying: (playing: boolean) => void;
}

/** The server sends the lowest and highest sample of each bucket; the picture needs how far it swings. */
function loudness(channel: Peaks['channels'][number]): number[] {
  return channel.max.map((high, place) => Math.max(Math.abs(high), Math.abs(channel.min[place] ?? 0)));
}

export function openWaveform(container: HTMLElement, { address, peaks, turns, colours, startAt, onTime, onPlaying }: Options): Waveform {
  const regions = Regions.create();
  const media = new Audio();
  media.preload = 'none';
  media.src = address;
  const wave = WaveSurfer.create({
    container, media, peaks: peaks.channels.map(loudness), duration: peaks.duration_seconds, height: 64, cursorColor: colours.cursor, cursorWidth: 2, dragToSeek: true, normalize: true,
    splitChannels: peaks.channels.map(({ role }) => {
      const colour = role === 'customer' ? colours.customer : colours.agent;
      return { waveColor: `${colour}99`, progressColor: colour };
    }),
    plugins: [regions],
  });
  wave.on('timeupdate', onTime);
  wave.on('play', () => onPlaying(true));
  wave.on('pause', () => onPlaying(false));
  wave.on('ready', () => {
    if (startAt > 0) { wave.setTime(startAt); onTime(startAt); }
    for (const turn of turns) {
      regions.addRegion({
        start: turn.start, end: turn.end, drag: false, resize: false,
        channelIdx: peaks.channels.findIndex(({ role }) => role === turn.speaker), color: `${turn.speaker === 'customer' ? colours.customer : colours.agent}22`,
      });
    }
  });
  regions.on('region-clicked', (region, event) => { event.stopPropagation(); wave.setTime(region.start); });
  return {
    toggle: () => void wave.playPause().catch(() => onPlaying(false)),
    seek: (seconds) => wave.setTime(Math.max(0, Math.min(peaks.duration_seconds, seconds))),
    speed: (rate) => wave.setPlaybackRate(rate),
    close: () => wave.destroy(),
  };
}
