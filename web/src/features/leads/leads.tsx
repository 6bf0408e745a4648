import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useMay, useMe } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { useWords } from '@/lib/words';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { Parts } from '@/ui/parts';
import { useReminders } from './api';
import { AssignDialog } from './assign-dialog';
import { OwnedTable } from './owned-table';
import { Pool } from './pool/pool';
import { Tasks } from './tasks/tasks';
import { ReturnWarnings } from './return-warnings';
import { words } from './words';

/** Whose leads are whose, what is free to take, and what has to be done by when. */
export default function Leads() {
  const say = useWords(words);
  const may = useMay();
  const { data: me } = useMe();
  const [assigning, setAssigning] = useState(false);
  const { values, set } = useUrlState(['tab', 'pool']);
  const reminders = useReminders();
  const tab = values.tab || (values.pool === 'true' ? 'pool' : 'owned');
  const open = (next: string) => set({ tab: next === 'owned' ? '' : next, pool: '', state: '', q: '', campaign: '' } as Partial<Record<'tab' | 'pool', string>>);
  return (
    <Only permission="leads.read">
      <Page
        title={say('title')} lead={say('lead')}
        actions={may('leads.write') && <Button type="primary" onClick={() => setAssigning(true)} data-testid="assign">{say('assign')}</Button>}
      >
        <Parts
          label={say('title')} active={tab} onChange={open}
          items={[
            { key: 'owned', label: say(me?.roles.every((role) => role === 'agent') ? 'mine' : 'owned'), children: <div className="cw-page"><ReturnWarnings /><Section><OwnedTable /></Section></div> },
            { key: 'pool', label: say('owner.none'), children: <Pool /> },
            { key: 'tasks', label: <Badge size="small" offset={[10, 0]} count={reminders.data?.overdue ?? 0}>{say('tasks')}</Badge>, children: <Tasks /> },
          ]}
        />
        <AssignDialog open={assigning} onClose={() => setAssigning(false)} />
      </Page>
    </Only>
  );
}
