import { BackwardOutlined, CaretRightOutlined, ForwardOutlined, PauseOutlined } from '@ant-design/icons';
import { Button, Select, theme } from 'antd';
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { clock } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { audioAddress, type Peaks, type Turn, usePeaks } from './api';
import { openWaveform, type Waveform } from './waveform';
import { words } from './words';

/** What other parts of the page may do with the player. */
export interface PlayerDoor { seek(seconds: number): void }
interface Props { recording: string; turns: Turn[]; ref: Ref<PlayerDoor>; startAt?: number; onTime?: (seconds: number) => void }

export function Player({ recording, turns, ref, startAt, onTime }: Props) {
  const peaks = usePeaks(recording);
  return <Loaded query={peaks} rows={3}>{(data) => <Waves recording={recording} peaks={data} turns={turns} door={ref} startAt={startAt ?? 0} onTime={onTime} />}</Loaded>;
}

interface WavesProps { recording: string; peaks: Peaks; turns: Turn[]; door: Ref<PlayerDoor>; startAt: number; onTime: ((seconds: number) => void) | undefined }

function Waves({ recording, peaks, turns, door, startAt, onTime }: WavesProps) {
  const say = useWords(words);
  const { token } = theme.useToken();
  const box = useRef<HTMLDivElement>(null);
  const wave = useRef<Waveform | null>(null);
  const [at, setAt] = useState(startAt);
  const told = useRef(onTime);
  useEffect(() => { told.current = onTime; }, [onTime]);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  useEffect(() => {
    if (!box.current) return undefined;
    const opened = openWaveform(box.current, {
      address: audioAddress(recording), peaks, turns, startAt, onTime: (seconds) => { setAt(seconds); told.current?.(seconds); }, onPlaying: setPlaying,
      colours: { agent: token.colorLink, customer: token.colorSuccess, cursor: token.colorError },
    });
    wave.current = opened;
    return () => { wave.current = null; opened.close(); };
  }, [recording, peaks, turns, token, startAt]);
  useImperativeHandle(door, () => ({ seek: (seconds) => wave.current?.seek(seconds) }), []);
  const jump = (by: number) => wave.current?.seek(at + by);
  const keys = (event: React.KeyboardEvent) => {
    const act = { ' ': () => wave.current?.toggle(), ArrowLeft: () => jump(-5), ArrowRight: () => jump(5) }[event.key];
    if (act && event.target === event.currentTarget) { event.preventDefault(); act(); }
  };
  return (
    <div className="cw-stack">
      <div className="cw-waves">
        <div className="cw-wave-names" aria-hidden>{peaks.channels.map(({ role }) => <span key={role} className={`cw-wave-${role}`}>{say.code('player', role)}</span>)}</div>
        <div ref={box} className="cw-wave" tabIndex={0} role="group" aria-label={say('player.waveform')} onKeyDown={keys} data-testid="waveform" />
      </div>
      <div className="cw-actions">
        <Button icon={<BackwardOutlined aria-hidden />} aria-label={say('player.back')} onClick={() => jump(-5)} />
        <Button type="primary" icon={playing ? <PauseOutlined aria-hidden /> : <CaretRightOutlined aria-hidden />} onClick={() => wave.current?.toggle()} data-testid="play">{say(playing ? 'player.pause' : 'player.play')}</Button>
        <Button icon={<ForwardOutlined aria-hidden />} aria-label={say('player.on')} onClick={() => jump(5)} />
        <span className="cw-number" data-testid="player-time">{clock(at)} / {clock(peaks.duration_seconds)}</span>
        <Select size="small" value={speed} aria-label={say('player.speed')} onChange={(to) => { setSpeed(to); wave.current?.speed(to); }} options={[0.75, 1, 1.25, 1.5, 2].map((value) => ({ value, label: `${value}×` }))} />
        <span className="cw-quiet cw-only-wide">{say('player.keys')}</span>
      </div>
    </div>
  );
}
