import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { StatusTag, type Tone } from '@/ui/status-tag';

export const outcomes = ['no_answer', 'busy', 'invalid_number', 'switched_off', 'answering_machine', 'refused', 'wrong_party', 'answered', 'effective', 'callback', 'interested', 'ordered', 'do_not_call', 'complaint'] as const;

const tones: Partial<Record<string, Tone>> = { ordered: 'good', interested: 'good', effective: 'good', callback: 'warning', answered: 'busy', refused: 'bad', do_not_call: 'bad', complaint: 'bad', wrong_party: 'warning', invalid_number: 'warning' };

export function OutcomeTag({ outcome }: { outcome: string }) {
  const name = useWords(codes);
  return <StatusTag tone={tones[outcome] ?? 'quiet'}>{name.code('outcome', outcome)}</StatusTag>;
}
