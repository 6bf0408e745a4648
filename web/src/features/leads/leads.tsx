import { Button, Input, Select, type TableColumnsType } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '@/client/session';
import { useUrlState } from '@/lib/url-state';
import { pick, useWords } from '@/lib/words';
import { EmptyState } from '@/ui/empty-state';
import { Only } from '@/ui/only';
import { Page, Section } from '@/ui/page';
import { PagedTable } from '@/ui/paged-table';
import { StatusTag, type Tone } from '@/ui/status-tag';
import { type Lead, useLeads } from './api';
import { AssignDialog } from './assign-dialog';
import { words } from './words';

const tones: Partial<Record<string, Tone>> = { ordered: 'good', won: 'good', interested: 'good', refused: 'bad', barred: 'bad', callback: 'warning', assigned: 'busy' };
const states = ['open', 'assigned', 'callback', 'interested', 'ordered', 'refused', 'barred'] as const;

export default function Leads() {
  const say = useWords(words);
  const may = useMay();
  const [assigning, setAssigning] = useState(false);
  return (
    <Only permission="leads.read">
      <Page
        title={say('title')} lead={say('lead')}
        actions={may('leads.write') && <Button type="primary" onClick={() => setAssigning(true)} data-testid="assign">{say('assign')}</Button>}
      >
        <Section><LeadTable /></Section>
        <AssignDialog open={assigning} onClose={() => setAssigning(false)} />
      </Page>
    </Only>
  );
}

function LeadTable() {
  const say = useWords(words);
  const go = useNavigate();
  const { values, page, size, set } = useUrlState(['state', 'campaign', 'owner', 'q']);
  const query = useLeads({ ...values, page, size });
  const filtered = Object.values(values).some(Boolean);
  const columns: TableColumnsType<Lead> = [
    { title: say('company'), dataIndex: 'company', fixed: 'left', width: 220 },
    { title: say('person'), dataIndex: 'person', width: 110 },
    { title: say('numbers'), width: 150, render: (_, lead) => <span className="cw-number">{lead.numbers.join(' ')}</span> },
    { title: say('region'), dataIndex: 'region', width: 130 },
    { title: say('campaign'), dataIndex: 'campaign', width: 140 },
    { title: say('state'), width: 120, render: (_, lead) => <StatusTag tone={tones[lead.state] ?? 'quiet'}>{say.code('state', lead.state)}</StatusTag> },
    { title: say('owner'), width: 120, render: (_, lead) => lead.owner ?? say('owner.none') },
    { title: say('assignedBecause'), render: (_, lead) => <span className="cw-quiet">{pick(lead.assigned_because)}</span> },
  ];
  return (
    <>
      <div className="cw-filters" role="search">
        <Input.Search allowClear placeholder={say('search')} aria-label={say('search')} defaultValue={values.q} onSearch={(q) => set({ q })} />
        <Select allowClear placeholder={say('state')} aria-label={say('state')} value={values.state || undefined} onChange={(state?: string) => set({ state })} options={states.map((state) => ({ value: state, label: say.code('state', state) }))} />
        <Input allowClear placeholder={say('campaign.code')} aria-label={say('campaign.code')} defaultValue={values.campaign} onPressEnter={(event) => set({ campaign: event.currentTarget.value })} onClear={() => set({ campaign: '' })} className="ant-input-affix-wrapper" />
      </div>
      <PagedTable<Lead>
        query={query} columns={columns} rowKey={(lead) => lead.id} label={say('title')} minWidth={1080} onPage={(to, rows) => set({ page: to, size: rows })}
        empty={filtered
          ? <EmptyState title={say('none.title')} text={say('none.text')}><Button onClick={() => set({ state: '', campaign: '', owner: '', q: '' })}>{say('clear')}</Button></EmptyState>
          : <EmptyState title={say('empty.title')} text={say('empty.text')}><Button type="primary" onClick={() => void go('/lists')}>{say('empty.act')}</Button></EmptyState>}
      />
    </>
  );
}
