import { useWords } from '@/lib/words';
import { StatusTag, type Tone } from '@/ui/status-tag';
import type { Batch } from './api';
import { words } from './words';

const tones: Partial<Record<string, Tone>> = { not_measured: 'waiting', passed: 'good', failed: 'bad', overridden: 'warning' };

/** How far the batch is: being cleaned, refused, or where it stands before the gate. */
export function GateTag({ batch }: { batch: Pick<Batch, 'gate' | 'released_at' | 'state'> }) {
  const say = useWords(words);
  if (batch.state !== 'cleaned') return <StatusTag tone={batch.state === 'failed' ? 'bad' : 'busy'}>{say.code('state', batch.state)}</StatusTag>;
  const word = say.code('gate', batch.gate);
  return <StatusTag tone={tones[batch.gate] ?? 'quiet'}>{batch.released_at ? `${word} · ${say('released')}` : word}</StatusTag>;
}
