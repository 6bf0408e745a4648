import { useWords } from '@/lib/words';
import { codes } from './codes-words';
import { StatusTag, type Tone } from './status-tag';

const tones: Record<string, Tone> = {
  ready: 'good', dialing: 'waiting', ringing: 'waiting', talking: 'busy', hold: 'warning', wrap_up: 'waiting', offline: 'quiet', phone_trouble: 'bad',
};

/** The same colour for a state on every page; what is neither work on the phone nor away is a pause. */
export const floorTone = (state: string): Tone => tones[state] ?? 'warning';

/** What a person does now, as word, icon and colour. */
export function FloorTag({ state }: { state: string }) {
  const name = useWords(codes);
  return <StatusTag tone={floorTone(state)}>{name.code('floor', state)}</StatusTag>;
}
