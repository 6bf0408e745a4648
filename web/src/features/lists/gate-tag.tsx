import { useWords } from '@/lib/words';
import { StatusTag, type Tone } from '@/ui/status-tag';
import type { Batch, Gate } from './api';
import { words } from './words';

const tones: Record<Gate, Tone> = { not_measured: 'waiting', passed: 'good', failed: 'bad', overridden: 'warning' };

/** Whether the batch passed the gate and whether agents may call it. */
export function GateTag({ batch }: { batch: Pick<Batch, 'gate' | 'released_at'> }) {
  const say = useWords(words);
  const word = say.code('gate', batch.gate);
  return <StatusTag tone={tones[batch.gate]}>{batch.released_at ? `${word} · ${say('released')}` : word}</StatusTag>;
}
