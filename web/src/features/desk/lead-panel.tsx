import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { percent } from '@/lib/figures';
import { useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { Section } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { ProblemAlert } from '@/ui/problem-alert';
import { type LeadCard, useDial, useSkip } from './api';
import { FitParts } from './fit-parts';
import { History } from './history';
import { useDeskKeys } from './keys';
import { NumberList } from './number-list';
import { Script } from './script';
import { TaskList } from './task-list';
import { words } from './words';

const reasons = ['wrong_time', 'not_fitting', 'known', 'unclear'] as const;

/** Who is about to be called, or is on the line: numbers with what may be dialed, what was said before, what to say now. */
export function LeadPanel({ lead, campaign, mayDial }: { lead: LeadCard; campaign: string; mayDial: boolean }) {
  const say = useWords(words);
  const dial = useDial();
  const skip = useSkip();
  const first = lead.numbers.find((number) => number.may_call);
  const call = (index: number) => dial.mutate({ lead_id: lead.lead_id, number_index: index });
  useDeskKeys((pressing) => {
    if (!('act' in pressing) || pressing.act !== 'dial' || !mayDial || !first || dial.isPending) return false;
    call(first.index);
    return true;
  });
  return (
    <Section
      testid="lead" title={<>{lead.company || lead.person}{lead.company && lead.person && <span className="cw-quiet cw-beside">{lead.person}</span>}</>}
      extra={mayDial && (
        <Dropdown trigger={['click']} menu={{ items: reasons.map((key) => ({ key, label: say(`skip.${key}`) })), onClick: ({ key }) => skip.mutate({ lead: lead.lead_id, reason: key }) }}>
          <Button loading={skip.isPending} data-testid="skip">{say('skip')}</Button>
        </Dropdown>
      )}
    >
      <div className="cw-stack">
        <p className="cw-quiet">{[campaign, lead.region].filter(Boolean).join(' · ')}{lead.score !== null && <> · {say('fit')} <b className="cw-number">{percent(lead.score, 0)}</b><DefinitionMark of="fit" figure={say('fit')} /></>}</p>
        <FitParts parts={lead.fit_parts} />
        <NumberList numbers={lead.numbers} mayDial={mayDial} busy={dial.isPending} onDial={call} />
        <ProblemAlert problem={dial.error ?? skip.error} />
        <Background lead={lead} />
      </div>
    </Section>
  );
}

function Background({ lead }: { lead: LeadCard }) {
  const say = useWords(words);
  const [tab, setTab] = useState('script');
  return (
    <Parts
      label={say('script')} active={tab} onChange={setTab}
      items={[
        { key: 'script', label: say('script'), children: <Script steps={lead.script} /> },
        { key: 'history', label: `${say('history')} ${lead.history.length || ''}`, children: <History calls={lead.history} /> },
        { key: 'tasks', label: `${say('tasks')} ${lead.tasks.length || ''}`, children: <TaskList tasks={lead.tasks} /> },
      ]}
    />
  );
}
