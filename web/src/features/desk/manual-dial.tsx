import { PhoneOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { askPermission } from '@/client/calling';
import { when } from '@/lib/dates';
import { pick, useWords } from '@/lib/words';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Desk, useDial } from './api';
import { words } from './words';

const SETTLES = 400;
const enough = (number: string): boolean => number.replace(/\D/g, '').length >= 7;

/** A number typed by hand goes through the same rules as any other; what they say is shown before the dial, and asked again at it. */
export function ManualDial({ desk, campaign }: { desk: Desk; campaign: string }) {
  const say = useWords(words);
  const [number, setNumber] = useState('');
  const dial = useDial();
  const settled = useSettled(number.trim());
  const permission = useQuery({ queryKey: ['calling', 'permission', settled, campaign], queryFn: () => askPermission(settled, campaign), enabled: enough(settled) && Boolean(campaign), retry: false });
  const free = !desk.call && !desk.pending_disposition;
  const barred = permission.data?.allowed === false && settled === number.trim();
  const go = () => { if (enough(number) && campaign && free && !barred) dial.mutate({ number: number.trim(), campaign }, { onSuccess: () => setNumber('') }); };
  return (
    <Section title={say('manual')} testid="manual-dial">
      <div className="cw-stack">
        <div className="cw-manual">
          <Input value={number} onChange={(event) => setNumber(event.target.value)} onPressEnter={go} inputMode="tel" autoComplete="off" aria-label={say('manual.number')} placeholder={say('manual.number')} />
          <Button icon={<PhoneOutlined aria-hidden />} disabled={!enough(number) || !campaign || !free || barred} loading={dial.isPending} onClick={go} data-testid="manual-go">{say('act.dial')}</Button>
        </div>
        {permission.data && <p role="status">{permission.data.allowed ? <StatusTag tone="good">{say('manual.allowed')}</StatusTag> : <><StatusTag tone="bad">{say('manual.barred')}</StatusTag> {pick(permission.data.text)} {permission.data.until && say('manual.until', { at: when(permission.data.until) })}</>}</p>}
        <ProblemAlert problem={dial.error} />
      </div>
    </Section>
  );
}

/** What was typed, once the typing has stopped for a moment. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const waiting = setTimeout(() => setSettled(value), SETTLES);
    return () => clearTimeout(waiting);
  }, [value]);
  return settled;
}
