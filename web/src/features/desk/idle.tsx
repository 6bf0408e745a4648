import { Alert, Button } from 'antd';
import { pick, useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { EmptyState } from '@/ui/empty-state';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Desk, useNextLead } from './api';
import { useBecomeReady } from './become-ready';
import { useDeskKeys, written } from './keys';
import { words } from './words';

const automatic = new Set(['progressive', 'predictive']);

/** Nothing on the desk: why, and the one button that changes it. */
export function Idle({ desk, campaign }: { desk: Desk; campaign: string }) {
  const say = useWords(words);
  const name = useWords(codes);
  const next = useNextLead();
  const become = useBecomeReady(desk, campaign);
  const chosen = desk.campaigns.find((one) => one.code === campaign);
  const ready = desk.state === 'ready';
  const mode = chosen?.dialing_mode ?? '';
  const fetchNext = () => { if (campaign && ready) next.mutate(campaign); return Boolean(campaign && ready); };
  useDeskKeys((pressing) => ('act' in pressing) && pressing.act === 'next' && fetchNext());
  const wrapping = desk.state === 'wrap_up';
  const title = () => {
    if (wrapping) return say('idle.wrapUp');
    return say(ready || desk.campaigns.length === 0 ? 'idle' : 'idle.notYet');
  };
  const start = () => say(wrapping ? 'idle.ready' : 'idle.start');
  const text = () => {
    if (wrapping) return say('idle.wrapUp.text');
    if (desk.campaigns.length === 0) return say('campaign.none');
    if (!ready) return say(desk.state === 'offline' ? 'idle.offline' : 'idle.away');
    const why = next.data?.why ?? desk.why_idle;
    if (why) return pick(why);
    return say(automatic.has(mode) ? 'idle.automatic' : 'idle.text');
  };
  return (
    <Section testid="idle">
      {desk.simulated && <Alert type="info" showIcon title={say('simulated.title')} description={say('simulated.text')} data-testid="simulated" />}
      {desk.last_call && <Alert type="info" showIcon title={say('idle.last', { who: desk.last_call.company || desk.last_call.number, reason: name.code('ended', desk.last_call.ended_reason) })} data-testid="last-call" />}
      <EmptyState title={title()} text={text()}>
        {ready
          ? <Button type={automatic.has(mode) ? 'default' : 'primary'} size="large" disabled={!campaign} loading={next.isPending} onClick={fetchNext} data-testid="next-lead">{say('next')} <kbd>{written.next}</kbd></Button>
          : <Button type="primary" size="large" disabled={!become.possible} loading={become.busy} onClick={become.go} data-testid="start-work">{become.connecting ? say('ready.connecting') : start()} <kbd>{written.ready}</kbd></Button>}
      </EmptyState>
      <ProblemAlert problem={next.error} />
    </Section>
  );
}
