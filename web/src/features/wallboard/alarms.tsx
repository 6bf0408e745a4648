import { pick, useWords } from '@/lib/words';
import { Section } from '@/ui/page';
import { long } from '@/ui/running-clock';
import { StatusTag } from '@/ui/status-tag';
import { useNow } from '@/ui/use-now';
import type { Alarm } from './api';
import { words } from './words';

/** What a lead should look at, the oldest first. */
export function Alarms({ alarms }: { alarms: Alarm[] }) {
  const say = useWords(words);
  const now = useNow(alarms.length > 0);
  if (alarms.length === 0) return null;
  const oldest = [...alarms].sort((a, b) => Date.parse(a.since) - Date.parse(b.since));
  return (
    <Section title={say('alarms')} testid="alarms">
      <ul className="cw-alarms" aria-live="polite">
        {oldest.map((alarm) => (
          <li key={alarm.code + alarm.since + alarm.en}><StatusTag tone="bad">{say('alarm.since', { n: long(Math.max(0, (now - Date.parse(alarm.since)) / 1000)) })}</StatusTag> {pick(alarm)}</li>
        ))}
      </ul>
    </Section>
  );
}
