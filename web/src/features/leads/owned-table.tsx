import { App, Button, Popconfirm, Space } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay, useMe } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { bilingual, pick, useWords } from '@/lib/words';
import { DefinitionMark } from '@/ui/definition-mark';
import { EmptyState } from '@/ui/empty-state';
import { PagedTable } from '@/ui/paged-table';
import { ProblemAlert } from '@/ui/problem-alert';
import { type Lead, type State, useLeads, useReturn, useWarnings } from './api';
import { Filters, keys } from './filters';
import { useLeadColumns } from './lead-columns';
import { Protection } from './protection';
import { TaskDialog } from './tasks/task-dialog';
import { words } from './words';

/** Leads with an owner within the reader's scope: protection left, and what the owner can do about them. */
export function OwnedTable() {
  const say = useWords(words);
  const go = useNavigate();
  const { values, page, size, set } = useUrlState(keys);
  const query = useLeads({ page, size, q: values.q, campaign: values.campaign, state: (values.state || undefined) as State | undefined, pool: 'false' });
  const warned = new Set(useWarnings().data?.map((one) => one.lead_id));
  const [planning, setPlanning] = useState<Lead | null>(null);
  const filtered = Boolean(values.state || values.campaign || values.q);
  const columns = [
    ...useLeadColumns(),
    { title: say('owner'), width: 150, render: (_: unknown, lead: Lead) => <>{lead.owner ?? say('owner.none')}<div className="cw-quiet">{pick(bilingual(lead.explanation))}</div></> },
    { title: <>{say('protection')}<DefinitionMark of="protection" figure={say('protection')} /></>, width: 118, render: (_: unknown, lead: Lead) => <Protection until={lead.protected_until} warned={warned.has(lead.id)} /> },
    { title: say('acts'), width: 95, render: (_: unknown, lead: Lead) => <Acts lead={lead} onPlan={() => setPlanning(lead)} /> },
  ];
  return (
    <>
      <Filters />
      <PagedTable<Lead>
        query={query} columns={columns} rowKey={(lead) => lead.id} label={say('title')} minWidth={974} onPage={(to, rows) => set({ page: to, size: rows })}
        empty={filtered
          ? <EmptyState title={say('none.title')} text={say('none.text')}><Button onClick={() => set({ state: '', campaign: '', q: '' })}>{say('clear')}</Button></EmptyState>
          : <EmptyState title={say('empty.title')} text={say('empty.text')}><Button type="primary" onClick={() => void go('/lists')}>{say('empty.act')}</Button></EmptyState>}
      />
      {planning && <TaskDialog lead={planning} onClose={() => setPlanning(null)} />}
    </>
  );
}

function Acts({ lead, onPlan }: { lead: Lead; onPlan: () => void }) {
  const say = useWords(words);
  const may = useMay();
  const { data: me } = useMe();
  const { message } = App.useApp();
  const giveBack = useReturn();
  if (!lead.owner_id || (lead.owner_id !== me?.person_id && !may('leads.write')) || lead.state === 'barred') return null;
  return (
    <Space wrap size={4}>
      <Button size="small" onClick={onPlan} aria-label={say('task.addFor', { company: lead.company })} data-testid="task-add">{say('task.add')}</Button>
      <Popconfirm title={say('return.sure')} description={say('return.text')} okText={say('return')} cancelText={say('no')} onConfirm={() => giveBack.mutate(lead.id, { onSuccess: () => void message.success(say('return.done')) })}>
        <Button size="small" loading={giveBack.isPending} aria-label={say('returnOf', { company: lead.company })} data-testid="return">{say('return')}</Button>
      </Popconfirm>
      <ProblemAlert problem={giveBack.error} />
    </Space>
  );
}
