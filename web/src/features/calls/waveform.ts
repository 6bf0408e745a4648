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
  onTime: (seconds: number) => void;
  onPlaying: (playing: boolean) => void;
}

export function openWaveform(container: HTMLElement, { address, peaks, turns, colours, onTime, onPlaying }: Options): Waveform {
  const regions = Regions.create();
  const media = new Audio();
  media.preload = 'none';
  media.src = address;
  const wave = WaveSurfer.create({
    container, media, peaks: [peaks.agent, peaks.customer], duration: peaks.duration, height: 64, cursorColor: colours.cursor, cursorWidth: 2, dragToSeek: true, normalize: true,
    splitChannels: [
      { waveColor: `${colours.agent}99`, progressColor: colours.agent },
      { waveColor: `${colours.customer}99`, progressColor: colours.customer },
    ],
    plugins: [regions],
  });
  wave.on('timeupdate', onTime);
  wave.on('play', () => onPlaying(true));
  wave.on('pause', () => onPlaying(false));
  wave.on('ready', () => {
    for (const turn of turns) {
      regions.addRegion({
        start: turn.start, end: turn.end, drag: false, resize: false,
        channelIdx: turn.channel === 'agent' ? 0 : 1, color: `${colours[turn.channel]}22`,
      });
    }
  });
  regions.on('region-clicked', (region, event) => { event.stopPropagation(); wave.setTime(region.start); });
  return {
    toggle: () => void wave.playPause().catch(() => onPlaying(false)),
    seek: (seconds) => wave.setTime(Math.max(0, Math.min(peaks.duration, seconds))),
    speed: (rate) => wave.setPlaybackRate(rate),
    close: () => wave.destroy(),
  };
}
