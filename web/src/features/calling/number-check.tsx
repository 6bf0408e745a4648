import { Button, Input } from 'antd';
import { useState } from 'react';
import { when } from '@/lib/dates';
import { pick, useWords } from '@/lib/words';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { usePermission } from './api';
import { words } from './words';

/** The same question the dialer asks at the last moment, for one number; nothing is dialed. */
export function NumberCheck({ campaign }: { campaign: string }) {
  const say = useWords(words);
  const [number, setNumber] = useState('');
  const check = usePermission();
  const go = () => { if (number.trim()) check.mutate({ number: number.trim(), campaign }); };
  return (
    <Section title={say('check')} testid="number-check">
      <div className="cw-stack">
        <div className="cw-actions">
          <Input value={number} onChange={(event) => { setNumber(event.target.value); check.reset(); }} onPressEnter={go} aria-label={say('check.number')} placeholder={say('check.number')} inputMode="tel" autoComplete="off" style={{ width: 220 }} />
          <Button onClick={go} loading={check.isPending} disabled={!number.trim()}>{say('check.go')}</Button>
        </div>
        {check.data && (
          <p role="status">
            {check.data.allowed ? <StatusTag tone="good">{say('check.yes')}</StatusTag> : <StatusTag tone="bad">{say('check.no')}</StatusTag>}
            {!check.data.allowed && <> {pick(check.data.text)} {check.data.until && say('check.until', { at: when(check.data.until) })} {check.data.rule && <code className="cw-quiet">{check.data.rule}</code>}</>}
          </p>
        )}
        <ProblemAlert problem={check.error} />
      </div>
    </Section>
  );
}
